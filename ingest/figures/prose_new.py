"""Subjects of a number's own words, with the part of them that an earlier clause holds."""

from __future__ import annotations

import re

from ingest.figures.prose_bracketed import bare_of_office, compared_whole
from ingest.figures.prose_passed import is_passed
from ingest.figures.prose_subjects import (
    Subject,
    alternated,
    completed,
    depends,
    head_of,
    is_complete,
    is_event,
    is_group,
    is_head,
    joined,
    takes_object,
    tidy,
)
from ingest.figures.prose_told import Told, Turn
from ingest.figures.prose_words import words
from ingest.vietnamese.naming import name_terms, other_disease
from ingest.vietnamese.units import cases
from vectorstore.records import Role

BARE = re.compile(
    r"^(?:tổng số|tổng|số|quy mô|toàn (?:tỉnh|huyện|địa bàn|ngành)|trên địa bàn.*)$", re.IGNORECASE
)
# "15 ca (số mắc Sởi)": the remark names what is counted
_NAMED = re.compile(r"(?:ca|trường hợp|người|vụ|ổ dịch|mẫu)\s+\(([^()\d]{3,80})\)", re.IGNORECASE)
_HAPPENED = re.compile(r"(?:ca|trường hợp|người)\s+(?:tử vong|chết)", re.IGNORECASE)
_OPENS_PARTS = re.compile(
    r"\W*(?:\d\W+)?(?:trong (?:số )?(?:đó|này)|bao gồm|gồm|riêng|cụ thể|chia ra)(?!\w)", re.IGNORECASE
)
_LISTING = (";", ",", "và")
_FRAGMENT = 6  # words
# "Các huyện đạt thấp", "Một số địa phương có tỷ lệ cao"
_PLACES = re.compile(
    r"(?:các|một số|những)?\s*(?:huyện|xã|địa phương|đơn vị|địa bàn|nơi|tỉnh|trạm)"
    r"(?:,? (?:thị xã|thành phố|tp|thị trấn|phường))*"
    r" (?:(?:đạt|có)(?: tỷ lệ| kết quả| số(?: ca| bệnh nhân| người)?(?: mắc| bệnh| tử vong)?)?(?: này)? )?"
    r"(?:còn |khá |rất |mất cân bằng )?"
    r"(?:thấp|cao|tốt|nhiều|ít|khá|kém|chậm|nặng)(?: (?:nhất|là|gồm|như))*$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"(?:riêng )?(?:huyện|xã|thị xã|thành phố|tp\.?) .{2,30} (?:đạt )?(?:cao|thấp|nhiều|ít) nhất",
    re.IGNORECASE,
)
_MOST_BEFORE = re.compile(
    r"[;,.]\s*([^;,:.()\d]*(?:cao|thấp|nhiều|ít|lớn|nhỏ) nhất[^;,:()\d]*)\($", re.IGNORECASE
)
_AGE = re.compile(
    r"(?:dưới|trên|từ|[<>≤≥])\s*\d+(?:\s*(?:[-–]|đến(?: dưới)?)\s*\d+)?\s*(?:tuổi|tháng(?: tuổi)?)(?: trở lên)?",
    re.IGNORECASE,
)


def new_subject(told: Told, turn: Turn, own: str, counted: str) -> Subject:
    """A subject worded from the words before a number (`own`) and after it (`counted`)."""
    parent = _parent(told, turn, own, counted)
    if told.listing and turn.joint == ";" and own and told.after_colon(turn.mention):
        told.opening = ()  # "Tuyến huyện: 11 trung tâm; tuyến xã: 141 trạm"
    indicator, action, above = _worded(told, turn, own, counted, parent)
    chain = joined(told.base_chain(turn.lead.topic), above)
    chain = joined(_of_places(told, turn, chain, indicator), _most_before(told, turn, own))
    anchor = turn.anchor
    apart = (
        turn.joint == ";" and anchor is not None and anchor.rate and not turn.share
    )  # "…  89%; kinh phí 18 tỷ"
    if anchor is not None and own and depends(own) and not apart and " " in anchor.indicator:
        # "18 ca mắc, tử vong 0"
        beside = is_event(anchor.indicator) or is_passed(anchor.indicator)
        siblings = bool(anchor.chain) and beside
        chain = joined(chain, anchor.chain, () if siblings else (anchor.indicator,))
    elif parent is not None:
        outer = told.base_chain(())
        chain = joined(
            outer,
            parent.chain,
            (bare_of_office(parent.indicator),),
            tuple(link for link in chain if link not in outer),
        )
    elif anchor is not None and not own and _HAPPENED.match(counted) and turn.joint in (",", ")", "và", "…"):
        chain = joined(chain, anchor.chain, (anchor.indicator,))
    elif anchor is not None and own and not is_head(own) and not turn.lead.topic:
        if turn.joint == ";" and not counted and turn.share and anchor.rate and _parallel(told, turn):
            outer = tuple(link for link in told.base_chain(()) if link not in told.topic)
            return told.create(turn, anchor.indicator, joined(outer, (own,)))
        elided = _elided(turn, own, anchor)
        if elided:
            indicator, chain = elided, anchor.chain
        elif _follows(turn, own, anchor):
            mates = is_group(own) and is_group(anchor.indicator)  # "nam 24, nữ 03"
            chain = joined(chain, anchor.chain, () if mates else (anchor.indicator,))
    return told.create(turn, indicator, chain, action, parent)


