"""Ruled tables of a PDF page: ruling lines → connected frames → grid → cells → rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Block, Row
from ingest.readers.pdf_lines import Line, make_lines
from ingest.readers.pdf_rules import SNAP, Rule, Rules
from ingest.readers.pdf_words import Word
from ingest.readers.tables import as_table, header_height, is_index_row, is_number, table_block
from ingest.vietnamese.text import squeeze

TOUCH = 4.0  # points; lines nearer than that touch
COVERED = 0.6  # share of a cell's side that a line must cover to part it from the next cell
OUTSIDE = 8.0  # points; a frame whose lines go further than its last upright is open there
MIN_COLUMN = 6.0  # points; a narrower column is a double line

_ANCHOR = re.compile(r"\d+(?:\.\d+)*[.)]?|[IVX]+[.)]?|[A-Z][.)]?|[-+*]")  # what stands in the column "TT"


@dataclass(frozen=True, slots=True)
class Grid:
    """Places of a frame's lines and, for each grid cell, the number of the merged cell that it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[tuple[int, ...], ...]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def at(self, x: float, y: float) -> int:
        """Number of the merged cell at a point inside the grid."""
        return self.cells[_slot(self.ys, y)][_slot(self.xs, x)]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its extent on the page."""

    block: Block
    left: float
    top: float
    right: float
    bottom: float


def ruled_grids(rules: Rules) -> list[Grid]:
    """The grids that the lines of a page form, from top to bottom; boxes and loose lines are none."""
    grids = []
    for horizontal, vertical in _frames(rules):
        grid = _grid(horizontal, vertical)
        if grid is not None:
            grids.append(grid)
    return sorted(_without_inner(grids), key=lambda grid: (grid.ys[0], grid.xs[0]))


def read_grid(grid: Grid, words: Iterable[Word], page: int) -> PlacedTable | None:
    """The table of a grid with the words inside it; None where it holds none."""
    members: dict[int, list[Word]] = {}
    for word in words:
        members.setdefault(grid.at(*word.middle), []).append(word)
    if not members:
        return None
    lines = {cell: make_lines(inside, page) for cell, inside in members.items()}
    rows = [row for number in range(len(grid.cells)) for row in _rows(grid, number, lines, page)]
    table = as_table(rows, _header_rows(grid, rows))
    if not table.rows and not table.header:
        return None
    return PlacedTable(table_block(table, page), grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])


def _slot(edges: Sequence[float], value: float) -> int:
    for number, edge in enumerate(edges[1:-1]):
        if value < edge:
            return number
    return len(edges) - 2


def _frames(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, by union of crossing pairs."""
    count = len(rules.horizontal)
    parents = list(range(count + len(rules.vertical)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for i, h in enumerate(rules.horizontal):
        for j, v in enumerate(rules.vertical):
            across = h.start - TOUCH <= v.at <= h.end + TOUCH
            if across and v.start - TOUCH <= h.at <= v.end + TOUCH:
                parents[root(i)] = root(count + j)
    frames: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*rules.horizontal, *rules.vertical)):
        frames.setdefault(root(i), ([], []))[0 if i < count else 1].append(rule)
    return [frame for frame in frames.values() if frame[0] and frame[1]]


def _grid(horizontal: list[Rule], vertical: list[Rule]) -> Grid | None:
    xs = _places(vertical, min(h.start for h in horizontal), max(h.end for h in horizontal))
    ys = _places(horizontal, min(v.start for v in vertical), max(v.end for v in vertical))
    if len(xs) < 3 or len(ys) < 2:
        return None
    numbers = _merged(xs, ys, horizontal, vertical)
    if len({number for row in numbers for number in row}) < 2:
        return None
    return Grid(xs, ys, numbers)


def _places(rules: Iterable[Rule], least: float, most: float) -> tuple[float, ...]:
    """Places of lines, near ones made one, and the frame's own ends where no line closes it."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > max(SNAP, MIN_COLUMN):
            places.append(at)
    if places and places[0] - least > OUTSIDE:
        places.insert(0, least)
    if places and most - places[-1] > OUTSIDE:
        places.append(most)
    return tuple(places)


def _merged(
    xs: tuple[float, ...], ys: tuple[float, ...], horizontal: list[Rule], vertical: list[Rule]
) -> tuple[tuple[int, ...], ...]:
    """Numbers of the merged cells: two neighbours are one cell where no line parts them."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parents = list(range(rows * columns))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and not _is_parted(vertical, xs[c + 1], ys[r], ys[r + 1]):
                parents[max(root(r * columns + c), root(r * columns + c + 1))] = min(
                    root(r * columns + c), root(r * columns + c + 1)
                )
            if r + 1 < rows and not _is_parted(horizontal, ys[r + 1], xs[c], xs[c + 1]):
                parents[max(root(r * columns + c), root((r + 1) * columns + c))] = min(
                    root(r * columns + c), root((r + 1) * columns + c)
                )
    return tuple(tuple(root(r * columns + c) for c in range(columns)) for r in range(rows))


