"""Which places and periods a question is about, and which reports can speak of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.candidate import Scope
from assistant.figures.constraints import days_named
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.question import Question
from ingest.vietnamese.text import fold
from vectorstore.archive import Archive
from vectorstore.records import Kind, Period, Place, Report


def scopes_of(question: Question) -> list[Scope]:
    """One scope for each place and period named; as many places as periods go in pairs, in order."""
    if question.populations and _with_the_whole(question):
        only = [
            Scope(
                question.places[0] if question.places else None,
                question.periods[0] if question.periods else None,
            )
        ]
        return [replace(only[0], populations=frozenset()), replace(only[0], populations=question.populations)]
    places: Sequence[Place | None] = list(dict.fromkeys(question.places)) or [None]
    periods: Sequence[AskedPeriod | None] = _distinct(question.periods) or [None]
    if len(places) == len(periods):
        return [Scope(place, period) for place, period in zip(places, periods, strict=True)]
    return [Scope(place, period) for place in places for period in periods]


def _with_the_whole(question: Question) -> bool:
    """Whether a population is asked beside all: "so với cả tỉnh", "của tỉnh và của riêng người DTTS"."""
    folded = fold(question.text)
    compared = bool(question.cues & {"compare", "change"}) and any(
        not _OTHER.fullmatch(question.text[match.start() : match.end()]) for match in _WHOLE.finditer(folded)
    )
    return compared or _AND_THEM.search(folded) is not None


_AND_THEM = re.compile(r"\bva (?:cua )?rieng\b")
_OTHER = re.compile(r"chủng|chúng|chứng|chừng|chưng", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:(?<!tiem )chung|toan tinh|toan dan|mat bang chung|ca tinh|toan huyen|toan bo)\b")


def _distinct(periods: Sequence[AskedPeriod]) -> list[AskedPeriod]:
    return list({asked.period: asked for asked in periods}.values())


def reports_for(archive: Archive, scope: Scope, held: Sequence[Report]) -> list[Report]:
    """The reports that can speak of a scope, latest first."""
    found = [report for report in held if scope.place is None or report.place == scope.place]
    if not found and scope.place and scope.place.district:
        found = [
            r for r in held if r.place and r.place.contains(scope.place) and _names(archive, r, scope.place)
        ]
    if scope.period is not None:
        found = [report for report in found if _covers(archive, report, scope.period)]
    return sorted(found, key=lambda report: report.period or Period.year(1), reverse=True)


def _names(archive: Archive, report: Report, place: Place) -> bool:
    """True when a report of the province speaks of the district."""
    if any(figure.place == place for figure in archive.figures(reports=[report.key])):
        return True
    name = fold(place.commune or place.district)
    return any(name in fold(passage.text) for passage in archive.passages(reports=[report.key]))


def _covers(archive: Archive, report: Report, asked: AskedPeriod) -> bool:
    own, wanted = report.period, asked.period
    if own is not None:
        if wanted in (own, own.shifted(-1)) or (own.end == wanted.end and own.months <= wanted.months + 12):
            return True
        same_year = own.first_year == own.last_year == wanted.last_year == wanted.first_year
        if same_year and (wanted.months == 12 or report.kind is Kind.PLAN):
            return True
        if asked.point and own.start <= wanted.end < own.end:
            return True  # "đến 31/5/2024": a day within the report's months
    figures = archive.figures(reports=[report.key])
    if asked.point and report.kind is Kind.PLAN and any(wanted.end in days_named(f.quote) for f in figures):
        return True  # "nợ đến 30/11/2024" in the plan of 2025
    return any(figure.period == wanted for figure in figures)


def may_tell_of(reported: Period, asked: Period) -> bool:
    """Whether a report holds a period, or may speak of it among its tasks of the year to come."""
    held = reported.start <= asked.start and asked.end <= reported.end
    return held or (reported.end < asked.start and asked.end <= reported.shifted(1).end)
