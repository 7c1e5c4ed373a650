"""Tables of Word documents over their grid: spans, merged cells, header rows; and which are only layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.document import Row
from ingest.readers.docx_numbering import W
from ingest.readers.docx_styles import switch
from ingest.readers.docx_text import Paragraph, pieces_text
from ingest.readers.letterhead import is_motto
from ingest.readers.mending import join_text
from ingest.readers.tables import header_height, is_index_row, squeezed
from ingest.vietnamese.text import fold, squeeze

MAX_LAYOUT_ROWS = 6
MAX_LAYOUT_COLUMNS = 3
SPACE_INDENT = 3.0  # points that a leading space stands for

_SIGNATURE = re.compile(
    r"noi nhan|^(?:kt|tm|tl|q|tuq)\.\s?\w|giam doc|chu tich|truong phong|truong tram|vien truong"
)

ReadParagraph = Callable[[Any], Paragraph]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: where it begins on the grid, what it holds, whether it goes on a cell above."""

    column: int
    span: int
    paragraphs: tuple[Paragraph, ...]
    nested: tuple[Any, ...]  # tables inside the cell
    continues: bool

    @property
    def text(self) -> str:
        text = ""
        for paragraph in self.paragraphs:
            if paragraph.empty and not any(map(str.isalnum, paragraph.label)):
                continue  # a bullet before nothing; a number before nothing is the row's ordinal
            own = squeeze(paragraph.label + pieces_text(paragraph.pieces))
            text = join_text(text, own) if text else own
        return text


@dataclass(frozen=True, slots=True)
class Grid:
    """A Word table: rows of cells, the number of rows that Word repeats on each page."""

    rows: tuple[tuple[Cell, ...], ...]
    repeated: int
    width: int

    @property
    def cells(self) -> Iterator[Cell]:
        return (cell for row in self.rows for cell in row)


def read_grid(table: Any, read: ReadParagraph) -> Grid:
    """A w:tbl with its paragraphs read in order (so that automatic numbers count on)."""
    rows: list[tuple[Cell, ...]] = []
    repeated, leading = 0, True
    for row in _children(table, "tr"):
        properties = row.find(f"{W}trPr")
        if _is_gone(properties):
            continue
        heads = properties is not None and bool(switch(properties, "tblHeader"))
        leading = leading and heads
        repeated += leading
        cells = tuple(_cells(row, properties, read))
        if any(cell.text or cell.nested for cell in cells):
            rows.append(cells)
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    return Grid(tuple(rows), repeated, width)


def _is_gone(properties: Any | None) -> bool:
    """Whether a row is deleted by a tracked change, or hidden."""
    if properties is None:
        return False
    return properties.find(f"{W}del") is not None or bool(switch(properties, "hidden"))


def grid_rows(grid: Grid) -> list[Row]:
    """The rows over the grid: a merged cell's text in its first column and row."""
    rows = []
    for cells in grid.rows:
        texts = [""] * grid.width
        for cell in cells:
            texts[cell.column] = "" if cell.continues else cell.text
        pieces = [piece for cell in cells for paragraph in cell.paragraphs for piece in paragraph.pieces]
        inked = [piece for piece in pieces if piece.text.strip()]
        bold = all(piece.bold for piece in inked) if inked else None
        rows.append(Row(tuple(texts), None, _indent(cells), bold))
    begun = {cell.column for cell in grid.cells}  # Word keeps grid columns that no cell begins in
    return [replace(row, cells=tuple(text for c, text in enumerate(row.cells) if c in begun)) for row in rows]


def header_rows(grid: Grid, rows: list[Row]) -> int | None:
    """Header rows: those that Word repeats, and those that a header cell merged downwards covers."""
    height = max(grid.repeated, header_height([squeezed(row) for row in rows]))
    if not height:
        return None
    while height < len(rows) and any(cell.continues for cell in grid.rows[height]) and height < 6:
        height += 1
    if height < len(rows) and is_index_row(rows[height]):
        height += 1
    return height


def is_letterhead(grid: Grid) -> bool:
    return len(grid.rows) <= MAX_LAYOUT_ROWS and any(
        is_motto(piece)
        for cell in grid.cells
        for paragraph in cell.paragraphs
        for piece in paragraph.raw.split("\n")
    )


def is_layout(grid: Grid) -> bool:
    """A table that only sets things side by side: a signature, a frame round a text."""
    if not grid.rows or len(grid.rows) > MAX_LAYOUT_ROWS or grid.width > MAX_LAYOUT_COLUMNS * 4:
        return False
    widest = max(len(row) for row in grid.rows)
    if widest == 1 and len(grid.rows) <= 2:
        return True
    lines = (fold(squeeze(p.raw)) for cell in grid.cells for p in cell.paragraphs)
    return widest <= MAX_LAYOUT_COLUMNS and any(_SIGNATURE.search(line) for line in lines if len(line) < 60)


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows or cells, also those inside content controls and insertions."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag == f"{W}sdt":
            for content in child.findall(f"{W}sdtContent"):
                yield from _children(content, name)
        elif child.tag in (f"{W}ins", f"{W}customXml"):
            yield from _children(child, name)


def _cells(row: Any, properties: Any | None, read: ReadParagraph) -> Iterator[Cell]:
    column = _number(properties, "gridBefore", 0)
    for cell in _children(row, "tc"):
        own = cell.find(f"{W}tcPr")
        span = max(1, _number(own, "gridSpan", 1))
        merge = None if own is None else own.find(f"{W}vMerge")
        continues = merge is not None and merge.get(f"{W}val", "continue") != "restart"
        paragraphs = tuple(read(element) for element in _children(cell, "p"))
        yield Cell(column, span, paragraphs, tuple(_children(cell, "tbl")), continues)
        column += span


def _number(properties: Any | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(f"{W}{name}")
    try:
        return default if element is None else int(element.get(f"{W}val", default))
    except ValueError:
        return default


def _indent(cells: tuple[Cell, ...]) -> float | None:
    """Indent of the label: the first cell's text that is no ordinal, its leading spaces counted."""
    for cell in cells:
        text = cell.text
        if not text or (cell.column == 0 and len(text) <= 5 and len(cells) > 2):
            continue
        first = next(paragraph for paragraph in cell.paragraphs if paragraph.raw.strip())
        spaces = len(first.raw) - len(first.raw.lstrip(" \u00a0"))
        return round((first.style.indent or 0.0) + SPACE_INDENT * spaces, 1)
    return None
