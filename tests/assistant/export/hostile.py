"""A table whose words come from a report that means harm."""

from __future__ import annotations

from decimal import Decimal

from assistant.citation import Citation
from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import report
from vectorstore.records import Bound, Figure, Period, Place, Role, Span

FORMULA = '=HYPERLINK("http://x.example","bấm")'
MARKUP = "<w:t>&amp;</w:t> [x](javascript:1) |a|\x07\x00"


def hostile_table() -> Table:
    place, period = Place("Hà Giang"), Period(2023, 1, 2023, 6)
    source = report("=cmd", place, period, title=f"@{MARKUP}")
    figure = Figure(
        source.key, 0, Decimal("1234.50"), FORMULA, "1.234,50", FORMULA, (), place, period, Role.RESULT, Span.PERIOD,
        (), Bound.EXACT, False, 0, None, f"-1+1{MARKUP}", 0, 2, 0,
    )  # fmt: skip
    cell = Cell(
        figure.value, FORMULA, figure, Citation(source, (FORMULA,), 3, figure.quote), note=f"+{MARKUP}"
    )
    return Table(
        FORMULA, (Column(FORMULA, place, period, Role.RESULT),), (Row(FORMULA, "", (cell,)),), (MARKUP,)
    )
