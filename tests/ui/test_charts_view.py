"""Many periods of one indicator: as many as one can take in, and words that a screen reader gets through."""

from __future__ import annotations

import html
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import FIGURE
from ui.pages.charts_view import PERIODS, charts_html, drawn_html, recent
from vectorstore.records import Period, Role


def grid(periods: int, places: int = 1) -> Table:
    """Places × years; the value of a cell is its year."""
    years = [Period.year(1900 + n) for n in range(periods)]
    columns = tuple(Column(year.label, period=year, role=Role.RESULT) for year in years)

    def cell(year: Period) -> Cell:
        return Cell(Decimal(year.first_year), "ca", replace(FIGURE, unit="ca"), None)

    rows = tuple(Row(f"Nơi {n}", "ca", tuple(map(cell, years))) for n in range(places))
    return Table("Số ca", columns, rows)


@pytest.mark.parametrize("periods", [1, PERIODS, PERIODS + 1, 10 * PERIODS])
def test_last_periods_are_shown(periods):
    shown = recent(grid(periods))
    assert len(shown.columns) == len(shown.rows[0].cells) == min(periods, PERIODS)
    assert shown.columns[-1].heading == str(1900 + periods - 1) == str(shown.rows[0].cells[-1].value)


def test_words_of_a_chart_end_somewhere_and_lead_to_the_table():
    said = charts_html(grid(90, places=8), "so-lieu", "").partition('alt="')[2].partition('"')[0]
    assert len(said) < 5000 and "xem bảng số liệu" in said


def test_short_chart_is_said_whole():
    said = charts_html(grid(3), "so-lieu", "").partition('alt="')[2].partition('"')[0]
    assert all(year in said for year in ("1900", "1901", "1902")) and "xem bảng số liệu" not in said


def test_chart_without_an_address_is_drawn_into_the_page():
    page = html.unescape(drawn_html(grid(3)))
    assert page.count('<figure class="chart"><img src="data:image/png;base64,') == 1
    assert "1901" in page.partition('alt="')[2] and "\n" not in page


def test_nothing_is_drawn_of_nothing():
    assert drawn_html(Table("", (), ())) == ""
