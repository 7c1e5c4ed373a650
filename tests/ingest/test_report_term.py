"""What a table says of its report's own term, of changes in words, and of levels of care in headings."""

from __future__ import annotations

from tests.ingest.test_prose_figures import read
from tests.ingest.test_table_figures import figures
from vectorstore.records import Period, Role, Span

YEAR = Period(2023, 1, 2023, 12)


def test_term_of_the_report_is_all_of_it_unless_a_sum_stands_beside_it():
    found = figures("TT|Bệnh|Năm trước (cùng thời điểm)|Kỳ báo cáo (cả năm 2023)", "1|Sởi|12|15", period=YEAR)
    assert [(f.role, f.span, f.period.label) for f in found] == [
        (Role.PRIOR, Span.PERIOD, "2022"),
        (Role.RESULT, Span.PERIOD, "2023"),
    ]
    beside = figures("TT|Bệnh|Kỳ này|Lũy kế", "1|Sởi|2|15", period=Period(2023, 5, 2023, 5))
    assert [f.span for f in beside] == [Span.MONTH, Span.CUMULATIVE]


def test_column_of_changes_in_words_holds_numbers():
    found = figures(
        "TT|Chỉ tiêu|Cùng kỳ|TH 6T/2024|Tăng, giảm",
        "1|Số lượt khám|400|380|Giảm 20",
        "2|Số ca mổ|30|36|Tăng 6",
        "3|Số ca đẻ|50|50|Không đổi",
    )
    assert [f.value for f in found if f.role is Role.CHANGE] == [-20, 6]


def test_heading_on_the_communes_health_care_makes_no_part_of_the_people():
    head = "TT|Chỉ tiêu|TH 6T/2024"
    whole = figures(
        head, "I|Củng cố mạng lưới y tế tuyến xã|", "1|Tỷ lệ người dân được quản lý sức khỏe|61,5"
    )
    assert whole[0].populations == ()
    part = figures(head, "I|Khám bệnh tại tuyến xã|", "1|Số lượt khám|615")
    assert part[0].populations == ("tuyến xã",)


def test_two_numbers_of_a_rate_name_nothing_else():
    text = "Tỷ lệ tiêm đủ đạt 38%, tương ứng 76 trên tổng số 200 trẻ, giảm 2 điểm % so với cùng kỳ; riêng nữ 40%."
    names = [f.indicator for f in read(text).figures]
    assert names[:4] == ["Tỷ lệ tiêm đủ"] * 4
    assert read(text).figures[4].chain == ("Tỷ lệ tiêm đủ",)


def test_this_month_below_a_year_is_the_reports_month():
    found = figures(
        "TT|Chỉ tiêu|Năm 2023|",
        "||TH trong tháng báo cáo|Lũy kế",
        "1|Số lượt khám|20|140",
        header=2,
        period=Period(2023, 7, 2023, 7),
    )
    assert [f.period.label for f in found] == ["T7/2023", "7T/2023"]
