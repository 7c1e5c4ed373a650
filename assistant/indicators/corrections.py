"""A person's word on which indicators are one and which are not, as grouping asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from assistant.indicators.identity import Identity
from vectorstore.archive import Archive
from vectorstore.corrections import Correction
from vectorstore.errors import UsageError


class Corrections:
    """The corrections that hold for one grouping."""

    def __init__(self, entries: Sequence[Correction] = ()) -> None:
        self._together = [entry for entry in entries if entry.together]
        self._apart = frozenset(entry.pair for entry in entries if not entry.together)

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


def merge(archive: Archive, one: Sequence[str], other: Sequence[str], note: str = "") -> None:
    """Remember that two indicators, by the keys of their identities, are one. Raises UsageError, ArchiveError."""
    _remember(archive, one, other, note, together=True)


def split(archive: Archive, one: Sequence[str], other: Sequence[str], note: str = "") -> None:
    """Remember that they are two: no identity of the one is ever brought together with one of the other."""
    _remember(archive, one, other, note, together=False)


def _remember(
    archive: Archive, one: Sequence[str], other: Sequence[str], note: str, *, together: bool
) -> None:
    if not one or not other or set(one) & set(other):
        raise UsageError("Cần hai chỉ tiêu khác nhau để gộp hoặc tách; hãy chọn lại.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    # Every pair, so that the word still holds when some of the wordings have left the archive.
    archive.corrections.add(*(Correction(a, b, together, note, now) for a in one for b in other))
