"""Correcting what was brought together: a person merges two indicators, or tells a wording from the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.indicators.corrections import of_wording
from assistant.indicators.grouping import wording_of
from assistant.indicators.indicator import Indicator
from ingest.vietnamese.text import fold, squeeze
from vectorstore.corrections import Correction
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from vectorstore.archive import Archive


def merge(archive: Archive, one: Indicator, other: Indicator, note: str = "") -> None:
    """Remember that two indicators are one. Raises UsageError for one and the same, ArchiveError when read-only."""
    if set(one.keys) & set(other.keys):
        raise UsageError(
            f"“{one.label}” và “{other.label}” đã là một chỉ tiêu; hãy chọn hai chỉ tiêu khác nhau."
        )
    _remember(archive, one.keys, other.keys, note, together=True)


def split(archive: Archive, indicator: Indicator, wording: str, note: str = "") -> None:
    """Remember that one of its wordings is another indicator. Raises UsageError for a wording that it does not have."""
    wanted = fold(squeeze(wording))
    own = {m.identity for m in indicator.members if fold(wording_of(m)) == wanted}
    rest = {m.identity for m in indicator.members if fold(wording_of(m)) != wanted}
    if not own or not rest:
        raise UsageError(
            f"Chỉ tiêu “{indicator.label}” không có cách ghi “{wording}” bên cạnh cách ghi khác; "
            "hãy chép đúng một trong các cách ghi đã nêu."
        )
    # An identity that other wordings share is told from them by the wording itself.
    apart = [(of_wording(identity, wording) if identity in rest else identity).key for identity in own]
    _remember(archive, sorted(apart), sorted(identity.key for identity in rest), note, together=False)


def _remember(
    archive: Archive, one: Sequence[str], other: Sequence[str], note: str, *, together: bool
) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    # Every pair, so that the word still holds when some of the wordings have left the archive.
    archive.corrections.add(*(Correction(a, b, together, note, now) for a in one for b in other))
