"""Table rows in plain text: parted by tabs, by '|', or set in columns with blanks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Row
from ingest.outline.labels import LabelKind, parse_label
from ingest.readers.text_marks import strip_marks

MIN_COLUMN_LINES = 3  # lines that make columns of blanks a table
MIN_CELLS = 3  # cells of a line that may begin such a table
MAX_CROSSING = 0.03  # share of lines that may cross the gap between two columns

_DRAWN = str.maketrans(
    dict.fromkeys("│┃║¦", "|") | dict.fromkeys("─━═", "-") | dict.fromkeys("┼╬├┤┌┐└┘┬┴", "+")
)
_PIPE_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*$|\s*\+(?:[-=]+\+)+\s*$")
_HEADER_START = re.compile(r"\s*(?:S?TT|Số TT|Stt)\b")  # a header: what stands above it is no row
_HEADING_KINDS = (LabelKind.PART, LabelKind.CHAPTER, LabelKind.ANNEX, LabelKind.CAPTION)
_CELL = re.compile(r"\S+(?:\s\S+)*")


@dataclass(frozen=True, slots=True)
class RowRun:
    """Lines [start, end) that are one table; `header_rows` where a rule below them says it."""

    start: int
    end: int
    rows: tuple[Row, ...]
    header_rows: int | None = None


def find_rows(lines: Sequence[str], start: int = 0) -> list[RowRun]:
    """The tables among the lines of a text from `start`, in order; blank lines end a table."""
    runs: list[RowRun] = []
    lines = [line.translate(_DRAWN) for line in lines]
    position, tried = start, start
    while position < len(lines):
        run = _tabbed(lines, position) or _piped(lines, position)
        if run is None and position >= tried and len(_cells(lines[position])) >= MIN_CELLS:
            tried = _column_end(lines, position)  # lines that are no columns are not tried again
            run = _columned(lines, position, tried)
        if run is None:
            position += 1
        else:
            runs.append(run)
            position = run.end
    return runs


def is_tabbed(line: str) -> bool:
    """A line of two cells or more parted by tabs; a tab at its start is an indent."""
    cells = [cell.strip() for cell in line.rstrip("\n").split("\t")]
    filled = sum(map(bool, cells))
    return filled >= 2 or (filled == 1 and len(cells) >= 4)


def _tabbed(lines: Sequence[str], start: int) -> RowRun | None:
    if not is_tabbed(lines[start]):
        return None
    rows: list[list[str]] = []
    position = start
    while position < len(lines) and lines[position].strip():
        line = lines[position]
        if is_tabbed(line):
            rows.append(line.rstrip("\n").split("\t"))
        elif not _goes_on(lines, position):
            break
        else:
            _add_loose(rows, line.strip())
        position += 1
    cells = sum(bool(cell.strip()) for cell in rows[0])
    if len(rows) < 2 and cells < MIN_CELLS:
        return None
    return RowRun(start, position, tuple(Row(tuple(row)) for row in rows))


def _goes_on(lines: Sequence[str], position: int) -> bool:
    """A line without tabs between rows: the rest of a cell, or a group's name alone on its line."""
    line, after = lines[position].strip(), position + 1
    if after >= len(lines) or not is_tabbed(lines[after]) or len(line) >= 160:
        return False
    labels = parse_label(line)
    heading = bool(labels) and labels[0].kind in _HEADING_KINDS
    return not heading and not _HEADER_START.match(lines[after])


def _add_loose(rows: list[list[str]], text: str) -> None:
    """Puts a line without tabs where it belongs: into the row above when it goes on with its text."""
    texts = [i for i, cell in enumerate(rows[-1]) if any(c.isalpha() for c in cell)]
    if text[:1].islower() and texts:
        rows[-1][texts[-1]] += f" {text}"
    else:
        rows.append(["", text] if len(rows[0]) > 2 else [text])


def _piped(lines: Sequence[str], start: int) -> RowRun | None:
    if not _is_piped(lines[start]):
        return _open_piped(lines, start)
    rows: list[Row] = []
    position, header = start, None
    while position < len(lines) and _is_piped(lines[position]):
        if _RULE.match(lines[position]):
            if rows and header is None and "|" in lines[position]:
                header = len(rows)
        else:
            inner = lines[position].strip().removeprefix("|").removesuffix("|")
            rows.append(_piped_row(inner))
        position += 1
    # A row whose first cell is empty begins with a pipe too: those below show that none stands outside.
    run = _open_piped(lines, start) if position - start < 2 or not rows else None
    if run or not rows or (len(rows) < 2 and header is None):
        return run
    # A lone row above Markdown's rule may be the first of a header of two rows: then the rows decide.
    deeper = header == 1 and len(rows) > 1 and not rows[1].cells[0]
    return RowRun(start, position, tuple(rows), None if deeper else header)


