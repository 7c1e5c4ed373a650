"""Footnotes belong where their mark stands, not where the page happens to end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import log, sqrt

from ingest.document import BlockKind
from ingest.outline.records import OutlinedBlock
from ingest.vietnamese.sentences import split_sentences
from ingest.vietnamese.text import terms

AHEAD = 40  # blocks behind a footnote in which its mark is still sought
MIN_LIKENESS = 1.5  # below, a sentence is not taken for the one that a footnote explains
MARGIN = 1.1  # how much more than the next section's it must be


def with_footnotes(blocks: Sequence[OutlinedBlock]) -> list[OutlinedBlock]:
    """The blocks in their order, each footnote in the section in which its mark stands."""
    placed = []
    for position, item in enumerate(blocks):
        if item.block.kind is BlockKind.FOOTNOTE:
            mark = item.block.mark
            section = _section_of_mark(blocks, position, mark) if mark else _section_by_words(blocks, item)
            item = replace(item, section=item.section if section is None else section)
        placed.append(item)
    return placed


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _section_of_mark(blocks: Sequence[OutlinedBlock], position: int, mark: str) -> int | None:
    """Section of the nearest block, before the footnote or else behind it, that holds its mark."""
    raised = mark.translate(_SUPERSCRIPTS)
    pattern = re.compile(rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){re.escape(raised)}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])|\[\^?{re.escape(mark)}\]")
    order: list[int] = [
        *range(position - 1, -1, -1),
        *range(position + 1, min(position + AHEAD, len(blocks))),
    ]
    for index in order:
        other = blocks[index]
        if other.block.kind is not BlockKind.FOOTNOTE and pattern.search(other.block.text):
            return other.section
    return None


def _section_by_words(blocks: Sequence[OutlinedBlock], note: OutlinedBlock) -> int | None:
    """For a mark that cannot be read: the section of the sentence most like the footnote; None if unclear."""
    words = [set(terms(item.block.text)) for item in blocks]
    spread = Counter(word for block in words for word in block)
    weight = {word: log(len(blocks) / count) for word, count in spread.items()}
    wanted = set(terms(note.block.text))
    best: dict[int, float] = {}
    for item in blocks:
        if item.block.kind is BlockKind.PARAGRAPH or item.block.kind is BlockKind.ITEM:
            for start, end in split_sentences(item.block.text):
                score = _likeness(set(terms(item.block.text[start:end])), wanted, weight)
                best[item.section] = max(best.get(item.section, 0.0), score)
    first, second, *_ = [*sorted(best, key=lambda section: -best[section]), -1, -1]
    if best.get(first, 0.0) < MIN_LIKENESS or best[first] < MARGIN * best.get(second, 0.0):
        return None
    return first


def _likeness(words: set[str], wanted: set[str], weight: dict[str, float]) -> float:
    """Weight of the shared words against that of the sentence, so that a long one does not win by length."""
    shared = sum(weight[word] for word in words & wanted)
    return shared / sqrt(sum(weight[word] for word in words) + 1)
