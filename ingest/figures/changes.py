"""What a change column prints: points, percent or a plain difference. The row's arithmetic decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vectorstore.records import SHARE_OF_PRIOR

POINTS = "điểm %"
_RATE_UNITS = ("%", "‰")
_FEWEST_RATIOS = 3  # rows
_LEAST_RATIO = Decimal(40)
_NEAR_FROM, _NEAR_TO = Decimal(80), Decimal(125)


class Way(StrEnum):
    """How a change is worked out from a result and its prior value."""

    DIFFERENCE = "difference"
    PERCENT = "percent"
    SHARE = "share"  # result / prior × 100


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change and the values that it compares, with the decimals that they are printed to."""

    value: Decimal
    decimals: int
    result: Decimal | None
    result_decimals: int
    prior: Decimal | None
    prior_decimals: int
    unit: str  # of the row


def decimals_of(printed: str) -> int:
    """Places after the decimal comma: '48,65' → 2, '1.750' → 0."""
    head, comma, tail = printed.rpartition(",")
    if comma:
        return len(tail)
    head, point, tail = printed.rpartition(".")
    return len(tail) if point and len(tail) != 3 and head else 0


def possible_ways(change: Change) -> set[Way]:
    """The ways that give the printed value, allowing for roundings; none when a value is missing."""
    if change.result is None:
        return set()
    if change.prior is None:  # a prior cell left blank counts as 0 in the sheet
        return {Way.DIFFERENCE} if change.value == change.result and change.value != 0 else set()
    ways = set()
    low_r, high_r = _interval(change.result, change.result_decimals)
    low_p, high_p = _interval(change.prior, change.prior_decimals)
    slack = Decimal(1).scaleb(-change.decimals) * Decimal("0.51")
    if low_r - high_p - slack <= change.value <= high_r - low_p + slack:
        ways.add(Way.DIFFERENCE)
    if low_p > 0 and low_r >= 0:
        low, high = 100 * low_r / high_p, 100 * high_r / low_p
        if low - 100 - slack <= change.value <= high - 100 + slack:
            ways.add(Way.PERCENT)
        if low - slack <= change.value <= high + slack:
            ways.add(Way.SHARE)
    return ways


def _interval(value: Decimal, decimals: int) -> tuple[Decimal, Decimal]:
    """Where the unrounded value may lie; a value printed whole is taken as a count, so as exact."""
    half = Decimal(1).scaleb(-decimals) / 2 if decimals else Decimal(0)
    return value - half, value + half


@dataclass(frozen=True, slots=True)
class Habit:
    """What the rows of a column that leave no doubt do: the way of most, and how percents are printed."""

    way: Way | None = None
    whole_percents: bool = False  # percents stand there without decimals


def habit_of(changes: Iterable[Change]) -> Habit:
    """The habit of a column; its way is None when no row is free of doubt."""
    votes: dict[Way, int] = {}
    whole = False
    for change in changes:
        ways = possible_ways(change)
        if len(ways) == 1:
            way = next(iter(ways))
            votes[way] = votes.get(way, 0) + 1
            whole = whole or (way is Way.PERCENT and change.decimals == 0)
    return Habit(max(votes, key=lambda way: votes[way]) if votes else None, whole)


def looks_like_ratios(changes: Sequence[Change]) -> bool:
    """Whether values without anything to reckon them from are shares of the earlier value: all near 100.

    '103,2', '98,7', '110,4' are no rises: a column of these has small and negative ones too.
    """
    values = [change.value for change in changes if change.prior is None]
    if len(values) < _FEWEST_RATIOS or len(values) < len(changes):
        return False
    near = sum(_NEAR_FROM <= value <= _NEAR_TO for value in values)
    return min(values) >= _LEAST_RATIO and 2 * near >= len(values)


def is_against_blank(change: Change) -> bool:
    """A sheet's difference to an empty cell, which is the result itself: no change that the report states."""
    return change.prior is None and change.result is not None and change.value == change.result != 0


def choose_way(change: Change, habit: Habit) -> Way:
    """The way of one row: its arithmetic; in doubt, rates in points, counts as column and print suggest."""
    ways = possible_ways(change)
    if len(ways) == 1:
        return next(iter(ways))
    if habit.way is Way.SHARE and (Way.SHARE in ways or not ways):
        return Way.SHARE
    if is_rate(change.unit):
        return Way.DIFFERENCE if not ways or Way.DIFFERENCE in ways else Way.PERCENT
    if ways and Way.PERCENT not in ways:
        return Way.DIFFERENCE
    if is_money(change.unit):
        return Way.DIFFERENCE if habit.way is Way.DIFFERENCE else Way.PERCENT
    if change.result_decimals or change.prior_decimals:  # an average: "5,4 ngày"
        return Way.DIFFERENCE if ways else habit.way or Way.DIFFERENCE
    if change.decimals:  # a count differs by a whole number
        return Way.PERCENT
    if habit.way is Way.PERCENT and habit.whole_percents:
        return Way.PERCENT
    return Way.DIFFERENCE


def is_rate(unit: str) -> bool:
    """'%', '‰', '/100.000 dân', 'bác sĩ/vạn dân': changes of these are differences."""
    return unit in _RATE_UNITS or "/" in unit


def is_money(unit: str) -> bool:
    return "đồng" in unit or "USD" in unit


def change_unit(way: Way, unit: str) -> str:
    """The unit of a change: points for rates, '%' for relative changes, else the row's own unit."""
    if way is Way.PERCENT:
        return "%"
    if way is Way.SHARE:
        return SHARE_OF_PRIOR
    return POINTS if unit == "%" else unit
