"""Sentences of a block and the separators inside a sentence, as character offsets into the block's text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_words import words
from ingest.vietnamese.sentences import split_sentences

_SEPARATOR = re.compile(r"[;,():]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open character span."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Separator:
    """One of ; , ( ) : at its offset."""

    at: int
    mark: str


def sentences(text: str) -> list[Stretch]:
    """The sentences of a text, without the space around them."""
    return [Stretch(start, end) for start, end in split_sentences(text)]


def separators(text: str, start: int, end: int, numbers: list[Stretch]) -> list[Separator]:
    """The separators of a sentence that part clauses.

    None lies inside a number, a noun with commas ('xã, phường, thị trấn') or a bracket without a number.
    """
    closed = [*numbers, *_nouns(text, start, end), *_remarks(text, start, end, numbers)]
    return [
        Separator(match.start(), match.group())
        for match in _SEPARATOR.finditer(text, start, end)
        if not any(stretch.start <= match.start() < stretch.end for stretch in closed)
    ]


def _nouns(text: str, start: int, end: int) -> list[Stretch]:
    return [Stretch(m.start(), m.end()) for m in words().enumerations.finditer(text, start, end)]


def _remarks(text: str, start: int, end: int, numbers: list[Stretch]) -> list[Stretch]:
    """Parentheses that hold no number, and every unmatched bracket."""
    found: list[Stretch] = []
    open_at: list[int] = []
    for at in range(start, end):
        if text[at] == "(":
            open_at.append(at)
        elif text[at] == ")":
            if not open_at:
                found.append(Stretch(at, at + 1))
                continue
            first = open_at.pop()
            if not any(first < number.start < at for number in numbers):
                found.append(Stretch(first, at + 1))
    found.extend(Stretch(at, at + 1) for at in open_at)
    return found
