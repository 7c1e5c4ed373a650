"""Rows that a table calls its total: 'Tổng cộng', 'Toàn huyện', set against the rows above or below them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.audit.columns import Key, Row, row_of
from ingest.audit.sheet import TOTAL, Entry, Sheet
from ingest.audit.slip import Slip
from ingest.audit.wording import sum_of
from ingest.vietnamese.text import fold
from vectorstore.records import FindingKind, Level

_ROWS = 3  # from which they are set against their total
_SEEN = 20  # a total that parts do not give by chance
_PLACES = 4  # rows of places that are more than their total is worth telling of, whatever other columns do
_CLOSE = Decimal("1.25")  # times the total; a sum beyond counts something twice

Column = tuple[Entry, list[Entry], Decimal]  # total, parts, their sum


def total_rows(sheet: Sheet) -> Iterator[Slip]:
    tables: defaultdict[int, list[tuple[str, Row]]] = defaultdict(list)
    for (section, quote), entries in sheet.quotes.items():
        if entries[0].figure.in_table:
            tables[section].append((label_of(quote), row_of(entries)))
    for rows in tables.values():
        for at, (label, total) in enumerate(rows):
            if TOTAL.match(label):
                above = _neighbours(rows[:at][::-1], total)
                yield from _against(total, above or _neighbours(rows[at + 1 :], total))


def label_of(quote: str) -> str:
    """The first cell of a row that holds a word, folded: 'tong cong'."""
    cells = (fold(cell).strip(" .:-+*") for cell in quote.split("\t"))
    return next((cell for cell in cells if re.search(r"[a-z]{2}", cell)), "")


def _neighbours(rows: Sequence[tuple[str, Row]], total: Row) -> list[Row]:
    """The rows next to a total that have its columns, up to another total."""
    found: list[Row] = []
    for label, row in rows:
        if TOTAL.match(label) or not row.keys() & total.keys():
            break
        found.insert(0, row)
    return found


def _against(total: Row, rows: list[Row]) -> Iterator[Slip]:
    columns = [found for key in total if (found := _column(total, rows, key))]
    proved = any(added == whole.figure.value >= _SEEN for whole, _, added in columns)
    for whole, parts, added in columns:
        if added == whole.figure.value or added > whole.figure.value * _CLOSE:
            continue
        if proved:
            yield Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *parts), sum_of(parts, added))
        elif added > whole.figure.value >= _SEEN and _each_of_a_place(parts):
            yield Slip(FindingKind.TOTAL, Level.SUSPICIOUS, (whole, *parts), sum_of(parts, added))


def _column(total: Row, rows: list[Row], key: Key) -> Column | None:
    whole, parts = total[key], [row[key] for row in rows if key in row]
    if len(parts) < _ROWS or not all(e.counted and not e.rate for e in (whole, *parts)):
        return None
    return whole, parts, sum((e.figure.value for e in parts), Decimal(0))


def _each_of_a_place(parts: list[Entry]) -> bool:
    places = {part.figure.place for part in parts}
    return len(places) == len(parts) >= _PLACES and all(place and place.district for place in places)
