"""A sentence and a row that print one count for one thing: what else they say of it must agree as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.audit.repeats import difference
from ingest.audit.sheet import NUMERATOR, Entry, Sheet, alike
from ingest.audit.slip import Slip
from ingest.vietnamese.naming import telling
from ingest.vietnamese.printed import Fit
from vectorstore.records import FindingKind, Level, Role, Span

_SEEN = 100  # a count that two indicators do not share by chance
_ELSE = (Role.ATTAINMENT, Role.PLAN, Role.PRIOR)


def echoes(sheet: Sheet) -> Iterator[Slip]:
    rows: defaultdict[object, list[Entry]] = defaultdict(list)
    results = [e for e in sheet.entries if e.figure.role is Role.RESULT and e.counted and e.exact]
    for entry in results:
        if entry.figure.in_table and entry.figure.value >= _SEEN:
            rows[_key(entry)].append(entry)
    for said in results:
        if said.figure.in_table or said.figure.column not in ("", NUMERATOR):
            continue
        same = [row for row in rows.get(_key(said), ()) if _of_one_thing(said, row)]
        if len(same) == 1:
            yield from _otherwise(sheet.groups[said.figure.group], sheet.groups[same[0].figure.group])


def _key(entry: Entry) -> object:
    figure = entry.figure
    month = figure.span is Span.MONTH
    end = figure.period.end if figure.period else None
    return figure.value, figure.place, frozenset(figure.populations), end, month


def _of_one_thing(said: Entry, row: Entry) -> bool:
    return alike(said.unit, row.unit) and bool(telling(said.full_name) & telling(row.name))


def _otherwise(clause: list[Entry], row: list[Entry]) -> Iterator[Slip]:
    for role in _ELSE:
        said = [e for e in clause if e.figure.role is role and e.exact]
        printed = [e for e in row if e.figure.role is role and e.exact]
        if len(said) != 1 or len(printed) != 1:
            continue
        one, other = said[0], printed[0]
        ends_alike = one.figure.period == other.figure.period and one.figure.span is other.figure.span
        if not ends_alike or not alike(one.unit, other.unit) or one.percent != other.percent:
            continue
        found = difference(one, other)
        if found is not Fit.EXACT:
            level = Level.ROUNDING if found is Fit.ROUNDED else Level.CONTRADICTION
            yield Slip(FindingKind.REPEAT, level, (one, other), "")
