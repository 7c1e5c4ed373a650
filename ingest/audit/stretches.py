"""Counts of a month set against those since January, deaths against cases."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.audit.sheet import NUMERATOR, Entry, Sheet, alike
from ingest.audit.slip import Slip
from vectorstore.records import FindingKind, Level, Role, Span

_CASES, _DEATHS = "ca_mac", "tu_vong"  # canonical terms


def stretches(sheet: Sheet) -> Iterator[Slip]:
    for entries in sheet.groups.values():
        yield from _month_above_year(entries)
    for entries in sheet.quotes.values():
        if entries[0].figure.in_table:
            yield from _deaths_above_cases(entries)


def _month_above_year(entries: list[Entry]) -> Iterator[Slip]:
    counted = [
        e
        for e in entries
        if e.figure.role is Role.RESULT and e.exact and not e.rate and e.figure.column in ("", NUMERATOR)
    ]
    for month in (e for e in counted if e.figure.span is Span.MONTH):
        years = [
            e
            for e in counted
            if e.figure.span is Span.CUMULATIVE
            and alike(e.unit, month.unit)
            and set(e.figure.populations) == set(month.figure.populations)
        ]
        if years and all(month.range.low > year.range.high for year in years):
            told = f"{month.figure.printed} > {years[0].figure.printed}"
            yield Slip(FindingKind.CUMULATIVE, Level.CONTRADICTION, (years[0], month), told)
            return


def _deaths_above_cases(entries: list[Entry]) -> Iterator[Slip]:
    """Columns 'Mắc' and 'Chết' of one row; those who fell ill earlier may die now, so it is no contradiction."""
    for deaths in (e for e in entries if _DEATHS in e.parent and e.counted and e.exact):
        a = deaths.figure
        for cases in (e for e in entries if _CASES in e.parent and e.counted and e.exact):
            b = cases.figure
            same = (a.indicator, a.role, a.period, a.span) == (b.indicator, b.role, b.period, b.span)
            if same and a.role is not Role.CHANGE and a.value > b.value:
                yield Slip(FindingKind.PART, Level.SUSPICIOUS, (deaths, cases), f"{a.printed} > {b.printed}")
