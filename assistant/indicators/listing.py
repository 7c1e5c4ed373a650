"""An indicator listed by place and period: filtered, sorted, paged; and where the archive has it at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.indicators.grouping import Member
from assistant.indicators.indicator import Indicator
from assistant.indicators.locate import Indicators
from assistant.indicators.observations import Observation, cell_of, citation_of, observations
from assistant.indicators.reasons import why_apart, why_one
from assistant.table import Cell, Column, Row, Table
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold, nfc, squeeze
from vectorstore.errors import UsageError
from vectorstore.records import Period, Place, Role

if TYPE_CHECKING:
    from vectorstore.archive import Archive

NO_REPORT = "chưa có báo cáo"
NOT_STATED = "báo cáo không nêu"
PLAN_ONLY = "chỉ có chỉ tiêu kế hoạch"
PRIOR_ONLY = "chỉ có số cùng kỳ"
PAGE_SIZE = 50
_EARLIEST = Period.year(1)


class Sort(StrEnum):
    """What lines are sorted by."""

    PLACE = "place"
    PERIOD = "period"
    VALUE = "value"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which lines are wanted; an empty filter lets everything through."""

    places: tuple[Place, ...] = ()  # a province takes its districts along
    first: Period | None = None  # nothing that begins before it
    last: Period | None = None  # nothing that ends after it
    roles: frozenset[Role] = frozenset()  # lines that state one of these
    reports: tuple[str, ...] = ()  # keys


@dataclass(frozen=True, slots=True)
class Located:
    """One page of an indicator's lines. `indicator` is None where no indicator means what was asked."""

    asked: str
    indicator: Indicator | None
    lines: tuple[Observation, ...]
    total: int  # lines on all pages
    page: int
    pages: int
    nearest: tuple[Indicator, ...]

    def as_json(self) -> dict[str, Any]:
        """The contract of `hoibaocao figures --json`."""
        return {
            "asked": self.asked,
            "indicator": _indicator_json(self.indicator) if self.indicator else None,
            "total": self.total,
            "page": self.page,
            "pages": self.pages,
            "lines": [_line_json(line) for line in self.lines],
            "nearest": [
                {
                    **_indicator_json(other),
                    "apart": why_apart(self.indicator, other) if self.indicator else "",
                }
                for other in self.nearest
            ],
        }


