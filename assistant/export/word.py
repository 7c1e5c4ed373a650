"""Word: an administrative document with the summary, the tables, the charts and the list of sources."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from assistant.charts.draw import pictures
from assistant.drafting.editing import note_words
from assistant.drafting.summary import MARK, Summary
from assistant.drafting.words import label_words
from assistant.export.paper import Paper
from assistant.export.rows import of_located
from assistant.export.safe import legal
from assistant.export.word_footnotes import Footnotes
from assistant.export.word_layout import (
    BODY,
    BOTTOM,
    HIGH,
    LEFT,
    LIST,
    RIGHT,
    TOP,
    WIDE,
    prepare,
    set_margins,
    write_foot,
    write_head,
)  # fmt: skip
from assistant.export.word_tables import ACROSS, UPRIGHT, write_table
from assistant.table import Cell, Column, Row, Table
from vectorstore.records import Report

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_INDENT = 10  # mm, of the first line of a paragraph
_CHART = 150  # mm


def to_docx(paper: Paper) -> bytes:
    """The document as a .docx file, laid out by Nghị định 30/2020/NĐ-CP."""
    import docx

    document = docx.Document()
    prepare(document)
    document.core_properties.title = legal(paper.heading)[:250]
    document.core_properties.author = legal(paper.letterhead.agency)[:250] or "hoibaocao"
    document.core_properties.language = "vi-VN"
    document.core_properties.comments = ""
    footnotes = Footnotes(document)
    write_head(document, paper.letterhead, paper.heading)
    if paper.summary is not None:
        _summary(document, paper.summary, footnotes)
    tables = (*paper.tables, *_located(paper))
    captions = [f"Bảng {number}. {table.title}" for number, table in enumerate(tables, start=1)]
    standing = [len(table.columns) <= UPRIGHT or len(table.columns) > ACROSS for table in tables]
    for table, caption, stands in zip(tables, captions, standing, strict=True):
        if stands:
            _table(document, table, caption, footnotes, WIDE - LEFT - RIGHT, paper.summary is None)
    write_foot(document, paper.letterhead)
    _appendix(document, paper)
    if paper.charts:
        _charts(document, tables)
    _sources(document, paper)
    if not all(standing):
        _lying(document)
    for table, caption, stands in zip(tables, captions, standing, strict=True):
        if not stands:
            _table(document, table, caption, footnotes, HIGH - TOP - BOTTOM, paper.summary is None)
    footnotes.close()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _summary(document: Document, summary: Summary, footnotes: Footnotes) -> None:
    for paragraph in summary.paragraphs:
        if paragraph.heading:
            _heading(document, paragraph.heading)
        if paragraph.sentences:
            _marked(_body(document), paragraph.text, summary, footnotes)


def _marked(target: Paragraph, text: str, summary: Summary, footnotes: Footnotes) -> None:
    """The text with its marks as footnotes; the blank before a mark goes."""
    pieces = MARK.split(text)
    for position, piece in enumerate(pieces):
        if position % 2 == 0:
            before_mark = position + 1 < len(pieces)
            target.add_run(legal(piece.rstrip() if before_mark else piece))
        elif 1 <= int(piece) <= len(summary.notes):
            if position > 1 and not pieces[position - 1].strip():
                _superscript_comma(target)
            footnotes.mark(target, note_words(summary.notes[int(piece) - 1]))


def _superscript_comma(target: Paragraph) -> None:
    """Between two marks, so that 1 and 2 are not read as 12."""
    target.add_run(", ").font.superscript = True


def _table(
    document: Document, table: Table, title: str, footnotes: Footnotes, width: int, warned: bool
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    caption = document.add_paragraph()
    caption.add_run(legal(title)).bold = True
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(8)
    write_table(document, table, footnotes, Mm(width))
    for warning in table.warnings if warned else ():
        note = document.add_paragraph()
        run = note.add_run(legal(f"Lưu ý: {warning}"))
        run.italic, run.font.size = True, Pt(LIST + 1)
        note.paragraph_format.space_before = Pt(4)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _charts(document: Document, tables: tuple[Table, ...]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    drawn = [picture for table in tables for picture in pictures(table)]
    for number, picture in enumerate(drawn, start=1):
        holder = document.add_paragraph()
        holder.alignment = WD_ALIGN_PARAGRAPH.CENTER
        holder.paragraph_format.keep_with_next = True
        shape = holder.add_run().add_picture(io.BytesIO(picture.png), width=Mm(_CHART))
        properties = shape._inline.docPr
        properties.set("descr", legal(picture.text))
        properties.set("title", legal(picture.title))
        caption = document.add_paragraph()
        caption.add_run(legal(f"Hình {number}. {label_words(picture.title)}")).italic = True
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.space_after = Pt(10)


def _appendix(document: Document, paper: Paper) -> None:
    """The heading of what follows the signature, on a page of its own."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    letterhead = paper.letterhead
    of = f" của {letterhead.agency}" if letterhead.agency else ""
    lines = (
        ("PHỤ LỤC", True, False),
        ("Biểu đồ và danh mục nguồn số liệu" if paper.charts else "Danh mục nguồn số liệu", True, False),
        (f"(Kèm theo {letterhead.kind} số {letterhead.number or '........'}{of})", False, True),
    )
    for text, bold, italic in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.page_break_before = text == lines[0][0]
        run = paragraph.add_run(legal(text))
        run.bold, run.italic = bold, italic
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _sources(document: Document, paper: Paper) -> None:
    """The documents cited, each once, with the pages."""
    from docx.shared import Pt

    pages: dict[Report, set[int]] = {}
    for citation in paper.citations:
        pages.setdefault(citation.report, set()).update([citation.page] if citation.page is not None else [])
    if not pages:
        return
    _heading(document, "Danh mục nguồn số liệu")
    for number, (report, at) in enumerate(pages.items(), start=1):
        parts = [report.title, report.agency, f"ngày {report.date:%d/%m/%Y}" if report.date else ""]
        parts.append(f"trang {', '.join(map(str, sorted(at)))}" if at else "")
        line = document.add_paragraph()
        named = ", ".join(part for part in parts if part)
        line.add_run(legal(f"[{number}] {named} (mã {report.key}).")).font.size = Pt(LIST + 1)
        line.paragraph_format.space_after = Pt(3)


