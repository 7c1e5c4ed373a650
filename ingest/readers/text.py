"""Plain and Markdown-marked text files as documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ingest.document import Block, Document
from ingest.readers.letterhead import letterhead_length
from ingest.readers.tables import as_table, join_tables, table_block
from ingest.readers.text_encoding import decode_text
from ingest.readers.text_marks import Line, has_marks, marked_lines, plain_lines
from ingest.readers.text_paragraphs import read_paragraphs
from ingest.readers.text_rows import RowRun, find_rows
from ingest.vietnamese.text import squeeze
from vectorstore.errors import ReadError

_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—]\s*)?(?:(?:Trang|Page)\s+)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?\s*"
)
_RULE = re.compile(r"\s*(?:[-–—_=~*.]\s?){3,}\s*")
_COLUMNS = re.compile(r"\s{3,}|\t+")
_LINE_MARKS = re.compile(r"[*_#]{1,3}")
_ANCHOR = "\ue000"  # stands, alone on its line, where a table was


def read_text(path: Path) -> Document:
    """The document of a .txt or .md file; formats without pages have `pages` None.

    Raises ReadError for a file that is empty or no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"Không đọc được tệp “{path.name}”; hãy kiểm tra đường dẫn và quyền đọc tệp."
        ) from error
    text = decode_text(data, path.name)
    if not text.strip():
        raise ReadError(f"Tệp “{path.name}” không có nội dung; hãy kiểm tra lại tệp nguồn.")
    return parse_text(text, "md" if path.suffix.lower() in (".md", ".markdown") else "txt")


def parse_text(text: str, format: str = "txt") -> Document:
    """The document of a text: letterhead and page numbers apart, tables, paragraphs, items and footnotes."""
    lines, furniture = _without_page_numbers(text.replace(_ANCHOR, " "))
    letterhead, lines = _without_letterhead(lines)
    runs = find_rows(lines)
    prose = "\n".join(_with_anchors(lines, runs))
    marked = format == "md" or has_marks(prose)
    blocks = _blocks(marked_lines(prose) if marked else plain_lines(prose), runs)
    return Document(tuple(blocks), None, format, letterhead, tuple(furniture))


def _without_letterhead(lines: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """The letterhead's pieces, two columns on one line being two, and the lines below it."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    length = letterhead_length([_LINE_MARKS.sub("", lines[i]) for i in filled])
    if not length:
        return (), lines
    end = filled[length - 1] + 1
    pieces = [
        squeeze(_LINE_MARKS.sub("", piece)) for line in lines[:end] for piece in _COLUMNS.split(line.strip())
    ]
    return tuple(piece for piece in pieces if piece), lines[end:]


def _without_page_numbers(text: str) -> tuple[list[str], list[str]]:
    """Lines, and the page numbers among them: lone numbers that count on, or stand at a form feed."""
    at_break = {i for i, line in enumerate(_split(text)) if "\f" in line}
    lines = [line.replace("\f", "") for line in _split(text)]
    lone = {i: int(m.group(1)) for i, line in enumerate(lines) if (m := _PAGE_NUMBER.fullmatch(line))}
    numbers = {i for i in lone if _is_page_number(i, lone, lines) or at_break & {i, i + 1, i + 2}}
    furniture = [squeeze(lines[i]) for i in sorted(numbers)]
    kept = ["" if i in numbers or _is_rule(line) else line for i, line in enumerate(lines)]
    return kept, furniture


def _is_rule(line: str) -> bool:
    """A drawn line: "-----", "* * *"."""
    return bool(_RULE.fullmatch(line)) and "|" not in line


def _split(text: str) -> list[str]:
    return re.sub(r"\f", "\n\f", text).split("\n")


def _is_page_number(index: int, lone: dict[int, int], lines: Sequence[str]) -> bool:
    """A number alone between blank lines, one of a row of such numbers that counts pages."""
    around = [*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]]
    if any(line.strip() for line in around):
        return False
    return any(lone[i] == lone[index] + (1 if i > index else -1) and abs(i - index) > 8 for i in lone)


def _with_anchors(lines: Sequence[str], runs: Sequence[RowRun]) -> list[str]:
    """The lines with an anchor in place of each table."""
    kept: list[str] = []
    position = 0
    for run in runs:
        kept += [*lines[position : run.start], "", _ANCHOR, ""]
        position = run.end
    return [*kept, *lines[position:]]


def _blocks(lines: Sequence[Line], runs: Sequence[RowRun]) -> list[Block]:
    """Paragraphs and, where the anchors stand, tables."""
    blocks: list[Block] = []
    tables = iter(runs)
    pending: list[Line] = []
    for line in lines:
        if line.text.strip() != _ANCHOR:
            pending.append(line)
            continue
        blocks += read_paragraphs(pending)
        pending = []
        run = next(tables)
        blocks.append(table_block(as_table(run.rows, run.header_rows)))
    return join_tables([*blocks, *read_paragraphs(pending)])
