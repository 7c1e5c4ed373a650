"""Words of a PDF page as lines of text: one baseline, left to right, raised marks as superscripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.readers.pdf_words import Word
from ingest.vietnamese.text import squeeze

SAME_LINE = 0.4  # of the size; baselines nearer than that are one line
RAISED = 0.12, 0.75  # of the line's size: how far a superscript stands above the baseline
SMALL = 0.82  # of the line's size: a superscript is smaller than that
LOWERED = 0.35  # and how far a subscript stands below it
TOUCH_GAP = 0.45  # of the size: a raised mark stands nearer than that to its word
GLUE_GAP = 0.12  # of the size: words nearer than that are one where no space character parts them
SPACED_GAP = 0.04  # and one even where one does

_SUPERSCRIPT = str.maketrans("0123456789()+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻")


@dataclass(frozen=True)
class Line:
    """Words of one baseline from left to right."""

    words: tuple[Word, ...]
    base: float
    page: int = 0

    @cached_property
    def x0(self) -> float:
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size that most characters have."""
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(weights, key=lambda size: (weights[size], size))

    @cached_property
    def top(self) -> float:
        return self.base - 0.9 * self.size

    @cached_property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size

    @cached_property
    def text(self) -> str:
        return words_text(self.words)

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(c.isalnum() for c in word.text)) and any(
            word.bold for word in self.words
        )

    @cached_property
    def italic(self) -> bool:
        return all(word.italic for word in self.words)

    @cached_property
    def first_width(self) -> float:
        """Width of the first word, to tell whether it would have fitted on the line before."""
        return self.words[0].x1 - self.words[0].x0

    def segments(self, gap: float) -> list[Line]:
        """The line cut where the words stand further apart than `gap` times the size."""
        cuts = [i + 1 for i, (a, b) in enumerate(pairwise(self.words)) if b.x0 - a.x1 > gap * self.size]
        edges = [0, *cuts, len(self.words)]
        return [Line(self.words[a:b], self.base, self.page) for a, b in pairwise(edges)]


def words_text(words: Iterable[Word]) -> str:
    """Words of a line as text, single spaces between them, none before a mark that touches its word.

    Places decide, not only the space characters: a page may draw the marks of another font after the line.
    """
    parts: list[str] = []
    last: Word | None = None
    for word in words:
        if last is not None:
            gap = (word.x0 - last.x1) / max(word.size, last.size)
            if gap > GLUE_GAP or (word.spaced and gap > SPACED_GAP):
                parts.append(" ")
        parts.append(word.text)
        last = word
    return squeeze("".join(parts))


def make_lines(words: Iterable[Word], page: int = 0) -> list[Line]:
    """Lines from top to bottom; small raised words join the line that they stand above."""
    ordered = sorted(words, key=lambda word: word.base)
    groups: list[list[Word]] = []
    for word in ordered:
        if groups and word.base - groups[-1][0].base <= SAME_LINE * min(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    groups = _with_raised(groups)
    return [_line(group, page) for group in groups]


def _with_raised(groups: Sequence[list[Word]]) -> list[list[Word]]:
    """Small words just above or just below a larger word that they touch go into its line."""
    groups = [list(group) for group in groups]
    for upper, lower in pairwise(groups):
        _move(upper, lower, _is_raised)
        if upper and lower:
            _move(lower, upper, _is_lowered)
    return [group for group in groups if group]


def _move(source: list[Word], target: list[Word], belongs: Callable[[Word, Word], bool]) -> None:
    moved = [
        word for word in source if any(_touches(word, other) and belongs(word, other) for other in target)
    ]
    target.extend(moved)
    source[:] = [word for word in source if not any(word is other for other in moved)]


def _touches(word: Word, other: Word) -> bool:
    near = TOUCH_GAP * other.size
    return -near < word.x0 - other.x1 < near or -near < other.x0 - word.x1 < near


def _is_raised(word: Word, other: Word) -> bool:
    """Whether a word stands as a superscript beside another."""
    return (
        word.size <= SMALL * other.size
        and RAISED[0] * other.size <= other.base - word.base <= RAISED[1] * other.size
    )


def _is_lowered(word: Word, other: Word) -> bool:
    return word.size <= SMALL * other.size and 0 < word.base - other.base < LOWERED * other.size


def _line(group: list[Word], page: int) -> Line:
    size = max(word.size for word in group)
    base = max((word.base for word in group if word.size > SMALL * size), default=group[0].base)
    raised = {id(w) for w in group if any(_touches(w, o) and _is_raised(w, o) for o in group if o is not w)}
    words = [_superscript(word) if id(word) in raised else word for word in group]
    return Line(tuple(sorted(words, key=lambda word: word.x0)), base, page)


def _superscript(word: Word) -> Word:
    text = word.text.translate(_SUPERSCRIPT)
    return Word(text, word.x0, word.x1, word.base, word.size, word.bold, word.italic, word.spaced)
