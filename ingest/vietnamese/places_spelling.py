"""How place names are spelled: keys that forgive diacritics, tone placement, k/c, y/i, apostrophes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ingest.vietnamese.text import fold

_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_HARD_K = re.compile(r"k(?!h)")


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    start: int
    end: int
    folded: str
    key: str  # folded, with c for k and i for y, no apostrophe

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()

    @property
    def upper(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


def tokens(text: str) -> list[Token]:
    """Words and numbers of an NFC text."""
    found = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        folded, key = _keys(word)
        found.append(Token(word, match.start(), match.end(), folded, key))
    return found


@lru_cache(maxsize=50_000)
def _keys(word: str) -> tuple[str, str]:
    folded = fold(word.translate(_APOSTROPHES))
    return folded, _one_letter(folded)


def _one_letter(letters: str) -> str:
    """One letter for one sound: Đắk and Đắc, Bắc Cạn and Bắc Kạn, Quy and Qui, Mỹ and Mĩ."""
    return _HARD_K.sub("c", letters).replace("y", "i")


def key(name: str) -> tuple[str, ...]:
    """Keys of a name's words: 'Đắk Lắk' → ('dac', 'lac')."""
    return tuple(token.key for token in tokens(unicodedata.normalize("NFC", name)))


@lru_cache(maxsize=50_000)
def spelling(word: str) -> tuple[str, str]:
    """Letters with their hats and horns, and the tone apart: 'Hoà' is 'hòa', 'Quy' is 'Qui'."""
    marks = unicodedata.normalize("NFD", word.translate(_APOSTROPHES).lower())
    tone = "".join(mark for mark in marks if mark in _TONES)
    letters = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return _one_letter(letters), tone


def is_plain(word: str) -> bool:
    """No diacritic at all."""
    return word.isascii()


def same_word(typed: str, name: str) -> bool:
    """The word as the name has it; in highland names ă, a and their tones come and go (Đắk, Đăk, Đak)."""
    return spelling(typed) == spelling(name) or (_keys(typed)[1] == _keys(name)[1] in ("dac", "lac", "drac"))


def one_letter_apart(a: str, b: str) -> bool:
    """One letter more, less, other, or two neighbours swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    if len(x) == len(y):
        return x[1:] == y[1:] or (x[:2] == y[:2][::-1] and x[2:] == y[2:])
    return x[1:] == y or x == y[1:]
