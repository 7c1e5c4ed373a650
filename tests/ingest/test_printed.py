"""Printed numbers and what they leave open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.vietnamese.printed import Fit, Range, decimals, digit_slip, fit, range_of, same_print, step

VALUES = st.decimals(min_value=-10_000, max_value=10_000, places=2)
WHOLE = st.integers(min_value=1, max_value=1_000_000)


@pytest.mark.parametrize(
    ("printed", "computed", "expected"),
    [
        ("45.2", "45.2", Fit.EXACT),
        ("45.2", "45.249", Fit.EXACT),
        ("45.2", "45.29", Fit.ROUNDED),
        ("45.2", "45.36", Fit.WRONG),
        ("77", "77.4", Fit.EXACT),
        ("-8.0", "-8.04", Fit.EXACT),
        ("8.0", "-8.0", Fit.WRONG),
    ],
)
def test_fit_of_a_print(printed, computed, expected):
    assert fit(Decimal(printed), range_of(Decimal(computed), exact=True)) is expected


@pytest.mark.parametrize(
    ("one", "other", "same"), [("45.2", "45.20", True), ("12.4", "12.41", True), ("12.4", "12.5", False)]
)
def test_same_print(one, other, same):
    assert same_print(Decimal(one), Decimal(other)) is same


def test_counted_things_leave_nothing_open():
    assert fit(Decimal(15), range_of(Decimal(16), exact=True), exact=True) is Fit.WRONG


def test_division_by_what_may_be_nothing_is_none():
    assert Range(Decimal(1), Decimal(2)).over(range_of(Decimal(0))) is None


@given(WHOLE, WHOLE, st.integers(min_value=0, max_value=3))
def test_share_printed_from_its_own_counts_always_fits(top, bottom, places):
    share = Decimal(top) / Decimal(bottom) * 100
    printed = share.quantize(Decimal(1).scaleb(-places))
    computed = range_of(Decimal(top), exact=True).over(range_of(Decimal(bottom), exact=True)).times(100)
    assert fit(printed, computed) is Fit.EXACT


@given(VALUES, VALUES)
def test_difference_of_rounded_values_fits_the_rounded_difference(one, other):
    tenth = Decimal("0.1")
    a, b, change = one.quantize(tenth), other.quantize(tenth), (one - other).quantize(tenth)
    assert fit(change, range_of(a) - range_of(b)) is not Fit.WRONG


@given(VALUES)
def test_a_value_lies_in_the_range_of_its_print(value):
    printed = value.quantize(Decimal("0.1"))
    held = range_of(printed)
    assert held.low <= value <= held.high
    assert step(printed) == Decimal("0.1") and decimals(printed) == 1


@given(VALUES, VALUES)
def test_gap_is_the_same_both_ways(one, other):
    a, b = range_of(one), range_of(other)
    assert a.gap(b) == b.gap(a) >= 0


@pytest.mark.parametrize(
    ("one", "other", "slipped"),
    [
        ("4218", "4318", True),
        ("45320", "45230", True),
        ("96", "99", True),
        ("4218", "4218", False),
        ("4218", "5318", False),
        ("4218", "421", False),
        ("1234", "4231", False),
    ],
)
def test_slip_of_a_digit_is_one_wrong_or_two_that_changed_places(one, other, slipped):
    assert digit_slip(Decimal(one), Decimal(other)) is slipped
