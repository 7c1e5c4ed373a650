"""Weeks as columns and rows of tables; units of the rows that head groups of places."""

from __future__ import annotations

from tests.ingest.test_table_figures import figures
from vectorstore.records import Period, Place, Role, Span

JULY = Period(2024, 7, 2024, 7)


def week(number: int) -> Period:
    return Period.week(2024, number)


def test_columns_of_weeks_that_begin_before_the_month():
    found = figures("TT|Bệnh|Tuần 27|Tuần 28 (08/7-14/7)|So với tuần trước", "1|Sởi|6|9|+50,0", period=JULY)
    assert [(f.role, f.period) for f in found] == [
        (Role.RESULT, week(27)), (Role.RESULT, week(28)), (Role.CHANGE, week(28)),
    ]  # fmt: skip
    assert found[2].unit == "%"


def test_weeks_beside_the_sum_since_january():
    found = figures("TT|Bệnh|Tuần 27|Tuần 28|Cộng dồn", "1|Sởi|6|9|88", period=JULY)
    assert [f.period for f in found] == [week(27), week(28), Period(2024, 1, 2024, 7)]
    assert found[2].span is Span.CUMULATIVE


def test_rows_numbered_by_week_or_month():
    by_week = figures("Tuần|Số mắc|Số chết", "27|6|0", "28|9|1", period=JULY)
    assert [(f.indicator, f.period) for f in by_week] == [
        ("Số mắc", week(27)), ("Số chết", week(27)), ("Số mắc", week(28)), ("Số chết", week(28)),
    ]  # fmt: skip
    by_month = figures("Tháng|Số mắc", "5|6", "6|9", "7|4", period=JULY)
    assert [f.period for f in by_month] == [Period(2024, m, 2024, m) for m in (5, 6, 7)]


def test_units_of_group_rows_go_to_the_places_below():
    found = figures(
        "TT|Chỉ tiêu|KH năm|TH 6 tháng",
        "I|Sởi (ca mắc)||31",
        "1|Mường Tè||20",
        "2|Nậm Nhùn||11",
        "II|Trẻ uống vitamin A (trẻ)|900|700",
        "1|Mường Tè|500|400",
        headings=("Phụ lục 2",),
    )
    shown = [(f.name, f.unit, f.place) for f in found if f.place != Place("Lai Châu")]
    assert shown == [
        ("Sởi", "ca", Place("Lai Châu", "Mường Tè")),
        ("Sởi", "ca", Place("Lai Châu", "Nậm Nhùn")),
        ("Trẻ uống vitamin A", "trẻ", Place("Lai Châu", "Mường Tè")),
        ("Trẻ uống vitamin A", "trẻ", Place("Lai Châu", "Mường Tè")),
    ]


def test_groups_of_places_are_no_indicator():
    found = figures(
        "TT|Địa phương|Kết quả", "I|Các huyện biên giới|", "1|Mường Tè|20", headings=("Bảng 3. Số ca sởi",)
    )
    assert found[0].indicator == "Bảng 3. Số ca sởi"
