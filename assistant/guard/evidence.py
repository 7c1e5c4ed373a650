"""What the cited sources hold: figures with all that gives them meaning, their numbers, their words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from assistant.figures.constraints import effective_period
from assistant.questions.cues import generic_terms
from assistant.questions.topic import Terms, parts_of, terms_of
from assistant.sources import Source
from ingest.vietnamese.numbers import find_numbers
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold
from vectorstore.records import Figure, Period, Place, Report, Role

FigureReader = Callable[[str, Report], Sequence[Figure]]  # figures of a sentence, read as the report's own
_PARENT = 0.5  # what a term of a parent counts beside one of the figure's own
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


def own_terms(figure: Figure) -> frozenset[str]:
    """The terms of a figure's row or clause, without those of what it stands under."""
    return key_terms(figure.indicator) | (_column_terms(figure.column) if figure.in_table else frozenset())


def fit(figure: Figure, words: Terms) -> float:
    """Share, 0 to 1, of the terms of a figure's name that some words speak of.

    What it stands under counts at most half as much, the nearest parent and the one best spoken of alike: nobody
    says the chapter of an annex.
    """
    own = own_terms(figure)
    parents = [terms for name in figure.chain if (terms := key_terms(name) - own)]
    shares = [_share_said(terms, words) for terms in parents]
    above = (shares[-1] + max(shares)) / 2 if shares else 0.0
    if not own:
        return above
    weight = min(_PARENT * len(parents[-1]), _PARENT * len(own)) if parents else 0.0
    return (_share_said(own, words) * len(own) + above * weight) / (len(own) + weight)


def _share_said(terms: frozenset[str], words: Terms) -> float:
    return sum(says(term, words) for term in terms) / len(terms)


def says(term: str, words: Terms) -> bool:
    """Whether words speak of a term: say it, something of its kind, or all its syllables."""
    return term in words.concepts or term in words.wider or words.syllables.issuperset(parts_of(term))


@lru_cache(maxsize=2_000)
def _column_terms(column: str) -> frozenset[str]:
    """What a column says of the thing counted ("Mắc"), not of its role and period ("Ước thực hiện 6 tháng")."""
    terms = key_terms(without_scope(column)) - _role_terms()
    return frozenset(term for term in terms if not term.isdigit())  # the 9 of "TH 9 tháng"


@cache
def _role_terms() -> frozenset[str]:
    return frozenset(tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))["roles"])


@lru_cache(maxsize=2_000)
def without_scope(text: str) -> str:
    """A text with blanks for the places and periods that it names: "Phong Thổ" speaks of no leprosy ("phong")."""
    spans = [(m.start, m.end) for m in find_places(text)] + [(m.start, m.end) for m in find_periods(text)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


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
