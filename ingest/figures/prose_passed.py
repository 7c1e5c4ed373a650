"""How many of what was looked at passed: 'Kiểm tra 60 cơ sở, đạt 51 (85%)', '41 mẫu nước, 38 mẫu đạt'."""

from __future__ import annotations

import re

from ingest.figures.prose_cues import cue
from ingest.figures.prose_subjects import Subject, joined
from ingest.figures.prose_told import Told, Turn
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Role

_KIND = r"(?: (?:yêu cầu|chuẩn|tiêu chuẩn|quy chuẩn|quy định|chất lượng))?"
_LEADS = re.compile(rf"\W*(?:trong đó )?(?:có )?(?:số )?(?P<said>đạt{_KIND})\s*", re.IGNORECASE)
_FOLLOWS = re.compile(rf"\s*đạt{_KIND}\s*(?=[(,;.]|$)", re.IGNORECASE)
_PART = re.compile(rf"\w+(?: \w+)? đạt{_KIND}", re.IGNORECASE)
_JOINTS = (",", "…", "và")


def passed_subject(told: Told, turn: Turn) -> Subject | None:
    """The part of the subject before that passed; None where 'đạt' only links a subject to its value."""
    anchor, mention = turn.anchor, turn.mention
    said = _said(told, turn)
    if not said or anchor is None or turn.over or turn.setting.path or turn.joint not in _JOINTS:
        return None
    counts = mention.kind in (UnitKind.COUNT, None) and mention.unit in ("", anchor.unit)
    if not counts or turn.role is not Role.RESULT or anchor.rate or not anchor.unit:
        return None
    whole = [d for d in told.of_group(anchor) if d.role is Role.RESULT and d.mention.kind is UnitKind.COUNT]
    planned = cue("plan_after", "ahead").match(told.text, mention.reach)
    if not whole or planned or mention.value > whole[-1].mention.value:
        return None
    noun = turn.noun or anchor.noun or anchor.unit
    return told.create(turn, f"{noun} {said}", joined(anchor.chain, (anchor.indicator,)))


def _said(told: Told, turn: Turn) -> str:
    """The words that say that they passed, before the number or after what it counts; "" if none do."""
    lead = _LEADS.fullmatch(told.text, turn.setting.before.start, turn.setting.before.end)
    if lead is not None:
        return lead["said"].strip()
    bare = not told.text[turn.setting.before.start : turn.setting.before.end].strip()
    behind = _FOLLOWS.match(told.text, turn.mention.reach) if turn.noun and bare else None
    return behind.group().strip() if behind else ""


def is_passed(indicator: str) -> bool:
    """True for the name that such a part has: what is told next is no part of it ('…, phạt 3 cơ sở')."""
    return bool(_PART.fullmatch(indicator))
