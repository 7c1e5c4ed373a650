"""How far words reach: brackets, clauses, lists told in turn, earlier values, periods, places of a block."""

from __future__ import annotations

import pytest

from tests.ingest.test_prose_figures import figure, read
from vectorstore.records import Period, Place, Role, Span

Q2 = Period(2024, 4, 2024, 6)

NAMES = {
    "a clause whose only number is in brackets": (
        "Tiêm chủng mở rộng chưa đạt 90%; sinh con một bề còn nhiều (12,1%).",
        "12,1",
        "sinh con một bề còn nhiều",
    ),
    "names before brackets in a row": (
        "Thay khớp gối (14 ca), nong mạch vành (23 ca).",
        "23",
        "nong mạch vành",
    ),
    "a name led to by the first one's words": (
        "Quá tải tại khoa Nội (120%), Nhi (115%).",
        "115",
        "Quá tải tại khoa Nhi",
    ),
    "deaths told apart before brackets": (
        "Sốt mò: 72 ca; không có tử vong (năm 2023: 03 ca).",
        "03",
        "Sốt mò › tử vong",
    ),
    "another noun behind brackets": (
        "Có 40 bác sĩ (CKI 10), 51 y sĩ.",
        "51",
        "y sĩ",
    ),
    "the unit says what is meant": (
        "Bao phủ BHYT 96,1%; 33,2 giường bệnh/vạn dân.",
        "33,2",
        "giường bệnh/vạn dân",
    ),
    "a change in brackets is of what stands before": (
        "Tử vong mẹ 01. Tảo hôn 30 cặp (giảm 6).",
        "6",
        "Tảo hôn",
    ),
    "siblings": ("Có 96 người: nam 80, nữ 16.", "16", "người › nữ"),
    "an age takes up the rest": (
        "Tử vong trẻ dưới 1 tuổi 6,1‰, dưới 5 tuổi 8,8‰.",
        "8,8",
        "Tử vong trẻ dưới 5 tuổi",
    ),
    "public is no sum": ("Có cử nhân y tế công cộng 12.", "12", "Có cử nhân y tế công cộng"),
    "what places are compared by": (
        "Tỷ lệ tiêm đủ mũi đạt 45,2%. Các huyện đạt thấp: Mèo Vạc 30,1%.",
        "30,1",
        "Tỷ lệ tiêm đủ mũi › Các huyện đạt thấp › Mèo Vạc",
    ),
    "named before a list of numbers": (
        "Tỷ lệ nhẹ cân và thấp còi lần lượt là 12,1% và 20,3%.",
        "20,3",
        "Tỷ lệ thấp còi",
    ),
    "a group after both rates": (
        "Tỷ lệ nhẹ cân 13,2%, tỷ lệ thấp còi 21,3%; riêng trẻ người Dao: 25,1% và 40,2%.",
        "40,2",
        "trẻ người Dao › tỷ lệ thấp còi",
    ),
    "money of what is counted": (
        "Trúng thầu 90 mặt hàng thuốc, tổng giá trị 12 tỷ đồng.",
        "12",
        "Trúng thầu › tổng giá trị",
    ),
    "the disease that opens a sentence": (
        "Bạch hầu: 00 ca. Sốt mò: 31 ca, 02 tử vong.",
        "02",
        "Sốt mò › tử vong",
    ),
    "a quoted bullet": ("> 82% là trẻ em.", "82", "là trẻ em"),
}


@pytest.mark.parametrize(("text", "printed", "name"), NAMES.values(), ids=NAMES)
def test_names(text, printed, name):
    assert figure(text, printed).name == name


PERIODS = {
    "since then up to now": (
        "Ghép giác mạc từ tháng 4/2023, đến nay thực hiện 140 ca.",
        "140",
        Period(2023, 4, 2024, 6),
    ),
    "since a year up to now": ("Từ năm 2021 đến nay đã đào tạo 45 bác sĩ.", "45", Period(2021, 1, 2024, 6)),
    "begun in the period": ("Từ tháng 3/2024 triển khai lọc máu với 05 máy.", "05", Period(2024, 1, 2024, 6)),
    "a quarter holds for its parts": ("Quý II có 26 ca sởi, trong đó 9 ca nặng.", "9", Q2),
    "a plan of so many months": ("Tiêm đủ mũi 61,2% (KH 6 tháng: 47,5%).", "47,5", Period(2024, 1, 2024, 6)),
    "a plan of the year": ("Phát hiện 98 bệnh nhân, đạt 41,2% KH (KH năm 238).", "238", Period.year(2024)),
    "a week": ("Sốt xuất huyết theo tuần: tuần 20: 40 ca; tuần 21: 51 ca.", "51", Period.week(2024, 21)),
}


@pytest.mark.parametrize(("text", "printed", "period"), PERIODS.values(), ids=PERIODS)
def test_periods(text, printed, period):
    assert figure(text, printed).period == period


def test_month_beside_cumulative():
    found = figure("Mũi 4 cộng dồn 61,2%, tháng 6: 7,1%.", "7,1", period=Period(2024, 6, 2024, 6))
    assert found.span is Span.MONTH


