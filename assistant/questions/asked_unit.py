"""The unit that a question asks for: "bao nhiêu %", "mấy ca", "trên một vạn dân", or as its indicator implies."""

from __future__ import annotations

import re

from ingest.vietnamese.syllables import has_diacritics
from ingest.vietnamese.terms import expand
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import Unit, UnitKind, implied_unit, unit_in_words, unit_named

_MONEY = re.compile(
    r"(?:bao nhieu|may|bn)\s+(?:tien|trieu|t[yi](?! (?:le|so|suat))|(?:nghin|ngan) dong|dong(?! kinh))\b"
    r"|\b(?:tong|so) tien\b|\bgia tri (?:goi thau|hop dong|trung thau|vien tro|tai san|thuoc|thiet bi)"
    r"|\bmuc (?:boi duong|ho tro|phu cap|luong|chi|dong gop|thu phi|xu phat|phat)\b"
)
_COURTESY = re.compile(  # "mấy ông bác sĩ" counts doctors
    r"(?<=\bmấy|\bmay)\s(?:ông|ong|bà|anh|chị|chi|vị|vi)\s(?=bác|bac|điều|dieu|dược|duoc|hộ|cán|can)",
    re.IGNORECASE,
)
_RATIO_AT_BIRTH = re.compile(r"(?:/|\btren|\bso voi)\s*100\s*(?:be|tre|chau)\s*gai\b")
# "dân số", "thiểu số", "cơ sở", …: no "số" of things
_NO_COUNT = (
    r"(?<!\bco )(?<!\bcon )(?<!\bdan )(?<!thieu )(?<!\bda )"
    r"(?<!\bchi )(?<!\bhe )(?<!\bt[yi] )(?<!\bho )(?<!\bma )"
)
_COUNTED = re.compile(
    r"\b(?:so (?:luot|ca|mau|nguoi|lam|buoi|lop|co so|xa|giuong|benh nhan|tre|ho|vu|o dich|truong hop|don vi)"
    r"|(?:^|[\s:,;(])" + _NO_COUNT + r"(?:tong )?so (?!sinh\b|y te\b|bo\b)"
    r"(?!giao|thu|chi|tien|von|kinh|ngan|lieu|hieu|sanh|so|voi|vs|may|nao|lien)"
    r"(?!cung|ck|kh|ke|nam|\d)(?=[a-z])"
    r"|luot|ca (?!nam|tinh|nuoc|huyen|hai|ba)|mau (?!so)|dau nguoi|quan so|bn|benh nhan)\b"
)
# "so lieu" without diacritics: data, unless doses of something follow
_DATA = re.compile(
    r"\bso lieu\b(?! (?:vac|vx|thuoc|tiem|da |duoc |cap |nhac|co ban|moi |con |can |\d|[a-z]{2,3}\d))",
    re.IGNORECASE,
)
_OTHER_SO = re.compile(r"\b(?:sơ|sở|sổ|máu|màu)\b", re.IGNORECASE)  # no "số", no "mẫu"
_PATIENTS = re.compile(r"\b(?:so |bao nhieu |may )?(?:bn|benh nhan)\b")
_RATED = re.compile(
    r"%|‰|\bt[yi] (?:le|suat|so)\b|phan tram|phan nghin|cong suat|muc do|do phu|do bao phu|mat do"
)
_EACH = r"(?:cu|tren|moi|tinh tren|cho|/)\s*(?:mot\s+|1\s*)?"
_BARE_SHARE = re.compile(r"[:;,]\s*%\s*[?.!]?\s*$")  # "…: %?"
_BASES = (
    (re.compile(_EACH + r"(?:van|10\.?000|muoi nghin|chuc nghin)\s+(?:nguoi|dan)"), "/10.000 dân"),
    (
        re.compile(r"\b(?:mot van|10\.?000|muoi nghin)\s+(?:nguoi )?dan\s+(?:thi\s+)?(?:co|duoc)\b"),
        "/10.000 dân",
    ),
    (re.compile(_EACH + r"(?:tram nghin|100\.?000|100 nghin|100k)\s+(?:nguoi|dan)"), "/100.000 dân"),
    (re.compile(_EACH + r"(?:nghin|1\.?000)\s+(?:nguoi|dan)"), "/1.000 dân"),
)


def asked_unit(text: str) -> Unit | None:
    """The unit asked for: a rate on a base, in so many words, or as the indicator implies."""
    text = text if has_diacritics(text) else _DATA.sub(" ", text)
    folded = fold(text)
    for pattern, base in _BASES:
        if pattern.search(folded):
            return unit_named(base)
    if _RATIO_AT_BIRTH.search(folded):
        return None  # the ratio has a unit of its own
    if _MONEY.search(folded):
        return Unit("đồng", UnitKind.MONEY)
    if _BARE_SHARE.search(folded):
        return unit_named("%")
    text = _COURTESY.sub(" ", text)
    named = unit_in_words(text) or implied_unit(expand(text))
    folded = fold(_OTHER_SO.sub("", text)) if has_diacritics(text) else folded
    if named is None and not _RATED.search(folded) and _PATIENTS.search(folded):
        return unit_named("bệnh nhân")
    if named is None and _COUNTED.search(folded) and not _RATED.search(folded):
        return Unit("", UnitKind.COUNT)  # "lượt nội trú?": any count, never a percentage
    return named
