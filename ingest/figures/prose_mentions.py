"""The numbers of a sentence that measure something, with unit and bound; the rest with the reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.figures.prose_text import Stretch
from ingest.figures.prose_words import words
from ingest.vietnamese.numbers import NumberMatch, Part
from ingest.vietnamese.units import Unit, UnitKind, UnitMatch, unit_at
from vectorstore.records import Bound

_SIGNS = {
    "≥": Bound.AT_LEAST,
    "≤": Bound.AT_MOST,
    ">": Bound.ABOVE,
    "<": Bound.BELOW,
    "~": Bound.ABOUT,
    "≈": Bound.ABOUT,
}
_OR_EQUAL = {Bound.ABOVE: Bound.AT_LEAST, Bound.BELOW: Bound.AT_MOST}
_SIGN = re.compile(r"(?:[≥≤><~≈]|&gt;|&lt;)=?\s*$")
_MONEY = re.compile(
    r"(?<!\w)(?:kinh phí|ngân sách|vốn|giải ngân|tiền|trị giá|giá trị|dự toán|doanh thu|tổng thu|tổng chi|đồng)(?!\w)",
    re.IGNORECASE,
)
_MONEY_REACH = 150  # characters before a number in which money is spoken of
_LONGEST_SIGN = 6
_LONGEST_MEASURE = 3  # letters
_PLAN_NOUN = re.compile(r"\s+\w+(?: \w+)? (?:được )?giao(?!\w)", re.IGNORECASE)
_OVER_PLAN = re.compile(r"/\s*\d[\d.,]*\s+\w+(?: \w+)? (?:được )?giao(?!\w)", re.IGNORECASE)
_NONE = re.compile(
    r"(?<!\w)(không|chưa)(?P<verb>(?:\s+(?:có|phát hiện|ghi nhận|xảy ra|xuất hiện|tiếp nhận|còn))*)"
    r"(?:\s+(?:thêm|các))?\s+",
    re.IGNORECASE,
)
# "12 ca, cùng kỳ không ghi nhận", "Bạch hầu: không ghi nhận": none of what the clause speaks of
_NOTHING = re.compile(
    r"(?:(?<!\w)(?:cùng k[ỳìỷy]|ck|(?:năm|tháng|quý|tuần|kỳ) (?:trước|ngoái))"
    r"(?:,? (?:năm )?(?:trước|(?:19|20)\d\d))?,? (?:đều )?(không|chưa) có"
    r"|(?<!\w)(không|chưa) (?:ghi nhận|phát hiện|xảy ra))(?=\s*(?:[.,;)]|$))",
    re.IGNORECASE,
)
_BARE_NONE = re.compile(r"(?:ca|vụ|trường hợp|tử vong)(?!\w)", re.IGNORECASE)
_PURPOSE = re.compile(r"(?:để|nhằm|đảm bảo|bảo đảm|quyết tâm|phấn đấu|nếu|khi|do|thì)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A measuring number: text[start:end] == printed."""

    start: int
    end: int
    printed: str
    value: Decimal
    opening: int  # where its sign ("≥") begins, else start
    reach: int  # where its unit ends, else end
    unit: str  # canonical
    kind: UnitKind | None
    noun: str  # the unit as printed where it counts, "" for %, money and the like
    bound: Bound
    part: Part
    zero: bool = False  # "không có ca": value 0, no number printed


def mentions(text: str, numbers: list[NumberMatch]) -> list[tuple[NumberMatch, Mention | None]]:
    """Each number with its unit and bound; None for digits that no rule reads."""
    found = [(number, _in_money(text, _mention(text, number))) for number in _planned(text, numbers)]
    return [
        (number, _end_of_range(mention, found[position + 1][1] if position + 1 < len(found) else None))
        for position, (number, mention) in enumerate(found)
    ]


def _in_money(text: str, mention: Mention | None) -> Mention | None:
    """'Kinh phí 2,5 tỷ, đã giải ngân 1.200 triệu': millions of đồng where money is spoken of."""
    if mention is None or mention.unit != "triệu":
        return mention
    if not _MONEY.search(text, max(0, mention.start - _MONEY_REACH), mention.start):
        return mention
    return replace(mention, unit="triệu đồng", kind=UnitKind.MONEY, noun="")


