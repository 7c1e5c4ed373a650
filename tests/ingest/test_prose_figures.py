"""Figures from running text: subject, chain, role, unit, stretch of time, bound and period of every number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.document import Block, BlockKind
from ingest.figures.context import Extraction, FigureContext
from ingest.figures.prose import prose_figures
from vectorstore.records import Bound, Figure, Kind, Period, Place, Role, Span

HOME = Place("Hà Giang")
HALF = Period(2024, 1, 2024, 6)


def read(
    text: str,
    *,
    period: Period = HALF,
    kind: Kind = Kind.REPORT,
    headings: tuple[str, ...] = (),
    leads: tuple[str, ...] = (),
) -> Extraction:
    context = FigureContext("r", HOME, period, kind, 3, headings, leads, 7)
    return prose_figures(Block(BlockKind.PARAGRAPH, text), context)


def figure(text: str, printed: str, **context: object) -> Figure:
    found = [f for f in read(text, **context).figures if f.printed == printed]  # type: ignore[arg-type]
    assert found, f"{printed!r} is no figure of {text!r}"
    return found[0]


NAMES = {
    "rate": ("Tỷ lệ trẻ dưới 2 tuổi được cân đo đạt 91,5%.", "91,5", "Tỷ lệ trẻ dưới 2 tuổi được cân đo"),
    "number-first": ("82,4% thôn, bản có cô đỡ.", "82,4", "thôn, bản có cô đỡ"),
    "verb-object": ("Trong kỳ phát hiện 31 bệnh nhân phong mới.", "31", "phát hiện bệnh nhân phong mới"),
    "preposition": ("Cấp thuốc cho 4.310 lượt người.", "4.310", "Cấp thuốc cho lượt người"),
    "colon": ("Tổng số giường bệnh: 1.200 giường.", "1.200", "Tổng số giường bệnh"),
    "elided-dose": (
        "Tỷ lệ học sinh tiêm mũi 1 đạt 98,1%, mũi 2 đạt 90,2%.",
        "90,2",
        "Tỷ lệ học sinh tiêm mũi 2",
    ),
    "elided-age": (
        "Tỷ suất chết trẻ em dưới 1 tuổi là 15‰ và dưới 5 tuổi 20,1‰.",
        "20,1",
        "Tỷ suất chết trẻ em dưới 5 tuổi",
    ),
    "elided-after-bracket": (
        "Tỷ lệ trẻ suy dinh dưỡng thể nhẹ cân 12,3% (giảm 0,7% so với năm trước), thể thấp còi 20,5%.",
        "20,5",
        "Tỷ lệ trẻ suy dinh dưỡng thể thấp còi",
    ),
    "parts": (
        "Đang quản lý 300 BN, trong đó: Bướu cổ 120 BN, Basedow 180 BN.",
        "180",
        "quản lý BN › Basedow",
    ),
    "bracket-parts": (
        "Thành lập 40 đoàn kiểm tra (tuyến tỉnh 04 đoàn, tuyến xã 36 đoàn).",
        "36",
        "Thành lập đoàn kiểm tra › tuyến xã",
    ),
    "verb-taken-over": (
        "Khám cho 500 lượt BN Bướu cổ; 620 lượt BN Basedow.",
        "620",
        "Khám cho lượt BN Basedow",
    ),
    "companion": ("Xảy ra 03 ổ dịch với 41 ca mắc.", "41", "Xảy ra ổ dịch › ca mắc"),
    "behind-bracket": (
        "100% bệnh nhân lao phổi (45/45 BN) được quản lý.",
        "100",
        "bệnh nhân lao phổi được quản lý",
    ),
    "subject-in-bracket": ("Toàn địa bàn có 15 ca (số mắc Sởi).", "15", "số mắc Sởi"),
    "value-in-bracket": (
        "Tỷ lệ cơ sở xử lý rác (rắn và lỏng) đúng quy định (đạt 44,5%).",
        "44,5",
        "Tỷ lệ cơ sở xử lý rác (rắn và lỏng) đúng quy định",
    ),
    "run-in-topic": (
        "- Phòng bệnh Lao: Công tác khám sàng lọc được duy trì. Số ca nghi lao 52 ca.",
        "52",
        "Phòng bệnh Lao › Số ca nghi lao",
    ),
    "dependent": (
        "Vốn chương trình nước sạch 900 triệu đồng; giải ngân 300 triệu đồng.",
        "300",
        "Vốn chương trình nước sạch › giải ngân",
    ),
    "slash-pair": ("Tình hình tai biến: Mắc 12/chết 3.", "3", "Tình hình tai biến › chết"),
    "sum-of-money": (
        "Xử phạt 06 cơ sở bán thuốc với số tiền 45 triệu đồng.",
        "45",
        "Xử phạt cơ sở bán thuốc › số tiền",
    ),
    "unit-says-all": ("Đạt 14,5 giường bệnh/10.000 dân.", "14,5", "giường bệnh/10.000 dân"),
    "threshold-in-name": (
        "Đơn vị tự chủ từ 60% đến dưới 90% chi thường xuyên: 02 đơn vị.",
        "02",
        "Đơn vị tự chủ từ 60% đến dưới 90% chi thường xuyên",
    ),
    "soft-link-in-name": ("Số BS hiện có là 61 người.", "61", "Số BS hiện có"),
    "negation-in-name": ("Mẫu thuốc không đạt từ đầu năm 3 mẫu.", "3", "Mẫu thuốc không đạt"),
}


@pytest.mark.parametrize(("text", "printed", "name"), NAMES.values(), ids=NAMES)
def test_name_tells_what_the_number_counts(text: str, printed: str, name: str) -> None:
    assert figure(text, printed).name == name


CLASSES = "Lớp tập huấn thực hiện 51 lớp/100 lớp giao, tương đương 51,00%."
BIRTHS = "Tỷ lệ đẻ tại cơ sở: 72% (kế hoạch giao 75%; cùng kỳ 70%)."
DOCTORS = "Mức giao 92,5%, TYT có BS đạt 81,0% (hoàn thành 87,6%)."
ROLES = {
    "share-of-plan": ("Số lượt khám 500 lượt, đạt 45% kế hoạch.", "45", Role.ATTAINMENT, "45", "%"),
    "share-of-KH": ("Số lượt khám 500 lượt đạt 45% KH.", "45", Role.ATTAINMENT, "45", "%"),
    "completed": (DOCTORS, "87,6", Role.ATTAINMENT, "87.6", "%"),
    "after-plan": (DOCTORS, "81,0", Role.RESULT, "81", "%"),
    "plan-first": (DOCTORS, "92,5", Role.PLAN, "92.5", "%"),
    "slash-plan": (CLASSES, "100", Role.PLAN, "100", "lớp"),
    "slash-share": (CLASSES, "51,00", Role.ATTAINMENT, "51", "%"),
    "bracket-plan": (BIRTHS, "75", Role.PLAN, "75", "%"),
    "bracket-prior": (BIRTHS, "70", Role.PRIOR, "70", "%"),
    "year-bracket": ("Tỷ lệ X đạt 30%, cao hơn năm 2022 (28,1%).", "28,1", Role.PRIOR, "28.1", "%"),
    "fewer-than-then": ("Số ca Cúm 70 ca, ít hơn cùng kỳ 12 ca.", "12", Role.CHANGE, "-12", "ca"),
    "more-than-that-year": (
        "Số ca Cúm 70 ca, cao hơn cùng kỳ năm 2023 là 9 ca.",
        "9",
        Role.CHANGE,
        "9",
        "ca",
    ),
    "rise-against-then": ("Số ca Cúm 70 ca, tăng so với cùng kỳ 8 ca.", "8", Role.CHANGE, "8", "ca"),
    "prior-after-rise": ("Số ca Cúm là 70 ca, tăng so với cùng kỳ (61 ca).", "61", Role.PRIOR, "61", "ca"),
    "prior-beside-full-plan": (
        "Tỷ lệ X đạt 98,9% (kế hoạch năm 100,0%; cùng kỳ 99,3%).",
        "99,3",
        Role.PRIOR,
        "99.3",
        "%",
    ),
    "prior-first": (
        "So với mức 310 ca của cùng kỳ năm 2023, số ca Sởi là 280 ca.",
        "310",
        Role.PRIOR,
        "310",
        "ca",
    ),
    "rise": ("Số ca Cúm 70 ca, tăng 12 ca so với cùng kỳ.", "12", Role.CHANGE, "12", "ca"),
    "fall": ("Số ca Cúm 70 ca, giảm 12 ca so với cùng kỳ.", "12", Role.CHANGE, "-12", "ca"),
    "fall-of-rate": ("Tỷ lệ X đạt 30% (giảm 1,4% so với cùng kỳ).", "1,4", Role.CHANGE, "-1.4", "điểm %"),
    "rise-of-count": ("Số lượt khám 500 lượt (tăng 7,3% so với cùng kỳ).", "7,3", Role.CHANGE, "7.3", "%"),
    "signed": ("TYT có BS: 91,2% (CK 2023: 90,8%; -0,4 điểm %).", "-0,4", Role.CHANGE, "-0.4", "điểm %"),
    "aim": ("Phấn đấu đến hết năm 2024, tỷ lệ X đạt 95%.", "95", Role.PLAN, "95", "%"),
    "aim-as-scanned": ("Phần đầu đến cuối năm có thêm 9 xã.", "9", Role.PLAN, "9", "xã"),
    "assigned": ("Tổng số giao thu năm 2024: 500 triệu đồng.", "500", Role.PLAN, "500", "triệu đồng"),
    "per-base": ("Tỷ lệ mắc mới 32,9/100.000 dân.", "32,9", Role.RESULT, "32.9", "/100.000 dân"),
    "level-not-change": ("Nâng tổng số ca từ đầu năm lên 18 ca.", "18", Role.RESULT, "18", "ca"),
}


@pytest.mark.parametrize(("text", "printed", "role", "value", "unit"), ROLES.values(), ids=ROLES)
def test_role_value_and_unit(text: str, printed: str, role: Role, value: str, unit: str) -> None:
    found = figure(text, printed)
    assert (found.role, found.value, found.unit) == (role, Decimal(value), unit)


SPANS = {
    "in-month": ("Số hộ được thăm: trong tháng 38 hộ, lũy tích 102 hộ.", "38", Span.MONTH),
    "cumulative": ("Số hộ được thăm: trong tháng 38 hộ, lũy tích 102 hộ.", "102", Span.CUMULATIVE),
    "month-is-no-march": ("Số ca Sởi trong tháng 3 ca, cộng dồn 10 ca.", "3", Span.MONTH),
    "before-cumulative": ("Số liều đã tiêm: 120 liều, lũy tích 530 liều.", "120", Span.MONTH),
    "scan-slip": ("TCĐĐ, cong 3 tháng đầu năm: 23,2%.", "23,2", Span.CUMULATIVE),
    "unsaid": ("Số trạm y tế 129 trạm.", "129", Span.PERIOD),
    "part-of-cumulative": ("Lũy tích 5 tháng, số ca là 20 ca; riêng nữ là 8 ca.", "8", Span.CUMULATIVE),
}


@pytest.mark.parametrize(("text", "printed", "span"), SPANS.values(), ids=SPANS)
def test_stretch_of_time(text: str, printed: str, span: Span) -> None:
    assert figure(text, printed).span is span


BOUNDS = {
    "above": ("Duy trì tỷ lệ tiêm đạt trên 92%.", "92", Bound.ABOVE),
    "below": ("Giảm tỷ lệ X xuống dưới 13%.", "13", Bound.BELOW),
    "at-least": ("Thêm ít nhất 02 xã đạt chuẩn.", "02", Bound.AT_LEAST),
    "at-most": ("Giữ tỷ lệ X không vượt quá 21%.", "21", Bound.AT_MOST),
    "estimate": ("Ước thực hiện thu 280 triệu đồng.", "280", Bound.ABOUT),
    "sign": ("Phạt với số tiền >35 triệu đồng.", "35", Bound.ABOVE),
    "exact": ("Số ca Sởi là 7 ca.", "7", Bound.EXACT),
}


@pytest.mark.parametrize(("text", "printed", "bound"), BOUNDS.values(), ids=BOUNDS)
def test_bound(text: str, printed: str, bound: Bound) -> None:
    assert figure(text, printed).bound is bound


PERIODS = {
    "prior": ("Cùng kỳ năm 2023, số ca Sởi là 9 ca.", "9", Period(2023, 1, 2023, 6)),
    "this-number": ("Tỷ lệ X đạt 30%; năm 2023 con số này là 28%.", "28", Period(2023, 1, 2023, 6)),
    "state-of-a-year": ("Tính đến năm 2022 có 77 xã đạt chuẩn.", "77", Period.year(2022)),
    "day-in-the-period": ("Tính đến 31/5/2024 có 12 xã có dịch.", "12", HALF),
    "aim": ("Phấn đấu đến hết năm 2025, tỷ lệ X đạt 95%.", "95", Period.year(2025)),
    "plan": ("Kế hoạch năm về tỷ lệ X là 60%.", "60", Period.year(2024)),
    "quarter": ("Quý I/2024 có 31 ca mắc Sởi.", "31", Period(2024, 1, 2024, 3)),
}


@pytest.mark.parametrize(("text", "printed", "period"), PERIODS.values(), ids=PERIODS)
def test_period(text: str, printed: str, period: Period) -> None:
    assert figure(text, printed).period == period


NONE = {
    "document": "Thực hiện Quyết định số 77/QĐ-SYT ngày 02/02/2024.",
    "label-name-age": "(3) Tăng cường giám sát dịch COVID-19 ở trẻ 9-48 tháng tuổi.",
    "years": "Các mục tiêu năm 2024 và giai đoạn 2021-2025 được giữ nguyên.",
    "no-zero": "Không ngừng cải tiến, không để dịch lớn xảy ra.",
    "day-range": "Triển khai ngày vi chất 01-02/6.",
    "idiom-and-name": "Trực cấp cứu 24/24 giờ tại Bệnh viện 7/5.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_figures(text: str) -> None:
    assert read(text).figures == ()


ZEROS = {
    "no-death": ("Phát hiện 4 ca Sởi, không có tử vong, giảm 2 ca so với cùng kỳ.", "không", "tử vong"),
    "not-yet": ("Đến nay chưa ghi nhận ca mắc Than.", "chưa", "ca mắc Than"),
    "no-outbreak": ("Địa bàn không xảy ra vụ ngộ độc nào.", "không", "vụ ngộ độc nào"),
}


@pytest.mark.parametrize(("text", "printed", "indicator"), ZEROS.values(), ids=ZEROS)
def test_negation_is_zero(text: str, printed: str, indicator: str) -> None:
    found = figure(text, printed)
    assert (found.value, found.indicator, found.role) == (Decimal(0), indicator, Role.RESULT)


def test_change_after_a_negation_is_of_the_cases() -> None:
    cases, none, fall = read("Phát hiện 4 ca Sởi, không có tử vong, giảm 2 ca so với cùng kỳ.").figures
    assert cases.group == fall.group != none.group


def test_fraction_has_numerator_and_denominator_in_one_group() -> None:
    top, bottom, share = read("Trẻ được tiêm đủ: lũy tích 456/966 trẻ, đạt 47,2%.").figures
    assert (top.column, bottom.column, share.column) == ("tử số", "mẫu số", "")
    assert top.group == bottom.group == share.group
    assert (top.unit, share.unit) == ("trẻ", "%")


def test_month_beside_a_fraction_is_a_numerator() -> None:
    found = figure("TCĐĐ, cộng 3 tháng đầu năm: 23,2% (200/862 trẻ; tháng này 30 trẻ).", "30")
    assert (found.column, found.span) == ("tử số", Span.MONTH)


def test_result_and_its_companions_share_group_and_indicator() -> None:
    text = "Số lượt khám là 500 lượt (tăng 2,0% so với cùng kỳ), đạt 45% KH; cùng kỳ 490 lượt."
    found = read(text).figures
    assert {f.group for f in found} == {0}
    assert {f.indicator for f in found} == {"Số lượt khám"}
    assert [f.role for f in found] == [Role.RESULT, Role.CHANGE, Role.ATTAINMENT, Role.PRIOR]


def test_changes_of_several_units_are_of_the_totals() -> None:
    text = (
        "Xảy ra 04 ổ dịch với 31 ca. "
        "Trong đó: 01 ổ dịch Sởi với 5 ca (giảm 3 ổ dịch và giảm 90 ca so với cùng kỳ)."
    )
    found = {f.printed: f for f in read(text).figures}
    assert found["3"].group == found["04"].group
    assert found["90"].group == found["31"].group


def test_prior_value_in_a_bracket_keeps_its_companions() -> None:
    text = "Không xảy ra vụ ngộ độc (cùng kỳ năm 2023 xảy ra 04 vụ với 52 ca mắc, không có ca tử vong)."
    assert [f.role for f in read(text).figures] == [Role.RESULT, Role.PRIOR, Role.PRIOR, Role.PRIOR]


def test_plan_document_has_targets_only() -> None:
    text = "Tỷ lệ A đạt 60%; duy trì 11 xã đạt chuẩn; giảm 5% số ca mắc."
    found = read(text, kind=Kind.PLAN, period=Period.year(2024)).figures
    assert [f.role for f in found] == [Role.PLAN] * 3


@pytest.mark.parametrize(
    "heading", ["II. Chỉ tiêu phấn đấu", "Phần II Phương hướng, nhiệm vụ", "Mức cần đạt"]
)
def test_section_on_what_is_to_be_done_has_targets(heading: str) -> None:
    assert figure("Tỷ lệ A đạt 60%.", "60", headings=(heading,)).role is Role.PLAN


def test_section_on_difficulties_has_results_even_below_directions() -> None:
    headings = ("Phần II Đánh giá và phương hướng", "I. Tồn tại, hạn chế")
    assert figure("Tỷ lệ A đạt 60%.", "60", headings=headings).role is Role.RESULT


def test_parts_of_a_plan_are_planned() -> None:
    text = "Tổng số giao chi năm 2024: 90 triệu đồng (trong đó: đào tạo 30 triệu đồng, y tế 60 triệu đồng)."
    assert {f.role for f in read(text).figures} == {Role.PLAN}


def test_list_head_and_heading_give_meaning() -> None:
    found = figure("+ Basedow: 12 BN.", "12", leads=("- Bệnh nhân phát hiện mới, trong đó:",))
    assert found.name == "Bệnh nhân phát hiện mới › Basedow"
    found = figure("Dược sĩ: 88 đạt 1,9/vạn dân.", "88", headings=("1. Nhân lực",))
    assert found.name == "Nhân lực › Dược sĩ"


def test_count_and_rate_of_one_subject_share_a_group() -> None:
    count, rate = read("Dược sĩ: 88 đạt 1,9/vạn dân.").figures
    assert (count.group, rate.unit) == (rate.group, "/10.000 dân")


def test_place_of_a_single_number() -> None:
    assert figure("Ghi nhận 01 ca bạch hầu tại huyện Mèo Vạc.", "01").place == Place("Hà Giang", "Mèo Vạc")
    assert figure("Cử 05 bác sĩ hỗ trợ Trung tâm Y tế huyện Mèo Vạc.", "05").place == HOME


def test_short_block_is_quoted_whole_and_long_one_by_sentence() -> None:
    short = "- Số ca Sởi 5 ca. Số ca Cúm 9 ca."
    assert figure(short, "9").quote == short
    long = "Số ca Sởi 5 ca. " + "Công tác tuyên truyền được duy trì thường xuyên. " * 8 + "Số ca Cúm 9 ca."
    assert figure(long, "9").quote == "Số ca Cúm 9 ca."


def test_origin_comes_from_the_context() -> None:
    found = figure("Số ca Sởi 5 ca.", "5")
    assert (found.report, found.section, found.page, found.in_table, found.number) == ("r", 3, 7, False, 0)


def test_footnote_mark_is_no_part_of_the_unit() -> None:
    assert figure("Số ca Sởi là 5 ca².", "5").unit == "ca"
    assert [f.printed for f in read("Tỷ lệ A: 85,9%[2].").figures] == ["85,9"]