def _is_parted(rules: Iterable[Rule], at: float, start: float, end: float) -> bool:
    near = (rule for rule in rules if abs(rule.at - at) <= max(SNAP, MIN_COLUMN))
    covered = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in near)
    return covered >= COVERED * (end - start)


def _without_inner(grids: list[Grid]) -> list[Grid]:
    """Grids that do not stand inside another one."""

    def inside(inner: Grid, outer: Grid) -> bool:
        return (
            outer.xs[0] <= inner.xs[0] + 1
            and inner.xs[-1] <= outer.xs[-1] + 1
            and outer.ys[0] <= inner.ys[0] + 1
            and inner.ys[-1] <= outer.ys[-1] + 1
        )

    return [g for g in grids if not any(other is not g and inside(g, other) for other in grids)]


def _rows(grid: Grid, number: int, lines: dict[int, list[Line]], page: int) -> list[Row]:
    """The rows of one grid row: one, or several where only uprights part the columns."""
    above = set(grid.cells[number - 1]) if number else set()
    seen: set[int] = set()
    columns: list[list[Line]] = []
    for cell in grid.cells[number]:
        fresh = cell not in seen and cell not in above
        columns.append(lines.get(cell, []) if fresh else [])
        seen.add(cell)
    return [_row(band, grid.xs, page) for band in _bands(columns)]


def _bands(columns: list[list[Line]]) -> list[list[list[Line]]]:
    """Columns of lines cut into rows: at the lines of two or more columns that hold a number on each line."""
    stacked = [
        c for c in columns[1:] if len(c) > 1 and all(is_number(ln.text) or ln.text in "-–" for ln in c)
    ]
    if len(stacked) < 2:
        return [columns]
    size = stacked[0][0].size
    starts = _starts(columns, stacked, size)
    if len(starts) < 2:
        return [columns]
    edges = [float("-inf"), *(start - 0.5 * size for start in starts[1:]), float("inf")]
    return [[[ln for ln in column if a <= ln.base < b] for column in columns] for a, b in pairwise(edges)]


def _starts(columns: list[list[Line]], stacked: list[list[Line]], size: float) -> list[float]:
    """Baselines at which rows begin: numbers, ordinals, and labels that open with a capital or a bullet."""
    bases = [line.base for column in stacked for line in column]
    bases += [line.base for line in columns[0] if _ANCHOR.fullmatch(line.text)]
    labels = columns[1] if len(columns) > 1 else []
    bases += [line.base for line in labels if line.text[:1].isupper() or line.text[:1] in "-+*"]
    starts: list[float] = []
    for base in sorted(bases):
        if not starts or base - starts[-1] > 0.5 * size:
            starts.append(base)
    return starts


def _row(columns: list[list[Line]], xs: tuple[float, ...], page: int) -> Row:
    cells = tuple(cell_text(lines) for lines in columns)
    words = [word for lines in columns for line in lines for word in line.words]
    bold = all(word.bold for word in words) if words else None
    label = next((c for c, text in enumerate(cells) if text and not _ANCHOR.fullmatch(text)), None)
    indent = None if label is None else round(columns[label][0].x0 - xs[label], 1)
    return Row(cells, page, indent, bold)


def cell_text(lines: Sequence[Line]) -> str:
    """A cell's lines as one text; a number or word cut at a hyphen or slash is joined without a space."""
    text = ""
    for line in lines:
        glued = text[-1:] in ("-", "/", "–") and text[-2:-1].strip() and text[-2:-1].isalnum()
        text = f"{text}{line.text}" if glued else f"{text} {line.text}"
    return squeeze(text)


def _header_rows(grid: Grid, rows: Sequence[Row]) -> int | None:
    """Header rows by labels and by cells merged downwards ('TT' beside two rows of labels); None unknown."""
    if len(rows) != len(grid.cells):
        return None
    width = len(grid.xs) - 1
    height = header_height([row for row in rows if len(row.cells) == width])
    if height == 0 or not any(rows[0].cells):
        return height
    first = grid.cells[0]
    while height < len(rows) and any(c in grid.cells[height] for c in first if c in grid.cells[height - 1]):
        height += 1
    return height + 1 if height < len(rows) and is_index_row(rows[height]) else height
