"""Word documents (.docx): paragraphs as Word shows them, tables over their grid, notes behind their marks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from ingest.document import Block, BlockKind, Document
from ingest.readers.docx_numbering import W, read_numbering
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_tables import Grid, grid_rows, header_rows, is_layout, is_letterhead, read_grid
from ingest.readers.docx_text import Paragraph, ParagraphReader, pieces_text
from ingest.readers.legacy_blocks import as_unicode
from ingest.readers.letterhead import is_title_label, letterhead_length
from ingest.readers.mending import (
    MARKER,
    RAISED_MARKS,
    footnote_mark,
    join_text,
    kind_of,
    mend,
    place_footnotes,
)
from ingest.readers.tables import as_table, join_tables, table_block
from ingest.vietnamese.text import squeeze
from vectorstore.errors import ReadError

MAX_UNPACKED = 400_000_000  # bytes that the package's parts may have unpacked
MAX_XML = 120_000_000  # and one of its XML parts

_ENDED = re.compile(r"[.;:!?…]$")
_NOTE_STYLES = ("footnote text", "endnote text")
_TOC_STYLES = ("toc ", "mục lục ", "table of figures")
_FURNITURE = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


def read_docx(path: Path) -> Document:
    """A Word document as blocks; ReadError where it is damaged, empty, or no Word document."""
    _check_package(path)
    try:
        package = docx.Document(str(path))
        document = _Reader(package).document()
    except ReadError:
        raise
    except Exception as exc:  # python-docx and lxml raise nearly anything on damaged packages
        raise ReadError(
            f"Tệp {path.name} bị hỏng hoặc không phải văn bản Word, không mở được; "
            "hãy mở bằng Word rồi lưu lại thành tệp .docx và nạp lại."
        ) from exc
    if not document.blocks:
        raise ReadError(
            f"Tệp {path.name} không có chữ nào (có thể chỉ có ảnh chụp); "
            "hãy dùng bản có chữ gõ được rồi nạp lại."
        )
    return as_unicode(document)


def _check_package(path: Path) -> None:
    """Whether the file is a package with a Word document inside and of a sane size."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
    except (zipfile.BadZipFile, EOFError, ValueError) as exc:
        raise ReadError(
            f"Tệp {path.name} bị hỏng hoặc tải về chưa đủ nên không mở được; "
            "hãy tải lại tệp .docx rồi nạp lại."
        ) from exc
    if not any(name.startswith("word/") for name in names):
        raise ReadError(
            f"Tệp {path.name} không phải văn bản Word (bên trong là tệp nén hoặc bảng tính); "
            "hãy nạp tệp .docx, .pdf, .txt hoặc .md."
        )
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if largest > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ReadError(
            f"Tệp {path.name} phình quá lớn khi giải nén nên không đọc; "
            "hãy bỏ bớt ảnh hoặc chia nhỏ văn bản rồi nạp lại."
        )


