"""Parts and the whole that they are listed below: what belongs together, and whether it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ingest.audit.sheet import TOTAL, Entry, alike
from ingest.audit.slip import Slip
from ingest.vietnamese.naming import other_disease
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.printed import Range
from ingest.vietnamese.text import fold
from vectorstore.records import FindingKind, Level, Role, Span

COMPARED = (Role.RESULT, Role.PLAN, Role.PRIOR)
SEEN = 20  # a total that parts do not give by chance
_DIVISIONS = (
    {"nam", "nữ"},
    {"thành thị", "nông thôn"},
    {"tuyến trung ương", "tuyến tỉnh", "tuyến huyện", "tuyến xã"},
    {"công lập", "ngoài công lập"},
)
_INSURED = "bao_hiem_y_te"  # canonical term: 'trong đó BHYT …', which many of the other parts are as well


def part_of(part: Entry, whole: Entry) -> bool:
    """Listed below it and counted in the same things."""
    plain = part.unit is None and not part.figure.unit
    same = alike(part.unit, whole.unit) or plain or named_by_unit(part)
    return listed(part, whole) and part.exact and whole.exact and same and part.scale == whole.scale


def listed(part: Entry, whole: Entry) -> bool:
    """Named below it, added up like it, for the same stretch of time and no place outside of its own."""
    a, b = part.figure, whole.figure
    return (
        part is not whole
        and a.chain == (*b.chain, b.indicator)
        and a.group != b.group
        and a.role is b.role
        and a.role in COMPARED
        and a.period == b.period
        and a.column == b.column
        and (a.span is b.span or a.span is Span.PERIOD)
        and part.additive
        and whole.additive
        and (not a.unit or alike(part.unit, whole.unit) or named_by_unit(part))
        and not (a.place and b.place and not b.place.contains(a.place))
        and not (a.in_table and TOTAL.match(fold(a.indicator)))
        and not other_disease(part.terms, whole.terms)
    )


def named_by_unit(entry: Entry) -> bool:
    """'xét nghiệm 34' in a list of staff: the word is the name of the part, no unit stands there."""
    figure = entry.figure
    return bool(figure.unit) and fold(figure.unit) == fold(figure.indicator)


def larger(parts: Sequence[Entry], whole: Entry) -> Iterator[Slip]:
    """A part that is larger than its whole."""
    for part in parts:
        if part.plain_range.low > whole.plain_range.high and part.unit == whole.unit:
            told = f"{part.figure.printed} > {whole.figure.printed}"
            yield Slip(FindingKind.PART, Level.CONTRADICTION, (part, whole), told)


def added(parts: Sequence[Entry]) -> Decimal:
    return sum((part.figure.value for part in parts), Decimal(0))


def add_up(parts: Sequence[Entry], whole: Entry) -> bool:
    """True where the parts give the whole, as far as what is printed tells: money is printed rounded."""
    total = Range(Decimal(0), Decimal(0))
    for part in parts:
        total += part.plain_range
    return total.gap(whole.plain_range) == 0


def overlapping(parts: Sequence[Entry], whole: Entry) -> bool:
    """'Nữ', 'DTTS', 'BHYT': some are both; not 'thành thị', 'nông thôn'."""
    named = {code for part in parts for code in _named(part)} - set(_named(whole))
    return bool(named) and not any(named <= division for division in _DIVISIONS)


def _named(entry: Entry) -> set[str]:
    """The populations that a figure is of or that its name speaks of."""
    spoken = {found.code for found in find_populations(entry.figure.indicator)}
    return {*entry.figure.populations, *spoken, *({_INSURED} & entry.terms)}
