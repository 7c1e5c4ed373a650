"""What a chart shows: the values of a table in series of one unit, in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.table import Cell, Column, Row, Table
from vectorstore.records import Period, Role

OTHER_UNIT = "đơn vị khác"
_MOST_SERIES = 8  # as many as the palette tells apart
_ROLE_NAMES = {Role.RESULT: "Kết quả", Role.PLAN: "Kế hoạch", Role.PRIOR: "Cùng kỳ năm trước"}


class Kind(StrEnum):
    """What a chart compares; its Vietnamese name."""

    TREND = "diễn biến qua các kỳ"
    BARS = "so sánh giữa các nơi"
    PLAN = "kết quả so với kế hoạch"


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or the bars of one colour."""

    name: str
    cells: tuple[Cell, ...]  # one for each label; Cell() is a gap


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart before it is drawn. All values are in `unit`."""

    kind: Kind
    title: str
    unit: str
    labels: tuple[str, ...]
    periods: tuple[Period | None, ...]  # of the labels, where they are periods
    series: tuple[Series, ...]
    left_out: int = 0  # series that one picture cannot tell apart


def kind_of(table: Table) -> Kind:
    """The kind that a table lends itself to."""
    roles = {column.role for column in _printed(table)}
    if Role.PLAN in roles and Role.RESULT in roles:
        return Kind.PLAN
    periods = {column.period for column in _printed(table)}
    places = {column.place for column in _printed(table)}
    return Kind.TREND if len(periods) > 1 and (len(places) == 1 or len(periods) > len(places)) else Kind.BARS


def drawings(table: Table, kind: Kind | None = None) -> list[Drawing]:
    """One drawing for each unit of the table; none where it has no value to draw."""
    chosen = kind or kind_of(table)
    found = []
    for unit in _units(table):
        labels, periods, series = _LAYOUTS[chosen](table, unit)
        shown = [one for one in series if any(cell.value is not None for cell in one.cells)]
        if shown:
            title = _title(table, shown) if len(shown) == 1 and chosen is not Kind.PLAN else table.title
            found.append(
                Drawing(
                    chosen,
                    title,
                    unit,
                    labels,
                    periods,
                    tuple(_fullest(shown)),
                    max(0, len(shown) - _MOST_SERIES),
                )
            )
    return found


def _fullest(series: Sequence[Series]) -> list[Series]:
    """The series that have most to show, as many as can be told apart, in their order."""
    chosen = sorted(series, key=lambda one: -sum(cell.value is not None for cell in one.cells))[:_MOST_SERIES]
    return [one for one in series if one in chosen]


def _title(table: Table, shown: Sequence[Series]) -> str:
    """The one series by name, with the place where all columns are of one."""
    places = {column.place for column in _printed(table)}
    place = places.pop() if len(places) == 1 else None
    return f"{shown[0].name} – {place.label}" if place else shown[0].name


def _printed(table: Table) -> list[Column]:
    return [column for column in table.columns if not column.derived]


def _units(table: Table) -> list[str]:
    """The units of values that may be drawn: shares of plan and changes are not of the indicator's own."""
    units = [cell.unit for row in table.rows for cell in row.cells if _drawable(cell)]
    return list(dict.fromkeys(units))


def _drawable(cell: Cell) -> bool:
    roles = (Role.RESULT, Role.PLAN, Role.PRIOR)
    return cell.value is not None and cell.figure is not None and cell.figure.role in roles


def _of_unit(cell: Cell, unit: str) -> Cell:
    """The cell where it is drawn in this unit; an empty one otherwise, which says so where there is a value."""
    if not _drawable(cell):
        return Cell()
    return cell if cell.unit == unit else Cell(note=OTHER_UNIT)


_Layout = tuple[tuple[str, ...], tuple[Period | None, ...], list[Series]]


def _trend(table: Table, unit: str) -> _Layout:
    """Periods along the axis; a line for each row and place."""
    columns = [
        (i, c) for i, c in enumerate(table.columns) if not c.derived and c.period and c.role is Role.RESULT
    ]
    drawn = {
        c.period
        for i, c in columns
        if any(_of_unit(row.cells[i], unit).value is not None for row in table.rows)
    }
    periods = sorted((p for p in drawn if p), key=lambda p: (p.end, p.months))
    places = list(dict.fromkeys(c.place for _, c in columns))
    series = []
    for row in table.rows:
        for place in places:
            at = {c.period: row.cells[i] for i, c in columns if c.place == place}
            cells = tuple(_of_unit(at.get(period, Cell()), unit) for period in periods)
            name = " – ".join(
                part for part in (row.label, place.label if place and len(places) > 1 else "") if part
            )
            series.append(Series(name, cells))
    return tuple(p.label for p in periods), tuple(periods), _named(series, table.rows)


def _bars(table: Table, unit: str) -> _Layout:
    """Columns along the axis; bars of one colour for each row."""
    columns = [(i, c) for i, c in enumerate(table.columns) if not c.derived and c.role in (Role.RESULT, None)]
    series = [
        Series(row.label, tuple(_of_unit(row.cells[i], unit) for i, _ in columns)) for row in table.rows
    ]
    return tuple(c.heading for _, c in columns), (None,) * len(columns), series


def _plan(table: Table, unit: str) -> _Layout:
    """Rows along the axis; bars of one colour for result, plan and last year."""
    rows = [row for row in table.rows if any(_of_unit(cell, unit).value is not None for cell in row.cells)]
    series = []
    for role, name in _ROLE_NAMES.items():
        at = next((i for i, c in enumerate(table.columns) if c.role is role and not c.derived), None)
        if at is not None:
            series.append(Series(name, tuple(_of_unit(row.cells[at], unit) for row in rows)))
    return tuple(row.label for row in rows), (None,) * len(rows), series


_LAYOUTS = {Kind.TREND: _trend, Kind.BARS: _bars, Kind.PLAN: _plan}


def _named(series: Sequence[Series], rows: Iterable[Row]) -> list[Series]:
    """Series of one row by place alone: the title names the row."""
    labels = {row.label for row in rows}
    if len(labels) != 1 or len(series) < 2:
        return list(series)
    return [Series(one.name.rpartition(" – ")[2], one.cells) for one in series]
