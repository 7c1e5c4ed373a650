"""A page of a PDF as a picture, and where on it a quote stands."""

from __future__ import annotations

import ctypes
import functools
import io
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vectorstore.errors import ReadError

# PDFium is not safe in threads: one page at a time in this process.
_PDFIUM = threading.Lock()
_WIDTH = 1240  # pixels: 150 dots an inch on A4, sharp on screens of double density beside the chat
_LONGEST_SIDE = 3508  # pixels: pages of unusual shape (a long annex, a poster) are not drawn larger
_LEAST_PART = 12  # letters of a quote that must stand on a page for a part of it to be marked
_KEPT_PICTURES = 48


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in shares (0 to 1) of its width and height, from the upper left."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a PDF: how many its file has, its size in points, and one box a line of the quote."""

    pages: int
    width: float
    height: float
    boxes: tuple[Box, ...]
    share: float  # of the quote's letters that stand on the page


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a page or quote, folded, each with the number of its character."""

    text: str
    characters: tuple[int, ...]


@functools.lru_cache(maxsize=_KEPT_PICTURES)
def picture(path: Path, sha256: str, page: int) -> bytes:
    """A page (from 1) as PNG; `sha256` keeps pictures of a replaced file apart.

    Raises ReadError where there is no such page.
    """
    with _opened(path, page) as sheet:
        scale = min(_WIDTH / sheet.get_width(), _LONGEST_SIDE / max(sheet.get_size()))
        image = sheet.render(scale=scale).to_pil()
    stream = io.BytesIO()
    image.convert("P", palette=1, colors=64).save(stream, "PNG", optimize=False, compress_level=6)
    return stream.getvalue()


@functools.lru_cache(maxsize=512)
def locate(path: Path, sha256: str, page: int, quote: str) -> Sheet:
    """A page (from 1), and where on it the quote is printed, or the part of it that stands on this page.

    Spaces, line ends and marks between its words do not count. A table's row (cells parted by tabs) is found
    cell by cell where its cells are printed in another order. Raises ReadError where there is no such page.
    """
    with _opened(path, page) as sheet:
        boxes, share = _boxes(sheet, quote) if quote else ([], 0.0)
        return Sheet(len(sheet.pdf), sheet.get_width(), sheet.get_height(), tuple(boxes), share)


def _boxes(sheet: Any, quote: str) -> tuple[list[Box], float]:
    from pypdfium2 import raw  # type: ignore[import-untyped]

    textpage = sheet.get_textpage()
    try:
        codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
        letters = _folded(codes)
        device = functools.partial(_on_picture, raw, sheet, textpage)
        spans = [letters.characters[start:end] for start, end in _found(letters.text, quote)]
        lines = [line for span in spans for line in _lines([device(index) for index in span])]
        return lines, sum(map(len, spans)) / max(1, len(_letters_of(quote)))
    finally:
        textpage.close()


@contextmanager
def _opened(path: Path, page: int) -> Iterator[Any]:
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except (pypdfium2.PdfiumError, OSError) as exc:
            raise ReadError(f"Không mở được tệp gốc {path.name}; hãy nạp lại báo cáo này.") from exc
        try:
            if not 1 <= page <= len(document):
                raise ReadError(f"Tệp {path.name} có {len(document)} trang, không có trang {page}.")
            sheet = document[page - 1]
            try:
                yield sheet
            finally:
                sheet.close()
        finally:
            document.close()


def _folded(codes: Sequence[int]) -> _Letters:
    """Letters and digits only, without case and diacritics: what survives fonts, hyphens and line ends."""
    kept, numbers = [], []
    for number, code in enumerate(codes):
        if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        for letter in unicodedata.normalize("NFKD", chr(code)).lower().replace("đ", "d"):
            if letter.isalnum():
                kept.append(letter)
                numbers.append(number)
    return _Letters("".join(kept), tuple(numbers))


def _letters_of(text: str) -> str:
    return _folded([ord(character) for character in text]).text


def _found(page: str, quote: str) -> list[tuple[int, int]]:
    """Spans of the quote's letters among those of the page, best way first."""
    wanted = _letters_of(quote)
    if not wanted:
        return []
    if (at := page.find(wanted)) >= 0:
        return [(at, at + len(wanted))]
    if "\t" in quote:
        return _cells_found(page, [_letters_of(cell) for cell in quote.split("\t")])
    return _part_found(page, wanted)


def _part_found(page: str, wanted: str) -> list[tuple[int, int]]:
    """The longest beginning of a quote that goes on overleaf, or the longest end of one that began there."""
    head = _longest(lambda n: wanted[:n] in page, len(wanted))
    tail = _longest(lambda n: wanted[-n:] in page, len(wanted))
    if max(head, tail) < _LEAST_PART:
        return []
    part = wanted[:head] if head >= tail else wanted[-tail:]
    at = page.rfind(part) if head >= tail else page.find(part)
    return [(at, at + len(part))]


def _longest(holds: Any, most: int) -> int:
    """The largest n up to `most` for which `holds(n)`; what holds for n holds for less."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _cells_found(page: str, cells: Sequence[str]) -> list[tuple[int, int]]:
    """A row whose cells are not printed one after the other: its longest cell, and the others close behind it."""
    label = max(cells, key=len)
    at = page.find(label)
    if len(label) < _LEAST_PART or at < 0:
        return []
    spans = [(at, at + len(label))]
    end = at + len(label)
    for cell in cells[cells.index(label) + 1 :]:
        near = page.find(cell, end, end + 60) if cell else -1
        if near >= 0:
            spans.append((near, near + len(cell)))
            end = near + len(cell)
    return spans


def _on_picture(raw: Any, sheet: Any, textpage: Any, index: int) -> Box:
    """A character's box in shares of the page as it is drawn, turned and cropped as the page says."""
    left, bottom, right, top = textpage.get_charbox(index, loose=True)
    corners = []
    for x, y in ((left, top), (right, bottom)):
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(sheet, 0, 0, 10_000, 10_000, 0, x, y, across, down)
        corners.append((across.value / 10_000, down.value / 10_000))
    (x0, y0), (x1, y1) = corners
    return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of characters in reading order as one box a line."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _beside(lines[-1], box):
            last = lines[-1]
            left, top = min(last.left, box.left), min(last.top, box.top)
            right = max(last.left + last.width, box.left + box.width)
            bottom = max(last.top + last.height, box.top + box.height)
            lines[-1] = Box(left, top, right - left, bottom - top)
        elif box.width and box.height:
            lines.append(box)
    return lines


def _beside(line: Box, box: Box) -> bool:
    """True where a character stands on the line, to the right of its beginning."""
    overlap = min(line.top + line.height, box.top + box.height) - max(line.top, box.top)
    return overlap > 0.4 * min(line.height, box.height) and box.left >= line.left - 0.01