def _heading(document: Document, text: str) -> None:
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(legal(text))
    run.bold, run.font.size = True, Pt(BODY)
    paragraph.paragraph_format.first_line_indent = Mm(_INDENT)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)


def _body(document: Document) -> Paragraph:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(_INDENT)
    return paragraph


def _lying(document: Document) -> None:
    """A section of lying pages, for tables that a standing page is too narrow for."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(HIGH), Mm(WIDE)
    set_margins(section)
    section.left_margin, section.right_margin = Mm(TOP), Mm(BOTTOM)
    section.different_first_page_header_footer = False


def _located(paper: Paper) -> tuple[Table, ...]:
    """The lines of an indicator as a table of result, plan, last year and shares."""
    from assistant.indicators.observations import citation_of
    from vectorstore.records import Role

    if paper.located is None:
        return ()
    names = {
        Role.RESULT: "Kết quả", Role.PLAN: "Kế hoạch", Role.PRIOR: "Cùng kỳ", Role.CHANGE: "Tăng, giảm",
        Role.ATTAINMENT: "Đạt kế hoạch",
    }  # fmt: skip
    rows = []
    for line in paper.located.lines:
        label = " ".join(p.label for p in (line.place, line.period) if p) or line.report.label
        found = [line.of(role) for role in names]
        cells = tuple(
            Cell(m.figure.value, m.figure.unit, m.figure, citation_of(m)) if m else Cell() for m in found
        )
        rows.append(Row(label, line.unit, cells))
    columns = tuple(Column(name, role=role) for role, name in names.items())
    return (Table(paper.heading, columns, tuple(rows)),) if of_located(paper.located).rows else ()
