"""Two values of one report for one thing, as the audit of the report found them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.selection import Candidate
from vectorstore.archive import Archive
from vectorstore.records import Figure, FindingKind, Role

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
    found = [c for c in ranked if c.report.key == top.report.key and c.figure.number in others]
    return [c for c in found if _comparable(c.figure, top.figure)][:1]


def _comparable(one: Figure, other: Figure) -> bool:
    """Values of one thing lie near each other; cases beside deaths do not."""
    if one.role is Role.PLAN and one.period != other.period:
        return False  # the plan of the year and that of its second half
    low, high = sorted((abs(one.value), abs(other.value)))
    return not low or high <= _APART * low
