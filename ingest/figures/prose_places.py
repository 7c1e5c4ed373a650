"""The place inside the report's place that a clause speaks of alone: 'Có 1 ca tại huyện Mèo Vạc'."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.vietnamese.places import find_places
from vectorstore.records import Place

# "tại huyện Mèo Vạc", "riêng huyện Quản Bạ", and at the start of a clause "Huyện Mèo Vạc 5 ca"
_LOCATED = re.compile(
    r"(?<!\w)(?i:tại|ở|trên địa bàn|riêng|thuộc)\s+(?:[^,;()]{0,40}?)(?=[A-ZĐÀ-Ỹ])"
    r"|^\W*(?i:huyện|thị xã|thành phố|tp\.?)\s+(?=[A-ZĐÀ-Ỹ])"
)


@lru_cache(maxsize=2048)
def place_of(clause: str, home: Place | None) -> Place | None:
    """The one place of a clause inside `home` that is no part of an office's name; else None."""
    if home is None or home.commune or not _LOCATED.search(clause):
        return None
    found = [m for m in find_places(clause, (home,)) if home.contains(m.place) and m.place != home]
    if len({m.place for m in found}) != 1 or any(m.in_name for m in found):
        return None
    first = found[0]
    start = first.lead if first.lead >= 0 else first.start
    before = clause[:start]
    located = re.search(
        r"(?<!\w)(?:tại|ở|trên địa bàn|riêng)\s*(?:(?:các )?(?:xã|bản|thôn)[^,;()]{0,40})?$",
        before,
        re.IGNORECASE,
    )
    return first.place if located or not before.strip(" -+*•.") else None
