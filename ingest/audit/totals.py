"""Parts set against their total in tables: of a group of rows, of the districts of a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.audit.parts import COMPARED, SEEN, add_up, added, larger, overlapping, part_of
from ingest.audit.sheet import Entry, Sheet
from ingest.audit.slip import Slip
from ingest.audit.wording import sum_of
from vectorstore.records import FindingKind, Level

_DISTRICTS = 3  # rows of districts from which they are set against their province's


def totals(sheet: Sheet) -> Iterator[Slip]:
    yield from _in_tables(sheet)
    yield from _over_districts(sheet)


def _in_tables(sheet: Sheet) -> Iterator[Slip]:
    """Groups of rows whose parts give the total in one column and not in another."""
    below: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        figure = entry.figure
        if figure.in_table and figure.chain and figure.role in COMPARED:
            below[figure.section, figure.chain, figure.role, figure.column].append(entry)
    columns: defaultdict[object, list[tuple[Entry, list[Entry]]]] = defaultdict(list)
    for whole in sheet.entries:
        figure = whole.figure
        if not (figure.in_table and figure.role in COMPARED):
            continue
        rows = below.get((figure.section, (*figure.chain, figure.indicator), figure.role, figure.column), [])
        parts = [part for part in rows if part_of(part, whole)]
        yield from larger([p for p in parts if p.unit is not None or p.figure.populations], whole)
        if len(parts) == len(rows) > 1 and not overlapping(parts, whole):
            columns[figure.section, figure.chain, figure.indicator].append((whole, parts))
    for found in columns.values():
        yield from _unlike_the_others(found)


def _unlike_the_others(columns: list[tuple[Entry, list[Entry]]]) -> Iterator[Slip]:
    """Columns whose sum is off where the same rows add up in another column."""
    labels = [tuple(part.figure.indicator for part in parts) for _, parts in columns]
    right = {label for label, column in zip(labels, columns, strict=True) if _proves(*column)}
    for label, (whole, parts) in zip(labels, columns, strict=True):
        if label in right and not add_up(parts, whole):
            yield Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *parts), sum_of(parts, added(parts)))


def _proves(whole: Entry, parts: list[Entry]) -> bool:
    return len(parts) > 1 and whole.figure.value >= SEEN and add_up(parts, whole)


def _over_districts(sheet: Sheet) -> Iterator[Slip]:
    """A province's count and those of its districts in one table, one below the other or side by side."""
    below: defaultdict[object, list[Entry]] = defaultdict(list)
    beside: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in sheet.entries:
        f = entry.figure
        if f.in_table and f.place and f.role in COMPARED and entry.counted and entry.exact and not entry.rate:
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
    if any(_proves(*column) for column in columns):
        for whole, parts in columns:
            if not add_up(parts, whole):
                total = added(parts)
                yield Slip(FindingKind.TOTAL, Level.CONTRADICTION, (whole, *parts), sum_of(parts, total))
