"""The words of health reports: synonyms, abbreviations and household words as one canonical run of tokens.

'bao nhiêu bà bầu TCĐĐ uốn ván' and 'so phu nu co thai tiem uon van' come out alike; that is what
questions and indicators are compared by.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from ingest.vietnamese.abbreviations import (
    abbreviate,
    expand,
    is_ambiguous,
    is_vietnamese_syllable,
    short_forms,
)
from ingest.vietnamese.data import load
from ingest.vietnamese.phrases import PhraseIndex, PhraseMatch
from ingest.vietnamese.populations import POPULATIONS, Population, PopulationMatch, find_populations
from ingest.vietnamese.syllables import Syllable, has_diacritics, syllable_key, syllables
from ingest.vietnamese.text import fold, nfc

__all__ = [
    "POPULATIONS",
    "Population",
    "PopulationMatch",
    "Token",
    "TokenKind",
    "abbreviate",
    "broader",
    "canonical",
    "concept_name",
    "concepts",
    "concepts_of",
    "expand",
    "find_populations",
    "implied",
    "is_ambiguous",
    "related",
    "short_forms",
    "spelling",
    "term_of",
    "variants",
]

_FILES = (
    "concepts_diseases.toml",
    "concepts_family.toml",
    "concepts_services.toml",
    "concepts_management.toml",
    "concepts_general.toml",
)
_STOP = "!"  # before the name of a stop phrase in the index
_MENDED_FROM = 4  # letters: shorter words that are no syllables are names or codes
_LETTERS = "abcdeghiklmnopqrstuvxy"


class TokenKind(StrEnum):
    CONCEPT = "concept"  # a synonym group, or a descriptor such as duoi_1_tuoi
    WORD = "word"
    NUMBER = "number"
    STOP = "stop"  # asks, is polite, or holds the sentence together


@dataclass(frozen=True, slots=True)
class Token:
    """A canonical term ('tiem_chung_day_du'), folded syllable or number, and its span in the NFC text."""

    text: str
    start: int
    end: int
    kind: TokenKind


@lru_cache(maxsize=8192)
def _canonical(text: str) -> tuple[Token, ...]:
    parts = _mended(syllables(text))
    found = []
    position = 0
    for match in _cover(text, parts):
        found += [_single(part) for part in parts[position : match.first]]
        stop = match.name.startswith(_STOP)
        kind = TokenKind.STOP if stop else TokenKind.CONCEPT
        found.append(_token(match.name.removeprefix(_STOP), parts[match.first : match.last], kind))
        position = match.last
    return (*found, *(_single(part) for part in parts[position:]))


def _cover(text: str, parts: list[Syllable]) -> list[PhraseMatch]:
    """The phrases that cover a text best, in order: long ones count more than their syllables.

    From left to right alone would read "số người | bệnh", "tỷ lệ sinh | con tại cơ sở y tế".
    """
    index = _lexicon()
    marked = has_diacritics(text)
    best = [0] * (len(parts) + 1)
    chosen: list[PhraseMatch | None] = [None] * len(parts)
    for first in range(len(parts) - 1, -1, -1):
        best[first] = best[first + 1]
        for match in index.matches(text, parts, first, marked):
            score = (match.last - first) ** 2 + best[match.last]
            if score >= best[first]:
                best[first], chosen[first] = score, match
    found = []
    first = 0
    while first < len(parts):
        taken = chosen[first]
        if taken:
            found.append(taken)
        first = taken.last if taken else first + 1
    return found


def canonical(text: str) -> list[Token]:
    """The tokens of a text in order; every syllable is in exactly one.

    Longest wording first, whole syllables only, with or without diacritics. Positions count in the NFC text.
    """
    return list(_canonical(nfc(text)))


def concept_name(term: str) -> str | None:
    """The wording of a canonical term: 'tiem_chung_day_du' → 'tiêm chủng đầy đủ'; None for a mere word."""
    return _names().get(term)


@cache
def concepts() -> dict[str, tuple[str, ...]]:
    """Every concept by canonical wording, with its other wordings ('=', '==': see PhraseIndex)."""
    found: dict[str, tuple[str, ...]] = {}
    for file in _FILES:
        for section in load(file).values():
            for wording, others in section.items():
                if wording in found:
                    raise ValueError(f"{file}: concept {wording!r} stands twice")
                found[nfc(wording)] = tuple(nfc(other) for other in others)
    return found


@cache
def concepts_of(section: str) -> frozenset[str]:
    """The canonical wordings of one section of the catalogue: "malaria". Raises KeyError for an unknown one."""
    sections = {name: frozenset(map(nfc, entries)) for file in _FILES for name, entries in load(file).items()}
    return sections[section]


def variants(term: str) -> tuple[str, ...]:
    """The wordings of a canonical term, the canonical one first; () for a mere word."""
    name = _names().get(term)
    return (name, *(other.lstrip("=") for other in concepts()[name])) if name else ()


def broader(term: str) -> tuple[str, ...]:
    """The canonical terms that contain this one, nearest first: 'lao_afb' → ('benh_lao',)."""
    table = _hierarchy()[0]
    found: list[str] = []
    while term in table and table[term] not in found:
        term = table[term]
        found.append(term)
    return tuple(found)


def related(term: str) -> frozenset[str]:
    """Canonical terms that are often said for this one, both ways."""
    return _hierarchy()[1].get(term, frozenset())


def implied(term: str) -> frozenset[str]:
    """What goes without saying of a canonical term: 'tiem_chung_day_du' → 'duoi_1_tuoi', 'tre_em'."""
    return _implied().get(term, frozenset())


def spelling(text: str) -> str:
    """The NFC text with words that are no Vietnamese syllable mended by one letter, if only one word fits."""
    source = nfc(text)
    mended = source
    for part in reversed(syllables(source)):
        word = source[part.start : part.end]
        fixed = _fix(part.key) if word.islower() and word.isalpha() and fold(word) == word else None
        if fixed:
            mended = mended[: part.start] + fixed + mended[part.end :]
    return mended


def term_of(wording: str) -> str:
    """The canonical term of a canonical wording: 'tử vong mẹ' → 'tu_vong_me'."""
    return "_".join("".join(c if c.isalnum() else " " for c in fold(nfc(wording))).split())


def _token(name: str, parts: list[Syllable], kind: TokenKind) -> Token:
    return Token(name, parts[0].start, max(part.end for part in parts), kind)


def _single(part: Syllable) -> Token:
    if part.descriptor:
        return Token(part.key, part.start, part.end, TokenKind.CONCEPT)
    kind = TokenKind.NUMBER if part.key[0].isdigit() else TokenKind.WORD
    return Token(part.key, part.start, part.end, kind)


def _mended(parts: list[Syllable]) -> list[Syllable]:
    fixes = [_fix(part.key) if not part.descriptor and part.key.isalpha() else None for part in parts]
    if not any(fixes):
        return parts
    return [
        Syllable(fixed, fixed, part.start, part.end) if fixed else part
        for part, fixed in zip(parts, fixes, strict=True)
    ]


@lru_cache(maxsize=8192)
def _fix(key: str) -> str | None:
    """The one known syllable that is a letter away from a misspelt word: 'tiemm' → 'tiem'."""
    known = _known_syllables()
    if len(key) < _MENDED_FROM or key in known or not key.isascii() or is_vietnamese_syllable(key):
        return None
    swaps = {key[:i] + key[i + 1] + key[i] + key[i + 2 :] for i in range(len(key) - 1)} & known
    if len(swaps) == 1:
        return swaps.pop()
    cuts = {key[:i] + key[i + 1 :] for i in range(len(key))} & known
    if len(cuts) == 1:
        return cuts.pop()
    others = {key[:i] + c + key[i + 1 :] for i in range(len(key)) for c in _LETTERS} & known
    return others.pop() if len(others) == 1 else None


@cache
def _known_syllables() -> frozenset[str]:
    wordings = [word for name, others in concepts().items() for word in (name, *others)]
    return frozenset(syllable_key(s) for wording in wordings for s in fold(wording).split() if s.isalpha())


@cache
def _lexicon() -> PhraseIndex:
    index = PhraseIndex()
    owners: dict[str, str] = {}
    for name, others in concepts().items():
        own = [] if name.lower() in {other.lower().lstrip("=") for other in others} else [name]
        for wording in (*own, *others):
            key = wording.lower().lstrip("=")
            if owners.setdefault(key, name) != name:
                raise ValueError(f"concepts: {wording!r} stands under {owners[key]!r} and {name!r}")
            index.add(wording, term_of(name))
    for words in load("colloquial.toml")["stop"].values():
        for word in words:
            index.add(word, _STOP + "_".join(fold(nfc(word)).split()))
    return index


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for name in concepts():
        if names.setdefault(term_of(name), name) != name:
            raise ValueError(f"concepts: {name!r} and {names[term_of(name)]!r} have one canonical term")
    return names


@cache
def _implied() -> dict[str, frozenset[str]]:
    table = load("hierarchy.toml")["implied"]
    if unknown := [wording for wording in table if term_of(wording) not in _names()]:
        raise ValueError(f"hierarchy.toml: {unknown} are no concepts")
    return {
        term_of(wording): frozenset(token.text for other in others for token in canonical(other))
        for wording, others in table.items()
    }


@cache
def _hierarchy() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    data = load("hierarchy.toml")
    names = _names()
    for wording in [*data["broader"], *data["broader"].values(), *data["related"]]:
        if term_of(wording) not in names:
            raise ValueError(f"hierarchy.toml: {wording!r} is no concept")
    up = {term_of(narrow): term_of(wide) for narrow, wide in data["broader"].items()}
    both: dict[str, set[str]] = {}
    for wording, others in data["related"].items():
        for other in others:
            both.setdefault(term_of(wording), set()).add(term_of(other))
            both.setdefault(term_of(other), set()).add(term_of(wording))
    return up, {term: frozenset(others) for term, others in both.items()}
