"""How well a figure or a line of text speaks of a question's topic: weighted overlap of its terms.

Rare terms weigh more than common ones; a term of the field more than a plain word.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.questions.cues import generic_terms, little_terms, weak_terms
from assistant.questions.topic import Terms, TopicTerm, parts_of, spelt
from ingest.vietnamese.terms import related

_BACKGROUND = 0.5  # weight of what a follow-up question takes from the one before
_GENERIC = 0.25  # weight of a term that nearly every text has
_WEAK = 0.5  # weight of what is done with a thing
_WORD = 0.7  # weight of a plain syllable against a term of the field
_UNKNOWN_WORD = 0.45  # weight of an everyday word that no candidate holds, against a rare known one
_HARDLY = 0.3  # credit below which a text does not speak of a term
COLUMN_FIELD, UNIT_FIELD, HEADING_FIELD = 2, 3, 4  # where these stand among the fields of a figure
_NAMING = 3  # fields that name: indicator, chain, column
_DESCRIBING = 6  # and that describe; what follows is only the words around
_NUMBER = 0.4  # weight of a bare number
_IN_LONGER_WORDS = frozenset({"vu"})  # "vụ" in "dịch vụ", "phục vụ", "nhiệm vụ" counts nothing
_OTHERWISE = 0.97  # credit of a term in other words than were typed: "mổ mộng" before "ca mộng"
_SPELT = 0.9  # credit of a term whose syllables all stand in the text
_PARTLY = 0.45  # and of one of which only some do, by their share
_RELATED = 0.5  # for one of which a text has a word that is often meant by it
_WIDER = 0.6  # credit of a term for which a text has a narrower one


def rarity(texts: int, holding: int) -> float:
    """log(1 + N / document frequency), each smoothed by one."""
    return math.log(1 + (texts + 1) / (1 + holding))


class Weights:
    """Rarity of terms over a set of texts: log(1 + N / document frequency)."""

    def __init__(self, texts: Iterable[Terms]) -> None:
        self._concepts: Counter[str] = Counter()
        self._count = 0
        for terms in texts:
            self._concepts.update(terms.concepts)
            self._count += 1

    def concept(self, term: str) -> float:
        rarity = self.rarity(term)
        return _GENERIC * rarity if term in generic_terms() else rarity

    def rarity(self, term: str) -> float:
        """The rarity alone, also of a generic term."""
        return rarity(self._count, self._concepts[term])

    def knows(self, term: str) -> bool:
        return term in self._concepts


@dataclass(frozen=True, slots=True)
class Topic:
    """A question's terms with their weights, which sum to 1."""

    weights: Mapping[TopicTerm, float]

    @property
    def concepts(self) -> frozenset[str]:
        return frozenset(term.text for term in self.weights)

    @property
    def syllables(self) -> frozenset[str]:
        return frozenset(part for term in self.weights for part in (*term.parts, *term.surface))

    @property
    def empty(self) -> bool:
        return not self.weights


def weigh(terms: Sequence[TopicTerm], weights: Weights, background: Sequence[TopicTerm] = ()) -> Topic:
    """The topic of a question by rarity; words that nobody wrote count less than terms that nobody wrote."""
    found: dict[TopicTerm, float] = {}
    for share, some in ((1.0, terms), (_BACKGROUND, background)):
        for term in some:
            known = weights.knows(term.text)
            factor = share * (1.0 if term.kind == "concept" else _WORD if known else _UNKNOWN_WORD)
            factor *= _WEAK if term.text in weak_terms() else 1.0
            factor *= _GENERIC if term.text in generic_terms() or term.light else 1.0
            factor *= _NUMBER if term.kind == "number" else 1.0
            found[term] = max(factor * weights.rarity(term.text), found.get(term, 0.0))
    total = sum(found.values()) or 1.0
    return Topic({term: weight / total for term, weight in found.items()})


@dataclass(frozen=True, slots=True)
class Field:
    """One part of what describes a figure, and how much a term found there counts."""

    terms: Terms
    credit: float


