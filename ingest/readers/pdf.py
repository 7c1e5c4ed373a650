"""PDF files with a text layer: pypdf checks and describes, pypdfium2 gives places, faces, ruling lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]

from ingest.document import Block, BlockKind, Document
from ingest.readers.legacy_blocks import as_unicode
from ingest.readers.letterhead import letterhead_length
from ingest.readers.mending import mend, place_footnotes
from ingest.readers.pdf_columns import open_tables, side_by_side
from ingest.readers.pdf_furniture import split_furniture
from ingest.readers.pdf_lines import Line, make_lines
from ingest.readers.pdf_paragraphs import measure, paragraphs
from ingest.readers.pdf_rules import has_images, page_rules
from ingest.readers.pdf_tables import PlacedTable, read_grid, ruled_grids
from ingest.readers.pdf_words import page_frame, page_words
from ingest.readers.tables import join_tables
from vectorstore.errors import ReadError

MIN_CHARACTERS = 20  # of text on a page; a page with pictures and less is an image
PASSWORD_ERROR = 4  # of pdfium: FPDF_ERR_PASSWORD
_PDFIUM = Lock()  # pdfium serves one thread at a time
_PROPERTIES = {"/Title": "title", "/Author": "author", "/Subject": "subject", "/CreationDate": "created"}


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds: lines outside tables and tables, from top to bottom; sizes in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[PlacedTable, ...]
    image: bool  # shows pictures and next to no text


def read_pdf(path: Path) -> Document:
    """A PDF as blocks; ReadError where it is encrypted, damaged, empty or a scan without text."""
    properties = _describe(path)
    pages = _pages(path)
    images = [str(page.number) for page in pages if page.image]
    if not any(page.lines or page.tables for page in pages) or len(images) == len(pages):
        raise ReadError(
            f"Tệp {path.name} chỉ có ảnh chụp trang giấy, chưa đọc được chữ; "
            "hãy dùng bản Word hoặc bản PDF xuất từ Word của văn bản này."
        )
    if images:
        properties["image_pages"] = ", ".join(images)
    blocks, letterhead, furniture = _assemble(pages)
    document = Document(tuple(blocks), len(pages), "pdf", tuple(letterhead), tuple(furniture), properties)
    return as_unicode(document)


def _describe(path: Path) -> dict[str, str]:
    """The file's own properties; nothing where only pdfium can make sense of the file."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(path)
        if len(reader.pages) == 0:
            raise _without_pages(path)
        known: dict[str, Any] = dict(reader.metadata or {})
        pairs = ((name, str(known.get(key) or "").strip()) for key, name in _PROPERTIES.items())
        return {name: value for name, value in pairs if value}
    except ReadError:
        raise
    except Exception:  # pypdf raises nearly anything on damaged files that pdfium still opens
        return {}


def _pages(path: Path) -> list[Page]:
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as exc:
            locked = getattr(exc, "err_code", None) == PASSWORD_ERROR
            raise (_locked(path) if locked else _damaged(path)) from exc
        try:
            if len(document) == 0:
                raise _without_pages(path)
            return [_page(document, number) for number in range(len(document))]
        except pypdfium2.PdfiumError as exc:
            raise _damaged(path) from exc
        finally:
            document.close()


def _damaged(path: Path) -> ReadError:
    return ReadError(
        f"Tệp {path.name} bị hỏng hoặc tải về chưa đủ nên không mở được; "
        "hãy tải hoặc xuất lại tệp PDF rồi nạp lại."
    )


def _locked(path: Path) -> ReadError:
    return ReadError(
        f"Tệp {path.name} được đặt mật khẩu nên không mở được; hãy lưu lại bản không có mật khẩu rồi nạp lại."
    )


def _without_pages(path: Path) -> ReadError:
    return ReadError(f"Tệp {path.name} không có trang nào; hãy xuất lại tệp PDF từ văn bản gốc.")


def _page(document: pypdfium2.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        frame = page_frame(page)
        words = page_words(page, frame)
        count = sum(len(word.text) for word in words)
        if count < MIN_CHARACTERS and has_images(page):
            return Page(index + 1, frame.width, frame.height, (), (), True)
        tables = []
        for grid in ruled_grids(page_rules(page, frame)):
            table = read_grid(grid, [word for word in words if grid.holds(*word.middle)], index + 1)
            if table is not None:
                tables.append(table)
                words = [word for word in words if not grid.holds(*word.middle)]
        return Page(
            index + 1, frame.width, frame.height, tuple(make_lines(words, index + 1)), tuple(tables), False
        )
    finally:
        page.close()


def _assemble(pages: list[Page]) -> tuple[list[Block], list[str], list[str]]:
    """Blocks in reading order, lines of the letterhead, lines of the furniture."""
    lines, furniture = split_furniture([page.lines for page in pages], [page.height for page in pages])
    letterhead, lines[0] = _split_letterhead(lines[0], pages[0])
    numbers, widths = [page.number for page in pages], [page.width for page in pages]
    metrics = measure(lines, numbers, widths, [[(t.left, t.right) for t in page.tables] for page in pages])
    blocks: list[Block] = []
    pending: list[Line] = []
    for page, own in zip(pages, lines, strict=True):
        for item in _flow(page, own):
            if isinstance(item, Line):
                pending.append(item)
            else:
                blocks += [*paragraphs(pending, metrics), item]
                pending = []
    blocks += paragraphs(pending, metrics)
    blocks = join_tables(_without_empty(blocks))
    return place_footnotes(mend(blocks)), letterhead, furniture


def _without_empty(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if block.text or block.kind is BlockKind.TABLE]


def _flow(page: Page, lines: list[Line]) -> Iterator[Line | Block]:
    """A page's lines and tables from top to bottom."""
    tables = sorted(page.tables, key=lambda table: table.top)
    start = 0
    for table in tables:
        end = next((n for n in range(start, len(lines)) if lines[n].base > table.top), len(lines))
        yield from _stretch(lines[start:end])
        yield table.block
        start = end
    yield from _stretch(lines[start:])


def _stretch(lines: list[Line]) -> Iterator[Line | Block]:
    position = 0
    for table in open_tables(lines):
        yield from side_by_side(lines[position : table.first])
        yield table.block
        position = table.last
    yield from side_by_side(lines[position:])


def _split_letterhead(lines: list[Line], page: Page) -> tuple[list[str], list[Line]]:
    """The head's lines, left column first, and the lines below it."""
    length = letterhead_length([line.text for line in lines])
    left: list[str] = []
    right: list[str] = []
    for line in lines[:length]:
        sides: tuple[list[str], list[str]] = [], []
        for piece in line.segments(1.0):
            sides[(piece.x0 + piece.x1) / 2 >= page.width / 2].append(piece.text)
        left += [" ".join(sides[0])] if sides[0] else []
        right += [" ".join(sides[1])] if sides[1] else []
    return [*left, *right], lines[length:]
