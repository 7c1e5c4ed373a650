"""What an audit finds, before it is worded."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.audit.sheet import Entry
from ingest.vietnamese.printed import Fit, Range, step
from vectorstore.records import FindingKind, Level

_UNITS = (
    2  # of the last printed place, by which a figure may differ that was worked out from unrounded values
)
_SHARE = Decimal("0.01")  # of the value, where it was worked out from rounded ones


@dataclass(frozen=True, slots=True)
class Slip:
    """Entries that do not agree, the one in doubt first, with the arithmetic that shows it."""

    kind: FindingKind
    level: Level
    entries: tuple[Entry, ...]
    working: str  # "3.619 : 9.709 = 37,27%"


def level_of(printed: Entry, computed: Range, fitted: Fit, counted: bool = True) -> Level:
    """How grave it is that a print does not fit what was worked out from `counted` things or from other prints."""
    if fitted is Fit.ROUNDED:
        return Level.ROUNDING
    gap = computed.gap(printed.plain_range)
    small = _UNITS * step(printed.figure.value)
    if not counted:
        small = max(small, abs(computed.high) * _SHARE)
    return Level.SUSPICIOUS if gap <= small and not printed.counted else Level.CONTRADICTION
