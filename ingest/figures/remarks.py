"""Remarks beside the values of a row ("Ghi chú"): prose about what the row counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Block, BlockKind
from ingest.figures.columns import Column
from ingest.figures.context import Extraction, FigureContext
from ingest.figures.headers import ColumnKind
from ingest.figures.lines import Line, offset
from ingest.figures.prose import prose_figures
from ingest.vietnamese.numbers import find_numbers
from ingest.vietnamese.text import fold, squeeze

# "Ghi chú", "Giải trình"; what else stands beside the values (who, when, which document) holds no figures
_REMARKS = re.compile(
    r"(?:ghi chu|chu thich|giai trinh|nhan xet|danh gia|co cau|trinh do|trong do|chi tiet|dien giai)\b.*"
)


def remark_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns of remarks."""
    notes = [column for column in columns if column.kind is ColumnKind.NOTE and column.path]
    return [column for column in notes if _REMARKS.fullmatch(fold(squeeze(column.path[-1])).strip(" .:()"))]


def remark_figures(line: Line, column: Column, context: FigureContext) -> Extraction:
    """The figures of a row's remark; their quote is the row, their meaning begins with its label."""
    text = line.row.cells[column.index] if column.index < len(line.row.cells) else ""
    if not find_numbers(text):
        return Extraction(())
    label = () if line.place is not None or not line.indicator else (f"{line.indicator}:",)
    inner = replace(context, leads=(*context.leads, *line.chain, *label), place=line.place or context.place)
    found = prose_figures(Block(BlockKind.PARAGRAPH, text, line.row.page), inner)
    start = offset(line, column)
    figures = tuple(
        replace(f, quote=line.row.text, start=start + found_at + f.start, end=start + found_at + f.end)
        for f in found.figures
        for found_at in (max(text.find(f.quote), 0),)
    )
    dismissed = tuple(
        replace(d, quote=line.row.text, start=start + max(text.find(d.quote), 0) + d.start)
        for d in found.dismissed
    )
    return Extraction(figures, dismissed)
