"""What names the numbers of lists, brackets and enumerations; numbers that nothing names; verbs of aims."""

from __future__ import annotations

import pytest

from tests.ingest.test_prose_figures import figure, read
from vectorstore.records import Bound, Kind, Period, Role

NAMES = {
    "brackets": (
        "Triển khai 9 kỹ thuật mới, nổi bật: mổ Phaco (31 ca), lọc máu liên tục (14 ca, trung bình 20 giờ).",
        {
            "31": "Triển khai kỹ thuật mới › mổ Phaco",
            "14": "Triển khai kỹ thuật mới › lọc máu liên tục",
            "20": "Triển khai kỹ thuật mới › lọc máu liên tục › trung bình",
        },
    ),
    "list from its beginning": (
        "Bệnh có nhiều ca: Cúm (40 ca), Quai bị (12 ca).",
        {"40": "Bệnh có nhiều ca › Cúm", "12": "Bệnh có nhiều ca › Quai bị"},
    ),
    "highest": (
        "Mật độ muỗi trung bình 0,4; cao nhất thị trấn Tam Sơn (DI = 1,8).",
        {"1,8": "Mật độ muỗi trung bình › cao nhất thị trấn Tam Sơn › DI"},
    ),
    "tender": (
        "Gói thầu hóa chất năm 2023-2024: 210 mặt hàng, trúng thầu 180 mặt hàng, tổng giá trị 12,6 tỷ đồng.",
        {
            "210": "Gói thầu hóa chất năm 2023-2024",
            "180": "Gói thầu hóa chất năm 2023-2024 › trúng thầu",
            "12,6": "Gói thầu hóa chất năm 2023-2024 › trúng thầu › tổng giá trị",
        },
    ),
    "amount a head": (
        "Tuyển 6 cô đỡ; hợp đồng 40 cộng tác viên dinh dưỡng, mức bồi dưỡng 150.000 đồng/người/tháng.",
        {"150.000": "hợp đồng cộng tác viên dinh dưỡng › mức bồi dưỡng"},
    ),
    "places after a semicolon": (
        "Tỷ lệ quản lý thai đạt 71,4%; các huyện đạt cao: Mèo Vạc 83,2%, Quản Bạ 80,5%; "
        "các huyện đạt thấp: Xín Mần 52,6%.",
        {
            "83,2": "Tỷ lệ quản lý thai › các huyện đạt cao › Mèo Vạc",
            "80,5": "Tỷ lệ quản lý thai › các huyện đạt cao › Quản Bạ",
            "52,6": "Tỷ lệ quản lý thai › các huyện đạt thấp › Xín Mần",
        },
    ),
    "places of a second sentence": (
        "Tỷ lệ quản lý thai đạt 71,4%. Các huyện đạt cao: Mèo Vạc 83,2%. Các huyện đạt thấp: Xín Mần 52,6%.",
        {"52,6": "Tỷ lệ quản lý thai › Các huyện đạt thấp › Xín Mần"},
    ),
    "another disease after a semicolon": (
        "Ghi nhận 15 ca sởi, trong đó 06 ca ngoại lai; ho gà 72 ca.",
        {"06": "Ghi nhận ca sởi › ca ngoại lai", "72": "ho gà"},
    ),
    "sum of a later sentence": (
        "Tai nạn giao thông: trong tháng 3 vụ, 5 người mắc. Lũy kế 21 vụ, 34 người mắc.",
        {"34": "Tai nạn giao thông › người mắc"},
    ),
    "plan of what": ("Hoàn thành 100% chỉ tiêu khám phát hiện phong.", {"100": "khám phát hiện phong"}),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES.keys())
def test_names_of_lists_and_enumerations(text, expected):
    found = {f.printed: f.name for f in read(text).figures}
    assert {printed: found[printed] for printed in expected} == expected


AIMS = {
    "verb": ("Đặt mục tiêu giảm số hộ nghèo còn dưới 120.", "120", "số hộ nghèo"),
    "office": ("Trung tâm đặt mục tiêu tăng số lượt khám lên 9.000.", "9.000", "số lượt khám"),
    "bring down": ("Phấn đấu đưa tỷ lệ còi xuống dưới 21%.", "21", "tỷ lệ còi"),
}


@pytest.mark.parametrize(("text", "printed", "name"), AIMS.values(), ids=AIMS.keys())
def test_verbs_of_aims_are_no_part_of_the_name(text, printed, name):
    found = figure(text, printed)
    assert (found.indicator, found.role) == (name, Role.PLAN)


def test_end_of_the_year_holds_for_all_aims_of_its_sentence():
    quarter = Period(2024, 10, 2024, 12)
    found = read(
        "Phấn đấu hết năm: bao phủ y tế học đường 90%; 30/34 xã có bác sĩ.", kind=Kind.PLAN, period=quarter
    )
    assert {f.period for f in found.figures} == {Period.year(2024)}


NAMELESS = {
    "cut sentence": ("70, trong đó 5 ca nặng.", ("3. Chất lượng",), ["70"]),
    "rate alone": ("81,5%.", ("1.2. Công tác chuyên môn",), ["81,5"]),
    "with its change": ("81,5%, tăng 2% so với cùng kỳ.", ("1.2. Công tác chuyên môn",), ["81,5", "2"]),
    "money": ("12,5 tỷ đồng.", ("Dược",), ["12,5"]),
    "heading that counts": ("64, tăng 5.", ("2. Số lượt chuyển tuyến",), []),
    "disease": ("64, tăng 5.", ("1.2. Sởi",), []),
    "item of a list": ("- 81,5%.", ("1.2. Công tác chuyên môn",), []),
    "noun": ("64 cơ sở, tăng 5.", ("1.2. Công tác chuyên môn",), []),
    "words": ("Đạt 81,5%.", ("1.2. Công tác chuyên môn",), []),
}


@pytest.mark.parametrize(("text", "headings", "refused"), NAMELESS.values(), ids=NAMELESS.keys())
def test_heading_of_a_section_names_no_number(text, headings, refused):
    found = read(text, headings=headings)
    assert [d.printed for d in found.dismissed if d.reason == "no name"] == refused


def test_value_of_a_week_that_another_is_compared_with():
    month = Period(2024, 7, 2024, 7)
    text = "Tuần 30 có 18 ca sởi, tăng 4 ca so với tuần 29 (14 ca)."
    assert (figure(text, "18", period=month).period, figure(text, "14", period=month).role) == (
        Period.week(2024, 30), Role.PRIOR,
    )  # fmt: skip
    assert figure(text, "14", period=month).period == Period.week(2024, 29)
    assert figure("Tuần 27: 9 ca sởi.", "9", period=month).period == Period.week(2024, 27)
    assert figure(text, "18", period=month).bound is Bound.EXACT
