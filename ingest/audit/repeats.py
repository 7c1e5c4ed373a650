"""The same indicator with two values: prose against table, prose against prose, table against table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ingest.audit.names import LONG, TELLING, core, is_row_of
from ingest.audit.sheet import DENOMINATOR, TIMES, TOTAL, Entry, Sheet, alike
from ingest.vietnamese.naming import diseases, name_terms, weight
from ingest.vietnamese.printed import Fit, decimals, digit_slip, fit, range_of, step
from ingest.vietnamese.text import fold
from vectorstore.records import Bound, Role, Span

_VALUES = (Role.RESULT, Role.PLAN, Role.PRIOR)
_WORDS = 4  # of a name that is worded alike in two sentences
_SLIPPED = Decimal("1.5")  # times: a value of another length of time that a slip explains
_NAMESAKES = 3  # distinct values from which a name is one of many things
_QUARTER = 4
_LARGE = 10  # a plan or prior value that two rows do not share by chance

_VISITS = ("lượt", "lần")  # beginnings of units

_NAMELESS: frozenset[str] = frozenset()  # 'ca' below 'Tay chân miệng': only what stands above tells of what

Pair = tuple[Entry, Entry]


def repeats(sheet: Sheet) -> Iterator[Pair]:
    """Pairs of entries that say one thing with two values, the earlier first."""
    entries = [e for e in sheet.entries if _definite(e) and e.full_name]
    prose = [e for e in entries if not e.figure.in_table]
    rows = [e for e in entries if e.figure.in_table]
    found = [*_between(prose, rows), *_in_prose(prose), *_in_tables(sheet, rows)]
    yield from _once(sorted(found, key=lambda pair: (pair[0].figure.number, pair[1].figure.number)))


def _definite(entry: Entry) -> bool:
    """Exact, or a target: 'giảm còn dưới 45' binds as 'giảm còn 45' does, while a result 'trên 95%' leaves it open."""
    return entry.exact or entry.figure.role is Role.PLAN


def _between(prose: Iterable[Entry], rows: Iterable[Entry]) -> Iterator[Pair]:
    """A sentence against the rows that its name fits."""
    by_name: defaultdict[object, list[Entry]] = defaultdict(list)
    by_term: defaultdict[object, list[Entry]] = defaultdict(list)
    for row in rows:
        for name in {row.name, row.full_name, core(row)} - {_NAMELESS}:
            by_name[_key(row, name)].append(row)
        for term in row.name:
            if weight((term,)) >= LONG:
                by_term[_key(row, term)].append(row)
    beside: defaultdict[object, list[Entry]] = defaultdict(list)
    for said in prose:
        beside[_place_in_clause(said)].append(said)
    for said in prose:
        names = {said.name, said.full_name, core(said)} - {_NAMELESS}
        terms = [term for term in said.name if weight((term,)) >= LONG]
        candidates = {
            row.figure.number: row
            for keys, index in ((names, by_name), (terms, by_term))
            for key in keys
            for row in index.get(_key(said, key), ())
        }
        fitting = [
            row
            for row in candidates.values()
            if _comparable(said, row) and is_row_of(said, row) and _near_total(said, row)
        ]
        if not any(agree(one, row) for one in beside[_place_in_clause(said)] for row in fitting):
            yield from ((said, row) for row in fitting)


def _place_in_clause(said: Entry) -> object:
    """What two values of one clause share where one of them is of something else that the clause also names."""
    return said.figure.group, said.figure.role, said.figure.span


def _near_total(said: Entry, row: Entry) -> bool:
    """Of a total whether it may be the one that is said: tables of some wards add up less than all there is."""
    if not TOTAL.match(fold(row.figure.indicator)):
        return True
    high = max(said.range.high, row.range.high)
    return digit_slip(said.figure.value, row.figure.value) or said.range.gap(row.range) * _QUARTER <= high


def _in_prose(prose: Iterable[Entry]) -> Iterator[Pair]:
    """Sentences of one name, if it is long or worded alike in both and no disease above says of what."""
    by_name: defaultdict[object, list[Entry]] = defaultdict(list)
    for entry in prose:
        if weight(entry.name):
            by_name[_key(entry, entry.name)].append(entry)
    for entries in by_name.values():
        for i, one in enumerate(entries):
            for other in entries[i + 1 :]:
                chains = {entry.figure.chain for entry in (one, other) if entry.figure.chain}
                telling_name = (
                    weight(one.name) >= TELLING or _worded_alike(one, other) or _summed_up(one, other)
                )
                if len(chains) < 2 and telling_name and _comparable(one, other) and not agree(one, other):
                    yield one, other


def _worded_alike(one: Entry, other: Entry) -> bool:
    a, b = fold(one.figure.indicator), fold(other.figure.indicator)
    if a != b or len(a.split()) < _WORDS:
        return False
    around = one.context | other.context | name_terms(one.figure.quote) | name_terms(other.figure.quote)
    return not around & diseases()


def _summed_up(one: Entry, other: Entry) -> bool:
    """A disease told in two chapters, the summary and its own: no list of months or places, and a likely slip."""
    a, b = one.figure, other.figure
    return (
        bool(one.name & diseases())
        and a.section != b.section
        and not (a.chain or b.chain)
        and one.newly == other.newly
        and _within_double(one, other)
    )


def _in_tables(sheet: Sheet, rows: Iterable[Entry]) -> Iterator[Pair]:
    """Rows of one label that share a plan or a prior value and differ in another column."""
    labelled: defaultdict[object, dict[int, None]] = defaultdict(dict)
    for row in rows:
        if weight(row.name) >= LONG:
            labelled[fold(row.figure.indicator), row.figure.place, row.figure.populations][
                row.figure.group
            ] = None
    for groups in labelled.values():
        numbers = list(groups)
        for i, first in enumerate(numbers):
            for second in numbers[i + 1 :]:
                yield from _rows_differ(sheet.groups[first], sheet.groups[second])


def _rows_differ(one: list[Entry], other: list[Entry]) -> Iterator[Pair]:
    pairs = [
        (a, b)
        for a in one
        for b in other
        if a.figure.role is b.figure.role in _VALUES
        and a.figure.column == b.figure.column
        and _comparable(a, b)
    ]
    plans = [pair for pair in pairs if pair[0].figure.role is Role.PLAN]
    priors = [pair for pair in pairs if pair[0].figure.role is Role.PRIOR]
    shared = plans or priors
    if shared and all(agree(a, b) and a.figure.value >= _LARGE for a, b in shared):
        yield from (pair for pair in pairs if not agree(*pair))


def _key(entry: Entry, name: object) -> object:
    figure = entry.figure
    return figure.role, figure.place, frozenset(figure.populations), name


def certain(one: Entry, other: Entry) -> bool:
    """True where the names are one and tell the thing; else the two are only likely to be one indicator."""
    alike_named = bool({one.name, one.full_name} & {other.name, other.full_name} - {_NAMELESS})
    in_prose = not (one.figure.in_table or other.figure.in_table)
    return alike_named and (not in_prose or weight(one.name) >= TELLING)


def agree(one: Entry, other: Entry) -> bool:
    """Equal as far as the coarser of two prints says."""
    return (
        one.range.gap(other.range) == 0 if one.scale != other.scale else difference(one, other) is Fit.EXACT
    )


def difference(one: Entry, other: Entry) -> Fit:
    """How two prints of one value agree: 45,2 and 45,23 exactly, 45,2 and 45,3 but for rounding."""
    coarse, fine = sorted((one.figure.value, other.figure.value), key=decimals)
    if decimals(coarse) == decimals(fine) and coarse != fine:
        near = not (one.counted and other.counted) and abs(coarse - fine) <= step(fine)
        return Fit.ROUNDED if near else Fit.WRONG
    return fit(coarse, range_of(fine, exact=True))


def _comparable(one: Entry, other: Entry) -> bool:
    """Of the same months and unit, in different clauses."""
    a, b = one.figure, other.figure
    return (
        a.group != b.group
        and a.quote != b.quote
        and (a.column == DENOMINATOR) == (b.column == DENOMINATOR)
        and one.of_deaths == other.of_deaths
        and not ((one.newly and other.in_all) or (other.newly and one.in_all))
        and (a.unit == TIMES) == (b.unit == TIMES)
        and (_of_visits(one) == _of_visits(other) or _within_double(one, other))
        and _same_stretch(one, other)
        and _bound(one) == _bound(other)
        and ((one.name and other.name) or _within_double(one, other))
        and alike(one.unit, other.unit)
        and alike(one.measure, other.measure)
    )


def _bound(entry: Entry) -> bool | None:
    """True at most, False at least, None exactly."""
    if entry.exact:
        return None
    return entry.figure.bound in (Bound.BELOW, Bound.AT_MOST)


def _of_visits(entry: Entry) -> bool:
    """Counted each time: '1.415 lượt' of 14 patients."""
    return entry.unit is not None and entry.unit.canonical.startswith(_VISITS)


def _within_double(one: Entry, other: Entry) -> bool:
    """Near enough for one to be a slip of the other, though visits stand beside patients."""
    return one.range.gap(other.range) <= min(one.range.high, other.range.high)


def _same_stretch(one: Entry, other: Entry) -> bool:
    """Periods that end together, neither the month alone unless both are, nor the plan of a part of the year."""
    a, b = one.figure, other.figure
    if a.role is Role.PLAN and a.period != b.period:
        return False
    both_end = a.period == b.period or (a.period and b.period and a.period.end == b.period.end)
    if both_end and a.period and b.period and a.period.months != b.period.months:
        low, high = sorted((abs(a.value), abs(b.value)))
        both_end = (
            high <= _SLIPPED * low
        )  # what was done in a quarter is far less than what was done by its end
    return bool(both_end) and (a.span is Span.MONTH) == (b.span is Span.MONTH)


def _once(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Each two values of a name once; a name of many values is no name, and what follows from a value goes with it."""
    of_name: defaultdict[object, dict[frozenset[Decimal], Pair]] = defaultdict(dict)
    values_differ: set[frozenset[int]] = set()
    for one, other in pairs:
        values = frozenset((one.figure.value, other.figure.value))
        of_name[_key(one, one.name or one.full_name)].setdefault(values, (one, other))
        if one.figure.role in _VALUES:
            values_differ.add(_clauses(one, other))
    for told in of_name.values():
        if len({value for values in told for value in values}) <= _NAMESAKES:
            for one, other in told.values():
                if one.figure.role in _VALUES or _clauses(one, other) not in values_differ:
                    yield one, other


def _clauses(one: Entry, other: Entry) -> frozenset[int]:
    return frozenset((one.figure.group, other.figure.group))
