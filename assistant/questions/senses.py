"""The ways in which a question may be meant, the likeliest first: a question and the reports that it is asked of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.questions.offices import of_office
from assistant.questions.question import Question, named_report
from vectorstore.records import Report

Sense = tuple[Question, Sequence[Report]]


def senses(question: Question, held: Sequence[Report]) -> Iterator[Sense]:
    """As it stands; then for the other places that its initials could mean."""
    yield from _of_report(question, held)
    for place in question.namesakes:
        yield from _of_report(replace(question, places=(place,), namesakes=()), held)


def _of_report(question: Question, held: Sequence[Report]) -> Iterator[Sense]:
    """As its period says; then as if the period only named a report: "báo cáo quý III"."""
    yield from _of_office(question, held)
    named = named_report(question)
    issued = [r for r in held if named is not None and r.period is not None and r.period.end == named.end]
    if issued:
        yield from _of_office(replace(question, periods=(), in_report=named), issued)


def _of_office(question: Question, held: Sequence[Report]) -> Iterator[Sense]:
    """Of the reports of the office that it names; then of the others, which may speak of that office."""
    narrowed = of_office(question, held)
    if narrowed is None:
        yield question, held
        return
    yield narrowed
    others = [report for report in held if report not in narrowed[1]]
    if others:
        yield question, others
