"""Between which limits the places or diseases asked for must lie: "những xã dưới 80%", "bệnh nào có ca tử vong"."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.figures.subjects import listed
from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from assistant.questions.topic import TopicTerm
from assistant.ranking.asked import Thing, level_of, pattern
from ingest.vietnamese.numbers import NumberMatch, dismiss_reason, find_numbers
from ingest.vietnamese.text import fold

_OTHER_CUES = frozenset(
    {"cause", "proposal", "difficulty", "signer", "consistency", "medical", "superlative", "reports"}
)
_SIGNS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "below": operator.lt,
    "at_most": operator.le,
    "above": operator.gt,
    "at_least": operator.ge,
}


_PER_CENT = "phan tram"


@dataclass(frozen=True, slots=True)
class Limit:
    sign: str  # of _SIGNS
    value: Decimal

    def holds(self, value: Decimal) -> bool:
        return _SIGNS[self.sign](value, self.value)


@dataclass(frozen=True, slots=True)
class Limits:
    """Which places, or diseases, are asked for."""

    thing: Thing
    limits: tuple[Limit, ...]
    percent: bool  # the numbers are shares
    level: str  # "tinh", "huyen", "xa"; "" for any
    counted: bool  # how many there are is asked, not only which
    some: bool  # only whether there is any ("có ca mắc"): no number is named
    spans: tuple[tuple[int, int], ...]  # words of the question that are no topic

    def hold(self, value: Decimal) -> bool:
        return all(limit.holds(value) for limit in self.limits)

    def topic(self, question: Question) -> tuple[TopicTerm, ...]:
        """What they are measured by; "ca tử vong" is measured by deaths, though "có ca" only asks whether there are."""
        return tuple(
            term
            for term in question.topic
            if term.kind != "number"
            and term.text not in generic_terms()
            and (term.text in listed("decisive") or not any(s <= term.start < e for s, e in self.spans))
        )


def limits_of(question: Question) -> Limits | None:
    """None where no places or diseases are asked for, or no limit is named."""
    folded = fold(question.text)
    thing, places = Thing.PLACE, pattern("places").search(folded)
    if places is None:
        thing, places = Thing.DISEASE, pattern("disease").search(folded)
    if places is None or question.cues & _OTHER_CUES:
        return None
    counted = "number" in question.cues
    found = [(limit, span) for n in _numbers(question.text) for limit, span in _limits(folded, n)]
    if found:
        end = max(end for _, (_, end) in found)
        percent = any(_is_percent(folded[stop:]) for _, (_, stop) in found)
        words = len(_PER_CENT) if folded[end:].lstrip().startswith(_PER_CENT) else 0
        spans = (places.span(), *(span for _, span in found), (end, end + words + 1 if words else end))
        return Limits(
            thing,
            tuple(limit for limit, _ in found),
            percent,
            level_of(places.group()),
            counted,
            False,
            spans,
        )
    for name, limit in (("none", Limit("at_most", Decimal(0))), ("some", Limit("above", Decimal(0)))):
        match = pattern(name).search(folded, places.end())
        if match and not counted:
            spans = (places.span(), (match.start(), match.end()))
            return Limits(thing, (limit,), False, level_of(places.group()), False, True, spans)
    return None


def limits_in(text: str) -> frozenset[Limit]:
    """The limits that a text names."""
    folded = fold(text)
    return frozenset(limit for number in _numbers(text) for limit, _ in _limits(folded, number))


def _numbers(text: str) -> Sequence[NumberMatch]:
    """Numbers that may be limits: no ages, dates or numbers of documents."""
    return [
        number
        for number in find_numbers(text)
        if number.value is not None
        and dismiss_reason(text, number) is None
        and not pattern("no_limit").match(fold(text[number.end :]))
    ]


def _limits(folded: str, number: NumberMatch) -> list[tuple[Limit, tuple[int, int]]]:
    """The limit that the words around a number make of it; [] for none."""
    assert number.value is not None
    after = pattern("upwards").match(folded[number.end :]), pattern("downwards").match(folded[number.end :])
    for sign, match in zip(("at_least", "at_most"), after, strict=True):
        if match:
            return [(Limit(sign, number.value), (number.start, number.end))]
    before = folded[: number.start]
    for sign in ("below", "at_most", "above", "at_least"):
        if match := pattern(sign).search(before):
            return [(Limit(sign, number.value), (match.start(), number.end))]
    return []


def _is_percent(after: str) -> bool:
    return after.lstrip().startswith(("%", _PER_CENT))
