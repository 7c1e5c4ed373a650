"""Which numbers of a sentence measure nothing, and why: marks, names, and those that describe a subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_days import day_spans
from ingest.figures.prose_mentions import Mention, mentions
from ingest.figures.prose_sums import in_one
from ingest.figures.prose_text import Stretch
from ingest.figures.prose_words import words
from ingest.vietnamese.numbers import NumberMatch, Part, dismiss_reason
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind

_I = re.IGNORECASE
_ITEM_LABEL = re.compile(r"^[\s(]*$")
_LABEL_END = re.compile(r"\)|\.\s|/\s")
_FOOTNOTE_MARK = re.compile(r"[\[⁽]\s*$")
_FOOTNOTE_END = re.compile(r"\s*[\]⁾]")
_NAME_BEFORE = re.compile(r"[A-Za-wyzĐÀ-ỹ][-–]?$")
_CODE_AFTER = re.compile(r"[A-Za-zÀ-ỹĐđ]")
_BROKEN_UNIT = re.compile(r",[%‰]")  # "0,‰"
_WITHIN = re.compile(r"(?:trong(?: vòng)?|sau|(?<!năm )(?<!kỳ )trước|mỗi|hàng|hằng)\s*$", _I)
_TIME = re.compile(r"\s*(?:ngày|giờ|phút|tuần|tháng|năm)(?!\w)", _I)
_DAY = re.compile(r"\s*ngày", _I)
_DAYS = re.compile(r"(?<!\w)(?:số ngày|ngày (?:điều trị|nằm|sử dụng|đttb|giường)|thời gian)(?!\w)", _I)
_EVENT_DAY = re.compile(r"\s*ngày (?:hội|công|lễ|phát động)(?!\w)", _I)
_MONTH_SUM = re.compile(r"(?<!\w)\d{1,2} tháng\s*$|(?:cùng kỳ|ck)\s*$", _I)  # "6 tháng 74", "(cùng kỳ 35)"
_MONTHS = 12
_AT_PLACE = re.compile(
    r"(?<!\w)(?:tại|ở) (?:các )?(?:bệnh viện|bv)\s*$", _I
)  # "tại bệnh viện 120, tại trạm 60"
# "viêm họng cấp 410", "vòng 120": no level or round has so high a number; "mới trong năm 03"
_LEVEL = re.compile(r"(?<!\w)(?:cấp|độ|hạng|bậc|vòng|típ|type|tuýp|týp|tuyến|mức độ|bước)\s*$", _I)
_LEVELS = 20
_IN_YEAR = re.compile(r"(?<!\w)trong năm\s*$", _I)
_PLAN_SUM = re.compile(
    r"(?<!\w)(?:kh|kế hoạch|chỉ tiêu|dự toán|giao|mức giao)(?: cả)? (?:năm|quý|tháng)\s*$", _I
)
# "trong tháng 01 (thị trấn), lũy tích 03"
_SUMMED_UP = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?[,;]\s*(?:l[ũu][yỹ]|luỹ) (?:tích|kế)(?!\w)|[,;]\s*cộng dồn", _I
)
_IN_MONTH = re.compile(r"(?:trong|riêng|phát sinh trong) (?:tháng|quý)\s*$", _I)
# "đơn vị tự bảo đảm từ 60% đến dưới 90% chi: 01 đơn vị": the shares name the class that is counted
_THRESHOLD_BEFORE = re.compile(r"(?:(?<!\w)(?:từ|dưới|trên|đến)|[<>≤≥])\s*$", _I)
_THRESHOLD = re.compile(
    r"\s*%(?:\s*(?:đến|[-–])\s*(?:dưới |trên )?\d+(?:,\d+)?\s*%)?[^;,.()\d%]{3,80}(?::|(?<!\w)có)\s*\d", _I
)
_LINKED = re.compile(r"(?:(?<!\w)(?:là|đạt|bằng|còn|ở mức|tăng|giảm)|:)\s*$", _I)
_CLAUSE_END = re.compile(r"[;()]")
_PARTED = re.compile(r"[;:,(]")
_FEW = 60  # more injections, hours or weeks than this are counted, not named
_INSIDE_RATE = 160  # characters between a rate's head and its value
_MONTH_BEFORE = re.compile(r"(?<!\w)(?:tháng|quý|tuần)\s+(?:\d{1,2}\s*(?:,|và|,\s*và)\s*)*$", _I)
# "Có 3 ca ở Trà Lĩnh (02) và Bảo Lạc (01)": a count behind a name; "(1)" alone is a mark
_COUNT_BEHIND = re.compile(r"\)\s*(?:[.,;:]|và(?!\w)|$)")
_NAMED_COUNT = re.compile(r"(?<!\w)([^\W\d_]+) \(\d{1,3}\)")
# "ở thôn 2 xã Trà Giác"
_HAMLET = re.compile(r"(?<!\w)(?:thôn|bản|ấp|xóm|buôn|làng|khu phố|tổ dân phố|khu|tổ|đội)(?: số)?\s*$", _I)
_OF_COMMUNE = re.compile(r"\s*,?\s*(?:xã|phường|thị trấn|tt\.?)\s+[A-ZĐÀ-Ỹ]")
# "xã Sơn Kim 1, huyện Hương Sơn"
_COMMUNE = re.compile(r"(?<!\w)(?:xã|phường|thị trấn)(?: [^\W\d_]+){1,4}\s+$", _I)
_OF_DISTRICT = re.compile(r"\s*,\s*(?:huyện|thị xã|thành phố|tp\.?|quận)(?!\w)", _I)
# "đạt mục tiêu 95 - 94,2 - 97": a cascade, each of its own
_CASCADE = re.compile(r"\d{2}(?:,\d+)?%?(?:\s*[-–]\s*\d{2}(?:,\d+)?%?){2}(?![\d/])")
_LISTED = re.compile(r"\s*(?:,|và|hoặc|,\s*và)\s*", _I)
_LISTED_UNIT = re.compile(r"\s*[/%:]|\s*\w*\d")
_RANGE_GAP = 4  # characters between the ends of a range


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that measures nothing, and why."""

    number: NumberMatch
    reason: str


