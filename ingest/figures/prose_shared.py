"""Numbers without a subject of their own: which of the subjects told before they speak of."""

from __future__ import annotations

import re

from ingest.figures.prose_leads import read_lead
from ingest.figures.prose_objects import without_comparison
from ingest.figures.prose_places import place_of
from ingest.figures.prose_subjects import Subject, head_of, is_event, joined, tidy
from ingest.figures.prose_told import Told, Turn
from ingest.figures.prose_words import words
from ingest.figures.subjects import place_named
from ingest.vietnamese.naming import people
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Role

_CHANGES = re.compile(r"(?<!\w)(?:tăng|giảm)\s+\d", re.IGNORECASE)
_REMARK = re.compile(r"\s*\(([^()\d]{3,80})\)")
_EVENTS = re.compile(r"(?:các |thêm )?(?:ca|trường hợp|tử vong|người|bệnh nhân|bn)(?!\w)", re.IGNORECASE)
_HAPPENS = re.compile(r"\sxảy ra$", re.IGNORECASE)
_IN_TIME = re.compile(r"\s+trong (?:tháng|quý|tuần|kỳ|năm)(?: này)?$", re.IGNORECASE)
_SAME_AGAIN = re.compile(
    r"(?:(?:ca|trường hợp|vụ|người|bệnh nhân|ổ dịch)(?: (?:mắc|bệnh|nhiễm))*(?: nào)?)?", re.IGNORECASE
)
_OF_OTHERS = re.compile(r"(?:ca |trường hợp )?(?:tử vong|chết) (?:bà )?(?:mẹ|trẻ|sơ sinh)", re.IGNORECASE)
_COMPARED = (Role.CHANGE, Role.ATTAINMENT, Role.PRIOR)
_COUNTING = frozenset(["số", "ca", "người", "trường", "hợp", "lượt", "tỷ", "lệ"])
_SAID = 2  # words
_AND_NEXT = re.compile(r"\s*\)\s*và\s")  # "khám thai (87%) và chụp X-quang (90%)"
_PARTED = re.compile(r"[;,](?!\d)")
# words that go on with what was counted before: "590 lượt, đạt (86%)", "12 ca, chủ yếu ở trẻ em (8 ca)"
_GOES_ON = re.compile(
    r"(?:tăng|giảm|cao|thấp|nhiều|ít|đạt|chiếm|bằng|còn|vượt|chưa|không|đã|đều|tương|trong đó|gồm|so|và|là|với|tại|ở"
    r"|thuộc|riêng|chủ yếu|cùng kỳ|năm)(?!\w)",
    re.IGNORECASE,
)
_NAME_WORDS = 4
_LED_TO_NAME = re.compile(r"([^\W\d_]+(?: [a-zđà-ỹ][^\s:;,]*)+) [A-ZĐÀ-Ỹ]")
_PLAN_OF = re.compile(
    r"\s*(?:so với |của )?(?:kế hoạch|kh|chỉ tiêu|mục tiêu)(?: về)? (?!(?:năm|quý|tháng|giao|đề ra|đặt ra|được|cả"
    r"|của|so|tỉnh|bộ|huyện|hội đồng|hđnd|ubnd|nghị quyết)(?!\w))([^,;:.()\d]{4,80})",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2  # of a clause that names a subject of its own
_STOP = re.compile(r"[.;:]\s|\s\(")


def shared_subject(told: Told, turn: Turn, counted: str) -> Subject | None:
    """The subject that a number shares; None while it is still to come in the sentence."""
    mention, anchor, role = turn.mention, turn.anchor, turn.role
    if anchor is not None and (own := _own_clause(told, turn)):
        turn.scope.parent = told.create(turn, own, joined(told.base_chain(()), _list_head(told, turn)))
        return turn.scope.parent  # "(14 ca, trung bình 20 giờ)": the bracket goes on with it
    bare = bool(turn.setting.path) and turn.setting.first and not mention.unit  # "30 cặp (giảm 6)"
    if role is Role.CHANGE and mention.kind in (UnitKind.COUNT, None) and not (bare and anchor):
        anchor = _named(told, counted, anchor) or _of_unit(told, turn)
    if anchor is not None and (planned := _planned_in_bracket(told, turn)):
        return planned
    if anchor is not None:
        if turn.joint == ";" and " " in mention.noun and role is Role.RESULT and not _alike(turn, anchor):
            return told.create(turn, mention.noun, told.base_chain(turn.lead.topic))
        if role is anchor.role is Role.RESULT and mention.unit != anchor.unit and _is_ratio(told, turn):
            return told.create(turn, per_unit(told, turn), told.base_chain(turn.lead.topic))
        if not _counts_else(turn, anchor, counted):
            return anchor
        if anchor.unit == mention.unit:
            return told.create(turn, f"{anchor.action} {mention.noun}".strip(), anchor.chain, anchor.action)
        return told.create(turn, mention.noun, joined(anchor.chain, (anchor.indicator,)))
    base = told.base_chain(turn.lead.topic)
    remark = _REMARK.match(told.text, turn.setting.after.start)
    if remark and role is Role.RESULT:  # "Toàn địa bàn có 15 ca (số mắc Sởi)"
        return told.create(turn, tidy(remark[1]), base)
    if role in (Role.PRIOR, Role.PLAN) and turn.joint == "" and not turn.lead.topic:
        return None
    around = _before_bracket(told, turn)
    if around:
        return told.create(turn, around, joined(base, _list_head(told, turn)))
    if mention.noun and role is Role.RESULT:
        return told.create(turn, mention.noun, base)
    if told.previous is not None and role is not Role.RESULT:
        return told.previous
    name = per_unit(told, turn) or _planned_object(told, turn) or told.nearest_name()
    return told.create(turn, name, base)


def _planned_in_bracket(told: Told, turn: Turn) -> Subject | None:
    """'điều trị 120 người tại 2 cơ sở (chỉ tiêu 150 người)': the plan is of what was last counted in its unit."""
    setting, anchor, unit = turn.setting, turn.anchor, turn.mention.unit
    if turn.role is not Role.PLAN or not setting.path or not setting.first or anchor is None or not unit:
        return None
    if anchor.unit == unit or turn.share:
        return None
    mates = [s for s in told.subjects[told.begun :] if s.unit == unit and s.role is Role.RESULT]
    return mates[-1] if mates else None


def _planned_object(told: Told, turn: Turn) -> str:
    """'Hoàn thành 100% chỉ tiêu khám phong': the plan of what, where no other words say it."""
    if turn.role is not Role.ATTAINMENT:
        return ""
    planned = _PLAN_OF.match(told.text, turn.mention.reach)
    return tidy(planned[1]) if planned else ""


def per_unit(told: Told, turn: Turn) -> str:
    """The unit's words where they say all: 'Đạt 18 giường bệnh/10.000 dân'."""
    return tidy(told.text[turn.mention.end : turn.mention.reach]) if "/" in turn.mention.unit else ""


def _is_ratio(told: Told, turn: Turn) -> bool:
    """'bao phủ BHYT 96%; 33,2 giường bệnh/vạn dân': the unit says what the number is of."""
    words_of_unit = per_unit(told, turn)
    noun = words_of_unit.split("/")[0]
    return bool(noun) and noun[:1].isalpha() and turn.joint in (",", ";")


def _alike(turn: Turn, anchor: Subject) -> bool:
    """True for '12 công ty; lũy tích 15 nhà thuốc': words lead to the second, or it counts the same."""
    return anchor.unit == turn.mention.unit or turn.lead.span is not None or turn.lead.linked


def _counts_else(turn: Turn, anchor: Subject, counted: str) -> bool:
    """True for '2 bác sĩ và 3 y sĩ': the second counts another noun."""
    bare = not counted and turn.role is Role.RESULT and turn.lead.span is None and not turn.lead.linked
    noun = turn.mention.noun
    if bare and turn.joint in (",", "và") and noun and anchor.noun and anchor.unit == turn.mention.unit:
        # "4 khoa, 3 phòng", "500 bao cao su, 200 bơm kim tiêm" in one unit; "ca" and "bệnh nhân" are one thing
        return noun.lower() != anchor.noun.lower() and anchor.unit not in people()
    return bare and turn.joint in ("…", "và") and anchor.unit != turn.mention.unit and bool(noun)


def _before_bracket(told: Told, turn: Turn) -> str:
    """The subject before the bracket that holds the sentence's first number: 'Tỷ lệ … (đạt 41%)'."""
    if not turn.setting.path:
        return ""
    opening = turn.setting.path[0]
    told_before = [d.mention.reach for d in told.drafts if told.start <= d.mention.start < opening]
    parted = _PARTED.search(told.text, told_before[-1], opening) if told_before else None
    parted = parted or (_AND_NEXT.match(told.text, told_before[-1], opening) if told_before else None)
    lead = read_lead(told.text[parted.end() if parted else told.start : opening], [], told.context.period)
    return _item(told, head_of(tidy(lead.subject)), opening) if parted else head_of(tidy(lead.subject))


def _list_head(told: Told, turn: Turn) -> tuple[str, ...]:
    """What the items of a list with brackets are of: '9 kỹ thuật mới, nổi bật: mổ Phaco (31 ca), …'."""
    colon = told.text.rfind(":", told.start, turn.setting.path[-1])
    if colon < 0:
        return ()
    before = [d.subject for d in told.drafts if d.subject and told.start <= d.mention.start < colon]
    if before:
        return (*before[-1].chain, before[-1].indicator)
    name = tidy(read_lead(told.text[told.start : colon], [], told.context.period).subject)
    return (name,) if name and not words().labels.fullmatch(name) else ()


def _item(told: Told, name: str, opening: int) -> str:
    """'Quá tải khoa Nội (120%), Nhi (115%)': the second name with the words that led to the first."""
    if not name[:1].isupper() or len(name.split()) > _NAME_WORDS:
        return name
    led = told.text[told.start : told.text.find("(", told.start, opening + 1)]
    first = _LED_TO_NAME.match(tidy(led))
    return f"{first[1]} {name}" if first else name


def _own_clause(told: Told, turn: Turn) -> str:
    """The subject of a clause whose only number stands in brackets: '… 90%; sinh con một bề còn nhiều (12,1%)'."""
    setting = turn.setting
    if not setting.path or not setting.first or turn.lead.role is not None or turn.role in _COMPARED:
        return ""
    opening = setting.path[-1]
    floor = max((d.mention.reach for d in told.drafts if d.mention.reach <= opening), default=opening)
    parted = list(_PARTED.finditer(told.text, floor, opening))
    if not parted or "(" in told.text[floor:opening]:
        return ""
    words_before = told.text[parted[-1].end() : opening].strip()
    subject = head_of(tidy(read_lead(words_before, [], told.context.period).subject))
    if len(subject.split()) < _FEWEST_WORDS or _GOES_ON.match(words_before):
        return ""
    return subject


def _named(told: Told, counted: str, anchor: Subject | None) -> Subject | None:
    """Of several short subjects told together ('Mắc 12/chết 3') the one that the change's words name."""
    if anchor is None or not counted:
        return None
    said = f" {counted.lower()} "
    mates = [s for s in told.subjects if s.chain == anchor.chain and len(s.indicator.split()) <= 2]
    return next((s for s in mates if f" {s.indicator.lower()} " in said), None) if len(mates) > 1 else None


def _of_unit(told: Told, turn: Turn) -> Subject | None:
    """The subject that a change in this unit speaks of: the last with the unit; the sentence's total where a
    parenthesis tells the changes of several units."""
    setting, anchor = turn.setting, turn.anchor
    none = {d.subject.group for d in told.drafts if d.mention.zero and d.subject}
    mates = [s for s in told.subjects if s.unit == turn.mention.unit and s.group not in none]
    here = [] if words().parts.match(told.text, told.start) else told.subjects[told.begun :]
    here = [s for s in here if s in mates]
    of_people = anchor is not None and {anchor.unit, turn.mention.unit} <= people()
    if not mates or anchor is None or (of_people and not here):
        return anchor
    mates = here or mates
    closing = told.text.find(")", setting.mention.start)
    inside = told.text[setting.path[-1] : closing] if setting.path and closing > 0 else ""
    if len(_CHANGES.findall(inside)) > 1:
        return mates[0]
    return anchor if anchor.unit == turn.mention.unit else mates[-1]


def spoken_of(told: Told, own: str) -> Subject | None:
    """The subject of this sentence that a few words before a change name again: 'số mắc tăng 12 ca'."""
    said = [word for word in own.lower().split() if word not in _COUNTING]
    if not said or len(said) > _SAID:
        return None
    mates = [s for s in told.subjects[told.begun :] if all(w in s.indicator.lower().split() for w in said)]
    return mates[-1] if mates else None


def recalled(told: Told, turn: Turn, counted: str) -> Subject | None:
    """The subject of this sentence that an earlier value counts again: '(cùng kỳ: 3 vụ, 67 người mắc)'."""
    noun, unit = turn.noun.lower(), turn.mention.unit
    here = (d.subject for d in reversed(told.drafts) if d.subject and d.mention.start >= told.start)
    mates = list(dict.fromkeys(here))
    if not (turn.setting.path or turn.scope.earlier) or not (noun or counted):
        return None
    for s in mates:
        if s.indicator.lower() == (counted or noun) or (noun and not counted and s.noun.lower() == noun):
            return s
    return next((s for s in mates if not counted and unit and s.unit == unit), None)


def _of_all(told: Told, turn: Turn) -> Subject | None:
    """'14 ca: huyện A 8 ca, huyện B 6 ca; không tử vong': of all, not of the last place."""
    home, anchor = told.context.home, turn.anchor
    apart = turn.joint == ";" or (
        turn.joint in (",", "và") and bool(told.drafts) and told.drafts[-1].mention.zero
    )
    if not apart or anchor is None or turn.setting.path or len(told.subjects) <= told.begun:
        return None
    placed = place_named(anchor.indicator, home) or place_of(anchor.indicator, home)
    return told.subjects[told.begun] if placed else None


def zero_subject(told: Told, turn: Turn, own: str) -> Subject:
    """The subject of a negation: its countable noun, with the subject before where that is a mere 'ca'."""
    after = _STOP.split(told.text[turn.setting.after.start : turn.setting.after.end])[0]
    noun = tidy(_IN_TIME.sub("", _HAPPENS.sub("", tidy(without_comparison(after)))))
    around = (
        _of_all(told, turn)
        or turn.anchor
        or (told.previous if turn.joint == "" and not own and not told.topic else None)
    )
    if turn.role is Role.PRIOR and turn.anchor is not None and _SAME_AGAIN.fullmatch(noun):
        return turn.anchor  # "12 ca, cùng kỳ không có ca nào"
    chain = told.base_chain(turn.lead.topic)
    if around is not None and _EVENTS.match(noun) and not _OF_OTHERS.match(noun):
        beside = bool(around.chain) and is_event(around.indicator)
        chain = joined(chain, around.chain, () if beside else (around.indicator,))
    return told.create(turn, noun or own or "trường hợp", chain)
