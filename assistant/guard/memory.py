"""What the sentences of an answer have spoken of so far, on which the next may lean."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.guard.evidence import Evidence
from assistant.questions.topic import Terms
from vectorstore.records import Place


@dataclass(frozen=True, slots=True)
class Memory:
    place: Place | None = None  # named last
    words: Terms | None = None  # of the last sentence
    evidence: tuple[Evidence, ...] = ()  # of the last sentence that gave figures

    @property
    def groups(self) -> frozenset[tuple[str, int]]:
        """Clauses and rows that its figures come from, by report."""
        return frozenset((e.figure.report, e.figure.group) for e in self.evidence)
