"""The columns of a comparison: places and periods, or reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.indicators.indicator import Indicator
from assistant.indicators.observations import observations
from vectorstore.errors import UsageError
from vectorstore.records import Period, Place

if TYPE_CHECKING:
    from vectorstore.archive import Archive

_MOST_COLUMNS = 24
_NARROWED = "Chỉ đặt cạnh nhau các nơi có báo cáo riêng; còn {rest} cột của huyện, xã trong các bảng: chọn nơi để xem."


@dataclass(frozen=True, slots=True)
class Scope:
    """One column to compare: a place and a period, of one report where one is named."""

    place: Place | None = None
    period: Period | None = None
    report: str = ""


def scopes_of(
    archive: Archive,
    indicators: Sequence[Indicator],
    places: Sequence[Place],
    periods: Sequence[Period],
    reports: Sequence[str],
) -> tuple[list[Scope], list[str]]:
    """The columns asked for, and what a reader must know of them; of what is left open, all that the indicators have.

    Where that is too much and no place is asked for, only the places that reports are of: not the rows of districts.
    """
    scopes = [_of_report(archive, key) for key in reports]
    if not reports:
        had = {
            (line.place, line.period) for i in indicators for line in observations(i.members) if line.result
        }
        had |= {
            (line.place, line.period) for i in indicators for line in observations(i.members) if line.plan
        }
        if places and periods:
            scopes = [Scope(place, period) for place in places for period in periods]
        else:
            scopes = [
                Scope(place, period)
                for place, period in sorted(had, key=_place_then_time)
                if (not places or place in places) and (not periods or period in periods)
            ]
    scopes = list(dict.fromkeys(scopes))
    if not scopes:
        raise UsageError("Kho không có nơi và kỳ nào có chỉ tiêu này; hãy chọn chỉ tiêu, nơi hoặc kỳ khác.")
    if len(scopes) > _MOST_COLUMNS and not places:
        own = {report.place for report in archive.reports()}
        of_reports = [scope for scope in scopes if scope.place in own]
        if 0 < len(of_reports) <= _MOST_COLUMNS:
            return of_reports, [_NARROWED.format(rest=len(scopes) - len(of_reports))]
    if len(scopes) > _MOST_COLUMNS:
        raise UsageError(
            f"Có {len(scopes)} nơi và kỳ để so sánh, nhiều quá {_MOST_COLUMNS}; hãy chọn bớt nơi hoặc kỳ."
        )
    return scopes, []


def _of_report(archive: Archive, key: str) -> Scope:
    report = archive.report(key)
    if report is None:
        raise UsageError(f"Kho không có báo cáo “{key}”; xem danh sách bằng lệnh hoibaocao reports.")
    return Scope(report.place, report.period, report.key)


def _place_then_time(scope: tuple[Place | None, Period | None]) -> tuple[object, ...]:
    place, period = scope
    return place is None, place or Place(""), period is None, period and (period.end, period.months)


def scope_label(scope: Scope, among: Sequence[Scope] = ()) -> str:
    parts = [scope.place.label if scope.place else "", scope.period.label if scope.period else ""]
    label = " ".join(part for part in parts if part) or scope.report
    twice = sum((other.place, other.period) == (scope.place, scope.period) for other in among) > 1
    return f"{label} ({scope.report})" if twice else label


def short_label(scope: Scope, among: Sequence[Scope]) -> str:
    """The part of a scope that tells it from the others."""
    if (
        len({other.period for other in among}) > 1
        and len({other.place for other in among}) == 1
        and scope.period
    ):
        return scope.period.label
    if len({other.place for other in among}) == len(among) and scope.place:
        return scope.place.label  # each place with a period of its own
    return scope_label(scope, among)
