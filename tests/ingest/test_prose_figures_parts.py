"""Parts, places, zeros and sums in running text: each number with its own name, role, stretch of time and place."""

from __future__ import annotations

import pytest

from ingest.figures.context import Extraction
from tests.ingest.test_prose_figures import HOME, read
from vectorstore.records import Figure, Period

HALF = Period(2024, 1, 2024, 6)
MAY = Period(2024, 5, 2024, 5)
QUARTER = Period(2024, 4, 2024, 6)


def shown(found: Figure, report: Period) -> str:
    """'12 result/month Vị Xuyên 5T/2024: name': span, place and period where they are not the report's own."""
    span = "" if found.span == "period" else f"/{found.span}"
    place = f" {found.place.label}" if found.place and found.place != HOME else ""
    period = f" {found.period.label}" if found.period and found.period != report else ""
    return f"{found.printed} {found.unit} {found.role}{span}{place}{period}: {found.name}"


def lines(extraction: Extraction, report: Period) -> list[str]:
    return [shown(found, report) for found in extraction.figures]


IN_MAY = {
    "cumulative since January": (
        "Sởi: trong tháng 12 ca, lũy kế từ đầu năm 98 ca, giảm 10% so với cùng kỳ (109 ca).",
        [
            "12 ca result/month: Sởi",
            "98 ca result/cumulative 5T/2024: Sởi",
            "10 % change/cumulative 5T/2024: Sởi",
            "109 ca prior/cumulative 5T/2023: Sởi",
        ],
    ),
    "month after the sum": (
        "Cộng dồn 450 lượt khám, trong tháng 90 lượt.",
        ["450 lượt khám result/cumulative 5T/2024: lượt khám", "90 lượt result/month: lượt khám"],
    ),
    "since ever is of no year": (
        "Lũy tích số người nhiễm HIV từ trước đến nay 402 người.",
        ["402 người result/cumulative: Lũy tích số người nhiễm HIV"],
    ),
    "parts of the month's number": (
        "Có 23 viên chức nghỉ việc (bác sĩ 9), lũy kế 71 người.",
        [
            "23 viên chức result/month: viên chức nghỉ việc",
            "9 bác sĩ result/month: viên chức nghỉ việc › bác sĩ",
            "71 người result/cumulative 5T/2024: viên chức nghỉ việc",
        ],
    ),
    "month named behind the number": (
        "Ghi nhận 64 ca sốt phát ban trong tháng, xét nghiệm 58 mẫu.",
        ["64 ca result/month: Ghi nhận ca sốt phát ban", "58 mẫu result/month: xét nghiệm mẫu"],
    ),
    "none in the month, some in the months": (
        "- Sởi: trong tháng không ghi nhận, 5 tháng có 02 ca nghi mắc.",
        ["không  result/month: Sởi", "02 ca result 5T/2024: Sởi › ca nghi mắc"],
    ),
    "short forms of the sum and of the earlier one": (
        "Khám: tháng 5 12 lượt, LK 5T 98 lượt (CKNT 109 lượt), LK/KH 45%; sinh LKĐN 50 ca.",
        [
            "12 lượt result/month: Khám lượt",
            "98 lượt result/cumulative 5T/2024: Khám lượt",
            "109 lượt prior/cumulative 5T/2023: Khám lượt",
            "45 % attainment/cumulative 5T/2024: Khám lượt",
            "50 ca result/cumulative 5T/2024: sinh",
        ],
    ),
    "the month alone in short": (
        "LK 5T có 45 ca mắc, CK 30 ca; riêng T5 có 5 ca.",
        [
            "45 ca result/cumulative 5T/2024: ca mắc",
            "30 ca prior/cumulative 5T/2023: ca mắc",
            "5 ca result/month: ca mắc",
        ],
    ),
    "months of a list": (
        "Tổ chức 04 đợt vào tháng 4, 6, 8 và 10.",
        ["04 đợt result: Tổ chức đợt vào tháng 4"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), IN_MAY.values(), ids=IN_MAY)
def test_stretches_in_the_report_of_a_month(text, expected):
    assert lines(read(text, period=MAY), MAY) == expected


def test_cumulative_value_of_a_quarters_report_is_of_the_half_year():
    text = "Cộng dồn 56 ca sởi; quý II 12 ca."
    assert lines(read(text, period=QUARTER), QUARTER) == [
        "56 ca result/cumulative 6T/2024: ca sởi",
        "12 ca result/month: ca sởi",
    ]


def test_cumulative_value_of_a_half_years_report_is_of_the_half_year():
    assert lines(read("Lũy kế 56 ca sởi.", period=HALF), HALF) == ["56 ca result/cumulative: ca sởi"]


PARTS = {
    "those that passed": (
        "Kiểm tra 60 cơ sở, đạt 51 (85%), xử phạt 03 cơ sở.",
        [
            "60 cơ sở result: Kiểm tra cơ sở",
            "51 cơ sở result: Kiểm tra cơ sở › cơ sở đạt",
            "85 % result: Kiểm tra cơ sở › cơ sở đạt",
            "03 cơ sở result: Kiểm tra cơ sở › xử phạt cơ sở",
        ],
    ),
    "those that passed, said behind": (
        "Nội kiểm 72 mẫu nước, 68 mẫu đạt (94,4%).",
        [
            "72 mẫu result: Nội kiểm",
            "68 mẫu result: Nội kiểm › mẫu đạt",
            "94,4 % result: Nội kiểm › mẫu đạt",
        ],
    ),
    "a value is no part": (
        "Số giường bệnh 1.120 giường, đạt 31,2 giường bệnh/vạn dân.",
        ["1.120 giường result: Số giường bệnh", "31,2 giường/10.000 dân result: giường bệnh/vạn dân"],
    ),
    "parts of people with their earlier value and plan": (
        "Số ca mổ: 400 ca; riêng nữ 250 ca, CK 240 ca; tr.đó TE: 30 ca, KH 50 ca.",
        [
            "400 ca result: Số ca mổ",
            "250 ca result: Số ca mổ › nữ",
            "240 ca prior 6T/2023: Số ca mổ › nữ",
            "30 ca result: Số ca mổ › nữ › TE",
            "50 ca plan 2024: Số ca mổ › nữ › TE",
        ],
    ),
    "plan, result and its share in short": (
        "Tỷ lệ trạm có vườn thuốc: KH 90%, TH 81%, đạt 90%. Kế hoạch khám 500 trẻ; TH: 400 trẻ (80%).",
        [
            "90 % plan 2024: Tỷ lệ trạm có vườn thuốc",
            "81 % result: Tỷ lệ trạm có vườn thuốc",
            "90 % attainment: Tỷ lệ trạm có vườn thuốc",
            "500 trẻ plan 2024: khám trẻ",
            "400 trẻ result: khám trẻ",
            "80 % attainment: khám trẻ",
        ],
    ),
    "third child is no figure": (
        "Tỷ lệ sinh con ≥3: 12,8%.",
        ["12,8 % result: Tỷ lệ sinh con ≥3"],
    ),
    "what was done of a plan": (
        "Kế hoạch tiêm 500 trẻ, đạt 450 trẻ.",
        ["500 trẻ plan 2024: tiêm trẻ", "450 trẻ result: tiêm trẻ"],
    ),
    "what was not reached": (
        "Tỷ lệ tiêm chủng đầy đủ mới đạt 62%, chưa đạt tiến độ 64%.",
        ["62 % result: Tỷ lệ tiêm chủng đầy đủ", "64 % plan: Tỷ lệ tiêm chủng đầy đủ"],
    ),
    "spent of what was given": (
        "Dự toán ngân sách tỉnh giao 612,4 tỷ đồng, đã giải ngân 287,9 tỷ đồng, đạt 47,0%.",
        [
            "612,4 tỷ đồng plan 2024: ngân sách tỉnh",
            "287,9 tỷ đồng result: ngân sách tỉnh › giải ngân",
            "47,0 % attainment: ngân sách tỉnh › giải ngân",
        ],
    ),
    "a share said in words": (
        "Có 12 trên tổng số 15 xã đạt chuẩn (80%).",
        ["12 xã result: xã đạt chuẩn", "15 xã result: xã đạt chuẩn", "80 % result: xã đạt chuẩn"],
    ),
    "targets completed": (
        "Trung tâm hoàn thành 21/26 chỉ tiêu.",
        [
            "21 chỉ tiêu result: Trung tâm hoàn thành chỉ tiêu",
            "26 chỉ tiêu result: Trung tâm hoàn thành chỉ tiêu",
        ],
    ),
    "deaths beside the grave cases": (
        "- Sốt xuất huyết: 512 ca, 02 ca phân độ 3, không tử vong.",
        [
            "512 ca result: Sốt xuất huyết",
            "02 ca result: Sốt xuất huyết › ca phân độ 3",
            "không  result: Sốt xuất huyết › tử vong",
        ],
    ),
    "one form of malnutrition for the other": (
        "Tỷ lệ trẻ suy dinh dưỡng thể nhẹ cân 9,4%, thấp còi 16,9%.",
        [
            "9,4 % result: Tỷ lệ trẻ suy dinh dưỡng thể nhẹ cân",
            "16,9 % result: Tỷ lệ trẻ suy dinh dưỡng thể thấp còi",
        ],
    ),
    "patients, then staff": (
        "Tỷ lệ hài lòng của người bệnh nội trú 95%, nhân viên y tế 84%.",
        [
            "95 % result: Tỷ lệ hài lòng của người bệnh nội trú",
            "84 % result: Tỷ lệ hài lòng nhân viên y tế",
        ],
    ),
    "only the rate is elided": (
        "Tỷ lệ bà mẹ được sàng lọc 58,4%, trẻ sơ sinh được khám mắt 61,9%.",
        ["58,4 % result: Tỷ lệ bà mẹ được sàng lọc", "61,9 % result: Tỷ lệ trẻ sơ sinh được khám mắt"],
    ),
    "everybody's value in brackets": (
        "Tỷ lệ phụ nữ DTTS được khám thai đạt 63% (toàn tỉnh 86%).",
        ["63 % result: Tỷ lệ phụ nữ DTTS được khám thai", "86 % result: Tỷ lệ phụ nữ được khám thai"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PARTS.values(), ids=PARTS)
def test_parts_and_shares(text, expected):
    assert lines(read(text), HALF) == expected


PLACES = {
    "counts behind places": (
        "Có 03 ca sởi ở Vị Xuyên (02) và Bắc Mê (01).",
        [
            "03 ca result: ca sởi",
            "02 ca result Vị Xuyên (Hà Giang): ca sởi › Vị Xuyên",
            "01 ca result Bắc Mê (Hà Giang): ca sởi › Bắc Mê",
        ],
    ),
    "several counts of one digit": (
        "Có 5 ca sởi tại Vị Xuyên (3) và Bắc Mê (2).",
        [
            "5 ca result: ca sởi",
            "3 ca result Vị Xuyên (Hà Giang): ca sởi › Vị Xuyên",
            "2 ca result Bắc Mê (Hà Giang): ca sởi › Bắc Mê",
        ],
    ),
    "marks of what is cited": ("Theo Nghị quyết của tỉnh (1) và Quyết định của huyện (2).", []),
    "the most and the fewest": (
        "Tỷ lệ sinh con thứ ba 19,9%; cao nhất là huyện Vị Xuyên 24,6%, huyện Bắc Mê 23,8%.",
        [
            "19,9 % result: Tỷ lệ sinh con thứ ba",
            "24,6 % result Vị Xuyên (Hà Giang): Tỷ lệ sinh con thứ ba › cao nhất là huyện Vị Xuyên",
            "23,8 % result Bắc Mê (Hà Giang): Tỷ lệ sinh con thứ ba › huyện Bắc Mê",
        ],
    ),
    "the fewest of another sentence": (
        "Tiêm đủ mũi đạt 90%. Huyện Vị Xuyên thấp nhất 81%; Bắc Mê cao nhất 98%.",
        [
            "90 % result: Tiêm đủ mũi",
            "81 % result Vị Xuyên (Hà Giang): Tiêm đủ mũi › Huyện Vị Xuyên thấp nhất",
            "98 % result Bắc Mê (Hà Giang): Tiêm đủ mũi › Bắc Mê cao nhất",
        ],
    ),
    "hospitals are compared, not the first one's": (
        "Bệnh viện Mắt có công suất sử dụng giường 121%; thấp nhất là Bệnh viện Phổi 64%.",
        [
            "121 % result: Bệnh viện Mắt có công suất sử dụng giường",
            "64 % result: công suất sử dụng giường › thấp nhất là Bệnh viện Phổi",
        ],
    ),
    "numbers of hamlets and communes": (
        "Bệnh lạ ở thôn 2 xã Trà Giang làm 14 người mắc.",
        ["14 người result: Bệnh lạ ở thôn 2 xã Trà Giang làm › người mắc"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_places_of_parts(text, expected):
    assert lines(read(text), HALF) == expected


ZEROS = {
    "none in the same period before": (
        "- Sởi: 12 ca, cùng kỳ không ghi nhận.",
        ["12 ca result: Sởi", "không  prior 6T/2023: Sởi"],
    ),
    "not one": (
        "- Sởi: 12 ca, cùng kỳ năm 2023 không có ca nào.",
        ["12 ca result: Sởi", "không ca prior 6T/2023: Sởi"],
    ),
    "of its own": (
        "Khám phụ khoa 655 lượt. Không có tử vong mẹ.",
        ["655 lượt result: Khám phụ khoa", "Không  result: tử vong mẹ"],
    ),
    "of others": (
        "Ho gà 17 ca. Bạch hầu, tả: không ghi nhận.",
        ["17 ca result: Ho gà", "không  result: Bạch hầu, tả"],
    ),
    "poisonings": ("Không xảy ra ngộ độc thực phẩm.", ["Không  result: ngộ độc thực phẩm"]),
    "not an aim": ("Không để xảy ra ngộ độc thực phẩm.", []),
    "not a condition": ("Nếu không phát hiện, dịch sẽ lan rộng.", []),
}


@pytest.mark.parametrize(("text", "expected"), ZEROS.values(), ids=ZEROS)
def test_none_of_something(text, expected):
    assert lines(read(text), HALF) == expected


SUMS = {
    "two steps": ("Kinh phí giải ngân 15 tỷ 300 triệu đồng.", "15 tỷ 300 triệu", 15_300_000_000),
    "a half": ("Mức phạt 3 triệu rưỡi đồng.", "3 triệu rưỡi", 3_500_000),
    "billions and a half": ("Tổng thu 2 tỷ rưỡi.", "2 tỷ rưỡi", 2_500_000_000),
}


@pytest.mark.parametrize(("text", "printed", "value"), SUMS.values(), ids=SUMS)
def test_sums_of_money_in_two_steps(text, printed, value):
    (found,) = read(text).figures
    assert (found.printed, found.unit, found.value) == (printed, "đồng", value)
    assert found.quote[found.start : found.end] == printed


def test_two_sums_stay_two():
    assert [f.unit for f in read("Thu 15 tỷ; chi 300 triệu đồng.").figures] == ["tỷ đồng", "triệu đồng"]


NO_FIGURES = {
    "power of a device": "Máy MRI 1.5 Tesla đã hỏng.",
    "cascade": "Chương trình đạt mục tiêu 95 - 94,2 - 97.",
    "an aim in the list of what failed": "Chỉ tiêu không đạt: khám thai, xử lý 100% ổ dịch.",
}


@pytest.mark.parametrize("text", NO_FIGURES.values(), ids=NO_FIGURES)
def test_numbers_that_measure_nothing(text):
    extraction = read(text)
    assert extraction.figures == ()
    assert extraction.dismissed