@dataclass(slots=True)
class _Reader:
    """Reads one document from its first paragraph to its last."""

    package: Any
    styles: Styles = field(init=False)
    paragraphs: ParagraphReader = field(init=False)
    letterhead: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        part = self.package.part
        self.styles = Styles(_root(part, RELATIONSHIP_TYPE.STYLES))
        self.paragraphs = ParagraphReader(
            self.styles, read_numbering(_root(part, RELATIONSHIP_TYPE.NUMBERING))
        )

    def document(self) -> Document:
        body = self.package.element.body
        blocks = _without_letterhead(list(self._blocks(body)), self.letterhead)
        blocks = join_tables(self._as_footnotes(blocks))
        self.furniture.extend(self._heads_and_feet())
        return Document(
            blocks=tuple(place_footnotes(mend(blocks))),
            pages=None,
            format="docx",
            letterhead=tuple(self.letterhead),
            furniture=tuple(self.furniture),
            properties=_properties(self.package),
        )

    def _blocks(self, parent: Any) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt" and not _is_contents(child):
                for content in child.findall(f"{W}sdtContent"):
                    yield from self._blocks(content)
            elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self._blocks(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        paragraph = self.paragraphs.read(element)
        if paragraph.style_name.lower().startswith(_TOC_STYLES):
            self.furniture.append(squeeze(paragraph.raw))
            return
        yield from _paragraph_blocks(paragraph)
        yield from self._notes(paragraph)
        for box in paragraph.boxes:
            yield from self._blocks(box)

    def _table(self, element: Any) -> Iterator[Block]:
        grid = read_grid(element, self.paragraphs.read)
        if is_letterhead(grid):
            self.letterhead.extend(_side_lines(grid))
            return
        if is_layout(grid):
            yield from self._layout(grid)
            return
        rows = grid_rows(grid)
        table = as_table(rows, header_rows(grid, rows))
        if table.width:
            yield table_block(table)
        for cell in grid.cells:
            for paragraph in cell.paragraphs:
                yield from self._notes(paragraph)
            for nested in cell.nested:
                yield from self._table(nested)

    def _layout(self, grid: Grid) -> Iterator[Block]:
        """A layout table's texts, column after column."""
        for cell in sorted(grid.cells, key=lambda cell: cell.column):
            for paragraph in cell.paragraphs:
                yield from _paragraph_blocks(paragraph, apart=True)
                yield from self._notes(paragraph)
            for nested in cell.nested:
                yield from self._table(nested)

    def _notes(self, paragraph: Paragraph) -> Iterator[Block]:
        """The footnotes and endnotes that a paragraph refers to."""
        for key in paragraph.notes:
            kind, number = key.split(":", 1)
            mark = self.paragraphs.marks[kind, number]
            element = self._note_elements(kind).get(number)
            if element is None:
                continue
            parts = [self.paragraphs.read(child) for child in element.iter(f"{W}p")]
            text = ""
            for part in parts:
                own = squeeze(part.label + pieces_text(part.pieces))
                text = join_text(text, own) if text else own
            if text:
                yield Block(BlockKind.FOOTNOTE, text, None, parts[0].style, mark=mark)

    def _note_elements(self, kind: str) -> dict[str, Any]:
        relation = RELATIONSHIP_TYPE.FOOTNOTES if kind == "footnote" else RELATIONSHIP_TYPE.ENDNOTES
        root = _root(self.package.part, relation)
        return {} if root is None else {note.get(f"{W}id"): note for note in root.findall(f"{W}{kind}")}

    def _as_footnotes(self, blocks: list[Block]) -> list[Block]:
        """Paragraphs that are footnotes by their style or their small print and mark."""
        sizes: dict[float, int] = {}
        for block in blocks:
            if block.style.size and block.table is None:
                sizes[block.style.size] = sizes.get(block.style.size, 0) + len(block.text)
        usual = max(sizes, key=lambda size: sizes[size]) if sizes else 0.0
        return [_footnote(block, usual) for block in blocks]

    def _heads_and_feet(self) -> Iterator[str]:
        seen: set[str] = set()
        for relation in self.package.part.rels.values():
            if relation.reltype not in _FURNITURE or relation.is_external:
                continue
            root = relation.target_part.element if hasattr(relation.target_part, "element") else None
            for element in () if root is None else root.iter(f"{W}p"):
                text = squeeze("".join(node.text or "" for node in element.iter(f"{W}t")))
                if text and text not in seen:
                    seen.add(text)
                    yield text


_NOTE_STYLE_LEVEL = -1  # marks, until footnotes are told, a paragraph of a footnote style


def _paragraph_blocks(paragraph: Paragraph, apart: bool = False) -> Iterator[Block]:
    """The blocks of a paragraph: one, or several where manual line breaks set lines apart."""
    text = paragraph.label + pieces_text(paragraph.pieces)
    lines = [line for line in (squeeze(line) for line in text.split("\n")) if line]
    if not lines or paragraph.empty:
        return
    groups: list[str] = [lines[0]]
    for line in lines[1:]:
        ended = apart or is_title_label(groups[-1]) or (_ENDED.search(groups[-1]) and MARKER.match(line))
        if ended:
            groups.append(line)
        else:
            groups[-1] = join_text(groups[-1], line)
    note = paragraph.style_name.lower() in _NOTE_STYLES
    for number, group in enumerate(groups):
        style = paragraph.style if number == 0 else replace(paragraph.style, bold_prefix=0)
        style = replace(style, bold_prefix=min(style.bold_prefix, len(group)))
        if note:
            style = replace(style, level=_NOTE_STYLE_LEVEL)
        yield Block(kind_of(group), group, None, style)


def _footnote(block: Block, usual: float) -> Block:
    styled = block.style.level == _NOTE_STYLE_LEVEL
    style = replace(block.style, level=None) if styled else block.style
    if block.table is not None or block.kind is BlockKind.FOOTNOTE:
        return block
    mark = footnote_mark(block.text)
    small = bool(style.size and usual and style.size <= 0.9 * usual and not block.text.startswith("*"))
    raised = bool(mark) and block.text[0] in RAISED_MARKS
    if mark is None or not (styled or small or raised):
        return replace(block, style=style)
    return replace(block, kind=BlockKind.FOOTNOTE, style=style, mark=mark)


def _side_lines(grid: Grid) -> list[str]:
    """Lines of a letterhead table: those of its left column, then those of its right one."""
    lines = []
    for cell in sorted(grid.cells, key=lambda cell: cell.column):
        for paragraph in cell.paragraphs:
            text = paragraph.label + pieces_text(paragraph.pieces)
            lines += [squeeze(line) for line in text.split("\n") if squeeze(line)]
    return lines


def _without_letterhead(blocks: list[Block], letterhead: list[str]) -> list[Block]:
    """Blocks below the head; a head set as paragraphs goes to the letterhead's lines."""
    texts = []
    for block in blocks:
        if block.table is not None:
            break
        texts.append(block.text)
    length = letterhead_length(texts)
    letterhead.extend(texts[:length])
    return blocks[length:]


def _root(part: Any, relation: str) -> Any | None:
    """The XML of the part that a relation leads to; None where there is none."""
    for rel in part.rels.values():
        if rel.reltype == relation and not rel.is_external:
            target = rel.target_part
            return target.element if hasattr(target, "element") else parse_xml(target.blob)
    return None


def _is_contents(element: Any) -> bool:
    """Whether a content control holds the table of contents."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _properties(package: Any) -> dict[str, str]:
    core = package.core_properties
    known = {"title": core.title, "author": core.author, "subject": core.subject, "created": core.created}
    return {name: str(value) for name, value in known.items() if value}
