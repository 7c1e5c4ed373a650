"""Summaries from patterns: complete, cited, in the order of a report."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.compose import draft
from assistant.drafting.editing import from_text, to_text
from assistant.drafting.gather import gather
from assistant.drafting.words import rules
from assistant.indicators.compare import compare
from assistant.indicators.listing import coverage
from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import report
from vectorstore.records import Bound, Figure, Period, Place, Role, Span

WANTED = [
    "tỷ lệ tiêm chủng đầy đủ",
    "số ca mắc sởi",
    "tổng số lượt khám bệnh",
    "công suất sử dụng giường bệnh",
    "tỷ suất tử vong trẻ em dưới 1 tuổi",
]
HALF = Period(2023, 1, 2023, 6)


@pytest.fixture(scope="module")
def summary(archive, indicators):
    return draft(gather(indicators, archive, WANTED, periods=[HALF]))


def text_of(summary, part):
    """The text of a part by its heading."""
    parts: dict[str, list[str]] = {}
    for paragraph in summary.paragraphs:
        heading = paragraph.heading or heading  # noqa: F821
        parts.setdefault(heading.partition(". ")[2], []).append(paragraph.text)
    return " ".join(parts.get(part, []))


def test_parts_stand_in_the_order_of_a_report(summary):
    assert [p.heading for p in summary.paragraphs if p.heading] == [
        "1. Kết quả thực hiện", "2. So với kế hoạch", "3. So với cùng kỳ", "4. So sánh giữa các địa phương",
        "5. Nhận xét",
    ]  # fmt: skip
    assert summary.title.startswith("So sánh kết quả") and "6 tháng đầu năm 2023" in summary.title


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("Kết quả thực hiện", ["48,4% [", "46,1% [", "trên 92% [", "17,9‰", "là 5 ca", "là 12 ca"]),
        (
            "So với kế hoạch",
            ["(96% [", "(95% [", "thấp hơn", "48,9 điểm % (số tính) [", "đạt 51,2% kế hoạch ["],
        ),
        ("So với cùng kỳ", ["tăng 2,9 điểm % (số tính)", "tăng 2,1 điểm % (số tính)", "giảm 3 ca (số tính)"]),
        ("So sánh giữa các địa phương", ["2,3 điểm % (số tính)", "ít hơn", "30.218 lượt (số tính)"]),
        ("Nhận xét", ["kế hoạch cả năm", "so với cùng kỳ"]),
    ],
)
def test_each_part_says_its_figures(summary, part, words):
    said = text_of(summary, part)
    assert [word for word in words if word not in said] == []


def test_a_bounded_value_is_not_set_against_another(summary):
    assert "giường" not in text_of(summary, "So sánh giữa các địa phương")


def test_every_sentence_is_cited_and_every_number_stands_in_its_sources(summary):
    free = ("Lưu ý", "Kho báo cáo không có", "Chưa có số liệu")
    uncited = [s.text for p in summary.paragraphs for s in p.sentences if not s.marks]
    assert [text for text in uncited if not text.startswith(free)] == []
    assert from_text(to_text(summary), summary).faults == ()
    used = {mark for p in summary.paragraphs for s in p.sentences for mark in s.marks}
    assert used == set(range(1, len(summary.notes) + 1))


def test_worked_out_numbers_have_their_working_and_its_sources(summary):
    workings = [note for note in summary.notes if note.working]
    assert any(note.working == "48,4 − 46,1 = 2,3 điểm %" and len(note.rests_on) == 2 for note in workings)
    assert all(note.rests_on for note in workings)


def test_sentences_of_a_kind_vary_and_the_same_table_gives_the_same_text(archive, indicators, summary):
    tables = gather(indicators, archive, WANTED, periods=[HALF])
    assert draft(tables) == summary
    starts = {p.text[:6] for p in summary.paragraphs[:5]}
    assert len(starts) > 1


def test_one_report_and_periods_of_one_place(archive, indicators):
    one = draft(compare(indicators, archive, WANTED[:1], reports=["cao-bang-6t-2023"]))
    assert "So sánh giữa các địa phương" not in " ".join(p.heading for p in one.paragraphs)
    several = draft(compare(indicators, archive, WANTED[2:3], places=[Place("Cao Bằng")]))
    assert "760.412" in several.paragraphs[0].text
    # a year is not set against half a year
    assert "Diễn biến qua các kỳ" not in " ".join(p.heading for p in several.paragraphs)
    assert "dài ngắn khác nhau" in text_of(several, "Nhận xét")


def test_what_is_missing_is_said(archive, indicators):
    places = [Place("Cao Bằng"), Place("Tuyên Quang")]
    found = draft(compare(indicators, archive, WANTED[3:4], places=places, periods=[Period.year(2022), HALF]))
    assert "năm 2022" in text_of(found, "Nhận xét") and "số liệu" in text_of(found, "Nhận xét")


def test_a_coverage_table_is_told_by_its_places(archive, indicators):
    found = draft(coverage(archive, indicators.find(WANTED[0]).best))
    assert "tỉnh Cao Bằng" in found.paragraphs[0].text and "48,4%" in found.paragraphs[0].text


def test_an_empty_table_is_an_empty_summary():
    assert draft(Table("Trống", (), ())).paragraphs == ()


def a_cell(
    value: str, place: Place, unit: str = "%", role: Role = Role.RESULT, bound: Bound = Bound.EXACT
) -> Cell:
    from assistant.citation import Citation

    source = report(f"bao-cao-{place.province}", place, HALF)
    printed = value.replace(".", ",")
    figure = Figure(
        source.key, 0, Decimal(value), unit, printed, "Tỷ lệ A", (), place, HALF, role, Span.PERIOD, (), bound,
        False, 0, None, f"Tỷ lệ A: {printed}{unit}", 9, 9 + len(printed), 0,
    )  # fmt: skip
    return Cell(figure.value, unit, figure, Citation(source, (), None, figure.quote))


def a_table(*cells: Cell) -> Table:
    columns = tuple(
        Column(c.figure.place.label, c.figure.place, HALF, Role.RESULT)
        for c in cells
        if c.figure and c.figure.place
    )
    return Table("So sánh", columns, (Row("Tỷ lệ A", "%", cells),))


A, B, C = Place("Hà Giang"), Place("Lào Cai"), Place("Yên Bái")


@pytest.mark.parametrize(
    ("cells", "said", "unsaid"),
    [
        ([a_cell("10", A), a_cell("12.5", B), a_cell("12.5", C)], "nhất là tỉnh Lào Cai (12,5% [2]) và tỉnh", ""),
        ([a_cell("10", A), a_cell("10", B)], "cùng đạt 10%", "chênh lệch"),
        ([a_cell("10", A), a_cell("95", B, role=Role.PLAN)], "đây là chỉ tiêu, chưa có số liệu kết quả", "thấp hơn"),
        ([a_cell("10", A, bound=Bound.ABOUT), a_cell("12", B)], "ước 10%", ""),
        ([a_cell("10", A), a_cell("3", B, unit="ca")], "là 3 ca", "hơn tỉnh"),
    ],
    ids=["ties named", "equal", "a target is no result", "estimate", "units apart"],
)  # fmt: skip
def test_cases_of_comparison(cells, said, unsaid):
    text = " ".join(p.text for p in draft(a_table(*cells)).paragraphs)
    assert said in text.replace("đạt ước", "ước") and (not unsaid or unsaid not in text)


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=6))
def test_any_values_make_cited_sentences_without_open_fields(values):
    places = [Place(f"Tỉnh {chr(65 + i)}") for i in range(len(values))]
    found = draft(a_table(*(a_cell(str(v), p) for v, p in zip(values, places, strict=True))))
    text = to_text(found)
    assert not re.search(r"[{}]|  |None", text)
    assert from_text(text, found).faults == ()


def test_patterns_name_known_fields_only():
    known = {
        "label", "period", "place", "verb", "value", "items", "plan", "plan_period", "attainment", "attains", "cited",
        "share", "relation", "difference", "prior", "prior_period", "direction", "change", "one", "other",
        "highest", "lowest",
        "first", "last", "text",
    }  # fmt: skip
    for part in rules().values():
        for patterns in part.values() if isinstance(part, dict) else ():
            for pattern in patterns if isinstance(patterns, list) else ():
                fields = re.findall(r"\{(\w+)\}", pattern)
                assert {field.lower() for field in fields} <= known and not pattern.endswith(".")
