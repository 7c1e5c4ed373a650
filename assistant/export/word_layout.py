"""Page, styles, head and foot of an administrative document.

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4; margins 20–25 mm above and below, 30–35 left, 15–20 right; Times New Roman,
13–14 pt; page number centred in the upper margin, not on the first page; the parts of the head as in its mẫu.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assistant.export.paper import Letterhead
from assistant.export.safe import legal
from ingest.vietnamese.places import find_places

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
BODY, HEAD, LIST, CELL = 14, 13, 11, 12  # points
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20  # mm
WIDE, HIGH = 210, 297
_LEFT, _RIGHT = 60, 100  # mm of the two columns of the head
_STATE, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
_TYPES = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\b", re.IGNORECASE)
_SHORT = 24  # letters of an agency that fit on a line
_DAYS, _MONTHS = 10, 3  # a day below ten, January and February are written with a nought


def prepare(document: Document) -> None:
    """Page size, margins, page numbers, and the style that every paragraph has."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    fonts = normal.element.rPr.rFonts
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    language = document.element.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN", qn("w:eastAsia"): "vi-VN"})
    normal.element.rPr.append(language)
    normal.paragraph_format.space_before, normal.paragraph_format.space_after = Pt(0), Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDE), Mm(HIGH)
    set_margins(section)
    section.different_first_page_header_footer = True
    numbered = section.header.paragraphs[0]
    numbered.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(numbered, "PAGE")


def set_margins(section: Section) -> None:
    from docx.shared import Mm

    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)


def write_head(document: Document, letterhead: Letterhead, heading: str) -> None:
    """State and motto, agencies, number, place and day, kind and abstract."""
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    table.autofit = False
    for cell, width in ((left, _LEFT), (right, _RIGHT)):
        cell.width = Mm(width)
    for column, width in zip(table.columns, (_LEFT, _RIGHT), strict=True):
        column.width = Mm(width)
    agency = letterhead.agency or "[TÊN CƠ QUAN BAN HÀNH]"
    if letterhead.above:
        for part in _broken(letterhead.above):
            line(left, part.upper(), HEAD - 1)
    for part in _broken(agency):
        line(left, part.upper(), HEAD - 1, bold=True)
    rule(left.add_paragraph(), Mm(_LEFT - 4), 0.4)
    line(left, f"Số: {letterhead.number or '       /' + _symbol(letterhead)}", HEAD)
    line(right, _STATE, HEAD - 1, bold=True)
    line(right, _MOTTO, HEAD, bold=True)
    rule(right.add_paragraph(), Mm(_RIGHT - 4), 0.56)
    line(right, _issued(letterhead), HEAD, italic=True)
    blank = document.add_paragraph()
    blank.paragraph_format.space_after = 0
    _centred(document, legal(letterhead.kind).upper())
    _centred(document, legal(heading))
    rule(document.add_paragraph(), Mm(WIDE - LEFT - RIGHT), 0.35)


def write_foot(document: Document, letterhead: Letterhead) -> None:
    """Recipients on the left, the signature on the right."""
    from docx.shared import Mm, Pt

    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    for cell in (left, right):
        cell.width = Mm((WIDE - LEFT - RIGHT) / 2)
    _keep_whole(table)
    first = line(left, "Nơi nhận:", CELL, bold=True, italic=True, centred=False)
    first.paragraph_format.space_before = Pt(6)
    recipients = letterhead.recipients or ("Lưu: VT.",)
    for recipient in recipients:
        line(left, f"- {recipient}", LIST, centred=False)
    title = letterhead.signer_title or "[QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ]"
    for part in title.split("\n"):
        line(right, part.strip().upper(), HEAD, bold=True)
    for _ in range(4):
        line(right, "", HEAD)
    line(right, letterhead.signer or "[Họ và tên]", HEAD + 1, bold=True)


def line(
    cell: _Cell, text: str, size: int, bold: bool = False, italic: bool = False, centred: bool = True
) -> Paragraph:
    """A line of its own in a cell; the first takes the paragraph that the cell has."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].text and not cell.paragraphs[0].runs
    paragraph: Paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
    run = paragraph.add_run(legal(text))
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def rule(paragraph: Paragraph, width: int, share: float) -> None:
    """A centred line below a text, `share` of the `width` (in EMU) of what it stands in."""
    from docx.oxml.ns import qn
    from docx.shared import Emu, Pt

    side = int(width * (1 - share) / 2)
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Emu(side)
    layout.space_before, layout.space_after, layout.line_spacing = Pt(3), Pt(4), Pt(3)
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.makeelement(qn("w:pBdr"), {})
    attributes = {"val": "single", "sz": "6", "space": "1", "color": "auto"}
    borders.append(
        properties.makeelement(qn("w:top"), {qn(f"w:{key}"): value for key, value in attributes.items()})
    )
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field such as PAGE."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = instruction
        run._r.append(element)


def _centred(document: Document, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(BODY)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = True


def _keep_whole(table: Any) -> None:
    from docx.oxml import OxmlElement

    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _broken(agency: str) -> list[str]:
    """A long name in two lines, the place on the second: 'Ủy ban nhân dân', 'tỉnh Điện Biên'."""
    kind = _TYPES.search(agency)
    if len(agency) <= _SHORT or kind is None or not kind.start():
        return [agency]
    return [agency[: kind.start()].strip(), agency[kind.start() :]]


def _issued(letterhead: Letterhead) -> str:
    """'Điện Biên, ngày 05 tháng 7 năm 2024', open where the day is not known."""
    place = letterhead.place_of_issue or "[Địa danh]"
    day = letterhead.day
    if day is None:
        return f"{place}, ngày      tháng      năm 20    "
    number = f"{day.day:02d}" if day.day < _DAYS else str(day.day)
    month = f"{day.month:02d}" if day.month < _MONTHS else str(day.month)
    return f"{place}, ngày {number} tháng {month} năm {day.year}"


def _symbol(letterhead: Letterhead) -> str:
    """'BC-SYT': the kind and the agency by their initials; the agency without its place."""
    kind = _initials(letterhead.kind)
    agency = letterhead.agency
    for match in reversed(find_places(agency)):
        agency = agency[: match.start] + agency[match.end :]
    own = _initials(_TYPES.sub(" ", agency))
    return f"{kind}-{own}" if own else f"{kind}-[…]"


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.upper().split() if word[0].isalpha())
