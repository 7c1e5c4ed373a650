"""What a chart shows of a table: its kind, its axis, one unit a picture, gaps kept."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.charts.series import Kind, drawings, kind_of
from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import FIGURE
from vectorstore.records import Period, Place, Role

HANOI, HUE = Place("Hà Nội"), Place("Huế")
Y2022, Y2023, HALF = Period.year(2022), Period.year(2023), Period(2023, 1, 2023, 6)


def cell(value: str, unit: str = "%", role: Role = Role.RESULT) -> Cell:
    return Cell(
        Decimal(value), unit, replace(FIGURE, value=Decimal(value), unit=unit, role=role, printed=value)
    )


def column(place: Place | None, period: Period | None, role: Role = Role.RESULT) -> Column:
    return Column(f"{place} {period}", place, period, role)


TREND = Table("Bảng", (column(HUE, Y2022), column(HUE, Y2023)), (Row("Tỷ lệ", "%", (cell("1"), cell("2"))),))
BARS = Table("Bảng", (column(HUE, Y2023), column(HANOI, Y2023)), (Row("Tỷ lệ", "%", (cell("1"), Cell())),))
PLAN = Table(
    "Bảng",
    (
        column(HUE, HALF),
        column(HUE, HALF, Role.PLAN),
        column(HUE, HALF, Role.CHANGE),
        Column("Tính", derived=True),
    ),
    (
        Row(
            "A",
            "%",
            (cell("40"), cell("90", role=Role.PLAN), cell("3", role=Role.CHANGE), Cell(Decimal(44), "%")),
        ),
        Row("B", "ca", (cell("7", "ca"), Cell(), Cell(), Cell())),
    ),
)


@pytest.mark.parametrize(("table", "kind"), [(TREND, Kind.TREND), (BARS, Kind.BARS), (PLAN, Kind.PLAN)])
def test_a_table_tells_its_kind(table, kind):
    assert kind_of(table) is kind


def test_units_never_share_an_axis():
    drawn = drawings(PLAN)
    assert [(d.unit, d.labels) for d in drawn] == [("%", ("A",)), ("ca", ("B",))]
    assert all(c.unit == d.unit for d in drawn for s in d.series for c in s.cells if c.value is not None)


def test_worked_out_values_and_changes_are_not_drawn():
    values = [c.value for d in drawings(PLAN) for s in d.series for c in s.cells if c.value is not None]
    assert sorted(values) == [7, 40, 90]


def test_a_gap_stays_a_gap():
    [drawn] = drawings(BARS)
    assert [c.value for c in drawn.series[0].cells] == [Decimal(1), None]


def test_the_title_names_the_one_series_and_its_place():
    assert drawings(TREND)[0].title == "Tỷ lệ – Huế"


def test_periods_stand_in_time_whatever_the_columns(monkeypatch):
    turned = replace(TREND, columns=TREND.columns[::-1], rows=(Row("Tỷ lệ", "%", TREND.rows[0].cells[::-1]),))
    assert drawings(turned)[0].labels == drawings(TREND)[0].labels == ("2022", "2023")


def test_more_series_than_colours_are_counted():
    rows = tuple(Row(f"Chỉ tiêu {n}", "%", (cell("1"), cell("2"))) for n in range(11))
    [drawn] = drawings(replace(TREND, rows=rows))
    assert (len(drawn.series), drawn.left_out) == (8, 3)


def test_nothing_to_draw_is_no_drawing():
    assert drawings(Table("Bảng", TREND.columns, (Row("Tỷ lệ", "%", (Cell(), Cell())),))) == []


def test_series_with_most_to_show_are_drawn():
    columns = (column(HUE, Y2022), column(HUE, Y2023))
    rows = [Row(f"Ít {n}", "%", (cell("1"), Cell())) for n in range(9)]
    table = Table("Bảng", columns, (*rows, Row("Nhiều", "%", (cell("1"), cell("2")))))
    [drawn] = drawings(table, Kind.TREND)
    assert drawn.series[-1].name == "Nhiều" and drawn.left_out == 2
