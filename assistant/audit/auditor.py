"""The audit of an archive's reports, and of a draft that is not in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from assistant.audit.across import across
from assistant.audit.remark import Remark, by_gravity
from assistant.audit.statements import Stated
from vectorstore.archive import Archive
from vectorstore.records import Finding, FindingKind, Level, Place, Report, ReportContent


def audit_of(
    archive: Archive,
    reports: Sequence[Report] | None = None,
    *,
    against_others: bool = True,
    progress: Callable[[Report], None] = lambda _: None,
) -> list[Remark]:
    """Remarks on the reports (all of the archive's when None), the gravest first.

    What a report says against itself was found when it was read; with `against_others` it is also set against
    the other reports of its place. `progress` is called after each report.
    """
    wanted = archive.reports() if reports is None else list(reports)
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in archive.findings([report.key for report in wanted]):
        findings[finding.report].append(finding)
    by_place: defaultdict[Place, list[Report]] = defaultdict(list)
    for report in wanted:
        if report.place is not None:
            by_place[report.place].append(report)
    remarks = []
    for report in wanted:
        if report.place is None:
            remarks += _inside(Stated.of_archive(archive, report), findings[report.key])
            progress(report)
    for place, mine in by_place.items():
        shelf = [r for r in archive.reports(place) if r.place == place] if against_others else mine
        stated = {report.key: Stated.of_archive(archive, report) for report in shelf}
        for report in mine:
            remarks += _inside(stated[report.key], findings[report.key])
            if against_others:
                others = [other for key, other in stated.items() if key != report.key]
                remarks += across(stated[report.key], others)
            progress(report)
    return by_gravity(_each_pair_once(remarks))


def check_draft(content: ReportContent, archive: Archive) -> list[Remark]:
    """Remarks on a draft, the gravest first: against itself, and against the archive's reports of its place."""
    stated = Stated.of_draft(content)
    remarks = _inside(stated, content.findings)
    return by_gravity(
        [
            *remarks,
            *across(
                stated, [Stated.of_archive(archive, report) for report in compared_with(content, archive)]
            ),
        ]
    )


def compared_with(content: ReportContent, archive: Archive) -> list[Report]:
    """The reports of the archive that a draft is set against: those of its place, but not the draft itself."""
    place = content.report.place
    if place is None:
        return []
    return [r for r in archive.reports(place) if r.place == place and r.sha256 != content.report.sha256]


def _inside(stated: Stated, findings: Sequence[Finding]) -> list[Remark]:
    return [
        Remark(
            FindingKind(finding.kind),
            Level(finding.level),
            finding.message,
            finding.working,
            tuple(stated.source(number) for number in finding.figures),
        )
        for finding in findings
        if finding.kind
    ]


def _each_pair_once(remarks: Sequence[Remark]) -> list[Remark]:
    """Two reports that say a thing otherwise are told once, of the one that comes first."""
    found: dict[object, Remark] = {}
    for remark in remarks:
        figures = frozenset((s.figure.report, s.figure.number) for s in remark.sources)
        found.setdefault((remark.kind, figures), remark)
    return list(found.values())