def measuring(
    text: str, sentence: Stretch, numbers: list[NumberMatch]
) -> tuple[list[Mention], list[Refused]]:
    """The measuring numbers of a sentence in order, and the refused ones; each number is one of these."""
    kept: list[Mention] = []
    refused: list[Refused] = []
    found = in_one(text, mentions(text, numbers))
    for position, (number, mention) in enumerate(found):
        following = next((m for _, m in found[position + 1 :] if m), None)
        reason = _reason(text, sentence, number, mention, following)
        if (
            reason is None
            and number.part is Part.HIGH
            and refused
            and refused[-1].number is found[position - 1][0]
        ):
            reason = refused[-1].reason  # "2024-2025"
        if reason is None and refused and refused[-1].number is found[position - 1][0]:
            reason = _listed_with(text, refused[-1], mention)
        if reason is None and kept and number.start < kept[-1].reach:
            reason = "unit base"
        if reason or mention is None:
            refused.append(Refused(number, reason or "unreadable"))
        else:
            kept.append(mention)
    return _whole_ranges(kept, refused), refused


def _listed_with(text: str, before: Refused, mention: Mention | None) -> str | None:
    """'độ 3, 4', 'mũi 3 và 4': a bare number goes with the one that a name holds."""
    named = before.reason in ("descriptor", "name", "reference") or _is_month_list(text, before)
    if mention is None or mention.unit or mention.value > _FEW or not named:
        return None
    joined = _LISTED.fullmatch(text, before.number.end, mention.opening)
    return before.reason if joined and not _LISTED_UNIT.match(text, mention.end) else None


def _is_month_list(text: str, before: Refused) -> bool:
    """'trong tháng 6 và 7'."""
    return before.reason == "period" and bool(_MONTH_BEFORE.search(text, 0, before.number.start))


def _whole_ranges(kept: list[Mention], refused: list[Refused]) -> list[Mention]:
    """The low end of a range whose high end is refused goes with it: '9-48 tháng tuổi'."""
    highs = {r.number.start: r.reason for r in refused if r.number.part is Part.HIGH}
    result = []
    for mention in kept:
        near = [at for at in highs if 0 < at - mention.end <= _RANGE_GAP] if mention.part is Part.LOW else []
        if near:
            number = NumberMatch(mention.start, mention.end, mention.printed, mention.value, mention.part)
            refused.append(Refused(number, highs[near[0]]))
        else:
            result.append(mention)
    return result


def _reason(
    text: str, sentence: Stretch, number: NumberMatch, mention: Mention | None, following: Mention | None
) -> str | None:
    """Why a number is no figure; None when it is one."""
    if any(s.start <= number.start < s.end for s in day_spans(text, sentence.start, sentence.end)):
        return "date"
    known = dismiss_reason(text, number)
    if (number.part is not Part.BASE and known == "unit base") or _BROKEN_UNIT.match(text, number.end):
        return known or "unreadable"
    if mention is None:
        return known or "unreadable"
    if known and not _counts_anyway(text, sentence, mention, known):
        return known
    return _mark_or_name(text, sentence, mention) or _descriptor(text, sentence, mention, following)


def _mark_or_name(text: str, sentence: Stretch, mention: Mention) -> str | None:
    start, end = mention.start, mention.end
    names = words().descriptors.finditer(text, sentence.start, sentence.end)
    if any(match.start() < end and start < match.end() for match in names):
        return "name"
    before = text[sentence.start : mention.opening]
    if _FOOTNOTE_MARK.search(text, 0, start) and _FOOTNOTE_END.match(text, end):
        return "footnote mark"
    bracketed = before.endswith("(") and text[end : end + 1] == ")" and end - start <= 2
    hamlet = _HAMLET.search(before) and _OF_COMMUNE.match(text, end)
    if hamlet or (_COMMUNE.search(before) and _OF_DISTRICT.match(text, end) and not mention.unit):
        return "name"
    if any(m.start() <= start < m.end() for m in _CASCADE.finditer(text, sentence.start, sentence.end)):
        return "descriptor"
    if (bracketed and not _counts_behind(text, sentence, mention)) or (
        _ITEM_LABEL.match(before) and _LABEL_END.match(text, end)
    ):
        return "item label"
    coded = _CODE_AFTER.match(text, end) and not mention.unit
    return "name" if coded or _NAME_BEFORE.search(text, 0, start) else None


