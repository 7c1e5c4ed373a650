"""Comparisons in words ("cao hơn", "vượt kế hoạch", "giảm so với cùng kỳ") against the figures that they compare."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.guard.derived import comparable
from assistant.guard.evidence import Evidence
from assistant.replies.claims import lower_is_better
from assistant.replies.verdicts import is_ceiling, is_met
from assistant.sources import Source
from ingest.vietnamese.text import fold
from vectorstore.records import Place, Role

_MORE = r"cao hon|nhieu hon|lon hon|vuot(?! qua kho)|tang(?! cuong| huyet ap| truong|\s*(?:hay|hoac)\s*giam)|cao gap"
_LESS = (
    r"thap hon|it hon|nho hon|kem hon|giam(?! sat| doc| dinh| nhe| thieu| ngheo)|chua dat|khong dat|thap thua"
)
_EQUAL = (
    r"bang nhau|ngang nhau|bang voi|tuong duong|on dinh|khong (?:thay )?doi|giu nguyen|di ngang|chung lai"
    r"|duy tri (?:o )?muc"
)
# "đạt kế hoạch", "hoàn thành vượt mức chỉ tiêu"; "tỷ lệ đạt kế hoạch là 54,2%" claims nothing.
_MET = (
    r"(?<!ty le )(?<!muc )(?<!tien do )(?<!ket qua )(?:dat|hoan thanh|dam bao|vuot)(?: va)?"
    r"(?: hoan thanh| vuot| muc| so voi)* (?:cac )?(?:ke hoach|chi tieu|muc tieu|muc giao|du toan)"
)
_UNMET = (
    r"(?:chua|khong) (?:dat|hoan thanh)(?: duoc)? (?:cac )?(?:ke hoach|chi tieu|muc tieu|muc giao|du toan)"
)
_CLAIM = re.compile(
    rf"\b(?:(?P<unmet>{_UNMET})|(?P<met>{_MET})|(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<equal>{_EQUAL}))\b"
)
_AGAINST_PLAN = re.compile(r"^[^.;]{0,25}\b(?:ke hoach|chi tieu|muc giao|muc tieu)\b")
_AGAINST_PRIOR = re.compile(r"^[^.;]{0,40}\b(?:cung ky|nam truoc|nam ngoai)\b")
_AGAINST_MONTH = re.compile(r"[^.;,]{0,20}\bso voi (?:thang|tuan|quy) (?:truoc|lien ke|lien truoc)")
_PRIOR_BEFORE = re.compile(r"\b(?:cung ky|nam truoc|nam ngoai)(?: nam \d{4})?[^.;,]{0,10}$")
# The word after a comparison that is none: not "tăng so với", "tăng lên".
_NEXT = re.compile(r"\s+(?!(?:so|hon|len|them|xuong|den|con|nhe|manh|dan)\b)([a-z]+)")
_WORD = re.compile(r"[a-z]+")
_WHOLE = 100  # per cent of a plan
_WEAK = re.compile(r"\b(?:tang|giam)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure of a source and where its number stands in the sentence."""

    evidence: Evidence
    start: int
    end: int


def false_claim(
    plain: str,
    placed: Sequence[Placed],
    places: Sequence[tuple[int, Place]],
    known: Sequence[Evidence],
    sources: Sequence[Source],
) -> str:
    """The comparing words that the figures contradict or do not bear out; '' when all hold.

    `places` with their positions, `known`: figures of the cited sources and of the sentences before.
    """  # fmt: skip
    folded = fold(plain)
    names = fold(" ; ".join(f"{e.figure.name} ; {' ; '.join(e.source.section)}" for e in known))
    bearing = [s for s in sources if any(p.evidence.source is s for p in placed)] or sources
    for match in _CLAIM.finditer(folded):
        if _in_name(match, folded, names):
            continue
        if match["met"] or match["unmet"]:
            holds = _reached(match, placed, places, known)
        else:
            way = 1 if match["more"] else -1 if match["less"] else 0
            holds = _holds(match, way, folded, placed, places, known)
        if holds is None:
            if not any(_says(match, folded, fold(source.text)) for source in bearing):
                return plain[match.start() : match.end()]
        elif not holds:
            return plain[match.start() : match.end()]
    return ""


def _says(match: re.Match[str], folded: str, source: str) -> bool:
    """Whether a source compares in the same words, and with the same time where one is named."""
    with_prior = _AGAINST_PRIOR.search(folded[match.end() :]) or _PRIOR_BEFORE.search(folded[: match.start()])
    for found in re.finditer(rf"\b{re.escape(match.group())}\b", source):
        around = (source[: found.start()], source[found.end() :])
        if not with_prior or _PRIOR_BEFORE.search(around[0]) or _AGAINST_PRIOR.search(around[1]):
            return True
    return False


def _in_name(match: re.Match[str], folded: str, names: str) -> bool:
    """'bệnh nhân tăng HA', 'thu nhập tăng thêm': a word of what is counted."""
    following = _NEXT.match(folded, match.end())
    if following is not None and f"{match.group()} {following[1]}" in names:
        return True
    before, behind = _WORD.findall(folded[: match.start()])[-1:], _WORD.findall(folded[match.end() :])[:1]
    around = " ".join((*before, match.group(), *behind))
    return bool(before and behind) and bool(re.search(rf"\b{re.escape(around)}\b", names))


