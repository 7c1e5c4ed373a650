"""What an official calls a figure: 'Số ca mắc sởi' for the row "Sởi" of the column "Mắc".

Selection reads the chain of meaning; people read a name. Of the chain only what the indicator needs stays.
"""

from __future__ import annotations

import re

from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import UnitKind, unit_at
from vectorstore.records import Figure, Gap, Role

_SHOWN = 2  # links of the chain before an indicator that does not stand by itself
_STANDS = 5  # words: an indicator with a head of its own and as many needs but its nearest link
_LONG = 14  # words: a longer link is a heading, cut out where another is left
_HEAD = re.compile(
    r"(?:ty le|ti le|tong|so|muc|ty suat|ti suat|ty so|ti so|quy mo|cong suat|ngay dieu tri|kinh phi|chi so|tuoi tho)\b"
)
# Columns and links that say only what of a disease is counted
_COUNTS = (
    (re.compile(r"(?:so )?(?:luong )?(?:ca )?(?:mac|mac benh|ca benh)(?: moi)?"), "Số ca mắc"),
    (re.compile(r"(?:so )?(?:luong )?(?:ca )?(?:chet|tu vong)"), "Số ca tử vong do"),
)
_SEEN = re.compile(
    r"^(?:(?:đã |có |chỉ )*(?:ghi nhận|phát hiện|xảy ra|xuất hiện|có)(?: thêm)?) (?=(?:ca|trường hợp|vụ|ổ dịch)(?!\w))",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(?:không|chưa)(?: có| ghi nhận| phát hiện| xảy ra)* ", re.IGNORECASE)
_ANY = re.compile(r"^(\w+(?: \w+)?) nào ", re.IGNORECASE)
_WHOLE = re.compile(r"dan so\b|dan\b")  # a number by itself: "Dân số nông thôn"


def title(record: Figure | Gap) -> str:
    """The name of a figure or gap as an official would say it."""
    chain = [squeeze(link) for link in record.chain if link.strip()]
    indicator = squeeze(record.indicator)
    measured = _of_disease(chain, indicator)
    if measured:
        return measured
    named = _headed(record, indicator)
    links = _needed(chain, indicator)[-1 if _stands(named) else -_SHOWN :]
    links = [link for link in links if not _said(link, named)]
    return _upper(" › ".join([*links, named]))


def _of_disease(chain: list[str], indicator: str) -> str:
    """'Mắc › Sởi' → 'Số ca mắc Sởi'; '' where the innermost link is no such measure."""
    if not chain:
        return ""
    for pattern, words in _COUNTS:
        if pattern.fullmatch(fold(chain[-1])) and not any(p.fullmatch(fold(indicator)) for p, _ in _COUNTS):
            return f"{words} {indicator}"
        if pattern.fullmatch(fold(indicator)) and len(chain[-1].split()) <= _STANDS:
            return f"{words} {chain[-1]}"
    return ""


def _headed(record: Figure | Gap, indicator: str) -> str:
    """'ca mắc sởi' → 'Số ca mắc sởi'; 'trạm y tế có bác sĩ' in % → 'Tỷ lệ trạm y tế có bác sĩ'."""
    name = _ANY.sub(r"\1 ", _SEEN.sub("", _NOTHING.sub("", indicator)))
    if not name or _HEAD.match(fold(name)):
        return name or indicator
    found = unit_at(name, 0)
    if (
        found is None
        or found.unit.kind is not UnitKind.COUNT
        or found.end == len(name)
        or _WHOLE.match(fold(name))
    ):
        return indicator
    if record.role in (Role.CHANGE, Role.ATTAINMENT):
        return indicator
    own = name if name[1:2].isupper() else f"{name[0].lower()}{name[1:]}"  # "TE < 1 tuổi" stays
    return (
        f"Tỷ lệ {own}"
        if record.unit == "%"
        else f"Số {own}"
        if record.unit == found.unit.canonical
        else indicator
    )


def _stands(indicator: str) -> bool:
    return bool(_HEAD.match(fold(indicator))) and len(indicator.split()) >= _STANDS


def _needed(chain: list[str], indicator: str) -> list[str]:
    """The innermost links, without those that repeat the next one, shout or run on."""
    kept: list[str] = []
    below = indicator
    for link in reversed(chain):
        if fold(link) != fold(below):
            kept.insert(0, link)
            below = link
    plain = [link for link in kept if not link.isupper() and len(link.split()) <= _LONG]
    return plain or kept[-1:]


def _said(link: str, name: str) -> bool:
    """Whether a name has all the words of a link already."""
    return set(fold(link).split()) <= set(fold(name).split())


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
