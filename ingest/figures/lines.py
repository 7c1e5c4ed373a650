"""A body row of a table with its meaning."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Row
from ingest.figures.cells import CellReading
from ingest.figures.columns import Column
from ingest.figures.marks import MarkKind
from ingest.figures.rows import RowText
from ingest.figures.stretches import Stretch
from ingest.figures.subjects import nearest_populations
from vectorstore.records import Place


@dataclass(frozen=True, slots=True)
class Line:
    """A body row with its meaning."""

    row: Row
    text: RowText
    indicator: str
    chain: tuple[str, ...]
    unit: str  # of the row, "" when neither unit column nor label says it
    place: Place | None
    stretch: Stretch | None  # of a row that is a period or a role ("Năm 2022", "Kế hoạch")
    cells: dict[int, CellReading]  # by value column


def group_key(line: Line, column: Column) -> tuple[object, ...]:
    """Rows that are roles or periods of one indicator ("Kế hoạch", "Thực hiện") share a group."""
    return (None, *column.subject, line.chain) if line.stretch else (line.text.index, *column.subject)


def offset(line: Line, column: Column) -> int:
    """Where a column's cell begins in the row's text."""
    return sum(len(cell) + 1 for cell in line.row.cells[: column.index])


def populations(line: Line, column: Column) -> tuple[str, ...]:
    """The populations that a cell's row or column names."""
    listed = line.text.mark.kind in (MarkKind.DASH, MarkKind.PLUS)
    breakdown = line.text.breakdown
    return nearest_populations(
        line.indicator, line.chain, column.populations, breakdown=breakdown, listed=listed
    )
