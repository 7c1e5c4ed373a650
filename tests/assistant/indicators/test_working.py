"""Worked-out values: the arithmetic, its working, and when nothing follows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indicators.working import difference, relative, share
from assistant.table import Cell
from tests.ui.fakes import FIGURE
from vectorstore.records import Bound


def cell(value: str, unit: str, bound: Bound = Bound.EXACT) -> Cell:
    return Cell(Decimal(value), unit, replace(FIGURE, value=Decimal(value), unit=unit, bound=bound))


@pytest.mark.parametrize(
    ("one", "other", "measure", "value", "unit", "working"),
    [
        (cell("45.2", "%"), cell("47.1", "%"), "%", "-1.9", "điểm %", "45,2 − 47,1 = −1,9"),
        (cell("14.2", "‰"), cell("17", "‰"), "‰", "-2.8", "điểm ‰", "14,2 − 17 = −2,8"),
        (cell("1204", "ca"), cell("1000", "ca"), "người", "204", "ca", "1.204 − 1.000 = 204"),
        (cell("1.5", "tỷ đồng"), cell("900", "triệu đồng"), "tiền", "0.6", "tỷ đồng", "1,5 − 0,9 = 0,6"),
        (cell("5", "ca"), cell("-2", "ca"), "người", "7", "ca", "5 − (−2) = 7"),
    ],
    ids=["points", "per mille", "count", "money in two units", "negative"],
)
def test_difference_with_its_working(one, other, measure, value, unit, working):
    found = difference(one, other, measure)
    assert (found.value, found.unit, found.working) == (Decimal(value), unit, working)


@pytest.mark.parametrize("work", [difference, relative], ids=["difference", "relative"])
def test_nothing_follows_from_two_measures(work):
    """1 case less 129 communes was once worked out."""
    found = work(cell("1", "ca"), cell("129", "xã"), "người")
    assert found.value is None and "khác đơn vị (ca và xã)" in found.note


def test_relative_change_of_counts_only():
    found = relative(cell("120", "ca"), cell("100", "ca"), "người")
    assert (str(found.value), found.unit, found.working) == ("20.0", "%", "(120 − 100) : 100 × 100 = 20,0")
    assert relative(cell("45", "%"), cell("40", "%"), "%") == Cell()
    assert "bằng 0" in relative(cell("3", "ca"), cell("0", "ca"), "người").note


def test_share_of_the_plan():
    assert share(cell("480", "ca"), cell("1000", "ca"), "người").working == "480 : 1.000 × 100 = 48,0"
    assert "bằng 0" in share(cell("3", "ca"), cell("0", "ca"), "người").note


@pytest.mark.parametrize(
    ("one", "other", "measure", "note"),
    [
        (cell("45", "%"), cell("12", "‰"), "%", "khác đơn vị"),
        (cell("45", "%"), cell("45", ""), "%", "khác đơn vị"),
        (cell("92", "%", Bound.ABOVE), cell("88", "%"), "%", "trên, dưới"),
    ],
    ids=["% beside ‰", "unit unknown", "no exact value"],
)
@pytest.mark.parametrize("work", [difference, relative, share])
def test_nothing_is_worked_out_of_what_does_not_fit(work, one, other, measure, note):
    found = work(one, other, measure)
    assert found.value is None and note in found.note


@pytest.mark.parametrize("work", [difference, relative, share])
def test_a_gap_gives_a_gap(work):
    assert work(Cell(), cell("1", "ca"), "người") == Cell() == work(cell("1", "ca"), Cell(), "người")


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


@given(NUMBERS, NUMBERS)
def test_difference_gives_back_the_first(a, b):
    found = difference(cell(str(a), "ca"), cell(str(b), "ca"), "người")
    assert found.value + b == a and found.working


def per_head(value: str, unit: str, indicator: str) -> Cell:
    figure = replace(FIGURE, value=Decimal(value), unit=unit, indicator=indicator)
    return Cell(Decimal(value), unit, figure)


@pytest.mark.parametrize(
    ("one", "other", "working"),
    [
        (
            per_head("12.4", "bác sĩ", "Tỷ lệ bác sĩ/vạn dân"),
            per_head("10.6", "/10.000 dân", "Bác sĩ"),
            "12,4 − 10,6 = 1,8",
        ),
        (
            per_head("12.4", "bác sĩ", "Số bác sĩ"),
            per_head("10.6", "/10.000 dân", "Bác sĩ"),
            "",
        ),
    ],
    ids=["base-in-the-name", "a-count"],
)
def test_what_is_counted_per_head_is_one_measure_whatever_is_printed_behind_it(one, other, working):
    assert difference(one, other, "/10.000 dân").working == working
