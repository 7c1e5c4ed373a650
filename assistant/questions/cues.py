"""The words by which a question says what it wants, from `cues.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.vietnamese.abbreviations import long_form
from ingest.vietnamese.terms import concepts_of, term_of
from ingest.vietnamese.text import fold

_SHORT = re.compile(r"(?<![\w/&.-])[A-ZĐ]{2}(?![\w/&-])")
_KINDS = frozenset({"cause", "proposal", "task", "difficulty"})  # that questions ask for by short forms too
_WILDCARD = re.compile(r"\\[wS][+*]|\.\{|\.\*")


@dataclass(frozen=True, slots=True)
class CueMatch:
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue:
    name: str
    pattern: re.Pattern[str]
    headings: tuple[str, ...]  # folded words of the headings under which such an answer stands
    example: str


@cache
def cues() -> dict[str, Cue]:
    """All cues by name. Raises ValueError for an entry whose example does not match."""
    loaded = {}
    for name, entry in _data().items():
        if "patterns" not in entry:
            continue  # a list of words, not a cue
        alternatives = sorted(entry["patterns"], key=len, reverse=True)
        pattern = re.compile("|".join(_bounded(p) for p in alternatives))
        if not pattern.search(fold(entry["example"])):
            raise ValueError(f"cues.toml: [{name}] does not find its example {entry['example']!r}")
        loaded[name] = Cue(name, pattern, tuple(entry.get("headings", ())), entry["example"])
    return loaded


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))


@cache
def generic_terms() -> frozenset[str]:
    """Canonical terms that say little of what a question is about."""
    return frozenset(_data()["generic"]["terms"])


@cache
def weak_terms() -> frozenset[str]:
    """Canonical terms of what is done with a thing, which tell things apart less than their names: "áp dụng"."""
    counted = set(_data()["counted_actions"]["wordings"])
    if unknown := counted - concepts_of("actions"):
        raise ValueError(f"cues.toml: {sorted(unknown)} are no actions")
    return frozenset(term_of(wording) for wording in concepts_of("actions") - counted)


@cache
def light_words() -> tuple[frozenset[str], frozenset[str]]:
    """Everyday words as typed, and those of them, folded, that no other word looks like."""
    words = _data()["light"]["words"]
    typed = frozenset(word.removeprefix("~") for word in words)
    return typed, frozenset(fold(word) for word in words if not word.startswith("~"))


@cache
def little_terms() -> frozenset[str]:
    """Generic and weak terms: those that name nothing."""
    return generic_terms() | weak_terms()


def _bounded(pattern: str) -> str:
    """The pattern between word boundaries, so that 'ck' is not found in 'check'."""
    return rf"(?:(?<!\w)|(?!\w))(?:{pattern})(?:(?<!\w)|(?!\w))"


def find_cues(text: str) -> list[CueMatch]:
    """Every cue of an NFC text, in order of their positions; different cues may overlap."""
    folded = fold(text)
    found = [
        CueMatch(cue.name, *span)
        for cue in cues().values()
        for span in spans_of(cue.pattern, text, folded, cue.name)
    ]
    return sorted(found, key=lambda match: (match.start, -match.end))


def short_cues(text: str) -> list[CueMatch]:
    """The kinds of text that an NFC question asks for by a short form alone: "NN giảm", "KN với Bộ Y tế"."""
    if text.isupper():
        return []
    return [
        CueMatch(cue.name, *match.span())
        for match in _SHORT.finditer(text)
        if (words := long_form(match.group(), text))
        for cue in find_cues(words)
        if cue.name in _KINDS and cue.end - cue.start == len(words)
    ]


def spans_of(
    pattern: re.Pattern[str], text: str, folded: str | None = None, cue: str = ""
) -> Iterator[tuple[int, int]]:
    """Where a pattern over folded text stands in an NFC text, other words with its letters left out.

    Each is searched again from its next character, so that "cơ sở có đạt không" has "có đạt không".
    """
    folded = fold(text) if folded is None else folded
    whole = _WILDCARD.search(pattern.pattern) is None
    position = 0
    while match := pattern.search(folded, position):
        start, end = match.span()
        if end > start and not _is_other_word(text[start:end].lower(), whole, cue):
            yield start, end
            position = end
        else:
            position = start + 1


def _is_other_word(words: str, whole: bool, cue: str) -> bool:
    """True when a syllable carries diacritics that make it another word: 'giám' where 'giảm' is meant.

    Where a pattern has a place for any word, only the first and the last are its own.
    """
    exact: dict[str, list[str]] = {**_data()["exact"], **_data()["exact_of"].get(cue, {})}
    syllables = words.split()
    return any(
        syllable not in (plain, *exact[plain])
        for syllable in (syllables if whole else (syllables[0], syllables[-1]))
        if (plain := fold(syllable)) in exact
    )
