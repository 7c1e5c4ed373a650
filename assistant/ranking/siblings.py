"""Figures that may be ranked against each other: of one table or one list, in the same measure, unit and period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.figures.candidate import FigureView
from assistant.figures.matching import Topic, coverage
from assistant.questions.cues import generic_terms
from assistant.questions.topic import terms_of
from assistant.ranking.asked import Ranking, Thing, is_programme, is_total
from assistant.texts.text_rules import diseases
from ingest.vietnamese.units import cases
from vectorstore.records import Figure, Report, Role, Span

_FEWEST = 2  # siblings that can be ranked
_COUNTING = re.compile(
    r"^(?:(?:ghi nhận|phát hiện|có|số|tổng số|bệnh nhân|người bệnh|người|ca|trường hợp|mắc|mới)\s+)+",
    re.IGNORECASE,
)
_SPEAKS = 0.5  # share of the topic that ranked figures must speak of


@dataclass(frozen=True, slots=True)
class Ranked:
    """One thing ranked, with its figure."""

    label: str
    figure: Figure
    report: Report


@dataclass(frozen=True, slots=True)
class Siblings:
    members: tuple[Ranked, ...]
    share: float  # of the topic that they speak of
    rates: bool = False


def siblings(views: Iterable[FigureView], asked: Ranking, topic: Topic, *, month: bool) -> Siblings | None:
    """The list or table that speaks best of the topic; of those that do equally the largest. None when none does."""
    groups: dict[tuple[object, ...], dict[str, tuple[FigureView, Ranked]]] = {}
    for view in views:
        named = _named(view, asked)
        figure = view.figure
        if named is None or figure.role is not asked.role or (figure.span is Span.MONTH) is not month:
            continue
        label, rest = named
        key = (
            view.report.key, _list_of(figure, asked.thing), figure.in_table, figure.column, _measure(figure),
            figure.period, figure.populations, rest,
        )  # fmt: skip
        groups.setdefault(key, {}).setdefault(label.casefold(), (view, Ranked(label, figure, view.report)))
    found = []
    for group in groups.values():
        if len(group) < _FEWEST:
            continue
        share = _share(topic, [view for view, _ in group.values()])
        deaths = _of_deaths(next(iter(group.values()))[0])
        rates = _is_rate(next(iter(group.values()))[1].figure)
        of_deaths = not deaths or "tu_vong" in topic.concepts
        found.append((share, of_deaths, rates is asked.rates, len(group), group))
    best = max(found, key=lambda item: (round(item[0], 1), *item[1:4]), default=None)
    if best is None or best[0] < _SPEAKS or not best[1]:
        return None
    members = tuple(ranked for _, ranked in best[4].values())
    return Siblings(members, best[0], _is_rate(members[0].figure))


def _is_rate(figure: Figure) -> bool:
    return figure.role is Role.ATTAINMENT or figure.unit.startswith(("%", "‰", "/"))


def _list_of(figure: Figure, thing: Thing) -> int | None:
    """The section of a table or list; diseases in the prose of a report are one list."""
    return None if thing is Thing.DISEASE and not figure.in_table else figure.section


def _share(topic: Topic, views: Sequence[FigureView]) -> float:
    """How far the members speak of the topic, the worst of them: what only one of them says is no common measure."""
    if topic.empty:
        return 1.0
    return min(coverage(topic, view.fields) for view in views)


def _measure(figure: Figure) -> str:
    return "ca" if figure.unit in cases() else figure.unit


def _named(view: FigureView, asked: Ranking) -> tuple[str, frozenset[str]] | None:
    """What a figure is of, and what else its name says; None where it is no such thing, or adds others up."""
    figure = view.figure
    if is_total(figure.indicator):
        return None
    if asked.thing in (Thing.ITEM, Thing.DEPARTMENT):
        return (figure.indicator, frozenset()) if figure.place in (None, view.report.place) else None
    if asked.thing is Thing.DISEASE:
        return _disease(figure, diseases(infectious_only=asked.infectious))
    place = figure.place
    if place is None or view.report.place is None or place == view.report.place:
        return None
    rest = frozenset(terms_of(figure.indicator).concepts - terms_of(place.label).concepts)
    return place.commune or place.district or place.province, rest


def _disease(figure: Figure, known: frozenset[str]) -> tuple[str, frozenset[str]] | None:
    """A count of cases of one disease: rows and clauses of care, vaccination or drugs are none."""
    if is_programme(figure.name) or _measure(figure) not in ("ca", "%", ""):
        return None
    parts = [*figure.chain, figure.indicator]
    named = [part for part in parts if terms_of(part).concepts & known]
    if not named or figure.populations:
        return None
    rest = frozenset(
        term
        for part in parts
        if part != named[-1]
        for term in terms_of(part).concepts - known - generic_terms()
    )
    deaths = "tu_vong" in terms_of(f"{figure.name} {figure.column}").concepts
    return _short(named[-1]), rest if figure.in_table else frozenset({"tu_vong"} if deaths else ())


def _short(label: str) -> str:
    """'Ghi nhận ca cúm' → 'cúm'."""
    plain = label.strip(" -+*:.")
    return _COUNTING.sub("", plain) or plain


def _of_deaths(view: FigureView) -> bool:
    terms = terms_of(f"{view.figure.name} {view.figure.column}").concepts
    return "tu_vong" in terms