def _counts_behind(text: str, sentence: Stretch, mention: Mention) -> bool:
    """True for '(02)' behind a name in the midst of a sentence, and for '(2)' behind one name of several."""
    named = text[sentence.start : mention.start - 1].rstrip()
    if not named[-1:].isalpha() or not _COUNT_BEHIND.match(text, mention.end):
        return False
    if mention.printed.startswith("0"):
        return True
    listed = [m for m in _NAMED_COUNT.finditer(text, sentence.start, sentence.end) if m[1].istitle()]
    return len(listed) > 1 and any(m.start() < mention.start < m.end() for m in listed)


def _descriptor(text: str, sentence: Stretch, mention: Mention, following: Mention | None) -> str | None:
    """'descriptor' for a number that belongs to the wording of what another one measures."""
    lists, before = words(), text[sentence.start : mention.opening]
    if mention.kind in (UnitKind.RATE, UnitKind.MONEY):
        bounded = _THRESHOLD_BEFORE.search(text, sentence.start, mention.start)
        return "descriptor" if bounded and _THRESHOLD.match(text, mention.end) else None
    named = (
        lists.descriptors_after.match(text, mention.end)
        or lists.descriptors_before.search(before)
        or (
            _is_index(mention)
            and lists.weak_descriptors_before.search(before)
            and not _counted(text, before, mention)
        )
        or (_WITHIN.search(before) and _TIME.match(text, mention.end))
    )
    if named or (following and _describes(text, sentence, mention, following)):
        return "descriptor"
    return None


def _counted(text: str, before: str, mention: Mention) -> bool:
    """True for a number that no name holds: 'cấp: 3', 'trong tháng 690', '6 tháng 74'."""
    if before.endswith(": ") or _MONTH_SUM.search(before):
        return True
    if mention.value > _LEVELS and _LEVEL.search(before):
        return True
    if (mention.value > _MONTHS and _PLAN_SUM.search(before)) or _AT_PLACE.search(before):
        return True
    if _IN_YEAR.search(before) and not mention.printed.startswith(("19", "20")):
        return True
    month = mention.value > _MONTHS or _SUMMED_UP.match(text, mention.end)
    return bool(month and _IN_MONTH.search(before))


def _is_index(mention: Mention) -> bool:
    """True for a number that may stand in a name: whole, without unit ('nhóm 2', not 'kỳ 111,8')."""
    return not mention.unit and "," not in mention.printed


def _describes(text: str, sentence: Stretch, mention: Mention, later: Mention) -> bool:
    """True for 'khám thai ≥ 4 lần: 80%' and for a number in the name of a rate."""
    before = text[sentence.start : mention.opening]
    if _LINKED.search(before):
        return False
    between = text[mention.end : later.start]
    few = mention.value <= _FEW and words().durations.match(text, mention.end)
    return bool(few and not _CLAUSE_END.search(between)) or _inside_rate(text, sentence, mention, later)


def _inside_rate(text: str, sentence: Stretch, mention: Mention, later: Mention) -> bool:
    """A number in the name of a rate, before the rate's value: 'Tỷ lệ xã có từ 2 bác sĩ đạt 30%'."""
    if later.kind is not UnitKind.RATE or mention.part in (Part.NUMERATOR, Part.DENOMINATOR):
        return False
    opening = max(text.rfind(mark, sentence.start, mention.start) for mark in ";:.(") + 1
    floor = max(sentence.start, later.start - _INSIDE_RATE, opening)
    head = words().rates.search(text, floor, mention.start)
    if head is None:
        return False
    return not _PARTED.search(text[head.end() : mention.start] + text[mention.end : later.start])


def _counts_anyway(text: str, sentence: Stretch, mention: Mention, reason: str) -> bool:
    """'trong tháng 3 ca' is no March, '6,2 ngày điều trị' no duration, '100 lớp giao' no base."""
    if reason == "duration":
        return bool(_EVENT_DAY.match(text, mention.end)) or _is_stay(text, sentence, mention)
    if reason in ("period", "date"):
        counted = mention.kind in (UnitKind.COUNT, UnitKind.MONEY)
        return counted and _ends_in_month(text[sentence.start : mention.start])
    return False


def _is_stay(text: str, sentence: Stretch, mention: Mention) -> bool:
    """True for the days of an indicator in days: 'ngày điều trị trung bình 6,2 ngày (giảm 0,3 ngày)'."""
    if not _DAY.match(text, mention.end) or _WITHIN.search(text, sentence.start, mention.opening):
        return False
    return bool(_DAYS.search(text, sentence.start, sentence.end))


def _ends_in_month(before: str) -> bool:
    """True for 'ghi nhận trong tháng', which leads to a count: no day or month follows."""
    folded = fold(before).rstrip()
    return any(match.end() == len(folded) for match in words().month.finditer(folded))
