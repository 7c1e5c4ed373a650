"""Numbered lists and their nesting, from sequence: a '2.' belongs to the list whose last number was '1.'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.outline.labels import Label, LabelKind, follows
from ingest.outline.traits import Entry, Nature

MAX_GAP = 3  # numbers that a list may skip (a heading lost or misread)

# Headings that end every list above them, and what they are themselves.
ROOTS = ("part", "annex", "recipients", "signature")
# Styles that hold only what directly follows them.
SCOPED = ("plain", "caption")
MINOR = ("star", "bullet", "bold", "lone", "level", *SCOPED)


@dataclass(eq=False, slots=True)
class Node:
    """A member of a list: a heading, or, once its list is known, a numbered piece of content."""

    index: int  # of its entry
    entry: Entry
    style: tuple[str, str, int]
    label: Label | None
    parent: Node | None
    members: list[Node] = field(repr=False)  # of its list, itself among them
    heading: bool = True
    more: list[int] = field(default_factory=list)  # entries that go on with the heading: its title lines

    @property
    def section_parent(self) -> Node | None:
        """The nearest heading above."""
        node = self.parent
        while node is not None and not node.heading:
            node = node.parent
        return node


class ListStack:
    """The lists that are open at a point of the document, outermost first, by their last members."""

    def __init__(self) -> None:
        self._open: list[Node] = []

    @property
    def top(self) -> Node | None:
        return self._open[-1] if self._open else None

    def clear(self) -> None:
        self._open.clear()

    def drop(self, node: Node) -> None:
        """Closes a list and those inside it."""
        if node in self._open:
            del self._open[self._open.index(node) :]

    def add_root(self, index: int, entry: Entry, style: str, label: Label | None = None) -> Node:
        """A part, an annex or the closing lines: below nothing."""
        self.clear()
        return self._push(Node(index, entry, (style, "", 0), label, None, []))

    def add_minor(self, index: int, entry: Entry, style: str) -> Node:
        """A heading without number: beside the last of its style, else below the innermost heading."""
        key = (style, "", 0)
        if style == "level":
            level = entry.block.style.level or 0
            self._close_levels(level)
            key = (style, "", level)
        elif style == "capitals":
            self._close_while(lambda node: node.style[0] not in ("part", "annex"))
        same = next((node for node in reversed(self._open) if node.style == key), None)
        if same is not None:
            return self._replace(same, index, entry, None, key)
        if style not in SCOPED:
            self._close_while(lambda node: node.style[0] in SCOPED)
        return self._push(Node(index, entry, key, None, self.top, []))

    def add_numbered(self, index: int, entry: Entry, upcoming: Iterator[Label]) -> Node | None:
        """The place of a numbered entry; None where it belongs to no list and is no heading."""
        labels = _readings(entry.labels, upcoming)
        found = self._continued(entry, labels) or self._skipped(entry, labels)
        if found is not None:
            last, label = found
            return self._replace(last, index, entry, label, label.style)
        label = next((label for label in labels if label.value[-1] == 1), labels[0])
        if label.value[-1] != 1 and entry.nature is Nature.CONTENT and not entry.styled:
            return None
        return self._start(index, entry, label)

    def _start(self, index: int, entry: Entry, label: Label) -> Node:
        if len(label.value) > 1:
            self._open_parent(label)
        else:
            restarted = self._restarted(entry, label)
            if restarted is not None:
                return self._replace(restarted, index, entry, label, label.style, new=True)
            if label.kind in (LabelKind.ROMAN, LabelKind.UPPER, LabelKind.CHAPTER):
                low = (*MINOR, LabelKind.LOWER.value)
                self._close_while(lambda node: node.style[0] in low and node.style[0] != "level")
            self._close_while(lambda node: node.style[0] in SCOPED)
        return self._push(Node(index, entry, label.style, label, self.top, []))

    def _continued(self, entry: Entry, labels: tuple[Label, ...]) -> tuple[Node, Label] | None:
        """The open list that a label counts on; of several, one of the same look, else the innermost."""
        found = [
            (node, label)
            for node in reversed(self._open)
            for label in labels
            if node.label is not None and _same_list(node.label, label) and follows(node.label, label)
        ]
        exact = [pair for pair in found if pair[0].style == pair[1].style] or found
        alike = [pair for pair in exact if pair[0].entry.look == entry.look]
        best = alike or exact
        return best[0] if best else None

    def _skipped(self, entry: Entry, labels: tuple[Label, ...]) -> tuple[Node, Label] | None:
        """A list that goes on with a number left out, printed twice, or with a slip in its first numbers."""
        if entry.nature is Nature.CONTENT:
            return None
        for node in reversed(self._open):
            for label in labels:
                if node.label is None or node.style != label.style:
                    continue
                step = label.value[-1] - node.label.value[-1]
                same_prefix = node.label.value[:-1] == label.value[:-1]
                if same_prefix and (0 < step <= MAX_GAP or (step == 0 and label.value[-1] > 1)):
                    return node, label
                if not same_prefix and step == 1 and self._prefix(label) is None:
                    return node, label
        return None

    def _restarted(self, entry: Entry, label: Label) -> Node | None:
        """An open list of the same style and look that begins anew without a heading between."""
        for node in reversed(self._open):
            if node.style == label.style and node is not self.top:
                return node if entry.styled and node.entry.look == entry.look else None
        top = self.top
        if top is not None and top.style == label.style and entry.nature is not Nature.CONTENT:
            return top
        return None

    def _prefix(self, label: Label) -> Node | None:
        """The open member that a label names as its parent: '2.' for '2.1.', 'II.' for 'II.1.'."""
        above = label.value[:-1]
        for node in reversed(self._open):
            if node.label is None or node.label.value != above:
                continue
            if node.label.kind is LabelKind.DECIMAL or label.mark == "mixed":
                return node
        if len(above) == 1:
            named = (LabelKind.ROMAN, LabelKind.UPPER, LabelKind.PART, LabelKind.CHAPTER)
            for node in reversed(self._open):
                if node.label is not None and node.label.kind in named and node.label.value == above:
                    return node
        return None

    def _open_parent(self, label: Label) -> None:
        """Closes what is inside the parent of a '2.1.', so that the parent is on top."""
        parent = self._prefix(label)
        if parent is not None:
            self._close_while(lambda node: node is not parent)
        else:
            depth = len(label.value)
            low = (*MINOR, LabelKind.LOWER.value)
            self._close_while(
                lambda node: (
                    node.style[0] in low
                    or (node.style[0] == LabelKind.DECIMAL.value and node.style[2] >= depth)
                )
            )

    def _close_levels(self, level: int) -> None:
        """Before a heading of a Word level: closes what is not above it."""
        while self._open:
            top = self._open[-1].entry.block.style.level
            if self._open[-1].style == ("level", "", level) or (top is not None and top < level):
                return
            if top is None and self._open[-1].style[0] not in (*MINOR, LabelKind.LOWER.value):
                return
            self._open.pop()

    def _close_while(self, unwanted: Callable[[Node], bool]) -> None:
        while self._open and unwanted(self._open[-1]):
            self._open.pop()

    def _replace(
        self,
        last: Node,
        index: int,
        entry: Entry,
        label: Label | None,
        style: tuple[str, str, int],
        new: bool = False,
    ) -> Node:
        """The next member of the list of `last`, or with `new` the first of a list in its place."""
        self.drop(last)
        members = [] if new else last.members
        return self._push(Node(index, entry, style, label, last.parent, members))

    def _push(self, node: Node) -> Node:
        node.members.append(node)
        self._open.append(node)
        return node


def _same_list(last: Label, label: Label) -> bool:
    """Whether two labels may count one list; the mark behind the number may vary by a slip."""
    return last.kind == label.kind and len(last.value) == len(label.value)


def _readings(labels: tuple[Label, ...], upcoming: Iterator[Label]) -> tuple[Label, ...]:
    """The likelier reading first: 'I.' is Roman unless the next of its kind is 'J.' or 'K.'."""
    if len(labels) < 2:
        return labels
    roman, letter = labels
    for label in upcoming:
        if label.mark != roman.mark:
            continue
        if label.kind is LabelKind.ROMAN and follows(roman, label):
            return labels
        if label.kind is LabelKind.UPPER and follows(letter, label):
            return (letter, roman)
    return labels
