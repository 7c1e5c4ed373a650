"""Why wordings were brought together, and why two indicators were not."""

from __future__ import annotations

from assistant.indicators.indicator import Indicator
from assistant.indicators.sameness import compare, names


def why_one(indicator: Indicator) -> tuple[str, ...]:
    """Reasons for holding the wordings of an indicator to be one; () where there is only one wording."""
    if len(indicator.wordings) < 2:
        return ()
    cores = sorted({names(i.core or i.soft) for i in indicator.group.identities}, key=len)
    return (f"cùng thuật ngữ: {cores[0]}", *indicator.group.reasons)


def why_apart(one: Indicator, other: Indicator) -> str:
    """What tells two indicators apart, by their most alike wordings: 'khác nhóm đối tượng: DTTS và chung'."""
    verdicts = [
        (len(a.core & b.core) - len(a.core ^ b.core), compare(a, b).reason)
        for a in one.group.identities
        for b in other.group.identities
    ]
    return max(verdicts, key=lambda verdict: verdict[0])[1]
