"""A sample as a Word document, with real tables and real footnotes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from ui.samples.sample import MOTTO, NOTE_MARK, Annex, Piece, Sample

_FONT = "Times New Roman"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_BOLD = ("part", "heading", "subheading")
_EPOCH = (2024, 1, 1, 0, 0, 0)  # of every member of the file, so that equal content gives equal bytes


def write_docx(sample: Sample, path: Path) -> None:
    """Letterhead as a borderless table, body in A4 upright, each annex on a page across."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(13)
    _page(document, across=False)
    _letterhead(document, sample)
    for text in (sample.kind, *sample.title):
        _paragraph(document, text, bold=True, centred=True)
    _paragraph(document, sample.note, italic=True)
    for piece in sample.body:
        if piece.kind != "note":
            _body(document, piece)
    _paragraph(document, sample.signer, bold=True, right=True)
    for annex in sample.annexes:
        _annex(document, annex)
    _add_footnotes(document, [piece for piece in sample.body if piece.kind == "note"])
    _save(document, sample, path)


def _page(document: WordDocument, across: bool) -> None:
    section = document.sections[-1]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Mm(25), Mm(20)


def _letterhead(document: WordDocument, sample: Sample) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(
        table.rows[0].cells, ([*sample.agency, sample.number], [*MOTTO, sample.dateline]), strict=True
    ):
        for i, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(line)
            run.bold, run.italic = i < 2, line == sample.dateline
    document.add_paragraph()


def _paragraph(
    document: WordDocument,
    text: str,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
    right: bool = False,
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else alignment
    last = 0
    for mark in NOTE_MARK.finditer(text):
        _run(paragraph, text[last : mark.start()], bold, italic)
        _reference(paragraph, int(mark[1]))
        last = mark.end()
    _run(paragraph, text[last:], bold, italic)
    return paragraph


def _run(paragraph: Paragraph, text: str, bold: bool, italic: bool) -> None:
    if text:
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None


def _body(document: WordDocument, piece: Piece) -> None:
    paragraph = _paragraph(document, piece.text, bold=piece.kind in _BOLD, centred=piece.kind == "part")
    if piece.kind not in ("part",):
        paragraph.paragraph_format.first_line_indent = Mm(10)


def _annex(document: WordDocument, annex: Annex) -> None:
    document.add_section(WD_SECTION.NEW_PAGE)
    _page(document, across=True)
    for text in (annex.label, annex.title):
        _paragraph(document, text, bold=True, centred=True)
    rows = (*annex.header, *annex.rows)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for i, row in enumerate(rows):
        group = i >= len(annex.header) and not any(row[2:])
        for cell, text in zip(table.rows[i].cells, row, strict=True):
            _fill(cell, text, bold=i < len(annex.header) or group)
    _merge_header(table, annex)


def _fill(cell: _Cell, text: str, bold: bool) -> None:
    run = cell.paragraphs[0].add_run(text)
    run.bold, run.font.size = bold or None, Pt(11)


def _merge_header(table: Table, annex: Annex) -> None:
    for i in range(len(annex.header)):
        table.rows[i]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for first, last in annex.spans:
        table.cell(0, first).merge(table.cell(0, last))
    if len(annex.header) == 2:
        for column, text in enumerate(annex.header[1]):
            if not text:
                table.cell(0, column).merge(table.cell(1, column))
    for cell in {
        id(cell._tc): cell for i in range(len(annex.header)) for cell in table.rows[i].cells
    }.values():
        for paragraph in cell.paragraphs[1:]:
            if not paragraph.text:
                cell._tc.remove(paragraph._p)  # left over by merging


def _reference(paragraph: Paragraph, number: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _add_footnotes(document: WordDocument, notes: list[Piece]) -> None:
    """The footnotes part of the file; Word wants its two separators first."""
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(_footnote(number, f"<w:r><w:{kind}/></w:r>", f' w:type="{kind}"'))
    for note in notes:
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        text = f'<w:r><w:t xml:space="preserve"> {escape(note.text)}</w:t></w:r>'
        root.append(_footnote(note.number, mark + text))
    blob = serialize_part_xml(root)
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnote(number: int, runs: str, kind: str = "") -> BaseOxmlElement:
    return parse_xml(f'<w:footnote {nsdecls("w")}{kind} w:id="{number}"><w:p>{runs}</w:p></w:footnote>')


def _save(document: WordDocument, sample: Sample, path: Path) -> None:
    properties = document.core_properties
    properties.title, properties.author = f"{sample.kind} {' '.join(sample.title)}", " ".join(sample.agency)
    properties.comments = sample.note
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
