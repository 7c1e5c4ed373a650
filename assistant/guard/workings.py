"""Calculations that a sentence writes out: operands from cited figures, and a result that is right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product

from assistant.guard.derived import comparable, rounded
from assistant.guard.evidence import Evidence
from assistant.guard.sentence import Working

_HUNDRED = Decimal(100)
_MOST_TRIED = 200  # choices of figures for the operands


def operands_of(working: Working, text: str, held: Sequence[Evidence]) -> list[Evidence] | None:
    """The cited figures that a calculation uses; None when it uses other numbers or its result is wrong."""
    if not _right(working) or _calls_points_percent(working, text, held):
        return None
    wanted = [
        n for n, sign in zip(working.numbers, ("", *working.signs), strict=True) if not _constant(n, sign)
    ]
    choices = [[e for e in held if abs(e.figure.value) == abs(number)] for number in wanted]
    if len(wanted) < 2 or not all(choices):
        return None
    for tried, chosen in enumerate(product(*choices)):
        if tried > _MOST_TRIED:
            break
        if all(comparable(chosen[0], other) for other in chosen[1:]):
            return list(chosen)
    return None


def _constant(number: Decimal, sign: str) -> bool:
    """The 100 of a percentage: '271 / 480 × 100'."""
    return number == _HUNDRED and sign == "×"


def _right(working: Working) -> bool:
    value = _value(working)
    if value is None:
        return False
    if working.result is None:
        return True
    exponent = working.result.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    percent = rounded(value * _HUNDRED, digits) if "/" in working.signs else value
    return abs(working.result) in (abs(rounded(value, digits)), abs(percent))


def _value(working: Working) -> Decimal | None:
    """Sums of products, as arithmetic has it; None for a division by nothing."""
    terms, current, sign = [], working.numbers[0], 1
    try:
        for operator, number in zip(working.signs, working.numbers[1:], strict=True):
            if operator in "×/":
                current = current * number if operator == "×" else current / number
            else:
                terms.append(sign * current)
                current, sign = number, 1 if operator == "+" else -1
    except (DivisionByZero, InvalidOperation):
        return None
    return sum(terms, sign * current)


def _calls_points_percent(working: Working, text: str, held: Sequence[Evidence]) -> bool:
    """'46,8 − 43,1 = 3,7%': a difference of rates is in points, not in per cent."""
    if working.signs != ("−",) or working.result is None:
        return False
    rates = any(e.figure.unit == "%" and e.figure.value == working.numbers[0] for e in held)
    printed = text[working.start : working.end]
    return rates and printed.rstrip().endswith("%")
