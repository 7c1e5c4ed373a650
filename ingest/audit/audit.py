"""The audit of one report: where its own figures do not agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.audit.columns import columns
from ingest.audit.divisions import divisions
from ingest.audit.echoes import echoes
from ingest.audit.populations import populations
from ingest.audit.progress import progress
from ingest.audit.repeats import certain, difference, repeats
from ingest.audit.row_shares import row_shares
from ingest.audit.sentence_totals import sentence_totals
from ingest.audit.shares import shares
from ingest.audit.sheet import Sheet
from ingest.audit.slip import Slip
from ingest.audit.stretches import stretches
from ingest.audit.total_rows import total_rows
from ingest.audit.totals import totals
from ingest.audit.wording import message
from ingest.vietnamese.printed import Fit
from vectorstore.records import Figure, Finding, FindingKind, Level, Section

_ORDER = {Level.CONTRADICTION: 0, Level.SUSPICIOUS: 1, Level.ROUNDING: 2}


def audit(figures: Sequence[Figure], sections: Sequence[Section]) -> tuple[Finding, ...]:
    """Findings of one report, the gravest first, then in the order of the text; () where all agrees."""
    sheet = Sheet(figures, sections)
    found = (
        *_repeated(sheet),
        *echoes(sheet),
        *populations(sheet),
        *progress(sheet),
        *shares(sheet),
        *row_shares(sheet),
        *columns(sheet),
        *sentence_totals(sheet),
        *totals(sheet),
        *total_rows(sheet),
        *divisions(sheet),
        *stretches(sheet),
    )
    slips = {(slip.kind, tuple(entry.figure.number for entry in slip.entries)): slip for slip in found}
    ordered = sorted(slips.values(), key=lambda slip: (_ORDER[slip.level], slip.entries[0].figure.number))
    return tuple(_finding(slip) for slip in ordered)


def _repeated(sheet: Sheet) -> Iterator[Slip]:
    for one, other in repeats(sheet):
        level = Level.CONTRADICTION if certain(one, other) else Level.SUSPICIOUS
        if difference(one, other) is Fit.ROUNDED:
            level = Level.ROUNDING
        yield Slip(FindingKind.REPEAT, level, (one, other), "")


def _finding(slip: Slip) -> Finding:
    return Finding(
        report=slip.entries[0].figure.report,
        level=str(slip.level),
        message=message(slip.kind, slip.entries, slip.working),
        figures=tuple(entry.figure.number for entry in slip.entries),
        kind=str(slip.kind),
        working=slip.working,
    )
