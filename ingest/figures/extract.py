"""The figures of a whole report, block by block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import BlockKind
from ingest.figures.context import Dismissed, Extraction, FigureContext
from ingest.figures.prose import prose_figures
from ingest.figures.section_place import section_place
from ingest.figures.section_scope import section_scope
from ingest.figures.tables import table_figures
from ingest.outline import Outline, OutlinedBlock
from ingest.vietnamese.text import fold
from vectorstore.records import Figure, Gap, Kind, Period, Report, Section

_PLAN_HEADER = re.compile(r"\b(?:ke hoach|kh|chi tieu|muc tieu|du kien|giao)\b")
_CAPTIONS = 2  # blocks above a table that may caption it


def extract_figures(outline: Outline, report: Report) -> Extraction:
    """Every number of an outlined report as a figure, or dismissed with its reason.

    `number` counts the figures (and apart from them the gaps) of the report from 0, `group` its groups.
    """
    sections = {section.number: section for section in outline.sections}
    figures: list[Figure] = []
    gaps: list[Gap] = []
    dismissed: list[Dismissed] = []
    groups = 0
    for position, outlined in enumerate(outline.blocks):
        context = figure_context(outlined, sections, report)
        found = _block_figures(outlined, replace(context, above=_above(outline.blocks, position)))
        for figure in found.figures:
            figures.append(replace(figure, number=len(figures), group=groups + figure.group))
        for gap in found.gaps:
            gaps.append(replace(gap, number=len(gaps), group=groups + gap.group))
        used = [figure.group for figure in found.figures] + [gap.group for gap in found.gaps]
        groups += max(used, default=-1) + 1
        dismissed += found.dismissed
    return Extraction(tuple(figures), tuple(dismissed), tuple(gaps))


def _above(blocks: Sequence[OutlinedBlock], position: int) -> tuple[str, ...]:
    """Texts of the few blocks between a table and what stands before it, from the top down; () for prose."""
    if blocks[position].block.kind is not BlockKind.TABLE:
        return ()
    above = []
    for outlined in reversed(blocks[max(0, position - _CAPTIONS) : position]):
        if outlined.block.kind is BlockKind.TABLE:
            break
        above.append(outlined.block.text)
    return tuple(reversed(above))


def figure_context(outlined: OutlinedBlock, sections: dict[int, Section], report: Report) -> FigureContext:
    """What a block's numbers inherit from where it stands."""
    section = sections.get(outlined.section)
    path = section.path if section else ()
    kind, period = section_scope(path, report.kind, report.period)
    if kind is Kind.PLAN and report.kind is not Kind.PLAN and not _is_of_plan(outlined, period):
        kind, period = report.kind, report.period
    return FigureContext(
        report=report.key,
        place=section_place(path, report.place),
        period=period,
        kind=kind,
        section=outlined.section,
        headings=path,
        leads=outlined.leads,
        page=outlined.block.page,
        reporting=report.place,
    )


def _is_of_plan(outlined: OutlinedBlock, ahead: Period | None) -> bool:
    """Prose is of its section; a table after the last one only where its header names the plan or its period."""
    table = outlined.block.table
    if table is None or not table.header:
        return True
    header = " ".join(row.text for row in table.header)
    year = str(ahead.last_year) if ahead else ""
    return bool(_PLAN_HEADER.search(fold(header))) or (bool(year) and year in header)


def _block_figures(outlined: OutlinedBlock, context: FigureContext) -> Extraction:
    if outlined.block.kind is BlockKind.TABLE:
        return table_figures(outlined.block, context)
    return prose_figures(outlined.block, context)
