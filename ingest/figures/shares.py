"""Columns headed only "Tỷ lệ (%)": shares of the plan where the table's arithmetic says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.document import Row
from ingest.figures.cells import read_cell
from ingest.figures.columns import Column
from ingest.figures.headers import ColumnKind, is_rate_measure
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Role, Span

_ROUNDED = Decimal("0.15")  # points between a printed share and the one worked out
_MOST = Decimal("0.8")  # of the rows that print all three
_FEWEST = 2  # rows
_BORNE = (Role.RESULT, Role.PLAN)
_BARE = ("ty le", "ti le", "tl", "%", "ty le %", "tl %", "dat", "phan tram")


def with_shares(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """Columns with those made shares of the plan that print result / plan × 100 of columns to their left."""
    plan = next((c for c in columns if c.kind is ColumnKind.VALUE and c.role is Role.PLAN), None)
    if plan is None:
        return columns
    return [
        _share(column, plan, columns, rows) if _is_bare(column) and plan.index < column.index else column
        for column in columns
    ]


def _is_bare(column: Column) -> bool:
    """A column whose header says no more than that it is a share, be it below the plan's: 'KH: SL | TL%'."""
    if column.kind is not ColumnKind.VALUE or column.role not in _BORNE or not column.path:
        return False
    header = fold(column.path[-1]).replace("%", " %")  # "TL%"
    words = squeeze("".join(c if c.isalnum() or c == "%" else " " for c in header))
    return words.removesuffix(" %").strip() in _BARE and is_rate_measure(column.path[-1])


def _share(column: Column, plan: Column, columns: Sequence[Column], rows: Sequence[Row]) -> Column:
    results = [  # left or right of the plan: "KH | TH | Tỷ lệ", "TH | KH | Tỷ lệ"
        c for c in columns if c.kind is ColumnKind.VALUE and c.role is Role.RESULT and c.index < column.index
    ]
    for result in sorted(results, key=lambda c: (c.span is not Span.CUMULATIVE, -c.index)):
        if _worked_out(column, plan, result, rows):
            return replace(
                column,
                role=Role.ATTAINMENT,
                guessed=False,
                measures=result.measures,
                rate=False,
                span=result.span,
                period=result.period,
            )
    return column


def _worked_out(column: Column, plan: Column, result: Column, rows: Sequence[Row]) -> bool:
    right = told = 0
    for row in rows:
        share, of, got = (_value(row, index) for index in (column.index, plan.index, result.index))
        if share is None or of is None or got is None or not of:
            continue
        told += 1
        half = Decimal(1).scaleb(int(share.as_tuple().exponent)) / 2  # "108" of 107,7
        right += abs(100 * got / of - share) <= max(_ROUNDED, half)
    enough = told >= _FEWEST or (told == 1 and column.index == plan.index + 1)
    return enough and right >= _MOST * told


def _value(row: Row, index: int) -> Decimal | None:
    numbers = read_cell(row.cells[index]).numbers if index < len(row.cells) else ()
    return numbers[0].value if numbers else None
