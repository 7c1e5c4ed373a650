"""What surrounds a block when its numbers are read, and what reading them gives."""

from __future__ import annotations

from dataclasses import dataclass

from vectorstore.records import Figure, Gap, Kind, Period, Place


@dataclass(frozen=True, slots=True)
class FigureContext:
    report: str
    place: Place | None  # that the section is about
    period: Period | None
    kind: Kind
    section: int
    headings: tuple[str, ...]  # section path from the root
    leads: tuple[
        str, ...
    ] = ()  # list heads above an item, outermost first: "Kết quả:", "- Vắc xin COVID-19, trong đó:"
    page: int | None = None
    above: tuple[str, ...] = ()  # texts of the blocks right above a table: "Đơn vị tính: triệu đồng"
    reporting: Place | None = None  # the report's own place, where the section is about one inside it

    @property
    def home(self) -> Place | None:
        """The report's place, inside which other places are looked for."""
        return self.reporting or self.place


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A number that is no figure, and why: "date", "document number", "heading number", "phone" …"""

    printed: str
    reason: str
    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Figures and gaps of a block (`number` is 0, `group` counts from 0 within the block) and the rest."""

    figures: tuple[Figure, ...]
    dismissed: tuple[Dismissed, ...] = ()
    gaps: tuple[Gap, ...] = ()