def _open_piped(lines: Sequence[str], start: int) -> RowRun | None:
    """Rows whose pipes stand between the cells alone: most lines part into the same number of them."""
    rows: list[Row] = []
    position, header = start, None
    while position < len(lines) and (pipes := len(_PIPE_CELL.findall(lines[position]))):
        if _RULE.match(lines[position]):
            header = len(rows) if rows and header is None else header
        elif pipes < MIN_CELLS - 1:
            break
        else:
            rows.append(_piped_row(lines[position]))
        position += 1
    widths = Counter(len(row.cells) for row in rows)
    even = len(rows) >= 2 and max(widths.values()) * 2 > len(rows)
    return RowRun(start, position, tuple(rows), header) if even else None


def _piped_row(inner: str) -> Row:
    return Row(tuple(strip_marks(cell).strip() for cell in _PIPE_CELL.split(inner)))


def _is_piped(line: str) -> bool:
    text = line.strip()
    if text.startswith("+") and _RULE.match(text):
        return True
    return text.startswith("|") and text.count("|") >= 2


def _column_end(lines: Sequence[str], start: int) -> int:
    """Where lines that may be rows of one table of columns end."""
    end = start
    while end < len(lines) and lines[end].strip() and "\t" not in lines[end] and _may_be_row(lines[end]):
        end += 1
    return max(end, start + 1)


def _columned(lines: Sequence[str], start: int, end: int) -> RowRun | None:
    body = [line for line in lines[start:end] if len(_cells(line)) >= MIN_CELLS]
    if len(body) < MIN_COLUMN_LINES:
        return None
    columns = _columns(body)
    if len(columns) < MIN_CELLS:
        return None
    return RowRun(start, end, tuple(Row(_in_columns(line, columns)) for line in lines[start:end]))


def _may_be_row(line: str) -> bool:
    return len(_cells(line)) >= 2 or (line.startswith(" ") and len(line) < 200)


def _cells(line: str) -> list[tuple[int, int, str]]:
    """Pieces of a line parted by two blanks or more, with their columns."""
    return [(m.start(), m.end(), m.group()) for m in _CELL.finditer(line.expandtabs(4).rstrip())]


def _columns(body: Sequence[str]) -> list[tuple[int, int]]:
    """Where the columns stand: stretches that are not blank in (nearly) all rows with figures."""
    rows = [line for line in body if sum(any(c.isdigit() for c in cell) for _, _, cell in _cells(line)) >= 2]
    rows = rows if len(rows) >= MIN_COLUMN_LINES else list(body)
    width = max(map(len, rows))
    used = [0] * (width + 1)
    for line in rows:
        for start, end, _ in _cells(line):
            for position in range(start, end):
                used[position] += 1
    limit = int(MAX_CROSSING * len(rows))
    columns, start = [], -1
    for position, count in enumerate([*used, 0]):
        if count > limit and start < 0:
            start = position
        elif count <= limit and start >= 0:
            columns.append((start, position))
            start = -1
    return _with_empty(_joined(columns), body[: body.index(rows[0])])


def _with_empty(columns: list[tuple[int, int]], header: Sequence[str]) -> list[tuple[int, int]]:
    """The columns and those that hold nothing but a header's text: a blank column is one all the same."""
    alone = [
        (start, end)
        for line in header
        for start, end, _ in _cells(line)
        if not any(start < last and first < end for first, last in columns)
    ]
    return _joined(sorted({*columns, *alone}))


def _joined(columns: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Columns less than two blanks apart are one."""
    joined: list[tuple[int, int]] = []
    for start, end in columns:
        if joined and start - joined[-1][1] < 2:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _in_columns(line: str, columns: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The pieces of a line in the columns that they stand over; a wide one in the first of them."""
    cells = [""] * len(columns)
    for start, end, text in _cells(line):
        over = [i for i, (first, last) in enumerate(columns) if start < last and first < end]
        if not over:
            over = [min(range(len(columns)), key=lambda i: abs(columns[i][0] - start))]
        cells[over[0]] = f"{cells[over[0]]} {text}".strip()
    return tuple(cells)
