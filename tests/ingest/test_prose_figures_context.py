"""What figures of running text take from around them: names, places, periods; and counts that look like times."""

from __future__ import annotations

import pytest

from tests.ingest.test_prose_figures import figure, read
from vectorstore.records import Place, Role, Span

NAMES = {
    "words that name nothing take what the sentence named": (
        "+ Khám Bướu cổ cho 90 lượt người, trong tháng phát hiện 03 bệnh nhân mới, đang quản lý 611 BN.",
        "611",
        "Khám Bướu cổ › quản lý BN",
    ),
    "the programme of the sentence": (
        "Duy trì điều trị nghiện bằng Methadone tại 7 cơ sở điều trị, đang điều trị cho 812 bệnh nhân.",
        "812",
        "Duy trì điều trị nghiện bằng Methadone › điều trị cho bệnh nhân",
    ),
    "a total that stands apart takes the first": (
        "Lũy tích có 800 ca nhiễm HIV; số chuyển AIDS 300 ca (không có ca mắc mới); số tử vong 120 ca.",
        "120",
        "ca nhiễm HIV › số tử vong",
    ),
    "a population is named by its own words": (
        "Tỉnh có 11 đơn vị hành chính cấp huyện; dân số trung bình năm 2024 là 870.000 người.",
        "870.000",
        "dân số trung bình",
    ),
    "the disease that heads the block": (
        "- Lao: phát hiện 60 bệnh nhân. Xét nghiệm Xpert 900 mẫu.",
        "900",
        "Lao › Xét nghiệm Xpert",
    ),
    "another disease below it": ("- Lao: phát hiện 60 bệnh nhân. Lao/HIV: 04.", "04", "Lao/HIV"),
    "deaths beside cases": (
        "Xảy ra 04 ổ dịch với 26 ca mắc, tử vong 0.",
        "0",
        "Xảy ra ổ dịch › tử vong",
    ),
    "another noun behind a semicolon": (
        "Có 09 công ty dược phẩm; 214 cơ sở bán lẻ thuốc.",
        "214",
        "cơ sở bán lẻ thuốc",
    ),
    "parts behind brackets": (
        "Trung tâm có 80 viên chức (biên chế giao 90), trong đó: bác sĩ 31, dược sĩ 05.",
        "31",
        "Trung tâm › viên chức › bác sĩ",
    ),
    "who fell ill of it": (
        "Xảy ra 02 vụ ngộ độc thực phẩm làm 25 người mắc.",
        "25",
        "Xảy ra vụ ngộ độc thực phẩm › làm người mắc",
    ),
    "result behind the brackets": (
        "Tỷ lệ giải ngân vốn (kế hoạch năm 94,5%; cùng kỳ 16,9%) đạt 45,2%.",
        "45,2",
        "Tỷ lệ giải ngân vốn",
    ),
}


@pytest.mark.parametrize(("text", "printed", "name"), NAMES.values(), ids=NAMES)
def test_names_from_around(text, printed, name):
    assert figure(text, printed).name == name


