"""Excel: the table as it is read, every value in a row of its own with its source, and the sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.citation import Citation, as_row
from assistant.drafting.words import label_words
from assistant.export.paper import Paper
from assistant.export.rows import Sheet, of_located, of_table
from assistant.export.safe import legal
from assistant.table import Table
from assistant.wording import bound_words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_000  # characters that a cell of Excel holds, and a little less
_WIDTHS = {
    "Chỉ tiêu": 46, "Cách ghi": 46, "Cột": 28, "Địa phương": 22, "Giá trị": 14, "Cách tính": 34, "Ghi chú": 34,
    "Báo cáo": 28, "Mục": 50, "Trang": 8, "Trích dẫn": 70, "Tên văn bản": 60,
}  # fmt: skip
_WIDTH = 14
_FONT = "Times New Roman"
_SOURCES = "Nguồn"
_MISSING = "không có số liệu"
_LETTERS = 0.95  # of 12 pt in a unit of column width
_LINE, _HIGHEST = 16, 400  # points


def to_xlsx(paper: Paper) -> bytes:
    """A workbook; every text is a text, whatever it begins with, every number a number with its decimals."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = legal(paper.heading)[:250], "hoibaocao"
    sources = {citation: number for number, citation in enumerate(paper.citations, start=1)}
    if paper.summary is not None:
        _summary(book, paper)
    for number, table in enumerate(paper.tables, start=1):
        suffix = f" {number}" if len(paper.tables) > 1 else ""
        _wide(book.create_sheet(f"Bảng{suffix}"), table, sources)
        _long(book.create_sheet(f"Số liệu{suffix}"), of_table(table))
    if paper.located is not None:
        _long(book.create_sheet("Số liệu"), of_located(paper.located))
    _sources(book.create_sheet(_SOURCES), list(sources))
    for sheet in book.worksheets:
        _fit_rows(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _summary(book: Workbook, paper: Paper) -> None:
    assert paper.summary is not None
    sheet = book.create_sheet("Tóm tắt")
    sheet.column_dimensions["A"].width = 110
    _printed(sheet)
    _put(sheet, 1, 1, paper.heading, bold=True)
    at = 2
    for paragraph in paper.summary.paragraphs:
        for text, bold in ((paragraph.heading, True), (paragraph.text, False)):
            if text:
                at += 1
                _put(sheet, at, 1, text, bold=bold)


def _wide(sheet: Worksheet, table: Table, sources: dict[Citation, int]) -> None:
    """Rows and columns as in the table; beside each printed value the number of its source, linked."""
    from openpyxl.utils import get_column_letter

    _put(sheet, 1, 1, table.title, bold=True, wrap=False)
    header = ["Chỉ tiêu", "Đơn vị"]
    for column in table.columns:
        header += [column.heading] if column.derived else [column.heading, _SOURCES]
    _header(sheet, header, 2)
    for at, row in enumerate(table.rows, start=3):
        _put(sheet, at, 1, label_words(row.label))
        _put(sheet, at, 2, row.unit)
        here = 3
        for column, cell in zip(table.columns, row.cells, strict=True):
            own = cell.unit if cell.value is not None and cell.unit != row.unit else ""
            bound = bound_words(cell.figure) if cell.figure else ""
            empty = cell.note or ("–" if column.derived else _MISSING)
            _put(sheet, at, here, empty if cell.value is None else cell.value, unit=own, bound=bound)
            remark = "; ".join(
                text for text in (cell.working, cell.note if cell.value is not None else "") if text
            )
            if remark:
                _comment(sheet.cell(at, here), remark)
            if not column.derived:
                if cell.citation:
                    _link(_put(sheet, at, here + 1, sources[cell.citation]), sources[cell.citation])
                here += 1
            here += 1
    for at, warning in enumerate(table.warnings, start=len(table.rows) + 4):
        _put(sheet, at, 1, f"Lưu ý: {warning}", wrap=False)
    sheet.freeze_panes = "C3"
    for position, name in enumerate(header, start=1):
        width = 7 if name == _SOURCES else _WIDTHS.get(name, _WIDTH + 4)
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(header))}{len(table.rows) + 2}"