def coverage(topic: Topic, fields: Sequence[Field]) -> float:
    """Share of the topic, 0 to 1, that the fields speak of."""
    return sum(
        weight * max(scattered(term, fields), *(_credit(term, field) for field in fields))
        for term, weight in topic.weights.items()
    )


def unsaid(topic: Topic, fields: Sequence[Field]) -> float:
    """Share of the topic that lies in terms of the field of which the fields say next to nothing."""
    return sum(
        weight
        for term, weight in topic.weights.items()
        if term.kind == "concept"
        and term.text not in little_terms()
        and max(scattered(term, fields), *(_credit(term, field) for field in fields)) < _HARDLY
    )


def scattered(term: TopicTerm, fields: Sequence[Field], least: int = 1) -> float:
    """For a term parted over two fields: "thuốc" in the row, "sốt rét" in the heading.

    A single syllable says too little to stand anywhere but in the name; each part has `least` of them.
    """
    parts, best = term.exact_parts, 0.0
    for cut in range(least, len(parts) - least + 1):
        credits = [_chunk(parts[:cut], fields), _chunk(parts[cut:], fields)]
        if all(credits):
            best = max(best, (credits[0] * cut + credits[1] * (len(parts) - cut)) / len(parts))
    return _SPELT * best


def _chunk(parts: Sequence[str], fields: Sequence[Field]) -> float:
    """The credit of syllables that stand side by side in one field."""
    among = fields[:_DESCRIBING] if len(parts) > 1 else fields[:_NAMING]
    return max(
        (
            f.credit
            for f in among
            if f.terms.syllables.issuperset(parts) and f.terms.pairs.issuperset(pairwise(parts))
        ),
        default=0.0,
    )


def speaks(term: TopicTerm, terms: Terms) -> bool:
    """Whether a text holds a term, in its own or other words, or a kind of it."""
    return named(term, terms) or _written(term, terms) or term.text in terms.wider


def named(term: TopicTerm, terms: Terms) -> bool:
    """Whether a text has the term itself; a plain word with the diacritics that were typed: "máu" is no "mẫu"."""
    return term.text in terms.concepts and (
        term.kind == "concept" or terms.syllables.issuperset(term.exact_parts)
    )


def _written(term: TopicTerm, terms: Terms) -> bool:
    """Whether its syllables stand there; a single one ("chi" for a budget's spending) says too little for a term."""
    if term.text in _IN_LONGER_WORDS:
        return False
    shortened = len(term.surface) == 1 < len(term.parts)
    return spelt(term.exact_parts, terms) or (not shortened and spelt(term.exact_surface, terms))


def _credit(term: TopicTerm, field: Field) -> float:
    """How far a field speaks of a term: outright, spelt otherwise, as a kind of it, or by some syllables."""
    terms = field.terms
    if named(term, terms):
        return field.credit * (1.0 if not term.surface or spelt(term.exact_surface, terms) else _OTHERWISE)
    if _written(term, terms):
        return _SPELT * field.credit
    if term.text in terms.wider:
        return _WIDER * field.credit
    if related(term.text) & (terms.concepts | terms.wider):
        return _RELATED * field.credit
    parts = term.exact_parts
    share = len(terms.syllables.intersection(parts)) / len(parts) if parts else 0.0
    return _PARTLY * share * field.credit


def surplus(topic: Topic, terms: Terms, weights: Weights) -> float:
    """Share, 0 to 1, of a name's own terms that the topic does not ask for: the namesake's distance."""
    total = sum(weights.concept(t) for t in terms.concepts)
    if not total:
        return 0.0
    concepts, syllables = topic.concepts, topic.syllables
    extra = sum(
        weights.concept(t)
        for t in terms.concepts
        if t not in concepts and not syllables.issuperset(parts_of(t))
    )
    return extra / total


def covered(topic: Topic, terms: Terms) -> frozenset[TopicTerm]:
    """The topic's terms that a text holds."""
    field = Field(terms, 1.0)
    return frozenset(term for term in topic.weights if _credit(term, field) >= _SPELT)


def without(topic: Topic, gone: frozenset[TopicTerm]) -> Topic:
    """The topic less what is answered already; its weights keep their sizes."""
    return Topic({term: weight for term, weight in topic.weights.items() if term not in gone})
