"""Figures of whole tables: every number cell a figure with its meaning, or dismissed with a reason."""

from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Row, Table
from ingest.figures import FigureContext, extract_figures, table_figures
from ingest.figures.cells import read_cell
from ingest.outline import Outline, OutlinedBlock
from ingest.vietnamese.numbers import find_numbers
from vectorstore.records import Bound, Figure, Kind, Period, Place, Report, Role, Section, Span

HALF = Period(2024, 1, 2024, 6)
HOME = Place("Lai Châu")


def block(*lines: str, header: int = 1, page: int | None = 3) -> Block:
    rows = [Row(tuple(line.split("|")), page) for line in lines]
    return Block(BlockKind.TABLE, "", page, table=Table(tuple(rows[:header]), tuple(rows[header:])))


def context(
    period: Period = HALF, kind: Kind = Kind.REPORT, headings: tuple[str, ...] = ("Phụ lục 1",)
) -> FigureContext:
    return FigureContext("r", HOME, period, kind, 4, headings)


def figures(*lines: str, header: int = 1, **words: object) -> tuple[Figure, ...]:
    return table_figures(block(*lines, header=header), context(**words)).figures


def shown(found: tuple[Figure, ...]) -> list[str]:
    return [f"{f.role} {f.value} {f.unit}".strip() for f in found]


INDICATORS = (
    "TT|Chỉ tiêu|KH giao 2024|Ước 6T.2024|TH 6T.2023|So với KH|So với CK",
    "I|Tiêm chủng|||||",
    "1|Tỷ lệ trẻ được tiêm đủ|95,0|47,5|46,0|50,0|1,5",
    "|- Người dân tộc thiểu số|90,0|45,0|40,0|50,0|12,5",
    "2|Số buổi truyền thông|40|30|24|75,0|25,0",
    "3|Số ca tai biến|<6|-|1||#DIV/0!",
)


def test_row_of_indicators_gives_a_figure_for_each_column():
    found = figures(*INDICATORS)
    assert shown(found[:5]) == [
        "plan 95.0 %",
        "result 47.5 %",
        "prior 46.0 %",
        "attainment 50.0 %",
        "change 1.5 điểm %",
    ]
    assert [f.period.label for f in found[:5]] == ["2024", "6T/2024", "6T/2023", "6T/2024", "6T/2024"]
    assert {f.group for f in found[:5]} == {0}
    assert {f.name for f in found[:5]} == {"Tiêm chủng › Tỷ lệ trẻ được tiêm đủ"}
    assert found[1].bound is Bound.ABOUT
    assert (found[0].place, found[0].page, found[0].section, found[0].in_table) == (HOME, 3, 4, True)
    assert found[4].column == "So với CK"


def test_quote_is_the_row_and_the_span_the_number():
    for figure in figures(*INDICATORS):
        assert figure.quote.count("\t") == 6
        assert figure.quote[figure.start : figure.end] == figure.printed


def test_population_row_keeps_the_unit_of_the_row_above():
    plan = figures(*INDICATORS)[5]
    assert plan.name == "Tiêm chủng › Tỷ lệ trẻ được tiêm đủ › Người dân tộc thiểu số"
    assert (plan.value, plan.unit, plan.populations) == (Decimal("90.0"), "%", ("DTTS",))


def test_population_row_with_a_slip_is_known_still():
    found = figures(
        "STT|Tên chỉ số|Giao năm|TH", "1|Người bệnh được quản lý (%)|60,00|58,06", "|+ Nông thôri|55,00|54,33"
    )
    assert [(f.unit, f.populations) for f in found[2:]] == [("%", ("nông thôn",))] * 2


def test_change_of_a_rate_that_is_relative_is_percent():
    assert figures(*INDICATORS)[9].unit == "%"


def test_change_of_a_count_is_percent_where_the_row_says_so():
    assert shown(figures(*INDICATORS)[10:15])[-1] == "change 25.0 %"


def test_empty_and_broken_cells_are_dismissed_not_zero():
    extraction = table_figures(block(*INDICATORS), context())
    assert shown(extraction.figures[15:]) == ["plan 6 ca", "prior 1 ca"]
    assert extraction.figures[15].bound is Bound.BELOW
    assert {"empty cell", "error cell", "header", "ordinal"} == {d.reason for d in extraction.dismissed}


