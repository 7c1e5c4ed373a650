"""Headers of one row that say in words what a spanning cell would: "TCĐĐ: Kế hoạch", "TCĐĐ: Đạt %"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_SHARED = 2  # columns that begin alike


def prefixed(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Header paths in which a beginning that several columns share stands above what follows it."""
    shared = Counter(prefix for path in paths if path and (prefix := _parted(path[-1])[0]))
    found = []
    for path in paths:
        prefix, rest = _parted(path[-1]) if path else ("", "")
        found.append((*path[:-1], prefix, rest) if shared[prefix] >= _SHARED else path)
    return found


def _parted(text: str) -> tuple[str, str]:
    """What stands before the first colon, and behind it; two empty texts where nothing stands on a side."""
    before, _, after = text.partition(":")
    return (before.strip(), after.strip()) if before.strip() and after.strip() else ("", "")
