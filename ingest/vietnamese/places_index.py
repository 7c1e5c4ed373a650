"""All spellings of all places, by the keys of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.vietnamese.places_data import Unit, districts, provinces, words
from ingest.vietnamese.places_spelling import key, tokens
from ingest.vietnamese.text import fold

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A spelling of a unit.

    rank_exact, rank_plain: the support that it needs in lower case with and without diacritics: 0 none,
    1 a word or period beside it, 2 both, 3 its type ("thành phố …") or its province whatever the case.
    """

    unit: Unit
    spelled: tuple[str, ...]
    rank_exact: int
    rank_plain: int
    common: bool = False  # an ordinary phrase too
    glued: bool = False  # "dienbien"


@dataclass(frozen=True)
class Index:
    entries: dict[Key, tuple[Entry, ...]]
    longest: dict[str, int]  # most words of a spelling that begins with this key
    codes: dict[str, tuple[Unit, ...]]  # by the code as written and without diacritics
    slips: dict[str, tuple[Key, ...]]  # letters left when one is taken out → keys of names
    dashed: frozenset[Key]  # names with a dash between their words


@cache
def index() -> Index:
    entries: dict[Key, list[Entry]] = defaultdict(list)
    dashed: set[Key] = set()
    for unit in (*provinces().values(), *districts()):
        for name in _spellings(unit):
            entry = _entry(unit, name)
            entries[key(name)].append(entry)
            if "-" in name:
                dashed.add(key(name))
            if unit.is_province and len(entry.spelled) > 1:
                glued = "".join(key(name))
                entries[(glued,)].append(Entry(unit, ("".join(entry.spelled),), 0, 0, glued=True))
    longest: dict[str, int] = defaultdict(int)
    for words_ in entries:
        longest[words_[0]] = max(longest[words_[0]], len(words_))
    once = {k: tuple(_once(found)) for k, found in entries.items()}
    return Index(once, dict(longest), _codes(), _slips(entries), frozenset(dashed))


def _once(entries: Iterable[Entry]) -> list[Entry]:
    """One entry a spelling; provinces and units that still exist first."""
    return sorted(dict.fromkeys(entries), key=lambda e: (not e.unit.is_province, e.unit.until is not None))


def _spellings(unit: Unit) -> list[str]:
    names = [unit.name, *unit.aliases]
    names += [name.replace("'", " ") for name in names if "'" in name]
    return list(dict.fromkeys(names))


def _entry(unit: Unit, name: str) -> Entry:
    spelled = tuple(token.text for token in tokens(name))
    common, folded = words()["common"], fold(name)
    exact = 2 if name.lower() in _common_exact() else 0
    plain = 2 if folded in common["plain"] else 1
    if len(spelled) > 2 and folded not in common["plain"]:
        plain = 0
    if unit.is_province:
        exact = min(exact, 1)
        plain = 2 if folded in common["hard"] else min(plain, 1) if folded in common["plain"] else 0
    if name.isupper():
        exact, plain = 0, 1  # TPHCM
    elif len(spelled) == 1 and name != "Huế" and len(folded) < 5:
        exact = plain = 3  # Vinh, Lắk, Chũ
    same_as_province = not unit.is_province and name in provinces() | {"Huế": unit}
    if same_as_province:
        exact = plain = 3
    ordinary = folded in common["plain"] or name.lower() in _common_exact()
    return Entry(unit, spelled, exact, plain, ordinary)


@cache
def _common_exact() -> frozenset[str]:
    return frozenset(words()["common"]["exact"])


def _codes() -> dict[str, tuple[Unit, ...]]:
    codes: dict[str, list[Unit]] = defaultdict(list)
    for unit in provinces().values():
        for code in unit.codes:
            for written in dict.fromkeys((code.upper(), fold(code).upper())):
                if unit not in codes[written]:
                    codes[written].append(unit)
    return {code: tuple(units) for code, units in codes.items()}


def _slips(entries: dict[Key, list[Entry]]) -> dict[str, tuple[Key, ...]]:
    """Names of two words or more and five letters or more, whole and less each letter in turn."""
    slips: dict[str, set[Key]] = defaultdict(set)
    for words_ in entries:
        letters = " ".join(words_)
        if len(words_) > 1 and len(letters) > 5:
            for cut in cuts(letters):
                slips[cut].add(words_)
    return {cut: tuple(sorted(keys)) for cut, keys in slips.items()}


def cuts(letters: str) -> set[str]:
    return {letters, *(letters[:i] + letters[i + 1 :] for i in range(len(letters)))}
