"""Parts that a sentence lists against the total before them: 'Có 250 bác sĩ, trong đó …', 'gồm: …'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ingest.audit.parts import SEEN, add_up, added, larger, listed, overlapping, part_of
from ingest.audit.sheet import Entry, Sheet, alike
from ingest.audit.slip import Slip
from ingest.audit.wording import sum_of
from ingest.vietnamese.printed import digit_slip
from ingest.vietnamese.text import fold
from vectorstore.records import FindingKind, Level, Role

_OPENING = re.compile(r"\btrong do\b|\bgom\b|\bchia\b|\bcu the\b|\bbao gom\b|\brieng\b|[(:]")
_COMPOSED = re.compile(r"\bgom\b|\bchia\b|:")  # opens a list that is whole, unless it says less
_REST = re.compile(r"\b(?:khac|con lai)$")  # "Lao khác", "Đại học khác", "còn lại": such a list is whole
_CLOSE = Decimal("1.25")  # times the total; parts that are more overlap, unless the list names the rest
_LIST = 3  # parts from which a list is likely to be one


def sentence_totals(sheet: Sheet) -> Iterator[Slip]:
    for entries in sheet.quotes.values():
        if not entries[0].figure.in_table:
            for whole in entries:
                yield from _against(whole, entries)


def _against(whole: Entry, entries: list[Entry]) -> Iterator[Slip]:
    following = list(_following(whole, entries))
    named = [part for part in following if listed(part, whole)]
    parts = [part for part in named if part_of(part, whole)]
    if not parts or not _opening(whole, parts[0], _OPENING):
        return
    yield from larger(parts, whole)
    if len(parts) > 1 and parts == named and parts[0] is following[0] and not _gaps(parts, following, whole):
        yield from _sum(parts, whole)


def _opening(whole: Entry, part: Entry, words: re.Pattern[str]) -> bool:
    """Words between a total and its first part that say so; without them the part may stand beside it."""
    return bool(words.search(fold(whole.figure.quote[whole.figure.end : part.figure.start])))


def _following(whole: Entry, entries: list[Entry]) -> Iterator[Entry]:
    """What stands between a total and the next one of its name: 'trong tháng 28 (…), lũy tích 97 (…)'."""
    for entry in entries:
        if entry.figure.start <= whole.figure.start:
            continue
        if entry.figure.group != whole.figure.group:
            yield entry
        elif entry.figure.role is Role.RESULT and alike(entry.unit, whole.unit):
            return


def _gaps(parts: list[Entry], following: list[Entry], whole: Entry) -> bool:
    """True where a count among the parts stands beside them and is none of them: the list is not understood."""
    chain = (*whole.figure.chain, whole.figure.indicator)
    return any(
        e.figure.chain == chain and e.counted and e not in parts and e.figure.start < parts[-1].figure.start
        for e in following
    )


def _sum(parts: list[Entry], whole: Entry) -> Iterator[Slip]:
    if _divided(parts, whole):
        return
    for run in (parts, _leading(parts)):
        level = _level(run, whole)
        if level is not None:
            yield Slip(FindingKind.TOTAL, level, (whole, *run), sum_of(run, added(run)))
            return


def _level(parts: list[Entry], whole: Entry) -> Level | None:
    """How grave it is that parts do not give their total; None where they need not."""
    if any(_REST.search(fold(part.figure.indicator)) for part in parts):
        return Level.CONTRADICTION
    total, value = added(parts), whole.figure.value
    if len(parts) < 2 or overlapping(parts, whole):
        return None
    slipped = len(parts) >= _LIST and value >= SEEN and digit_slip(total, value)
    if slipped and _opening(whole, parts[0], _COMPOSED):
        return Level.SUSPICIOUS
    return Level.SUSPICIOUS if value < total <= value * _CLOSE else None


def _divided(parts: list[Entry], whole: Entry) -> bool:
    """True where parts give the total: all of them, once or divided otherwise again, or those of some runs."""
    if add_up(parts, whole):
        return True
    open_ = list[Entry]()
    for part in parts:
        open_.append(part)
        open_ = [] if add_up(open_, whole) else open_
    if not open_:
        return True
    runs = _runs(parts)
    ends = range(1, len(runs) + 1)
    return any(add_up([part for run in runs[i:j] for part in run], whole) for j in ends for i in range(j))


def _runs(parts: list[Entry]) -> list[list[Entry]]:
    """Parts by the brackets they stand in, and by semicolons unless these part each from the next."""
    bracketed, halved = _parted(parts, ")"), _parted(parts, ");")
    return halved if any(len(run) > 1 for run in halved) else bracketed


def _parted(parts: list[Entry], marks: str) -> list[list[Entry]]:
    quote = parts[0].figure.quote
    found = [[parts[0]]]
    for before, part in pairwise(parts):
        if set(quote[before.figure.end : part.figure.start]) & set(marks):
            found.append([])
        found[-1].append(part)
    return found


def _leading(parts: list[Entry]) -> list[Entry]:
    """The first parts, up to a semicolon or bracket after which others divide the total otherwise."""
    first = _runs(parts)[0]
    return first if len(first) > 1 else parts
