"""Tables of figures in Word: a header that repeats on each page, rows that do not break, footnotes for sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.drafting.editing import note_words
from assistant.drafting.summary import Note
from assistant.drafting.words import label_words, remark, value_words, working_words
from assistant.export.safe import legal
from assistant.export.word_footnotes import Footnotes
from assistant.export.word_layout import CELL, LIST
from assistant.table import Cell, Row, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

MISSING, NOTHING = "không có số liệu", "–"
UPRIGHT, ACROSS = 5, 9  # columns of values up to which a page stands, and lies; more go one below the other
_NAME, _UNIT = 3.0, 1.2  # width of the first columns in widths of a value


def write_table(document: Document, table: Table, footnotes: Footnotes, width: int) -> None:
    """A table `width` EMU wide."""
    if len(table.columns) > ACROSS:
        _downwards(document, table, footnotes, width)
    else:
        _across(document, table, footnotes, width)


def _across(document: Document, table: Table, footnotes: Footnotes, width: int) -> None:
    units = any(row.unit for row in table.rows)
    header = ["Chỉ tiêu", *(["Đơn vị"] if units else []), *(column.heading for column in table.columns)]
    widths = [_NAME, *([_UNIT] if units else []), *(1.4 for _ in table.columns)]
    grid = _grid(document, header, len(table.rows), widths, width)
    for row, cells in zip(table.rows, list(grid.rows)[1:], strict=True):
        held = list(cells.cells)
        _write(held[0], label_words(row.label))
        if units:
            _write(held[1], row.unit, centred=True)
        for column, cell, target in zip(table.columns, row.cells, held[1 + units :], strict=True):
            _value(target, cell, row, column.derived, footnotes)


def _downwards(document: Document, table: Table, footnotes: Footnotes, width: int) -> None:
    """One line a value: for tables wider than a page."""
    rows = [
        (row, column, cell)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    grid = _grid(document, ["Chỉ tiêu", "Nơi, kỳ", "Giá trị"], len(rows), [2.6, 2, 1.4], width)
    before = None
    for (row, column, cell), line in zip(rows, list(grid.rows)[1:], strict=True):
        name, at, value = line.cells
        _write(name, label_words(row.label) if row is not before else "")
        _write(at, column.heading)
        _value(value, cell, row, column.derived, footnotes)
        before = row


def _grid(document: Document, header: Sequence[str], rows: int, widths: Sequence[float], width: int) -> Any:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Emu

    grid = document.add_table(rows=rows + 1, cols=len(header))
    grid.style = document.styles["Table Grid"]
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    shares = [int(width * share / sum(widths)) for share in widths]
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = Emu(share)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Emu(share)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(grid.rows[0].cells, header, strict=True):
        _shade(cell)  # first: the schema has the shade before the alignment that is written next
        _write(cell, name, bold=True, centred=True)
    return grid


def _value(target: _Cell, cell: Cell, row: Row, derived: bool, footnotes: Footnotes) -> None:
    """The value with its unit where the row's is another, its mark, and its note on a line of its own."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    if cell.value is None:
        _write(
            target, cell.note or (NOTHING if derived else MISSING), italic=True, size=LIST - 1, centred=True
        )
        return
    sign = "−" if cell.figure is None and cell.value < 0 else ""
    said = f"{sign}{value_words(cell)}"
    if row.unit and cell.unit == row.unit:
        said = said.removesuffix(cell.unit).rstrip() or said
    paragraph = _write(target, said)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if cell.citation is not None:
        footnotes.mark(paragraph, note_words(Note(cell.citation)))
    elif cell.working:
        footnotes.mark(paragraph, note_words(Note(working=working_words(cell))))
    note = remark(cell.note).strip()
    if note:
        below = target.add_paragraph()
        run = below.add_run(legal(note))
        run.italic, run.font.size = True, Pt(LIST - 1)
        below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        below.paragraph_format.space_after, below.paragraph_format.line_spacing = Pt(0), 1.0


def _write(
    cell: _Cell, text: str, bold: bool = False, italic: bool = False, centred: bool = False, size: int = CELL
) -> Any:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(legal(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _shade(cell: _Cell) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E6E6")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
