"""Numbers as printed and what they leave open: '45,2' is anything from 45,15 to 45,25.

Arithmetic on printed numbers is right where the ranges meet; it is rounded (or cut off) where they miss each
other by no more than one unit of the last printed place, and wrong beyond.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Fit(StrEnum):
    """How a printed number agrees with one worked out."""

    EXACT = "exact"
    ROUNDED = "rounded"  # off by one unit of the last printed place
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Range:
    """All values that a number may stand for, both ends included."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def times(self, factor: Decimal | int) -> Range:
        low, high = self.low * factor, self.high * factor
        return Range(min(low, high), max(low, high))

    def over(self, other: Range) -> Range | None:
        """The quotient; None where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            return None
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Range(min(ends), max(ends))

    def gap(self, other: Range) -> Decimal:
        """How far two ranges miss each other; 0 where they meet."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))


def decimals(value: Decimal) -> int:
    """Printed decimals: 45.20 has 2."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def step(value: Decimal) -> Decimal:
    """One unit of the last printed place."""
    return Decimal(1).scaleb(-decimals(value))


def range_of(value: Decimal, exact: bool = False) -> Range:
    """What a printed value may stand for; `exact` for whole things that were counted."""
    half = Decimal(0) if exact else step(value) / 2
    return Range(value - half, value + half)


def fit(printed: Decimal, computed: Range, exact: bool = False) -> Fit:
    """Does a printed number agree with what was worked out?"""
    gap = computed.gap(range_of(printed, exact))
    if gap == 0:
        return Fit.EXACT
    return Fit.ROUNDED if gap <= step(printed) and not exact else Fit.WRONG


def same_print(one: Decimal, other: Decimal) -> bool:
    """Equal as far as the coarser of the two prints: 45,2 and 45,20; 12,4 and 12,41."""
    return abs(one - other) <= max(step(one), step(other)) / 2


def digit_slip(one: Decimal, other: Decimal) -> bool:
    """Apart by one wrong digit or two that changed places, as a slip of typing leaves them: 4.218 and 4.318."""
    a, b = f"{one}", f"{other}"
    if len(a) != len(b) or a == b:
        return False
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]]
    return len(wrong) == 1 or (swapped and a[wrong[1]] == b[wrong[0]])