def _long(sheet: Worksheet, rows: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    _header(sheet, rows.header, 1)
    for at, row in enumerate(rows.rows, start=2):
        for position, value in enumerate(row, start=1):
            _put(sheet, at, position, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(rows.header))}{len(rows.rows) + 1}"


def _sources(sheet: Worksheet, citations: Sequence[Citation]) -> None:
    """Row n + 1 is source n: the links of other sheets lead there."""
    header = ("Số", "Tên văn bản", "Báo cáo", "Địa phương", "Kỳ", "Mục", "Trang", "Trích dẫn")
    _header(sheet, header, 1)
    for number, citation in enumerate(citations, start=1):
        report = citation.report
        values: tuple[object, ...] = (
            number, report.title, report.key, report.place.label if report.place else "",
            report.period.label if report.period else "", " › ".join(citation.section), citation.page,
            as_row(citation.quote),
        )  # fmt: skip
        for position, value in enumerate(values, start=1):
            _put(sheet, number + 1, position, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:H{len(citations) + 1}"


def _header(sheet: Worksheet, names: Sequence[str], row: int) -> None:
    from openpyxl.styles import Alignment, PatternFill
    from openpyxl.utils import get_column_letter

    for position, name in enumerate(names, start=1):
        cell = _put(sheet, row, position, name, bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.fill = PatternFill("solid", fgColor="D9E2F3")
        sheet.column_dimensions[get_column_letter(position)].width = _WIDTHS.get(name, _WIDTH)
    sheet.print_title_rows = f"{row}:{row}"
    _printed(sheet)


def _printed(sheet: Worksheet) -> None:
    """On paper as wide as A4 lying."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: object,
    bold: bool = False,
    unit: str = "",
    wrap: bool = True,
    bound: str = "",
) -> Any:
    """A cell: a Decimal as a number with as many decimals as printed, and its unit where the row's is another."""
    from openpyxl.styles import Alignment, Border, Font, Side

    cell = sheet.cell(row, column)
    cell.font = Font(name=_FONT, size=12, bold=bold)
    numeric = isinstance(value, Decimal | int)
    cell.alignment = Alignment(wrap_text=wrap and not numeric, vertical="top")
    if wrap:
        side = Side(style="thin", color="BFBFBF")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if value is None or value == "":
        return cell
    if isinstance(value, Decimal | int):
        cell.value = value
        cell.number_format = number_format(Decimal(value), unit, bound)
    else:
        cell.value = legal(str(value))[:_LONGEST]
        cell.data_type = "s"  # "=1+1" stays a text
        cell.quotePrefix = True
    return cell


def number_format(value: Decimal, unit: str = "", bound: str = "") -> str:
    """'#,##0.0' for 45.2, with the unit behind it where one is given: '#,##0.0" điểm %"'."""
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    said = unit.replace('"', "")
    glue = "" if said.startswith(("%", "‰", "/")) else " "
    before = f'"{bound} "' if bound else ""
    return f'{before}{plain}"{glue}{said}"' if said else before + plain


def _fit_rows(sheet: Worksheet) -> None:
    """Rows as high as their longest text needs: programs that open the file do not all work that out."""
    from openpyxl.utils import get_column_letter

    for cells in sheet.iter_rows():
        lines = 1
        for cell in cells:
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                width = sheet.column_dimensions[get_column_letter(cell.column)].width * _LETTERS
                lines = max(
                    lines, sum(-(-len(part) // max(1, int(width))) or 1 for part in cell.value.split("\n"))
                )
        sheet.row_dimensions[cells[0].row].height = min(_HIGHEST, _LINE * lines + 2)


def _comment(cell: ExcelCell, text: str) -> None:
    from openpyxl.comments import Comment

    cell.comment = Comment(legal(text)[:2_000], "hoibaocao", width=320, height=90)


def _link(cell: Any, number: int) -> None:
    from openpyxl.styles import Font

    cell.hyperlink = f"#'{_SOURCES}'!A{number + 1}"
    cell.font = Font(name=_FONT, size=12, color="0563C1", underline="single")
