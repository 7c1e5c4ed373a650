"""The section tree of a document, and the place of every block in it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Block
from vectorstore.records import Section


@dataclass(frozen=True, slots=True)
class OutlinedBlock:
    """A block and where it stands. A run-in heading is split off as a block of its own."""

    block: Block
    section: int  # number of its section; a heading's own section
    heading: bool = False
    leads: tuple[str, ...] = ()  # texts of the list heads above an item, outermost first


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[Section, ...]
    blocks: tuple[OutlinedBlock, ...]
