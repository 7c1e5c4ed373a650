"""The highest and lowest: over rows of one table, items of one list, places or periods; how many were compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, FigureView, Scope
from assistant.figures.matching import Topic, Weights, weigh
from assistant.figures.selection import Selector
from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from assistant.ranking.asked import Ranking, Thing, ranking_of, subject_of
from assistant.ranking.reports import each_ranked, with_results
from assistant.ranking.siblings import Ranked, Siblings, siblings
from assistant.replies.figure_answer import accepted
from assistant.texts.text_rules import fillers
from assistant.wording import name_words, scope_words, value_words
from vectorstore.archive import Archive
from vectorstore.records import Figure, Report, Role, Span

_URBAN = ("thành phố ", "thị xã ")
_NEXT = 2  # further ones shown after the one asked for
_AS_GOOD, _COVERS = 0.2, 0.1  # score and coverage less than the best of figures that are ranked with it
_COMPARED = 2  # values from which there is something to rank
_THINGS = {
    Thing.PLACE: "địa bàn",
    Thing.DISEASE: "bệnh",
    Thing.PERIOD: "kỳ",
    Thing.ITEM: "chỉ tiêu",
    Thing.DEPARTMENT: "khoa",
}


class Rankings:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """The ranking asked for; a refusal with the values where they cannot be compared; None where nothing fits."""
        asked = ranking_of(question)
        if asked is None:
            return None
        subject = subject_of(question, asked.spans, asked.role, asked.thing)
        held = with_results(reports)
        if asked.thing in (Thing.PLACE, Thing.PERIOD):
            return self._within(question, asked, subject, scope, held) or self._across(
                question, asked, subject, scope, held
            )
        return self._within(question, asked, subject, scope, held)

    def _within(
        self, question: Question, asked: Ranking, subject: Question, scope: Scope, reports: Sequence[Report]
    ) -> Answer | None:
        """Ranked inside each report."""
        draft = Draft(self._archive, question.text)
        if asked.thing is Thing.PERIOD:
            return None
        for report in each_ranked(reports, scope):
            views = self._selector.views([report])
            topic = weigh(subject.topic, Weights(view.name for view in views))
            found, ranking = _listed(views, asked, topic, report, month=question.span is Span.MONTH)
            if found is not None:
                where = _place_of(ranking, found.members[0].figure)
                _write(draft, ranking, found.members, f"trong {where}")
        return _quoted(draft)

    def _across(
        self, question: Question, asked: Ranking, subject: Question, scope: Scope, reports: Sequence[Report]
    ) -> Answer | None:
        """Ranked over reports: places in one period, or periods of one place."""
        ranked = [
            c
            for c in accepted(self._selector.rank(subject, scope, reports))
            if c.figure.role is asked.role and _of_level(c, asked.level)
        ]
        near = [
            c
            for c in ranked
            if c.score >= ranked[0].score - _AS_GOOD and c.coverage >= ranked[0].coverage - _COVERS
        ]
        alike = _largest(near, asked.thing)
        draft = Draft(self._archive, question.text)
        if len(alike) < _COMPARED:
            best = {c.report.key: c for c in reversed(near)}
            return (
                self._incomparable(draft, asked, list(best.values())[::-1])
                if len(best) >= _COMPARED
                else None
            )
        where = "cùng kỳ báo cáo" if asked.thing is Thing.PLACE else "cùng độ dài"
        _write(draft, asked, list(alike.values()), where)
        left = {c.report.key for c in near} - {r.report.key for r in alike.values()}
        if left:
            draft.line(
                f"Có {len(left)} báo cáo khác không so sánh được vì khác kỳ, đơn vị tính hoặc địa bàn."
            )
        return _quoted(draft)

    def _incomparable(self, draft: Draft, asked: Ranking, found: Sequence[Candidate]) -> Answer:
        reason = "các kỳ khác nhau" if asked.thing is Thing.PLACE else "các địa bàn hoặc độ dài khác nhau"
        draft.line(f"Không xếp hạng được: số liệu trong kho là của {reason}. Các số liệu hiện có:")
        for c in found:
            mark = draft.cite_figure(c.figure, c.report)
            draft.line(
                f"{value_words(c.figure, c.report)} – {name_words(c.figure)} – {scope_words(c.figure, c.report)}",
                mark,
            )
        return draft.answer(refused=True)


def _listed(
    views: Sequence[FigureView], asked: Ranking, topic: Topic, report: Report, *, month: bool
) -> tuple[Siblings | None, Ranking]:
    """What a report lists of the thing asked, and what it is ranked by: a rate may be printed as share of plan only."""
    found = siblings(views, asked, topic, month=month)
    if found is None and report.period and report.period.months == 1 and not month:
        found = siblings(views, asked, topic, month=True)  # the report's period is the month
    if asked.rates and asked.role is Role.RESULT and not (found and found.rates):
        of_plan = replace(asked, role=Role.ATTAINMENT)
        attained = siblings(views, of_plan, topic, month=month)
        if attained is not None and (found is None or attained.share >= found.share):
            return attained, of_plan
    return found, asked


def _place_of(asked: Ranking, figure: Figure) -> str:
    if figure.in_table:
        return "cùng bảng"
    return "lời văn báo cáo" if asked.thing is Thing.DISEASE else "cùng mục"


def _largest(near: Sequence[Candidate], thing: Thing) -> dict[str, Ranked]:
    """The most things that one indicator tells apart, by what they are called; {} for none."""
    groups: defaultdict[tuple[object, ...], dict[str, Ranked]] = defaultdict(dict)
    for c in near:
        key, label = _comparable(c, thing)
        groups[key].setdefault(label, Ranked(label, c.figure, c.report))
    return max(groups.values(), key=lambda group: _goodness(group.values()), default={})


def _as_good(candidate: Candidate, top: Candidate) -> bool:
    return candidate.score >= top.score - _AS_GOOD and candidate.coverage >= top.coverage - _COVERS


def _of_level(candidate: Candidate, level: str) -> bool:
    """Provinces where provinces are asked for, districts where districts are."""
    place = candidate.figure.place or candidate.report.place
    if not level or place is None:
        return True
    own = "xa" if place.commune else "huyen" if place.district else "tinh"
    return own == level


def _comparable(candidate: Candidate, thing: Thing) -> tuple[tuple[object, ...], str]:
    """What must be the same for two figures to be ranked, and what tells them apart."""
    figure, report = candidate.figure, candidate.report
    place, period = figure.place or report.place, figure.period or report.period
    level = (bool(place and place.district), bool(place and place.commune))
    month = figure.span is Span.MONTH
    name = frozenset(candidate.view.own.concepts - generic_terms() - fillers())
    if thing is Thing.PLACE:
        return (name, period, month, figure.unit, level), place.label if place else ""
    length = (period.months, period.first_month if period.months > 1 else 0) if period else None
    return (name, place, month, figure.unit, length), period.label if period else ""


def _goodness(group: Collection[Ranked]) -> tuple[int, bool, tuple[int, int]]:
    """More things compared, rates before counts, later before earlier."""
    ends = [(p.last_year, p.last_month) for r in group if (p := r.figure.period or r.report.period)]
    rates = all(r.figure.unit.startswith("%") for r in group)
    return len(group), rates, max(ends, default=(0, 0))


def _write(draft: Draft, asked: Ranking, members: Sequence[Ranked], where: str) -> None:
    """'Nhiều nhất: Bệnh cúm – 2.980 ca – …; so sánh 10 bệnh trong cùng bảng'; then those that come next."""
    if asked.role is Role.CHANGE:
        members = [m for m in members if m.figure.rise and (m.figure.rise > 0) == asked.highest]
        if not members:
            return
    members = _told_apart(members)
    order = sorted(members, key=lambda m: m.figure.rise, reverse=asked.highest)
    last = order[min(asked.count, len(order)) - 1].figure.rise
    asked_for = [m for m in order if (m.figure.rise >= last if asked.highest else m.figure.rise <= last)]
    asked_for = asked_for[: asked.count + _NEXT] if len(asked_for) > asked.count else asked_for
    first = asked_for[0]
    words = "; ".join(_said(draft, m) for m in asked_for)
    measure = _measured(first.figure, asked)
    what = f"{_way(asked)}{f' ({measure})' if measure else ''}"
    compared = f"{len(members)} {_THINGS[asked.thing]}{_moving(asked)}"
    draft.line(f"{what}: {words} – {_scope(first, asked)}; so sánh {compared} {where}")
    after = [m for m in order if m not in asked_for][:_NEXT]
    if after:
        draft.line(f"Tiếp theo: {'; '.join(_said(draft, m) for m in after)}")


def _told_apart(members: Sequence[Ranked]) -> list[Ranked]:
    """A district that bears the name of a city among them is called a district: "huyện Cao Lãnh"."""
    cities = {m.label.removeprefix(kind) for m in members for kind in _URBAN if m.label.startswith(kind)}
    return [replace(m, label=f"huyện {m.label}") if m.label in cities else m for m in members]


def _said(draft: Draft, ranked: Ranked) -> str:
    value = value_words(ranked.figure, ranked.report).removesuffix(" so với cùng kỳ")
    return f"{ranked.label}: {value[:1].lower()}{value[1:]} {draft.cite_figure(ranked.figure, ranked.report)}"


def _scope(ranked: Ranked, asked: Ranking) -> str:
    if asked.thing is Thing.PLACE and ranked.figure.place == ranked.report.place:
        period = ranked.figure.period or ranked.report.period
        return period.label if period else ""
    if asked.thing is Thing.PERIOD:
        place = ranked.figure.place or ranked.report.place
        return place.label if place else ""
    return scope_words(ranked.figure, ranked.report)


def _measured(figure: Figure, asked: Ranking) -> str:
    """What is ranked, where the label does not say it."""
    if asked.role is not Role.RESULT:
        return ""
    if asked.thing in (Thing.PLACE, Thing.PERIOD):
        place = figure.place
        named = place is not None and figure.indicator in (place.commune, place.district, place.province)
        return figure.chain[0] if named and figure.chain else figure.indicator
    by_column = asked.thing in (Thing.DISEASE, Thing.DEPARTMENT)
    return figure.column if figure.in_table and by_column else ""


def _way(asked: Ranking) -> str:
    if asked.role is Role.CHANGE:
        return "Tăng nhiều nhất so với cùng kỳ" if asked.highest else "Giảm nhiều nhất so với cùng kỳ"
    if asked.role is Role.ATTAINMENT:
        return f"Đạt {'cao' if asked.highest else 'thấp'} nhất so với kế hoạch"
    if asked.thing is Thing.DISEASE:
        return "Nhiều nhất" if asked.highest else "Ít nhất"
    return "Cao nhất" if asked.highest else "Thấp nhất"


def _moving(asked: Ranking) -> str:
    return "" if asked.role is not Role.CHANGE else " tăng" if asked.highest else " giảm"


def _quoted(draft: Draft) -> Answer | None:
    if not draft.lines:
        return None
    for mark in draft.marks:
        draft.quote(mark)
    return draft.answer()
