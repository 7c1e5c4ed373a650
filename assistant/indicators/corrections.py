"""A person's word on which indicators are one and which are not, kept in the archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from assistant.indicators.identity import Identity


@dataclass(frozen=True, slots=True)
class Correction:
    """Two identities by key (`Identity.key`), one indicator (`together`) or two."""

    one: str
    other: str
    together: bool


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of an archive; a later one on the same pair stands in place of the earlier."""

    entries: tuple[Correction, ...] = ()

    def merges(self, identities: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
        by_key = {identity.key: identity for identity in identities}
        for entry in self.entries:
            if entry.together and entry.one in by_key and entry.other in by_key:
                yield by_key[entry.one], by_key[entry.other]

    def parts(self, some: Collection[Identity], others: Collection[Identity]) -> bool:
        """True when a person has said that one of `some` and one of `others` are two indicators."""
        apart = {frozenset((e.one, e.other)) for e in self.entries if not e.together}
        return bool(apart) and any(frozenset((a.key, b.key)) in apart for a in some for b in others)
