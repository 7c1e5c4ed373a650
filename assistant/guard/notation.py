"""Numbers written in ways that no reader of numbers sees: other digits, Roman numerals, English words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.vietnamese.periods import find_periods

_ROMAN = re.compile(r"(?<!\w)(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)")
_ENGLISH = re.compile(
    r"(?<!\w)(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|half|third|quarter|double|twice"
    r"|triple|dozens?|per ?cent|percent)(?!\w)",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"[cdk]?m[²³]")
_WORD = re.compile(r"\w+")


def hidden_number(text: str, shown: Sequence[str]) -> str:
    """The first number of a text so written that none of the `shown` texts writes beside the same word; '' if none."""
    foreign = (match.span() for match in _WORD.finditer(text) if _has_other_digits(match.group()))
    signs = ((at, at + 1) for at, c in enumerate(text) if not c.isalnum() and _is_other_digit(c))
    roman = (match.span() for match in _ROMAN.finditer(text) if match.group())
    english = (match.span() for match in _ENGLISH.finditer(text))
    periods = [(match.start, match.end) for match in find_periods(text)]
    for start, end in sorted((*foreign, *signs, *roman, *english)):
        in_period = any(first <= start and end <= last for first, last in periods)
        if not in_period and not any(_beside_same(text, start, end, other) for other in shown):
            return text[start:end]
    return ""


def _has_other_digits(word: str) -> bool:
    return not _MEASURE.fullmatch(word) and any(_is_other_digit(c) for c in word)


def _is_other_digit(character: str) -> bool:
    """'４', '⁴', '½', '四': numbers that are not 0 to 9."""
    return character not in "0123456789" and unicodedata.numeric(character, None) is not None


def _beside_same(text: str, start: int, end: int, shown: str) -> bool:
    """Whether a text writes the same after or before the same word: 'khu vực III', 'Gà¹'."""
    before, after = _before(text, start), _after(text, end)
    for match in re.finditer(rf"(?<!\w){re.escape(text[start:end])}(?!\w)", shown):
        same_before = bool(before) and _before(shown, match.start()) == before
        if same_before or (bool(after) and _after(shown, match.end()) == after) or not (before or after):
            return True
    return False


def _before(text: str, at: int) -> str:
    return "".join(_WORD.findall(text[:at])[-1:]).lower()


def _after(text: str, at: int) -> str:
    return "".join(_WORD.findall(text[at:])[:1]).lower()
