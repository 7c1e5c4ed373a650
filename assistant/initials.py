"""Short forms that no list has, read from the archive's own words: "KĐCT" where a report says "kê đơn cấp thuốc"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.vietnamese.abbreviations import expand
from ingest.vietnamese.places import find_places
from ingest.vietnamese.terms import canonical
from ingest.vietnamese.text import fold, nfc

_SHORT = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,6}(?![\w/-])")
_ROMAN = re.compile(r"[IVX]+")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH = 4  # letters from which initials alone are proof; shorter ones must spell a term of the field
_CLEARLY = 2  # times as often as the next reading


class Initials:
    """The wordings of an archive by the first letters of their words."""

    def __init__(self, wordings: Iterable[str]) -> None:
        self._wordings = [_lettered(wording) for wording in wordings]

    def spell_out(self, text: str) -> str:
        """The NFC text with each unknown short form replaced by the words that the archive has for it."""
        text = nfc(text)
        if text.isupper():
            return text
        return _SHORT.sub(lambda match: self._words(match.group(), text) or match.group(), text)

    def _words(self, short: str, text: str) -> str | None:
        if _is_known(short) or f" {short} " in _places_of(text):
            return None
        found: Counter[str] = Counter()
        for initials, words in self._wordings:
            at = _find(short, initials, 0)
            while at >= 0:
                found[" ".join(words[at : at + len(short)]).lower()] += 1
                at = _find(short, initials, at + 1)
        readings = Counter({w: n for w, n in found.items() if len(short) >= _LONG_ENOUGH or _is_term(w)})
        best = readings.most_common(2)
        if not best or (len(best) > 1 and best[0][1] < _CLEARLY * best[1][1]):
            return None
        return best[0][0]


def _lettered(wording: str) -> tuple[str, list[str]]:
    words = _SYLLABLE.findall(expand(nfc(wording)))
    return "".join("Đ" if w[0] in "đĐ" else fold(w)[0].upper() for w in words), words


def _find(short: str, initials: str, start: int) -> int:
    """Where the letters stand in a row; a D may be written for a Đ, not the other way round."""
    pattern = "".join("[DĐ]" if letter == "D" else letter for letter in short)
    match = re.compile(pattern).search(initials, start)
    return match.start() if match else -1


def _is_known(short: str) -> bool:
    return expand(short) != short or bool(_ROMAN.fullmatch(short))


def _is_term(words: str) -> bool:
    tokens = [token for token in canonical(words) if token.kind != "stop"]
    return len(tokens) == 1 and tokens[0].kind == "concept"


def _places_of(text: str) -> str:
    return " ".join(["", *(text[m.start : m.end] for m in find_places(text)), ""])
