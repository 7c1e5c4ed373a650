"""Sums of money printed in two steps: '15 tỷ 300 triệu đồng', '2 tỷ rưỡi'."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ingest.figures.prose_mentions import Mention
from ingest.vietnamese.numbers import NumberMatch
from ingest.vietnamese.units import UnitKind

_I = re.IGNORECASE
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 1000, "ngàn": 1000}
_SCALE = re.compile(r"\s*(tỷ|tỉ|triệu|nghìn|ngàn)(?!\w)", _I)
_HALF = re.compile(r"\s+rưỡi(?!\w)", _I)
_DONG = re.compile(r"\s*đồng(?!\w)", _I)

Found = list[tuple[NumberMatch, Mention | None]]


def in_one(text: str, found: Found) -> Found:
    """The mentions with such a sum as one, in đồng and printed whole; its second number lies in its reach."""
    result: Found = []
    for position, (number, mention) in enumerate(found):
        following = found[position + 1][1] if position + 1 < len(found) else None
        result.append((number, _joined(text, mention, following)))
    return result


def _joined(text: str, mention: Mention | None, following: Mention | None) -> Mention | None:
    scale = _SCALE.match(text, mention.end) if mention else None
    if mention is None or scale is None:
        return mention
    size = _SCALES[scale[1].lower()]
    half = _HALF.match(text, scale.end())
    if half and (mention.kind is UnitKind.MONEY or _DONG.match(text, half.end())):
        return _sum(text, mention, mention.value * size + Decimal(size) / 2, half.end())
    if following is None or text[scale.end() : following.start].strip() or mention.kind is not UnitKind.MONEY:
        return mention
    lower = _SCALE.match(text, following.end)
    smaller = _SCALES[lower[1].lower()] if lower else 0
    if lower is None or not smaller < size or following.value * smaller >= size:
        return mention
    return _sum(text, mention, mention.value * size + following.value * smaller, lower.end())


def _sum(text: str, mention: Mention, value: Decimal, end: int) -> Mention:
    dong = _DONG.match(text, end)
    reach = dong.end() if dong else end
    printed = text[mention.start : end]
    return replace(
        mention, end=end, printed=printed, value=value, unit="đồng", kind=UnitKind.MONEY, noun="", reach=reach
    )
