"""Short forms read from the archive's own words: "KĐCT" where a report says "kê đơn cấp thuốc".

What stands beside a short form tells most: "CT mạch vành" is read as the reports' "can thiệp mạch vành", though
"CT" is commonly something else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.questions.cues import generic_terms
from ingest.vietnamese.abbreviations import expand, is_ambiguous, is_guess
from ingest.vietnamese.places import find_places
from ingest.vietnamese.terms import Token, TokenKind, canonical
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Place

_SHORT = re.compile(r"(?<![\w/.-])[^\W\d_]{2,6}(?![\w/-])")  # of those in capitals
_ROMAN = re.compile(r"[IVX]+")
_SYLLABLE = re.compile(r"[^\W\d_]+|[\d()<>/:;›]+")  # what no short form runs across stands as "."
_LONG_ENOUGH = 4  # letters from which initials alone are proof; shorter ones must spell a term of the field
_CLEARLY = 2  # times as often as the next reading
_LITTLE = frozenset({TokenKind.STOP, TokenKind.NUMBER})


@dataclass(frozen=True, slots=True)
class _Wording:
    """One wording of the archive: its syllables, short forms spelt out, and their first letters."""

    letters: str
    syllables: tuple[str, ...]

    def run(self, start: int, end: int) -> str:
        return " ".join(self.syllables[start:end]).lower()

    def before(self, at: int) -> str | None:
        return _nearest(reversed(canonical(self.run(0, at))))

    def after(self, at: int) -> str | None:
        return _nearest(canonical(self.run(at, len(self.syllables))))

    def is_whole(self, start: int, end: int, left: bool, right: bool) -> bool:
        """Whether a run holds no word that only joins others and cuts no term: not "cho trẻ", not "tăng huyết".

        `left`, `right`: what stands there is in the question too, so that "lao tiềm ẩn" may be cut behind "lao".
        """
        text, run = self.run(0, len(self.syllables)), self.run(start, end)
        first = len(self.run(0, start)) + (start > 0)
        last = first + len(run)
        inside = [t for t in canonical(text) if t.start < last and first < t.end]
        right = right and canonical(text[last:])[0].kind != TokenKind.STOP  # "tiêm vắc|xin dại"
        return all(
            t.kind != TokenKind.STOP and (left or first <= t.start) and (right or t.end <= last)
            for t in inside
        )


class Initials:
    """The wordings of an archive by the first letters of their words; short forms of its places stay."""

    def __init__(self, wordings: Iterable[str], places: Iterable[Place] = ()) -> None:
        known = tuple(wordings)
        self._places = tuple(places)
        self._of_places = frozenset(
            _lettered(n).letters for p in self._places for n in (p.province, p.district) if n
        )
        self._wordings = [_lettered(wording) for wording in known]
        self._written = frozenset(
            short for wording in known for short in _SHORT.findall(nfc(wording)) if short.isupper()
        )

    def spell_out(self, text: str) -> str:
        """The NFC text with each short form that only the archive explains replaced by the archive's words for it."""
        text = nfc(text)
        if text.isupper():
            return text
        return _SHORT.sub(lambda match: self._words(match, text) or match.group(), text)

    def _words(self, match: re.Match[str], text: str) -> str | None:
        short = match.group()
        if not short.isupper() or self._is_place(match, text):
            return None
        if is_ambiguous(short):
            return self._beside(match, text) if is_guess(short, text) else None
        if short in self._written or _is_known(short):
            return None
        return self._beside(match, text) or self._alone(short)

    def _beside(self, match: re.Match[str], text: str) -> str | None:
        """The reading that stands in the archive beside the same words as the short form in the text."""
        start, end = match.span()
        tokens = canonical(text)
        left = _nearest(token for token in reversed(tokens) if token.end <= start)
        right = _nearest(token for token in tokens if token.start >= end)
        found = Counter[str]()
        for wording, first, last in self._runs(_pattern(match.group())):
            on_left = left is not None and wording.before(first) == left
            on_right = right is not None and wording.after(last) == right
            if (on_left or on_right) and wording.is_whole(first, last, on_left, on_right):
                found[wording.run(first, last)] += on_left + on_right
        return _clearest(found)

    def _alone(self, short: str) -> str | None:
        # A D may be written for a Đ, not the other way round.
        return _clearest(self._spelt(_folded(short), len(short))) or _clearest(
            self._spelt(_pattern(short), len(short))
        )

    def _spelt(self, pattern: str, letters: int) -> Counter[str]:
        """The runs of words with these initials, with how often they stand."""
        found = Counter(wording.run(first, last) for wording, first, last in self._runs(pattern))
        return Counter({w: n for w, n in found.items() if letters >= _LONG_ENOUGH or _is_term(w)})

    def _runs(self, pattern: str) -> Iterator[tuple[_Wording, int, int]]:
        letters = re.compile(f"(?=({pattern}))")
        for wording in self._wordings:
            for match in letters.finditer(wording.letters):
                yield wording, match.start(), match.end(1)

    def _is_place(self, match: re.Match[str], text: str) -> bool:
        if _folded(match.group()) in self._of_places:
            return True
        return any(m.start <= match.start() < m.end for m in find_places(text, self._places))


def _folded(short: str) -> str:
    """Capitals as first letters are kept: 'TÂ' → 'TA', and Đ stays."""
    return "".join(c if c == "Đ" else fold(c).upper() for c in short)


def _pattern(short: str) -> str:
    return _folded(short).replace("D", "[DĐ]")


def _clearest(found: Counter[str]) -> str | None:
    best = found.most_common(2)
    if not best or (len(best) > 1 and best[0][1] < _CLEARLY * best[1][1]):
        return None
    return best[0][0]


def _nearest(tokens: Iterable[Token]) -> str | None:
    """The first term; None where it says nothing of the thing."""
    nearest = next((t.text for t in tokens if t.kind not in _LITTLE), None)
    return None if nearest in generic_terms() else nearest


def _lettered(wording: str) -> _Wording:
    words: Sequence[str] = _SYLLABLE.findall(expand(nfc(wording)))
    return _Wording("".join(_letter(word) for word in words), tuple(words))


def _letter(word: str) -> str:
    return "." if not word[0].isalpha() else "Đ" if word[0] in "đĐ" else fold(word)[0].upper()


def _is_known(short: str) -> bool:
    return expand(short) != short or bool(_ROMAN.fullmatch(short))


def _is_term(words: str) -> bool:
    tokens = canonical(words)
    return len(tokens) == 1 and tokens[0].kind == TokenKind.CONCEPT
