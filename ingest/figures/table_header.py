"""Which rows of a table are its header: some that a reader took for body are not."""

from __future__ import annotations

import re

from ingest.document import Row, Table
from ingest.figures.cells import read_cell
from ingest.figures.headers import header_kind, header_role, is_index_row
from ingest.vietnamese.text import squeeze

MAX_HEADER_ROWS = 3  # that a reader may have left in the body
_YEAR = re.compile(r"(?:19|20)\d\d")


def header_and_body(table: Table) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Header and body; rows that a reader took for body go to the header, repeated ones go."""
    header, rows = table.header, table.rows
    height = 0
    while height < min(MAX_HEADER_ROWS, len(rows)) and _is_header_row(rows[height], header + rows[:height]):
        height += 1
    header, rows = header + rows[:height], rows[height:]
    printed = {row.text for row in header if row.text.strip()}
    return header, tuple(row for row in rows if row.text not in printed)


def _is_header_row(row: Row, above: tuple[Row, ...]) -> bool:
    """Header words without values, an index row, or the lower row of a header: 'CK 2023 | 2024 | +/-'."""
    cells = [squeeze(cell) for cell in row.cells if cell.strip()]
    if above and is_index_row(row):
        return True
    words = [cell for cell in cells if not read_cell(cell).numbers]
    known = sum(header_kind(cell) is not None or header_role(cell) is not None for cell in words)
    if not above:
        return known >= 2 and len(words) == len(cells)
    below = len(cells) >= 2 and not any(cell.strip() for cell in row.cells[:2]) and len(row.cells) > 3
    years = all(cell in words or _YEAR.fullmatch(cell) for cell in cells)
    return below and years and bool(known or not (set(cells) - set(words)))
