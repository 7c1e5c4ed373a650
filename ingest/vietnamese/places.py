"""Places of Viet Nam by name, and what became of them on 1 July 2025.

Provinces are the 63 of before July 2025; a district is named without its type ("Phong Thổ"), except where its
province or another unit of the province has the same name ("thành phố Lai Châu", "thị xã Kỳ Anh").
"""

from __future__ import annotations

import re
from datetime import date

from ingest.vietnamese.places_data import REFORM, Unit, districts, province_after, provinces, unit_of
from ingest.vietnamese.places_data import words as place_words
from ingest.vietnamese.places_index import index
from ingest.vietnamese.places_match import PlaceMatch, find_places
from ingest.vietnamese.places_spelling import key
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Place

__all__ = [
    "REFORM",
    "PlaceMatch",
    "all_districts",
    "all_provinces",
    "covers",
    "district",
    "find_places",
    "is_event",
    "merged_from",
    "now_in",
    "place_type",
    "province",
    "provinces_after",
]

# "TX. Long Mỹ", "TP Kon Tum", "H. Phú Hòa": how tables shorten the type of a place
_SHORT_TYPES = (
    (re.compile(r"t\.? ?p\.? ?(?=\w)", re.IGNORECASE), "thành phố "),
    (re.compile(r"t\.? ?x\.? ?(?=\w)", re.IGNORECASE), "thị xã "),
    (re.compile(r"h\. ?(?=\w)", re.IGNORECASE), "huyện "),
    (re.compile(r"q\. ?(?=\w)", re.IGNORECASE), "quận "),
)
_TYPE_WORDS = {"tinh", "thanh", "pho", "tp", "huien", "thi", "xa", "quan", "tx"}  # as keys: y is i


def province(name: str) -> Place | None:
    """The province of a name or short form, with or without its type; None when none or several have it."""
    units = [unit for unit in _units(name) if unit.is_province]
    return units[0].place if len(units) == 1 else None


def district(name: str, province: str | None = None) -> Place | None:
    """The district of a name, in a province when given; None when none or several have it."""
    name = _typed(name)
    units = [unit for unit in _units(name) if not unit.is_province]
    if province is not None:
        merged = [unit for unit in units if province_after(unit.place.province) == province]
        units = [unit for unit in units if unit.place.province == province] or merged
    typed = [unit for unit in units if squeeze(name).lower().startswith(unit.type)]
    units = typed or units
    living = [unit for unit in units if unit.until is None] or units
    if len(living) > 1 and province is not None:
        living = [unit for unit in living if unit.type == "huyện"] or living
    return living[0].place if len(living) == 1 else None


def _typed(name: str) -> str:
    """A name with its type in full: 'TX. Long Mỹ' → 'thị xã Long Mỹ'."""
    text = squeeze(name)
    for short, written in _SHORT_TYPES:
        match = short.match(text)
        if match and text[match.end() :][:1].isupper():
            return written + text[match.end() :]
    return text


def is_event(name: str) -> bool:
    """True for a name that mostly means what happened there: 'Điện Biên Phủ'."""
    return fold(squeeze(name)) in place_words()["names"]["events"]


def _units(name: str) -> list[Unit]:
    words = key(squeeze(name))
    found = [entry.unit for entry in index().entries.get(words, ())]
    found += [unit for unit in index().codes.get(squeeze(name).upper(), ()) if unit not in found]
    while not found and len(words) > 1 and words[0] in _TYPE_WORDS:
        words = words[1:]
        found = [entry.unit for entry in index().entries.get(words, ())]
    return list(dict.fromkeys(found))


def all_provinces() -> list[Place]:
    """The 63 provinces and central cities of before July 2025."""
    return [unit.place for unit in provinces().values()]


def provinces_after() -> list[Place]:
    """The 34 of since July 2025."""
    return [unit.place for unit in provinces().values() if not unit.after]


def all_districts(province: str | None = None, when: date | None = None) -> list[Place]:
    """Districts (of a province; those that existed on a day before the reform, when given)."""
    return [
        unit.place
        for unit in districts()
        if (province is None or unit.place.province == province)
        and (when is None or (when < REFORM and (unit.until is None or when < unit.until)))
    ]


def place_type(place: Place) -> str:
    """'tỉnh', 'thành phố', 'huyện', 'thị xã', 'quận'; "" for a place that is in no list."""
    unit = unit_of().get(place)
    return unit.type if unit else ""


def now_in(place: Place) -> str:
    """'nay thuộc tỉnh Lâm Đồng' for a place whose province was merged into another, else ""."""
    if place.province not in provinces():
        return ""
    if place.province == "Thừa Thiên Huế":
        return "nay thuộc thành phố Huế" if place.district else "nay là thành phố Huế"
    after = provinces()[province_after(place.province)]
    return "" if after.name == place.province else f"nay thuộc {after.type} {after.name}"


def merged_from(province_after: Place | str) -> list[Place]:
    """The provinces of before July 2025 that make one of today's, its namesake first."""
    name = province_after if isinstance(province_after, str) else province_after.province
    if name == "Huế":
        name = "Thừa Thiên Huế"
    if name not in provinces() or provinces()[name].after:
        return []
    return [Place(name), *(unit.place for unit in provinces().values() if unit.after == name)]


def covers(place: Place, other: Place, when: date) -> bool:
    """True when `place`, as it was on the day, holds `other`: Lâm Đồng covers Bình Thuận since July 2025."""
    if place.contains(other):
        return True
    if place.district or when < REFORM:
        return False
    return Place(other.province) in merged_from(place)
