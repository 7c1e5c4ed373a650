"""Periods that say not which report is meant: of a document's number, of a programme, or of tasks still to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.question import Question
from assistant.texts.text_rules import rule
from ingest.vietnamese.text import fold
from vectorstore.records import Report

_LONG = 18  # months; a longer period that no report covers belongs to a programme's name


def without_mentioned_periods(question: Question, held: Sequence[Report]) -> Question:
    """The question without periods that do not say which report is meant."""
    named = [match.span() for match in rule("document_year").finditer(fold(question.text))]
    kept = tuple(p for p in question.periods if not _mentioned(p, named, held))
    if "task" in question.cues:  # the tasks of the second half-year stand in the report of the first
        kept = tuple(_told_before(p, question, held) for p in kept)
    return question if kept == question.periods else replace(question, periods=kept)


def _told_before(asked: AskedPeriod, question: Question, held: Sequence[Report]) -> AskedPeriod:
    """The period of the report that ends where the one asked for begins; the one asked for when a report covers it."""
    own = [r for r in held if r.period and (not question.places or r.place in question.places)]
    if any(r.period == asked.period for r in own):
        return asked
    wanted = asked.period
    before = (
        (wanted.first_year - 1, 12)
        if wanted.first_month == 1
        else (wanted.first_year, wanted.first_month - 1)
    )
    ending = [r.period for r in own if r.period and (r.period.last_year, r.period.last_month) == before]
    return replace(asked, period=max(ending, key=lambda period: period.months)) if ending else asked


def _mentioned(asked: AskedPeriod, named: Sequence[tuple[int, int]], held: Sequence[Report]) -> bool:
    if any(start <= asked.start < end for start, end in named):
        return True
    covered = any(report.period == asked.period for report in held)
    return asked.period.months > _LONG and not covered
