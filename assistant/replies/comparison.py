"""Two values of one report for one thing, as the audit of the report found them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.figures.candidate import Candidate
from vectorstore.archive import Archive
from vectorstore.records import Figure, FindingKind, Role, Span

_NEAR = 0.35  # below the best score
_SLIPPED = Decimal("1.5")  # times: a value of another length of time that a slip explains
_APART = 10  # times


def discrepancies(archive: Archive, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The further value that the top candidate's report states for the very same thing; [] where it has none."""
    top = ranked[0]
    others = {
        number
        for finding in archive.findings([top.report.key])
        if finding.kind == FindingKind.REPEAT and top.figure.number in finding.figures
        for number in finding.figures
    } - {top.figure.number}
    figures = archive.figures(reports=[top.report.key]) if others else []
    told = [f for f in figures if f.number in others and _comparable(f, top.figure)]
    return [_beside(top, figure, ranked) for figure in told][:1] or _transposed(top, ranked)


def _transposed(top: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Another answer of the report with the same digits in another order: 318 and 381 ca, 96,4% and 94,6%."""
    digits = sorted(filter(str.isdigit, top.figure.printed))
    return [
        c
        for c in ranked
        if c.report.key == top.report.key
        and c.score >= top.score - _NEAR
        and c.figure.value != top.figure.value
        and len(digits) > 1
        and sorted(filter(str.isdigit, c.figure.printed)) == digits
        and _is_alike(c.figure, top.figure)
        and _comparable(c.figure, top.figure)
    ][:1]


def _is_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one role, unit, place and population, and neither of them of the month alone."""
    months = {one.span is Span.MONTH, other.span is Span.MONTH}
    return len(months) == 1 and (one.role, one.unit, one.place, one.populations) == (
        other.role,
        other.unit,
        other.place,
        other.populations,
    )


def _beside(top: Candidate, figure: Figure, ranked: Sequence[Candidate]) -> Candidate:
    """As it was ranked; where its wording was not, as the top candidate, whose thing it tells."""
    found = (c for c in ranked if c.report.key == top.report.key and c.figure.number == figure.number)
    return next(found, replace(top, figure=figure, view=replace(top.view, figure=figure)))


def _comparable(one: Figure, other: Figure) -> bool:
    """Values of one thing and one time lie near each other; cases beside deaths do not."""
    if not _of_one_time(one, other):
        return False  # the plan of the year and that of its second half
    low, high = sorted((abs(one.value), abs(other.value)))
    return not low or high <= _APART * low


def _of_one_time(one: Figure, other: Figure) -> bool:
    """Results up to one day, for the audit has found that they tell one thing; targets of one period.

    What was done in a quarter is far less than what was done until its end.
    """
    if one.role is Role.RESULT and one.period and other.period:
        low, high = sorted((abs(one.value), abs(other.value)))
        near = one.period.months == other.period.months or high <= _SLIPPED * low
        return near and one.period.end == other.period.end
    return one.period == other.period
