"""What a number counts, in the words after it."""

from __future__ import annotations

import re

from ingest.figures.prose_bracketed import without_spread
from ingest.figures.prose_cues import cue
from ingest.figures.prose_days import without_days
from ingest.figures.prose_subjects import object_of
from ingest.figures.prose_told import Told, Turn
from ingest.figures.prose_words import words
from ingest.vietnamese.numbers import Part
from vectorstore.records import Role

# "100% bệnh nhân (45/45) được quản lý": the subject goes on behind the bracket
_TRAIL = re.compile(r"\)\s+((?:được|có|đã|đạt|bị|đang|do|tại|ở)\s[^,;:.()\d]{2,120})", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)?")
_PER = re.compile(r"^/\s?\w+\s*")  # "12.345 lượt/tháng"
_PLAN_WORD = re.compile(r"^(?:giao|kế hoạch|kh)(?!\w)", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\s*(?:thuộc|tại|của|ở)\s+\d+(?:/\d+)?\s+(?:xã|huyện|quận|thôn|tỉnh)[^.;:()\d]{0,40}?\s((?:có|được|đã|đạt)\s[^.;:,()\d]{3,80})",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"[^;.()]{0,80}?,\s*(?:tất cả )?đều\s+((?:đạt|được|có|đã)\s[^,;.()\d]{2,60})\)", re.IGNORECASE
)
# "403 ca trong quý", "5,7 ngày năm 2023": when, not what
_WHEN_BEHIND = re.compile(
    r"\s*(?<!\w)(?:trong (?:tháng|quý|tuần|kỳ)(?: này)?|(?:của |trong )?năm (?:19|20)\d\d)$", re.IGNORECASE
)
_OPENING_STATE = re.compile(
    r"\s*\((?:đầu|cuối) (?:năm|kỳ|tháng|quý)[^()]*\)", re.IGNORECASE
)  # "(đầu năm 33)"
_LONGEST_ASIDE = 6  # words of a remark in brackets that stays in the subject


def without_comparison(text: str) -> str:
    """'ca mắc so với cùng kỳ' → 'ca mắc'."""
    match = cue("compared_after").search(text)
    return text[: match.start()] if match else text


def counted_object(told: Told, turn: Turn) -> str:
    """The counted noun and what follows it; "" where only a unit or nothing follows."""
    after = turn.setting.after
    if turn.over and turn.mention.part is Part.NUMERATOR:
        after = turn.over.after
    if turn.upto:
        after = turn.upto.after
    rest = without_comparison(without_days(told.text[after.start : after.end]))
    rest = _WHEN_BEHIND.sub("", _OPENING_STATE.sub("", rest).rstrip())
    rest = without_spread(rest, told.text[after.end :], told.context.home)
    rest = _ASIDE.sub(lambda m: " " if len(m.group().split()) > _LONGEST_ASIDE else m.group(), rest).strip()
    rest = _PER.sub("", rest)
    if rest and told.text[after.end : after.end + 1] == "(":
        trail = _TRAIL.match(told.text, max(told.text.find(")", after.end), 0))
        rest = f"{rest} {trail[1].strip()}" if trail else rest
    found = object_of(turn.noun, f"{_with_predicate(told, rest, after.end)}{_said_of_all(told, turn)}")
    if turn.role is Role.PLAN:
        found = _PLAN_WORD.sub("", found).strip()
    return found if found.lower() != turn.noun.lower() else ""


def _with_predicate(told: Told, rest: str, end: int) -> str:
    """'15/20 xã thuộc 3/3 huyện có người nhiễm': what the second noun goes on to say is said of the first."""
    said = _PREDICATE.match(told.text, end)
    return f"{rest} {said[1].strip()}" if said else rest


def _said_of_all(told: Told, turn: Turn) -> str:
    """'(40 nhà thuốc và 65 quầy thuốc, đều đạt GPP)': said at the end of the brackets of each part."""
    if not turn.setting.path or turn.role is not Role.RESULT:
        return ""
    match = _OF_ALL.match(told.text, turn.mention.reach)
    return f" {match[1].strip()}" if match else ""


def counted_noun(told: Told, turn: Turn, own: str) -> str:
    """The noun of a number that begins to count something else: '3 ổ dịch với 25 ca mắc'."""
    anchor, lead, noun = turn.anchor, turn.lead, turn.noun
    if not noun or lead.span or turn.joint == "/":
        return ""
    stands = not own or lead.has or lead.conjoined
    event = _is_event(noun) and (anchor is None or anchor.noun.lower() != noun.lower())
    if event and (stands or told.after_colon(turn.mention)):
        return noun  # "…, 02 ca tử vong", "Tai nạn: 12 trường hợp mắc"
    if not stands:
        return ""
    other = anchor is None or anchor.unit != turn.unit
    if anchor is not None and turn.joint == "và" and anchor.noun and anchor.noun.lower() != noun.lower():
        other = True
    part = lead.part or (turn.scope.parent is not None and turn.joint in (";", ",", "và"))
    counts = (
        part or lead.companion or lead.has or lead.conjoined or (turn.joint in (",", "…", "và") and other)
    )
    return noun if counts and (other or part) else ""


def _is_event(noun: str) -> bool:
    """True for 'ca tử vong', 'trường hợp mắc'; not for 'ca', 'lượt người'."""
    return " " in noun and bool(words().specific.search(noun))
