"""Units of changes: the row's arithmetic says whether points, percent or a plain difference is printed."""

from decimal import Decimal

import pytest

from ingest.figures.cells import read_cell
from ingest.figures.changes import (
    Change,
    Habit,
    Way,
    change_unit,
    choose_way,
    decimals_of,
    habit_of,
    possible_ways,
)
from vectorstore.records import Bound


def change(value, result, prior, unit=""):
    def number(text):
        return None if text is None else Decimal(text.replace(".", "").replace(",", "."))

    return Change(number(value), decimals_of(value), number(result), decimals_of(result or ""), number(prior),
                  decimals_of(prior or ""), unit)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "ways"),
    [
        (change("11,4", "48,6", "37,3", "%"), {Way.DIFFERENCE}),
        (change("18,8", "95", "80", "%"), {Way.PERCENT}),
        (change("-40,0", "6", "10"), {Way.PERCENT}),
        (change("684", "3.717", "3.033"), {Way.DIFFERENCE}),
        (change("102,1", "240", "235"), {Way.SHARE}),
        (change("-5,0", "95,0", "100,0", "%"), {Way.DIFFERENCE, Way.PERCENT}),
        (change("0", "0", "0"), {Way.DIFFERENCE}),
        (change("208,8", "16,2", "5,2", "%"), {Way.PERCENT}),
        (change("49,7", "49,7", None, "%"), {Way.DIFFERENCE}),
        (change("7,0", "12", None), set()),
        (change("3", "1", "7"), set()),
    ],
)
def test_possible_ways_allow_for_rounding(row, ways):
    assert possible_ways(row) == ways


@pytest.mark.parametrize(
    ("row", "habit", "way"),
    [
        (change("0,0", "100", "100", "%"), Habit(Way.PERCENT), Way.DIFFERENCE),
        (change("0,0", "20", "20", "lớp"), Habit(Way.DIFFERENCE), Way.PERCENT),
        (change("-40", "60", "100", "ca"), Habit(Way.PERCENT), Way.DIFFERENCE),
        (change("-40", "60", "100", "ca"), Habit(Way.PERCENT, whole_percents=True), Way.PERCENT),
        (change("-1,8", "97,9", "99,7", "tỷ đồng"), Habit(), Way.PERCENT),
        (change("0,1", "5,6", "5,5", "ngày"), Habit(Way.PERCENT), Way.DIFFERENCE),
        (change("100,0", "5", "5"), Habit(Way.SHARE), Way.SHARE),
    ],
    ids=["rate", "decimals", "whole", "whole percents", "money", "average", "share"],
)
def test_doubt_is_settled_by_kind_print_and_column(row, habit, way):
    assert choose_way(row, habit) is way


def test_habit_counts_only_rows_without_doubt():
    rows = [change("-40,0", "6", "10"), change("5", "105", "100"), change("50", "9", "6")]
    assert habit_of(rows) == Habit(Way.PERCENT, whole_percents=True)


@pytest.mark.parametrize(
    ("way", "unit", "expected"),
    [
        (Way.DIFFERENCE, "%", "điểm %"),
        (Way.DIFFERENCE, "ca", "ca"),
        (Way.DIFFERENCE, "/100.000 dân", "/100.000 dân"),
        (Way.PERCENT, "%", "%"),
        (Way.SHARE, "người", "% so với cùng kỳ"),
    ],
)
def test_change_unit(way, unit, expected):
    assert change_unit(way, unit) == expected


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("48,6", ["48.6"]),
        ("1.304.517", ["1304517"]),
        ("(52,38)", ["-52.38"]),
        ("- 5", ["-5"]),
        ("+3,01", ["3.01"]),
        ("48,6%", ["48.6 %"]),
        ("Giảm 5", ["-5"]),
        ("↓ 2,5 %", ["-2.5 %"]),
        ("Tăng 12%", ["12 %"]),
        ("4.560/9.661", ["4560", "9661"]),
        ("45 (12,3%)", ["45", "12.3 %"]),
        ("35 ca", ["35 ca"]),
        ("-", []),
        ("x", []),
        ("#DIV/0!", []),
        ("Tháng 6/2024", []),
        ("6-60 tháng tuổi", []),
        ("3 huyện và 2 xã", []),
        ("15/6/2024", []),
    ],
)
def test_numbers_of_a_cell(cell, numbers):
    assert [f"{n.value} {n.unit}".strip() for n in read_cell(cell).numbers] == numbers


@pytest.mark.parametrize(
    ("cell", "bound"),
    [("<6", Bound.BELOW), ("≤2", Bound.AT_MOST), (">= 95", Bound.AT_LEAST), ("7", Bound.EXACT)],
)
def test_bound_of_a_cell(cell, bound):
    assert read_cell(cell).numbers[0].bound is bound


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("…", "empty cell"), ("#DIV/0!", "error cell"), ("1/2024", "date"), ("đạt", "text cell")],
)
def test_reason_of_a_cell_without_numbers(cell, reason):
    assert read_cell(cell).reason == reason
