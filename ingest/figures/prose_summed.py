"""Sums since January told behind a month's number: 'trong tháng 3 ca tại huyện A, cộng dồn 12 ca'."""

from __future__ import annotations

import re

from ingest.figures.prose_places import place_of
from ingest.figures.prose_subjects import Subject, tidy
from ingest.figures.prose_told import Told, Turn
from vectorstore.records import Role, Span

_CAME_FROM = re.compile(r"\s(?i:từ)\s(?=[A-ZĐÀ-Ỹ])[^,;:()]{2,40}?\s(?i:trở về|về|đến|sang|vào)(?!\w)")
_LOCATED = re.compile(r"\s(?:đều )?(?:tại|ở|trên địa bàn|thuộc)\s", re.IGNORECASE)


def summed_subject(told: Told, turn: Turn, month: Subject | None) -> Subject | None:
    """What a sum is of: of the month's cases wherever they were, not of the place that had those of the month.

    `month` is what was counted before; None where that names no place.
    """
    if month is None or turn.lead.span is not Span.CUMULATIVE or turn.role is not Role.RESULT:
        return None
    if turn.setting.path or month.span is Span.CUMULATIVE or turn.mention.unit not in ("", month.unit):
        return None
    bare = tidy(month.indicator[: _placed_from(told, month.indicator)])
    return None if bare == month.indicator or not bare else told.create(turn, bare, month.chain)


def _placed_from(told: Told, indicator: str) -> int:
    """Where the words of an indicator that only say where begin; its length where there are none."""
    came = _CAME_FROM.search(indicator)
    located = _LOCATED.search(indicator) if place_of(indicator, told.context.home) else None
    return min((m.start() for m in (came, located) if m), default=len(indicator))
