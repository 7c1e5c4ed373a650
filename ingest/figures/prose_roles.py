"""Roles, units and periods of numbers, from their clause, the scope that it stands in and the section."""

from __future__ import annotations

import re

from ingest.figures.context import FigureContext
from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_cues import cue
from ingest.figures.prose_draft import Scope
from ingest.figures.prose_leads import Lead
from ingest.figures.prose_topics import LABEL
from ingest.figures.prose_words import words
from ingest.vietnamese.numbers import Part
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Kind, Role

# "cao hơn năm 2022 (61,5%)"
PRIOR_BEFORE_BRACKET = re.compile(
    r"(?<!\w)(?:(?:cùng kỳ|ck)(?: năm)?(?: (?:19|20)\d\d| trước)?|(?:năm|tháng|tuần|quý|kỳ) (?:trước|ngoái)"
    r"|năm (?P<year>(?:19|20)\d\d)"
    r"|so (?:với )?(?:tuần|tháng|quý) (?:\d{1,2}|[IV]{1,3})(?:/(?:19|20)\d\d)?)\s*$",
    re.IGNORECASE,
)
# "đạt 41% KH năm (164.800 lượt)"
_PLAN_BEFORE_BRACKET = re.compile(
    r"(?<!\w)(?:kế hoạch|kh|chỉ tiêu|mức giao|dự toán)"
    r"(?:(?: \w+){1,6} giao|(?: (?:vốn|năm|cả năm|giao|được giao|đề ra|năm (?:19|20)\d\d))*)\s*$",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"\s*(?:đề nghị|kiến nghị|đề xuất)(?!\w)", re.IGNORECASE)
_ARRIVED = re.compile(
    r"[^\d;:]{0,40}?(?:xuống|lên|còn)(?:\s+(?:còn|đến|tới|mức|khoảng|gần))*\s*", re.IGNORECASE
)
_REACHED = re.compile(
    r"\W*(?:(?:đã|mới|chỉ|ước) )*(?:đạt|giải ngân|thực hiện|tiêm|khám)"
    r"(?: (?:trong )?\d{1,2} tháng| (?:tính )?đến (?:nay|(?:hết )?(?:ngày |tháng )?\d[\d/]*))?(?: (?:được|đạt))?\s*",
    re.IGNORECASE,
)  # "Kế hoạch 500 trẻ, đạt 450 trẻ", "vốn 80 tỷ đồng, giải ngân đến 31/10/2024 được 45 tỷ đồng"
# "tiêm đủ mũi chưa đạt 95%": what was to be reached
SHORT_OF = re.compile(
    r"\s*(?<!\w)(?:chưa|không) đạt(?: được)?(?: (?:mức|ngưỡng|mục tiêu|chỉ tiêu|tiến độ))?\s*$", re.IGNORECASE
)
_COMPARING = re.compile(r"(?<!\w)(?:so(?: với)? (?:cùng kỳ|ck|năm|kế hoạch)|ck|cùng kỳ)(?!\w)", re.IGNORECASE)


def section_role(context: FigureContext) -> Role:
    """PLAN in a plan and in sections on what is to be done; RESULT elsewhere."""
    if context.kind is Kind.PLAN:
        return Role.PLAN
    for heading in reversed(context.headings):
        folded = fold(heading)
        if words().not_direction.search(folded):
            return Role.RESULT
        if words().direction.search(folded):
            return Role.PLAN
    aims = any(cue("aim", "start").match(lead) and lead.rstrip().endswith(":") for lead in context.leads)
    return Role.PLAN if aims else Role.RESULT


def aims_at(before: str) -> bool:
    """True for 'Phấn đấu đến cuối năm: …', which makes plans of all that follows in the sentence."""
    head, colon, _ = before.partition(":")
    return bool(colon) and bool(cue("aim", "start").match(LABEL.sub("", head)))


