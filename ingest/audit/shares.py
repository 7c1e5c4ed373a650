"""Shares set against their own numerator and denominator."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.audit.sheet import DENOMINATOR, NUMERATOR, Entry, Sheet, alike
from ingest.audit.slip import Slip, level_of
from ingest.audit.wording import Form, working
from ingest.vietnamese.printed import Fit, Range, fit
from ingest.vietnamese.text import fold
from vectorstore.records import FindingKind, Role

_SHARE_WORDS = ("chiem", "dat ty le", "ty le")


def shares(sheet: Sheet) -> Iterator[Slip]:
    for entries in sheet.groups.values():
        yield from _of_fraction(entries)
        yield from _of_whole(entries, sheet)


def _of_fraction(entries: list[Entry]) -> Iterator[Slip]:
    """'2.110/5.060 người, đạt 41,70%'."""
    for bottom in (e for e in entries if e.figure.column == DENOMINATOR):
        span = bottom.figure.span
        tops = [
            e
            for e in entries
            if e.figure.column == NUMERATOR and e.figure.span is span and e.figure.start < bottom.figure.start
        ]
        percents = [e for e in entries if e.percent and e.exact and e.figure.span is span]
        if tops and len(percents) == 1 and percents[0].figure.role in (Role.RESULT, Role.ATTAINMENT):
            top, share = tops[-1], _share(tops[-1], bottom)
            yield from _unless_one_fits(percents[0], [(top, bottom, share)])


def _of_whole(entries: list[Entry], sheet: Sheet) -> Iterator[Slip]:
    """'2.400 cơ sở, trong đó 2.130 cơ sở đạt, chiếm 88,8%': a part and its share of the whole named above it."""
    percents = [e for e in entries if e.percent and e.exact and e.figure.role is Role.RESULT]
    counts = [e for e in entries if e.counted and e.exact and e.figure.role is Role.RESULT and not e.percent]
    if len(percents) != 1 or len(counts) != 1 or counts[0].figure.column or counts[0].figure.in_table:
        return
    part, percent = counts[0], percents[0]
    before = fold(percent.figure.quote[max(0, percent.figure.start - 12) : percent.figure.start])
    around = sheet.quotes[part.figure.section, part.figure.quote]
    wholes = [
        e for e in around if e.counted and alike(e.unit, part.unit) and e.figure.value >= part.figure.value
    ]
    wholes = [e for e in wholes if e is not part]
    named = [e for e in wholes if part.figure.chain and e.figure.indicator == part.figure.chain[-1]]
    if not named or not any(word in before for word in _SHARE_WORDS):
        return
    readings = [(part, whole, _share(part, whole)) for whole in (*named, *wholes)]
    yield from _unless_one_fits(percent, readings)


def _share(top: Entry, bottom: Entry) -> Range | None:
    share = top.range.over(bottom.range)
    return share.times(100) if share is not None else None


def _unless_one_fits(percent: Entry, readings: list[tuple[Entry, Entry, Range | None]]) -> Iterator[Slip]:
    known = [(top, bottom, value) for top, bottom, value in readings if value is not None]
    fits = [fit(percent.figure.value, value) for _, _, value in known]
    if not known or Fit.EXACT in fits:
        return
    best = fits.index(Fit.ROUNDED) if Fit.ROUNDED in fits else 0
    top, bottom, value = known[best]
    told = working(Form.QUOTIENT, top, bottom, value, percent)
    yield Slip(FindingKind.SHARE, level_of(percent, value, fits[best]), (percent, top, bottom), told)
