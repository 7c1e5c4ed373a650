"""Populations that are all of a whole: 'nông thôn' and 'thành thị', 'nam' and 'nữ', set against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ingest.audit.sheet import DENOMINATOR, NUMERATOR, Entry, Sheet
from ingest.audit.slip import Slip
from ingest.audit.wording import sum_of
from vectorstore.records import FindingKind, Level, Role

_WHOLE = (frozenset({"nam", "nữ"}), frozenset({"thành thị", "nông thôn"}))
_NEAR = 8  # rows between a whole and its parts
_VALUES = (Role.RESULT, Role.PLAN, Role.PRIOR)


def divisions(sheet: Sheet) -> Iterator[Slip]:
    found: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        figure = entry.figure
        if figure.role in _VALUES and entry.counted and entry.exact and not entry.rate and _plain(entry):
            where = figure.section, "" if figure.in_table else figure.quote
            when = figure.period, figure.span, figure.role, figure.column
            found[where, when, figure.place, entry.terms].append(entry)
    for entries in found.values():
        for whole in entries:
            for division in _WHOLE:
                yield from _divided(whole, entries, division)


def _plain(entry: Entry) -> bool:
    return entry.figure.column not in (NUMERATOR, DENOMINATOR)


def _divided(whole: Entry, entries: list[Entry], division: frozenset[str]) -> Iterator[Slip]:
    own = set(whole.figure.populations)
    parts = [
        e
        for e in entries
        if set(e.figure.populations) - own <= division
        and len(set(e.figure.populations) - own) == 1
        and own <= set(e.figure.populations)
        and 0 < e.figure.group - whole.figure.group <= _NEAR
    ]
    if own & division or {code for e in parts for code in e.figure.populations} - own != division:
        return
    added = sum((part.figure.value for part in parts), Decimal(0))
    if len(parts) == len(division) and added != whole.figure.value:
        yield Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *parts), sum_of(parts, added))
