"""What the cited sources hold: figures with all that gives them meaning, their numbers, their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.figures.constraints import effective_period
from assistant.questions.cues import generic_terms
from assistant.questions.topic import Terms, parts_of, terms_of
from assistant.writing.sources import Source
from ingest.vietnamese.numbers import find_numbers
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.text import fold
from vectorstore.records import Figure, Period, Place, Report, Role

FigureReader = Callable[[str, Report], Sequence[Figure]]  # figures of a sentence, read as the report's own
_WORD = re.compile(r"\d+(?:[.,]\d+)*\s?[%‰]?|[^\W\d_]+|[<>≤≥]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure of a source."""

    figure: Figure
    source: Source

    @property
    def report(self) -> Report:
        return self.source.report

    @property
    def place(self) -> Place | None:
        return self.figure.place or self.report.place

    @property
    def periods(self) -> tuple[Period, ...]:
        """The months that it covers, as a sentence may name them."""
        own = [self.figure.period or self.report.period, effective_period(self.figure, self.report)]
        if self.figure.role in (Role.CHANGE, Role.ATTAINMENT):
            own.append(self.report.period)
        return tuple(dict.fromkeys(period for period in own if period))


def evidence_of(sources: Iterable[Source]) -> list[Evidence]:
    return [Evidence(figure, source) for source in sources for figure in source.figures]


@lru_cache(maxsize=2_000)
def key_terms(name: str) -> frozenset[str]:
    """The terms that tell an indicator from others: no places, no periods, no words that say little."""
    return frozenset(terms_of(name).concepts - generic_terms())


def fit(figure: Figure, words: Terms) -> float:
    """Share, 0 to 1, of the terms of a figure's name that some words speak of; its parents count half."""
    own = key_terms(figure.indicator) | (key_terms(figure.column) if figure.in_table else frozenset())
    parents = key_terms(" › ".join(figure.chain)) - own
    weights = {term: 1.0 for term in own} | {term: 0.5 for term in parents}
    total = sum(weights.values())
    if not total:
        return 0.0
    return sum(weight for term, weight in weights.items() if _said(term, words)) / total


def _said(term: str, words: Terms) -> bool:
    return term in words.concepts or term in words.wider or words.syllables.issuperset(parts_of(term))


@lru_cache(maxsize=2_000)
def numbers_of(text: str) -> frozenset[Decimal]:
    """Every number that a text prints, as values."""
    return frozenset(abs(match.value) for match in find_numbers(text) if match.value is not None)


@lru_cache(maxsize=2_000)
def plain_words(text: str) -> str:
    """Folded words parted by single blanks, to find one text in another whatever its marks."""
    return " ".join(part.replace(" ", "") for part in _WORD.findall(fold(text)))


def shown_numbers(source: Source) -> frozenset[Decimal]:
    """Numbers that a source prints, its headings and its report's name and period included."""
    report = source.report
    around = " ; ".join((report.title, report.label, *source.section, *(f.unit for f in source.figures)))
    return numbers_of(source.text) | numbers_of(around)


def known_periods(source: Source) -> frozenset[Period]:
    """Periods of which a source speaks: its own, the year before, those of its figures, those that it prints."""
    found = {match.period for match in find_periods(source.text, source.report.period) if match.period}
    found |= {figure.period for figure in source.figures if figure.period}
    own = source.report.period
    if own:
        found |= {
            own,
            own.shifted(-1),
            Period.year(own.last_year),
            Period(own.last_year, 1, own.last_year, own.last_month),
        }
    return frozenset(found)