def test_measures_of_a_disease_table_are_separate_groups():
    found = figures(
        "STT|Bệnh|Năm 2024||Năm 2023||So với CK|",
        "||Mắc|Chết|Mắc|Chết|Mắc|Chết",
        "1|Thủy đậu|120|1|90||30|1",
        header=2,
    )
    assert shown(found) == ["result 120 ca", "result 1 ca", "prior 90 ca", "change 30 ca", "change 1 ca"]
    assert [f.group for f in found] == [0, 1, 0, 0, 1]
    assert [f.column for f in found] == ["Mắc", "Chết", "Mắc", "Mắc", "Chết"]
    assert found[0].indicator == "Thủy đậu"
    assert found[0].chain == ("Mắc",)


def test_cases_and_deaths_over_columns_of_time():
    found = figures(
        "STT|Bệnh|Số mắc||Số chết|", "||CK 2023|6T/2024|CK 2023|6T/2024", "1|Sởi|4|9|0|1", header=2
    )
    assert [(f.role, f.column) for f in found] == [
        (Role.PRIOR, "Số mắc › CK 2023"),
        (Role.RESULT, "Số mắc › 6T/2024"),
        (Role.PRIOR, "Số chết › CK 2023"),
        (Role.RESULT, "Số chết › 6T/2024"),
    ]


def test_month_and_cumulative_share_the_row():
    found = figures(
        "TT|Chỉ tiêu|ĐVT|Trong tháng|Lũy tích 5 tháng|LT cùng kỳ",
        "1|Lượt khám|lượt|1.250|6.400|6.000",
        period=Period(2024, 5, 2024, 5),
    )
    assert [(f.span, f.period.label, f.unit) for f in found] == [
        (Span.MONTH, "T5/2024", "lượt"),
        (Span.CUMULATIVE, "5T/2024", "lượt"),
        (Span.CUMULATIVE, "5T/2023", "lượt"),
    ]


def test_unit_column_holds_for_the_row_and_changes_follow_it():
    found = figures(
        "TT|Chỉ tiêu|Đơn vị tính|TH 2024|TH 2023|Tăng, giảm",
        "1|Bác sĩ trên vạn dân|bác sĩ/vạn dân|12,5|12,0|0,5",
        "2|Thu viện phí|triệu đồng|110,0|100,0|10,0",
        period=Period.year(2024),
    )
    assert [f.unit for f in found] == ["bác sĩ/vạn dân"] * 3 + ["triệu đồng", "triệu đồng", "%"]


def test_unit_of_the_caption():
    found = figures(
        "Đơn vị tính: triệu đồng|||", "TT|Nguồn|Dự toán|Đã chi", "1|Ngân sách tỉnh|900|450", header=2
    )
    assert shown(found) == ["plan 900 triệu đồng", "result 450 triệu đồng"]


def test_districts_in_rows_are_places_and_the_column_names_the_indicator():
    found = figures(
        "TT|Huyện|Số ca mắc sởi|Số ca tử vong", "1|Phong Thổ|12|0", "2|Sìn Hồ|7|1", "|Toàn tỉnh|19|1"
    )
    assert [f.place.label for f in found[::2]] == ["Phong Thổ (Lai Châu)", "Sìn Hồ (Lai Châu)", "Lai Châu"]
    assert {f.indicator for f in found[::2]} == {"Số ca mắc sởi"}
    assert found[1].indicator == "Số ca tử vong"
    assert found[4].group not in {f.group for f in found[:4]}


def test_districts_in_columns_are_places():
    found = figures("TT|Chỉ tiêu|Phong Thổ|Sìn Hồ|Toàn tỉnh", "1|Số trạm y tế|17|22|106")
    assert [f.place.label for f in found] == ["Phong Thổ (Lai Châu)", "Sìn Hồ (Lai Châu)", "Lai Châu"]
    assert {f.indicator for f in found} == {"Số trạm y tế"}


