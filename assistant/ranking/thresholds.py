"""Which places or diseases lie below, above or between limits, and how many: over one table or list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant import refusal
from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import FigureView, Scope
from assistant.figures.matching import Field, Topic, Weights, coverage, weigh
from assistant.figures.selection import Selector
from assistant.figures.subjects import undecided
from assistant.questions.question import Question
from assistant.questions.topic import terms_of
from assistant.ranking.asked import Ranking, Thing, pattern
from assistant.ranking.limits import Limits, limits_in, limits_of
from assistant.ranking.reports import each_ranked, with_results
from assistant.ranking.siblings import Ranked, siblings
from assistant.wording import scope_words, value_words
from ingest.vietnamese.text import fold
from vectorstore.archive import Archive
from vectorstore.records import Gap, Place, Report, Role, Span

_SHOWN = 40  # places of a report
_NEAR = 40  # characters behind a number of places, in which its limits stand
_FEWEST = 3  # places or diseases that a table compares
_SPEAKS = 0.6  # share of the topic that the table must speak of
_SPEAKS_OF_SOME = 0.85  # and where no number is named


class Thresholds:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """The places within the limits, each with its value; None where no limits are asked or no table has them.

        A number of places that no table lets count is refused, unless a source states it with these limits.
        """
        asked = limits_of(question)
        if asked is None:
            return None
        draft = Draft(self._archive, question.text)
        held = with_results(reports)
        for report in each_ranked(held, scope):
            if compared := self._compared(question, asked, report):
                blank = self._blank(compared[0], report) if asked.some else []
                _write(draft, asked, compared, blank)
        if draft.lines:
            return draft.answer()
        if asked.counted and asked.percent and not asked.some:
            return self._stated(question, asked, held) or refusal.unknown_topic(question, reports)
        return None

    def _compared(self, question: Question, asked: Limits, report: Report) -> tuple[Ranked, ...]:
        """The places of the table that speaks of what is asked; () for none."""
        role = Role.ATTAINMENT if pattern("of_plan").search(fold(question.text)) else Role.RESULT
        views = [view for view in self._selector.views([report]) if _is_asked(view, asked)]
        if asked.some:
            views = [view for view in views if not view.figure.unit.startswith("%")]
        topic = weigh(asked.topic(question), Weights(view.name for view in views))
        if topic.empty:
            return ()
        ranking = Ranking(asked.thing, True, role, 1, ())
        found = siblings(views, ranking, topic, month=question.span is Span.MONTH)
        if found is None or found.share < (_SPEAKS_OF_SOME if asked.some else _SPEAKS):
            return ()
        first = found.members[0]
        rows = len(found.members) + (len(self._blank(first, report)) if asked.some else 0)
        named = terms_of(f"{first.figure.name} {first.figure.column}")
        blank_tells = asked.some and asked.thing is Thing.DISEASE  # most diseases of a table killed nobody
        if (
            (rows < _FEWEST and not blank_tells)
            or not first.figure.in_table
            or undecided(topic.weights, [named])
        ):
            return ()
        return found.members

    def _blank(self, ranked: Ranked, report: Report) -> list[Gap]:
        """The places whose cell of the same column is left blank."""
        figure = ranked.figure
        gaps = self._archive.gaps([report.key], sections=[figure.section])
        return [g for g in gaps if g.column == figure.column and g.place not in (None, report.place)]

    def _stated(self, question: Question, asked: Limits, reports: Sequence[Report]) -> Answer | None:
        """How many places a sentence says to lie within just these limits: "Có 12 xã dưới 30%"."""
        views = self._selector.views(reports)
        topic = weigh(asked.topic(question), Weights(view.name for view in views))
        found = [
            (view.figure.role is Role.RESULT, share, view)
            for view in views
            if fold(view.figure.unit) == asked.level
            and limits_in(view.figure.quote[view.figure.end :][:_NEAR]) >= frozenset(asked.limits)
            and (share := self._spoken(topic, view)) >= _SPEAKS
        ]
        if not found:
            return None
        *_, best = max(found, key=lambda item: item[:2])
        draft = Draft(self._archive, question.text)
        mark = draft.cite_figure(best.figure, best.report)
        draft.line(f"{value_words(best.figure, best.report)} – {scope_words(best.figure, best.report)}", mark)
        draft.quote(mark)
        return draft.answer()

    def _spoken(self, topic: Topic, view: FigureView) -> float:
        """Share of the topic that a figure, its sentence and the headings above it speak of."""
        around = " › ".join(
            (*Draft(self._archive, "").path(view.report, view.figure.section), view.figure.quote)
        )
        return coverage(topic, (*view.fields, Field(terms_of(around), 1.0)))


def _is_asked(view: FigureView, asked: Limits) -> bool:
    """A figure of a disease, or of a place of the level asked, in the measure that the limits are in."""
    place = view.figure.place
    if not asked.some and view.figure.unit.startswith("%") is not asked.percent:
        return False
    if asked.thing is Thing.DISEASE:
        return place in (None, view.report.place)
    if place is None:
        return False
    level = "xa" if place.commune else "huyen" if place.district else "tinh"
    return asked.level in ("", level)


def _write(draft: Draft, asked: Limits, compared: Sequence[Ranked], blank: Sequence[Gap]) -> None:
    """The places within the limits, furthest first; blank cells hold none of what is counted."""
    figure, report = compared[0].figure, compared[0].report
    low = any(limit.sign in ("below", "at_most") for limit in asked.limits)
    within = [m for m in compared if asked.hold(m.figure.value)]
    within.sort(key=lambda m: m.figure.value, reverse=not low)
    said = [
        (f"{m.label}: {value_words(m.figure, m.report)}", draft.cite_figure(m.figure, m.report))
        for m in within[:_SHOWN]
    ]
    if asked.some and low:
        path = draft.path(report, figure.section)
        said += [
            (
                f"{_name(g.place)}: {g.printed or 'để trống'}",
                draft.cite(report, path, g.page, g.quote),
            )
            for g in blank[:_SHOWN]
        ]
    thing = "bệnh" if asked.thing is Thing.DISEASE else "địa bàn"
    column = f" (cột “{figure.column}”)" if figure.column else ""
    scope = scope_words(replace(figure, place=report.place), report)
    if not said:
        mark = draft.cite_figure(figure, report)
        draft.line(f"{report.label}: không có {thing} nào ở bảng{column} thỏa điều kiện – {scope}", mark)
        return
    total = len(compared) + len(blank)
    kind = "có ghi nhận" if asked.some and not low else "thỏa điều kiện"
    number = len(within) + (len(blank) if asked.some and low else 0)
    words = "; ".join(f"{text} {mark}" for text, mark in said)
    draft.line(
        f"{report.label}: {number} trong {total} {thing} đọc được từ bảng{column} {kind}: {words} – {scope}"
    )
    for _, mark in said:
        draft.quote(mark)


def _name(place: Place | None) -> str:
    return (place.commune or place.district or place.province) if place else ""
