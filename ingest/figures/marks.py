"""What opens a table row: an ordinal ("A", "IV", "2.1", "a)"), a sub-mark ("-", "+", "*") or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.vietnamese.roman import roman_value
from ingest.vietnamese.text import squeeze


class MarkKind(StrEnum):
    LETTER = "A"
    ROMAN = "I"
    NUMBER = "1"
    DOTTED = "1.1"
    SMALL = "a"
    STAR = "*"
    DASH = "-"
    PLUS = "+"
    DOT = "."
    NONE = ""

    @property
    def numbered(self) -> bool:
        return self in (MarkKind.LETTER, MarkKind.ROMAN, MarkKind.NUMBER, MarkKind.DOTTED, MarkKind.SMALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark, its place in its list ("B" → (2,), "2.1" → (2, 1)) and whether a column of its own held it."""

    kind: MarkKind
    key: tuple[int, ...] = ()
    own_column: bool = False


NO_MARK = Mark(MarkKind.NONE)

_SMALL_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_SUBMARKS = {
    "-": MarkKind.DASH, "–": MarkKind.DASH, "—": MarkKind.DASH, "−": MarkKind.DASH, "\u2010": MarkKind.DASH,
    "\u2011": MarkKind.DASH,
    "+": MarkKind.PLUS, "⁺": MarkKind.PLUS, "*": MarkKind.STAR, "★": MarkKind.STAR, "∗": MarkKind.STAR,
    ".": MarkKind.DOT, "·": MarkKind.DOT, "•": MarkKind.DOT, "●": MarkKind.DOT, "○": MarkKind.DOT,
    "◦": MarkKind.DOT,
    "▪": MarkKind.DOT, "■": MarkKind.DOT, "➢": MarkKind.DOT, "✓": MarkKind.DOT, "\uf0b7": MarkKind.DOT,
    "\uf02d": MarkKind.DASH,
    "\uf0a7": MarkKind.DOT,
}  # fmt: skip
_SUBMARK_CLASS = "".join(re.escape(mark) for mark in _SUBMARKS)
# "- Nam", "+Nữ", "*. Truyền thông", "** …"; not "-5" nor ".5"
_LABEL_SUBMARK = re.compile(rf"([{_SUBMARK_CLASS}])[*.]{{0,3}}(?:\s+|(?=[^\W\d_])|(?=\())")
# "1. Lao", "2.1 Khám", "IV. Dân số", "A/ Chung", "a) Nam", "(1) Nữ"
_LABEL_ORDINAL = re.compile(
    r"\(?(\d{1,3}(?:\.\d{1,3}){1,3}[.)/]?|(?:\d{1,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)/])\s+(?=\S)"
)
# Three digits at most: a longer "ordinal" is a year or a figure.
_ORDINAL = re.compile(r"\(?(\d{1,3}(?:[.,]\d{1,3}){0,3}|[IVX]{1,5}|[A-ZĐ]|[a-zđ])[.)/:]?")


def mark_of(text: str) -> Mark | None:
    """The mark that an ordinal cell holds alone: 'IV.' → roman 4, '-' → dash; None when it holds words."""
    text = squeeze(text)
    if not text:
        return NO_MARK
    if set(text) <= set(_SUBMARKS) and len(text) <= 3:
        return Mark(_SUBMARKS[text[0]], own_column=True)
    match = _ORDINAL.fullmatch(text)
    return _ordinal(match.group(1), own_column=True) if match else None


def split_label(text: str) -> tuple[Mark, str]:
    """A label's own mark and the rest: '- Nam' → (dash, 'Nam'), '2.1. Khám' → (dotted, 'Khám')."""
    text = squeeze(text)
    match = _LABEL_SUBMARK.match(text)
    if match:
        return Mark(_SUBMARKS[match.group(1)]), text[match.end() :].strip()
    match = _LABEL_ORDINAL.match(text)
    if match:
        return _ordinal(match.group(1).rstrip(".)/")), text[match.end() :]
    return NO_MARK, text


def _ordinal(text: str, own_column: bool = False) -> Mark:
    if text[0].isdigit():
        key = tuple(int(part) for part in re.split(r"[.,]", text))
        kind = MarkKind.NUMBER if len(key) == 1 else MarkKind.DOTTED
        return Mark(kind, key, own_column)
    if roman := roman_value(text):
        return Mark(MarkKind.ROMAN, (roman,), own_column)
    if text.isupper():
        return Mark(MarkKind.LETTER, (_letter_value(text),), own_column)
    return Mark(MarkKind.SMALL, (_SMALL_LETTERS.find(text) + 1,), own_column)


def as_letter(mark: Mark) -> Mark | None:
    """A one-letter roman number read as a letter of the alphabet: 'I' after 'H'; None for other marks."""
    letters = {1: "I", 5: "V", 10: "X"}
    if mark.kind is not MarkKind.ROMAN or mark.key[0] not in letters:
        return None
    return Mark(MarkKind.LETTER, (_letter_value(letters[mark.key[0]]),), mark.own_column)


def _letter_value(letter: str) -> int:
    """Position in A, B, C, D, Đ, E …; 'Đ' shares the 4 of 'D' so that both 'D, E' and 'D, Đ, E' rise."""
    return 4 if letter == "Đ" else ord(letter) - ord("A") + 1
