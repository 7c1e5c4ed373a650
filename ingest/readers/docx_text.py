"""Text of Word paragraphs as Word shows it: insertions in, deletions and hidden text out, marks raised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.document import Style
from ingest.readers.docx_numbering import SYMBOLS, Numbering, W
from ingest.readers.docx_styles import Look, Styles, look_of, replaced
from ingest.vietnamese.legacy import Encoding, encoding_of_font, to_unicode
from ingest.vietnamese.text import squeeze

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_SUPERSCRIPT = str.maketrans("0123456789()+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻")
_GROUPS = {
    f"{W}{name}"
    for name in ("hyperlink", "smartTag", "ins", "moveTo", "fldSimple", "sdtContent", "dir", "bdo")
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one face."""

    text: str
    bold: bool
    italic: bool
    size: float | None
    encoding: Encoding | None = None
    capitals: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph as shown; its pieces may hold line breaks and tabs."""

    label: str  # of automatic numbering, with what parts it from the text
    pieces: list[Piece]
    style: Style
    style_name: str
    notes: list[str] = field(default_factory=list)  # marks of the notes that it refers to
    boxes: list[Any] = field(default_factory=list)  # text boxes anchored in it

    @property
    def empty(self) -> bool:
        """Whether it shows nothing but, perhaps, its number."""
        return not any(piece.text.strip() for piece in self.pieces)

    @property
    def raw(self) -> str:
        return self.label + "".join(piece.text for piece in self.pieces)


class ParagraphReader:
    """Reads the paragraphs of one document in order; keeps count of its lists and notes."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._marks: dict[tuple[str, str], str] = {}  # kind and id of a note → its mark

    @property
    def marks(self) -> dict[tuple[str, str], str]:
        """Marks given so far to notes, by ('footnote' or 'endnote', id)."""
        return self._marks

    def read(self, element: Any) -> Paragraph:
        """One w:p; counts its list on, so that each paragraph is to be read once and in order."""
        ppr = element.find(f"{W}pPr")
        named = None if ppr is None else ppr.find(f"{W}pStyle")
        style_id = None if named is None else named.get(f"{W}val")
        look = self._styles.look(style_id)
        own = look_of(ppr, None, look)
        paragraph = Paragraph("", [], Style(), look.name)
        for run in _runs(element):
            self._read_run(run, look, paragraph)
        deleted = ppr is not None and ppr.find(f"{W}rPr/{W}del") is not None
        label, indent = self._label(own, style_id) if not deleted else ("", own.indent)
        paragraph.label = label
        paragraph.style = _style(paragraph, own, indent)
        return paragraph

    def _label(self, look: Look, style_id: str | None) -> tuple[str, float | None]:
        if look.number is None or look.number[0] == "0":
            return "", look.indent
        number, depth = look.number
        if depth is None:
            depth = self._numbering.depth_of_style(number, style_id or "")
        level = self._numbering.level(number, depth)
        indent = look.indent if look.indent is not None or level is None else level.indent
        return self._numbering.label(number, depth), indent

    def _read_run(self, run: Any, look: Look, paragraph: Paragraph) -> None:
        if run.tag == f"{M}t":
            paragraph.pieces.append(Piece(run.text or "", False, False, None))
            return
        rpr = run.find(f"{W}rPr")
        own = look
        if rpr is not None:
            character = rpr.find(f"{W}rStyle")
            if character is not None:
                own = _over(look, self._styles.look(character.get(f"{W}val")))
            own = look_of(None, rpr, own)
        if own.hidden:
            return
        text = self._run_text(run, paragraph)
        raised = rpr is not None and rpr.find(f"{W}vertAlign") is not None
        if raised and rpr.find(f"{W}vertAlign").get(f"{W}val") == "superscript":
            text = text.translate(_SUPERSCRIPT)
        encoding, capitals = encoding_of_font(own.font)
        if own.capitals and encoding is None:
            text = text.upper()
        if text:
            bold, italic = bool(own.bold), bool(own.italic)
            paragraph.pieces.append(Piece(text, bold, italic, own.size, encoding, capitals or own.capitals))

    def _run_text(self, run: Any, paragraph: Paragraph) -> str:
        parts: list[str] = []
        for child in run:
            name = child.tag.split("}")[-1] if isinstance(child.tag, str) else ""
            if name == "t":
                parts.append(child.text or "")
            elif name in ("tab", "ptab"):
                parts.append("\t")
            elif name in ("br", "cr"):
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name == "sym":
                parts.append(_symbol(child))
            elif name in ("footnoteReference", "endnoteReference"):
                parts.append(self._note(child, name.removesuffix("Reference"), paragraph))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                paragraph.boxes.extend(_boxes(child))
        return "".join(parts)

    def _note(self, reference: Any, kind: str, paragraph: Paragraph) -> str:
        if reference.get(f"{W}customMarkFollows") in ("1", "true"):
            return ""
        key = kind, reference.get(f"{W}id")
        mark = self._marks.setdefault(key, str(len(self._marks) + 1))
        paragraph.notes.append(f"{key[0]}:{key[1]}")
        return mark.translate(_SUPERSCRIPT)


