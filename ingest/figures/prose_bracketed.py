"""Counts in brackets behind places, '5 ca ở Phú Bình (03) và Đại Từ (02)', and places told as the most."""

from __future__ import annotations

import re

from ingest.figures.prose_subjects import Subject, joined, tidy
from ingest.figures.prose_told import Told, Turn
from ingest.figures.prose_words import words
from ingest.figures.subjects import place_named
from ingest.vietnamese.populations import apart_populations
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Place, Role

_I = re.IGNORECASE
_BEFORE_NAME = re.compile(r"[,;:()]|(?<!\w)(?:và|ở|tại|là|gồm|như|riêng|nhất)(?!\w)", _I)
_WHOLE = re.compile(
    r"(?<!\w)(?:(?:toàn|cả) (?:tỉnh|huyện|thành phố|thị xã|quận|ngành|địa bàn)|tỷ lệ chung|chung)\W*$", _I
)
_MINORITIES = re.compile(
    r"(?:là )?(?:(?:người|đồng bào|hộ) )*(?:dân tộc thiểu số|dtts)(?!\w)", _I
)  # nouns before it stay
_REST = re.compile(
    r"(?<!\w)còn lại (?:đều )?(?:là )?([^,;()\d]{3,60}),", _I
)  # "…, còn lại là ca nội tại, tại A (5)"
_CLOSED = re.compile(r"\s*(?:ca|người|trường hợp|trẻ|bệnh nhân|bn|ổ)?\s*\)", _I)
# "ca tử vong phân bố ở Tiền Hải (02)": where the bracketed counts begin
_SPREAD = re.compile(
    r"[\s,]*(?:(?<!\w)(?:đều|được|phân bố|tập trung|rải rác|chủ yếu|nhiều nhất|xảy ra|ghi nhận)\s+)*"
    r"(?<!\w)(?:tại|ở)\s+(?:các (?:huyện|xã|địa phương)\s+)?(?P<name>[^,;:()\d]{2,50})$",
    _I,
)
_BRACKETED_COUNT = re.compile(r"\s*\(\s*\d{1,4}\s*(?:ca|người|trường hợp|trẻ|bệnh nhân|bn|ổ)?\s*\)", _I)
# "cao nhất là huyện Đại Từ", "Đại Từ thấp nhất"
_MOST = re.compile(
    r"(?:trong đó |nơi |đạt |có )*(?:cao|thấp|nhiều|ít|lớn|nhỏ) nhất(?: (?:là|tại|ở|thuộc(?: về)?|gồm))*:?"
    r" (?P<name>.{2,50})"
    r"|(?:riêng )?(?P<first>.{2,50}?) (?:đạt |có )?(?:cao|thấp|nhiều|ít|lớn|nhỏ) nhất",
    _I,
)
# "…, cao nhất ở huyện Đại Từ (": the rate in the bracket is that of the place
_MOST_THERE = re.compile(
    r"(?:cao|thấp|nhiều|ít) nhất(?: (?:là|tại|ở|thuộc(?: về)?))*:? [^,;:().\d]{2,40}$", _I
)
_OFFICE = re.compile(r"(?:bệnh viện|bv|trung tâm|ttyt|phòng khám|trạm y tế|khoa)\s", _I)
_OF_OFFICE = re.compile(r"\scó ((?:công suất|tỷ lệ|tổng số|số) .+)$", _I)


def bracketed_subject(told: Told, turn: Turn) -> Subject | None:
    """The part of what was counted that a place in front of the bracket has; None without such a place."""
    setting, anchor = turn.setting, turn.anchor
    bare = not told.text[setting.before.start : setting.before.end].strip(" (")
    if not setting.path or not setting.first or not bare or anchor is None or turn.role is not Role.RESULT:
        return None
    name = _BEFORE_NAME.split(told.text[told.start : setting.path[-1]].rstrip())[-1].strip()
    if place_named(name, told.context.home, communes=True) is None:
        return None
    if anchor.rate and turn.share and _MOST_THERE.search(told.text, told.start, setting.path[-1]):
        return told.create(turn, tidy(name), joined(anchor.chain, (anchor.indicator,)))
    counts = turn.mention.kind in (UnitKind.COUNT, None) and turn.mention.unit in ("", anchor.unit)
    if not counts or anchor.rate or not anchor.unit or not _CLOSED.match(told.text, turn.mention.end):
        return None
    whole = [d for d in told.of_group(anchor) if d.role is Role.RESULT]
    if whole and whole[-1].mention.value < turn.mention.value:
        return None
    rest = _REST.search(told.text, whole[-1].mention.reach if whole else told.start, setting.path[-1])
    of = tidy(rest[1]) if rest else anchor.indicator
    return told.create(turn, tidy(name), joined(anchor.chain, (of,)))


def everybodys(told: Told, turn: Turn) -> Subject | None:
    """'Phụ nữ DTTS được khám thai 63% (toàn tỉnh 86%)': the same of the whole population; None elsewhere."""
    setting, anchor = turn.setting, turn.anchor
    whole = _WHOLE.search(told.text, setting.before.start, setting.before.end)
    if whole is None or not setting.path or not setting.first or anchor is None:
        return None
    if not turn.share or turn.role is not Role.RESULT or not apart_populations(anchor.indicator):
        return None
    bare = tidy(_MINORITIES.sub(" ", anchor.indicator))
    if bare == anchor.indicator:
        bare = tidy(words().groups.sub(" ", anchor.indicator))
    return told.create(turn, bare, anchor.chain) if len(bare.split()) > 1 else None


def without_spread(text: str, after: str, home: Place | None) -> str:
    """'ca tử vong phân bố ở Phú Bình' before '(02) và Đại Từ (01)' → 'ca tử vong': the place is of the bracket."""
    found = _SPREAD.search(text.rstrip()) if _BRACKETED_COUNT.match(after) else None
    placed = found is not None and place_named(found["name"], home, communes=True) is not None
    return text[: found.start()] if found and placed else text


def compared_whole(told: Told, turn: Turn, own: str) -> Subject | None:
    """What a place is the most of: the subject of this sentence that has a value in the same unit."""
    match = _MOST.fullmatch(own)
    name = (match["name"] or match["first"]) if match else ""
    if not name or not (_OFFICE.match(name) or place_named(name, told.context.home, communes=True)):
        return None
    here = told.subjects[told.begun :]
    unit = turn.mention.unit
    for subject in here:
        alike = any(d.unit == unit and d.role is Role.RESULT for d in told.of_group(subject))
        if alike and (subject.rate or unit):
            if place_named(subject.indicator, told.context.home, communes=True) is not None:
                return None  # of a list of places, which says itself what it is of
            most = bool(_MOST.fullmatch(subject.indicator))
            wholes = [s for s in told.subjects if s.indicator in subject.chain[-1:]]
            return (wholes[-1] if wholes else None) if most else subject
    return None


def bare_of_office(indicator: str) -> str:
    """'Bệnh viện A có công suất sử dụng giường' → 'công suất sử dụng giường': what others are compared by."""
    said = _OF_OFFICE.search(indicator) if _OFFICE.match(indicator) else None
    return said[1] if said else indicator
