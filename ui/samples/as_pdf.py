"""A sample as a PDF: A4 upright, annexes across, page numbers from the second page on."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from ui.samples.sample import MOTTO, SUPERSCRIPTS, Annex, Piece, Sample, with_superscripts

_REGULAR, _BOLD = "SampleSerif", "SampleSerif-Bold"
_INDENT = {"paragraph": 10 * mm, "item": 10 * mm, "heading": 10 * mm, "subheading": 10 * mm}
_WIDE_SHARE = 0.36  # of the table's width for the column of names


def write_pdf(sample: Sample, path: Path, fonts: tuple[Path, Path]) -> None:
    """fonts: regular and bold, both with Vietnamese letters."""
    for name, file in zip((_REGULAR, _BOLD), fonts, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(file)))
    document = BaseDocTemplate(
        str(path),
        invariant=1,
        title=f"{sample.kind} {' '.join(sample.title)}",
        author=" ".join(sample.agency),
        subject=sample.note,
        pageTemplates=[_template("upright", A4), _template("across", landscape(A4))],
    )
    story: list[Flowable] = [_letterhead(sample), Spacer(0, 6 * mm)]
    story += [_text(text, bold=True, align=TA_CENTER) for text in (sample.kind, *sample.title)]
    story += [Spacer(0, 2 * mm), _text(sample.note, size=11)]
    story += [_body(piece) for piece in sample.body]
    story += [Spacer(0, 4 * mm), _text(sample.signer, bold=True, align=TA_RIGHT)]
    for annex in sample.annexes:
        story += [NextPageTemplate("across"), PageBreak(), *_annex(annex)]
    document.build(story)


def _template(name: str, size: tuple[float, float]) -> PageTemplate:
    width, height = size
    frame = Frame(25 * mm, 18 * mm, width - 45 * mm, height - 36 * mm, id=name, leftPadding=0, rightPadding=0)
    return PageTemplate(id=name, frames=[frame], onPage=_page_number, pagesize=size)


def _page_number(canvas: Canvas, document: BaseDocTemplate) -> None:
    number = canvas.getPageNumber()
    if number > 1:
        canvas.setFont(_REGULAR, 12)
        canvas.drawCentredString(canvas._pagesize[0] / 2, canvas._pagesize[1] - 12 * mm, str(number))


def _text(
    text: str, bold: bool = False, align: int = TA_JUSTIFY, size: float = 13, indent: float = 0
) -> Paragraph:
    style = ParagraphStyle(
        "sample",
        fontName=_BOLD if bold else _REGULAR,
        fontSize=size,
        leading=size * 1.25,
        alignment=align,
        firstLineIndent=indent,
        spaceAfter=size * 0.3,
    )
    return Paragraph(escape(with_superscripts(text)), style)


def _body(piece: Piece) -> Paragraph:
    if piece.kind == "note":
        return _text(f"{SUPERSCRIPTS[piece.number]} {piece.text}", size=10)
    bold = piece.kind in ("part", "heading", "subheading")
    align = TA_CENTER if piece.kind == "part" else TA_JUSTIFY
    return _text(piece.text, bold, align, indent=_INDENT.get(piece.kind, 0))


def _letterhead(sample: Sample) -> Table:
    left, right = [*sample.agency, sample.number], [*MOTTO, sample.dateline]
    cells = [
        [_text(line, bold=i < 2, align=TA_CENTER, size=11) for i, line in enumerate(lines)]
        for lines in (left, right)
    ]
    return Table(
        [cells], colWidths=[70 * mm, 95 * mm], style=TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    )


def _annex(annex: Annex) -> list[Flowable]:
    heads = len(annex.header)
    rows = []
    for i, row in enumerate((*annex.header, *annex.rows)):
        bold = i < heads or not any(row[2:])
        rows.append([_text(cell, bold, TA_CENTER if i < heads else 0, 10.5) if cell else "" for cell in row])
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    commands += [("SPAN", (first, 0), (last, 0)) for first, last in annex.spans]
    if heads == 2:
        commands += [("SPAN", (i, 0), (i, 1)) for i, text in enumerate(annex.header[1]) if not text]
    table = Table(rows, colWidths=_widths(annex), repeatRows=heads, style=TableStyle(commands))
    titles = [_text(text, bold=True, align=TA_CENTER) for text in (annex.label, annex.title)]
    return [*titles, Spacer(0, 2 * mm), table]


def _widths(annex: Annex) -> list[float]:
    total, count = A4[1] - 45 * mm, len(annex.header[0])
    first, second = 12 * mm, total * _WIDE_SHARE
    return [first, second, *[(total - first - second) / (count - 2)] * (count - 2)]
