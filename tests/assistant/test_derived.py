"""Values worked out of two printed ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.derived import prior_from_change, prior_working
from tests.vectorstore.builders import a_figure
from vectorstore.records import Figure, Role


def figure(value: str, unit: str, role: Role = Role.RESULT) -> Figure:
    return a_figure("a", 0, "Số ca mắc", value, unit=unit, role=role)


# today's value and unit, the change and its unit, the value before and the working
CASES = [
    ("88", "ca", "12", "ca", "76", "88 − 12 = 76 ca"),
    ("88", "ca", "-12", "ca", "100", "88 + 12 = 100 ca"),
    ("46.8", "%", "2.3", "điểm %", "44.5", "46,8 − 2,3 = 44,5%"),
    ("46.8", "%", "-0.25", "điểm %", "47.05", "46,8 + 0,25 = 47,05%"),
    (
        "16.8",
        "/100.000 trẻ đẻ sống",
        "1.2",
        "/100.000 trẻ đẻ sống",
        "15.6",
        "16,8 − 1,2 = 15,6/100.000 trẻ đẻ sống",
    ),
    ("88", "ca", "0", "ca", "88", "88 − 0 = 88 ca"),
]


@pytest.mark.parametrize(("value", "unit", "moved", "moved_unit", "before", "working"), CASES)
def test_value_a_year_before(
    value: str, unit: str, moved: str, moved_unit: str, before: str, working: str
) -> None:
    result, change = figure(value, unit), figure(moved, moved_unit, Role.CHANGE)
    assert prior_from_change(result, change) == Decimal(before)
    assert prior_working(result, change) == working


@pytest.mark.parametrize(
    ("result", "change"),
    [
        pytest.param(figure("88", "ca"), figure("12", "%", Role.CHANGE), id="a percentage of a count"),
        pytest.param(figure("88", "ca"), figure("12", "vụ", Role.CHANGE), id="another unit"),
        pytest.param(figure("95", "%", Role.PLAN), figure("2", "điểm %", Role.CHANGE), id="no result"),
    ],
)
def test_nothing_follows(result: Figure, change: Figure) -> None:
    assert prior_from_change(result, change) is None
    assert prior_working(result, change) == ""


def test_large_numbers_keep_their_groups() -> None:
    result = a_figure("a", 0, "Số lượt khám", "512340", unit="lượt", printed="512.340")
    change = a_figure("a", 1, "Số lượt khám", "38150", unit="lượt", role=Role.CHANGE)
    assert prior_working(result, change) == "512.340 − 38.150 = 474.190 lượt"
