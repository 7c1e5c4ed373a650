"""Which blocks are headings, and how they nest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import BlockKind
from ingest.outline.labels import Label, LabelKind
from ingest.outline.lists import ROOTS, SCOPED, ListStack, Node
from ingest.outline.title import Title
from ingest.outline.traits import (
    MAX_HEADING,
    MAX_STYLED,
    Entry,
    Nature,
    closes,
    has_figures,
    is_capitals,
    lone_heading,
    minor_heading,
)

MAX_TITLE_LINES = 4  # below "Phần I" or "Phụ lục 01"
LOOKAHEAD = 400  # entries in which the next label of a list is sought
MIN_LONE = 2  # short lines before paragraphs that make headings of each other
NOT_TITLED = ("recipients", "signature", "caption")


def find_headings(entries: Sequence[Entry], title: Title) -> dict[int, Node]:
    """Headings and numbered entries by their index, behind the title; content ones have `heading` False."""
    nodes = _Finder(entries, title).nodes()
    _settle(nodes, entries)
    return nodes


class _Finder:
    """One pass over the entries: which are headings or numbered, and how they nest."""

    def __init__(self, entries: Sequence[Entry], title: Title) -> None:
        self._entries = entries
        self._stack = ListStack()
        self._nodes: dict[int, Node] = {}
        self._title = title
        self._closing = max((i for i, entry in enumerate(entries) if closes(entry)), default=-1)
        self._closed = False
        self._lone = {i for i in range(title.end, len(entries)) if self._is_lone(i)}
        if len(self._lone) < MIN_LONE:
            self._lone.clear()

    def nodes(self) -> dict[int, Node]:
        """Nodes by the index of their entry; the title lines of a heading belong to its node."""
        index = self._title.end
        while index < len(self._entries):
            node = self._node(index)
            if node is not None:
                self._nodes[index] = node
                self._take_title_lines(node)
                index = max([index, *node.more])
            else:
                self._end_scope(index)
            index += 1
        return self._nodes

    def _node(self, index: int) -> Node | None:
        entry = self._entries[index]
        kind = closes(entry)
        if kind and self._is_closing(index):
            return self._closing_node(index, entry, kind)
        if entry.numbered:
            return self._numbered(index, entry)
        style = minor_heading(entry, self._neighbour(index, -1), self._neighbour(index, 1))
        if not style and self._continues_bullet_headings(index):
            style = "bullet"
        if not style and index in self._lone:
            style = "lone"
        if not style or (self._closed and not entry.styled) or self._in_signature(entry):
            return None
        return self._stack.add_minor(index, entry, style)

    def _is_lone(self, index: int) -> bool:
        before = self._neighbour(index, -1) if index > self._title.end else None
        return lone_heading(self._entries[index], before, self._neighbour(index, 1))

    def _is_closing(self, index: int) -> bool:
        """'GIÁM ĐỐC' above the title is letterhead."""
        return index >= max(self._title.end, 1)

    def _in_signature(self, entry: Entry) -> bool:
        top = self._stack.top
        return (
            top is not None
            and top.style[0] in ("signature", "recipients")
            and entry.block.style.level is None
        )

    def _closing_node(self, index: int, entry: Entry, kind: str) -> Node | None:
        self._closed = True
        top = self._stack.top
        if top is not None and top.style[0] == kind == "signature" and not self._gap(top, index):
            top.more.append(index)
            return None
        return self._stack.add_root(index, entry, kind)

    def _gap(self, node: Node, index: int) -> bool:
        """Whether other text stands between the lines of a signature."""
        return index - max([node.index, *node.more]) > 1

    def _numbered(self, index: int, entry: Entry) -> Node | None:
        label = entry.labels[0]
        if label.kind is LabelKind.CAPTION or self._is_caption(index, label):
            fits = entry.nature is not Nature.CONTENT and self._near_table(index)
            return self._stack.add_minor(index, entry, "caption") if fits else None
        if label.kind in (LabelKind.PART, LabelKind.ANNEX):
            short = entry.nature is not Nature.CONTENT or not entry.rest
            return self._stack.add_root(index, entry, label.kind.value, label) if short else None
        if self._in_signature(entry) and not entry.styled:
            return None
        return self._stack.add_numbered(index, entry, self._upcoming(index))

    def _is_caption(self, index: int, label: Label) -> bool:
        """'Biểu 1' within the text heads a table; behind the signature it is an annex."""
        return label.kind is LabelKind.ANNEX and label.mark != "phu luc" and index < self._closing

    def _near_table(self, index: int) -> bool:
        after = self._neighbour(index, 1)
        return after is not None and (after.block.kind is BlockKind.TABLE or len(after.text) < MAX_HEADING)

    def _upcoming(self, index: int) -> Iterator[Label]:
        for entry in self._entries[index + 1 : index + LOOKAHEAD]:
            if entry.numbered and entry.nature is not Nature.CONTENT:
                yield from entry.labels

    def _neighbour(self, index: int, step: int) -> Entry | None:
        index += step
        while 0 <= index < len(self._entries):
            if self._entries[index].block.kind is not BlockKind.FOOTNOTE:
                return self._entries[index]
            index += step
        return None

    def _continues_bullet_headings(self, index: int) -> bool:
        """'- Phong, da liễu' among headings with bullets, though its items carry the same bullet."""
        top, entry, after = self._stack.top, self._entries[index], self._neighbour(index, 1)
        if top is None or top.style[0] != "bullet" or after is None or not entry.is_item:
            return False
        if entry.labels[0].mark != top.entry.labels[0].mark or after.labels[:1] == ():
            return False
        rest = entry.rest
        plain = len(rest) <= 60 and rest[:1].isupper() and not re.search(r"[.;:,]$|\d", rest)
        return plain and after.labels[0].mark == entry.labels[0].mark and len(after.text) > 60

    def _end_scope(self, index: int) -> None:
        """A plain heading holds the items behind it, a caption the tables; other text is outside."""
        top, entry = self._stack.top, self._entries[index]
        if top is None or top.style[0] not in SCOPED or entry.block.kind is BlockKind.FOOTNOTE:
            return
        if top.style[0] == "plain":
            inside = entry.is_item or entry.block.kind is BlockKind.TABLE
        else:
            inside = entry.block.kind is BlockKind.TABLE or self._before_table(index)
        if not inside:
            self._stack.drop(top)

    def _before_table(self, index: int) -> bool:
        after = self._neighbour(index, 1)
        return (
            after is not None and after.block.kind is BlockKind.TABLE and len(self._entries[index].text) < 120
        )

    def _take_title_lines(self, node: Node) -> None:
        """Lines that go on with a heading: the title below 'Phần I', a second line in capitals."""
        entry = node.entry
        if node.style[0] in NOT_TITLED or entry.nature is Nature.RUN_IN:
            return
        titled = bool(entry.rest) or node.label is None
        if titled and not is_capitals(entry.rest):
            return
        if titled and node.label is None and node.style[0] != "capitals":
            return
        index, last = node.index + 1, entry
        while index < len(self._entries) and len(node.more) < MAX_TITLE_LINES:
            line = self._entries[index]
            if not self._is_title_line(line, last, titled, index):
                return
            node.more.append(index)
            index, last, titled = index + 1, line, True

    def _is_title_line(self, line: Entry, last: Entry, titled: bool, index: int) -> bool:
        block, text = line.block, line.text
        if block.kind is not BlockKind.PARAGRAPH or line.labels or closes(line) or len(text) > MAX_STYLED:
            return False
        if text.endswith((".", ";", ":")) or text.startswith("(") or has_figures(text):
            return False
        if titled:  # a further line looks like the one above
            return line.look == last.look and any(line.look)
        after = self._neighbour(index, 1)
        return line.styled or (len(text) <= MAX_HEADING and after is not None)


def _settle(nodes: dict[int, Node], entries: Sequence[Entry]) -> None:
    """Decides for every list whether its members are headings or numbered content."""
    seen: set[int] = set()
    for node in nodes.values():
        if id(node.members) in seen or node.label is None or node.style[0] in (*ROOTS, *SCOPED):
            continue
        seen.add(id(node.members))
        whole = _is_heading_list(node.members, entries)
        for member in node.members:
            member.heading = whole and member.entry.nature is not Nature.CONTENT


def _is_heading_list(members: Sequence[Node], entries: Sequence[Entry]) -> bool:
    heads = [m for m in members if m.entry.nature is Nature.HEADING]
    runs = [m for m in members if m.entry.nature is Nature.RUN_IN]
    if 2 * (len(heads) + len(runs)) < len(members):
        return False
    if 2 * sum(m.entry.styled for m in members) >= len(members):
        return True
    if len(runs) > len(heads):
        return len(members) > 1 or _is_followed(members[0], entries)
    followed = sum(_is_followed(member, entries) for member in heads)
    return 2 * followed > len(heads) or (followed > 0 and 2 * followed >= len(heads))


def _is_followed(member: Node, entries: Sequence[Entry]) -> bool:
    """Whether text stands between a member and the next of its list."""
    position = member.members.index(member)
    after = max([member.index, *member.more]) + 1
    if after >= len(entries):
        return False
    return position + 1 == len(member.members) or member.members[position + 1].index > after
