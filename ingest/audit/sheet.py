"""The figures of one report laid out for auditing: what each names, in which unit, how exactly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from ingest.vietnamese.naming import counts_deaths, name_terms, people
from ingest.vietnamese.printed import Range, range_of
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import Unit, UnitKind, implied_unit, unit_at, unit_named
from vectorstore.records import Bound, Figure, Role, Section

NUMERATOR, DENOMINATOR = "tử số", "mẫu số"  # columns of the figures of "3.120/7.845 trẻ"
_DEATHS = "tu_vong"  # canonical term
_NEW = re.compile(r"\bmới\b", re.IGNORECASE)  # not "mỗi", which folds alike
_IN_ALL = re.compile(r"\b(?:cong don|luy tich|luy ke|con song|tu truoc den nay)\b")
TIMES = "lần"  # unit of 'gấp 3 lần', 'tăng 2,4 lần'
# A row that sums up the others of its table: it is of what its column is of.
TOTAL = re.compile(r"^(?:tong cong|tong so|tong|cong|toan (?:tinh|huyen|nganh|thanh pho|thi xa|vien))$")
_MONEY = {
    "đồng": Decimal(1),
    "nghìn đồng": Decimal(10) ** 3,
    "triệu đồng": Decimal(10) ** 6,
    "tỷ đồng": Decimal(10) ** 9,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with what names and measures it."""

    figure: Figure
    terms: frozenset[str]  # that name it, without its populations
    parent: frozenset[str]  # of the innermost link of its chain
    context: frozenset[str]  # of its chain and the headings above it
    above: frozenset[frozenset[str]]  # the same, one set of terms for each link and heading
    unit: Unit | None
    measure: Unit | None  # of the result that a change or a share of the plan is about; else the unit itself

    @property
    def name(self) -> frozenset[str]:
        """The terms without the unit, which one wording repeats and another does not."""
        return self._without_unit(self.terms)

    @property
    def full_name(self) -> frozenset[str]:
        """The name with that of the row or list head above it: 'Mắc › Tiêu chảy'."""
        return self._without_unit(self.terms | self.parent)

    def _without_unit(self, terms: frozenset[str]) -> frozenset[str]:
        return (terms - name_terms(self.unit.canonical) if self.unit else terms) or terms

    @property
    def of_deaths(self) -> bool:
        """Dead, not ill: by its name or by the header of its column."""
        return _DEATHS in self.terms | self.parent or counts_deaths(self.figure.column)

    @property
    def newly(self) -> bool:
        """'phát hiện mới', 'HIV mới': of the period alone."""
        return bool(_NEW.search(self.figure.indicator))

    @property
    def in_all(self) -> bool:
        """'Tử vong cộng dồn', 'còn sống': of all the years."""
        return bool(_IN_ALL.search(fold(self.figure.indicator)))

    @property
    def counted(self) -> bool:
        """Whole things that were counted, so that the print leaves nothing open."""
        value = self.figure.value
        whole = value == value.to_integral_value() and "," not in self.figure.printed
        return whole and (self.unit is None or self.unit.kind is UnitKind.COUNT)

    @property
    def additive(self) -> bool:
        """Counted, or money: what parts of a whole add up to it in."""
        return self.counted or (self.unit is not None and self.unit.kind is UnitKind.MONEY)

    @property
    def rate(self) -> bool:
        return self.unit is not None and self.unit.kind in (UnitKind.RATE, UnitKind.RATIO)

    @property
    def exact(self) -> bool:
        """Neither 'trên 95%' nor '≤ 2'; an estimate ('ước 40') is held to what it says."""
        return self.figure.bound in (Bound.EXACT, Bound.ABOUT)

    @property
    def scale(self) -> Decimal:
        """Of money, what its unit is in đồng; 1 of anything else."""
        return _MONEY.get(self.unit.canonical, Decimal(1)) if self.unit else Decimal(1)

    @property
    def plain_range(self) -> Range:
        """What the print may stand for, in its own unit."""
        return range_of(self.figure.value, self.counted)

    @property
    def range(self) -> Range:
        """What the print may stand for; of money in đồng."""
        return self.plain_range.times(self.scale)

    @property
    def percent(self) -> bool:
        return self.unit is not None and self.unit.canonical == "%"


class Sheet:
    """The entries of a report, by number and by the clause or row they stand in."""

    def __init__(self, figures: Sequence[Figure], sections: Sequence[Section]) -> None:
        titles = {section.heading: section.heading.removeprefix(section.label) for section in sections}
        self._headings = {
            section.number: [titles.get(heading, heading) for heading in section.path[-2:]]
            for section in sections
        }
        results = {f.group: f for f in reversed(figures) if f.role is Role.RESULT}
        self.entries = tuple(self._entry(figure, results.get(figure.group, figure)) for figure in figures)
        self.by_number = {entry.figure.number: entry for entry in self.entries}

    @cached_property
    def groups(self) -> dict[int, list[Entry]]:
        """Entries of one clause or row of one indicator, in the order of the text."""
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.figure.group].append(entry)
        return dict(found)

    @cached_property
    def quotes(self) -> dict[tuple[int, str], list[Entry]]:
        """Entries of one sentence or row, in the order of the text."""
        found: defaultdict[tuple[int, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            found[entry.figure.section, entry.figure.quote].append(entry)
        return dict(found)

    def _entry(self, figure: Figure, result: Figure) -> Entry:
        of = result if figure.role in (Role.CHANGE, Role.ATTAINMENT) else figure
        headings = self._headings.get(figure.section, ())
        above = frozenset(name_terms(text) for text in (*figure.chain, *headings))
        *chain, indicator = figure.chain + (figure.indicator,) * (not _sums_up(figure))
        return Entry(
            figure=figure,
            terms=name_terms(indicator, figure.populations),
            parent=name_terms(chain[-1], figure.populations) if chain else frozenset(),
            context=frozenset().union(*above),
            above=above,
            unit=_measured_in(figure.indicator, figure.unit),
            measure=_measured_in(of.indicator, of.unit),
        )


def _sums_up(figure: Figure) -> bool:
    return figure.in_table and bool(figure.chain) and bool(TOTAL.match(fold(figure.indicator)))


@lru_cache(maxsize=50_000)
def _measured_in(indicator: str, unit: str) -> Unit | None:
    """The unit of a figure, also where only its name tells: 'Tỷ lệ bác sĩ/vạn dân', 'Xã triển khai …'."""
    implied = implied_unit(indicator)
    if implied is not None and implied.canonical.startswith("/"):
        return implied
    if unit:
        return unit_named(unit)
    first = unit_at(indicator, 0)
    return implied or (first.unit if first else None)


def alike(one: Unit | None, other: Unit | None) -> bool:
    """Units of one kind of thing: 'ca' and 'bệnh nhân', 'triệu đồng' and 'tỷ đồng'; none may be any count of people."""
    if one is None or other is None:
        return all(unit is None or unit.canonical in people() for unit in (one, other))
    both_people = one.canonical in people() and other.canonical in people()
    return one == other or both_people or one.kind is other.kind is UnitKind.MONEY
