"""An answer as a record: direct answer first, then context, each statement with its citation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.citation import Citation
from assistant.table import Table
from vectorstore.records import Figure


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    text: (
        str  # first line: the direct answer; then context; citation marks [1], [2] … count `citations` from 1
    )
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    refused: bool = False
    mode: str = "extractive"
    alternatives: tuple[str, ...] = field(default=())  # questions that the archive can answer instead
    resolved: str = ""  # the whole question, where what was asked leans on what was said before
    notice: str = ""  # one sentence for the reader on how the answer was made; "" where nothing is to be said
    table: Table | None = None  # of a comparison: the same values in rows and columns

    def as_json(self) -> dict[str, Any]:
        """The contract of `hoibaocao ask --json`."""
        return {
            "answer": self.text,
            "refused": self.refused,
            "mode": self.mode,
            "citations": [citation.as_json() for citation in self.citations],
            "figures": [
                {
                    "indicator": figure.name,
                    "value": str(figure.value),
                    "unit": figure.unit,
                    "place": figure.place.label if figure.place else None,
                    "period": figure.period.label if figure.period else None,
                    "role": str(figure.role),
                }
                for figure in self.figures
            ],
            "alternatives": list(self.alternatives),
            "resolved": self.resolved,
            "notice": self.notice,
            "table": self.table.as_json() if self.table else None,
        }


@dataclass(frozen=True, slots=True)
class PartialAnswer:
    """What stands of an answer while a language model is still writing it: checked sentences only."""

    text: str  # as in Answer: direct answer first; marks count `citations`
    citations: tuple[Citation, ...] = ()
    resolved: str = ""
