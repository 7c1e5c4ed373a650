"""Answers to questions for numbers: the figure asked for first, then what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.derived import is_against_year_before, prior_working
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, Scope
from assistant.figures.constraints import effective_period
from assistant.figures.selection import Selector
from assistant.figures.subjects import subjects
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.cues import generic_terms
from assistant.questions.parts import parts_of
from assistant.questions.question import Question, compares_things
from assistant.replies.blanks import blank_instead, say_blank
from assistant.replies.comparison import discrepancies
from assistant.texts.line_score import ScoredLine
from assistant.wording import amount, change, column_words, name_words, scope_words, value_words
from ingest.vietnamese.text import squeeze
from ingest.vietnamese.units import UnitKind
from vectorstore.archive import Archive
from vectorstore.records import Figure, Report, Role, Span

ANSWERED = 0.50  # share of the topic that a figure must speak of to answer
SCORE = 0.34  # and its score after penalties
UNSAID = 0.42  # share of the topic that an answer may leave wholly unsaid
_UNSAID_BESIDE, _COVERED_WELL = 0.28, 0.62
_MEASURES = frozenset(
    ("ca_mac", "tu_vong", "phat_hien_moi", "vu")
)  # of what is not said: no question by themselves
_LINE, _IN_LINE, _SCORE_IN_LINE = (
    0.6,
    0.4,
    0.34,
)  # coverage of a line that supports its figure; the figure's own
_AHEAD = 0.05  # of the line's other figures
_AS_GOOD = 0.12  # another report's figure this close to the best is an answer too
_AS_GOOD_SAYING_ALL = 0.22  # or this close, where it says all that the best says
_REPORTS_SHOWN = 6


def accepted(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that are good enough to be stated."""
    return [c for c in ranked if c.coverage >= ANSWERED and c.score >= SCORE and _says_enough(c)]


def _says_enough(candidate: Candidate) -> bool:
    """No large term of the topic may be left wholly unsaid; a smaller one only where the rest is covered well."""
    if candidate.unsaid > UNSAID or candidate.buried:
        return False
    return candidate.unsaid < _UNSAID_BESIDE or candidate.coverage >= _COVERED_WELL


def answering(selector: Selector, part: Question, scope: Scope, reports: Sequence[Report]) -> list[Candidate]:
    """What answers one of several things asked: with what was said before it, else taken by itself."""
    good = accepted(selector.rank(part, scope, reports))
    alone = any(t.kind == "concept" and t.text not in generic_terms() | _MEASURES for t in part.topic)
    if not good and part.background and alone:
        good = accepted(selector.rank(replace(part, background=()), scope, reports))
    return good


def supported(ranked: Sequence[Candidate], lines: Sequence[ScoredLine]) -> list[Candidate]:
    """The figure of the one line that speaks of the whole question, where its own name says too little of it.

    "Bao nhiêu % cơ sở nhà nước xử lý rác thải" is in words what no indicator says but the line does.
    """
    if not lines or lines[0].coverage < _LINE:
        return []
    text = squeeze(lines[0].line.text)
    within = [
        c
        for c in ranked
        if c.report.key == lines[0].line.report.key
        and squeeze(c.figure.quote) in text
        and c.coverage >= _IN_LINE
        and c.score >= _SCORE_IN_LINE
    ]
    alone = len(within) == 1 or (len(within) > 1 and within[0].score - within[1].score >= _AHEAD)
    return within[:1] if alone else []


