"""Rows that are periods or roles ("Năm 2022", "Kế hoạch giao"): their columns name the indicators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.figures.columns import role_in_time
from ingest.figures.context import FigureContext
from ingest.figures.headers import header_role, measure
from ingest.figures.stretches import Stretch, stretches
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Role

_STRETCHES = ("tuan", "thang", "quy", "nam")
_NUMBER = re.compile(r"\d{1,4}|[IV]{1,3}")
_LONGEST_LABEL = 60  # characters; a longer label names an indicator


def row_stretches(labels: dict[int, str], context: FigureContext) -> dict[int, Stretch]:
    """The role, period and span of each row whose label is nothing but a role or a period; {} when none is.

    `labels`: row labels by row index.
    """
    found: dict[int, Stretch] = {}
    for index, label in labels.items():
        role = header_role(label) if 0 < len(label) <= _LONGEST_LABEL else None
        plain = not measure(label)
        if plain and role is not None and not role.weak:
            found[index] = Stretch((label,), role.role, False)
        elif plain and label and _is_period(label, context):
            found[index] = Stretch((label,), Role.RESULT, True)
    read = stretches(list(found.values()), context.period)
    return {
        index: replace(got, role=role_in_time(got.role, got.guessed, got.period, context))
        for index, got in zip(found, read, strict=True)
    }


def in_full(label: str, heads: Sequence[str]) -> str:
    """The label of a row with the word that its column bears: '40' under 'Tuần' is 'Tuần 40'."""
    bare = len(heads) == 1 and fold(heads[0]).strip() in _STRETCHES and _NUMBER.fullmatch(label)
    return f"{heads[0]} {label}" if bare else label


def _is_period(label: str, context: FigureContext) -> bool:
    """'Năm 2022', 'Quý I/2024'; not '6 tháng tuổi'."""
    matches = find_periods(label, context.period)
    if len(matches) != 1 or matches[0].kind in ("date", "prior"):
        return False
    rest = label[: matches[0].start] + label[matches[0].end :]
    return matches[0].period is not None and not squeeze(rest).strip(" .:()")
