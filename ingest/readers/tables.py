"""One shape for the tables of every format: header told from body, repeated headers dropped, pages joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.document import Block, BlockKind, Row, Style, Table
from ingest.vietnamese.text import fold, squeeze

MAX_HEADER_ROWS = 5  # title row, three levels of labels and an index row
MIN_FILLED = 0.55  # share of columns that a header row without "TT" fills
MAX_LABEL = 80  # characters of a header label; a longer text is a body cell

_ORDINAL_HEADS = {"tt", "stt", "so tt", "s tt", "s.tt", "tt.", "stt.", "no", "no.", "so thu tu", "ma so"}
_NUMBER = re.compile(r"[-+–−]?\d[\d.,\s]*%?")  # "48,6", "1.304.517", "-19", "100 %"
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?")  # "2024", "2021-2025"
# "(3)", "A", "5=4/3*100"
_INDEX = re.compile(r"\(?\d{1,2}\)?|[A-ZĐa-z]|\(?\d{1,2}\)?\s?=\s?[\d()\s+\-–*x×:/%]{2,40}")
_FORMULA = re.compile(r"\(\d{1,2}\)|=")
# "1", "IV", "2.1", "a)"
_ORDINAL = re.compile(r"\(?(?:\d{1,3}|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])(?:\.\d{1,3}){0,3}[.)]?")
_SUBROW = re.compile(
    r"[-+*•–](?!\s?[/;,]\s?[-+–])|trong đó|trong do|chia ra|gồm|bao gồm|tr\.? ?đó", re.IGNORECASE
)


def as_table(rows: Iterable[Row], header_rows: int | None = None) -> Table:
    """Rows of any raggedness as a table over one grid.

    `header_rows` is the number of header rows where the format says it (Word's repeated rows), None to
    find out. Empty rows go, cells are squeezed, and a header that comes again inside the body is dropped.
    """
    kept = [row for row in map(squeezed, rows) if any(row.cells)]
    width = max((len(row.cells) for row in kept), default=0)
    kept = [replace(row, cells=row.cells + ("",) * (width - len(row.cells))) for row in kept]
    height = header_height(kept) if header_rows is None else min(header_rows, len(kept))
    header, body = tuple(kept[:height]), kept[height:]
    return Table(header, tuple(_without_repeats(header, body)))


def header_height(rows: Sequence[Row]) -> int:
    """How many of the first rows are header: 0 where the first row is already data."""
    top = _title_rows(rows)
    if top >= len(rows) or not _opens_header(rows, top):
        return 0
    height = top + 1
    while height < min(len(rows), MAX_HEADER_ROWS):
        if is_index_row(rows[height]):
            return height + 1
        if not _continues_header(rows[top:height], rows[height]):
            break
        height += 1
    return height


def is_index_row(row: Row) -> bool:
    """The row that numbers the columns: '(1) (2) (3)', 'A B 1 2 3', '1 2 3 4=3/2'."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) < max(2, len(row.cells) - 1) or not all(_INDEX.fullmatch(cell) for cell in filled):
        return False
    if any(_FORMULA.search(cell) for cell in filled):
        return True
    numbers = [int(cell) for cell in filled if cell.isdigit()]
    return len(numbers) >= 2 and numbers == list(range(1, len(numbers) + 1))


def is_number(cell: str) -> bool:
    """True for a cell that holds a number and nothing else; a year is a label, not a number."""
    return bool(_NUMBER.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def table_text(table: Table) -> str:
    """The table as source lines: a row a line, cells parted by tabs."""
    return "\n".join(row.text for row in (*table.header, *table.rows))


def table_block(table: Table, page: int | None = None, style: Style | None = None) -> Block:
    """The block of a table."""
    return Block(BlockKind.TABLE, table_text(table), page, style or Style(), table)


def join_tables(blocks: Iterable[Block]) -> list[Block]:
    """Tables that follow each other and go on with the same columns become one; other blocks stay.

    A repeated header is dropped, also where only later pages lack it; a row cut by the page break is joined.
    """
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is None or last.table is None or block.table is None:
            joined.append(block)
            continue
        rows = _continuation(last.table, block.table)
        if rows is None:
            joined.append(block)
        else:
            table = Table(last.table.header, tuple(_with_cut_row(last.table.rows, rows)))
            joined[-1] = replace(last, table=table, text=table_text(table))
    return joined


def squeezed(row: Row) -> Row:
    """A row whose cells are one line each, single blanks between their words."""
    return replace(row, cells=tuple(squeeze(cell) for cell in row.cells))


def _key(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """What two prints of one header share: letters and digits, without case, marks and trailing blanks."""
    cells = (tuple(re.sub(r"\W+", "", fold(cell)) for cell in row.cells) for row in rows)
    return tuple(tuple(row[: max((i + 1 for i, cell in enumerate(row) if cell), default=0)]) for row in cells)


def _without_repeats(header: tuple[Row, ...], body: list[Row]) -> list[Row]:
    if not header:
        return body
    keys, kept, position = _key(header), [], 0
    while position < len(body):
        length = _repeat_length(keys, body[position:])
        if length:
            position += length
        else:
            kept.append(body[position])
            position += 1
    return kept


def _repeat_length(keys: tuple[tuple[str, ...], ...], rows: Sequence[Row]) -> int:
    """Number of first rows that repeat the header: all of it, or its first rows; 0 for none."""
    length = 0
    for key, row in zip(keys, rows[: len(keys)], strict=False):
        if _key((row,))[0] != key or sum(map(bool, key)) < 2:
            break
        length += 1
    return length


def _title_rows(rows: Sequence[Row]) -> int:
    """Number of rows above the labels with one text over all columns: 'Đơn vị tính: người'."""
    if not rows or len(rows[0].cells) < 3:
        return 0
    for position, row in enumerate(rows[:3]):
        if sum(map(bool, row.cells)) > 1:
            return position if position == 0 or _is_ordinal_head(row) else 0
        if not row.cells[0] or _ORDINAL.fullmatch(row.cells[0]):
            return 0
    return 0


def _is_ordinal_head(row: Row) -> bool:
    return fold(row.cells[0]).strip() in _ORDINAL_HEADS


def _opens_header(rows: Sequence[Row], at: int) -> bool:
    row = rows[at]
    filled = [cell for cell in row.cells if cell]
    if _is_ordinal_head(row):
        return len(filled) > 1
    enough = len(filled) >= max(2, MIN_FILLED * len(row.cells)) or _spans_labels(rows, at)
    if not enough or any(len(cell) > MAX_LABEL for cell in filled):
        return False
    if any(is_number(cell) for cell in filled) or _ORDINAL.fullmatch(row.cells[0]):
        return False
    below = rows[at + 1 : at + 4]
    if row.bold and any(not other.bold for other in below):
        return True
    return bool(below) and not any(cell in "-+–" for cell in filled) and not _SUBROW.match(filled[0])


def _spans_labels(rows: Sequence[Row], at: int) -> bool:
    """True for 'Tên bệnh | Mắc | | | Chết': the row below has labels under its spanning ones."""
    if at + 1 >= len(rows) or sum(map(bool, rows[at].cells)) < 2:
        return False
    row, below = rows[at], rows[at + 1]
    filled = sum(bool(a or b) for a, b in zip(row.cells, below.cells, strict=False))
    opened = bool(row.cells[0]) and not below.cells[0] and sum(map(bool, below.cells)) >= 2
    return opened and filled >= MIN_FILLED * len(row.cells) and _continues_header([row], below)


def _continues_header(above: Sequence[Row], row: Row) -> bool:
    """A row of labels below spanning labels: it fills a column that the row above leaves open."""
    filled = [column for column, cell in enumerate(row.cells) if cell]
    if not filled or any(is_number(row.cells[c]) or len(row.cells[c]) > MAX_LABEL for c in filled):
        return False
    if filled == [0] or (row.cells[0] and above[-1].cells[0]):
        return False
    if any(row.cells[c] in "-+–*" or _SUBROW.match(row.cells[c]) for c in filled):
        return False
    return any(not above[-1].cells[c] and any(above[-1].cells[:c]) for c in filled)


def _continuation(first: Table, second: Table) -> list[Row] | None:
    """The rows that `second` adds to `first`; None where it is a table of its own."""
    if second.header:
        if first.header and _repeat_length(_key(first.header), second.header):
            return list(second.rows)
        if first.width != second.width or any(_is_ordinal_head(row) for row in second.header):
            return None
        if first.header and not _labelled_head(first, second):
            return [*second.header, *second.rows]
        return None
    return list(second.rows) if first.width == second.width else None


def _labelled_head(first: Table, second: Table) -> bool:
    """True where the second table's header looks like one, not like a row of a table of texts."""
    head = second.header[0]
    if head.bold:
        return True
    ordinal = any(_is_ordinal_head(row) for row in first.header)
    return not ordinal or not (not head.cells[0] or _ORDINAL.fullmatch(head.cells[0]))


def _with_cut_row(rows: tuple[Row, ...], more: list[Row]) -> list[Row]:
    if not rows or not more or not _is_cut(rows[-1], more[0]):
        return [*rows, *more]
    cells = tuple(
        squeeze(f"{above} {below}") for above, below in zip(rows[-1].cells, more[0].cells, strict=False)
    )
    return [*rows[:-1], replace(rows[-1], cells=cells), *more[1:]]


def _is_cut(above: Row, below: Row) -> bool:
    """Whether `below` is the rest of `above`: no ordinal, texts going on in lower case, no second number."""
    if len(above.cells) != len(below.cells):
        return False
    texts = [(a, b) for a, b in zip(above.cells, below.cells, strict=True) if b and not is_number(b)]
    if below.cells[0] or not texts or not any(above.cells):
        return False
    if any(a and is_number(b) for a, b in zip(above.cells, below.cells, strict=True)):
        return False
    return all(a and b[0].islower() and not is_number(a) and not _SUBROW.match(b) for a, b in texts)
