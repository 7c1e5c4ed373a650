"""A person's word on which indicators are one and which are not, as grouping asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.indicators.identity import Identity
from ingest.vietnamese.text import fold, squeeze
from vectorstore.corrections import Correction


class Corrections:
    """The corrections that hold for one grouping."""

    def __init__(self, entries: Sequence[Correction] = ()) -> None:
        self._together = [entry for entry in entries if entry.together]
        self._apart = frozenset(entry.pair for entry in entries if not entry.together)
        self._keys = frozenset(key for entry in entries for key in entry.pair if "#" in key)

    def narrowed(self, identity: Identity, wording: str) -> Identity:
        """The identity of one wording alone, where a person has spoken of it; else as it is."""
        own = of_wording(identity, wording)
        return own if own.key in self._keys else identity

    def merges(self, identities: Iterable[Identity]) -> Iterator[tuple[Identity, Identity]]:
        """Pairs among the identities that a person has joined."""
        by_key = {identity.key: identity for identity in identities}
        for entry in self._together:
            if entry.one in by_key and entry.other in by_key:
                yield by_key[entry.one], by_key[entry.other]

    def parts(self, some: Collection[Identity], others: Collection[Identity]) -> bool:
        """True when a person has said that one of `some` and one of `others` are two indicators."""
        return bool(self._apart) and any(
            frozenset((a.key, b.key)) in self._apart for a in some for b in others
        )


def of_wording(identity: Identity, wording: str) -> Identity:
    """The identity narrowed to one wording: its own node, that corrections can name."""
    return replace(identity, wording=fold(squeeze(wording)))
