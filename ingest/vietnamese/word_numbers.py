"""Numbers in words: 'hai trăm', 'mười hai', 'ba triệu rưỡi'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1000, "ngàn": 1000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 10**9, "tỉ": 10**9}
_OTHERS = ("mười", "mươi", "trăm", "linh", "lẻ", "rưỡi", "chục")
_WORD = re.compile(rf"(?<!\w)(?:{'|'.join((*_DIGITS, *_SCALES, *_OTHERS))})(?!\w)", re.IGNORECASE)
_STARTS = {word for word in _DIGITS if word not in ("không", "mốt", "tư", "lăm", "nhăm")} | {"mười"}
# "13 bác sĩ trên một vạn dân": the base of a rate, which counts nothing by itself
_ON_A_BASE = re.compile(r"(?:\btrên|\bmỗi|\bcứ|\bcho|/)\s*$", re.IGNORECASE)
_BASE = re.compile(r"\s*(?:người\s+)?(?:dân|người|trẻ|phụ nữ)\b", re.IGNORECASE)
_AFTER_SCALE = re.compile(r"\s*(?:lệ|suất|số|trọng)\b")


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words and where it stands in the NFC text."""

    start: int
    end: int
    value: int


def find_word_numbers(text: str) -> list[WordNumber]:
    """Numbers in words of an NFC text typed with diacritics: 'hai mươi lăm xã' → 25.

    Without diacritics 'nam' and 'ba' say too little: nothing is found there.
    """
    return [
        WordNumber(words[0].start(), words[-1].end(), value)
        for words in _groups(text)
        if (value := _value([word.group().lower() for word in words])) is not None
        and not _is_base(text, words[0].start(), words[-1].end(), value)
    ]


def _is_base(text: str, start: int, end: int, value: int) -> bool:
    round_number = value >= 100 and str(value).strip("0") == "1"
    return round_number and bool(_ON_A_BASE.search(text, 0, start) and _BASE.match(text, end))


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    group: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        if _AFTER_SCALE.match(text, match.end()) and match.group().lower() in ("tỷ", "tỉ"):
            continue
        joined = bool(group) and text[group[-1].end() : match.start()].isspace()
        if group and not (joined and _continues(group[-1].group().lower(), match.group().lower())):
            yield group
            group = []
        if group or match.group().lower() in _STARTS:
            group.append(match)
    if group:
        yield group


def _continues(before: str, word: str) -> bool:
    if before in _DIGITS:
        return word not in _DIGITS and word != "mười"
    if before in ("mười", "mươi", "linh", "lẻ"):
        return word in _DIGITS or word in _SCALES
    return word != "mươi"


def _value(words: list[str]) -> int | None:
    total, block, digit, scale = 0, 0, None, 1
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word == "mười":
            block += 10
        elif word in ("mươi", "chục"):
            block, digit = block + (digit or 1) * 10, None
        elif word == "trăm":
            block, digit, scale = block + (digit or 1) * 100, None, 100
        elif word in _SCALES:
            total += (block + (digit or 0)) * _SCALES[word]
            block, digit, scale = 0, None, _SCALES[word]
        elif word == "rưỡi":
            total += scale // 2
    return total + block + (digit or 0) or None
