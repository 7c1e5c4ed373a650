"""A printed total with its printed parts: "Tổng chi" with "chi con người", "chi thuốc" …"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.figures.candidate import Candidate
from assistant.figures.selection import Selector
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind, unit_named
from vectorstore.records import Figure, Report

_HEAD = re.compile(r"^(?:t[yi] le|tong so|so)\s+")


@dataclass(frozen=True, slots=True)
class Family:
    """Parts of one column or sentence, and the total that stands above them."""

    total: Figure
    parts: tuple[Figure, ...]
    report: Report


def family_of(selector: Selector, candidate: Candidate) -> Family | None:
    """The figure with its parts, or the whole that it is a part of; None where it is neither."""
    printed = [view.figure for view in selector.views([candidate.report])]
    alike = [f for f in printed if _alike(f, candidate.figure)]
    wholes = [candidate.figure, *(f for f in alike if _is_part(candidate.figure, f))]
    for whole in wholes:
        parts = tuple(f for f in alike if _is_part(f, whole))
        if len(parts) > 1 and not _is_rate(whole):
            return Family(whole, parts, candidate.report)
    return None


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one column or sentence, of one role, stretch and unit."""
    same = (one.role, one.span, one.column, one.place, one.period, one.section) == (
        other.role, other.span, other.column, other.place, other.period, other.section,
    )  # fmt: skip
    unit = one.unit == other.unit or not (one.unit and other.unit)
    return same and unit and one.in_table is other.in_table


def _is_part(part: Figure, whole: Figure) -> bool:
    """Whether a figure stands under another, or under the rate that is printed of the same thing."""
    above = part.chain[-1:] and _HEAD.sub("", fold(part.chain[-1]))
    return part.chain[:-1] == whole.chain and above == _HEAD.sub("", fold(whole.indicator))


def _is_rate(figure: Figure) -> bool:
    unit = unit_named(figure.unit) if figure.unit else None
    return unit is not None and unit.kind in (UnitKind.RATE, UnitKind.RATIO)
