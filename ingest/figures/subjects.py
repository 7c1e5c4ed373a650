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
_LONGEST_SHOUTED = 3  # words of a name in capitals
_CODE = re.compile(r"[A-ZĐ.]{1,4}")  # "KH", "TH" head columns of plan and result, not of provinces
_ORDINAL = re.compile(r"^\d{1,3}[.)]\s+")
# What heads the row of a place: its health centre or station stands for it ("TTYT huyện Phong Thổ", "TYT xã Hua Bum").
_OFFICE = re.compile(
    r"^(?:trung tâm y tế|ttyt|phòng y tế|ubnd|trạm y tế|tyt)\s+(?:khu vực\s+)?(?=\S)", re.IGNORECASE
)
_STATION = re.compile(r"^(?:trạm y tế|tyt)\b", re.IGNORECASE)
_COMMUNE = re.compile(r"^(?:(?:xã|phường|thị trấn|tt)\s+|(?:tt|x|p)\.\s*)(?=\S)", re.IGNORECASE)
# A commune's own name: capitals or a number ("Hua Bum", "Phường 5"); "Xã đạt chuẩn", "Xã khu vực III" are none.
_NAME_WORD = r"(?:[A-ZĐÀ-Ỹ][^\W\d_]*(?:['’][^\W\d_]+)?|\d{1,2})"
_OWN_NAME = re.compile(rf"{_NAME_WORD}(?:[ -]{_NAME_WORD}){{0,4}}")
_NO_NAME = re.compile(
    r"(?:dat|co|duoc|chua|khong|trien khai|thuc hien|hoan thanh|khu vuc|vung|bien gioi|dac biet|nong thon|diem|"
    r"tong|toan|cac|so|chung|cong)\b|(?:xa|phuong|thi tran)$"
)
# headers of label columns whose rows are communes
_COMMUNES = re.compile(r"(?:ten )?(?:cac )?(?:xa|phuong|thi tran|tram y te|tyt)\b(?!.*\b(?:huyen|tinh)\b)")
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
    above = (apart_populations(text, heading=True) for text in reversed(chain))
    return own or next(filter(None, above), ())


@cache
def _squashed_forms() -> dict[str, str]:
    forms = ((form, code) for code, entry in POPULATIONS.items() if entry.apart for form in entry.forms)
    squashed = (("".join(c for c in fold(form) if c.isalnum()), code) for form, code in forms)
    return {form: code for form, code in squashed if len(form) >= _SHORTEST_SLIP}


@lru_cache(maxsize=4096)
def place_named(text: str, home: Place | None, communes: bool = False) -> Place | None:
    """The place that a label names and nothing else, seen from `home`: 'Huyện Phong Thổ'; else None.

    communes: the label stands where communes are listed, so that a bare name is one's.
    """
    label = _ORDINAL.sub("", squeeze(text)).strip(" .:;,")
    station = _STATION.match(label)
    label = _OFFICE.sub("", label)
    if not label or len(label) > _LONGEST_NAME or not label[0].isalpha() or _CODE.fullmatch(label):
        return None
    if home is not None and home.district and not home.commune:
        return None if station and label.isupper() else _commune(label, home, communes or station is not None)
    if home is not None and not home.district:
        found = district(label, home.province)
        if found is not None:
            return found
    return province(label) if home is None or not home.district else None


def _commune(label: str, home: Place, listed: bool) -> Place | None:
    typed = _COMMUNE.match(label)
    name = label[typed.end() :].strip() if typed else label
    if not (typed or listed) or _NO_NAME.match(fold(name)) or not _is_name(name, label):
        return None
    name = label if name.isdigit() else name.title() if name.isupper() else name
    return Place(home.province, home.district, name)


def _is_name(name: str, label: str) -> bool:
    """Set in capitals like a name; in a label all in capitals any few words."""
    return _OWN_NAME.fullmatch(name) is not None and (
        not label.isupper() or len(name.split()) <= _LONGEST_SHOUTED
    )


def lists_communes(header: str) -> bool:
    """'Xã, phường, thị trấn', 'Tên xã', 'Trạm Y tế': the header of a label column whose rows are communes."""
    return bool(_COMMUNES.match(fold(squeeze(header)).strip(" .:")))


def is_total(text: str) -> bool:
    """'Tổng cộng', 'Toàn tỉnh': the row that adds the places up."""
    return bool(_TOTAL.fullmatch(fold(squeeze(text)).strip(" .:")))
