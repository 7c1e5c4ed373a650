"""Places and periods that a sentence names, against those of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.guard.evidence import known_periods
from assistant.sources import Source
from ingest.vietnamese.periods import PeriodMatch, find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold
from vectorstore.records import Period, Place

_PARTED = re.compile(r"[,;:()]|\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLANNED = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu)(?: (?:giao|ca|cua))?\s*$")
_DAY = re.compile(
    r"\b(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)((?:19|20)\d\d)\b"
)
# Between a place and the one in which it lies.
_BETWEEN = re.compile(r"\W*(?:(?:thuoc|cua|o|tai)\s+)?(?:(?:tinh|huyen|thi xa|thanh pho|tp\.?|dia ban)\s*)*")
_OPENED = re.compile(r"[^\d,;:.()]{0,25}\([^\d,;:.()]{0,15}")
_IN_TURN = re.compile(r"\blan luot\b")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    place: Place
    start: int
    end: int


def places_of(sources: Sequence[Source]) -> set[Place]:
    """The places of which sources print figures."""
    found = {figure.place for source in sources for figure in source.figures if figure.place}
    return found | {source.report.place for source in sources if source.report.place}


def named_places(plain: str, sources: Sequence[Source]) -> list[NamedPlace]:
    """Places that a sentence names, in order; one right behind a place inside it only says where that lies."""
    found = [
        NamedPlace(m.place, m.start, m.end) for m in find_places(plain, tuple(places_of(sources))) if m.place
    ]
    return [
        named
        for before, named in zip([None, *found], found, strict=False)
        if before is None or not _says_where(before, named, plain)
    ]


def _says_where(inner: NamedPlace, outer: NamedPlace, plain: str) -> bool:
    """'Môn Sơn (Con Cuông)', 'huyện Sìn Hồ của tỉnh Lai Châu'; not 'huyện Sìn Hồ và tỉnh Lai Châu'."""
    inside = outer.place != inner.place and outer.place.contains(inner.place)
    return inside and bool(_BETWEEN.fullmatch(fold(plain[inner.end : outer.start])))


def place_at(
    named: Sequence[NamedPlace], plain: str, numbers: Sequence[tuple[int, int]], at: int
) -> Place | None:
    """The place of the number at a position: the last named before it; the next, where the first number comes first.

    "Hòa Bình và Yên Bái lần lượt đạt 46,8% và 43,1%": as many numbers as places go in pairs.
    """
    if not named:
        return None
    starts = [start for start, _ in numbers]
    if _IN_TURN.search(fold(plain)) and len(named) == len(starts) > 1:
        return named[starts.index(at)].place
    if named[0].start > starts[0]:
        after = [n for n in named if n.start > at]
        return (after[0] if after else named[-1]).place
    before = [n for n in named if n.start < at]
    return before[-1].place if before else None


def period_at(
    plain: str, number: tuple[int, int], others: Sequence[tuple[int, int]], of_plan: bool = False
) -> Period | None:
    """The period said of the number at a span: the last before it with no other number between, else the next

    one of the same clause. That of a plan ("so với kế hoạch năm 2024") is said of a plan's number alone.
    """
    start, end = number
    found = [m for m in find_periods(plain) if m.period is not None and _outright(m, plain)]
    found = [m for m in found if of_plan or not _PLANNED.search(fold(plain[: m.start]))]
    floor = max((o_end for _, o_end in others if o_end <= start), default=0)
    own = next((m for m in found if m.start >= end and _in_brackets(plain, end, m)), None)
    if own is not None:
        return own.period
    before = [m for m in found if floor <= m.start < start and not (floor and _in_brackets(plain, floor, m))]
    if before:
        return before[-1].period
    after = next((m for m in found if m.start >= end), None)
    return after.period if after and not _PARTED.search(plain[end : after.start]) else None


def _in_brackets(plain: str, number: int, match: PeriodMatch) -> bool:
    """'46,8% (6 tháng đầu năm 2023)': the period right behind a number, and nothing else in the brackets."""
    opened = _OPENED.fullmatch(plain, number, match.start)
    return opened is not None and plain[match.end :].lstrip().startswith(")")


def _days(text: str) -> Iterator[date]:
    """Days named with their year: 30/6/2024, ngày 30 tháng 6 năm 2024."""
    for match in _DAY.finditer(text):
        try:
            yield date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            continue


def _outright(match: PeriodMatch, plain: str) -> bool:
    """Named with its year: 'cùng kỳ năm 2022', not 'cùng kỳ năm trước'."""
    return not match.relative or bool(_YEAR.search(plain[match.start : match.end]))


def unknown_place(plain: str, sources: Sequence[Source]) -> str:
    """Objection to a place that no cited source speaks of; '' when there is none."""
    known = places_of(sources)
    text = fold(" ".join((*(s.text for s in sources), *(s.report.title for s in sources))))
    for named in named_places(plain, sources):
        place = named.place
        inside = any(place.contains(other) or other.contains(place) for other in known)
        if place in known or (inside and not place.district and not place.commune):
            continue
        if fold(place.commune or place.district or place.province) not in text:
            return f"nguồn không nói về {place.label}"
    return ""


def unknown_period(plain: str, sources: Sequence[Source]) -> str:
    """Objection to a period or year of which no cited source speaks; '' when there is none."""
    known = frozenset(period for source in sources for period in known_periods(source))
    ends = {period.end for period in known}
    printed = frozenset(day for source in sources for day in _days(source.text))
    if unknown := [day for day in _days(plain) if day not in ends | printed]:
        return f"ngày {unknown[0]:%d/%m/%Y} không có trong nguồn được dẫn"
    years = {year for period in known for year in range(period.first_year, period.last_year + 1)}
    reference = next((source.report.period for source in sources if source.report.period), None)
    for match in find_periods(plain, reference):
        period = match.period
        if period is None or period in known or not _outright(match, plain):
            continue
        if period.months == 12 and period.first_month == 1 and period.last_year in years:
            continue
        words = plain[match.start : match.end]
        point = match.kind == "date" or match.point
        if not point or not (period.end in ends or any(words in source.text for source in sources)):
            return f"kỳ “{words}” không có trong nguồn được dẫn"
    return ""
