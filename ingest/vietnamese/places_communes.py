"""Communes in a text: no list of them ships, so those are found that reports have been seen to name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest.vietnamese.syllables import has_diacritics
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Place

_TYPED = r"(?:(?:tram y te|tyt|tram xa)\s+)?(?:(?:xa|phuong|thi tran)\s+|(?:tt|x|p)\.\s*)"


def find_communes(text: str, known: Iterable[Place]) -> list[tuple[Place, int, int]]:
    """Communes of `known` with start and end, its type's word included; a bare name of one syllable is none."""
    text = nfc(text)
    folded, lowered = fold(text), text.lower()
    exact = has_diacritics(text)
    found = []
    for place, pattern in _patterns(tuple(place for place in dict.fromkeys(known) if place.commune)):
        for match in pattern.finditer(folded):
            written = lowered[match.start("name") : match.end("name")]
            plain = fold(written) == written
            bare = match.start() == match.start("name")
            if exact and not plain and written != place.commune.lower():
                continue
            if bare and (" " not in written or (exact and not text[match.start("name")].isupper() and plain)):
                continue
            found.append((place, match.start(), match.end()))
    return list(_apart(sorted(found, key=lambda item: (item[1], -item[2]))))


@lru_cache(maxsize=8)
def _patterns(communes: tuple[Place, ...]) -> tuple[tuple[Place, re.Pattern[str]], ...]:
    return tuple(
        (place, re.compile(rf"(?<!\w)(?:{_TYPED})?(?P<name>{re.escape(fold(place.commune))})(?!\w)"))
        for place in communes
    )


def _apart(found: Iterable[tuple[Place, int, int]]) -> Iterator[tuple[Place, int, int]]:
    last = 0
    for item in found:
        if item[1] >= last:
            yield item
            last = item[2]
