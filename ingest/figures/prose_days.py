"""Days without a year in running text: '3/8 - 25/9', 'từ 15/9 đến 20/10', 'trước 5/11'; no fraction of them."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.figures.prose_text import Stretch

_I = re.IGNORECASE
_NUMBERS = r"[0-3]?\d/(?:1[0-2]|0?[1-9])"
_DAY = rf"(?<![\d.,/]){_NUMBERS}(?:/(?:19|20)\d\d)?(?![/.,]?\d)"
_LED = r"(?:(?<!\w)(?:(?:kể |tính )?từ|đến|hết|trước|sau|vào|ngày)\s+)"
_RANGE = (
    rf"{_LED}*{_DAY}\s?(?:[-–]|đến(?: hết)?(?: ngày)?)\s?{_DAY}"  # "3/8 - 25/9", "từ 15/9 đến 20/10"
    rf"|{_LED}*(?<![\d.,/])[0-3]?\d\s?[-–]\s?{_NUMBERS}(?:/(?:19|20)\d\d)?(?![\d/.,]*\d)"  # "01-02/6"
)
# "trước 20/8, …": before a counted noun it is a fraction ("đạt từ 5/10 xã")
_BOUND = rf"{_LED}+{_DAY}(?=\s*(?:[,;.)]|$))"
_DATED = rf"{_LED}*ngày\s+{_DAY}"
_DAYS = re.compile(rf"{_RANGE}|{_BOUND}|{_DATED}", _I)
# "(20/8)": more parts than the whole has, and nothing that they count
_ALONE = re.compile(r"(?<![\w.,/])(?P<d>[0-3]?\d)/(?P<m>1[0-2]|0?[1-9])(?=\s*(?:[;:)]|$))")


@lru_cache(maxsize=256)
def day_spans(text: str, start: int = 0, end: int | None = None) -> tuple[Stretch, ...]:
    """Where days stand, with the words that lead to them, in order."""
    last = len(text) if end is None else end
    found = [Stretch(m.start(), m.end()) for m in _DAYS.finditer(text, start, last)]
    for match in _ALONE.finditer(text, start, last):
        inside = any(s.start <= match.start() < s.end for s in found)
        if not inside and int(match["d"]) > int(match["m"]):
            found.append(Stretch(match.start(), match.end()))
    return tuple(sorted(found, key=lambda s: s.start))


def without_days(text: str) -> str:
    """The text with blanks where days stood, of the same length."""
    for span in day_spans(text) if "/" in text else ():
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text
