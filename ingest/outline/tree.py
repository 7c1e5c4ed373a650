"""From a document's blocks to its section tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.document import Block, BlockKind, Document
from ingest.outline.headings import find_headings
from ingest.outline.labels import LabelKind
from ingest.outline.leads import with_leads
from ingest.outline.lists import SCOPED, Node
from ingest.outline.notes import with_footnotes
from ingest.outline.records import Outline, OutlinedBlock
from ingest.outline.title import Title, find_title
from ingest.outline.traits import Entry, Nature, read_entry
from ingest.vietnamese.text import squeeze
from vectorstore.records import Section

_GLUED_TITLE = re.compile(r"(?<=\d)(?=[A-ZĐÀ-Ỹ]{2})")


def outline(document: Document, report: str) -> Outline:
    """Sections and blocks in reading order; every block once, with a run-in heading as a block of its own.

    Section 0 is what stands before the first heading. Any text has an outline: at worst section 0 alone.
    """
    entries = [read_entry(block) for block in document.blocks]
    title = find_title(entries)
    return _assemble(report, entries, find_headings(entries, title), title)


def _assemble(report: str, entries: Sequence[Entry], nodes: dict[int, Node], title: Title) -> Outline:
    builder = _Builder(report, title)
    lines = {i: node for node in nodes.values() for i in node.more}
    for index, entry in enumerate(entries):
        node = nodes.get(index)
        if index in lines:
            builder.add(entry.block, heading=lines[index].style[0] != "signature")
        elif node is not None:
            builder.open(node, entries)
        else:
            builder.close_scope(entry)
            builder.add(entry.block, heading=index in title.lines)
    return builder.result()


class _Builder:
    """Sections and blocks as they come."""

    def __init__(self, report: str, title: Title) -> None:
        path = (title.text,) if title.text else ()
        self._sections = [Section(report, 0, None, "", title.text, path, None, None)]
        self._nodes: list[Node | None] = [None]
        self._numbers: dict[Node, int] = {}
        self._blocks: list[OutlinedBlock] = []
        self._report = report
        self._current = 0

    def open(self, node: Node, entries: Sequence[Entry]) -> None:
        """The section of a node, and its block, split where a run-in heading has a paragraph behind it."""
        parent = self._numbers[node.section_parent] if node.section_parent is not None else None
        entry = node.entry
        if not node.heading:
            self._current = parent or 0
            self.add(entry.block)
            return
        heading = _heading(node, entries)
        above = self._sections[parent].path if parent is not None else ()
        number = len(self._sections)
        label = node.label.printed if node.label else entry.labels[0].printed if entry.labels else ""
        self._sections.append(
            Section(self._report, number, parent, label, heading, (*above, heading), None, None)
        )
        self._nodes.append(node)
        self._numbers[node] = number
        self._current = number
        if entry.nature is Nature.RUN_IN and entry.splits:
            head, rest = _split(entry)
            self.add(head, heading=True)
            self.add(rest)
        else:
            self.add(entry.block, heading=entry.nature is not Nature.RUN_IN and node.style[0] != "signature")

    def add(self, block: Block, heading: bool = False) -> None:
        self._blocks.append(OutlinedBlock(block, self._current, heading))

    def close_scope(self, entry: Entry) -> None:
        """Leaves a plain heading or a caption where other text than its own follows."""
        node = self._nodes[self._current]
        if node is None or node.style[0] not in SCOPED or entry.block.kind is BlockKind.FOOTNOTE:
            return
        own = entry.block.kind is BlockKind.TABLE or (node.style[0] == "plain" and entry.is_item)
        empty = self._blocks[-1].heading
        if not own and not (empty and node.style[0] == "caption"):
            self._current = self._sections[self._current].parent or 0

    def result(self) -> Outline:
        blocks = with_leads(with_footnotes(self._blocks))
        return Outline(tuple(_with_pages(self._sections, blocks)), tuple(blocks))


def _heading(node: Node, entries: Sequence[Entry]) -> str:
    """The heading on one line: label, title lines, without what a run-in heading leads to."""
    entry = node.entry
    own = entry.text[: entry.cut].rstrip() if entry.nature is Nature.RUN_IN else entry.text
    if entry.nature is Nature.RUN_IN and not entry.splits:
        own = own.rstrip(" :")
    if node.label is not None and node.label.kind in (LabelKind.ANNEX, LabelKind.PART):
        own = _GLUED_TITLE.sub(" ", own, count=1)
    return squeeze(" ".join([own, *(entries[i].text for i in node.more)]))


def _split(entry: Entry) -> tuple[Block, Block]:
    """A run-in heading and its paragraph as two blocks."""
    block, cut = entry.block, entry.cut
    bold = True if block.style.bold_prefix or block.style.bold else block.style.bold
    head = replace(block.style, bold=bold, bold_prefix=0)
    rest = replace(head, bold=False if block.style.bold_prefix else bold, level=None)
    return (
        replace(block, text=block.text[:cut].rstrip(), style=head),
        replace(block, text=block.text[cut:].strip(), style=rest),
    )


def _with_pages(sections: Sequence[Section], blocks: Sequence[OutlinedBlock]) -> list[Section]:
    """Sections with the first and last page of their blocks and of the sections inside them."""
    spans: dict[int, tuple[int, int]] = {}
    for item in blocks:
        pages = [item.block.page]
        if item.block.table is not None:
            pages += [row.page for row in item.block.table.rows]
        known = [page for page in pages if page is not None]
        number: int | None = item.section if known else None
        while number is not None:
            first, last = spans.get(number, (known[0], known[0]))
            spans[number] = (min(first, *known), max(last, *known))
            number = sections[number].parent
    return [
        replace(section, first_page=spans[section.number][0], last_page=spans[section.number][1])
        if section.number in spans
        else section
        for section in sections
    ]
