"""Longest-match search for many phrases at once over the syllables of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.vietnamese.syllables import Syllable, syllables

_LABEL = 3  # syllables: "Lao, phong" is typed with diacritics though it has none
_BREAK = re.compile(r"[;:.?!\n\t]")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    exact: tuple[str, ...]
    strict: bool  # only with exactly these diacritics
    typed: bool  # and not in a longer text without any: "thu" may be "thứ" there
    comma: bool  # the phrase has a comma, so a match may run over one


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase found: its name, and the syllables [first, last) that it covers."""

    name: str
    first: int
    last: int


class PhraseIndex:
    """Phrases by name. A leading '=' asks for exactly these diacritics; '==' also for a text that has some at all.

    In a text typed with diacritics at most half of a phrase's syllables may differ in theirs, and a lone
    syllable must not; in a text without, all match.
    """

    def __init__(self) -> None:
        self._root = _Node()
        self.names: set[str] = set()

    def add(self, phrase: str, name: str) -> None:
        """Raises ValueError for a phrase without a syllable."""
        strict = phrase.startswith("=")
        wording = phrase.lstrip("=")
        parts = syllables(wording)
        if not parts:
            raise ValueError(f"phrase {phrase!r} of {name!r} has no syllable")
        node = self._root
        for part in parts:
            node = node.children.setdefault(part.key, _Node())
        entry = _Entry(
            name, tuple(part.exact for part in parts), strict, phrase.startswith("=="), "," in wording
        )
        same = [
            known
            for known in node.entries
            if (known.name, known.exact, known.strict) == (name, entry.exact, strict)
        ]
        if not same:
            node.entries.append(entry)
        elif entry.comma and not same[0].comma:
            node.entries[node.entries.index(same[0])] = entry
        self.names.add(name)

    def find(self, text: str, parts: list[Syllable], marked: bool) -> Iterator[PhraseMatch]:
        """Matches from left to right without overlaps, longest first; `marked`: typed with diacritics."""
        position = 0
        while position < len(parts):
            match = self.longest(text, parts, position, marked)
            if match is None:
                position += 1
                continue
            yield match
            position = match.last

    def longest(self, text: str, parts: list[Syllable], first: int, marked: bool) -> PhraseMatch | None:
        """The longest phrase that begins at a syllable."""
        matches = self.matches(text, parts, first, marked)
        return matches[-1] if matches else None

    def matches(self, text: str, parts: list[Syllable], first: int, marked: bool) -> list[PhraseMatch]:
        """Every phrase that begins at a syllable, shortest first."""
        node = self._root.children.get(parts[first].key)
        found: list[PhraseMatch] = []
        comma = False
        typed = marked or len(parts) <= _LABEL
        position = first
        while node is not None:
            last = position + 1
            # A short form is only cut where the phrase is its beginning: "PN | CT", not "BHYT cho P | NCT".
            cut = last < len(parts) and parts[last].end == parts[position].end
            if node.entries and (not cut or parts[first].end == parts[position].end):
                name = _accepted(node.entries, parts[first:last], comma, marked, typed)
                if name is not None:
                    found.append(PhraseMatch(name, first, last))
            if last == len(parts) or not node.children:
                break
            node = node.children.get(parts[last].key)
            gap = text[parts[position].end : parts[last].start] if node else " "
            if gap not in (" ", ""):
                if _BREAK.search(gap):
                    break
                comma = comma or "," in gap
            position = last
        return found


def _accepted(
    entries: list[_Entry], parts: list[Syllable], comma: bool, marked: bool, typed: bool
) -> str | None:
    best, fewest = None, len(parts) + 1
    for entry in entries:
        if (comma and not entry.comma) or (entry.typed and not typed):
            continue
        wrong = sum(part.exact != exact for part, exact in zip(parts, entry.exact, strict=True))
        if entry.strict and wrong:
            continue
        if marked and (2 * wrong > len(parts) or (wrong and len(parts) == 1)):
            continue
        if wrong < fewest:
            best, fewest = entry.name, wrong
    return best
