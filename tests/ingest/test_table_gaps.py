"""Cells without a number: a record of their own, so that no neighbouring row answers for them."""

import pytest

from ingest.figures import table_figures
from tests.ingest.test_table_figures import HALF, HOME, INDICATORS, block, context
from vectorstore.records import Gap, Period, Role


def gaps(*lines: str, header: int = 1, **words: object) -> tuple[Gap, ...]:
    return table_figures(block(*lines, header=header), context(**words)).gaps


def test_empty_broken_and_dashed_cells_are_gaps_with_the_meaning_of_their_row_and_column():
    found = gaps(*INDICATORS)
    assert [(g.indicator, g.role, g.printed) for g in found] == [
        ("Số ca tai biến", Role.RESULT, "-"),
        ("Số ca tai biến", Role.ATTAINMENT, ""),
        ("Số ca tai biến", Role.CHANGE, "#DIV/0!"),
    ]
    first = found[0]
    assert (first.name, first.unit, first.place, first.period) == (
        "Tiêm chủng › Số ca tai biến", "ca", HOME, HALF,
    )  # fmt: skip
    assert (first.in_table, first.section, first.page, first.column) == (True, 4, 3, "Ước 6T.2024")


def test_span_is_what_stands_in_the_cell():
    for gap in gaps(*INDICATORS):
        assert gap.quote[gap.start : gap.end] == gap.printed
        assert gap.quote[: gap.start].count("\t") == INDICATORS[0].split("|").index(gap.column)


def test_gap_shares_the_group_of_its_row():
    extraction = table_figures(block(*INDICATORS), context())
    rows = {f.group: f.quote for f in extraction.figures}
    assert all(rows[gap.group] == gap.quote for gap in extraction.gaps)


def test_row_without_any_number_is_a_gap_and_a_heading_is_none():
    found = gaps("TT|Chỉ tiêu|KH|TH", "I|Sốt rét||", "1|Số ca mắc||", "2|Số mẫu máu|90|45")
    assert [(g.name, g.role) for g in found] == [
        ("Sốt rét › Số ca mắc", Role.PLAN),
        ("Sốt rét › Số ca mắc", Role.RESULT),
    ]


def test_row_with_a_unit_awaits_a_number_whatever_follows():
    found = gaps("Chỉ tiêu|ĐVT|KH|TH", "Số vụ ngộ độc|vụ||", "Số cơ sở được kiểm tra|cơ sở|90|45")
    assert {g.name for g in found} == {"Số vụ ngộ độc"}


@pytest.mark.parametrize(
    ("cell", "is_gap"),
    [
        pytest.param("", True, id="blank"),
        pytest.param(" … ", True, id="dots"),
        pytest.param("–", True, id="dash"),
        pytest.param("#REF!", True, id="broken"),
        pytest.param("Chưa có số liệu", True, id="said to be missing"),
        pytest.param("Đánh giá cuối năm", True, id="said to come later"),
        pytest.param("0", False, id="zero is a number"),
        pytest.param("<5", False, id="bounded"),
        pytest.param("Đạt", False, id="a word says something"),
        pytest.param("x", False, id="cross"),
        pytest.param("Không đạt", False, id="a verdict"),
    ],
)
def test_which_cells_are_gaps(cell, is_gap):
    found = gaps("TT|Chỉ tiêu|KH|TH", "1|Số ca mắc|9|3", f"2|Số ca chết|4|{cell}")
    assert [g.printed for g in found] == ([cell.strip()] if is_gap else [])


def test_place_and_period_of_a_gap_are_its_own():
    found = gaps("TT|Huyện|Số ca mắc 6T/2024|Số ca mắc 6T/2023", "1|Phong Thổ||5", "2|Sìn Hồ|4|6")
    assert [(g.place.district, g.period.label, g.role) for g in found] == [
        ("Phong Thổ", "6T/2024", Role.RESULT)
    ]


def test_short_row_has_gaps_for_the_cells_that_are_not_there():
    assert [g.role for g in gaps("TT|Chỉ tiêu|KH|TH", "1|Số ca mắc|9", "2|Số ca chết|4|1")] == [Role.RESULT]


def test_column_without_header_and_numbers_is_no_gap():
    assert gaps("TT|Chỉ tiêu|TH||", "1|Số ca mắc|9||", "2|Số ca chết|4||") == ()


def test_period_of_the_plan_column():
    found = gaps("TT|Chỉ tiêu|KH 2024|TH 6T", "1|Số ca mắc|-|3", "2|Số ca chết|4|1")
    assert [(g.role, g.period) for g in found] == [(Role.PLAN, Period.year(2024))]
