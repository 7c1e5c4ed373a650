"""What an audit tells: one sentence, its arithmetic, and every figure that it rests on with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.citation import Citation
from vectorstore.records import Figure, FindingKind, Level

LEVELS = {  # the gravest first; words for lists and comments
    Level.CONTRADICTION: "mâu thuẫn",
    Level.SUSPICIOUS: "nghi vấn",
    Level.ROUNDING: "làm tròn",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A figure and where it stands."""

    figure: Figure
    citation: Citation
    draft: bool = False  # of the draft under check, which is not in the archive

    def as_json(self) -> dict[str, Any]:
        figure = self.figure
        return {
            **self.citation.as_json(),
            "indicator": figure.name,
            "value": str(figure.value),
            "unit": figure.unit,
            "role": str(figure.role),
            "figure_place": figure.place.label if figure.place else None,
            "figure_period": figure.period.label if figure.period else None,
            "start": figure.start,
            "end": figure.end,
            "draft": self.draft,
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """Figures that do not agree."""

    kind: FindingKind
    level: Level
    message: str  # one Vietnamese sentence
    working: str  # "3.619 : 9.709 = 37,27%"; "" where values just differ
    sources: tuple[Source, ...]  # the figure in doubt first

    @property
    def report(self) -> str:
        """Key of the report in doubt."""
        return self.sources[0].figure.report

    @property
    def level_name(self) -> str:
        return LEVELS[self.level]

    def as_json(self) -> dict[str, Any]:
        return {
            "report": self.report,
            "kind": str(self.kind),
            "level": str(self.level),
            "message": self.message,
            "working": self.working,
            "sources": [source.as_json() for source in self.sources],
        }


def by_gravity(remarks: list[Remark]) -> list[Remark]:
    """The gravest first; those of one level in the order of reports and text."""
    order = list(LEVELS)
    return sorted(remarks, key=lambda r: (order.index(r.level), r.report, r.sources[0].figure.number))
