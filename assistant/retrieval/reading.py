"""A question as it is searched for: what it says besides the place and period that its reports share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.questions.question import Question
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.terms import TokenKind, canonical, variants
from ingest.vietnamese.text import nfc, squeeze, terms
from vectorstore.records import Report

# Wordings of one concept that are searched for, the catalogue's first ones: more push a question's own words out of
# the bounded full-text search, and 8 or all found the evidence equally early (three real reports, 60 generated ones).
_WORDINGS = 8


def subject(question: Question, reports: Sequence[Report]) -> str:
    """The question without the place and period that the reports are of: within them those tell nothing apart.

    A district of which a province's report speaks, or a year that is not the report's, stays: "cùng kỳ 2023".
    A question of nothing else stays whole. One that follows up another is taken as it is resolved, for its text
    holds the words of the one before.
    """
    text = nfc(question.resolved or question.text)
    kept, position = [], 0
    for start, end in sorted(_shared(text, question, reports)):
        kept.append(text[position:start])
        position = max(position, end)
    left = squeeze(" ".join((*kept, text[position:])))
    return left if terms(left) else squeeze(text)


def _shared(text: str, question: Question, reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """Spans of names of the reports' own places and periods; not inside the name of a hospital or an event."""
    places = {report.place for report in reports if report.place}
    for place in find_places(text, question.places):
        if place.place in places and not place.in_name:
            yield place.lead, place.end
    periods = {report.period for report in reports if report.period}
    for period in find_periods(text):
        if period.period in periods:
            yield period.start, period.end


def concept_terms(text: str) -> list[list[str]]:
    """The other wordings of each concept that a text names, as groups for a full-text search.

    "bà bầu" is found where a report writes "phụ nữ mang thai".
    """
    concepts = dict.fromkeys(token.text for token in canonical(text) if token.kind is TokenKind.CONCEPT)
    wordings = (wording for concept in concepts for wording in variants(concept)[:_WORDINGS])
    return [[wording] for wording in dict.fromkeys(wordings)]
