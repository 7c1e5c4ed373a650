"""Numbers that no source prints but that follow from cited ones: difference, sum, share, growth, multiple."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, permutations

from assistant.guard.evidence import Evidence, key_terms
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.units import UnitKind, unit_named
from vectorstore.records import Figure, Role

_DIFFERENCE = re.compile(
    r"chenh|hon\b|kem\b|con thieu|thieu\b|con lai|cach\b|tang\b|giam\b|vuot\b|hut\b|con phai"
)
_SHARE = re.compile(r"chiem|bang\b|dat\b|tuong duong|ty trong|ty le")
_GROWTH = re.compile(r"tang\b|giam\b|\bhon\b")
_SUM = re.compile(r"\btong\b|\bcong\b|ca hai|\bchung\b|\bca \d")
_MULTIPLE = re.compile(r"\bgap\b|\blan\b")
_POINTS = ("điểm %", "điểm phần trăm")
_MOST_SUMMED = 6
_ALIKE = 0.5  # share of the terms that two names of one indicator have in common


@dataclass(frozen=True, slots=True)
class Derived:
    """A worked-out number with its operands and its working, "46,8 − 43,1 = 3,7 điểm %"."""

    operands: tuple[Evidence, ...]
    working: str


def derive(said: Figure, around: str, operands: Sequence[Evidence]) -> Derived | None:
    """How a stated number follows from cited figures; None when it does not. `around`: the folded clause before it."""
    value = abs(said.value)
    for a, b in permutations(operands, 2):
        found = _of_two(said, value, around, a, b)
        if found:
            return found
    return _sum(said, value, around, operands)


def _of_two(said: Figure, value: Decimal, around: str, a: Evidence, b: Evidence) -> Derived | None:
    x, y = a.figure, b.figure
    if not comparable(a, b):
        return None
    if (
        x.value > y.value
        and x.value - y.value == value
        and _DIFFERENCE.search(around)
        and _unit_of_difference(said, x)
    ):
        unit = " điểm %" if x.unit == "%" else _unit(x.unit)
        return Derived((a, b), f"{x.printed} − {y.printed} = {format_number(value)}{unit}")
    if said.unit == "%" and y.value and not _is_rate(x):
        digits = _decimals(said.value)
        if _SHARE.search(around) and x.value <= y.value and rounded(x.value / y.value * 100, digits) == value:
            return Derived((a, b), f"{x.printed} / {y.printed} = {format_number(value)}%")
        growth = (x.value - y.value) / y.value * 100
        if _GROWTH.search(around) and rounded(abs(growth), digits) == value and _agrees(around, growth):
            return Derived((a, b), f"({x.printed} − {y.printed}) / {y.printed} = {format_number(value)}%")
    if said.unit != "lần" or not x.value > y.value > 0 or not _MULTIPLE.search(around):
        return None
    multiple = rounded(x.value / y.value, _decimals(said.value))
    return (
        Derived((a, b), f"{x.printed} / {y.printed} = {format_number(value)} lần")
        if multiple == value
        else None
    )


def comparable(a: Evidence, b: Evidence) -> bool:
    """Of one unit, and of one indicator or one clause: what may be set against each other."""
    x, y = a.figure, b.figure
    if x.unit != y.unit or Role.CHANGE in (x.role, y.role) or Role.ATTAINMENT in (x.role, y.role):
        return False
    if x.report == y.report and x.group == y.group:
        return True
    one, other = key_terms(x.name), key_terms(y.name)
    shared = len(one & other)
    return bool(shared) and shared >= _ALIKE * min(len(one), len(other))


def _agrees(around: str, growth: Decimal) -> bool:
    """'tăng' of a rise, 'giảm' of a fall."""
    words = [m.group() for m in re.finditer(r"tang\b|giam\b|cao hon|nhieu hon|thap hon|it hon", around)]
    if not words:
        return True
    return (words[-1] in ("tang", "cao hon", "nhieu hon")) == (growth > 0)


def _sum(said: Figure, value: Decimal, around: str, operands: Sequence[Evidence]) -> Derived | None:
    if not _SUM.search(around):
        return None
    for size in range(2, min(len(operands), _MOST_SUMMED) + 1):
        for chosen in combinations(operands, size):
            figures = [evidence.figure for evidence in chosen]
            first = figures[0]
            alike = all(
                f.unit == first.unit and f.role is first.role and f.period == first.period for f in figures
            )
            if not alike or _is_rate(first) or said.unit not in ("", first.unit):
                continue
            if sum(f.value for f in figures) == value and all(comparable(chosen[0], c) for c in chosen[1:]):
                terms = " + ".join(f.printed for f in figures)
                return Derived(chosen, f"{terms} = {format_number(value)}{_unit(first.unit)}")
    return None


def _unit_of_difference(said: Figure, operand: Figure) -> bool:
    if operand.unit == "%":
        return said.unit in _POINTS
    return said.unit in ("", operand.unit)


def _is_rate(figure: Figure) -> bool:
    unit = unit_named(figure.unit) if figure.unit else None
    return unit is not None and unit.kind in (UnitKind.RATE, UnitKind.RATIO)


def _unit(unit: str) -> str:
    return unit if unit.startswith(("%", "‰", "/")) or not unit else f" {unit}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, digits: int) -> Decimal:
    """As offices round: a half goes up."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
