"""Passages: what retrieval finds and an answer quotes. Whole items, whole sentences, one section each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.document import Block, BlockKind, Row
from ingest.outline import Outline, OutlinedBlock
from ingest.outline.labels import LabelKind, parse_label
from ingest.outline.traits import announces
from ingest.vietnamese.sentences import split_sentences
from vectorstore.records import Passage

TARGET = 600  # characters from which a passage is full
LIMIT = 900  # characters that a passage reaches only with a single sentence or a list head
TABLE_ROWS = 12
TABLE_LIMIT = 1800  # characters of a table's passage, unless one row is longer


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or some sentences of a long one."""

    text: str
    page: int | None
    item: bool
    head: bool  # announces what follows
    glue: str = "\n"  # what parts it from the piece before: sentences of one block by a blank


def make_passages(outline: Outline, report: str) -> tuple[Passage, ...]:
    """The passages of a document in reading order, numbered from 0.

    A passage never leaves its section, and holds the source's text, blocks joined by new lines; headings
    stand in it only where nothing stands below them. Section paths are not part of the text.
    """
    made: list[Passage] = []
    for section, run in groupby(_content(outline), key=lambda block: block.section):
        for passage in _run_passages(list(run)):
            made.append(replace(passage, report=report, number=len(made), section=section))
    return tuple(made)


def _content(outline: Outline) -> list[OutlinedBlock]:
    """The blocks that passages hold: no headings, but for a section that has nothing else, and the title."""
    parents = {section.parent for section in outline.sections}
    filled = {b.section for b in outline.blocks if not b.heading and b.block.kind is not BlockKind.FOOTNOTE}
    return [
        block
        for block in outline.blocks
        if block.block.text.strip()
        and not (block.heading and block.section and (block.section in filled or block.section in parents))
    ]


def _run_passages(blocks: Sequence[OutlinedBlock]) -> Iterator[Passage]:
    """Passages of successive blocks of one section."""
    pieces: list[_Piece] = []
    notes: list[Passage] = []
    for block in blocks:
        if block.block.kind is BlockKind.TABLE:
            yield from _packed(pieces)
            yield from notes
            pieces, notes = [], []
            yield from _table_passages(block.block)
        elif block.block.kind is BlockKind.FOOTNOTE:
            notes += [_passage(text, block.block.page, "footnote") for text in _portions(block.block.text)]
        else:
            pieces += _pieces(block)
    yield from _packed(pieces)
    yield from notes


def _passage(text: str, page: int | None, kind: str) -> Passage:
    return Passage("", 0, 0, text, page, kind)


def _pieces(outlined: OutlinedBlock) -> list[_Piece]:
    block = outlined.block
    item = _is_item(block)
    portions = _portions(block.text)
    return [
        _Piece(
            text,
            block.page,
            item,
            head=number == len(portions) - 1 and (outlined.heading or announces(text)),
            glue=" " if number else "\n",
        )
        for number, text in enumerate(portions)
    ]


def _is_item(block: Block) -> bool:
    labels = parse_label(block.text)
    bulleted = bool(labels) and labels[0].kind in (LabelKind.BULLET, LabelKind.PAREN)
    return block.kind is BlockKind.ITEM or bulleted


def _portions(text: str) -> list[str]:
    """A text whole, or a long one cut at sentence ends into portions of TARGET to LIMIT characters.

    A single sentence beyond LIMIT is cut behind a semicolon, else stays whole.
    """
    if len(text) <= LIMIT:
        return [text]
    portions: list[str] = []
    start = end = 0
    for first, last in _cuts(text):
        if end > start and last - start > LIMIT:
            portions.append(text[start:end].strip())
            start = first
        end = last
    portions.append(text[start:].strip())
    return [portion for portion in portions if portion]


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences, those too long in parts that end behind a semicolon."""
    for first, last in split_sentences(text):
        start = first
        while last - start > LIMIT:
            cut = text.rfind("; ", start, start + LIMIT)
            if cut <= start:
                break
            yield start, cut + 1
            start = cut + 2
        yield start, last


def _packed(pieces: Sequence[_Piece]) -> Iterator[Passage]:
    """Pieces merged to TARGET…LIMIT characters; the head of a list goes with its first item."""
    pack: list[_Piece] = []
    size = 0
    for piece in pieces:
        if (pack and size + 1 + len(piece.text) > LIMIT) or (size >= TARGET and not pack[-1].head):
            carried = _trailing_heads(pack)
            yield from _joined(pack[: len(pack) - len(carried)])
            pack, size = carried, sum(len(head.text) + 1 for head in carried)
        pack.append(piece)
        size += len(piece.text) + 1
    yield from _joined(pack)


def _trailing_heads(pack: Sequence[_Piece]) -> list[_Piece]:
    """The list heads at the end of a pack, which belong to what follows."""
    heads: list[_Piece] = []
    for piece in reversed(pack[1:]):
        if not piece.head or len(piece.text) > TARGET // 2:
            break
        heads.insert(0, piece)
    return heads


def _joined(pack: Sequence[_Piece]) -> Iterator[Passage]:
    if not pack:
        return
    text = pack[0].text + "".join(piece.glue + piece.text for piece in pack[1:])
    kind = "list" if 2 * sum(piece.item for piece in pack) >= len(pack) else "prose"
    yield _passage(text, pack[0].page, kind)


def _table_passages(block: Block) -> Iterator[Passage]:
    """A table in portions of rows; the header in the first one only."""
    if block.table is None:
        yield _passage(block.text, block.page, "table")
        return
    rows = [*block.table.header, *block.table.rows]
    limit = TABLE_ROWS + len(block.table.header)
    portion: list[Row] = []
    for row in rows:
        size = sum(len(kept.text) + 1 for kept in portion)
        if portion and (len(portion) >= limit or size + len(row.text) > TABLE_LIMIT):
            yield _rows_passage(portion, block)
            portion, limit = [], TABLE_ROWS
        portion.append(row)
    if portion:
        yield _rows_passage(portion, block)


def _rows_passage(rows: Sequence[Row], block: Block) -> Passage:
    page = next((row.page for row in rows if row.page is not None), block.page)
    return _passage("\n".join(row.text for row in rows), page, "table")
