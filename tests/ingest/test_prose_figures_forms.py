"""Numbers in other forms: words, ranges, weeks, values told respectively, plans behind a slash."""

from __future__ import annotations

import pytest

from ingest.figures.prose_spelled import spelled
from ingest.figures.prose_text import Stretch
from tests.ingest.test_prose_figures import figure, read
from vectorstore.records import Bound, Figure, Period, Role


def shown(found: Figure) -> str:
    period = found.period.label if found.period else ""
    return (
        f"{found.printed} = {found.bound}{found.value} {found.unit} {found.role} {period} {found.indicator}"
    )


FORMS = {
    "words": (
        "Ghi nhận một trăm linh năm ca mắc sởi, hai ca tử vong.",
        [
            "một trăm linh năm = 105 ca result 6T/2024 Ghi nhận ca mắc sởi",
            "hai = 2 ca result 6T/2024 ca tử vong",
        ],
    ),
    "range with a dash": (
        "Trung bình mỗi ngày khám 120 - 150 lượt.",
        [
            "120 = ≥120 lượt result 6T/2024 Trung bình mỗi ngày khám",
            "150 = ≤150 lượt result 6T/2024 Trung bình mỗi ngày khám",
        ],
    ),
    "range in words": (
        "Có từ 10 đến 15 ca vô sinh được hỗ trợ.",
        [
            "10 = ≥10 ca result 6T/2024 ca vô sinh được hỗ trợ",
            "15 = ≤15 ca result 6T/2024 ca vô sinh được hỗ trợ",
        ],
    ),
    "from one value to another": (
        "Giảm tỷ lệ sinh con thứ ba trở lên từ 15,2% xuống 14,8%.",
        [
            "15,2 = 15.2 % prior 6T/2023 tỷ lệ sinh con thứ ba trở lên",
            "14,8 = 14.8 % result 6T/2024 tỷ lệ sinh con thứ ba trở lên",
        ],
    ),
    "rise from one value to another": (
        "Số ca mắc tăng từ 10 lên 15 ca.",
        ["10 = 10  prior 6T/2023 Số ca mắc", "15 = 15 ca result 6T/2024 Số ca mắc"],
    ),
    "plans told respectively": (
        "Tỷ lệ trẻ suy dinh dưỡng: thể nhẹ cân 9,1%, thể thấp còi 16,8%; KH 2024 lần lượt là 9,0% và 16,5%.",
        [
            "9,1 = 9.1 % result 6T/2024 thể nhẹ cân",
            "16,8 = 16.8 % result 6T/2024 thể thấp còi",
            "9,0 = 9.0 % plan 2024 thể nhẹ cân",
            "16,5 = 16.5 % plan 2024 thể thấp còi",
        ],
    ),
    "bracket of earlier values told respectively": (
        "Mắc 120 ca, chết 3 ca (cùng kỳ 2023: 130 ca và 5 ca).",
        [
            "120 = 120 ca result 6T/2024 Mắc",
            "3 = 3 ca result 6T/2024 chết",
            "130 = 130 ca prior 6T/2023 Mắc",
            "5 = 5 ca prior 6T/2023 chết",
        ],
    ),
    "plan behind a slash": (
        "Tổng số người mới dùng thuốc: 41.305 người/40.800 người, đạt 101,2% KH.",
        [
            "41.305 = 41305 người result 6T/2024 Tổng số người mới dùng thuốc",
            "40.800 = 40800 người plan 2024 Tổng số người mới dùng thuốc",
            "101,2 = 101.2 % attainment 6T/2024 Tổng số người mới dùng thuốc",
        ],
    ),
    "share of a plan that only the slash names": (
        "Tổng thu: 612,4 tỷ đồng/850 tỷ đồng dự toán, đạt 72%.",
        [
            "612,4 = 612.4 tỷ đồng result 6T/2024 Tổng thu",
            "850 = 850 tỷ đồng plan 2024 Tổng thu",
            "72 = 72 % attainment 6T/2024 Tổng thu",
        ],
    ),
    "count behind a numbered item": (
        "4. 100% trạm y tế xã có bác sĩ làm việc.",
        ["100 = 100 % result 6T/2024 trạm y tế xã có bác sĩ làm việc"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FORMS.values(), ids=FORMS)
def test_numbers_in_other_forms(text, expected):
    assert [shown(f) for f in read(text).figures] == expected


WEEK = Period.week(2024, 23)


def test_weeks_are_periods_of_their_own():
    text = "Tuần 23 ghi nhận 45 ca tay chân miệng, tăng 6 ca so với tuần trước (39 ca)."
    assert [(f.printed, f.role, f.period.label) for f in read(text, period=WEEK).figures] == [
        ("45", Role.RESULT, "tuần 23/2024"),
        ("6", Role.CHANGE, "tuần 23/2024"),
        ("39", Role.PRIOR, "tuần 22/2024"),
    ]


def test_stretch_of_days_in_brackets_is_no_part_of_the_name():
    text = "Trong tuần 23 (từ ngày 03/6 đến 09/6/2024) phát hiện 12 ca mắc sởi."
    assert figure(text, "12", period=WEEK).indicator == "phát hiện ca mắc sởi"


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("Thu nhận 642 BN, đạt 107,0/100.000 dân; so với cùng kỳ giảm 25 BN (3,7%).", "3,7", "%"),
        ("Tỷ lệ xét nghiệm đạt 91,5% (4.474/4.890), thấp hơn 1,3% so với cùng kỳ.", "1,3", "điểm %"),
        ("Tỷ lệ bao phủ đạt 92,3%, tăng 1,3% so với cùng kỳ.", "1,3", "điểm %"),
        ("Khám 9.120 lượt, tăng 1,3% so với cùng kỳ.", "1,3", "%"),
    ],
    ids=["bracket behind a fall of a count", "rate with its fraction", "rate", "count"],
)
def test_change_is_of_points_for_rates_and_percent_for_counts(text, printed, unit):
    found = figure(text, printed)
    assert (found.role, found.unit) == (Role.CHANGE, unit)


