"""What a yes/no question asserts of a figure: that the plan is met, that it rose, that it is so much."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from assistant.questions.question import Question
from assistant.rules import Rules, has_word
from ingest.vietnamese.numbers import parse_number
from ingest.vietnamese.text import fold, nfc
from ingest.vietnamese.units import Unit, unit_at
from vectorstore.records import Bound

_RULES = Rules(Path(__file__).with_suffix(".toml"))
_KINDS = ("met", "rises", "falls", "states")
# Where numbers or reasons are asked for as well, the question is no plain yes or no.
_OTHER_CUES = frozenset(
    {"cause", "proposal", "task", "consistency", "superlative", "signer", "reports", "working"}
)


class ClaimKind(StrEnum):
    MET = "met"
    RISES = "rises"
    FALLS = "falls"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class Claim:
    kind: ClaimKind
    spans: tuple[tuple[int, int], ...]  # the claim's own words in the question
    value: Decimal | None = None  # of STATES
    side: Bound = Bound.EXACT  # of STATES: "trên 90%" is Bound.ABOVE
    unit: Unit | None = None  # of STATES: that stands after the number


def claim_of(question: Question) -> Claim | None:
    """The claim of a yes/no question; None where the question is none, or asks for more than yes or no."""
    if question.cues & _OTHER_CUES or question.asked > 1:
        return None
    folded = fold(question.text)
    found = [
        (match.end(), -match.start(), name, match)
        for name in _KINDS
        for match in _RULES.pattern(name).finditer(folded)
    ]
    if not found:
        return None
    _, _, name, match = max(
        found, key=lambda item: item[:2]
    )  # the last one: a follow-up stands after its question
    return _stated(question, match) if name == ClaimKind.STATES else Claim(ClaimKind(name), (match.span(),))


def _stated(question: Question, match: re.Match[str]) -> Claim | None:
    """A value taken for granted; None for a number that is a period's or describes ('dưới 1 tuổi')."""
    asserted = match["asserted"] is not None
    value = parse_number(match["asserted"] or match["number"])
    spans = (match.span("asserted"), match.span("tail")) if asserted else (match.span(),)
    if value is None or value not in question.stated or question.asked:
        return None
    after = unit_at(nfc(question.text), match.end("asserted" if asserted else "number"))
    side = Bound.EXACT if asserted else _side(match)
    return Claim(ClaimKind.STATES, spans, value, side, after.unit if after else None)


def _side(match: re.Match[str]) -> Bound:
    """On which side of the number the value is said to lie: 'có trên 90% không'."""
    words = match.group()[: match.start("number") - match.start()].split()
    sides: dict[str, list[str]] = _RULES.data["sides"]
    for name, ways in sides.items():
        if match["how"] in ways or (words[-1:] and words[-1] in ways):
            return Bound[name.upper()]
    return Bound.EXACT


def subject_of(question: Question, claim: Claim) -> Question:
    """The question for the figure that the claim is about: without the claim's own words, roles and numbers."""
    topic = tuple(
        term for term in question.topic if not any(start <= term.start < end for start, end in claim.spans)
    )
    return replace(
        question,
        topic=topic or question.topic,
        roles=frozenset(),
        stated=(),
        unit=claim.unit or question.unit,
    )


def lower_is_better(name: str) -> bool | None:
    """Whether less of an indicator is better, from its words; None where neither more nor less is."""
    folded, rules = fold(name), _RULES.data["lower"]
    if any(has_word(folded, word) for word in rules["neither"]):
        return None
    named = any(has_word(folded, word) for word in rules["words"])
    return named and not any(has_word(folded, word) for word in rules["not_lower"])
