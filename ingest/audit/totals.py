"""Parts set against their total: of a sentence ('trong đó …'), of a group of rows, of the districts of a province."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ingest.audit.sheet import Entry, Sheet, alike
from ingest.audit.slip import Slip
from ingest.audit.wording import sum_of
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.text import fold
from vectorstore.records import FindingKind, Level, Role, Span

_COMPARED = (Role.RESULT, Role.PLAN, Role.PRIOR)
_DIVISIONS = (
    {"nam", "nữ"},
    {"thành thị", "nông thôn"},
    {"tuyến trung ương", "tuyến tỉnh", "tuyến huyện", "tuyến xã"},
    {"công lập", "ngoài công lập"},
)
_REST = "khac"  # "Lao khác", "Đại học khác": a list that names the rest is whole
_OPENING = re.compile(r"\btrong do\b|\bgom\b|\bchia\b|\bcu the\b|\bbao gom\b|\brieng\b|[(:]")
_SEEN = 20  # a total that parts do not give by chance
_CLOSE = Decimal("1.25")  # times the total; parts that are more overlap, unless the list names the rest
_INSURED = "bao_hiem_y_te"  # canonical term: 'trong đó BHYT …', which many of the other parts are as well
_DISTRICTS = 3  # rows of districts from which they are set against their province's


def totals(sheet: Sheet) -> Iterator[Slip]:
    yield from _in_sentences(sheet)
    yield from _in_tables(sheet)
    yield from _over_districts(sheet)


def _in_sentences(sheet: Sheet) -> Iterator[Slip]:
    for entries in sheet.quotes.values():
        if entries[0].figure.in_table:
            continue
        for whole in entries:
            following = list(_following(whole, entries))
            listed = [part for part in following if _listed(part, whole)]
            parts = [part for part in listed if _part_of(part, whole)]
            if not parts or not _opened(whole, parts[0]):
                continue
            yield from _larger(parts, whole)
            if len(parts) > 1 and parts == listed and parts[0] is following[0]:
                yield from _sum_in_sentence(parts, whole)


def _opened(whole: Entry, part: Entry) -> bool:
    """Words between a total and its first part that say so; without them the part may stand beside it."""
    return bool(_OPENING.search(fold(whole.figure.quote[whole.figure.end : part.figure.start])))


def _following(whole: Entry, entries: list[Entry]) -> Iterator[Entry]:
    """What stands between a total and the next one of its name: 'trong tháng 28 (…), lũy tích 97 (…)'."""
    for entry in entries:
        if entry.figure.start <= whole.figure.start:
            continue
        if entry.figure.group != whole.figure.group:
            yield entry
        elif entry.figure.role is Role.RESULT and alike(entry.unit, whole.unit):
            return


def _sum_in_sentence(parts: list[Entry], whole: Entry) -> Iterator[Slip]:
    total = sum((part.figure.value for part in parts), Decimal(0))
    complete = any(fold(part.figure.indicator).split()[-1:] == [_REST] for part in parts)
    if _divided(parts, whole.figure.value):
        return
    if not complete and (
        total < whole.figure.value or total > whole.figure.value * _CLOSE or _overlapping(parts, whole)
    ):
        return
    level = Level.CONTRADICTION if complete else Level.SUSPICIOUS
    yield Slip(FindingKind.TOTAL, level, (whole, *parts), sum_of(parts, total))


def _divided(parts: list[Entry], total: Decimal) -> bool:
    """True where parts give the total: all of them, once or divided otherwise again, or those of some brackets."""
    left = total
    for part in parts:
        left -= part.figure.value
        left = total if left == 0 else left
    sums = [sum((part.figure.value for part in bracket), Decimal(0)) for bracket in _brackets(parts)]
    runs = (sum(sums[i:j]) for i in range(len(sums)) for j in range(i + 1, len(sums) + 1))
    return left == total or any(run == total for run in runs)


def _brackets(parts: list[Entry]) -> list[list[Entry]]:
    """Parts by the brackets they stand in."""
    quote = parts[0].figure.quote
    found = [[parts[0]]]
    for before, part in pairwise(parts):
        if ")" in quote[before.figure.end : part.figure.start]:
            found.append([])
        found[-1].append(part)
    return found


def _part_of(part: Entry, whole: Entry) -> bool:
    """Listed below it and counted in the same things."""
    same = alike(part.unit, whole.unit) or (part.unit is None and not part.figure.unit)
    return _listed(part, whole) and part.exact and whole.exact and same


def _listed(part: Entry, whole: Entry) -> bool:
    """Named below it, counted for the same stretch of time."""
    a, b = part.figure, whole.figure
    return (
        part is not whole
        and a.chain == (*b.chain, b.indicator)
        and a.group != b.group
        and a.role is b.role
        and a.role in _COMPARED
        and a.period == b.period
        and a.column == b.column
        and (a.span is b.span or a.span is Span.PERIOD)
        and part.counted
        and whole.counted
        and (not a.unit or alike(part.unit, whole.unit))
    )


def _larger(parts: Sequence[Entry], whole: Entry) -> Iterator[Slip]:
    for part in parts:
        if part.figure.value > whole.figure.value and part.unit == whole.unit:
            told = f"{part.figure.printed} > {whole.figure.printed}"
            yield Slip(FindingKind.PART, Level.CONTRADICTION, (part, whole), told)


def _in_tables(sheet: Sheet) -> Iterator[Slip]:
    """Groups of rows whose parts give the total in one column and not in another."""
    below: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        figure = entry.figure
        if figure.in_table and figure.chain and figure.role in _COMPARED:
            below[figure.section, figure.chain, figure.role, figure.column].append(entry)
    columns: defaultdict[object, list[tuple[Entry, list[Entry]]]] = defaultdict(list)
    for whole in sheet.entries:
        figure = whole.figure
        if not (figure.in_table and figure.role in _COMPARED):
            continue
        rows = below.get((figure.section, (*figure.chain, figure.indicator), figure.role, figure.column), [])
        parts = [part for part in rows if _part_of(part, whole)]
        yield from _larger([p for p in parts if p.unit is not None or p.figure.populations], whole)
        if len(parts) == len(rows) > 1 and not _overlapping(parts, whole):
            columns[figure.section, figure.chain, figure.indicator].append((whole, parts))
    for found in columns.values():
        yield from _unlike_the_others(found)


def _overlapping(parts: Sequence[Entry], whole: Entry) -> bool:
    """'Nữ', 'DTTS', 'BHYT': some are both; not 'thành thị', 'nông thôn'."""
    named = {code for part in parts for code in _named(part)} - set(_named(whole))
    return bool(named) and not any(named <= division for division in _DIVISIONS)


def _named(entry: Entry) -> set[str]:
    """The populations that a figure is of or that its name speaks of."""
    spoken = {found.code for found in find_populations(entry.figure.indicator)}
    return {*entry.figure.populations, *spoken, *({_INSURED} & entry.terms)}


def _unlike_the_others(columns: list[tuple[Entry, list[Entry]]]) -> Iterator[Slip]:
    """Columns whose sum is off where the same rows add up in another column."""
    sums = [sum((part.figure.value for part in parts), Decimal(0)) for _, parts in columns]
    labels = [tuple(part.figure.indicator for part in parts) for _, parts in columns]
    right = {
        labels[i]
        for i, (whole, _) in enumerate(columns)
        if sums[i] == whole.figure.value >= _SEEN and len(labels[i]) > 1
    }
    for i, (whole, parts) in enumerate(columns):
        if labels[i] in right and sums[i] != whole.figure.value:
            yield Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *parts), sum_of(parts, sums[i]))


def _over_districts(sheet: Sheet) -> Iterator[Slip]:
    """A province's count and those of its districts in one table, one below the other or side by side."""
    below: defaultdict[object, list[Entry]] = defaultdict(list)
    beside: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        f = entry.figure
        if (
            f.in_table
            and f.place
            and f.role in _COMPARED
            and entry.counted
            and entry.exact
            and not entry.rate
        ):
            same = (f.section, f.role, f.span, f.period, f.populations, entry.terms)
            below[same, f.column].append(entry)
            beside[same, f.quote].append(entry)
    for cells in (below, beside):
        by_table: defaultdict[object, list[tuple[Entry, list[Entry]]]] = defaultdict(list)
        for entries in cells.values():
            if (found := _with_districts(entries)) is not None:
                by_table[entries[0].figure.section, tuple(part.figure.place for part in found[1])].append(
                    found
                )
        for columns in by_table.values():
            yield from _unlike_the_other_columns(columns)


def _with_districts(entries: list[Entry]) -> tuple[Entry, list[Entry]] | None:
    """The province's entry and those of its districts, where each stands once."""
    wholes = [e for e in entries if e.figure.place and not e.figure.place.district]
    parts = [e for e in entries if e.figure.place and e.figure.place.district and not e.figure.place.commune]
    once = len({part.figure.place for part in parts}) == len(parts) >= _DISTRICTS
    return (wholes[0], parts) if len(wholes) == 1 and once else None


def _unlike_the_other_columns(columns: list[tuple[Entry, list[Entry]]]) -> Iterator[Slip]:
    sums = [sum((part.figure.value for part in parts), Decimal(0)) for _, parts in columns]
    if not any(total == whole.figure.value >= _SEEN for total, (whole, _) in zip(sums, columns, strict=True)):
        return
    for total, (whole, parts) in zip(sums, columns, strict=True):
        if total != whole.figure.value:
            yield Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *parts), sum_of(parts, total))
