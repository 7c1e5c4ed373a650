"""One file read: the records of its report, and every other number of it with the reason why it is no figure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.audit import audit
from ingest.document import Block, Document
from ingest.figures import Dismissed, extract_figures
from ingest.identity import Identity, identify
from ingest.outline import outline
from ingest.passages import make_passages
from ingest.readers import read
from ingest.vietnamese.numbers import find_numbers
from vectorstore.records import Amendment, Report, ReportContent

# Formats without pages count a page for so many characters: about what a printed A4 page of a report holds.
CHARACTERS_PER_PAGE = 2500
_ERROR = "error cell"
_BLANK = ("empty cell", _ERROR)  # told as gaps; no number stands there


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a file gave: figures and gaps are in `content`."""

    content: ReportContent
    dismissed: tuple[Dismissed, ...]
    document: Document
    warnings: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Pages of the file; estimated where its format has none."""
        if self.document.pages is not None:
            return self.document.pages
        return max(1, math.ceil(sum(len(block.text) for block in self.document.blocks) / CHARACTERS_PER_PAGE))

    @property
    def no_figures(self) -> tuple[Dismissed, ...]:
        """The numbers that are no figures; cells without a number left out."""
        return tuple(found for found in self.dismissed if found.reason not in _BLANK)

    @property
    def dismissed_numbers(self) -> int:
        return len(self.no_figures)

    def numbers(self) -> int:
        """All numbers of the text, counted without regard to what was made of them."""
        return sum(len(find_numbers(text)) for block in self.document.blocks for text in _texts(block))

    def unexplained(self) -> int:
        """Numbers that are neither figures nor dismissed: none, unless reading lost some."""
        printed = sum(any(c.isdigit() for c in figure.printed) for figure in self.content.figures)
        in_errors = sum(
            len(find_numbers(found.printed)) for found in self.dismissed if found.reason == _ERROR
        )  # "#DIV/0!"
        return self.numbers() - printed - self.dismissed_numbers - in_errors


def read_file(path: Path, key: str, sha256: str, amendment: Amendment | None = None) -> Reading:
    """Read a report file; what people corrected of it holds. Raises ReadError where it cannot be read."""
    document = read(path)
    identity = _amended(identify(document, path.stem), amendment)
    tree = outline(document, key)
    report = Report(
        key=key,
        title=identity.title,
        agency=identity.agency,
        place=identity.place,
        period=identity.period,
        kind=identity.kind,
        draft=identity.draft,
        date=identity.date,
        file=path.name,
        sha256=sha256,
        pages=document.pages,
    )
    found = extract_figures(tree, report)
    content = ReportContent(
        report=report,
        sections=tree.sections,
        passages=tuple(make_passages(tree, key)),
        figures=found.figures,
        gaps=found.gaps,
        findings=audit(found.figures, tree.sections),
    )
    return Reading(content, found.dismissed, document, tuple(identity.warnings))


def _amended(identity: Identity, amendment: Amendment | None) -> Identity:
    if amendment is None:
        return identity
    return replace(
        identity,
        place=amendment.place or identity.place,
        period=amendment.period or identity.period,
        kind=amendment.kind or identity.kind,
    )


def _texts(block: Block) -> list[str]:
    if block.table is None:
        return [block.text]
    return [row.text for row in (*block.table.header, *block.table.rows)]
