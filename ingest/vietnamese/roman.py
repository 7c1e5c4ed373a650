"""Roman numerals as reports count with them: parts, headings, quarters, table rows."""

from __future__ import annotations

import re

_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_DIGITS = {"I": 1, "V": 5, "X": 10}


def roman_value(number: str) -> int:
    """14 for 'XIV'; 0 for what is no Roman number up to 39: 'C', 'D', 'L' and 'M' are letters there."""
    if not number or not _NUMERAL.fullmatch(number):
        return 0
    values = [_DIGITS[digit] for digit in number]
    return sum(
        -here if here < following else here for here, following in zip(values, [*values[1:], 0], strict=True)
    )
