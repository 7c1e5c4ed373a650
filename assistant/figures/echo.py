"""How far a figure's name echoes the very words of a question: what tells near namesakes apart.

Terms of the field bring other wordings of one thing together; among figures that they cannot tell apart ("đã nhập"
and "chưa nhập", "phát hiện" and "mổ"), the words that were typed decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from assistant.figures.matching import Field, rarity
from assistant.questions.cues import little_terms
from assistant.questions.topic import Terms, exact_syllables, raw_syllables
from ingest.vietnamese.syllables import has_diacritics
from ingest.vietnamese.terms import canonical

_NAMING = 5  # fields: indicator, chain, column, unit, heading
_POLAR = frozenset({"chua", "them", "ngoai", "khong"})  # small words that turn a meaning round
_PAIR = 0.5  # weight of two words side by side, against the sum of the two


class Rarity:
    """Rarity of syllables over names: log(1 + N / document frequency)."""

    def __init__(self, names: Iterable[Terms]) -> None:
        self._seen: Counter[str] = Counter()
        self._count = 0
        for name in names:
            self._seen.update(name.syllables)
            self._count += 1

    def __call__(self, syllable: str) -> float:
        return rarity(self._count, self._seen[syllable])


Words = Mapping[tuple[str, ...], float]


def typed_words(text: str, rare: Rarity) -> Words:
    """The words of a question and its pairs of neighbours with their weights; function words are left out."""
    words: dict[tuple[str, ...], float] = {}
    read = exact_syllables if has_diacritics(text) else raw_syllables
    previous: list[str] = []
    for token in canonical(text):
        typed = text[token.start : token.end]
        syllables = read(typed)
        if (token.kind == "stop" or token.text in little_terms()) and _POLAR.isdisjoint(raw_syllables(typed)):
            previous = []
            continue
        for syllable in syllables:
            words[(syllable,)] = rare(syllable)
        for pair in pairwise([*previous[-1:], *syllables]):
            words[pair] = _PAIR * (rare(pair[0]) + rare(pair[1]))
        previous = syllables
    return words


def echoes(words: Words, group: Sequence[Sequence[Field]]) -> list[float]:
    """Share, 0 to 1, of the words that any of a group of figures has, for each of them."""
    credits = [{word: _credit(word, fields) for word in words} for fields in group]
    told = [word for word in words if any(found[word] for found in credits)]
    total = sum(words[word] for word in told)
    return [sum(words[word] * found[word] for word in told) / total if total else 0.0 for found in credits]


def _credit(word: tuple[str, ...], fields: Sequence[Field]) -> float:
    return max((field.credit for field in fields[:_NAMING] if _has(word, field.terms)), default=0.0)


def _has(word: tuple[str, ...], terms: Terms) -> bool:
    return word in terms.pairs if len(word) > 1 else word[0] in terms.syllables
