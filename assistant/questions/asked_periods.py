"""The periods that a question names, and the year of an earlier value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ingest.vietnamese.periods import PeriodMatch, find_periods
from ingest.vietnamese.text import fold
from vectorstore.records import Period

# "cùng kỳ năm 2023", "CK 2023", "năm ngoái (2023)": the year of a prior value.
PRIOR_YEAR = re.compile(
    r"(?:cung ky|cung ki|\bck|nam ngoai|nam truoc)\s*(?:cua\s+)?(?:nam\s+)?\(?\s*((?:19|20)\d\d)\)?", re.ASCII
)
LAST_YEAR = re.compile(
    r"(\d{1,2}\s*(?:thang|t)(?:\s+dau)?(?:\s+nam)?)\s+(?:nam\s+)?(?:ngoai|truoc)\s*\(?\s*((?:19|20)\d\d)\)?"
)
NAMES_REPORT = re.compile(r"\b(?:bao cao|bc)(?:\s+(?:so ket|tong ket|nam|cua nam))*\s*$")
_AND = re.compile(r"\s*(?:,|;|/|-|–|va|voi|so voi|hay|hoac)\s*")
_BARE_MONTHS = re.compile(r"\b(?P<n>[1-9]|1[01])\s*(?:thang|t)\s*(?:va|voi|so voi|,)\s*$")
# An age before the year: "TE <1t năm 2024", "trẻ 9-11 tháng năm 2024", "bú mẹ hoàn toàn 6 tháng đầu năm 2024".
_AGE = re.compile(
    r"(?:[<>≤≥]=?\s*|\b(?:duoi|luc|cho (?:tre|be|chau))\s+(?:\d{1,2}\s*[-–]\s*)?|\bhoan toan\s+(?:trong\s+)?)$"
)
_YEAR_AFTER = re.compile(r"(?:nam\s+)?(?:19|20)\d\d$")
_NUMBERED = re.compile(r"\b(?:dot|lan|vong|mui)\s*$")  # what a number behind it counts
# A year that only tells where a thing comes from: "dự án chuyển tiếp từ 2023 sang".
_COMES_FROM = re.compile(
    r"\b(?:chuyen tiep|chuyen sang|keo dai|ton dong|ton|con no|khoi cong|do dang|lam do)\s+tu\s+(?:nam\s+)?$"
)
_SINCE_YEAR, _GOES_ON = (
    re.compile(r"\btu\s+(?:nam\s+)?$"),
    re.compile(r"\s*(?:chuyen|mang|keo dai|dua|sang)\b"),
)
_INTO = re.compile(r"\b(?:chuyen|mang|keo dai)\s+(?:qua|sang)\s+(?:nam\s+)?$")
_SINCE = re.compile(r"\b(?:luy (?:ke|tich)|cong don|tu dau nam)\b")
_SINCE_JANUARY = re.compile(r"\btu\s+(?:thang 1|dau nam)\b")


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    period: Period
    point: bool = False  # "đến 30/6/2024", "đến hết tháng 6": the state at its end
    start: int = 0


def take_prior_year(text: str, reference: Period | None) -> tuple[str, int | None]:
    """The text with the words of a prior year blanked out, and that year."""
    folded = fold(text)
    same_months = LAST_YEAR.search(folded)
    if same_months:  # "6 tháng đầu năm ngoái (2023)" names a period outright
        months, year = same_months.group(1), same_months.group(2)
        plain = f"{months.split('nam')[0].strip()} nam {year}"
        if len(plain) <= same_months.end() - same_months.start():
            filler = plain.ljust(same_months.end() - same_months.start())
            return text[: same_months.start()] + filler + text[same_months.end() :], None
    match = PRIOR_YEAR.search(folded)
    if match:
        blank = " " * (match.end() - match.start())
        return text[: match.start()] + blank + text[match.end() :], int(match.group(1))
    return text, None


def find_asked_periods(text: str, reference: Period | None) -> list[tuple[AskedPeriod, int, int]]:
    named = find_periods(text, reference)
    folded = fold(text)
    named = [m for m in named if not _tells_only_whence(m, folded)]
    matches = [m for m in named if m.period is not None and m.kind != "date"]
    if not matches:
        return [end for m in named if (end := _at_month_end(m)) is not None]
    lent = _lent(folded, matches)
    if lent:
        return lent
    if reference is not None and any(_is_numbered(folded, m) for m in matches):
        matches = [m for m in matches if _is_numbered(folded, m)]  # "tháng 8 so với tháng trước"
    written = [m for m in matches if not m.relative]
    written = [m for m in matches if not m.relative or _joined(folded, m.end, [w.start for w in written])]
    since = _SINCE_JANUARY.search(folded)
    found = []
    for match in written or matches:
        period = match.period
        if since and period and period.months == 1 and since.start() <= match.start < since.end():
            period = Period.year(period.last_year)  # "từ đầu năm 2022 đến giữa năm" begins in January
        if period and period.months == 1 and _NUMBERED.search(folded[: match.start]):
            period = Period.year(period.last_year)  # "đợt 1/2024"
        year = _YEAR_AFTER.search(folded[match.start : match.end])
        if period and year and period.months < 12 and _AGE.search(folded[: match.start]):
            aged = match.start + year.start()
            found.append((AskedPeriod(Period.year(period.last_year), match.point, aged), aged, match.end))
            continue
        months = _BARE_MONTHS.search(folded[: match.start])
        if period and months and period.first_month == 1:  # "6 tháng và 8 tháng năm 2024"
            shorter = Period(period.last_year, 1, period.last_year, int(months["n"]))
            found.append((AskedPeriod(shorter, False, months.start()), months.start(), months.end()))
        if period:
            found.append((AskedPeriod(period, match.point, match.start), match.start, match.end))
    return found


def _tells_only_whence(match: PeriodMatch, folded: str) -> bool:
    """Whether a year is of what is counted: "chuyển tiếp từ 2023", "từ 2023 chuyển sang 2024"."""
    before, after = folded[: match.start], folded[match.end :]
    moved = _SINCE_YEAR.search(before) and _GOES_ON.match(after)
    return bool(_COMES_FROM.search(before) or moved or _INTO.search(before))


def _is_numbered(folded: str, match: PeriodMatch) -> bool:
    return any(letter.isdigit() for letter in folded[match.start : match.end])


def _lent(folded: str, matches: Sequence[PeriodMatch]) -> list[tuple[AskedPeriod, int, int]]:
    """'tháng 10 và cộng dồn năm 2024': the one year that is named holds for the month too, and ends with it.

    [] where no month or quarter goes without its year.
    """
    years = [m for m in matches if m.kind == "year" and not m.relative and m.period]
    parts = [m for m in matches if m.kind in ("month", "quarter") and m.relative and m.period]
    if len(years) != 1 or not parts or len(matches) != len(parts) + 1:
        return []
    year = years[0].period
    if year is None or any(m.period.last_year != year.last_year for m in parts if m.period):
        return []
    found = [(AskedPeriod(m.period, m.point, m.start), m.start, m.end) for m in parts if m.period]
    last = max(asked.period.last_month for asked, _, _ in found)
    whole = Period(year.last_year, 1, year.last_year, last) if _SINCE.search(folded) else found[-1][0].period
    return [*found, (AskedPeriod(whole, False, years[0].start), years[0].start, years[0].end)]


def _at_month_end(day: PeriodMatch) -> tuple[AskedPeriod, int, int] | None:
    """'(30/6/2022)': the state at the end of a month; another day dates a document."""
    if day.date is None or (day.date + timedelta(days=1)).day != 1:
        return None
    upto = Period(day.date.year, 1, day.date.year, day.date.month)
    return AskedPeriod(upto, True, day.start), day.start, day.end


def _joined(folded: str, end: int, starts: Iterable[int]) -> bool:
    """Whether a period without a year is joined to the next one, which has it: "quý I và quý II/2024"."""
    return any(start > end and _AND.fullmatch(folded[end:start]) for start in starts)


def apart_from_report(
    text: str, periods: list[tuple[AskedPeriod, int, int]], prior_year: int | None, backwards: bool
) -> tuple[list[tuple[AskedPeriod, int, int]], Period | None]:
    """Where one period is asked and another only names the report, the two apart."""
    folded = fold(text)
    named = [item for item in periods if NAMES_REPORT.search(folded[: item[1]])]
    if backwards and not named and len(periods) > 1:  # "lấy số 2022 tính ngược lại"
        named = [max(periods, key=lambda item: item[0].period.end)]
    if not named or (len(periods) < 2 and prior_year is None):
        return periods, None
    others = [item for item in periods if item not in named]
    if prior_year is not None and not others:
        return periods, None
    return others, named[0][0].period
