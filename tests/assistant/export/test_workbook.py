"""Excel: typed numbers, formats, sources, frozen headers, no formulas."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from assistant.export.paper import Paper
from assistant.export.workbook import number_format, to_xlsx
from assistant.indicators.listing import locate
from tests.assistant.export.hostile import FORMULA, hostile_table


def opened(paper):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(paper)))


def test_the_table_is_read_as_it_stands(paper):
    sheet = opened(paper)["Bảng"]
    assert [sheet.cell(2, n).value for n in (1, 2, 3, 4)] == [
        "Chỉ tiêu",
        "Đơn vị",
        "Cao Bằng 6T/2023",
        "Nguồn",
    ]
    assert (sheet["C3"].value, sheet["C3"].number_format, sheet["C3"].data_type) == (48.4, "#,##0.0", "n")
    assert sheet["C5"].value == 371900 and sheet["C5"].number_format == "#,##0"
    assert sheet.freeze_panes == "C3" and sheet.auto_filter.ref


def test_a_bound_and_a_unit_of_its_own_are_shown_with_the_number(paper):
    sheet = opened(paper)["Bảng"]
    assert (sheet["E6"].value, sheet["E6"].number_format) == (92, '"trên "#,##0')
    assert (sheet["G3"].value, sheet["G3"].number_format) == (2.3, '#,##0.0" điểm %"')
    assert sheet["G3"].comment.text == "48,4 − 46,1 = 2,3"


def test_every_printed_value_is_linked_to_its_source(paper):
    book = opened(paper)
    target = book["Bảng"]["D3"].hyperlink.location or book["Bảng"]["D3"].hyperlink.target
    row = int(target.rpartition("A")[2])
    assert book["Nguồn"].cell(row, 3).value == "cao-bang-6t-2023"
    assert "48,4" in book["Nguồn"].cell(row, 8).value


def test_every_value_in_a_row_of_its_own(paper):
    sheet = opened(paper)["Số liệu"]
    header = [cell.value for cell in sheet[1]]
    assert header[4:7] == ["Mức", "Giá trị", "Đơn vị"] and header[-1] == "Trích dẫn"
    assert sheet.freeze_panes == "B2" and sheet["F2"].value == 48.4


def test_lines_of_an_indicator(indicators):
    book = opened(Paper(located=locate(indicators, "tỷ lệ tiêm chủng đầy đủ")))
    assert book.sheetnames == ["Số liệu", "Nguồn"] and book["Số liệu"].max_row > 3


def test_a_hostile_report_makes_no_formula():
    book = opened(Paper((hostile_table(),)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert FORMULA in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")


@pytest.mark.parametrize(
    ("value", "unit", "bound", "form"),
    [
        ("12", "", "", "#,##0"),
        ("12.50", "", "", "#,##0.00"),
        ("-3.1", "điểm %", "", '#,##0.0" điểm %"'),
        ("5", "%", "ước", '"ước "#,##0"%"'),
        ("1E+3", 'a"b', "", '#,##0" ab"'),
    ],
)
def test_number_formats(value, unit, bound, form):
    assert number_format(Decimal(value), unit, bound) == form