def test_years_in_rows_are_periods():
    found = figures(
        "Năm|Số ca mắc|Số ca chết", "2022|30|1", "2023|20|0", "2024|10|0", period=Period.year(2024)
    )
    assert [(f.period.label, f.role, f.indicator) for f in found[::2]] == [
        ("2022", Role.PRIOR, "Số ca mắc"),
        ("2023", Role.PRIOR, "Số ca mắc"),
        ("2024", Role.RESULT, "Số ca mắc"),
    ]


def test_roles_in_rows():
    found = figures(
        "Nội dung|Giường bệnh|Lượt khám", "Kế hoạch năm 2024|300|5.000", "Thực hiện 6 tháng|310|2.400"
    )
    assert [(f.role, f.indicator, f.period.label) for f in found] == [
        (Role.PLAN, "Giường bệnh", "2024"),
        (Role.PLAN, "Lượt khám", "2024"),
        (Role.RESULT, "Giường bệnh", "6T/2024"),
        (Role.RESULT, "Lượt khám", "6T/2024"),
    ]
    assert found[0].group == found[2].group != found[1].group


def test_numerator_and_denominator_of_a_cell():
    found = figures("Nội dung|Đã tiêm|Tỷ lệ", "Trẻ tiêm đủ mũi|3.565/3.574|99,7")
    assert [(f.value, f.unit, f.chain) for f in found] == [
        (Decimal(3565), "trẻ", ("Đã tiêm",)),
        (Decimal(3574), "trẻ", ("Đã tiêm", "mẫu số")),
        (Decimal("99.7"), "%", ("Tỷ lệ",)),
    ]


def test_falls_printed_without_a_sign():
    found = figures("Nội dung|Năm 2024|Năm 2023|Tăng|Giảm", "Số ca mắc|80|100||20", period=Period.year(2024))
    assert shown(found) == ["result 80 ca", "prior 100 ca", "change -20 ca"]


def test_plan_numbers_are_targets():
    found = figures(
        "TT|Chỉ tiêu|ĐVT|Thực hiện 2023|Năm 2024",
        "1|Tỷ lệ bao phủ|%|90|92",
        period=Period.year(2024),
        kind=Kind.PLAN,
    )
    assert [(f.role, f.period.label) for f in found] == [(Role.RESULT, "2023"), (Role.PLAN, "2024")]


def test_table_without_header_gives_results():
    found = figures("1|Số trạm y tế|106", "2|Số giường|900", header=0)
    assert shown(found) == ["result 106 trạm y tế", "result 900 giường"]


def test_header_that_a_reader_took_for_body():
    found = figures("TT|Chỉ tiêu|Kế hoạch|Thực hiện", "1|Số lớp|20|10", header=0)
    assert shown(found) == ["plan 20 lớp", "result 10 lớp"]


def test_header_repeated_in_the_body_is_no_row():
    header = "TT|Chỉ tiêu|KH 2024|TH 2024"
    extraction = table_figures(block(header, "1|Số lớp|20|10", header, "2|Số buổi|8|4"), context())
    assert [f.indicator for f in extraction.figures] == ["Số lớp"] * 2 + ["Số buổi"] * 2


def test_label_cut_by_a_page_break_names_the_figures_above():
    found = figures("TT|Chỉ tiêu|TH", "|Học sinh lớp 1 (chưa|500", "|uống vitamin A)|", "|Số em đã uống|400")
    assert [f.indicator for f in found] == ["Học sinh lớp 1 (chưa uống vitamin A)", "Số em đã uống"]
    assert found[0].quote == "\tHọc sinh lớp 1 (chưa\t500"


def test_page_of_a_figure_is_its_row_s():
    rows = (Row(("Số lớp", "4"), 7), Row(("Số buổi", "5"), None))
    table = Table((Row(("Nội dung", "TH"), 6),), rows)
    found = table_figures(Block(BlockKind.TABLE, "", 6, table=table), context()).figures
    assert [f.page for f in found] == [7, 6]


def test_report_numbers_its_figures_and_groups():
    one = block("Nội dung|KH|TH", "Số lớp|4|5", "Số buổi|6|7")
    outline = Outline(
        (Section("r", 0, None, "", "", (), 1, 1), Section("r", 1, 0, "", "Phụ lục 2", ("Phụ lục 2",), 2, 2)),
        (OutlinedBlock(one, 0), OutlinedBlock(one, 1)),
    )
    report = Report("r", "", "", HOME, HALF, Kind.REPORT, False, None, "r.docx", "", None)
    found = extract_figures(outline, report).figures
    assert [f.number for f in found] == list(range(8))
    assert [f.group for f in found] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [f.section for f in found] == [0] * 4 + [1] * 4


