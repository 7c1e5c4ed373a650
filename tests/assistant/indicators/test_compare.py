"""Comparisons: every printed cell has its source, every worked-out one its working, and warnings where due."""

from __future__ import annotations

import pytest

from assistant.indicators.compare import compare
from assistant.indicators.locate import Indicators
from tests.assistant.four_reports import make_archive
from vectorstore.errors import UsageError
from vectorstore.records import Period, Place, Role

NAME = "tỷ lệ tiêm chủng đầy đủ"
HALF, YEAR = Period(2023, 1, 2023, 6), Period.year(2022)
CAO_BANG, TUYEN_QUANG = Place("Cao Bằng"), Place("Tuyên Quang")


def values(row):
    return [str(cell.value) if cell.value is not None else "" for cell in row.cells]


def test_two_reports_side_by_side_with_the_difference(archive, indicators):
    table = compare(indicators, archive, [NAME], reports=["tuyen-quang-6t-2023", "cao-bang-6t-2023"])
    [row] = table.rows
    assert [c.heading for c in table.columns[:2]] == ["Tuyên Quang 6T/2023", "Cao Bằng 6T/2023"]
    assert values(row) == ["46.1", "48.4", "-2.3"] and row.unit == "%"
    assert row.cells[2].working == "46,1 − 48,4 = −2,3" and table.columns[2].derived
    assert table.warnings == ()


def test_every_printed_cell_is_cited_and_every_other_is_worked_out(archive, indicators):
    names = [NAME, "lượt khám bệnh", "công suất giường bệnh", "ngân sách đã chi", "số ca mắc sởi"]
    table = compare(indicators, archive, names, places=[CAO_BANG, TUYEN_QUANG], periods=[HALF])
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if cell.value is None:
                continue
            assert bool(cell.working) is column.derived
            assert column.derived or (
                cell.figure.printed in cell.citation.quote and cell.figure.value == cell.value
            )


def test_one_report_by_role(archive, indicators):
    table = compare(indicators, archive, [NAME], reports=["tuyen-quang-6t-2023"])
    [row] = table.rows
    by_heading = dict(zip([c.heading for c in table.columns], values(row), strict=True))
    assert by_heading["Kết quả"] == "46.1" and by_heading["Kế hoạch"] == "95"
    assert by_heading["Cùng kỳ năm trước"] == "44.0" and by_heading["Đạt so với kế hoạch"] == ""
    assert by_heading["Kết quả so với kế hoạch (tính)"] == "48.5"
    assert by_heading["Chênh lệch với cùng kỳ (tính)"] == "2.1"
    assert "Tăng, giảm (%) so với cùng kỳ (tính)" not in by_heading


def test_half_a_year_beside_a_year_warns(archive, indicators):
    table = compare(indicators, archive, ["lượt khám bệnh"], places=[CAO_BANG], periods=[YEAR, HALF])
    assert any("dài ngắn khác nhau" in warning for warning in table.warnings)
    assert values(table.rows[0])[:2] == ["760412", "371900"]


def test_a_later_report_speaks_for_the_year_before_and_says_so(archive, indicators):
    before = Period(2022, 1, 2022, 6)
    table = compare(indicators, archive, [NAME], places=[TUYEN_QUANG], periods=[before, HALF])
    first = table.rows[0].cells[0]
    assert (str(first.value), first.figure.role) == ("44.0", Role.PRIOR)
    assert "cùng kỳ nêu trong" in first.note


def test_gaps_are_empty_and_what_is_near_is_told(archive, indicators):
    table = compare(
        indicators, archive, ["số trẻ tiêm chủng đầy đủ"], places=[TUYEN_QUANG, CAO_BANG], periods=[HALF]
    )
    [row] = table.rows
    assert values(row)[:2] == ["5872", ""] and row.cells[2:] == ()
    assert any("khác đơn vị" in warning and "Cao Bằng" in warning for warning in table.warnings)


def test_an_indicator_that_nobody_has_is_a_row_of_gaps(archive, indicators):
    table = compare(indicators, archive, [NAME, "tỷ lệ giá vàng"], reports=["tuyen-quang-6t-2023"])
    assert set(values(table.rows[1])) == {""}
    assert "Kho không có chỉ tiêu “tỷ lệ giá vàng”." in table.warnings


def test_a_target_is_marked_and_never_subtracted(tmp_path):
    with make_archive(tmp_path) as archive:
        reports = ["hoa-binh-6t-2023", "lac-son-ke-hoach-2023"]
        table = compare(Indicators(archive), archive, ["tiêm chủng đầy đủ"], reports=reports)
    [row] = table.rows
    assert values(row)[:2] == ["46.8", "96"] and "chỉ tiêu kế hoạch" in row.cells[1].note
    assert all(cell.value is None for cell in row.cells[2:])
    assert any("chưa phải kết quả" in warning for warning in table.warnings)


def test_two_values_of_one_report_are_told(tmp_path):
    with make_archive(tmp_path) as archive:
        reports = ["hoa-binh-6t-2023", "yen-bai-6t-2023"]
        table = compare(Indicators(archive), archive, ["số ca mắc sởi"], reports=reports)
    assert "báo cáo còn ghi 19" in table.rows[0].cells[0].note


def test_a_bound_is_told_and_not_reckoned_with(archive, indicators):
    table = compare(
        indicators, archive, ["công suất giường bệnh"], places=[TUYEN_QUANG, CAO_BANG], periods=[HALF]
    )
    [row] = table.rows
    assert "trên mức này" in row.cells[0].note
    assert row.cells[2].value is None and "không tính được" in row.cells[2].note


@pytest.mark.parametrize(
    ("names", "options", "message"),
    [
        ([], {}, "Chưa nêu chỉ tiêu"),
        ([NAME], {"reports": ["nope"]}, "Kho không có báo cáo “nope”"),
        (["giá vàng"], {}, "không có nơi và kỳ nào"),
        ([NAME], {"places": [CAO_BANG], "periods": [Period.year(y) for y in range(1990, 2020)]}, "nhiều quá"),
    ],
    ids=["no indicator", "unknown report", "nothing", "too wide"],
)
def test_what_cannot_be_compared_is_said(archive, indicators, names, options, message):
    with pytest.raises(UsageError, match=message):
        compare(indicators, archive, names, **options)


def test_table_as_json_counts_its_sources(archive, indicators):
    data = compare(indicators, archive, [NAME], reports=["tuyen-quang-6t-2023", "cao-bang-6t-2023"]).as_json()
    cells = data["rows"][0]["cells"]
    assert [cell["source"] for cell in cells] == [1, 2, None]
    assert data["sources"][0]["report"] == "tuyen-quang-6t-2023" and cells[2]["working"]
