"""Questions that the archive does answer: the nearest to a refused one, one for each meaning of an open one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.figures.candidate import Candidate, Scope
from assistant.figures.selection import Selector
from assistant.questions.question import Question
from assistant.wording import name_words
from vectorstore.records import Figure, Kind, Report, Role

_OFFERED = 4
_TRIED = 8
_EXAMPLES = 2
_NEAR = 0.45  # share of the topic that a figure must speak of to be near it
_SEARCHED = 40  # reports
_LONGEST_NAME = 110


def nearest(
    question: Question, selector: Selector, held: Sequence[Report], answers: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """Up to four questions for the figures nearest to what was asked, at the places and periods at hand.

    `answers` tells whether a question is answered from the report of that key; one that is not is not offered.
    """
    open_question = replace(
        question, places=(), periods=(), populations=frozenset(), roles=frozenset(), unit=None
    )
    ranked = selector.rank(open_question, Scope(), _ordered(question, held)[:_SEARCHED])
    offered: list[str] = []
    for tried, (text, candidate) in enumerate(_asked(question, ranked)):
        if tried == _TRIED or len(offered) == _OFFERED:
            break
        if answers(text, candidate.report.key):
            offered.append(text)
    return tuple(offered) or _of_places(question, selector, held, answers)


def _of_places(
    question: Question, selector: Selector, held: Sequence[Report], answers: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """Where nothing near is reported: plain rates of the place that was asked for, else of the latest reports."""
    rates = (
        (question_for(view.figure, report), report)
        for report in _ordered(question, held)[:_TRIED]
        for view in [v for v in selector.views([report]) if _plain(v.figure)][:_OFFERED]
    )
    tried = ((text, report) for text, report in islice(rates, _TRIED) if text)
    return tuple(islice((text for text, report in tried if answers(text, report.key)), _EXAMPLES))


def _plain(figure: Figure) -> bool:
    return (
        figure.unit == "%" and figure.role is Role.RESULT and not figure.populations
        and figure.indicator.lower().startswith("tỷ lệ")
    )  # fmt: skip


def question_for(figure: Figure, report: Report) -> str:
    """'Tỷ lệ sàng lọc sơ sinh của Điện Biên 6T/2024 là bao nhiêu?'; "" without place, period or a short name."""
    place, period = figure.place or report.place, figure.period or report.period
    name = name_words(figure).split(" (", 1)[0].replace(" › ", " ")
    if place is None or period is None or len(name) > _LONGEST_NAME:
        return ""
    if figure.role is Role.PLAN:
        return f"Kế hoạch {name[:1].lower()}{name[1:]} của {place.label} {period.label} là bao nhiêu?"
    return f"{name} của {place.label} {period.label} là bao nhiêu?"


def completed(question: Question, candidate: Candidate) -> str:
    """The question with the place and period that it left open: 'số giường bệnh – Điện Biên 6T/2024?'."""
    place = candidate.figure.place or candidate.report.place
    period = candidate.report.period
    added = [
        "" if question.places or place is None else place.label,
        "" if question.periods or period is None else period.label,
    ]
    return f"{question.text.rstrip('?. ')} – {' '.join(part for part in added if part)}?"


def _ordered(question: Question, held: Sequence[Report]) -> list[Report]:
    """Reports of the places asked for first, then those that end nearest to the periods asked for."""
    asked = [p.period.end.toordinal() for p in question.periods]

    def far(report: Report) -> tuple[bool, int]:
        end = report.period.end.toordinal() if report.period else 0
        distance = min((abs(end - day) for day in asked), default=-end)
        return report.place not in question.places, distance

    return sorted(held, key=far)


def _asked(question: Question, ranked: Sequence[Candidate]) -> Iterator[tuple[str, Candidate]]:
    """A question for each of the nearest figures: those of the place asked for, then the others."""
    near = [
        c
        for c in ranked
        if c.coverage >= _NEAR
        and (c.figure.role is Role.RESULT or (c.report.kind is Kind.PLAN and c.figure.role is Role.PLAN))
    ]
    seen: set[tuple[str, frozenset[str]]] = set()
    for candidate in sorted(
        near, key=lambda c: (c.report.place not in question.places, -round(c.coverage, 1))
    ):
        text = question_for(candidate.figure, candidate.report)
        subject = (candidate.report.key, candidate.view.own.concepts)
        if text and subject not in seen:
            seen.add(subject)
            yield text, candidate