class FigureAnswers:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(
        self,
        question: Question,
        scope: Scope,
        reports: Sequence[Report],
        ranked: Sequence[Candidate],
        lines: Sequence[ScoredLine],
    ) -> Answer | None:
        """One scope answered: what is asked first, then what stands beside it; None when no figure is good enough.

        `ranked` are the figures of the reports for this question, `lines` their lines, both best first; a line lends
        support to a figure whose name says too little.
        """
        good = accepted(ranked)
        good = self._attained_instead(question, scope, reports, good) or good
        whole = good or ("number" in question.cues and supported(ranked, lines)) or []
        blank = blank_instead(accepted(self._selector.rank_gaps(question, scope, reports)), whole)
        if blank is not None:
            return say_blank(self._archive, question, blank)
        asked = parts_of(question)
        parts = (
            good[:1]
            if good and asked == [question]
            else [found for part in asked if (found := self._best(part, scope, reports))]
        )
        if not whole and not parts:
            return self._derived(question, scope, reports)
        draft = Draft(self._archive, question.text)
        several = (question.asked > 1 and len(parts) > 1) or (
            len(parts) == len(asked) and (_of_several_diseases(asked) or compares_things(question.text))
        )
        stated = (
            self._state_several(draft, parts, compared=compares_things(question.text))
            if several
            else self._state_one(draft, question, scope, whole or parts)
        )
        for candidate in parts:
            if all(candidate.figure != known.figure for known in stated):
                self._state(draft, candidate)
                stated.append(candidate)
        _mind_span(draft, question, stated[0])
        self._beside(draft, stated[0])
        for candidate in stated:
            draft.quote(draft.cite_figure(candidate.figure, candidate.report))
        return draft.answer()

    def _attained_instead(
        self, question: Question, scope: Scope, reports: Sequence[Report], good: Sequence[Candidate]
    ) -> list[Candidate]:
        """The share of the plan where a percentage is asked of a row that prints no other; [] for anything else."""
        percent = question.unit is not None and question.unit.canonical == "%"
        if not percent or question.roles or not good or not good[0].figure.in_table or _is_rate(good[0]):
            return []
        asked = replace(question, roles=frozenset({Role.ATTAINMENT}))
        shares = accepted(self._selector.rank(asked, scope, reports))
        return [c for c in shares if c.figure.group == good[0].figure.group and c.report == good[0].report][
            :1
        ]

    def _best(self, part: Question, scope: Scope, reports: Sequence[Report]) -> Candidate | None:
        return next(iter(answering(self._selector, part, scope, reports)), None)

    def _state_one(
        self, draft: Draft, question: Question, scope: Scope, ranked: Sequence[Candidate]
    ) -> list[Candidate]:
        """The best figure on the first line; a contradiction with it, or other reports that answer as well."""
        top = ranked[0]
        conflict = discrepancies(self._archive, ranked)
        if conflict:
            self._state_conflict(draft, [top, *conflict])
        else:
            self._state(draft, top, together=question.asked > 1)
        others = _other_reports(scope, ranked)
        for other in others:
            self._state(draft, other)
        return [top, *conflict, *others]

    def _state_several(self, draft: Draft, parts: Sequence[Candidate], *, compared: bool) -> list[Candidate]:
        """All that is asked on the first line, in the order of the question; which has more, where that is asked."""
        distinct = list({(c.report.key, c.figure.number): c for c in parts}.values())
        words = [
            f"{value_words(c.figure, c.report)} – {name_words(c.figure) if compared else c.figure.indicator} "
            f"{draft.cite_figure(c.figure, c.report)}"
            for c in distinct
        ]
        first = distinct[0]
        more = _which_has_more([c.figure for c in distinct]) if compared else ""
        draft.line(f"{_upper('; '.join(words))} – {scope_words(first.figure, first.report)}{more}")
        return distinct

    def _state(self, draft: Draft, candidate: Candidate, together: bool = False) -> None:
        """One figure on a line; `together`, with its siblings of the same role: '01 vụ, 25 ca'."""
        figure, report = candidate.figure, candidate.report
        mark = draft.cite_figure(figure, report)
        siblings = self._siblings(figure, report)
        values = [value_words(figure, report)]
        if together:
            beside = siblings + self._inside(figure, report)
            values += [
                amount(s) for s in beside if s.role is figure.role and s.unit != figure.unit and s.value
            ]
        text = f"{_upper(', '.join(values))} – {name_words(figure)} – {scope_words(figure, report)}"
        if figure.role is Role.RESULT:
            moved = _only(siblings, Role.CHANGE)
            text += f" ({change(moved)})" if moved else ""
        elif figure.role in (Role.CHANGE, Role.ATTAINMENT):
            result = _result_of(figure, siblings)
            text += f" (kết quả: {amount(result)})" if result else ""
        draft.line(text, mark)

    def _state_conflict(self, draft: Draft, candidates: Sequence[Candidate]) -> None:
        values = " và ".join(
            f"{amount(c.figure)} {draft.cite_figure(c.figure, c.report)}" for c in candidates
        )
        first = candidates[0]
        draft.line(
            f"Báo cáo nêu hai số liệu không thống nhất: {values} – {name_words(first.figure)} – "
            f"{scope_words(first.figure, first.report)}"
        )

    def _derived(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """A prior value that no report prints, from today's value and its change, with the working."""
        before = question.roles <= {Role.PRIOR} and any(_is_year_before(r, scope) for r in reports)
        if Role.PRIOR not in question.roles and not before:
            return None
        today = replace(question, roles=frozenset({Role.CHANGE}), prior_year=None, unit=None)
        for report in reports:
            period = AskedPeriod(report.period) if report.period else None
            for candidate in accepted(self._selector.rank(today, replace(scope, period=period), [report])):
                if not is_against_year_before(candidate.figure):
                    continue
                result = _result_of(candidate.figure, self._selector.beside(candidate.figure, report))
                if before and result and not _is_year_after(result, report, scope):
                    continue
                working = prior_working(result, candidate.figure) if result else ""
                if result and working:
                    return self._state_derived(question, candidate, result, working)
        return None

    def _state_derived(
        self, question: Question, candidate: Candidate, result: Figure, working: str
    ) -> Answer:
        draft = Draft(self._archive, question.text)
        mark = draft.cite_figure(candidate.figure, candidate.report)
        draft.cite_figure(result, candidate.report)
        period = effective_period(result, candidate.report)
        before = period.shifted(-1).label if period else "cùng kỳ"
        draft.line(
            f"Báo cáo không in số cùng kỳ; suy ra từ {amount(result)} và {change(candidate.figure)}: "
            f"{working} ({before}, tính từ hai số trên) – {name_words(result)} – "
            f"{scope_words(result, candidate.report)}",
            mark,
        )
        draft.quote(mark)
        return draft.answer()

    def _siblings(self, figure: Figure, report: Report) -> list[Figure]:
        """The other figures of the same clause or row, which the citation of this one holds."""
        return [other for other in self._selector.beside(figure, report) if other.quote == figure.quote]

    def _inside(self, figure: Figure, report: Report) -> list[Figure]:
        """Figures that the same sentence counts within this one: the cases of the outbreak."""
        return [
            view.figure
            for view in self._selector.views([report])
            if view.figure.quote == figure.quote
            and view.figure.chain[-1:] == (figure.indicator,)
            and view.figure.period == figure.period
        ]

    def _beside(self, draft: Draft, top: Candidate) -> None:
        """Plan, share of plan, same period: what the same row or clause prints."""
        parts = []
        for sibling in self._siblings(top.figure, top.report):
            if sibling.role is Role.CHANGE and top.figure.role is Role.RESULT:
                continue  # stands in the first line
            if sibling.role is Role.RESULT and top.figure.role in (Role.CHANGE, Role.ATTAINMENT):
                continue
            words = value_words(sibling, top.report)
            parts.append(words if sibling.role is not Role.RESULT else f"{column_words(sibling)}: {words}")
        if parts:
            draft.line(
                "Cùng nguồn: " + "; ".join(dict.fromkeys(parts)), draft.cite_figure(top.figure, top.report)
            )


def _which_has_more(figures: Sequence[Figure]) -> str:
    """'. Sởi nhiều hơn' of two values of one kind; "" for any others."""
    if len(figures) != 2 or figures[0].unit != figures[1].unit or figures[0].role is not figures[1].role:
        return ""
    one, other = figures
    if one.value == other.value:
        return ". Hai giá trị bằng nhau"
    larger = max(figures, key=lambda figure: figure.value)
    return f". {_upper(larger.indicator)} {'cao' if larger.unit.startswith('%') else 'nhiều'} hơn"


def _of_several_diseases(parts: Sequence[Question]) -> bool:
    """'Sởi và ho gà bao nhiêu ca?': each part of a disease of its own."""
    named = [{term.text for term in part.topic} & subjects() for part in parts]
    return len(named) > 1 and all(named) and not set.intersection(*named)


def _mind_span(draft: Draft, question: Question, stated: Candidate) -> None:
    """Says so where the month alone is asked and the report has only the value of all its months."""
    report = stated.report
    of_month = stated.figure.span is Span.MONTH or report.period is None or report.period.months == 1
    if question.span is not Span.MONTH or (of_month and stated.figure.span is not Span.CUMULATIVE):
        return
    covered = (
        "lũy tích"
        if stated.figure.span is Span.CUMULATIVE
        else f"cả kỳ {report.period.label}"
        if report.period
        else ""
    )
    draft.line(f"Báo cáo không ghi riêng số trong tháng; số nêu trên là số {covered}.")


def _is_rate(candidate: Candidate) -> bool:
    return candidate.view.unit is not None and candidate.view.unit.kind is UnitKind.RATE


def _other_reports(scope: Scope, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The best figure of every other report that answers as well: place or period was not said."""
    top = ranked[0]
    if scope.place is not None and scope.period is not None:
        return []
    best: dict[str, Candidate] = {}
    for candidate in ranked:
        near = _AS_GOOD if not candidate.said >= top.said else _AS_GOOD_SAYING_ALL
        if candidate.score >= top.score - near and candidate.report.key != top.report.key:
            best.setdefault(candidate.report.key, candidate)
    return list(best.values())[: _REPORTS_SHOWN - 1]


def _is_year_before(report: Report, scope: Scope) -> bool:
    return bool(report.period and scope.period and report.period.shifted(-1) == scope.period.period)


def _is_year_after(figure: Figure, report: Report, scope: Scope) -> bool:
    """Whether a figure covers the months that are asked, a year later: none since January for those of one month."""
    own = effective_period(figure, report)
    return bool(own and scope.period and own.shifted(-1) == scope.period.period)


def _result_of(figure: Figure, siblings: Sequence[Figure]) -> Figure | None:
    """The value that a change or share is said of: of its unit where one is, the nearest before it in the sentence."""
    results = [s for s in siblings if s.role is Role.RESULT]
    alike = (
        [s for s in results if s.unit and figure.unit.endswith(s.unit)]
        if figure.role is Role.CHANGE
        else results
    )
    before = [s for s in alike or results if s.start < figure.start]
    return max(before, key=lambda s: s.start) if before else next(iter(alike or results), None)


def _only(figures: Sequence[Figure], role: Role) -> Figure | None:
    """The one figure of a role, None when there is none or several."""
    found = [figure for figure in figures if figure.role is role]
    return found[0] if len(found) == 1 else None


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
