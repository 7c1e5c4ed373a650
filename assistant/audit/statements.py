"""What a report states: each figure with the indicator it is of and the months it covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.audit.remark import Source
from assistant.figures.constraints import effective_period
from assistant.indicators.grouping import Member
from assistant.indicators.identity import Identity, identity_of, surroundings
from assistant.indicators.members import own_figures
from assistant.indicators.observations import citation_of
from ingest.vietnamese.naming import counts_deaths
from ingest.vietnamese.printed import Fit, decimals, fit, range_of, step
from ingest.vietnamese.units import UnitKind, unit_named
from vectorstore.archive import Archive
from vectorstore.records import Bound, Figure, Period, Place, Report, ReportContent, Role, Section, Span

_DEATHS = "tu_vong"  # canonical term
_VALUES = (Role.RESULT, Role.PLAN, Role.PRIOR)


@dataclass(frozen=True, slots=True)
class Statement:
    """A value that a report prints for an indicator, a place and a stretch of months."""

    member: Member
    period: Period  # a cumulative one begins in January
    draft: bool

    @property
    def figure(self) -> Figure:
        return self.member.figure

    @property
    def place(self) -> Place | None:
        return self.figure.place or self.member.report.place

    @property
    def subject(self) -> tuple[Identity, Place | None]:
        return self.member.identity, self.place

    @property
    def said_of(self) -> tuple[object, ...]:
        """What two statements share that must agree: last year's value and the result of the year before."""
        month = self.figure.span is Span.MONTH
        return (*self.subject, self.period, month, self.figure.role is Role.PLAN)

    @property
    def counted(self) -> bool:
        unit = unit_named(self.figure.unit) if self.figure.unit else None
        return self.figure.value == self.figure.value.to_integral_value() and (
            unit is not None and unit.kind is UnitKind.COUNT
        )

    @property
    def cumulative(self) -> bool:
        return self.figure.span is Span.CUMULATIVE or (
            self.figure.span is Span.PERIOD and self.period.first_month == 1 and self.period.months > 1
        )

    @property
    def source(self) -> Source:
        return Source(self.figure, citation_of(self.member), self.draft)


class Stated:
    """Everything that one report states."""

    def __init__(
        self, report: Report, figures: Sequence[Figure], sections: Sequence[Section], *, draft: bool = False
    ) -> None:
        self.report = report
        self._draft = draft
        self._figures = figures
        self._paths = {section.number: section.path for section in sections}

    @classmethod
    def of_archive(cls, archive: Archive, report: Report) -> Stated:
        return cls(report, archive.figures(reports=[report.key]), archive.sections(report.key))

    @classmethod
    def of_draft(cls, content: ReportContent) -> Stated:
        return cls(content.report, content.figures, content.sections, draft=True)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Values in the order of the text; those without a period or bounded on one side are left out."""
        own = own_figures(self._figures)
        found = []
        for figure in self._figures:
            period = effective_period(figure, self.report)
            if figure.role in _VALUES and figure.bound in (Bound.EXACT, Bound.ABOUT) and period:
                member = self._member(figure, own)
                if _DEATHS in member.identity.terms or not counts_deaths(figure.column):
                    found.append(Statement(member, period, self._draft))
        return tuple(found)

    @cached_property
    def monthly(self) -> frozenset[tuple[Identity, Place | None]]:
        """Subjects that are counted by the month, so that their count since January can only grow."""
        return frozenset(s.subject for s in self.statements if s.figure.span is Span.MONTH and s.counted)

    def source(self, number: int) -> Source:
        """The figure of a number with its source."""
        figure = self._by_number[number]
        return Source(figure, citation_of(self._member(figure, {})), self._draft)

    @cached_property
    def _by_number(self) -> Mapping[int, Figure]:
        return {figure.number: figure for figure in self._figures}

    def _member(self, figure: Figure, own: Mapping[int, Figure]) -> Member:
        path = self._paths.get(figure.section, ())
        identity = identity_of(figure, own.get(figure.group, figure), path)
        return Member(figure, self.report, identity, path, surroundings(figure, path))


def agreement(one: Statement, other: Statement) -> Fit:
    """Whether two prints may be of one value: 45,2 and 45,23 are, 45,2 and 45,3 but for rounding."""
    a, b = one.figure.value, other.figure.value
    coarse, fine = sorted((a, b), key=decimals)
    if decimals(coarse) != decimals(fine):
        return fit(coarse, range_of(fine, exact=True))
    if coarse == fine:
        return Fit.EXACT
    near = decimals(coarse) > 0 and abs(coarse - fine) <= step(fine)
    return Fit.ROUNDED if near else Fit.WRONG


def small(one: Decimal, other: Decimal, share: Decimal) -> bool:
    """True when two values differ by no more than a share of the larger."""
    return abs(one - other) <= share * max(abs(one), abs(other))
