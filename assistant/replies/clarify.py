"""A question back, where a question leaves place or period open and too many reports answer it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, Scope
from assistant.figures.selection import Selector
from assistant.questions.question import Question
from assistant.replies.alternatives import completed
from assistant.replies.figure_answer import accepted
from assistant.wording import name_words, scope_words, value_words
from vectorstore.archive import Archive
from vectorstore.records import Report

_MOST = 5  # reports that are answered with a line for each
_AS_GOOD = 0.12  # another report's figure this close to the best is an answer too
_CHOICES = 8
_NEVER = date.min


class Clarifications:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """What to add to the question, the latest values, and full questions to choose from.

        None where place and period are said, or few enough reports answer.
        """
        if scope.place is not None and scope.period is not None:
            return None
        best = self._of_each(question, scope, reports)
        if len(best) <= _MOST:
            return None
        latest = sorted(best, key=lambda c: c.report.period.end if c.report.period else _NEVER, reverse=True)
        draft = Draft(self._archive, question.text)
        missing = " và ".join(_missing(scope, best))
        draft.line(
            f"Có {len(best)} báo cáo nêu số liệu này; xin cho biết {missing} cần hỏi. Các số mới nhất:"
        )
        for c in latest[:_MOST]:
            about = f"{name_words(c.figure)} – {scope_words(c.figure, c.report)}"
            value = value_words(c.figure, c.report)
            draft.line(f"{value[:1].upper()}{value[1:]} – {about}", draft.cite_figure(c.figure, c.report))
        choices = dict.fromkeys(completed(question, c) for c in latest)
        return draft.answer(alternatives=list(choices)[:_CHOICES])

    def _of_each(self, question: Question, scope: Scope, reports: Sequence[Report]) -> list[Candidate]:
        """The best figure of each report that answers as well as the best of all."""
        best: dict[str, Candidate] = {}
        for candidate in (ranked := accepted(self._selector.rank(question, scope, reports))):
            if candidate.score >= ranked[0].score - _AS_GOOD:
                best.setdefault(candidate.report.key, candidate)
        return list(best.values())


def _missing(scope: Scope, found: Sequence[Candidate]) -> list[str]:
    """What would tell the reports apart."""
    places = {c.report.place for c in found}
    periods = {c.report.period for c in found}
    words = []
    if scope.place is None and len(places) > 1:
        words.append("địa bàn")
    if scope.period is None and len(periods) > 1:
        words.append("kỳ báo cáo")
    return words or ["báo cáo"]
