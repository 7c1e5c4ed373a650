"""What is exported: tables, their summary, and the letterhead of the document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.citation import Citation
from assistant.drafting.summary import Summary
from assistant.indicators.listing import Located
from assistant.table import Table


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head and foot of an administrative document; what is left empty stays open to be filled in by hand."""

    agency: str = ""  # that issues: "Sở Y tế tỉnh Điện Biên"
    above: str = ""  # its superior: "Ủy ban nhân dân tỉnh Điện Biên"
    number: str = ""  # "318/BC-SYT"
    place_of_issue: str = ""  # "Điện Biên"
    day: date | None = None
    kind: str = "Báo cáo"
    signer_title: str = ""  # "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", one line each
    signer: str = ""
    recipients: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Without "Số:" and dashes that the layout sets by itself."""
        object.__setattr__(self, "number", self.number.strip().removeprefix("Số:").strip())
        bare = tuple(name.strip().removeprefix("-").strip() for name in self.recipients)
        object.__setattr__(self, "recipients", bare)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document to export. `located` lists the lines of one indicator (`hoibaocao figures`)."""

    tables: tuple[Table, ...] = ()
    summary: Summary | None = None
    located: Located | None = None
    letterhead: Letterhead = Letterhead()
    charts: bool = True
    title: str = ""

    @property
    def heading(self) -> str:
        """The title given, else the summary's, the indicator's or the first table's."""
        if self.title:
            return self.title
        if self.summary is not None:
            return self.summary.title
        if self.located is not None:
            return self.located.indicator.label if self.located.indicator else self.located.asked
        return self.tables[0].title if self.tables else "Bảng số liệu"

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every source once: of the summary, then of the tables, then of the lines."""
        from assistant.indicators.observations import citation_of

        found = [*(self.summary.citations if self.summary else ())]
        found += [citation for table in self.tables for citation in table.citations]
        found += [
            citation_of(m) for line in (self.located.lines if self.located else ()) for m in line.members
        ]
        return tuple(dict.fromkeys(found))
