"""Which indicators missed or reached their plan: every row or clause that prints both result and plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import FigureView, Scope
from assistant.figures.matching import Weights, coverage, weigh
from assistant.figures.selection import Selector
from assistant.questions.question import Question
from assistant.ranking.asked import Shortfall, Thing, shortfall_of, subject_of
from assistant.ranking.reports import each_ranked, with_results
from assistant.replies.claims import lower_is_better
from assistant.replies.verdicts import is_ceiling, is_met
from assistant.texts.lines import Line, load_lines
from assistant.wording import amount, months_words, scope_words, value_words
from ingest.vietnamese.text import fold, squeeze
from vectorstore.archive import Archive
from vectorstore.records import Figure, Report, Role

_NAMES = r"(?: [^.;:\d]{0,40}?)?(?: (?:là|gồm|bao gồm|đó là)|:) \S"
_MISSED = re.compile(r"chỉ tiêu (?:chưa|không)(?: \w+)? (?:đạt|hoàn thành)" + _NAMES, re.IGNORECASE)
_MET = re.compile(r"chỉ tiêu (?:đã )?(?:đạt|vượt|hoàn thành)" + _NAMES, re.IGNORECASE)
_VERDICTS = {
    "dat": True, "vuot": True, "dat va vuot": True, "hoan thanh": True, "dat ke hoach": True, "vuot ke hoach": True,
    "khong dat": False, "chua dat": False, "khong hoan thanh": False, "chua hoan thanh": False,
}  # fmt: skip
_SHOWN = 12  # indicators of a report
_SPEAKS = 0.5  # share of the topic that an indicator must speak of, where the question names one


@dataclass(frozen=True, slots=True)
class _Judged:
    result: Figure
    plan: Figure
    share: Figure | None
    met: bool


class Shortfalls:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """The indicators that missed (reached) their plan, report by report; None where none prints both."""
        asked = shortfall_of(question)
        if asked is None:
            return None
        draft = Draft(self._archive, question.text)
        held = with_results(reports)
        for report in each_ranked(held, scope):
            judged = self._judged(question, asked, report)
            said = self._said(asked, report)
            if said is not None:
                mark = draft.cite(report, said.path, said.passage.page, said.text)
                draft.line(f"{report.label}: {squeeze(said.text)}", mark)
                judged = [j for j in judged if j.result.in_table]
            if judged:
                _write(draft, asked, judged, report)
        return draft.answer() if draft.lines else None

    def _said(self, asked: Shortfall, report: Report) -> Line | None:
        """What the report itself says of it: "02 chỉ tiêu chưa đạt là …"; it stands before what is worked out."""
        words = _MISSED if asked.missed else _MET
        lines = load_lines(self._archive, report)
        return next(
            (line for line in lines if line.passage.kind != "table" and words.search(line.text)), None
        )

    def _judged(self, question: Question, asked: Shortfall, report: Report) -> list[_Judged]:
        """Each indicator once, tables before prose: there the plan stands in its own column."""
        views = self._selector.views([report])
        subject = subject_of(question, asked.spans, Role.RESULT, Thing.ITEM)
        topic = weigh(subject.topic, Weights(view.name for view in views))
        about = [v for v in views if topic.empty or coverage(topic, v.fields) >= _SPEAKS]
        groups: dict[int, list[FigureView]] = {}
        for view in sorted(about, key=lambda view: not view.figure.in_table):
            groups.setdefault(view.figure.group, []).append(view)
        found = [judged for group in groups.values() if (judged := _judge([view.figure for view in group]))]
        tabled = {_values(judged) for judged in found if judged.result.in_table}
        return [judged for judged in found if judged.result.in_table or _values(judged) not in tabled]


def _reached(judged: _Judged) -> Decimal:
    """Share of the plan, in %."""
    if judged.share is not None:
        return judged.share.value
    return judged.result.value / judged.plan.value * 100 if judged.plan.value else Decimal(0)


def _values(judged: _Judged) -> tuple[object, ...]:
    """What a sentence and a row of one indicator have in common."""
    return judged.result.value, judged.plan.value, judged.result.unit


def _judge(figures: Sequence[Figure]) -> _Judged | None:
    """One row or clause held against its plan; None where it is not clear which number is which, or what is better."""
    results = [f for f in figures if f.role is Role.RESULT and f.span != "month"]
    plans = [f for f in figures if f.role is Role.PLAN]
    shares = [f for f in figures if f.role is Role.ATTAINMENT]
    pairs = [(r, p) for r in results for p in plans if _is_plan_of(p, r)]
    if len(pairs) != 1:
        return None
    result, plan = pairs[0]
    share = shares[0] if len(shares) == 1 else None
    told = _told(result)
    if told is not None:
        return _Judged(result, plan, share, told)
    lower = is_ceiling(plan, result)
    if lower is None or lower_is_better(result.name) is None:
        return None
    return _Judged(result, plan, share, is_met(result, plan, lower=lower))


def _told(result: Figure) -> bool | None:
    """What a row says itself in a cell of its own, "Đạt" or "Không đạt"; None where it does not."""
    cells = (fold(squeeze(cell)).strip(" .") for cell in result.quote.split("\t"))
    return next((_VERDICTS[cell] for cell in cells if cell in _VERDICTS), None) if result.in_table else None


def _is_plan_of(plan: Figure, result: Figure) -> bool:
    """Whether a target is one for what was reached: of its unit, its people and its year, not of the next."""
    if plan.unit != result.unit or plan.populations != result.populations:
        return False
    if plan.period is None or result.period is None:
        return True
    return plan.period.first_year <= result.period.last_year <= plan.period.last_year


def _write(draft: Draft, asked: Shortfall, judged: Sequence[_Judged], report: Report) -> None:
    wanted = [j for j in judged if j.met is not asked.missed]
    many = len(wanted) > _SHOWN
    if many:  # the furthest from their plan stand first
        wanted = sorted(wanted, key=_reached, reverse=not asked.missed)
    first = judged[0]
    where = scope_words(first.result, report)
    own = first.result.period or report.period
    part = own is not None and first.plan.period is not None and own.months < first.plan.period.months
    so_far = f" (mới {months_words(own)})" if part and own else ""
    verdict = "chưa đạt" if asked.missed else "đã đạt"
    names = "; ".join(j.result.indicator for j in wanted[:_SHOWN])
    names = f"{'thấp' if asked.missed else 'cao'} nhất so với kế hoạch là {names}" if many else names
    marks = [draft.cite_figure(j.result, report) for j in (wanted or judged)[:_SHOWN]]
    if not wanted:
        draft.line(
            f"{where}: không có chỉ tiêu nào {verdict} kế hoạch{so_far} trong {len(judged)} chỉ tiêu có kế hoạch",
            *marks,
        )
        return
    draft.line(
        f"{where}: {len(wanted)} trong {len(judged)} chỉ tiêu có kế hoạch {verdict} kế hoạch{so_far}: {names}",
        *marks,
    )
    for j, mark in zip(wanted[:_SHOWN], marks, strict=False):
        plan = value_words(j.plan, report)
        share = f", đạt {amount(j.share)} kế hoạch" if j.share else ""
        draft.line(f"{j.result.indicator}: {amount(j.result)}; {plan[:1].lower()}{plan[1:]}{share}", mark)