@pytest.mark.parametrize(
    ("text", "printed", "unit"),
    [
        ("Phát sinh 120 m3 nước thải.", "120", "m³"),
        ("Toàn huyện có 3 phân trạm.", "3", "phân trạm"),
        ("Kinh phí 2,5 tỷ, đã giải ngân 1.200 triệu.", "1.200", "triệu đồng"),
        ("Cả nước có 12 triệu lượt khám.", "12", "triệu lượt"),
    ],
)
def test_units_that_look_like_others(text, printed, unit):
    assert figure(text, printed).unit == unit


def test_degree_that_ends_a_name_is_no_bound():
    found = figure("Mật độ dân số: 112 người; nồng độ bụi 30 đơn vị.", "112")
    assert (found.bound, found.indicator) == (Bound.EXACT, "Mật độ dân số")


def test_treatment_target_is_no_plan():
    text = "Quản lý 61.402 người, trong đó điều trị đạt huyết áp mục tiêu 29.880 người."
    assert figure(text, "29.880").role is Role.RESULT


def test_total_of_months_in_the_report_of_a_quarter():
    found = figure("Tổng thu 9 tháng: 612,4 tỷ đồng.", "612,4", period=Period(2024, 7, 2024, 9))
    assert found.period == Period(2024, 1, 2024, 9)


def test_so_far_this_year_is_cumulative():
    text = "Từ đầu năm đến nay ghi nhận 318 ca mắc."
    assert figure(text, "318", period=Period(2024, 5, 2024, 5)).span == "cumulative"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Không ghi nhận ca độ 3, 4.", "descriptor"),
        ("Nơi nhận: Cục Y tế dự phòng; Lưu: VT, NVY 02 bản.", "recipients"),
    ],
)
def test_numbers_that_go_with_a_name_are_dismissed(text, reason):
    found = read(text)
    assert not [f for f in found.figures if f.printed.isdigit()]
    assert found.dismissed[-1].reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "Trong năm ca mắc giảm.",  # of the year
        "Mỗi xã có hai cán bộ và một người dân tham gia.",
        "Khi phát hiện một ca bệnh phải báo cáo ngay.",
        "Giai đoạn hai huyện cùng triển khai.",
    ],
)
def test_words_that_count_nothing(text):
    assert spelled(text, Stretch(0, len(text))) == []


def test_gap_to_a_target_is_no_share_of_it_and_the_target_is_a_plan():
    text = "Tỷ lệ bao phủ 92,8% dân số, còn thiếu 1,7% so với chỉ tiêu Chính phủ giao (94,5%)."
    found = read(text)
    assert [(f.printed, f.role) for f in found.figures] == [("92,8", Role.RESULT), ("94,5", Role.PLAN)]
    assert [(d.printed, d.reason) for d in found.dismissed] == [("1,7", "difference from the plan")]


def test_population_before_a_colon_holds_for_all_that_follows():
    found = read("Riêng trẻ em người dân tộc thiểu số: nhẹ cân 24,9%, thấp còi 41,3%.").figures
    assert all("DTTS" in f.populations for f in found)
