"""The place in a report where what is stated stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vectorstore.records import Report


@dataclass(frozen=True, slots=True)
class Citation:
    report: Report
    section: tuple[str, ...]  # headings from the root
    page: int | None
    quote: str  # exact text of the source

    def as_json(self) -> dict[str, Any]:
        return {
            "report": self.report.key,
            "title": self.report.title,
            "place": self.report.place.label if self.report.place else None,
            "period": self.report.period.label if self.report.period else None,
            "section": list(self.section),
            "page": self.page,
            "quote": self.quote,
        }


def as_row(text: str) -> str:
    """A quote on one line, the cells of a table row parted by bars.

    An empty cell between others stays empty, so that each value keeps its column.
    """
    rows = []
    for line in text.split("\n"):
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        held = [at for at, cell in enumerate(cells) if cell]
        if held:
            rows.append(" | ".join(cells[held[0] : held[-1] + 1]))
    return " | ".join(rows)
