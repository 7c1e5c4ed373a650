"""The places that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.vietnamese.places import PlaceMatch, is_event
from ingest.vietnamese.text import fold
from vectorstore.records import Place

_COMPARED = re.compile(r"\bso (?:voi|sanh)\b")
# Between a province and a district of it that are asked about side by side: "Thái Nguyên và huyện Phú Bình".
_BESIDE = re.compile(
    r"\s*(?:6t|9t|q\d|t\d{1,2})?[/\d]*\s*,?\s*(?:va|voi|so voi|vs|hay|hoac|so sanh voi)(?: (?:ca|rieng|cua|o))?"
    r"(?: (?:tinh|huyen|thanh pho|tp\.?|thi xa|quan))?\s*"
)
# What stands before a place's name and says no more than the name.
_PLACE_WORDS = re.compile(
    r"(?:\b(?:cua|o|tai|tren dia ban|dia ban|giua|va|toan|trong|cho)\s+)*"
    r"(?:\b(?:tinh|huyen|thanh pho|tp\.?|thi xa|quan|xa|ubnd|so y te|nganh y te|nganh y|ttyt|trung tam y te)\s+)*$"
)
# The offices among them, which are what is asked about where a task is: "nhiệm vụ của Trung tâm Y tế huyện …".
_OFFICE_BEFORE = re.compile(
    r"\b(?:ubnd|ttyt|trung tam y te)(?:\s+(?:tinh|huyen|thanh pho|thi xa|quan|xa))?\s*$"
)


def named_places(text: str, found: Iterable[PlaceMatch]) -> list[tuple[Place, int, int]]:
    """Every place that is named, in order; `found`: the places of the text."""
    return [
        (
            Place(m.place.province) if m.in_name and is_event(text[m.start : m.end]) else m.place,
            m.start,
            m.end,
        )
        for m in found
    ]


def namesakes(text: str, found: Iterable[PlaceMatch], known: tuple[Place, ...]) -> tuple[Place, ...]:
    """What else the short form of a place could mean: "BT" is Bến Tre or Bình Thuận."""
    return tuple(
        place
        for match in found
        if text[match.start : match.end].isupper() and " " not in text[match.start : match.end]
        for place in match.alternatives
        if place in known or any(other.province == place.province for other in known if not place.district)
    )


def innermost(named: list[tuple[Place, int, int]], text: str) -> list[tuple[Place, int, int]]:
    """The places less those that only say where another lies."""
    return [
        item
        for item in named
        if (item[0].district or not any(_only_tells(item, other, text) for other in named))
        and not any(_lies_in(other, item, text) for other in named)
    ]


def _only_tells(province: tuple[Place, int, int], other: tuple[Place, int, int], text: str) -> bool:
    """'Phú Bình, Thái Nguyên': the province only says where the district lies, unless both are asked about."""
    if not other[0].district or other[0].province != province[0].province:
        return False
    first, second = sorted((province, other), key=lambda item: item[1])
    return not _BESIDE.fullmatch(fold(text[first[2] : second[1]]))


def _lies_in(commune: tuple[Place, int, int], district: tuple[Place, int, int], text: str) -> bool:
    """'xã Nậm Hàng, huyện Nậm Nhùn': the district only says where the commune lies, unless the two are compared."""
    inside = bool(commune[0].commune) and commune[0] != district[0] and district[0].contains(commune[0])
    return inside and not _COMPARED.search(fold(text))


def before_place(text: str, start: int, *, office: bool) -> int:
    """Where the words begin that belong to a place's name: 'của tỉnh Điện Biên'; with `office`, 'TTYT huyện' too."""
    before = fold(text[:start])
    if not office and _OFFICE_BEFORE.search(before):
        return start
    match = _PLACE_WORDS.search(before)
    return match.start() if match else start
