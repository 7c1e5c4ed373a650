"""A question as groups of terms for a full-text search, with its other wordings."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from ingest.vietnamese.abbreviations import abbreviate, expand
from ingest.vietnamese.text import fold, terms


def both_ways(text: str) -> Sequence[str]:
    """The text with its abbreviations spelt out, and with its long forms abbreviated, where that changes it."""
    return [wording for wording in (expand(text), abbreviate(text)) if wording != text]


def search_terms(question: str, wordings: Sequence[str] = ()) -> list[list[str]]:
    """A question as groups for a full-text search: its words, its pairs of neighbours, its other wordings.

    Vietnamese writes a word in several syllables: pairs keep "sốt rét" from being found as "sốt" and "rét".
    """
    groups: list[list[str]] = []
    for text in (question, *wordings):
        words = terms(text)
        told = [word for word in words if fold(word) not in _folded_words("question_words")]
        strong = [word for word in told if fold(word) not in _folded_words("weak_words")]
        groups += [[word] for word in strong or told or words]
        groups += [[f"{a} {b}"] for a, b in pairwise(words) if a in told and b in told]
    return groups


def plain_terms(question: str) -> list[list[str]]:
    """Every word of a question as a group of its own: what plain BM25 searches for."""
    return [[word] for word in dict.fromkeys(terms(question))]


@cache
def _folded_words(name: str) -> frozenset[str]:
    rules = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return frozenset(fold(rules[name]).split())