def _end_of_range(mention: Mention | None, following: Mention | None) -> Mention | None:
    """An end of '120 - 150 lượt', 'từ 10 đến 15 ca': bounded, the low one in the unit of the high one."""
    if mention is None or mention.part not in (Part.LOW, Part.HIGH) or mention.bound is not Bound.EXACT:
        return mention
    if mention.part is Part.HIGH:
        return replace(mention, bound=Bound.AT_MOST)
    if following is None or following.part is not Part.HIGH:
        return mention
    bounded = replace(mention, bound=Bound.AT_LEAST)
    if mention.unit:
        return bounded
    return replace(bounded, unit=following.unit, kind=following.kind, noun=following.noun)


def _planned(text: str, numbers: list[NumberMatch]) -> list[NumberMatch]:
    """100 in '51 lớp/100 lớp giao' is a plan and no base."""
    return [
        replace(number, part=Part.ALONE)
        if number.part is Part.BASE and _PLAN_NOUN.match(text, number.end)
        else number
        for number in numbers
    ]


def _mention(text: str, number: NumberMatch) -> Mention | None:
    if number.value is None:
        return None
    found = _unit(text, number.end)
    sign = _SIGN.search(text, max(0, number.start - _LONGEST_SIGN), number.start)
    counts = found is not None and _counts(found.unit)
    return Mention(
        start=number.start,
        end=number.end,
        printed=number.printed,
        value=number.value,
        opening=sign.start() if sign else number.start,
        reach=found.end if found and not text[number.end : found.start].strip() else number.end,
        unit=found.unit.canonical if found else "",
        kind=found.unit.kind if found else None,
        noun=text[found.start : found.end] if found and counts else "",
        bound=_bound(sign.group()) if sign else Bound.EXACT,
        part=number.part,
    )


def _counts(unit: Unit) -> bool:
    """True for nouns ('ca', 'điểm', 'ngày'), not for measures ('kg', 'm²')."""
    return unit.kind is UnitKind.COUNT or (
        unit.kind is UnitKind.OTHER and len(unit.canonical) > _LONGEST_MEASURE
    )


def _unit(text: str, end: int) -> UnitMatch | None:
    """The unit after a number; not '/100' in '51 lớp/100 lớp giao'."""
    found = unit_at(text, end)
    if found is None:
        return None
    slash = text.find("/", found.start, found.end)
    if slash >= 0 and _OVER_PLAN.match(text, slash):
        return unit_at(text[:slash], end)
    return found


def _bound(sign: str) -> Bound:
    mark = sign.strip().replace("&gt;", ">").replace("&lt;", "<")
    bound = _SIGNS[mark[0]]
    return _OR_EQUAL.get(bound, bound) if len(mark) > 1 else bound


def zeros(text: str, sentence: Stretch) -> list[Mention]:
    """Negations that count: 'không có ca tử vong', 'chưa ghi nhận ca mắc'; not 'không để dịch xảy ra'."""
    found = []
    for match in _NONE.finditer(text, sentence.start, sentence.end):
        countable = words().countable.match(text, match.end())
        stated = bool(match["verb"]) or bool(_BARE_NONE.match(text, match.end()))
        if countable and stated and not _PURPOSE.search(text[sentence.start : match.start()]):
            found.append(_zero(text, match))
    for match in _NOTHING.finditer(text, sentence.start, sentence.end):
        which = 1 if match[1] else 2
        if not _PURPOSE.search(text[sentence.start : match.start(which)]):
            found.append(_zero(text, match, which))
    return found


def _zero(text: str, match: re.Match[str], which: int = 1) -> Mention:
    unit = unit_at(text, match.end())
    return Mention(
        start=match.start(which),
        end=match.end(which),
        printed=match[which],
        value=Decimal(0),
        opening=match.start(which),
        reach=len(text[: match.end()].rstrip()),
        unit=unit.unit.canonical if unit else "",
        kind=UnitKind.COUNT,
        noun="",
        bound=Bound.EXACT,
        part=Part.ALONE,
        zero=True,
    )
