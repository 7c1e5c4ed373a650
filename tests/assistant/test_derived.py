"""Values worked out of two printed ones."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.derived import is_against_year_before, prior_from_change, prior_working
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


# a sentence, the change in it, whether it is said to be one against the year before
BASES = [
    ("90 ca, tăng 12 ca so với tháng trước (78 ca)", "12", False),
    ("90 ca, tăng 12 ca so với cùng kỳ", "12", True),
    ("90 ca, tăng 12 ca so tháng trước, giảm 35 ca so với cùng kỳ năm 2022", "12", False),
    ("90 ca, tăng 12 ca so tháng trước, giảm 35 ca so với cùng kỳ năm 2022", "35", True),
    ("So với tháng trước tăng 12 ca, so với cùng kỳ giảm 35 ca", "12", False),
    ("So với tháng trước tăng 12 ca, so với cùng kỳ giảm 35 ca", "35", True),
    ("giảm 2 ca mắc và 3 ca chết so với cùng kỳ", "2", True),
    ("9 ca, cao hơn cùng kỳ 3 ca", "3", True),
    ("9 ca (giảm 3 ca so với năm 2022)", "3", True),
    ("9 ca, ít hơn 3 ca so với CK 2023", "3", True),
    ("9 ca, tăng 3 ca so với tháng 5 năm trước", "3", True),
    ("9 ca, tăng 3 ca so với quý I/2024", "3", False),
    ("9 ca, tăng 3 ca so với cùng kỳ tháng trước", "3", False),
    ("9 ca, tăng 3 ca so với kế hoạch", "3", False),
    ("có 9 ca, giảm 3 ca", "3", False),
]


@pytest.mark.parametrize(("sentence", "moved", "year_before"), BASES)
def test_what_a_change_is_set_against(sentence: str, moved: str, year_before: bool) -> None:
    start = sentence.index(f"{moved} ca")
    change = replace(
        figure(moved, "ca", Role.CHANGE), quote=sentence, start=start, end=start + len(moved), in_table=False
    )
    assert is_against_year_before(change) is year_before


@pytest.mark.parametrize(
    ("column", "year_before"),
    [
        ("Tăng, giảm so với cùng kỳ", True),
        ("So CK", True),
        ("So với tháng trước", False),
        ("Tăng, giảm", False),
    ],
)
def test_what_the_change_of_a_table_is_set_against(column: str, year_before: bool) -> None:
    change = replace(figure("3", "ca", Role.CHANGE), column=column, in_table=True)
    assert is_against_year_before(change) is year_before
