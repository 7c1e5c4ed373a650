"""Which figure each side of a comparison gets: one thing asked, in every place, period or population."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Answer
from assistant.figures.candidate import Candidate, Scope
from assistant.figures.scopes import reports_for
from assistant.figures.selection import Selector
from assistant.indicators.measures import RATES
from assistant.questions.parts import parts_of
from assistant.questions.question import Question
from assistant.replies.figure_answer import answering
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import unit_named
from vectorstore.archive import Archive
from vectorstore.records import Kind, Report, Role

Alone = Callable[[Question, Scope, Sequence[Report]], Answer]
Row = list[Candidate | None]

_AS_GOOD = 0.12
_SAYS_AS_MUCH = 0.8  # of what the best figure says of the question
_SEVERAL = 3  # things asked, from which words before a colon are their heading
# "mỗi tỉnh", "bên nào", "mặt bằng chung", "hai con số": the sides themselves, nothing that is compared
_SIDES = re.compile(
    r"\b(?:moi|ca hai|hai|tung|giua) (?:tinh|ben|noi|huyen|dia phuong|nam|ky|con so)\b|\b(?:ben|noi) nao\b"
    r"|\bmat bang chung\b"
)
_COUNT = re.compile(
    r"\b(?:so|bao nhieu|may) (?:luong|tre|ca|nguoi|benh nhan|bn|phu nu|hoc sinh|luot|ho|ba me|truong hop)\b"
)
# "ba chỉ tiêu tiêm chủng": indicators, no targets
_INDICATORS = re.compile(r"\b(?:hai|ba|bon|nam|sau|cac|may|mot so|nhung|\d{1,2}) chi tieu\b")
_TARGETS = re.compile(r"\bke hoach\b|\bkh\b|\bmuc giao\b|\bphan dau\b|\bdat ra\b")


class Sides:
    def __init__(self, archive: Archive, selector: Selector, alone: Alone) -> None:
        self._archive = archive
        self._selector = selector
        self._alone = alone

    def rows(self, question: Question, scopes: Sequence[Scope], held: Sequence[Report]) -> list[Row]:
        """A row for each thing asked, a cell for each scope; None where that side, asked alone, has none either."""
        question = _of_indicators(_without_sides(question))
        parts = [question] if _by_population(scopes) else _without_heading(question, parts_of(question))
        return [self._row(part, scopes, held, alone=len(parts) == 1) for part in parts]

    def _row(self, part: Question, scopes: Sequence[Scope], held: Sequence[Report], *, alone: bool) -> Row:
        """One thing asked in every scope, in one unit where the scopes share one."""
        choices = [self._choices(part, scope, held) for scope in scopes]
        if _by_population(scopes) and not (part.unit and part.unit.canonical) and not _asks_count(part):
            choices = self._rates(part, scopes, held, choices) or choices
        if alone and any(choices) and not all(choices):
            choices = [
                some or self._asked_alone(part, scope, held)
                for some, scope in zip(choices, scopes, strict=True)
            ]
        filled = [some for some in choices if some]
        units = [_unit(c) for c in filled[0]] if filled else []
        shared = next((u for u in units if all(any(_unit(c) == u for c in some) for some in filled)), None)
        return [
            next((c for c in some if shared is None or _unit(c) == shared), None) if some else None
            for some in choices
        ]

    def _choices(self, part: Question, scope: Scope, held: Sequence[Report]) -> list[Candidate]:
        """The best figure of one scope for one thing asked, and those that answer as well."""
        reports = reports_for(self._archive, scope, held)
        if Role.PLAN in part.roles and not _has_plan(reports) and _has_plan(held):
            part = replace(part, roles=part.roles - {Role.PLAN})  # "làm được … so với mức … đặt ra"
        ranked = answering(self._selector, part, scope, reports)
        near = [c for c in ranked if c.score >= ranked[0].score - _AS_GOOD]
        if scope.period is None:  # of what answers as well, the latest
            near.sort(key=lambda c: c.report.period.end if c.report.period else date.min, reverse=True)
        return near

    def _rates(
        self,
        part: Question,
        scopes: Sequence[Scope],
        held: Sequence[Report],
        counts: Sequence[Sequence[Candidate]],
    ) -> list[list[Candidate]]:
        """The rates of a population and of the whole, where each has one that says as much as the count does.

        A part is never more than its whole: only rates tell which of the two has more.
        """
        asked = replace(part, unit=unit_named("%"))
        found = []
        for scope, others in zip(scopes, counts, strict=True):
            reports = reports_for(self._archive, scope, held)
            enough = _SAYS_AS_MUCH * max((c.coverage for c in others), default=0.0)
            ranked = answering(self._selector, asked, scope, reports)
            rates = [c for c in ranked if _unit(c).startswith(RATES) and c.coverage >= enough]
            found.append([c for c in rates if frozenset(c.figure.populations) == scope.populations] or rates)
        bases = [{_base(_unit(c)) for c in some} for some in found]
        common = set.intersection(*bases)
        return [[c for c in some if _base(_unit(c)) in common] for some in found] if common else []

    def _asked_alone(self, part: Question, scope: Scope, held: Sequence[Report]) -> list[Candidate]:
        """The first figure of the answer to the side's own question; [] where that is refused."""
        question = replace(
            part,
            places=(scope.place,) if scope.place else (),
            periods=(scope.period,) if scope.period else (),
            cues=part.cues - {"compare"},
        )
        answer = self._alone(question, scope, held)
        if answer.refused or not answer.figures:
            return []
        ranked = self._selector.rank(question, scope, reports_for(self._archive, scope, held))
        return [c for c in ranked if c.figure == answer.figures[0]][:1]


def _by_population(scopes: Sequence[Scope]) -> bool:
    return any(scope.populations is not None for scope in scopes)


def _asks_count(question: Question) -> bool:
    return bool(_COUNT.search(fold(question.text)))


def _has_plan(reports: Iterable[Report]) -> bool:
    return any(report.kind is Kind.PLAN for report in reports)


def _without_sides(question: Question) -> Question:
    """The question without words that only name its sides: 'mỗi tỉnh', 'bên nào'."""
    spans = [match.span() for match in _SIDES.finditer(fold(question.text))]
    kept = tuple(t for t in question.topic if not any(start <= t.start < end for start, end in spans))
    return replace(question, topic=kept) if kept else question


def _of_indicators(question: Question) -> Question:
    """The question without the role of a target where "chỉ tiêu" only means indicators."""
    folded = fold(question.text)
    if _INDICATORS.search(folded) and not _TARGETS.search(folded):
        return replace(question, roles=question.roles - {Role.PLAN})
    return question


def _without_heading(question: Question, parts: list[Question]) -> list[Question]:
    """The parts less what stands before a colon, where several things are listed after it."""
    colon = question.text.find(":")
    listed = [part for part in parts if all(term.start > colon for term in part.topic)]
    return listed if colon >= 0 and len(listed) >= _SEVERAL - 1 else parts


def _unit(candidate: Candidate) -> str:
    return candidate.view.unit.canonical if candidate.view.unit else ""


def _base(unit: str) -> str:
    """'/100.000 trẻ đẻ sống' → '/100.000', which "/100.000 trẻ" has as well."""
    return unit.partition(" ")[0]
