"""The numbers of one table cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.vietnamese.numbers import CellKind, Part, find_numbers, parse_cell, parse_number
from ingest.vietnamese.text import fold, nfc
from ingest.vietnamese.units import unit_at, unit_named
from vectorstore.records import Bound

# "4.560/9.661", "12 - 18", "45 (12,3%)", "12 (5/7)": numbers and what joins them, nothing else
_SEVERAL = re.compile(r"[\s\d.,/%‰()\-–+]+")
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d|\d{1,2}/(?:19|20)\d\d")
_FALL = re.compile(r"\s*(?:giam|thap hon|↓|▼)")
_RISE = re.compile(r"\s*(?:tang|cao hon|↑|▲)")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number of a cell: cell[start:end] == printed, a minus before it included."""

    value: Decimal
    printed: str
    start: int
    end: int
    bound: Bound = Bound.EXACT
    part: Part = Part.ALONE
    unit: str = ""  # as the cell has it after the number
    second: bool = False  # in brackets after the first: '45 (12,3%)'


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a value cell holds; `reason` says why there are no numbers."""

    numbers: tuple[CellNumber, ...] = ()
    reason: str = ""


def read_cell(text: str) -> CellReading:
    """The numbers of a value cell: '(52,38)' is -52,38; '<6', '3.565/3.574', '45 (12,3%)', 'Giảm 5'."""
    cell = nfc(text)
    fall, rise = _FALL.match(fold(cell)), _RISE.match(fold(cell))
    word = fall or rise
    skipped = word.end() if word else 0
    parsed = parse_cell(cell[skipped:])
    if parsed.kind is CellKind.EMPTY:
        return CellReading(reason="empty cell")
    if parsed.kind is CellKind.ERROR:
        return CellReading(reason="error cell")
    if _DATE.fullmatch(cell.strip()):
        return CellReading(reason="date")
    if parsed.kind is CellKind.NUMBER and parsed.value is not None:
        if not re.search(r"\d", parsed.rest):
            return CellReading((_single(cell, skipped, fall is not None),))
        if not _plain(parsed.rest):
            return CellReading(reason="text cell")
    elif not _SEVERAL.fullmatch(cell):
        return CellReading(reason="text cell")
    several = _several(cell)
    return CellReading(several) if several else CellReading(reason="text cell")


def _single(cell: str, skipped: int, falls: bool) -> CellNumber:
    parsed = parse_cell(cell[skipped:])
    assert parsed.value is not None
    start = skipped + parsed.start
    end = start + len(parsed.printed)
    sign = re.search(r"[-−–‐‑—+]\s?$", cell[:start])
    if sign and sign.group().strip() == sign.group():
        start = sign.start()
    value = -abs(parsed.value) if falls else parsed.value
    unit = unit_at(cell, end)
    return CellNumber(
        value, cell[start:end], start, end, parsed.bound, unit=unit.unit.canonical if unit else ""
    )


def _plain(rest: str) -> bool:
    """'(12,3%)' and '/ 45' go on with numbers; ' huyện và 3 xã' with words."""
    letters = re.findall(r"[^\W\d_]+", rest)
    return not letters or all(unit_named(word) for word in letters)


def _several(cell: str) -> tuple[CellNumber, ...]:
    found: list[CellNumber] = []
    for match in find_numbers(cell):
        value = match.value if match.value is not None else parse_number(match.printed)
        if value is None or match.part is Part.BASE:
            continue
        bound = {Part.LOW: Bound.AT_LEAST, Part.HIGH: Bound.AT_MOST}.get(match.part, Bound.EXACT)
        unit = unit_at(cell, match.end)
        second = bool(found) and match.part is Part.ALONE
        found.append(
            CellNumber(
                value,
                match.printed,
                match.start,
                match.end,
                bound,
                match.part,
                unit.unit.canonical if unit else "",
                second,
            )
        )
    return tuple(found)