def _most_before(told: Told, turn: Turn, own: str) -> tuple[str, ...]:
    """'DI trung bình 0,4; cao nhất thị trấn A (DI = 1,8)': where the number in the bracket is the highest."""
    if not own or not turn.setting.path or not turn.setting.first:
        return ()
    match = _MOST_BEFORE.search(told.text[told.start : turn.setting.path[-1] + 1])
    return (tidy(match[1]),) if match else ()


def _of_places(told: Told, turn: Turn, chain: tuple[str, ...], indicator: str) -> tuple[str, ...]:
    """'Tỷ lệ … đạt 61%. Các huyện đạt thấp: A 30,1%': what the places are compared by."""
    first = _compared_by(told) if any(map(lists_places, chain)) or _MOST.fullmatch(indicator) else None
    if first is None:
        return chain
    parts = [
        d for d in told.of_group(first) if d.role is Role.RESULT and d.mention.value > turn.mention.value
    ]
    # "112,3 bé trai/100 bé gái. Nơi cao nhất: huyện A 118,0"; "860 ca. Các huyện có số mắc cao: B 214"
    bare = not turn.mention.unit and (first.rate or (first.unit in cases() and bool(parts)))
    alike = bare or any(d.unit == turn.mention.unit for d in told.of_group(first) if d.role is Role.RESULT)
    alike = alike and first.role is Role.RESULT
    tells = len(told.firsts) <= 1 or first.rate or first.unit in cases()
    return joined(first.chain, (first.indicator,), chain) if alike and tells else chain


def _compared_by(told: Told) -> Subject | None:
    """The first subject of this sentence or of one before it that is no place in such a list itself."""
    firsts = (*told.subjects[told.begun : told.begun + 1], *reversed(told.firsts))
    return next((s for s in firsts if not any(map(lists_places, s.chain))), None)


def lists_places(words: str) -> bool:
    """'Các huyện đạt thấp', 'Một số địa phương có tỷ lệ cao': what heads a list of places."""
    return bool(_PLACES.match(words))


def _worded(
    told: Told, turn: Turn, own: str, counted: str, parent: Subject | None
) -> tuple[str, str, tuple[str, ...]]:
    """(indicator, action, what goes above it) of the words before and after a number."""
    if not own:
        action = "" if _HAPPENED.match(counted) else _action(turn, parent)  # "phát hiện 57 ca, 12 ca tử vong"
        named = _NAMED.fullmatch(counted)
        return (named[1], "", ()) if named else (f"{action} {counted}".strip(), action, ())
    if is_head(own) and not BARE.match(own):
        return head_of(own), "", ()
    if counted and told.after_colon(turn.mention):
        if turn.joint == "" and parent is None:
            told.opening, told.listing = joined(told.opening, (own,)), True
        return counted, "", (own,)
    lacking = "" if turn.noun.lower() in own.lower() else turn.noun
    if takes_object(own) or BARE.match(own):
        return tidy(f"{own} {counted or ('' if parent and not BARE.match(own) else lacking)}"), own, ()
    if turn.lead.performed and not counted:
        return tidy(f"{own} {lacking}"), "", ()
    if counted and turn.role is not Role.CHANGE and turn.mention.unit != "%":
        return (counted, "", (own,)) if turn.lead.has else (tidy(f"{own} {counted}"), "", ())
    return own, "", ()


