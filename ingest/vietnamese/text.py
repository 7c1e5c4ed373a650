"""Vietnamese text: normal form, folding without diacritics, the terms that a full-text index sees."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")
# "48,6", "1.304.517", "6/2024" and "6-60" are one term each, so that an index never shatters a number.
_TERM = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+\d*")


def nfc(text: str) -> str:
    """Unicode normal form C, so that 'ế' is one character whichever way it was typed."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """NFC on one line with single spaces, trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics, of the same length as its NFC text: 'Điện Biên' → 'dien bien'."""
    return nfc(text).translate(_FOLDED)


class _Folding(dict[int, str]):
    """Code point → folded character, worked out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character in "đĐ":
            folded = "d"
        else:
            base = unicodedata.normalize("NFD", character)[0].lower()
            folded = base if len(base) == 1 else character
        self[code] = folded
        return folded


_FOLDED = _Folding()


def terms(text: str) -> list[str]:
    """Lower-case words and whole numbers of a text in order: 'Đạt 48,6%' → ['đạt', '48,6']."""
    return [match.group().lower() for match in _TERM.finditer(nfc(text))]


def index_terms(text: str) -> str:
    """What a full-text index stores for a text: its terms, numbers as one token each ('45_2')."""
    return " ".join(re.sub(r"[.,/]", "_", term) for term in terms(text))
