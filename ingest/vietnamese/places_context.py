"""The names and short forms of the places that an archive knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.vietnamese.places_data import Unit, unit_of
from ingest.vietnamese.places_spelling import key
from ingest.vietnamese.text import fold
from vectorstore.records import Place

_DISTRICT_INITIALS = 3  # letters; two of them mean too much else


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What the places of a context are called beside their full names.

    communes: by the key of the name; longest_commune: words of the longest of them;
    initials: provinces, and districts whose names have three words: "MCC";
    glued: initials and last word: "PThọ", "PTho".
    """

    communes: dict[tuple[str, ...], Place]
    longest_commune: int
    initials: dict[str, list[Unit]]
    glued: dict[str, Unit]


@lru_cache(maxsize=8)
def known_names(context: frozenset[Place]) -> KnownNames:
    """The names of one context; worked out once, for questions and lines are read by the thousand."""
    communes = {key(place.commune): place for place in sorted(context) if place.commune}
    return KnownNames(communes, max(map(len, communes), default=0), _initials(context), _glued(context))


def _initials(context: Iterable[Place]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for place in sorted(context):
        unit = unit_of().get(place) if not place.commune else None
        letters = "".join(word[0] for word in unit.name.split()).upper() if unit else ""
        if unit is None or len(letters) < (_DISTRICT_INITIALS if place.district else 2):
            continue
        for written in {letters, letters.replace("Đ", "D")}:
            found.setdefault(written, []).append(unit)
    return found


def _glued(context: Iterable[Place]) -> dict[str, Unit]:
    units = [unit for place in sorted(context) if not place.commune and (unit := unit_of().get(place))]
    found: dict[str, Unit] = {}
    for unit in units:
        *first, last = unit.name.split()
        short = "".join(word[0] for word in first) + last
        found |= {short: unit, _plain(short): unit} if first else {}
    return found


def _plain(name: str) -> str:
    """Without diacritics, capitals kept."""
    return "".join(p.upper() if c.isupper() else p for c, p in zip(name, fold(name), strict=True))
