"""The terms of texts: terms of the field, whatever their wording, and the syllables they are written with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from assistant.questions.cues import light_words
from ingest.vietnamese.syllables import exact_key, has_diacritics
from ingest.vietnamese.terms import Token, broader, canonical, concept_name, expand, implied
from ingest.vietnamese.text import fold, nfc

_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
NEW = "moi_phat_sinh"  # the mark of "mới": new cases are not all of them
_HOI, _NGA = "\u0309", "\u0303"
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
    # As parts and surface; with diacritics where the question is typed with them: "sởi" is no "sợi".
    exact_parts: tuple[str, ...] = field(default=(), compare=False)
    exact_surface: tuple[str, ...] = field(default=(), compare=False)
    light: bool = field(default=False, compare=False)  # an everyday word, which counts little


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text speaks of."""

    concepts: frozenset[str]
    syllables: frozenset[str]  # of the canonical terms and of the wording itself, without and with diacritics
    wider: frozenset[str] = (
        frozenset()
    )  # what the concepts are kinds of, or imply: "lao AFB" speaks of "bệnh lao" too
    pairs: frozenset[tuple[str, str]] = frozenset()  # syllables that stand side by side


def topic_terms(text: str, tokens: Sequence[Token]) -> tuple[TopicTerm, ...]:
    """The terms of a question's tokens; `text` is the text in which they stand."""
    marked = has_diacritics(text)
    marks = [
        TopicTerm(mark, "word", (mark,), (), match.start())
        for pattern, mark in _MARKS
        if (match := pattern.search(text))
        and not any(t.kind == "concept" and t.start <= match.start() < t.end for t in tokens)
    ]
    return (
        *marks,
        *(
            _topic_term(token, text[token.start : token.end], marked)
            for token in tokens
            if token.kind != "stop"
        ),
    )


def _topic_term(token: Token, typed: str, marked: bool) -> TopicTerm:
    parts, surface = tuple(parts_of(token.text)), tuple(raw_syllables(typed))
    exact_parts, exact_surface = parts, surface
    if marked:
        exact_surface = tuple(exact_syllables(typed))
        name = concept_name(token.text) if token.kind == "concept" else None
        exact_parts = tuple(exact_syllables(name)) if name else exact_surface or parts
    typed_light, plain_light = light_words()
    light = token.kind == "word" and (typed.lower() in typed_light if marked else fold(typed) in plain_light)
    return TopicTerm(
        token.text, str(token.kind), parts, surface, token.start, exact_parts, exact_surface, light
    )


# "Sởi (+)" of a column's header; "AFB (+)" is a term of its own
_SIGN = re.compile(r"(?<!AFB)(?<!AFB )\(([-+–])\)", re.IGNORECASE)
_SIGNS = {"+": "dương tính", "-": "âm tính", "–": "âm tính"}


@lru_cache(maxsize=_MEMORY)
def terms_of(text: str) -> Terms:
    """The terms of a wording of a report."""
    sign = _SIGN.search(text)
    text = f"{text} {_SIGNS[sign[1]]}" if sign else text
    tokens = [t for t in canonical(text) if t.kind != "stop"]
    concepts = frozenset(t.text for t in tokens) | frozenset(_marks(text))
    canon = [part for t in tokens for part in parts_of(t.text)]
    named = (concept_name(t.text) for t in tokens if t.kind == "concept")
    names = [part for name in named for part in exact_syllables(name or "")]
    runs = (canon, names, raw_syllables(text), exact_syllables(text))
    wider = frozenset(w for t in tokens if t.kind == "concept" for w in (*broader(t.text), *implied(t.text)))
    pairs = frozenset(pair for run in runs for pair in pairwise(run))
    return Terms(concepts, frozenset(part for run in runs for part in run), wider - concepts, pairs)


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


def exact_syllables(text: str) -> list[str]:
    """The syllables of a wording with their diacritics, and plain numbers: 'tử vong mẹ', '01'.

    Hỏi and ngã are one tone here, as many people speak and type them.
    """
    return [
        _exact(match.group()) for match in _PART.finditer(_HOURS.sub(r"\1 giờ", expand(nfc(text)).lower()))
    ]


@lru_cache(maxsize=_MEMORY)
def _exact(part: str) -> str:
    if part[0].isdigit():
        return _plain(part)
    return part if fold(part) == part else exact_key(part).replace(_NGA, _HOI)


def _plain(part: str) -> str:
    return part.replace(".", "").replace(",", ".").lstrip("0") or "0" if part[0].isdigit() else part
