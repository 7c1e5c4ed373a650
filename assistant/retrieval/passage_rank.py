"""Passages for a question: which reports can speak of it, and which of their passages say what is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from assistant.conversation import Turn, in_context
from assistant.figures.candidate import Scope
from assistant.figures.scopes import reports_for, scopes_of
from assistant.figures.selection import Selector
from assistant.questions.question import Question, parse_question
from assistant.texts.text_answer import TextAnswers
from assistant.texts.text_scope import without_mentioned_periods
from vectorstore.archive import Archive
from vectorstore.records import Passage, Report

# Weights beside the first search's score, which is 1 for its best passage. Chosen on generated archives and the
# development questions alike: any of 1…4 for figures and 0…1 for lines differ by less than a point.
_FIGURE = 2.0
_LINE_BESIDE_FIGURE = 0.5
_LINE = 2.0  # where words, not a number, are asked for
_SCOPES = 6  # places and periods of one question that are looked at


class PassageRanker:
    """Reads questions and orders passages by their figures and lines. Safe to use from several threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def _selector(self) -> Selector:
        return Selector(self._archive)

    @cached_property
    def _texts(self) -> TextAnswers:
        return TextAnswers(self._archive)

    def understood(self, text: str, history: Sequence[Turn], held: Sequence[Report]) -> Question:
        """A question in the light of what was said before it."""
        known = tuple(dict.fromkeys(report.place for report in held if report.place))
        asked = in_context(text, history, lambda said: parse_question(said, known))
        return without_mentioned_periods(asked, held)

    def within(self, question: Question, held: Sequence[Report]) -> list[Report]:
        """The reports of the places and periods that a question names; of the places alone, or all, where none is."""
        scopes = scopes_of(question)[:_SCOPES]
        found = [report for scope in scopes for report in reports_for(self._archive, scope, held)]
        found = found or [
            report for scope in scopes for report in reports_for(self._archive, Scope(scope.place), held)
        ]
        return list(dict.fromkeys(found)) or list(held)

    def scores(
        self, question: Question, passages: Sequence[Passage], reports: Sequence[Report]
    ) -> list[float]:
        """How well the figures and lines of each passage answer, to be added to a first search's score of 0…1."""
        near = {passage.report for passage in passages}
        own = [report for report in reports if report.key in near]
        lines = self._lines(question, own)
        if question.wants_text:
            return [_LINE * lines.get((p.report, p.number), 0.0) for p in passages]
        figures = self._figures(question, own, passages)
        return [
            _FIGURE * figures.get((p.report, p.number), 0.0)
            + _LINE_BESIDE_FIGURE * lines.get((p.report, p.number), 0.0)
            for p in passages
        ]

    def _lines(self, question: Question, reports: Sequence[Report]) -> dict[tuple[str, int], float]:
        """The score of the best line of each passage."""
        best: dict[tuple[str, int], float] = {}
        for scored in self._texts.rank(question, reports):
            passage = scored.line.passage
            best[passage.report, passage.number] = max(
                scored.score, best.get((passage.report, passage.number), scored.score)
            )
        return best

    def _figures(
        self, question: Question, reports: Sequence[Report], passages: Sequence[Passage]
    ) -> dict[tuple[str, int], float]:
        """The score of the best figure of each passage that has one."""
        sections = defaultdict(list)
        for passage in passages:
            sections[passage.report, passage.section].append(passage)
        best: dict[tuple[str, int], float] = {}
        for scope in scopes_of(question)[:_SCOPES]:
            for candidate in self._selector.rank(question, scope, reports):
                figure = candidate.figure
                for passage in sections.get((figure.report, figure.section), ()):
                    at = (passage.report, passage.number)
                    if candidate.score > best.get(at, -1.0) and figure.quote in passage.text:
                        best[at] = candidate.score
        return best
