"""The population of a place, told as such and used as a denominator: '61.500/80.200 người, đạt 76,7% dân số'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ingest.audit.sheet import DENOMINATOR, TOTAL, Entry, Sheet
from ingest.audit.slip import Slip
from ingest.vietnamese.naming import is_population
from ingest.vietnamese.text import fold
from vectorstore.records import Figure, FindingKind, Level, Role

_OF_ALL = re.compile(
    r"^\S{0,3}\s?(?:so voi )?(?:tong )?dan so\b"
)  # after a percentage: "% tổng dân số toàn tỉnh"


def populations(sheet: Sheet) -> Iterator[Slip]:
    told = [entry for entry in sheet.entries if _is_population(entry)]
    used = [entry for entries in sheet.groups.values() for entry in entries if _is_base(entry, entries)]
    for one, other in combinations(told, 2):
        a, b = one.figure, other.figure
        same = a.place == b.place and a.period == b.period and a.in_table != b.in_table
        if same and a.value != b.value:
            alike_named = fold(_told_as(a)) == fold(_told_as(b))
            level = Level.CONTRADICTION if alike_named else Level.SUSPICIOUS
            yield Slip(FindingKind.REPEAT, level, (one, other), "")
    for one in told:
        for other in used:
            a, b = one.figure, other.figure
            ends_alike = a.period and b.period and a.period.end == b.period.end
            if a.place == b.place and ends_alike and a.value != b.value:
                yield Slip(FindingKind.REPEAT, Level.SUSPICIOUS, (one, other), "")
                return


def _is_population(entry: Entry) -> bool:
    figure = entry.figure
    whole = figure.role is Role.RESULT and not figure.populations and entry.counted and entry.exact
    return whole and is_population(_told_as(figure))


def _told_as(figure: Figure) -> str:
    """The indicator; in the row of a total what its column is of."""
    return figure.chain[-1] if figure.chain and TOTAL.match(fold(figure.indicator)) else figure.indicator


def _is_base(entry: Entry, entries: list[Entry]) -> bool:
    """A denominator whose share is one of the whole population."""
    if entry.figure.column != DENOMINATOR or entry.figure.populations:
        return False
    percents = [e.figure for e in entries if e.percent and e.figure.quote == entry.figure.quote]
    return any(_OF_ALL.match(fold(f.quote[f.end : f.end + 40])) for f in percents)
