"""What a line must name itself before it is quoted: the district, population, disease and year that were asked."""

from __future__ import annotations

import re

from assistant.figures.matching import Field
from assistant.figures.subjects import unspoken
from assistant.questions.question import Question
from assistant.texts.line_score import ScoredLine, of_title
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.text import fold
from vectorstore.records import Place, Span

_OFFICES = frozenset({"benh_vien_da_khoa_tinh"})
_OF_MONTH = re.compile(r"\b(?:rieng|trong) (?:thang|quy)\b|^\W*thang \d")


def keeps_to(question: Question, scored: ScoredLine) -> bool:
    """Whether a line is of the place, population, subject and time asked, where its report is of more than that."""
    line = scored.line
    around = " ".join((line.lead, *line.path, line.text))
    folded = fold(around)
    if not all(_named(place.commune or place.district, folded) for place in _inner(question, scored)):
        return False
    if question.populations - {match.code for match in find_populations(around)} - _of_offices(question):
        return False
    terms = (line.terms, line.heading, line.lead_terms, line.outer)
    own = [term for term in question.topic if not of_title(term, line.report)]
    if unspoken(own, [Field(term, 1.0) for term in terms]):
        return False
    return _in_time(question, scored, folded)


def _of_offices(question: Question) -> frozenset[str]:
    """The level that only an office's name says: "bệnh viện tỉnh" is asked, no level of care."""
    return frozenset({"tuyến tỉnh"}) if any(t.text in _OFFICES for t in question.topic) else frozenset()


def _inner(question: Question, scored: ScoredLine) -> list[Place]:
    """Places inside the one that the report is of."""
    return [place for place in question.places if place.district and place != scored.line.report.place]


def _named(name: str, folded: str) -> bool:
    return fold(name) in folded


def _in_time(question: Question, scored: ScoredLine, folded: str) -> bool:
    """Another year than the report's must stand in the line or above it; a month alone must be said to be one."""
    if question.span is Span.MONTH and not _OF_MONTH.search(folded):
        return False
    own = scored.line.report.period
    years = {asked.period.last_year for asked in question.periods}
    if own is None or not years or any(own.first_year <= year <= own.last_year for year in years):
        return True
    return any(str(year) in folded for year in years)
