"""Columns of a table that follow from each other: 'Quý I + Quý II = 6 tháng', 'Đã tiêm : Đối tượng = %'.

What the rows of a table do tells what its columns are; a row that does otherwise is in doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from ingest.audit.sheet import Entry, Sheet
from ingest.audit.slip import Slip, level_of
from ingest.audit.wording import Form, sum_of, working
from ingest.vietnamese.printed import Fit, Range, fit
from vectorstore.records import FindingKind, Level, Period, Role, Span

_VALUES = (Role.RESULT, Role.PLAN, Role.PRIOR)
_PROOF = 3  # rows that must agree before another is in doubt
_PER_MISS = 4  # rows that must agree for each that does not
_WIDEST = 10  # columns that are added up
_LEAST = 5  # a sum of less agrees by chance

Key = tuple[str, Role, Span, Period | None]
Row = dict[Key, Entry]  # by column, from left to right


def columns(sheet: Sheet) -> Iterator[Slip]:
    tables: defaultdict[int, list[Row]] = defaultdict(list)
    for (section, _), entries in sheet.quotes.items():
        if len(row := row_of(entries)) > 2:
            tables[section].append(row)
    for rows in tables.values():
        if len(rows) > _PROOF:
            widest = max(len(row) for row in rows)
            order = next(list(row) for row in rows if len(row) == widest)
            yield from _sums(rows, order)
            yield from _shares(rows, order)


def row_of(entries: Sequence[Entry]) -> Row:
    """The values of a table row by their columns; those of a column that it has twice are left out."""
    found: defaultdict[Key, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.figure.start):
        figure = entry.figure
        if figure.in_table and figure.role in _VALUES and entry.exact:
            found[figure.column, figure.role, figure.span, figure.period].append(entry)
    return {key: cells[0] for key, cells in found.items() if len(cells) == 1}


def _sums(rows: list[Row], order: list[Key]) -> Iterator[Slip]:
    """A column beside those that it adds up."""
    for at, total in enumerate(order):
        best: list[Slip] = []
        most = 0
        for parts in _runs(order, at):
            right, slips = _told_by(rows, lambda row, p=parts, t=total: _sum(row, t, p))  # type: ignore[misc]
            if right > most:
                most, best = right, slips
        yield from best


def _runs(order: list[Key], at: int) -> Iterator[list[Key]]:
    """Two and more columns right of one, and left of it."""
    for width in range(2, _WIDEST + 1):
        if at + width < len(order):
            yield order[at + 1 : at + 1 + width]
        if at >= width:
            yield order[at - width : at]


def _sum(row: Row, total: Key, parts: list[Key]) -> bool | Slip | None:
    """True where the row adds up, the slip where it does not, None where it says nothing."""
    whole, cells = row.get(total), [row[key] for key in parts if key in row]
    if whole is None or len(cells) < 2 or not all(_whole_things(e) for e in (whole, *cells)):
        return None
    if len({e.percent for e in (whole, *cells)}) > 1 or whole.figure.value < _LEAST:
        return None
    added = sum((e.figure.value for e in cells), Decimal(0))
    if added == whole.figure.value:
        return True if sum(e.figure.value > 0 for e in cells) > 1 else None
    if len(cells) < len(parts):
        return None
    return Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *cells), sum_of(cells, added))


def _whole_things(entry: Entry) -> bool:
    return entry.counted and not entry.rate


def _shares(rows: list[Row], order: list[Key]) -> Iterator[Slip]:
    """A column of rates beside those of its numerators and denominators."""
    if not any(entry.percent for row in rows for entry in row.values()):
        return
    for share, top, bottom in permutations(order, 3):
        if share[1] in (Role.RESULT, Role.PRIOR):
            yield from _told_by(rows, lambda row, k=(share, top, bottom): _share(row, *k))[1]  # type: ignore[misc]


def _share(row: Row, share: Key, top: Key, bottom: Key) -> bool | Slip | None:
    if not (share in row and top in row and bottom in row):
        return None
    rate, one, other = row[share], row[top], row[bottom]
    if not rate.percent or not _whole_things(one) or not _whole_things(other):
        return None
    if not 0 < one.figure.value < other.figure.value or one.percent or other.percent:
        return None
    value = one.figure.value / other.figure.value * 100
    exact = Range(value, value)
    fitted = fit(rate.figure.value, exact)
    if fitted is Fit.EXACT:
        return True
    told = working(Form.QUOTIENT, one, other, exact, rate)
    return Slip(FindingKind.SHARE, level_of(rate, exact, fitted), (rate, one, other), told)


def _told_by(rows: list[Row], check: Callable[[Row], bool | Slip | None]) -> tuple[int, list[Slip]]:
    """How many rows agree, and the few that do not; none where the columns are not what is supposed."""
    found = [check(row) for row in rows]
    right = sum(result is True for result in found)
    slips = [result for result in found if isinstance(result, Slip)]
    proved = right >= _PROOF and right >= _PER_MISS * len(slips)
    return (right, slips) if proved else (0, [])