def _action(turn: Turn, parent: Subject | None) -> str:
    """The verb that a counted noun takes over: 'khám cho 5 lượt A; 6 lượt B'."""
    anchor = turn.anchor
    if anchor is None or parent is not None or turn.lead.linked or turn.joint not in _LISTING:
        return ""
    return anchor.action if turn.joint == "và" or anchor.unit == turn.mention.unit else ""


def _elided(turn: Turn, own: str, anchor: Subject) -> str | None:
    """The fragment with the head of the subject before, for rates in a row."""
    if _AGE.fullmatch(own) and turn.unit == anchor.unit:  # "tử vong trẻ dưới 1 tuổi 5‰, dưới 5 tuổi 7‰"
        return completed(own, anchor.indicator)
    if not (turn.share and anchor.rate) or turn.setting.path:
        return None
    if turn.joint in (*_LISTING, "…") and (found := alternated(own, anchor.indicator)):
        return found
    if is_group(own):
        groups = list(words().groups.finditer(anchor.indicator))
        at_end = groups and groups[-1].end() == len(anchor.indicator)
        return f"{anchor.indicator[: groups[-1].start()]}{own}" if at_end else None
    if turn.joint not in (*_LISTING, ")", "…") or not is_head(anchor.indicator):
        return None
    return completed(own, anchor.indicator)


def _parallel(told: Told, turn: Turn) -> bool:
    """True for 'Bệnh viện A: công suất 112%; Bệnh viện B: 98%'."""
    if not told.opening or not told.after_colon(turn.mention):
        return False
    told.opening = ()
    return True


def _follows(turn: Turn, own: str, anchor: Subject) -> bool:
    """True for a fragment that says nothing without the subject before."""
    if is_group(own):
        return turn.share or not anchor.unit or not turn.unit or anchor.unit == turn.unit
    rates = turn.share and anchor.rate and is_head(anchor.indicator)
    return rates and turn.joint in ("và", ",", "…") and len(own.split()) <= _FRAGMENT


def _parent(told: Told, turn: Turn, own: str, counted: str) -> Subject | None:
    """The subject of which this one is a part: after 'trong đó', in a parenthesis, after 'với'."""
    anchor, scope, lead = turn.anchor, turn.scope, turn.lead
    if lead.companion and anchor is not None and not words().rates.match(own):
        return anchor
    if lead.has and turn.joint == "…" and anchor is not None and not own:
        scope.parent = anchor  # "xảy ra 2 vụ tại … có 9 người mắc, 5 người nhập viện"
        return anchor
    if own and (whole := compared_whole(told, turn, own)):
        scope.parent = whole
        return whole
    if own and is_complete(own):
        # a new sentence part, or "trong đó, tỷ lệ …": complete, and the head of what follows
        scope.parent = None if turn.joint == ";" or lead.part else scope.parent
        return None
    listed = turn.joint == ":" and anchor is not None and turn.mention.unit in (anchor.unit, "")
    if lead.part or listed or (turn.setting.path and turn.setting.first and anchor is not None):
        scope.parent = _whole(told, turn) or scope.parent
    elif scope.parent is not None and _other_disease(f"{own} {counted}", scope.parent):
        scope.parent = None  # "17 ca sởi, trong đó 11 ca ngoại lai; 86 ca ho gà"
    return scope.parent


def _other_disease(text: str, subject: Subject) -> bool:
    return other_disease(name_terms(text), name_terms(subject.indicator))


def _whole(told: Told, turn: Turn) -> Subject | None:
    """The whole that a part belongs to: told just before, in the same unit where there is one."""
    anchor, unit = turn.anchor, turn.mention.unit
    if anchor is not None:
        here = [s for s in told.subjects[told.begun :] if s.role is not Role.PLAN or anchor.role is Role.PLAN]
        mates = [s for s in here if s.unit == unit and not s.rate]
        return anchor if anchor.unit == unit or not mates or turn.setting.path else mates[-1]
    before = told.text[turn.setting.before.start : turn.setting.before.end]
    if not told.subjects or not _OPENS_PARTS.match(before):
        return None
    first, last = (told.firsts or told.subjects)[-1], told.subjects[-1]
    return first if first.unit == unit else last