def role_of(
    setting: Setting, lead: Lead, text: str, scope: Scope, planned: bool, default: Role, sentence: str
) -> Role:
    """The role of a number; `planned`: its group already holds a plan; `default`: of its section."""
    share = setting.mention.unit == "%"
    after = text[setting.after.start : setting.after.end]
    of_plan = bool(cue("plan_after", "ahead").match(after))
    if default is Role.PLAN and lead.role is not Role.PRIOR and not cue("past").search(sentence):
        return Role.ATTAINMENT if share and of_plan else Role.PLAN
    counted = setting.mention.part is Part.NUMERATOR and setting.mention.kind is not UnitKind.RATE
    if counted and lead.role is Role.CHANGE:  # "đạt và vượt 3/4 chỉ tiêu"
        return Role.RESULT
    if share and SHORT_OF.search(text, setting.before.start, setting.before.end):
        return Role.PLAN
    if lead.role is Role.CHANGE or _signed(setting, lead, sentence):
        return Role.CHANGE
    if setting.joint == "/" and of_plan:
        return Role.PLAN
    if share and (of_plan or lead.completed or (planned and _continues(setting, lead))):
        return Role.ATTAINMENT
    if cue("prior_after", "ahead").match(after) and lead.role is not Role.PLAN:
        return Role.PRIOR
    return lead.role or _inherited(setting, lead, text, scope, sentence)


def _signed(setting: Setting, lead: Lead, sentence: str) -> bool:
    """True for '+1,6%' beside a comparison."""
    signed = setting.mention.printed[:1] in ("+", "-", "−", "–") and not lead.level
    return signed and (bool(_COMPARING.search(sentence)) or bool(setting.path))


def _continues(setting: Setting, lead: Lead) -> bool:
    """True for ', tương đương 51%' after a plan."""
    return not lead.subject and lead.linked and lead.role is None and setting.joint in (",", ";", "…")


def _inherited(setting: Setting, lead: Lead, text: str, scope: Scope, sentence: str) -> Role:
    """The role of a number whose words name none: of its bracket, the clause before, its whole."""
    path, anchor, parent = setting.path, scope.anchor, scope.parent
    if path and setting.first and not lead.subject and not lead.linked:
        if PRIOR_BEFORE_BRACKET.search(text, 0, path[-1]):
            return Role.PRIOR
        if _PLAN_BEFORE_BRACKET.search(text, 0, path[-1]):
            return Role.PLAN
    before = (setting.before.start, setting.before.end)
    if scope.role is Role.PLAN and (
        cue("carried_out").search(text, *before) or _REACHED.fullmatch(text, *before)
    ):
        return Role.RESULT
    if scope.role or setting.mention.part is Part.DENOMINATOR:
        return scope.role or Role.RESULT
    if setting.joint == "…" and not lead.subject and anchor is not None and anchor.role is Role.PRIOR:
        return Role.RESULT if arrives(text, setting) else Role.PRIOR
    told = anchor is not None and anchor is not parent and anchor.role is Role.RESULT
    if parent is not None and parent.role is Role.PLAN and not told:
        past = cue("past").search(text, setting.before.start, setting.before.end)
        return Role.RESULT if past else Role.PLAN
    request = cue("request", "start").match(sentence) or (
        setting.joint == ";" and _REQUEST.match(text, *before)
    )
    if request and not cue("missing").search(text, setting.before.start, setting.before.end):
        return Role.PLAN
    return Role.RESULT


def arrives(text: str, setting: Setting) -> bool:
    """True for the second value of 'từ 15,2% xuống 14,8%'."""
    return bool(_ARRIVED.fullmatch(text, setting.before.start, setting.before.end))


def plan_follows(text: str, setting: Setting) -> bool:
    """True for the plan of '51 lớp/100 lớp giao'."""
    return bool(cue("plan_after", "ahead").match(text[setting.after.start : setting.after.end]))


def change_unit(unit: str, kind: UnitKind | None, base_is_rate: bool) -> str:
    """A change of a rate that is printed in % is one of points."""
    if base_is_rate and unit == "%":
        return "điểm %"
    if base_is_rate and unit == "‰":
        return "điểm ‰"
    return unit
