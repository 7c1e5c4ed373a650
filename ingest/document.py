"""What readers make of a file: pages of blocks in reading order, before any meaning is given to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"  # headings too: telling them apart is the outline's work
    ITEM = "item"  # a list item, its bullet kept in the text as printed ("- …", "+ …")
    TABLE = "table"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Style:
    """How a block is set; None where the format does not say."""

    bold: bool | None = None  # the whole block
    bold_prefix: int = 0  # number of characters at the start that are bold (a run-in heading)
    italic: bool | None = None
    size: float | None = None  # points
    centred: bool | None = None
    indent: float | None = None  # points from the text's left edge
    level: int | None = None  # of a Word or Markdown heading style, from 1


@dataclass(frozen=True, slots=True)
class Row:
    """A table row over the table's grid: one text a column; a merged cell's text stands in its first column."""

    cells: tuple[str, ...]
    page: int | None = None
    indent: float | None = None  # of the first text in points, where the format says
    bold: bool | None = None

    @property
    def text(self) -> str:
        """The row as a source line, cells parted by tabs."""
        return "\t".join(self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Header and body; a table that goes on over pages, with its header repeated, is one table."""

    header: tuple[
        Row, ...
    ]  # possibly none, possibly several rows; a spanning cell is "" in the columns that it covers
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in (*self.header, *self.rows)), default=0)


@dataclass(frozen=True, slots=True)
class Block:
    kind: BlockKind
    text: str  # NFC, on one line, spaces single; for a table its rows one a line
    page: int | None = None  # 1-based, where the block begins
    style: Style = field(default_factory=Style)
    table: Table | None = None
    mark: str = ""  # a footnote's mark in the text: "1", "*"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: content blocks, and apart from them what is only furniture."""

    blocks: tuple[Block, ...]
    pages: int | None
    format: str  # "txt" | "md" | "docx" | "pdf"
    letterhead: tuple[str, ...] = ()  # lines of the head: agency, motto, number, place and date
    furniture: tuple[str, ...] = ()  # page numbers, running heads: dropped from the blocks
    properties: dict[str, str] = field(default_factory=dict)  # title, author … of the file's own metadata