PLACES = {
    "told in turn": ("Số mắc tại Mèo Vạc và Quản Bạ lần lượt là 9 ca và 7 ca.", "7", "Quản Bạ"),
    "told in turn, the unit once": (
        "Ca mắc của huyện Mèo Vạc, Quản Bạ tương ứng là 40 và 12 ca.",
        "40",
        "Mèo Vạc",
    ),
    "the highest": ("Tỷ lệ tiêm đạt 61%; đạt cao nhất là Quản Bạ 75,2%.", "75,2", "Quản Bạ"),
    "the lowest, named first": ("Tỷ lệ tiêm đạt 61%. Huyện Mèo Vạc thấp nhất 40,1%.", "40,1", "Mèo Vạc"),
    "deaths behind the places": (
        "Sốt rét: 14 ca, tại huyện Mèo Vạc 8 ca và Quản Bạ 6 ca; không tử vong.",
        "không",
        "",
    ),
}


@pytest.mark.parametrize(("text", "printed", "district"), PLACES.values(), ids=PLACES)
def test_places(text, printed, district):
    found = figure(text, printed)
    assert (found.place or Place("")).district == district


def test_brackets_that_name_a_place_are_no_part_of_the_name():
    text = "Than: trong tháng 02 ca (huyện Mèo Vạc), lũy tích 05 ca."
    assert [f.name for f in read(text).figures] == ["Than ca", "Than ca"]


def test_earlier_values_told_in_turn():
    text = "Lũy kế 05 vụ, 120 người mắc, 00 tử vong; cùng kỳ 02 vụ, 44 người mắc, 01 tử vong."
    found = read(text, headings=("Ngộ độc thực phẩm",)).figures
    assert [f.role for f in found] == [Role.RESULT] * 3 + [Role.PRIOR] * 3
    assert [f.group for f in found[3:]] == [f.group for f in found[:3]]


@pytest.mark.parametrize(
    ("text", "printed", "of"),
    [
        pytest.param(
            "Sốt mò: 320 ca, 01 tử vong, tăng 6,7% so với tháng trước.", "6,7", "320", id="of the cases"
        ),
        pytest.param("Sốt mò: 320 ca, 02 tử vong, giảm 50% so với cùng kỳ.", "50", "02", id="of the deaths"),
    ],
)
def test_share_of_change_is_of_the_count_that_can_give_it(text, printed, of):
    assert figure(text, printed).group == figure(text, of).group


def test_cases_and_deaths_in_one_fraction():
    found = read("Sốt mò: Mắc/chết: 12/3.").figures
    assert [(f.indicator, f.value, f.column) for f in found] == [
        ("số ca mắc", 12, ""),
        ("số ca tử vong", 3, ""),
    ]
    assert found[0].group != found[1].group


UNITS = {
    "parts of money": ("Kinh phí 380 triệu đồng (tỉnh 310; huyện 70).", "70", "triệu đồng"),
    "men and women": ("Có 96 người: nam 80, nữ 16.", "16", "người"),
    "a noun that counts itself": ("Có 18 viên chức nghỉ việc (trong đó bác sĩ 05).", "05", "bác sĩ"),
}


@pytest.mark.parametrize(("text", "printed", "unit"), UNITS.values(), ids=UNITS)
def test_units_of_parts(text, printed, unit):
    assert figure(text, printed).unit == unit


NO_FIGURES = {
    "days with spaces": ("Chiến dịch (30/7 - 31/8): tiêm 12.300/12.900 trẻ.", {"30", "7", "31", "8"}),
    "months in a list": ("Mưa lũ trong tháng 6 và 7 làm hỏng 3 trạm.", {"6", "7"}),
    "periods of pregnancy": ("Tỷ lệ khám thai đủ 3 lần trong 3 thời kỳ đạt 91,2%.", {"3"}),
    "annexes": ("Xem Phụ lục 1, 2.", {"1", "2"}),
}


@pytest.mark.parametrize(("text", "printed"), NO_FIGURES.values(), ids=NO_FIGURES)
def test_no_figures(text, printed):
    assert not printed & {f.printed for f in read(text).figures}


COUNTS = {
    "a number too high for a level": ("Viêm họng cấp 410.", "410"),
    "at hospitals": ("Tổng số 180 người: tại bệnh viện 120, tại trạm y tế 60.", "120"),
    "tablets": ("Cấp thuốc viên 700.", "700"),
    "new in the year": ("HIV mới trong năm 03.", "03"),
}


@pytest.mark.parametrize(("text", "printed"), COUNTS.values(), ids=COUNTS)
def test_counts_that_look_like_names(text, printed):
    assert figure(text, printed).role is Role.RESULT


ROLES = {
    "family planning is no plan": (
        "Kế hoạch hóa gia đình: Tỷ lệ cặp vợ chồng dùng biện pháp 70,1%.",
        "70,1",
        Role.RESULT,
    ),
    "while a year before": (
        "Tư vấn 210 cặp, đạt 70,1%, trong khi năm 2023 chỉ đạt 61,5%.",
        "61,5",
        Role.PRIOR,
    ),
    "asked for behind a semicolon": (
        "Cần thêm vốn; đề nghị Bộ bổ sung 2.000 liều vắc xin.",
        "2.000",
        Role.PLAN,
    ),
    "extra income is a level": ("Thu nhập tăng thêm 0,7 triệu đồng.", "0,7", Role.RESULT),
}


@pytest.mark.parametrize(("text", "printed", "role"), ROLES.values(), ids=ROLES)
def test_roles(text, printed, role):
    assert figure(text, printed).role is role


def test_programme_of_targets_is_no_plan():
    found = figure("Phát hiện 58 người nhiễm.", "58", headings=("2. Chương trình mục tiêu", "b) HIV"))
    assert found.role is Role.RESULT