PLACES = {
    "brackets at the clause's end": (
        "Xảy ra 04 ổ dịch với 26 ca mắc, tử vong 0 (tại huyện Mèo Vạc). Trong đó: 01 ổ dịch Sởi; 01 ổ dịch Cúm.",
        {"04": "Mèo Vạc", "26": "Mèo Vạc", "0": "Mèo Vạc", "01": "Mèo Vạc"},
    ),
    "a place that opens the clause": (
        "Tại huyện Mèo Vạc ghi nhận 12 ca, 2 ca tử vong; toàn tỉnh có 40 ca.",
        {"12": "Mèo Vạc", "2": "Mèo Vạc", "40": ""},
    ),
    "the change of a placed count": (
        "Ghi nhận 12 ca sởi tại huyện Mèo Vạc, tăng 3 ca so với cùng kỳ; 05 ca cúm tại huyện Quản Bạ.",
        {"12": "Mèo Vạc", "3": "Mèo Vạc", "05": "Quản Bạ"},
    ),
    "places in a list": (
        "Toàn tỉnh có 20 ca sởi (Mèo Vạc 12 ca, Quản Bạ 08 ca).",
        {"20": "", "12": "Mèo Vạc", "08": "Quản Bạ"},
    ),
    "a list after a colon": (
        "Số ca mắc: huyện Mèo Vạc 05 ca, Quản Bạ 03 ca.",
        {"05": "Mèo Vạc", "03": "Quản Bạ"},
    ),
    "brackets behind one number": (
        "Lũy tích 06 ca, trong đó 01 ca tử vong (huyện Mèo Vạc).",
        {"06": "", "01": "Mèo Vạc"},
    ),
    "smaller places before it": (
        "Xảy ra 01 vụ tại thôn Bản Lạn, xã Xín Cái, huyện Mèo Vạc, 06 người mắc.",
        {"01": "Mèo Vạc"},
    ),
    "offices of several places": (
        "Có 10 đơn vị tự chủ (Bệnh viện Phổi, trung tâm y tế huyện Mèo Vạc, Quản Bạ).",
        {"10": ""},
    ),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_places_of_figures(text, expected):
    found = {f.printed: f.place for f in read(text).figures}
    assert {printed: place.district if place else None for printed, place in found.items()} == {
        **{printed: place.district if place else None for printed, place in found.items()},
        **expected,
    }
    assert all(place is not None and place.province == Place("Hà Giang").province for place in found.values())


COUNTS = {
    "behind 'trong tháng'": ("Tiêm vắc xin sởi: trong tháng 690; cộng dồn 5.104 trẻ.", "690", Span.MONTH),
    "behind 'trong tháng', in brackets its place": (
        "- Phong: bệnh nhân mới trong tháng 01 (xã Xín Cái), lũy tích 03.",
        "01",
        Span.MONTH,
    ),
    "behind months": ("Dại: 6 tháng 03 ca tử vong.", "03", Span.PERIOD),
    "behind months at the end": ("Khách hàng mới 6 tháng 74.", "74", Span.PERIOD),
    "of men": ("Phát hiện 27 người: nam 24, nữ 03.", "24", Span.PERIOD),
    "none at a sentence's end": ("Tử vong mẹ: 0. Tử vong trẻ em: 09 trẻ.", "0", Span.PERIOD),
    "before its cumulative value in brackets": ("Lấy 34 mẫu (lũy tích 287).", "34", Span.MONTH),
    "a part before its cumulative value": (
        "Tổng số bà mẹ đẻ 611, lũy tích 4.998; trong đó đẻ tại nhà: 14, lũy tích 131.",
        "14",
        Span.MONTH,
    ),
    "cumulative plan": ("Số xã đạt chuẩn lũy tích dự kiến 82 xã.", "82", Span.CUMULATIVE),
}


@pytest.mark.parametrize(("text", "printed", "span"), COUNTS.values(), ids=COUNTS)
def test_counts_beside_words_of_time(text, printed, span):
    assert figure(text, printed).span is span


@pytest.mark.parametrize(
    "text",
    [
        "Tuần lễ không khói thuốc lá 25-31/5/2024.",
        "Triển khai từ 20/6, đến nay đã xong.",
        "Tỷ lệ phụ nữ khám thai 4 lần/3 thời kỳ.",
        "Có điểm giám sát có BI ≥ 20.",
    ],
    ids=["range of days", "day and month", "visits in pregnancy", "threshold"],
)
def test_numbers_of_dates_and_names_are_no_figures(text):
    assert [f.printed for f in read(text).figures] == []


ROLES = {
    "fewer than a year ago": ("Tai nạn 12 người, ít hơn cùng kỳ 13 người.", "13", Role.CHANGE, "6T/2024"),
    "rise with its base before": (
        "Có 112 ca, tăng so với cùng kỳ năm 2023 là 20 ca.",
        "20",
        Role.CHANGE,
        "6T/2024",
    ),
    "times": ("Có 512 ca, gấp 4 lần cùng kỳ (128 ca).", "4", Role.CHANGE, "6T/2024"),
    "planned beds are a name": ("Công suất giường kế hoạch đạt 107,6%.", "107,6", Role.RESULT, "6T/2024"),
    "handed on, not assigned": ("Chuyển giao 11 kỹ thuật.", "11", Role.RESULT, "6T/2024"),
    "reached of what was assigned": ("Chỉ tiêu Bộ giao: đạt 13/17 chỉ tiêu.", "13", Role.RESULT, "6T/2024"),
    "passed some": ("Chỉ tiêu tỉnh giao: đạt và vượt 03/04 chỉ tiêu.", "03", Role.RESULT, "6T/2024"),
    "born in a year": ("Trẻ sinh năm 2023: 4.120/4.733 trẻ.", "4.120", Role.RESULT, "6T/2024"),
    "quarter of the half-year": ("Sởi: Quý II 142 ca; 6 tháng 238 ca.", "142", Role.RESULT, "Q2/2024"),
    "months after the quarter": ("Sởi: Quý II 142 ca; 6 tháng 238 ca.", "238", Role.RESULT, "6T/2024"),
    "share behind a quarter in brackets": (
        "Phát hiện 126 bệnh nhân (Quý II: 70), đạt 40,6% KH.",
        "40,6",
        Role.ATTAINMENT,
        "6T/2024",
    ),
}


@pytest.mark.parametrize(("text", "printed", "role", "period"), ROLES.values(), ids=ROLES)
def test_roles_and_periods(text, printed, role, period):
    found = figure(text, printed)
    assert (found.role, found.period.label if found.period else "") == (role, period)


def test_change_in_brackets_is_of_the_sentence_at_hand():
    text = "Dân số 700.000 người. Toàn ngành có 2.868 viên chức (giảm 61 người so với năm 2023)."
    assert figure(text, "61").group == figure(text, "2.868").group
