"""Two values of one report for one thing, as the audit of the report found them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.selection import Candidate
from vectorstore.archive import Archive
from vectorstore.records import FindingKind


def discrepancies(archive: Archive, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The further value that the top candidate's report states for the very same thing; [] where it has none."""
    top = ranked[0]
    others = {
        number
        for finding in archive.findings([top.report.key])
        if finding.kind == FindingKind.REPEAT and top.figure.number in finding.figures
        for number in finding.figures
    } - {top.figure.number}
    return [c for c in ranked if c.report.key == top.report.key and c.figure.number in others][:1]