def _reached(
    match: re.Match[str],
    placed: Sequence[Placed],
    places: Sequence[tuple[int, Place]],
    known: Sequence[Evidence],
) -> bool | None:
    """Whether the plan is met, or not met, as is said; None where the sources give no plan to tell by."""
    before = [p for p in placed if p.end <= match.start()]
    after = [p for p in placed if p.start >= match.end()]
    subject = subject_of(before, after, places, match.start(), known)
    if subject is None or subject.figure.role is not Role.RESULT:
        return None
    same = [e.figure for e in known if _of_one_clause(e, subject) and e.place == subject.place]
    plan = next((f for f in same if f.role is Role.PLAN and f.unit == subject.figure.unit), None)
    share = next((f for f in same if f.role is Role.ATTAINMENT), None)
    lower = is_ceiling(plan, subject.figure) if plan else lower_is_better(subject.figure.name)
    if plan is not None and lower is not None:
        return is_met(subject.figure, plan, lower=lower) == bool(match["met"])
    if plan is None and share is not None and lower is False:
        return (share.value >= _WHOLE) == bool(match["met"])
    return None


def _holds(
    match: re.Match[str], way: int, folded: str, placed: Sequence[Placed], places: Sequence[tuple[int, Place]],
    known: Sequence[Evidence],
) -> bool | None:  # fmt: skip
    rest = folded[match.end() :]
    before = [p for p in placed if p.end <= match.start()]
    after = [p for p in placed if p.start >= match.end()]
    if after and after[0].evidence.figure.role is Role.CHANGE and _WEAK.search(match.group()):
        return (after[0].evidence.figure.value > 0) == (way > 0)  # the reader has given the number its sign
    if way == 0 and after and after[0].evidence.figure.role is Role.CHANGE:
        return after[0].evidence.figure.rise == 0
    subject = subject_of(before, after, places, match.start(), known)
    if subject is None:
        return None
    target = target_of(rest, after, subject, places, match.end(), known)
    if isinstance(target, bool):
        return target == (way > 0)
    if target is None:
        return None
    difference = subject.figure.value - target.figure.value
    return difference == 0 if way == 0 else difference * way > 0


def subject_of(
    before: Sequence[Placed], after: Sequence[Placed], places: Sequence[tuple[int, Place]], at: int,
    known: Sequence[Evidence],
) -> Evidence | None:  # fmt: skip
    """The figure that is said to be higher or lower: the last before the words, of the place named last."""
    levels = [p.evidence for p in before if p.evidence.figure.role not in (Role.CHANGE, Role.ATTAINMENT)]
    named = [place for start, place in places if start < at]
    if levels and (not named or levels[-1].place == named[-1]):
        results = [
            e for e in levels if e.figure.role is Role.RESULT and e.figure.group == levels[-1].figure.group
        ]
        return results[-1] if results else levels[-1]
    results = [e for e in known if e.figure.role is Role.RESULT]
    if named:
        return next((e for e in results if e.place == named[-1]), None)
    # "Kết quả này cao hơn cùng kỳ (33,9%)": the result of the clause that is compared, else the one spoken of last.
    beside = [e for e in results if after and _of_one_clause(e, after[0].evidence)]
    return next(iter(beside or results), None)


def _against_month(change: Evidence) -> bool:
    """'tăng 88 ca so với tháng trước': not against the same period a year before."""
    figure = change.figure
    return not figure.in_table and bool(_AGAINST_MONTH.match(fold(figure.quote[figure.end :])))


def _of_one_clause(one: Evidence, other: Evidence) -> bool:
    return (one.figure.report, one.figure.group) == (other.figure.report, other.figure.group)


def target_of(
    rest: str, after: Sequence[Placed], subject: Evidence, places: Sequence[tuple[int, Place]], at: int,
    known: Sequence[Evidence],
) -> Evidence | bool | None:  # fmt: skip
    """What it is set against: plan, the same period a year before, another place, else the next figure.

    True or False where a change of the same clause says outright whether it rose.
    """
    same = [e for e in known if e.figure.group == subject.figure.group and e.report == subject.report]
    if _AGAINST_PLAN.search(rest):
        return next((e for e in same if e.figure.role is Role.PLAN), None)
    if _AGAINST_PRIOR.search(rest):
        against = [e for e in same if e.figure.span is subject.figure.span and not _against_month(e)]
        change = next((e for e in against if e.figure.role is Role.CHANGE), None)
        if change is not None:
            return change.figure.rise > 0
        return next((e for e in against if e.figure.role is Role.PRIOR), None)
    following = [place for start, place in places if start >= at]
    if following:
        of_place = [p.evidence for p in after if p.evidence.place == following[0]] + list(known)
        return next((e for e in of_place if e.place == following[0] and comparable(e, subject)), None)
    return next((p.evidence for p in after if comparable(p.evidence, subject)), None)
