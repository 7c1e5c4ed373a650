"""An answer in the making from checked sentences: direct answer first, marks counted in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Answer, Citation, PartialAnswer
from assistant.guard.guard import Verdict
from vectorstore.records import Figure

_CLOSED = re.compile(r"[.!?…:;]$")


class Composition:
    """Verdicts by the place of their sentence. What the extractive answer states must be stated, and first."""

    def __init__(self, extracted: Answer) -> None:
        self._extracted = extracted
        self._wanted = list(dict.fromkeys(extracted.figures))
        self._held: dict[int, Verdict] = {}

    def put(self, position: int, verdict: Verdict) -> None:
        self._held[position] = verdict

    @property
    def complete(self) -> bool:
        """Whether all figures of the extractive answer are stated; of one in words, its first source cited."""
        if not self._held:
            return False
        if self._wanted:
            stated = self._figures()
            return all(any(_same(f, wanted) for f in stated) for wanted in self._wanted)
        first = self._extracted.citations[:1]
        cited = {
            (c.report.key, part)
            for v in self._held.values()
            for c in v.citations
            for part in c.quote.split("\n")
        }
        return not first or any(
            key == first[0].report.key and (part in first[0].quote or first[0].quote in part)
            for key, part in cited
        )

    def partial(self, resolved: str) -> PartialAnswer | None:
        """What may be shown so far; None before the direct answer stands."""
        ordered = self._ordered()
        if not ordered or (self._wanted and not self._direct(ordered[0])):
            return None
        text, citations = _written(ordered)
        return PartialAnswer(text, citations, resolved)

    def answer(self, notice: str = "") -> Answer:
        text, citations = _written(self._ordered())
        figures = tuple(dict.fromkeys(self._figures()))
        extracted = self._extracted
        return Answer(
            extracted.question, text, citations, figures, mode="model",
            alternatives=extracted.alternatives, resolved=extracted.resolved, notice=notice,
        )  # fmt: skip

    def _ordered(self) -> list[Verdict]:
        """In the order written, the sentence with the direct answer moved to the front."""
        verdicts = [self._held[position] for position in sorted(self._held)]
        first = next((v for v in verdicts if self._direct(v)), None)
        return verdicts if first is None else [first, *(v for v in verdicts if v is not first)]

    def _direct(self, verdict: Verdict) -> bool:
        return bool(self._wanted) and any(_same(f, self._wanted[0]) for f in verdict.figures)

    def _figures(self) -> list[Figure]:
        return [figure for verdict in self._held.values() for figure in verdict.figures]


def _same(one: Figure, other: Figure) -> bool:
    """The same value of the same thing, also where the report prints it twice."""
    return _identity(one) == _identity(other)


def _identity(figure: Figure) -> tuple[object, ...]:
    return figure.report, figure.value, figure.unit, figure.role, figure.period, figure.place


def _written(verdicts: Sequence[Verdict]) -> tuple[str, tuple[Citation, ...]]:
    """One sentence a line, each with its marks."""
    citations: list[Citation] = []
    lines = []
    for verdict in verdicts:
        citations += [c for c in verdict.citations if c not in citations]
        marks = "".join(f"[{citations.index(c) + 1}]" for c in verdict.citations)
        closing = "" if _CLOSED.search(verdict.text) else "."
        lines.append(f"{verdict.text[:1].upper()}{verdict.text[1:]} {marks}{closing}")
    return "\n".join(lines), tuple(citations)
