"""Rows of rates that are the quotient of two rows beside them in every column but one."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.audit.sheet import Entry, Sheet
from ingest.audit.slip import Slip, level_of
from ingest.audit.wording import Form, working
from ingest.vietnamese.naming import weight
from ingest.vietnamese.printed import Fit, Range, fit
from vectorstore.records import FindingKind, Level, Role

_VALUES = (Role.RESULT, Role.PLAN, Role.PRIOR)
_WINDOW = 8  # rows before and after, among which numerator and denominator stand
_PROOF = 2  # columns that must agree before another is in doubt

Cells = dict[tuple[Role, str], Entry]  # of one row, by role and column


def row_shares(sheet: Sheet) -> Iterator[Slip]:
    rows = [cells for entries in sheet.groups.values() if (cells := _cells(entries))]
    for at, rates in enumerate(rows):
        if len(rates) <= _PROOF or not all(rate.percent and rate.exact for rate in rates.values()):
            continue
        if len({rate.figure.value for rate in rates.values()}) < len(rates):
            continue
        near = [row for row in rows[max(0, at - _WINDOW) : at + _WINDOW + 1] if _counts(row, rates)]
        yield from _best(rates, near)


def _cells(entries: list[Entry]) -> Cells:
    if not entries[0].figure.in_table:
        return {}
    return {(e.figure.role, e.figure.column): e for e in entries if e.figure.role in _VALUES}


def _counts(row: Cells, rates: Cells) -> bool:
    return all(key in row and row[key].counted and row[key].figure.value > 0 for key in rates)


def _best(rates: Cells, near: list[Cells]) -> Iterator[Slip]:
    """Slips against the pair of rows that explains most columns; none where a pair explains all of them."""
    best: tuple[int, Cells, Cells, dict[tuple[Role, str], Fit]] | None = None
    for bottom in near:
        for top in near:
            if top is bottom or not _named_alike(top, rates):
                continue
            fits = _fits(rates, top, bottom)
            right = sum(found is Fit.EXACT for found in fits.values())
            if right >= _PROOF and (best is None or right > best[0]):
                best = (right, top, bottom, fits)
    if best is None:
        return
    for key, found in best[3].items():
        if found is not Fit.EXACT:
            yield _slip(rates[key], best[1][key], best[2][key], found)


def _named_alike(top: Cells, rates: Cells) -> bool:
    """'Trẻ được tiêm' stands for 'Tỷ lệ trẻ được tiêm'."""
    one, other = next(iter(top.values())), next(iter(rates.values()))
    return weight(one.terms & other.terms) > 0


def _fits(rates: Cells, top: Cells, bottom: Cells) -> dict[tuple[Role, str], Fit]:
    fits: dict[tuple[Role, str], Fit] = {}
    for key, rate in rates.items():
        fits[key] = fit(rate.figure.value, _share(top[key], bottom[key]))
        if sum(found is not Fit.EXACT for found in fits.values()) > len(rates) - _PROOF:
            return {}
    return fits


def _share(top: Entry, bottom: Entry) -> Range:
    value = top.figure.value / bottom.figure.value * 100
    return Range(value, value)


def _slip(rate: Entry, top: Entry, bottom: Entry, found: Fit) -> Slip:
    share = _share(top, bottom)
    level = level_of(rate, share, found)
    if rate.figure.role is Role.PLAN and level is Level.CONTRADICTION:
        level = Level.SUSPICIOUS  # targets are often set apart from the counts planned
    return Slip(
        FindingKind.SHARE, level, (rate, top, bottom), working(Form.QUOTIENT, top, bottom, share, rate)
    )