WORDS = (
    "|-|…|x|#DIV/0!|1|I|A|2.1|+|*|TT|Chỉ tiêu|Kế hoạch 2024|Cùng kỳ|So sánh|ĐVT|%|Mắc|- Nữ|Trong đó:|48,6|"
    "(52,38)|<6|Tổng số, trong đó:|1.304.517|3/4|12 (5%)|6-60 tháng|Phong Thổ|Năm 2023|Lũy tích 6 tháng|"
    "2024|Ghi chú|(lượt)|Giảm"
)
CELL = st.one_of(
    st.sampled_from(WORDS.split("|")),
    st.text(max_size=12),
    st.decimals(allow_nan=False, allow_infinity=False, places=1).map(str),
)
GRID = st.lists(st.lists(CELL, max_size=7), max_size=9)


@settings(max_examples=150, deadline=None)
@given(
    GRID,
    st.integers(0, 3),
    st.sampled_from(list(Kind)),
    st.sampled_from([None, HALF, Period(2024, 2, 2024, 2)]),
)
def test_any_grid_is_read_and_no_number_is_lost(grid, header, kind, period):
    rows = tuple(Row(tuple(cells)) for cells in grid)
    table = Table(rows[:header], rows[header:])
    got = table_figures(
        Block(BlockKind.TABLE, "", table=table), FigureContext("r", HOME, period, kind, 0, ("Phụ lục",))
    )
    for figure in got.figures:
        assert figure.quote[figure.start : figure.end] == figure.printed
    told = {(f.quote, f.start) for f in got.figures} | {(d.quote, d.start) for d in got.dismissed}
    spans = {(f.quote, i) for f in got.figures for i in range(f.start, f.end)} | told
    spans |= {(d.quote, i) for d in got.dismissed for i in range(d.start, d.start + len(d.printed))}
    headers = {row.text for row in table.header}
    for row in table.rows:
        offset = 0
        for cell in row.cells:
            for number in () if row.text in headers else find_numbers(cell):
                assert (row.text, offset + number.start) in spans, (row.text, number)
            offset += len(cell) + 1


def annex(shared: Path) -> Table:
    """The largest tab-parted table of the real report, its pages joined."""
    text = (shared / "archive/txt/dien-bien-6t-2024.txt").read_text("utf-8")
    lines = [line for line in text.split("\n") if line.count("\t") == 6]
    start = next(i for i, line in enumerate(lines) if line.startswith("TT\tChỉ tiêu"))
    rows = [Row(tuple(line.split("\t"))) for line in lines[start:] if line != lines[start]]
    return Table((Row(tuple(lines[start].split("\t"))),), tuple(rows))


def test_real_annex_agrees_with_its_own_arithmetic(shared):
    found = table_figures(Block(BlockKind.TABLE, "", table=annex(shared)), context()).figures
    groups: dict[int, dict[Role, Figure]] = {}
    for figure in found:
        groups.setdefault(figure.group, {})[figure.role] = figure
    shares = [
        g
        for g in groups.values()
        if {Role.PLAN, Role.RESULT, Role.ATTAINMENT} <= g.keys() and g[Role.PLAN].value
    ]
    wrong = 0
    for group in shares:
        expected = group[Role.RESULT].value / group[Role.PLAN].value * 100
        wrong += abs(expected - group[Role.ATTAINMENT].value) > max(Decimal("0.6"), expected / 50)
    assert len(shares) > 500
    assert wrong <= 1  # the report itself prints one wrong share


def test_real_annex_reads_every_value_cell(shared):
    table = annex(shared)
    read = table_figures(Block(BlockKind.TABLE, "", table=table), context())
    found = read.figures
    void = [other for other in read.dismissed if other.reason == "blank prior"]
    cells = sum(len(read_cell(cell).numbers) for row in table.rows for cell in row.cells[2:])
    assert len(found) + len(void) == cells > 2500
    assert all(f.chain for f in found)
