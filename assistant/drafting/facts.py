"""What tables of figures say, by indicator, place and period: the facts that sentences are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.drafting.words import label_words
from assistant.indicators.measures import measure_of
from assistant.table import Cell, Column, Row, Table
from vectorstore.records import Bound, Period, Place, Role


@dataclass(slots=True)
class Said:
    """One indicator for one place and period: the printed cells by role, empty roles left out."""

    label: str
    place: Place | None
    period: Period | None
    cells: dict[Role, Cell] = field(default_factory=dict)

    def get(self, role: Role) -> Cell | None:
        return self.cells.get(role)

    @property
    def result(self) -> Cell | None:
        return self.cells.get(Role.RESULT)

    @property
    def measure(self) -> str:
        """How the indicator is measured, as differences need to know it; "" where nothing is printed."""
        for role in (Role.RESULT, Role.PLAN, Role.PRIOR):
            cell = self.cells.get(role)
            if cell and cell.figure:
                return measure_of(cell.figure, cell.figure)
        return ""


def facts_of(tables: Iterable[Table]) -> dict[str, list[Said]]:
    """By indicator, in the order of the tables' rows and columns; what several tables say is said once."""
    found: dict[str, dict[tuple[Place | None, Period | None], Said]] = {}
    for table in tables:
        for label, column, place, cell in _cells(table):
            label = label_words(label)
            of_label = found.setdefault(label, {})
            said = of_label.setdefault((place, column.period), Said(label, place, column.period))
            if cell.figure is not None and cell.citation is not None:
                said.cells.setdefault(_role(cell, column), cell)
    return {label: list(of_label.values()) for label, of_label in found.items()}


def exact(cell: Cell | None) -> bool:
    """Whether a value may be set against another: 'trên 95%' may not."""
    return bool(cell and cell.figure and cell.figure.bound in (Bound.EXACT, Bound.ABOUT))


def _cells(table: Table) -> Iterator[tuple[str, Column, Place | None, Cell]]:
    """Every printed column's cell with its indicator and place; in a coverage table rows are the places."""
    places = _row_places(table)
    for row, of_row in zip(table.rows, places, strict=True):
        label = table.title.rpartition(":")[0].strip() if any(places) else row.label
        for column, cell in zip(table.columns, row.cells, strict=True):
            if not column.derived and not (any(places) and cell.figure is None):
                yield label, column, of_row or column.place, cell


def _row_places(table: Table) -> list[Place | None]:
    """The places that the rows are named for, where the columns name none; None for each row otherwise."""
    if any(column.place for column in table.columns):
        return [None] * len(table.rows)
    return [_place(row) for row in table.rows]


def _place(row: Row) -> Place | None:
    for cell in row.cells:
        if cell.figure and cell.citation:
            place = cell.figure.place or cell.citation.report.place
            return place if place and place.label == row.label else None
    return None


def _role(cell: Cell, column: Column) -> Role:
    """A target in a column of results is a target; a later report's word on a period is its result."""
    assert cell.figure is not None
    if column.role not in (Role.RESULT, None):
        return column.role
    return Role.PLAN if cell.figure.role is Role.PLAN else Role.RESULT


def places_of(said: Sequence[Said]) -> list[Place | None]:
    return list(dict.fromkeys(one.place for one in said))


def periods_of(said: Sequence[Said]) -> list[Period | None]:
    return list(dict.fromkeys(one.period for one in said))
