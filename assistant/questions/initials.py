"""Short forms that no list has, read from the archive's own words: "KĐCT" where a report says "kê đơn cấp thuốc"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.vietnamese.abbreviations import expand
from ingest.vietnamese.places import find_places
from ingest.vietnamese.terms import canonical
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Place

_SHORT = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,6}(?![\w/-])")
_ROMAN = re.compile(r"[IVX]+")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONG_ENOUGH = 4  # letters from which initials alone are proof; shorter ones must spell a term of the field
_CLEARLY = 2  # times as often as the next reading


class Initials:
    """The wordings of an archive by the first letters of their words; short forms of its places stay."""

    def __init__(self, wordings: Iterable[str], places: Iterable[Place] = ()) -> None:
        known = tuple(wordings)
        self._places = tuple(places)
        self._wordings = [_lettered(wording) for wording in known]
        self._written = frozenset(short for wording in known for short in _SHORT.findall(nfc(wording)))

    def spell_out(self, text: str) -> str:
        """The NFC text with each unknown short form replaced by the words that the archive has for it."""
        text = nfc(text)
        if text.isupper():
            return text
        return _SHORT.sub(lambda match: self._words(match.group(), text) or match.group(), text)

    def _words(self, short: str, text: str) -> str | None:
        if short in self._written or _is_known(short) or self._is_place(short, text):
            return None
        # A D may be written for a Đ, not the other way round.
        best = self._readings(short) or self._readings(short.replace("D", "[DĐ]"))
        if not best or (len(best) > 1 and best[0][1] < _CLEARLY * best[1][1]):
            return None
        return best[0][0]

    def _readings(self, pattern: str) -> list[tuple[str, int]]:
        """The two commonest runs of words with these initials, with how often they stand."""
        letters = re.compile(f"(?=({pattern}))")
        found = Counter(
            " ".join(words[match.start() : match.end(1)]).lower()
            for initials, words in self._wordings
            for match in letters.finditer(initials)
        )
        long_enough = len(pattern.replace("[DĐ]", "D")) >= _LONG_ENOUGH
        return Counter({w: n for w, n in found.items() if long_enough or _is_term(w)}).most_common(2)

    def _is_place(self, short: str, text: str) -> bool:
        return any(text[m.start : m.end] == short for m in find_places(text, self._places))


def _lettered(wording: str) -> tuple[str, list[str]]:
    words = _SYLLABLE.findall(expand(nfc(wording)))
    return "".join("Đ" if w[0] in "đĐ" else fold(w)[0].upper() for w in words), words


def _is_known(short: str) -> bool:
    return expand(short) != short or bool(_ROMAN.fullmatch(short))


def _is_term(words: str) -> bool:
    tokens = canonical(words)
    return len(tokens) == 1 and tokens[0].kind == "concept"
