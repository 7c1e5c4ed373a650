"""What a question asks: one row a question, with the part of it that is looked at."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.questions.question import parse_question
from vectorstore.records import Period, Place, Role, Span

HOA_BINH, YEN_BAI, LAC_SON = Place("Hòa Bình"), Place("Yên Bái"), Place("Hòa Bình", "Lạc Sơn")
AN_NGHIA = Place("Hòa Bình", "Lạc Sơn", "Ân Nghĩa")
KNOWN = (HOA_BINH, YEN_BAI, LAC_SON, AN_NGHIA)
HALF, YEAR, OCTOBER = Period(2023, 1, 2023, 6), Period.year(2023), Period(2023, 10, 2023, 10)

PLACES = [
    ("Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình là bao nhiêu?", [HOA_BINH]),
    ("ty le tiem chung day du o hoa binh", [HOA_BINH]),
    ("Hoà Bình có mấy ca dại?", [HOA_BINH]),
    ("bhyt hb 6t2023 duoc bn %", [HOA_BINH]),
    ("Lạc Sơn có bao nhiêu trạm y tế?", [LAC_SON]),
    ("lac son co may tram y te", [LAC_SON]),
    ("huyện Lạc Sơn, tỉnh Hòa Bình có mấy bác sĩ?", [LAC_SON]),
    ("So sánh Hòa Bình với Yên Bái về số giường bệnh", [HOA_BINH, YEN_BAI]),
    ("Sở Y tế tỉnh Sơn La khám bao nhiêu lượt?", [Place("Sơn La")]),
    ("Số giường bệnh là bao nhiêu?", []),
    ("xã Ân Nghĩa có mấy ca?", [AN_NGHIA]),
    ("an nghia co may ca", [AN_NGHIA]),
    ("xã Ân Nghĩa, huyện Lạc Sơn có mấy ca?", [AN_NGHIA]),
    ("huyện Ân Nghĩa có mấy ca?", []),
]

PERIODS = [
    ("Số ca cúm 6T/2023", [(HALF, False)]),
    ("so ca cum 6t2023", [(HALF, False)]),
    ("số ca cúm 6 tháng đầu năm 2023", [(HALF, False)]),
    ("số ca cúm nửa đầu năm 2023", [(HALF, False)]),
    ("số ca cúm 6 tháng cuối năm 2022", [(Period(2022, 7, 2022, 12), False)]),
    ("kết quả 9 tháng đầu năm 2021 về KCB", [(Period(2021, 1, 2021, 9), False)]),
    ("quý I/2022 khám bao nhiêu lượt?", [(Period(2022, 1, 2022, 3), False)]),
    ("Quý 3 năm 2022 có bao nhiêu ca cúm?", [(Period(2022, 7, 2022, 9), False)]),
    ("Tháng 10/2023 có bao nhiêu ca cúm?", [(OCTOBER, False)]),
    ("T10/2023 may ca cum", [(OCTOBER, False)]),
    ("Năm 2023 có mấy ca cúm?", [(YEAR, False)]),
    ("TE <1t năm 2023 TCĐĐ?", [(YEAR, False)]),
    ("tiêm sởi cho trẻ 9-11 tháng năm 2023", [(YEAR, False)]),
    ("bú mẹ hoàn toàn trong 6 tháng đầu năm 2023", [(YEAR, False)]),
    ("số trẻ mắc cúm 6 tháng năm 2023", [(HALF, False)]),
    ("Số ca cúm giai đoạn 2018-2020?", [(Period(2018, 1, 2020, 12), False)]),
    ("đến hết tháng 9/2022 có bao nhiêu ca sốt rét?", [(Period(2022, 1, 2022, 9), True)]),
    ("đến 30/6/2023 có bao nhiêu người nhiễm HIV?", [(HALF, True)]),
    ("tính đến 31/12/2023 toàn tỉnh có mấy bác sĩ", [(YEAR, True)]),
    ("6T/2023 và 6T/2022 khám bao nhiêu lượt", [(HALF, False), (HALF.shifted(-1), False)]),
    ("6 tháng đầu năm ngoái (2022) khám mấy lượt?", [(HALF.shifted(-1), False)]),
    ("khám bao nhiêu lượt?", []),
    ("giảm bao nhiêu so với năm 2022?", []),
    ("mấy dự án chuyển tiếp từ 2022 sang?", []),
    ("bao nhiêu công trình khởi công từ năm 2021", []),
    ("từ 2022 chuyển sang mấy dự án", []),
    ("mấy dự án làm dở từ 2022 chuyển qua 2023", []),
    ("từ năm 2021 đến 2023 khám bao nhiêu lượt?", [(Period(2021, 1, 2023, 12), False)]),
]

PRIOR_YEARS = [
    ("Số ca sởi cùng kỳ năm 2022 là bao nhiêu?", 2022),
    ("số ca sởi ck 2022", 2022),
    ("cung ky nam 2022 co may ca soi", 2022),
    ("cùng kỳ năm trước khám bao nhiêu lượt?", None),
    ("Năm 2022 khám bao nhiêu lượt?", None),
]

IN_REPORT = [
    ("Số ca lao năm 2022 lấy ở báo cáo năm 2023?", YEAR),
    ("Số ca lao năm 2022, theo báo cáo 6T/2023", HALF),
    ("Theo báo cáo 6T/2023 có bao nhiêu ca lao?", None),
    ("Số ca lao năm 2022?", None),
]

POPULATIONS = [
    ("Tỷ lệ quản lý thai của người DTTS", {"DTTS"}),
    ("ty le quan ly thai cua dong bao dan toc thieu so", {"DTTS"}),
    ("tỷ lệ quản lý thai ở vùng nông thôn", {"nông thôn"}),
    ("tỷ lệ quản lý thai của DTTS ở nông thôn", {"DTTS", "nông thôn"}),
    ("Tỷ lệ suy dinh dưỡng ở trẻ em trai", {"nam"}),
    ("số ca mắc mới (chỉ tính trẻ em)", {"trẻ em"}),
    ("số ca mắc mới (trẻ em)", {"trẻ em"}),
    ("ty le xa dat tieu chi QG vung nong thon cua TTYT", {"nông thôn"}),
    ("so luot kham BHYT (nu)", {"nữ"}),
    ("so luot kham BHYT nam 2022", set()),
    ("số ca mắc mới ở trẻ em", set()),
    ("số thẻ BHYT của hộ nghèo", {"người nghèo"}),
    ("Tỷ lệ quản lý thai chung", set()),
    ("ty le suy dinh duong nam 2022", set()),
]

ROLES = [
    ("Chỉ tiêu tiêm chủng đầy đủ là bao nhiêu?", {Role.PLAN}),
    ("chi tieu bhyt 2023", {Role.PLAN}),
    ("Kế hoạch giao khám bệnh năm 2023", {Role.PLAN}),
    ("Lạc Sơn phấn đấu giảm thấp còi xuống bao nhiêu?", {Role.PLAN, Role.CHANGE}),
    ("Lượt khám đạt bao nhiêu % kế hoạch?", {Role.ATTAINMENT}),
    ("lượt khám hoàn thành mấy phần trăm chỉ tiêu năm", {Role.ATTAINMENT}),
    ("có đạt kế hoạch khám bệnh không?", {Role.ATTAINMENT}),
    ("Số lượt khám tăng hay giảm so với cùng kỳ?", {Role.CHANGE}),
    ("so luot kham bien dong ra sao", {Role.CHANGE}),
    ("số ca sởi cùng kỳ là bao nhiêu", {Role.PRIOR}),
    ("số ca sởi năm trước là bao nhiêu", {Role.PRIOR}),
    ("số ca sởi là bao nhiêu", set()),
    ("giám sát được bao nhiêu hộ?", set()),
    ("tỷ lệ thực hiện kế hoạch hóa gia đình", set()),
    ("năm 2023 Yên Bái đặt kế hoạch mổ bao nhiêu ca", {Role.PLAN}),
    ("CT BHYT 2023 Yên Bái?", {Role.PLAN}),
    ("CT-scanner Yên Bái 2023 mấy lượt?", set()),
    ("bao nhiêu phần trăm giáo viên được tập huấn", set()),
    ("từ đầu năm tới tháng 9 có mấy ca", set()),
    ("năm 2024 đặt mấy % hộ có nước sạch", {Role.PLAN}),
    ("năm 2024 đạt mấy % hộ có nước sạch", set()),
    ("năm 2024 phải lấy bao nhiêu mẫu nước", {Role.PLAN}),
    ("bao nhiêu người phải nhập viện", set()),
    ("hộ có nước sạch lên mấy %", {Role.CHANGE}),
    ("hộ có nước sạch từ mấy % lên mấy %", set()),
    ("tang qua cho bao nhieu hoc sinh", set()),
    ("PĐ 2024 có mấy xã đạt", {Role.PLAN}),
]

SPANS = [
    ("riêng trong tháng 10/2023 có mấy ca", Span.MONTH),
    ("trong tháng báo cáo có mấy ca", Span.MONTH),
    ("lũy tích đến tháng 10/2023 có bao nhiêu ca", Span.CUMULATIVE),
    ("luy ke tu dau nam co bao nhieu ca", Span.CUMULATIVE),
    ("cộng dồn từ đầu năm có bao nhiêu ca tcm", Span.CUMULATIVE),
    ("tháng 10/2023 có mấy ca", None),
]

UNITS = [
    ("khám sức khỏe trước khi cưới: %?", "%"),
    ("may xa quan ly benh nhan", "xã"),
    ("có bao nhiêu ca dại?", "ca"),
    ("may ca dai", "ca"),
    ("được bao nhiêu phần trăm?", "%"),
    ("Tỷ lệ tiêm chủng đầy đủ", "%"),
    ("khám bao nhiêu lượt?", "lượt"),
    ("cứ 1 vạn dân có mấy bác sĩ", "/10.000 dân"),
    ("số giường bệnh trên 10.000 dân", "/10.000 dân"),
    ("tỷ suất chết mẹ trên 100.000 trẻ đẻ sống", "/100.000 trẻ đẻ sống"),
    ("tỷ số giới tính khi sinh", "bé trai/100 bé gái"),
    ("chi bao nhiêu tiền mua vắc xin?", "đồng"),
    ("Khó khăn là gì?", None),
    ("tổng giá trị gói thầu thuốc tập trung", "đồng"),
    ("mức hỗ trợ thu hút bác sĩ", "đồng"),
    ("mua thuốc hết mấy tỉ", "đồng"),
    ("mấy tỉ lệ được báo cáo", "%"),
    ("bao nhiêu bé trai/100 bé gái", None),
]

ASKED = [
    ("Ngộ độc thực phẩm: mấy vụ, bao nhiêu người mắc?", 2),
    ("ngo doc thuc pham may vu, bao nhieu nguoi mac", 2),
    ("Ngộ độc 6T/2023: số vụ, số người mắc, số tử vong?", 3),
    ("Có bao nhiêu bệnh viện?", 1),
    ("Số bệnh viện", 0),
]

HEADS = [
    ("tỷ lệ quản lý thai", {"ty_le"}),
    ("ti le quan ly thai", {"ty_le"}),
    ("tỷ suất sinh thô", {"ty_le"}),
    ("số thai phụ được quản lý", set()),
]

STATED = [
    ("Vì sao tiêm chủng giảm 3,4% ở Hòa Bình 6T/2023?", ["3.4"]),
    ("Vì sao có 12 ca tử vong do dại trong năm 2023?", ["12"]),
    ("Vì sao 1.250 người chưa được khám?", ["1250"]),
    ("Tỷ lệ trẻ dưới 5 tuổi thấp còi 6T/2023 là bao nhiêu?", []),
]

TOPICS = [
    ("Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023 là bao nhiêu?", {"tiem_chung_day_du"}),
    ("ty le tiem chung day du o hoa binh 6t/2023 la bao nhieu", {"tiem_chung_day_du"}),
    ("tcdd hoa binh 6t2023 dc bn vay", {"tiem_chung_day_du"}),
    ("SXH Yen Bai T10/2023 may ca", {"sot_xuat_huyet", "truong_hop"}),
    ("bhyt hb 6 thang dau nam 2023 dc bn % r", {"bao_hiem_y_te"}),
    ("Chỉ tiêu BHYT năm 2023 của Lạc Sơn?", {"bao_hiem_y_te"}),
    ("Hòa Bình 6T/2023", set()),
]


def _rows(cases):
    return pytest.mark.parametrize(("text", "expected"), cases, ids=[text for text, _ in cases])


@_rows(PLACES)
def test_places(text: str, expected: list[Place]) -> None:
    assert list(parse_question(text, KNOWN).places) == expected


@_rows(PERIODS)
def test_periods(text: str, expected: list[tuple[Period, bool]]) -> None:
    assert [(asked.period, asked.point) for asked in parse_question(text, KNOWN).periods] == expected


@_rows(PRIOR_YEARS)
def test_prior_year(text: str, expected: int | None) -> None:
    assert parse_question(text, KNOWN).prior_year == expected


@_rows(IN_REPORT)
def test_report_to_look_in(text: str, expected: Period | None) -> None:
    question = parse_question(text, KNOWN)
    assert question.in_report == expected
    assert len(question.periods) == 1  # the period asked for stays


@_rows(POPULATIONS)
def test_populations(text: str, expected: set[str]) -> None:
    assert parse_question(text, KNOWN).populations == expected


@_rows(ROLES)
def test_roles(text: str, expected: set[Role]) -> None:
    assert parse_question(text, KNOWN).roles == expected


@_rows(SPANS)
def test_span(text: str, expected: Span | None) -> None:
    assert parse_question(text, KNOWN).span is expected


@_rows(UNITS)
def test_unit(text: str, expected: str | None) -> None:
    unit = parse_question(text, KNOWN).unit
    assert (unit.canonical if unit else None) == expected


@_rows(ASKED)
def test_how_many_numbers_are_asked(text: str, expected: int) -> None:
    assert parse_question(text, KNOWN).asked == expected


@_rows(HEADS)
def test_heads(text: str, expected: set[str]) -> None:
    assert parse_question(text, KNOWN).heads == expected


@_rows(STATED)
def test_stated_numbers(text: str, expected: list[str]) -> None:
    assert list(parse_question(text, KNOWN).stated) == [Decimal(number) for number in expected]


@_rows(TOPICS)
def test_topic_leaves_out_place_period_and_question_words(text: str, expected: set[str]) -> None:
    assert {term.text for term in parse_question(text, KNOWN).topic} == expected


@pytest.mark.parametrize(
    "text", ["Khó khăn của ngành là gì?", "Vì sao tỷ lệ giảm?", "Kiến nghị gì với Bộ Y tế?"]
)
def test_questions_for_words(text: str) -> None:
    assert parse_question(text, KNOWN).wants_text


@pytest.mark.parametrize("text", ["Có bao nhiêu ca dại?", "Tỷ lệ BHYT?", "Chỉ tiêu BHYT năm 2023?"])
def test_questions_for_numbers(text: str) -> None:
    assert not parse_question(text, KNOWN).wants_text


def test_a_relative_year_needs_a_reference() -> None:
    (asked,) = parse_question("6 tháng đầu năm nay khám bao nhiêu lượt?", KNOWN, reference=HALF).periods
    assert asked.period == HALF
    assert not parse_question("6 tháng đầu năm nay khám bao nhiêu lượt?", KNOWN).periods


@pytest.mark.parametrize("text", ["", "?!", "của và là", "6T/2023", "\x00", "a" * 2000, "1,2,3 ;;; ///"])
def test_text_without_a_question_raises_nothing(text: str) -> None:
    parse_question(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("TCĐĐ 6 tháng và 8 tháng năm 2024?", ["6T/2024", "8T/2024"]),
        ("So sánh quý I và quý II/2024", ["Q1/2024", "Q2/2024"]),
        ("Uống vitamin A đợt 1/2024", ["2024"]),
        ("Tháng 1/2024 có mấy ca?", ["T1/2024"]),
        ("sởi tháng 10 và cộng dồn từ đầu năm 2024?", ["T10/2024", "10T/2024"]),
        ("quý 3 mấy ca, từ đầu năm mấy ca (2024)", ["Q3/2024", "9T/2024"]),
        ("Thu ngân sách 6T/24 % KH?", ["6T/2024"]),
        ("Nội trú 2023 %KH?", ["2023"]),
        ("Toàn ngành có bao nhiêu bác sĩ (30/6/2022)?", ["6T/2022"]),
        ("Quyết định ngày 12/5/2022 quy định gì?", []),
    ],
)
def test_periods_that_share_a_year(text: str, labels: list[str]) -> None:
    assert [asked.period.label for asked in parse_question(text).periods] == labels


def test_words_within_a_term_set_no_target() -> None:
    question = parse_question("vỡ kế hoạch năm 2023?")
    assert [term.text for term in question.topic] == ["sinh_con_thu_3_tro_len"]
    assert not question.roles
    assert parse_question("Giường bệnh kế hoạch năm 2023?").cues == parse_question("Giường bệnh?").cues


def test_a_year_takes_no_word_before_it() -> None:
    topic = [term.text for term in parse_question("vườn thuốc nam năm 2023").topic]
    assert topic == ["vuon_thuoc_nam"]


def test_a_period_makes_no_age_of_the_words_before_it() -> None:
    topic = [term.text for term in parse_question("Tỷ lệ tiêm chủng đầy đủ 6T/2024?").topic]
    assert topic == ["tiem_chung_day_du"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Chỉ tiêu sàng lọc sơ sinh năm 2025?", None),
        ("Sở Y tế Lai Châu thu bao nhiêu?", None),
        ("Người dân tộc thiểu số thì sao?", None),
        ("BN động kinh bao nhiêu?", "bệnh nhân"),
        ("Số điều dưỡng?", "điều dưỡng"),
        ("Thiếu máu ở bà bầu?", None),
    ],
)
def test_not_every_so_counts(text: str, unit: str | None) -> None:
    found = parse_question(text).unit
    assert (found.canonical if found else None) == unit


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Số ca mắc giảm bao nhiêu so với cùng kỳ?", -1),
        ("tăng hay giảm bao nhiêu?", 0),
        ("Số ca tăng huyết áp?", 0),
    ],
)
def test_the_direction_that_is_spoken_of(text: str, direction: int) -> None:
    assert parse_question(text).direction == direction


def test_a_known_short_form_is_not_unknown() -> None:
    assert parse_question("Trẻ em nhiễm HIV điều trị ARV?").unknown == frozenset()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Xã Mường Chanh có mấy ca sởi?", {"muong", "chanh", "muong chanh"}),
        ("xã mường chanh có mấy ca sởi", {"muong", "chanh"}),
        ("Xã Ân Nghĩa có mấy ca sởi?", set()),
        ("bao nhiêu xã triển khai tẩy giun?", set()),
        ("mấy xã có bác sĩ", set()),
    ],
)
def test_the_name_of_an_unknown_commune_must_stand_in_the_source(text: str, unknown: set[str]) -> None:
    assert parse_question(text, KNOWN).unknown == unknown


def test_initials_of_two_known_places_leave_both_open() -> None:
    known = (Place("Bến Tre"), Place("Bình Thuận"))
    question = parse_question("SXH BT 9T/2023?", known)
    assert {*question.places, *question.namesakes} == set(known)


def test_initials_of_a_known_district() -> None:
    mu_cang_chai = Place("Yên Bái", "Mù Cang Chải")
    assert parse_question("Đẻ tại nhà MCC 2023?", (mu_cang_chai,)).places == (mu_cang_chai,)
    assert parse_question("Đẻ tại nhà MCC 2023?", KNOWN[:1]).places == ()


def test_a_place_by_initial_and_last_word() -> None:
    phu_tho = Place("Phú Thọ")
    assert parse_question("SXH PThọ 2023?", (phu_tho,)).places == (phu_tho,)
    assert parse_question("SXH PTho 2023?", (phu_tho,)).places == (phu_tho,)


def test_the_name_of_a_place_sets_no_target() -> None:
    giao_linh = Place("Quảng Trị", "Gio Linh", "Giao Thu")
    question = parse_question("xã Giao Thu có bao nhiêu ca sởi năm 2023?", (giao_linh,))
    assert (question.places, question.roles) == ((giao_linh,), frozenset())


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Kinh phí đã dùng của huyện Đầm Dơi, Cà Mau?", None), ("Cà Mau có bao nhiêu ca sởi?", "ca")],
    ids=["name-alone", "beside-a-count"],
)
def test_no_unit_is_read_out_of_a_places_name(text: str, unit: str | None) -> None:
    asked = parse_question(text, (Place("Cà Mau"), Place("Cà Mau", "Đầm Dơi"))).unit
    assert (asked.canonical if asked else None) == unit
