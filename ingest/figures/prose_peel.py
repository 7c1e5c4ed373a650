"""Takes bounds, linking words and words of change off the end of the words before a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.figures.prose_cues import cue
from ingest.figures.prose_words import words
from vectorstore.records import Bound

EDGES = " \t\n,;:–-./*•·“”\"'"
_BOUNDS = {
    "at_most": Bound.AT_MOST,
    "at_least": Bound.AT_LEAST,
    "above": Bound.ABOVE,
    "below": Bound.BELOW,
    "about": Bound.ABOUT,
}
_LEVEL_LINKS = ("nâng", "lên", "xuống", "còn", "giảm", "tăng")


@dataclass(slots=True)
class Peeled:
    """What remains of the words before a number, and what was taken off their end."""

    rest: str
    bound: Bound = Bound.EXACT
    sign: int = 0  # 1 after "tăng", -1 after "giảm"
    level: bool = False  # "giảm còn 14%": a level, although the words speak of change
    completed: bool = False  # "hoàn thành 95%"
    linked: bool = False  # a linking word or colon was taken off
    stated: bool = False  # one that can only link: verbs before it belong to the subject


def peel(text: str) -> Peeled:
    """'Tỷ lệ hài lòng đạt trên' → rest 'Tỷ lệ hài lòng', bound ABOVE, linked."""
    peeled = Peeled(text)
    _change_from_prior(peeled)
    while not peeled.sign:
        peeled.rest = peeled.rest.rstrip(" ,(\u00a0")
        if not (_bound(peeled) or _level(peeled) or _change(peeled) or _completed(peeled) or _link(peeled)):
            break
    return peeled


def _bound(peeled: Peeled) -> bool:
    for name, bound in _BOUNDS.items():
        match = cue(name, "end").search(peeled.rest)
        if match:
            peeled.bound = bound if peeled.bound is Bound.EXACT else peeled.bound
            peeled.rest = peeled.rest[: match.start()]
            return True
    return False


def _level(peeled: Peeled) -> bool:
    match = cue("level", "end").search(peeled.rest)
    if match:
        peeled.level = peeled.linked = True
        peeled.rest = peeled.rest[: match.start()]
    return bool(match)


def _change(peeled: Peeled) -> bool:
    match = None if peeled.linked else _change_pattern().search(peeled.rest)
    if match:
        peeled.sign = 1 if match["rise"] else -1
        rest = peeled.rest[: match.start()].rstrip(EDGES)
        peeled.rest = cue("change_joint", "repeated end").sub("", rest).rstrip(EDGES)
    return bool(match)


def _change_from_prior(peeled: Peeled) -> None:
    """'ít hơn cùng kỳ', 'tăng so với cùng kỳ năm trước': by how much; a bracket behind them gives the value then."""
    match = _from_prior_pattern().search(peeled.rest.rstrip())
    if match:
        peeled.sign = 1 if match["rise"] else -1
        rest = peeled.rest[: match.start()].rstrip(EDGES)
        peeled.rest = cue("change_joint", "repeated end").sub("", rest).rstrip(EDGES)


def _completed(peeled: Peeled) -> bool:
    match = cue("completed", "end").search(peeled.rest)
    if match:
        peeled.completed = True
        peeled.rest = peeled.rest[: match.start()]
    return bool(match)


def _link(peeled: Peeled) -> bool:
    match = words().links.search(peeled.rest)
    if match is None:
        return False
    hard = bool(cue("hard_link", "whole").fullmatch(match.group()))
    if peeled.stated and not hard:
        return False
    peeled.linked, peeled.stated = True, peeled.stated or hard
    peeled.level = peeled.level or match.group().lower().startswith(_LEVEL_LINKS)
    peeled.rest = peeled.rest[: match.start()]
    return True


@cache
def _change_pattern() -> re.Pattern[str]:
    """'tăng', 'giảm khoảng', '↑' at the end."""
    rise, fall, degree = (cue(name, "whole").pattern for name in ("rise", "fall", "change_degree"))
    return re.compile(rf"(?<!\w)(?:(?P<rise>{rise})|(?P<fall>{fall}))(?:\s+{degree})*$", re.IGNORECASE)


@cache
def _from_prior_pattern() -> re.Pattern[str]:
    rise, fall, prior = (cue(name, "whole").pattern for name in ("rise", "fall", "prior"))
    year = r"(?: năm)?(?: (?:trước|ngoái|(?:19|20)\d\d))?"
    return re.compile(
        rf"(?<!\w)(?:(?P<rise>{rise})|(?P<fall>{fall})) (?:(?<=hơn )|so với )(?:so với )?{prior}{year}(?: là)?$",
        re.IGNORECASE,
    )
