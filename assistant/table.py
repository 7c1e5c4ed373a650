"""A table of figures: what comparison makes, and what pages, charts, drafts and exports show."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.citation import Citation
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

    def as_json(self) -> dict[str, Any]:
        """For programs: values as decimal text, None where there is none; `source` counts `sources` from 1."""
        numbers = {citation: number for number, citation in enumerate(self.citations, start=1)}
        return {
            "title": self.title,
            "columns": [_column_json(column) for column in self.columns],
            "rows": [
                {
                    "indicator": row.label,
                    "unit": row.unit,
                    "cells": [_cell_json(cell, numbers) for cell in row.cells],
                }
                for row in self.rows
            ],
            "warnings": list(self.warnings),
            "sources": [citation.as_json() for citation in self.citations],
        }


def _column_json(column: Column) -> dict[str, Any]:
    return {
        "heading": column.heading,
        "place": column.place.label if column.place else None,
        "period": column.period.label if column.period else None,
        "role": str(column.role) if column.role else None,
        "derived": column.derived,
    }


def _cell_json(cell: Cell, numbers: dict[Citation, int]) -> dict[str, Any]:
    return {
        "value": str(cell.value) if cell.value is not None else None,
        "printed": cell.figure.printed if cell.figure else None,
        "bound": str(cell.figure.bound) if cell.figure else "",
        "unit": cell.unit,
        "working": cell.working,
        "note": cell.note,
        "source": numbers[cell.citation] if cell.citation else None,
    }
