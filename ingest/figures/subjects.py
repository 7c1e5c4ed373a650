"""Whom and where a label speaks of: populations and places in the words of rows and columns."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from ingest.vietnamese.places import district, province
from ingest.vietnamese.populations import POPULATIONS, apart_populations
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Place

_SHORTEST_SLIP, _LONGEST_SLIP = 8, 25  # letters of a label that may be a misspelt population
_SLIPS = 2
_LONGEST_NAME = 45  # characters of a place's name with its type
_CODE = re.compile(r"[A-ZĐ.]{1,4}")  # "KH", "TH" head columns of plan and result, not of provinces
_ORDINAL = re.compile(r"^\d{1,3}[.)]\s+")
_COMMUNE = re.compile(r"^(xã|phường|thị trấn|tt\.?|x\.|p\.)\s+(?=\S)", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:tong|cong|tong cong|tong so|toan (?:tinh|huyen|thanh pho|quan|thi xa|xa)|"
    r"chung|ca tinh|tong chung|toan nganh)"
)


def population_misspelt(label: str) -> tuple[str, ...]:
    """The population that a whole label means but for slips: 'Nông thôri', 'Người dân t ộc thiểu số'."""
    squashed = "".join(c for c in fold(label) if c.isalnum())
    if len(squashed) < _SHORTEST_SLIP or len(squashed) > _LONGEST_SLIP:
        return ()
    for form, code in _squashed_forms().items():
        if Levenshtein.distance(squashed, form, score_cutoff=_SLIPS) <= _SLIPS:
            return (code,)
    return ()


def nearest_populations(
    label: str, chain: tuple[str, ...], column: tuple[str, ...], *, breakdown: bool, listed: bool
) -> tuple[str, ...]:
    """The populations of a label or its column, else of the nearest row above (`chain`) that names any.

    breakdown: the row is a part of the one above; listed: it has a dash or plus, so that slips are looked for.
    """
    own = tuple(dict.fromkeys((*apart_populations(label, breakdown), *column)))
    if not own and listed:
        own = population_misspelt(label)
    return own or next((found for text in reversed(chain) if (found := apart_populations(text))), ())


@cache
def _squashed_forms() -> dict[str, str]:
    forms = ((form, code) for code, entry in POPULATIONS.items() if entry.apart for form in entry.forms)
    squashed = (("".join(c for c in fold(form) if c.isalnum()), code) for form, code in forms)
    return {form: code for form, code in squashed if len(form) >= _SHORTEST_SLIP}


@lru_cache(maxsize=4096)
def place_named(text: str, home: Place | None) -> Place | None:
    """The place that a label names and nothing else, seen from `home`: 'Huyện Phong Thổ'; else None."""
    label = _ORDINAL.sub("", squeeze(text)).strip(" .:;,")
    if not label or len(label) > _LONGEST_NAME or not label[0].isalpha() or _CODE.fullmatch(label):
        return None
    commune = _COMMUNE.match(label)
    if commune and home is not None and home.district:
        return Place(home.province, home.district, label[commune.end() :].strip())
    if home is not None and not home.district:
        found = district(label, home.province)
        if found is not None:
            return found
    if home is not None and home.district:
        return None
    return province(label)


def is_total(text: str) -> bool:
    """'Tổng cộng', 'Toàn tỉnh': the row that adds the places up."""
    return bool(_TOTAL.fullmatch(fold(squeeze(text)).strip(" .:")))
