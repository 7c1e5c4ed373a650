"""A figure as it is held against a question, and the scope that is asked."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.figures.matching import Field
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.topic import Terms, TopicTerm
from ingest.vietnamese.units import Unit
from vectorstore.records import Figure, Place, Report


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with the terms that describe it."""

    figure: Figure
    report: Report
    fields: tuple[Field, ...]
    name: Terms
    own: Terms  # of the indicator alone
    parent: Terms  # of the innermost link of its chain
    unit: Unit | None
    populations: frozenset[str]
    mentioned: frozenset[str]  # populations that the name and headings speak of


@dataclass(frozen=True, slots=True)
class Candidate:
    figure: Figure
    report: Report
    score: float  # coverage less penalties
    coverage: float  # share of the topic that the figure speaks of
    said: frozenset[TopicTerm]  # the topic's terms that it speaks of
    unsaid: float  # share of the topic in terms that it does not speak of at all
    buried: (
        bool  # the one thing asked stands in a long name of another: "đào tạo … cho bác sĩ, y sĩ, dược sĩ"
    )
    view: FigureView


@dataclass(frozen=True, slots=True)
class Scope:
    """One place and period to be answered; None where the question leaves it open."""

    place: Place | None = None
    period: AskedPeriod | None = None
    populations: frozenset[str] | None = None  # instead of the question's, where populations are compared
