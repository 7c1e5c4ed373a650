"""Characters of a PDF page as words with their places, sizes and faces.

Coordinates are points from the page's top left corner as a reader sees the page, y downwards.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pypdfium2 import PdfPage

from ingest.vietnamese.legacy import Encoding, encoding_of_font, to_unicode
from ingest.vietnamese.text import nfc

WORD_GAP = 0.22  # of the size; a wider gap between characters parts words that no space character parts
BASELINE_STEP = 0.12  # of the size; a larger step of the baseline parts words (a raised mark, the next line)
BOLD_WEIGHT = 600
TURN_SAMPLES = 60  # characters that tell which way a page's text stands
MAX_CHARACTERS = 200_000  # on one page; more is no report

_BOLD_NAME = re.compile(r"bold|black|heavy|demi|(?<=[,-])bd\b", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|(?<=[,-])it\b", re.IGNORECASE)
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
_SPACES = {0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x3000, 0xFEFF}
_DROPPED = {0x00, 0xFFFF, 0x200C, 0x200D}
# pdfium says 2 for a hyphen at a line's end; Symbol and Wingdings put their signs into the private area.
_SPECIAL = {
    0x02: "-",
    0xFFFE: "-",
    0x2010: "-",
    0x2011: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "-",
    0xF0B3: "≥",
    0xF0A3: "≤",
}
_SOFT_HYPHEN = 0xAD


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page's own coordinates become those of the page as seen."""

    left: float
    bottom: float
    width: float  # as seen
    height: float
    rotation: int  # quarter turns clockwise

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.rotation == 1:
            return y, x
        if self.rotation == 2:
            return self.width - x, y
        if self.rotation == 3:
            return self.width - y, self.height - x
        return x, self.height - y


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    x0: float
    x1: float
    base: float  # baseline
    size: float
    bold: bool
    italic: bool
    spaced: bool  # whether a space or the line's begin stands before it

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside the word, to tell which cell it stands in."""
        return (self.x0 + self.x1) / 2, self.base - 0.3 * self.size


@dataclass(frozen=True, slots=True)
class Face:
    """What one text object of the page says of its characters."""

    size: float
    bold: bool
    italic: bool
    encoding: Encoding | None  # legacy, by the font's name
    capitals: bool
    turned: bool  # set at another angle than the page's lines


@dataclass(slots=True)
class _Open:
    """A word in the making."""

    face: Face
    x0: float
    x1: float
    base: float
    spaced: bool
    characters: list[str]

    def closed(self) -> Word:
        text = "".join(self.characters)
        if self.face.encoding:
            text = to_unicode(text, self.face.encoding, capitals=self.face.capitals)
        face = self.face
        return Word(nfc(text), self.x0, self.x1, self.base, face.size, face.bold, face.italic, self.spaced)


def page_frame(page: PdfPage) -> Frame:
    """The page as a reader turns it: so that most of its text is upright."""
    left, bottom, right, top = page.get_cropbox()
    rotation = _text_turns(page)
    if rotation is None:
        rotation = page.get_rotation() // 90 % 4
    width, height = abs(right - left), abs(top - bottom)
    if rotation % 2:
        width, height = height, width
    return Frame(min(left, right), min(bottom, top), width, height, rotation)


def _text_turns(page: PdfPage) -> int | None:
    """Quarter turns clockwise that set most of a page's text upright; None for a page without text."""
    textpage = page.get_textpage()
    turns: Counter[int] = Counter()
    matrix = pdfium.FS_MATRIX()
    count = textpage.count_chars()
    for index in range(0, count, max(1, count // TURN_SAMPLES)):
        if pdfium.FPDFText_GetMatrix(textpage.raw, index, ctypes.byref(matrix)) and (matrix.a or matrix.b):
            turns[round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4] += 1
    textpage.close()
    return turns.most_common(1)[0][0] if turns else None


def page_words(page: PdfPage, frame: Frame) -> list[Word]:
    """The words of a page in the order of its content; text set at another angle is left out."""
    textpage = page.get_textpage()
    try:
        return _words(_glyphs(textpage.raw, min(textpage.count_chars(), MAX_CHARACTERS), frame))
    finally:
        textpage.close()


_Glyph = tuple[str, float, float, float, Face, bool]  # character, x0, x1, base, face, after a space


def _glyphs(text: object, count: int, frame: Frame) -> Iterator[_Glyph]:
    """The visible characters; pdfium is asked as rarely as can be, since every call costs a microsecond."""
    faces: dict[int | None, Face] = {}
    spaced = True
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    x_ref, y_ref, box_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _SPACES or code in _DROPPED:
            spaced = spaced or code in _SPACES
            continue
        holder = pdfium.FPDFText_GetTextObject(text, index)
        key = ctypes.addressof(holder.contents) if holder else None
        face = faces.get(key)
        if face is None:
            face = faces[key] = _face(text, index, holder, frame)
        if face.turned or (code == _SOFT_HYPHEN and face.encoding is None):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x_ref, y_ref)
        pdfium.FPDFText_GetLooseCharBox(text, index, box_ref)
        x0, base = frame.point(x.value, y.value)
        x1 = max(frame.point(box.left, box.bottom)[0], frame.point(box.right, box.top)[0], x0)
        yield _character(code), x0, x1, base, face, spaced
        spaced = False


def _words(glyphs: Iterable[_Glyph]) -> list[Word]:
    words: list[Word] = []
    current: _Open | None = None
    for character, x0, x1, base, face, spaced in glyphs:
        if current is not None:
            step, gap = abs(base - current.base), x0 - current.x1
            level = step <= BASELINE_STEP * current.face.size
            near = -0.5 * current.face.size < gap < WORD_GAP * current.face.size
            loose = unicodedata.combining(character) > 0  # a tone of its own stands over its letter
            if loose or (level and near and not spaced and face.encoding is current.face.encoding):
                current.characters.append(character)
                current.x1 = max(current.x1, x1)
                continue
            words.append(current.closed())
            spaced = spaced or not near or step > current.face.size
        current = _Open(face, x0, x1, base, spaced, [character])
    return [*words, current.closed()] if current is not None else words


def _character(code: int) -> str:
    return _SPECIAL.get(code) or chr(code)


def _face(text: object, index: int, holder: Any, frame: Frame) -> Face:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    origin, ahead = frame.point(0, 0), frame.point(matrix.a, matrix.b)
    turned = abs(ahead[1] - origin[1]) > 0.2 * math.hypot(matrix.a, matrix.b) or ahead[0] < origin[0]
    size = pdfium.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
    name, weight, flags, stroked = "", 0, 0, False
    if holder:
        font = pdfium.FPDFTextObj_GetFont(holder)
        name = _font_name(font)
        weight, flags = pdfium.FPDFFont_GetWeight(font), pdfium.FPDFFont_GetFlags(font)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(holder)
        stroked = mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    bold = bool(_BOLD_NAME.search(name)) or weight >= BOLD_WEIGHT or stroked or bool(flags & _FORCE_BOLD_FLAG)
    italic = bool(_ITALIC_NAME.search(name)) or (flags > 0 and bool(flags & _ITALIC_FLAG))
    encoding, capitals = encoding_of_font(name)
    return Face(round(size, 2), bold, italic, encoding, capitals, turned)


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(256)
    length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 256)
    return buffer.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace").split("+")[-1]