def _over(base: Look, character: Look) -> Look:
    """A paragraph's look with what a character style says of the face."""
    return replaced(base, bold=character.bold or None, italic=character.italic or None)


def _symbol(element: Any) -> str:
    try:
        character = chr(int(element.get(f"{W}char", ""), 16))
    except ValueError:
        return ""
    return SYMBOLS.get(character, "" if 0xE000 <= ord(character) <= 0xF8FF else character)


def _runs(parent: Any) -> Iterator[Any]:
    """Runs of a paragraph in order, also inside links, insertions and fields; deleted ones left out."""
    fields: list[bool] = []  # of each open field whether its result has begun
    for child in parent:
        if child.tag == f"{W}r":
            field_char = child.find(f"{W}fldChar")
            kind = None if field_char is None else field_char.get(f"{W}fldCharType")
            if kind == "begin":
                fields.append(False)
            elif kind == "separate" and fields:
                fields[-1] = True
            elif kind == "end" and fields:
                fields.pop()
            elif all(fields):
                yield child
        elif child.tag in _GROUPS:
            yield from _runs(child)
        elif child.tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                yield from _runs(content)
        elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
            yield from child.iter(f"{M}t")


def _boxes(element: Any) -> list[Any]:
    """Text boxes of a drawing; of its alternatives only the first that has any."""
    if element.tag == f"{MC}AlternateContent":
        for alternative in element:
            found = [box for child in alternative for box in _boxes(child)]
            if found:
                return found
        return []
    nested = list(element.iter(f"{MC}AlternateContent"))
    if nested:
        return [box for alternative in nested[:1] for box in _boxes(alternative)]
    return list(element.iter(f"{W}txbxContent"))


def _style(paragraph: Paragraph, look: Look, indent: float | None) -> Style:
    inked = [piece for piece in paragraph.pieces if piece.text.strip()]
    bold = bool(inked) and all(piece.bold for piece in inked)
    lengths: dict[float, int] = {}
    for piece in inked:
        if piece.size:
            lengths[piece.size] = lengths.get(piece.size, 0) + len(piece.text)
    return Style(
        bold=bold,
        bold_prefix=0 if bold else len(_bold_head(paragraph)),
        italic=bool(inked) and all(piece.italic for piece in inked),
        size=max(lengths, key=lambda size: lengths[size]) if lengths else None,
        centred=bool(look.centred),
        indent=indent,
        level=None if look.outline is None or look.outline > 8 else look.outline + 1,
    )


def _bold_head(paragraph: Paragraph) -> str:
    head: list[Piece] = []
    for piece in paragraph.pieces:
        if piece.text.strip() and not piece.bold:
            break
        head.append(piece)
    text = pieces_text(head)
    return squeeze(paragraph.label + text) if text.strip() else ""


def _same_encoding(piece: Piece, other: Piece) -> bool:
    return (piece.encoding, piece.capitals) == (other.encoding, other.capitals)


def pieces_text(pieces: list[Piece]) -> str:
    """Pieces as one text; neighbours in one legacy encoding are converted together, since a letter and its
    tone may stand in two runs. Line breaks and tabs stay."""
    parts: list[str] = []
    position = 0
    while position < len(pieces):
        first = pieces[position]
        end = position + 1
        while end < len(pieces) and _same_encoding(pieces[end], first):
            end += 1
        text = "".join(piece.text for piece in pieces[position:end])
        if first.encoding:
            text = to_unicode(text, first.encoding, capitals=first.capitals)
        parts.append(text.replace("\u00ad", ""))
        position = end
    return "".join(parts)
