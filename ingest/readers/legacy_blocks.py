"""Documents typed before Unicode whose fonts' names do not say so: converted as a whole."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.document import Block, Document, Row, Table
from ingest.vietnamese.legacy import Encoding, detect, to_unicode

SAMPLE = 20_000  # characters that are enough to tell an encoding

_UNICODE = re.compile(r"[\u0100-\u01b0\u1ea0-\u1ef9]")


def as_unicode(document: Document) -> Document:
    """The document with TCVN3 or VNI text made Unicode; a Unicode document comes back as it is."""
    sample = "\n".join(block.text for block in document.blocks)[:SAMPLE]
    encoding = detect(sample)
    if encoding is None:
        encoding = _of_single_blocks(document)
        if encoding is None:
            return document
    blocks = tuple(_block(block, encoding) for block in document.blocks)
    letterhead = tuple(_text(line, encoding) for line in document.letterhead)
    furniture = tuple(_text(line, encoding) for line in document.furniture)
    return replace(document, blocks=blocks, letterhead=letterhead, furniture=furniture)


def _of_single_blocks(document: Document) -> Encoding | None:
    """The encoding of a document in which only some blocks are legacy."""
    found = (detect(block.text) for block in document.blocks)
    return next((encoding for encoding in found if encoding), None)


def _text(text: str, encoding: Encoding) -> str:
    """A text converted, unless its own letters show that it is Unicode."""
    return text if text.isascii() or _UNICODE.search(text) else to_unicode(text, encoding)


def _block(block: Block, encoding: Encoding) -> Block:
    table = _table(block.table, encoding) if block.table else None
    text = "\n".join(_text(line, encoding) for line in block.text.split("\n"))
    return replace(block, text=text, table=table)


def _table(table: Table, encoding: Encoding) -> Table:
    return Table(
        tuple(_row(row, encoding) for row in table.header), tuple(_row(row, encoding) for row in table.rows)
    )


def _row(row: Row, encoding: Encoding) -> Row:
    return replace(row, cells=tuple(_text(cell, encoding) for cell in row.cells))