def locate(
    indicators: Indicators,
    text: str,
    filters: Filters | None = None,
    *,
    sort: Sort = Sort.PLACE,
    descending: bool = False,
    page: int = 1,
    size: int | None = PAGE_SIZE,
) -> Located:
    """Every report that has an indicator (asked for by name or key); `size` None is all lines on one page.

    Raises UsageError for an empty name or a filter that names nothing.
    """
    exact = indicators.by_key(text)
    wanted = filters or Filters()
    if exact is None:
        text, wanted = scoped(text, wanted, indicators.places())
    found = indicators.find(exact.label if exact else text)
    best = exact or found.best
    lines = listed(best, wanted) if best else []
    lines.sort(key=_sorting(sort), reverse=descending)
    count = len(lines) if size is None else max(size, 1)
    pages = max(1, -(-len(lines) // count)) if count else 1
    page = min(max(page, 1), pages)
    shown = lines[(page - 1) * count : page * count]
    nearest = tuple(i for i in found.nearest if not (best and i.key == best.key))
    return Located(text, best, tuple(shown), len(lines), page, pages, nearest)


def listed(indicator: Indicator, filters: Filters) -> list[Observation]:
    """The lines of an indicator that the filters let through, in the order of reports and text."""
    allowed = _place_test(filters.places)
    return [
        line
        for line in observations(indicator.members)
        if allowed(line.place)
        and _within(line.period, filters)
        and (not filters.roles or any(line.of(role) for role in filters.roles))
        and (not filters.reports or line.report.key in filters.reports)
    ]


def coverage(archive: Archive, indicator: Indicator, filters: Filters | None = None) -> Table:
    """Places down, periods across: the results that there are, and what is missing.

    Where a report has but a target, that stands with the note PLAN_ONLY. An empty cell's note says whether there
    is no report (NO_REPORT), or the report does not state it (NOT_STATED), or only of the year before (PRIOR_ONLY).
    """
    wanted = filters or Filters()
    lines = [line for line in listed(indicator, wanted) if line.place and line.period]
    lines.sort(key=_fullness)
    allowed = _place_test(wanted.places)
    held = [
        report
        for report in archive.reports()
        if report.place and report.period and allowed(report.place) and _within(report.period, wanted)
        and (not wanted.reports or report.key in wanted.reports)
    ]  # fmt: skip
    spoken = {line.report.key for line in lines}
    silent = {r.period for r in held if r.period and r.key not in spoken}
    periods = sorted({line.period for line in lines if line.period} | silent, key=_by_time)
    places = sorted({line.place for line in lines if line.place} | {r.place for r in held if r.place})
    best = {(line.place, line.period): line for line in reversed(lines)}
    there = {(report.place, report.period.end) for report in held if report.period}
    unit = indicator.unit
    rows = tuple(
        Row(
            place.label,
            unit,
            tuple(_covered(best.get((place, period)), (place, period.end) in there) for period in periods),
        )
        for place in places
    )
    columns = tuple(Column(period.label, period=period, role=Role.RESULT) for period in periods)
    return Table(f"{indicator.label}: nơi và kỳ có số liệu", columns, rows)


def parse_place(text: str, known: Iterable[Place] = ()) -> Place:
    """'Điện Biên', 'huyen Tua Chua'; `known` places, those of the archive, win over namesakes. Raises UsageError."""
    found = [match.place for match in find_places(squeeze(text), known) if match.place is not None]
    if not found:
        raise UsageError(f"Không rõ địa bàn “{text}”; xin ghi tên tỉnh hoặc huyện, ví dụ “Điện Biên”.")
    return found[0]


def parse_period(text: str) -> Period:
    """'6T/2024', 'Q1/2024', '2023'. Raises UsageError for anything else."""
    found = [match.period for match in find_periods(text) if match.period is not None]
    if not found:
        raise UsageError(f"Không rõ kỳ báo cáo “{text}”; xin ghi như 6T/2024, Q1/2024, T5/2024 hoặc 2024.")
    return found[0]


def scoped(text: str, filters: Filters, known: frozenset[Place]) -> tuple[str, Filters]:
    """Places and periods named beside the indicator become filters, unless the filters name some already."""
    source = nfc(text)
    places = [
        (m.start, m.end, m.place) for m in find_places(source, known) if m.place and _is_known(m.place, known)
    ]
    periods = [(m.start, m.end, m.period) for m in find_periods(source) if m.period]
    spans = [(start, end) for start, end, _ in (*places, *periods)]
    rest = "".join(c for i, c in enumerate(source) if not any(start <= i < end for start, end in spans))
    if not rest.strip(" ,.;–-"):
        return text, filters
    if not filters.places:
        filters = replace(filters, places=tuple(dict.fromkeys(place for *_, place in places)))
    if periods and filters.first is None and filters.last is None:
        named = sorted(period for *_, period in periods)
        filters = replace(filters, first=named[0], last=named[-1])
    return rest, filters


def _is_known(place: Place, known: frozenset[Place]) -> bool:
    return any(place.contains(other) for other in known)


def _fullness(line: Observation) -> int:
    """A line with a result before one with a target, before any other."""
    return 0 if line.result else 1 if line.plan else 2


def _covered(line: Observation | None, there: bool) -> Cell:
    if line is not None and (stated := line.result or line.plan) is not None:
        return cell_of(stated, "" if line.result else PLAN_ONLY)
    if line is not None and line.prior is not None:
        return Cell(note=PRIOR_ONLY)
    return Cell(note=NOT_STATED if there else NO_REPORT)


def _place_test(places: Sequence[Place]) -> Callable[[Place | None], bool]:
    """Whether a place is one of those wanted, or inside one."""

    def allowed(place: Place | None) -> bool:
        return not places or (place is not None and any(wanted.contains(place) for wanted in places))

    return allowed


def _within(period: Period | None, filters: Filters) -> bool:
    if filters.first is None and filters.last is None:
        return True
    if period is None:
        return False
    after = filters.first is None or period.start >= filters.first.start
    return after and (filters.last is None or period.end <= filters.last.end)


def _by_time(period: Period) -> tuple[object, ...]:
    return period.end, -period.months


def _sorting(sort: Sort) -> Callable[[Observation], tuple[object, ...]]:
    def key(line: Observation) -> tuple[object, ...]:
        place = fold(line.place.label) if line.place else "~"
        period = _by_time(line.period or _EARLIEST)
        value = line.result.figure.value if line.result else Decimal("-Infinity")
        orders: dict[Sort, tuple[object, ...]] = {
            Sort.PLACE: (place, period),
            Sort.PERIOD: (period, place),
            Sort.VALUE: (value, place, period),
            Sort.REPORT: (line.report.key, period),
        }
        return orders[sort]

    return key


def _indicator_json(indicator: Indicator) -> dict[str, Any]:
    return {
        "key": indicator.key,
        "label": indicator.label,
        "unit": indicator.unit,
        "populations": list(indicator.populations),
        "reports": indicator.reports,
        "figures": len(indicator.members),
        "wordings": list(indicator.wordings),
        "reasons": list(why_one(indicator)),
    }


def _line_json(line: Observation) -> dict[str, Any]:
    return {
        "report": line.report.key,
        "place": line.place.label if line.place else None,
        "period": line.period.label if line.period else None,
        "unit": line.unit,
        "values": {str(m.figure.role): _value_json(m) for m in line.members},
        "others": [{"role": str(m.figure.role), **_value_json(m)} for m in line.others],
    }


def _value_json(member: Member) -> dict[str, Any]:
    figure = member.figure
    return {
        "indicator": figure.name,
        "value": str(figure.value),
        "printed": figure.printed,
        "unit": figure.unit,
        "period": figure.period.label if figure.period else None,
        "bound": str(figure.bound),
        "source": citation_of(member).as_json(),
    }
