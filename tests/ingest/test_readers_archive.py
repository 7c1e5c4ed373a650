"""The real reports: what PDF and Word give is compared with the text edition, row by row and word by word."""

from __future__ import annotations

import re
import time
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from ingest.document import BlockKind, Document
from ingest.readers import read
from ingest.vietnamese.text import squeeze
from vectorstore.errors import ReadError

KEYS = ("dien-bien-6t-2024", "lai-chau-6t-2022", "phong-tho-ke-hoach-2024")
WITH_TABLES = KEYS[0]
FORMATS = ("pdf", "docx")
ROWS = 694  # of both annexes, headers left out
PAGES_PER_SECOND = 10  # well below what two free cores reach, so that a busy machine does not fail

_WORD = re.compile(r"\w+")


@cache
def document(shared: Path, key: str, form: str) -> Document:
    return read(shared / "archive" / form / f"{key}.{form}")


def printed(shared: Path, key: str) -> str:
    return (shared / "archive" / "txt" / f"{key}.txt").read_text(encoding="utf-8")


def text_rows(shared: Path) -> list[tuple[str, ...]]:
    """Body rows of the text edition; the one row that a page break cuts is joined."""
    rows: list[tuple[str, ...]] = []
    for line in printed(shared, WITH_TABLES).splitlines():
        cells = tuple(squeeze(cell) for cell in line.split("\t"))
        if len(cells) < 7 or cells[0] == "TT" or cells[:2] == ("", ""):
            continue
        if not cells[0] and cells[1][:1].islower() and not any(cells[2:]):
            rows[-1] = tuple(f"{a} {b}".strip() for a, b in zip(rows[-1], cells, strict=True))
        else:
            rows.append(cells)
    return rows


@pytest.mark.parametrize("form", FORMATS)
def test_every_annex_row_is_equal_cell_by_cell(shared: Path, form: str) -> None:
    read_rows = [
        row.cells
        for block in document(shared, WITH_TABLES, form).blocks
        if block.table
        for row in block.table.rows
    ]
    wanted = text_rows(shared)
    assert len(wanted) == ROWS
    equal = sum(a == b for a, b in zip(read_rows, wanted, strict=False))
    assert (len(read_rows), equal) == (ROWS, ROWS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("key", KEYS)
def test_every_word_of_the_prose_is_there_in_order(shared: Path, key: str, form: str) -> None:
    found = document(shared, key, form)
    notes = [block.text for block in found.blocks if block.kind is BlockKind.FOOTNOTE]
    body = [block.text for block in found.blocks if block.kind is not BlockKind.FOOTNOTE]
    running = [word for line in (*found.letterhead, *body, *notes) for word in words(line)]
    lines = [line for line in printed(shared, key).splitlines() if "\t" not in line]
    lines.sort(key=lambda line: bool(re.match("[¹²³⁴-⁹\ufffd]", line)))  # footnotes behind the rest
    wanted = [word for line in lines for word in words(line)]
    matcher = SequenceMatcher(None, wanted, running, autojunk=False)
    assert sum(block.size for block in matcher.get_matching_blocks()) >= 0.997 * len(wanted)
    joined = f" {' '.join(running)} "
    missing = [line for line in lines if words(line) and f" {' '.join(words(line))} " not in joined]
    assert len(missing) <= 1


def words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(re.sub(r"[*#>|\\]", " ", squeeze(text)))]


@pytest.mark.parametrize("key", KEYS)
def test_pdf_and_word_give_the_same_blocks(shared: Path, key: str) -> None:
    pdf, word = (document(shared, key, form) for form in FORMATS)
    assert [(b.kind, b.text) for b in pdf.blocks] == [(b.kind, b.text) for b in word.blocks]
    assert pdf.letterhead == word.letterhead


def test_pages_headers_and_footnotes(shared: Path) -> None:
    found = document(shared, WITH_TABLES, "pdf")
    assert found.pages == 56
    grids = [block.table for block in found.blocks if block.table]
    assert [(len(grid.header), grid.width) for grid in grids] == [(2, 8), (1, 7)]
    pages = [row.page for row in grids[1].rows]
    assert (pages[0], pages[-1]) == (31, 56)
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert [b.mark for b in found.blocks if b.kind is BlockKind.FOOTNOTE] == ["1", "2", "3", "4", "5", "6"]
    assert {"2", "56"} <= set(found.furniture)


def test_scan_says_that_it_cannot_be_read_yet(shared: Path) -> None:
    with pytest.raises(ReadError, match="chỉ có ảnh"):
        read(shared / "archive" / "scan" / "phong-tho-ke-hoach-2024.pdf")


def test_speed_with_tables(shared: Path) -> None:
    start = time.perf_counter()
    pages = read(shared / "archive" / "pdf" / f"{WITH_TABLES}.pdf").pages or 0
    assert pages / (time.perf_counter() - start) > PAGES_PER_SECOND
