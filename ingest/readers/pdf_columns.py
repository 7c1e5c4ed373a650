"""Lines that stand side by side: the two columns of a signature, and tables without ruling lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Block, Row
from ingest.readers.pdf_lines import Line, words_text
from ingest.readers.pdf_words import Word
from ingest.readers.tables import as_table, is_number, table_block

COLUMN_GAP = 1.6  # of the size; justified words stand nearer together than that
GUTTER = 0.6  # of the size: a narrower gap that runs through all rows parts no columns
SIDE_GAP = 2.5  # of the size, between the columns of a signature
MIN_ROWS = 3  # of a table without ruling lines
MIN_NUMERIC = 0.5  # share of its cells beside the labels that hold numbers
MAX_LEADING = 3.2  # of the size; a wider step ends a table

_VALUE = re.compile(r"[-–]|[<>≤≥~]?\s?[-+]?\d[\d.,/]*\s?(?:%|‰)?")


@dataclass(frozen=True, slots=True)
class Open:
    """Rows [first, last) of a page's lines that form a table without ruling lines, and its block."""

    first: int
    last: int
    block: Block


def side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Lines in reading order: where two columns stand side by side, the left one before the right one."""
    ordered: list[Line] = []
    position = 0
    while position < len(lines):
        pieces = lines[position].segments(SIDE_GAP)
        if len(pieces) != 2:
            ordered.append(lines[position])
            position += 1
            continue
        left, right, position = _zone(lines, position)
        ordered += [*left, *right]
    return ordered


def _zone(lines: Sequence[Line], start: int) -> tuple[list[Line], list[Line], int]:
    """The two columns that begin at line `start`, and the line after them."""
    left: list[Line] = []
    right: list[Line] = []
    low, high = float("-inf"), float("inf")  # the gutter
    position = start
    while position < len(lines):
        line = lines[position]
        pieces = line.segments(SIDE_GAP)
        if len(pieces) > 2:
            break
        if len(pieces) == 2:
            new_low, new_high = max(low, pieces[0].x1), min(high, pieces[1].x0)
        elif line.x1 < high and line.x0 < low:
            new_low, new_high = max(low, line.x1), high
        else:
            new_low, new_high = low, min(high, line.x0)
        if new_high - new_low < line.size or (
            not pieces[1:] and low <= line.x0 <= high and line.x1 > high + 1e4
        ):
            break
        low, high = new_low, new_high
        for piece in pieces:
            (left if piece.x1 <= low + 0.1 else right).append(piece)
        position += 1
    return left, right, max(position, start + 1)


def open_tables(lines: Sequence[Line]) -> list[Open]:
    """Tables that only the alignment of their columns shows: three rows and more, most cells numbers."""
    found: list[Open] = []
    position = 0
    while position < len(lines):
        last = _run(lines, position)
        table = _open_table(lines, position, last) if last - position >= MIN_ROWS else None
        if table is None:
            position += 1
        else:
            found.append(table)
            position = table.last
    return found


def _run(lines: Sequence[Line], start: int) -> int:
    """End of the run of lines with aligned cells; lines of one cell may stand between them."""
    end = position = start
    while position < len(lines):
        line = lines[position]
        if position > start and line.base - lines[position - 1].base > MAX_LEADING * line.size:
            break
        if len(line.segments(COLUMN_GAP)) >= 2:
            end = position + 1
        elif position == start or position - end >= 2:
            break
        position += 1
    return end


def _open_table(lines: Sequence[Line], first: int, last: int) -> Open | None:
    rows = [line.segments(COLUMN_GAP) for line in lines[first:last]]
    full = [row for row in rows if len(row) > 1]
    values = [piece for row in full for piece in row[1:]]
    numeric = sum(bool(_VALUE.fullmatch(piece.text)) for piece in values)
    with_number = sum(any(is_number(piece.text) for piece in row[1:]) for row in full)
    if with_number < MIN_ROWS or numeric < MIN_NUMERIC * len(values):
        return None
    spans = _column_spans(lines[first + n] for n, row in enumerate(rows) if len(row) > 1)
    if len(spans) < 2:
        return None
    built = [_open_row(line, spans) for line in lines[first:last]]
    table = as_table(_with_wrapped(built))
    return (
        Open(first, last, table_block(table, lines[first].page)) if len(table.rows) >= MIN_ROWS - 1 else None
    )


def _column_spans(lines: Iterable[Line]) -> list[tuple[float, float]]:
    """Extents of the columns: what no gutter parts that runs through all the lines."""
    spans: list[tuple[float, float]] = []
    for x0, x1, size in sorted((word.x0, word.x1, word.size) for line in lines for word in line.words):
        if spans and x0 - spans[-1][1] <= GUTTER * size:
            spans[-1] = spans[-1][0], max(spans[-1][1], x1)
        else:
            spans.append((x0, x1))
    return spans


def _open_row(line: Line, spans: Sequence[tuple[float, float]]) -> Row:
    words: list[list[Word]] = [[] for _ in spans]
    for word in line.words:
        middle = (word.x0 + word.x1) / 2
        column = min(range(len(spans)), key=lambda c: max(spans[c][0] - middle, middle - spans[c][1], 0.0))
        words[column].append(word)
    return Row(tuple(map(words_text, words)), line.page, round(line.x0 - spans[0][0], 1), line.bold)


def _with_wrapped(rows: Sequence[Row]) -> list[Row]:
    """Rows that only go on with the label above, in lower case, joined to it."""
    joined: list[Row] = []
    for row in rows:
        filled = [c for c, cell in enumerate(row.cells) if cell]
        if joined and len(filled) == 1 and row.cells[filled[0]][0].islower() and joined[-1].cells[filled[0]]:
            cells = list(joined[-1].cells)
            cells[filled[0]] = f"{cells[filled[0]]} {row.cells[filled[0]]}"
            joined[-1] = Row(tuple(cells), joined[-1].page, joined[-1].indent, joined[-1].bold)
        else:
            joined.append(row)
    return joined
