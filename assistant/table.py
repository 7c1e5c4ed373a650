"""A table of figures: what comparison makes, and what pages, charts, drafts and exports show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Citation
from vectorstore.records import Figure, Period, Place, Role


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a place, period and role (None where the column mixes them, or is worked out)."""

    heading: str
    place: Place | None = None
    period: Period | None = None
    role: Role | None = None
    derived: bool = False  # worked out from other columns, and shown so


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: printed in a source (`figure`, `citation`) or worked out (`working`, "45,2 − 47,1").

    An empty cell is Cell(): shown as "không có số liệu".
    """

    value: Decimal | None = None
    unit: str = ""
    figure: Figure | None = None
    citation: Citation | None = None
    working: str = ""
    note: str = ""  # a warning on this value: "chỉ tiêu", "6 tháng, không phải cả năm"


@dataclass(frozen=True, slots=True)
class Row:
    label: str  # the indicator
    unit: str
    cells: tuple[Cell, ...]  # as many as the table has columns


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every source once, in the order of the cells."""
        return tuple(dict.fromkeys(cell.citation for row in self.rows for cell in row.cells if cell.citation))
