"""The terms of texts: terms of the field, whatever their wording, and the syllables they are written with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ingest.vietnamese.terms import Token, broader, canonical, expand
from ingest.vietnamese.text import fold, nfc

_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
NEW = "moi_phat_sinh"  # the mark of "mới": new cases are not all of them
_HOURS = re.compile(r"(\d)\s?h\b")
_BORN = r"(?! (?:sinh|đẻ|de|chào đời|chao doi|đạt|dat|làm|lam|chỉ|chi|xong|có|co)\b)"  # "trẻ mới sinh": all of them
_MARKS = (
    (
        re.compile(rf"\bmới\b{_BORN}|\bmoi\b(?! (?:noi|ben|nguoi|nam|thang|loai|lan)){_BORN}", re.IGNORECASE),
        NEW,
    ),
)
_MEMORY = 200_000  # texts whose terms are remembered; a report's wordings recur in every question


@dataclass(frozen=True, slots=True)
class TopicTerm:
    """One term of a question."""

    text: str  # canonical: "tiem_chung_day_du", or a folded syllable
    kind: str
    parts: tuple[str, ...]  # syllables of the canonical term
    surface: tuple[str, ...]  # syllables as typed, abbreviations spelt out
    start: int = field(default=0, compare=False)  # in the text of the question


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text speaks of."""

    concepts: frozenset[str]
    syllables: frozenset[str]  # of the canonical terms and of the wording itself
    wider: frozenset[str] = frozenset()  # what the concepts are kinds of: "lao AFB" speaks of "bệnh lao" too
    pairs: frozenset[tuple[str, str]] = frozenset()  # syllables that stand side by side


def topic_terms(text: str, tokens: Sequence[Token]) -> tuple[TopicTerm, ...]:
    """The terms of a question's tokens; `text` is the text in which they stand."""
    marks = [
        TopicTerm(mark, "word", (mark,), (), match.start())
        for pattern, mark in _MARKS
        if (match := pattern.search(text))
        and not any(t.kind == "concept" and t.start <= match.start() < t.end for t in tokens)
    ]
    return (
        *marks,
        *(
            TopicTerm(
                token.text,
                str(token.kind),
                tuple(parts_of(token.text)),
                tuple(raw_syllables(text[token.start : token.end])),
                token.start,
            )
            for token in tokens
            if token.kind != "stop"
        ),
    )


@lru_cache(maxsize=_MEMORY)
def terms_of(text: str) -> Terms:
    """The terms of a wording of a report."""
    tokens = [t for t in canonical(text) if t.kind != "stop"]
    concepts = frozenset(t.text for t in tokens) | frozenset(_marks(text))
    canon, written = [part for t in tokens for part in parts_of(t.text)], raw_syllables(text)
    wider = frozenset(w for t in tokens if t.kind == "concept" for w in broader(t.text))
    pairs = frozenset(pairwise(canon)) | frozenset(pairwise(written))
    return Terms(concepts, frozenset(canon) | frozenset(written), wider - concepts, pairs)


def spelt(parts: Sequence[str], terms: Terms) -> bool:
    """Whether a text holds the syllables of a term, most of them side by side.

    "vắc xin sởi" stands in "vắc xin phòng sởi", but "y tế thôn bản" not in "bản cam kết của ngành y tế ở thôn".
    """
    if not parts or not terms.syllables.issuperset(parts):
        return False
    apart = sum(pair not in terms.pairs for pair in pairwise(parts))
    return apart <= (len(parts) - 1) // 2


def _marks(text: str) -> list[str]:
    """Small words that make another figure of one: 'bệnh nhân động kinh mới' are not all of them."""
    return [mark for pattern, mark in _MARKS if pattern.search(text)]


def parts_of(term: str) -> list[str]:
    return [part for part in term.split("_") if part]


def raw_syllables(text: str) -> list[str]:
    """Folded syllables and plain numbers of a wording: '<2.500g' → '2500', 'g'; '01' → '1'."""
    return [_plain(match.group()) for match in _PART.finditer(_HOURS.sub(r"\1 gio", fold(expand(nfc(text)))))]


def _plain(part: str) -> str:
    return part.replace(".", "").replace(",", ".").lstrip("0") or "0" if part[0].isdigit() else part
