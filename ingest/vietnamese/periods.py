"""Periods as officials and reports write them: '6T/2024', 'nửa đầu năm 24', 'cùng kỳ', 'đến 30/6/2024'.

The wordings are rules in periods.toml; this module reads them and works the months out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from ingest.vietnamese.documents import document_spans
from ingest.vietnamese.periods_days import few_days, shifted_month, shifted_week, week_named
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind, unit_at
from vectorstore.records import Period

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COUNTS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_COUNTS_AS_TYPED = {
    "mot": "một", "bon": "bốn", "sau": "sáu", "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mười",
}  # fmt: skip
_RELATIVE_YEARS = {"nay": 0, "ngoai": -1, "truoc": -1, "qua": -1, "sau": 1, "toi": 1}
_MACROS = {
    # Two digits are a year only from 10 to 39, never a decimal, a share or a count: "tháng 10, 10 tháng".
    "{YEAR}": r"(?:nam\s+)?(?P<y>(?:19|20)\d\d|'?[1-3]\d(?!(?<!/\d\d)\s%)(?!\s*(?:thang|tuan|t)\b))"
    r"(?![\d%‰]|[.,/]\d)",
    "{REL}": r"(?P<r>nay|ngoai|truoc|sau|toi)",
    "{M}": r"(?P<m>0?[1-9]|1[0-2])",
    "{Q}": r"(?P<q>0?[1-4]|iv|i{1,3})",
    "{N}": r"\b(?P<n>0?[1-9]|1[0-2]|mot|hai|ba|bon|sau|bay|tam|chin|muoi)",
    "{END}": r"(?![^\W_¹²³⁰⁴-⁹])",
}
_TRIGGER = re.compile(r"\d|\btuan\b|\bnam\b|thang|cung|\bck\b|quy|qui|\bq\b|nua|ban nien")
_COORDINATED = re.compile(
    r"\s*(?:,|;|va|hoac|den|-|–|/|&|\+|so voi|nhiem vu|phuong huong)?[\s,]*", re.IGNORECASE
)
# After a number that is a count without its noun: "trong tháng 02 (xã Mường Mô)", "trong tháng 02, lũy tích 05"
_COUNT_ENDS = re.compile(
    r"\s*\(\s*(?:tai |o )?(?:xa|huyen|tp|tx|thi|thanh pho|phuong|ban|thon|quan|nu|nam|tre|nguoi)\b"
    r"|\s*[,;]?\s*(?:luy (?:tich|ke)|cong don)\s+\d"
)
_SHARE_OF_PLAN = re.compile(r"\s*%\s*(?:kh|ke hoach|ct|chi tieu)\b")  # asked behind a period: "6T/24 %KH"
_OTHER_FROM = re.compile(r"(?:[Tt]ư|[Tt]ử|[Tt]ự|[Tt]ú|[Tt]ụ)\s+")  # "vật tư đến 30/11" has no "từ"
_LATE_DAY = 15  # a stretch that begins on or after it belongs to the next month
_EARLY_DAY = 10  # one that ends before it belongs to the month before
_CONTEXT = 40
_SHORT_YEAR = 2  # digits
_LATEST_SHORT_YEAR = 32  # "năm 33" counts something
_WOMEN = re.compile(r"[^\w\d]{1,3}nữ(?!\w)", re.IGNORECASE)
# "Bệnh viện 30 tháng 4": a day that an institution is named after
_DAY_IN_NAME = re.compile(
    r"\b(?:benh vien|vien|truong thpt|duong|pho|cong ty)\b[^,;:.()\d]{0,30}\s\d{1,2}\s+$"
)
# "trong tháng 01 (thị trấn), lũy tích 03": one case this month
_SUMMED_UP = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)?[,;]\s*(?:luy (?:tich|ke)|cong don)\b")


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period, point of time or date in an NFC text.

    period is None for a date, and for a relative period without a reference ("cùng kỳ", "6 tháng đầu năm").
    relative: its year, or all of it, is not written. point: a state on that day ("đến 30/6/2024" is 6T/2024).
    kind: week, month, quarter, half, nine, year, range, point, months (other counts), prior ("cùng kỳ …"), date.
    """

    start: int
    end: int
    period: Period | None
    relative: bool
    kind: str
    point: bool = False
    date: date | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    months: str
    pattern: re.Pattern[str]
    relative: bool
    point: bool
    bare: bool
    shift: int
    n: int
    not_after: re.Pattern[str] | None


def find_periods(text: str, reference: Period | None = None) -> list[PeriodMatch]:
    """The periods of an NFC text in order, without overlaps; `reference` resolves relative ones."""
    folded = fold(text)
    if not _TRIGGER.search(folded):
        return []
    found: list[PeriodMatch] = []
    blocked = document_spans(text)
    for _, rule, match in sorted(_candidates(folded), key=lambda c: (c[2].start(), -c[2].end(), c[0])):
        start, end = match.span()
        if found and start < found[-1].end:
            continue
        if any(a < end and start < b for a, b in blocked) or not _stands(text, folded, rule, match):
            continue
        read = _read(rule, match, reference)
        if read is not None and (other := _OTHER_FROM.match(text, start)):
            read = replace(read, start=other.end())
        if read is not None and read.kind == "month" and _DAY_IN_NAME.search(folded, 0, start):
            read = replace(read, period=None, relative=False, kind="date")
        if read is not None:
            found.append(read)
    return [_borrow_year(text, found, position, reference) for position in range(len(found))]


def _candidates(folded: str) -> list[tuple[int, _Rule, re.Match[str]]]:
    return [
        (rank, rule, match) for rank, rule in enumerate(_rules()) for match in rule.pattern.finditer(folded)
    ]


def _stands(text: str, folded: str, rule: _Rule, match: re.Match[str]) -> bool:
    """False for '2024 ca', 'nam 24 tuổi', 'bú mẹ trong 6 tháng'."""
    start, end = match.span()
    if start and folded[start - 1].isalnum() and folded[start].isalnum():
        return False
    if rule.not_after and rule.not_after.search(folded[max(0, start - _CONTEXT) : start]):
        return False
    if (count := match.groupdict().get("n")) and text[match.start("n") : match.end("n")].lower() not in (
        count,
        _COUNTS_AS_TYPED.get(count),
    ):
        return False  # "trọng tâm tháng 10" is not "tám tháng"
    year = match.groupdict().get("y")
    if year and len(year.strip("'")) == _SHORT_YEAR and not _is_short_year(text, match):
        return False
    if year and (rule.bare or len(year) < 4) and match.end("y") == end:
        unit = None if _SHARE_OF_PLAN.match(folded, end) else unit_at(text, end)
        if unit and (len(year) < 4 or unit.unit.kind in (UnitKind.COUNT, UnitKind.MONEY, UnitKind.RATE)):
            return not (len(year) < 4 or _counts(folded, start, unit.unit.canonical))
    if rule.months == "to date" and not year and "ngay" not in folded[start:end] and unit_at(text, end):
        return False  # "nâng lên đến 8/12 huyện"
    if rule.kind in ("month", "quarter") and not year:
        return _month_stands(text, folded, rule, match)
    return not (rule.bare and re.search(r"\b(?:dat|duoc|tong cong)\s$", folded[:start]))


def _is_short_year(text: str, match: re.Match[str]) -> bool:
    """'năm 23'; not 'đầu năm 33', nor the men of 'nam 24, nữ 03'."""
    year = match["y"].strip("'")
    return int(year) <= _LATEST_SHORT_YEAR and not _WOMEN.match(text, match.end("y"))


def _month_stands(text: str, folded: str, rule: _Rule, match: re.Match[str]) -> bool:
    """'trong tháng 04 ca' speaks of this month and four cases, 'trong tháng 4 có' of April."""
    end = match.end()
    if any(match.groupdict().get(name) for name in ("m", "q", "q2")):
        counted = unit_at(text, end)
        if counted and counted.unit.kind is UnitKind.OTHER:
            counted = None
        before = folded[: match.start()]
        if re.search(r"\d\s+$", before):  # "6 tháng 03 ca"
            return counted is None
        bare = (match.groupdict().get("m") or "").startswith("0") and _COUNT_ENDS.match(folded, end)
        within = re.search(r"\b(?:trong|rieng|rieng trong)\s+$", before)
        return not (within and (counted or bare or _SUMMED_UP.match(folded, end)))
    number = re.match(r"\s*\d+(?:[.,]\d+)*", text[end:])
    if number is None or unit_at(text, end + number.end()) is not None:
        return True
    return number.group().strip().startswith("0") and bool(_COUNT_ENDS.match(folded, end + number.end()))


def _counts(folded: str, start: int, unit: str) -> bool:
    """'2024 tỉnh có' names a year before a noun; '2024 ca' counts."""
    return unit not in (
        "tỉnh",
        "huyện",
        "xã",
        "bệnh viện",
        "trạm y tế",
        "đơn vị",
        "người",
        "trẻ",
        "phụ nữ",
        "bà mẹ",
    )


def _read(rule: _Rule, match: re.Match[str], reference: Period | None) -> PeriodMatch | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    start, end = match.span()
    relative = rule.relative or "r" in groups
    year = _year(groups, reference)
    if rule.months == "date":
        day = _day(groups, year)
        impossible = day is None and "y" in groups
        return None if impossible else PeriodMatch(start, end, None, "y" not in groups, "date", date=day)
    try:
        period = _MONTHS[rule.months](groups, year, reference, rule)
    except ValueError:
        return None
    kind = _kind(rule.kind, period)
    return PeriodMatch(start, end, period, relative or "y" not in groups, kind, rule.point)


def _kind(kind: str, period: Period | None) -> str:
    if kind != "months" or period is None:
        return kind
    names = {1: "month", 3: "quarter", 6: "half", 9: "nine", 12: "year"}
    return names.get(period.months, "months")


def _year(groups: dict[str, str], reference: Period | None) -> int | None:
    written = groups.get("y", "").strip("'")
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written)
    if reference is None:
        return None
    return reference.last_year + _RELATIVE_YEARS[groups["r"]] if "r" in groups else reference.last_year


def _day(groups: dict[str, str], year: int | None) -> date | None:
    try:
        return date(year, int(groups["m"]), int(groups["d"])) if year and "m" in groups else None
    except ValueError:
        return None


def _within(year: int | None, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        raise ValueError(f"months {first}-{last}")
    return Period(year, first, year, last) if year else None


def _count(groups: dict[str, str], rule: _Rule) -> int:
    written = next((groups[name] for name in ("n", "n2", "n3", "n4") if name in groups), "")
    return rule.n or _COUNTS.get(written) or int(written)


def _years(groups: dict[str, str]) -> Period:
    first, last = int(groups["y"]), int(groups["z"])
    if not 0 < last - first < 60:
        raise ValueError(f"years {first}-{last}")
    return Period(first, 1, last, 12)


def _school(groups: dict[str, str]) -> Period:
    first = int(groups["y"])
    return Period(first, 9, first + 1, 5)


def _to_date(groups: dict[str, str], year: int | None) -> Period | None:
    """From January to the month that ends on the day; 5/7 still speaks of June."""
    last, day = int(groups["m"]), int(groups["d"])
    if not 1 <= day <= 31:
        raise ValueError(f"day {day}")
    if day < _EARLY_DAY and last > 1:
        last -= 1
    return _within(year, 1, last)


def _dates(groups: dict[str, str], year: int | None) -> Period | None:
    if year is None:
        return None
    first_year, first = int(groups.get("y1", year)), int(groups["m1"])
    last_year, last = year, int(groups["m"])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise ValueError(f"months {first}, {last}")
    exact = few_days(first_year, first, int(groups["d1"]), last_year, last, int(groups["d"]))
    if exact is not None:
        return exact
    one_month = (first_year, first) == (last_year, last)
    if int(groups["d1"]) >= _LATE_DAY and not one_month:
        first_year, first = (first_year, first + 1) if first < 12 else (first_year + 1, 1)
    if int(groups["d"]) < _EARLY_DAY and (last_year, last) > (first_year, first):
        last_year, last = (last_year, last - 1) if last > 1 else (last_year - 1, 12)
    if (first_year, first) > (last_year, last):
        raise ValueError("ends before it begins")
    return Period(first_year, first, last_year, last)


def _quarter(groups: dict[str, str], year: int | None) -> Period | None:
    written = groups.get("q") or groups["q2"]
    quarter = _ROMAN.get(written) or int(written)
    return _within(year, 3 * quarter - 2, 3 * quarter)


def _to_reference(groups: dict[str, str], reference: Period | None) -> Period | None:
    if reference is None:
        return None
    year = int(groups["y"]) if len(groups.get("y", "")) == 4 else reference.last_year
    found = _within(year, 1, reference.last_month)
    return replace(found, last_day=reference.last_day) if found and reference.last_day else found


def _same(groups: dict[str, str], year: int | None, reference: Period | None) -> Period | None:
    if reference is None:
        return Period.year(year) if year else None
    if "y" in groups and year:
        return reference.shifted(year - reference.last_year)
    return reference.shifted(-1)


_Reader = Callable[[dict[str, str], "int | None", "Period | None", _Rule], "Period | None"]
_MONTHS: dict[str, _Reader] = {
    "1-6": lambda g, y, ref, rule: _within(y, 1, 6),
    "year": lambda g, y, ref, rule: _within(y, 1, 12),
    "first n": lambda g, y, ref, rule: _within(y, 1, _count(g, rule)),
    "last n": lambda g, y, ref, rule: _within(y, 13 - _count(g, rule), 12),
    "quarter": lambda g, y, ref, rule: _quarter(g, y),
    "month": lambda g, y, ref, rule: _within(y, int(g["m"]), int(g["m"])),
    "months": lambda g, y, ref, rule: _within(y, int(g.get("m1", 1)), int(g["m"])),
    "this quarter": lambda g, y, ref, rule: _within(y, ref.last_month - 2, ref.last_month) if ref else None,
    "week": lambda g, y, ref, rule: week_named(int(g["w"]), y),
    "week shift": lambda g, y, ref, rule: shifted_week(ref, rule.shift),
    "month shift": lambda g, y, ref, rule: shifted_month(ref, rule.shift),
    "years": lambda g, y, ref, rule: _years(g),
    "school": lambda g, y, ref, rule: _school(g),
    "to date": lambda g, y, ref, rule: _to_date(g, y),
    "dates": lambda g, y, ref, rule: _dates(g, y),
    "to reference": lambda g, y, ref, rule: _to_reference(g, ref),
    "same": lambda g, y, ref, rule: _same(g, y, ref),
}


def _borrow_year(text: str, found: list[PeriodMatch], position: int, reference: Period | None) -> PeriodMatch:
    """'quý I và quý II năm 2024': the year written once holds for both.

    A neighbour joined by 'và' or a comma lends its year even against the reference,
    a farther one only where there is none.
    """
    match = found[position]
    if not match.relative or match.kind in ("prior", "date", "year"):
        return match
    for other in [*found[position + 1 :], *reversed(found[:position])]:
        if other.relative or other.period is None or other.kind in ("prior", "range"):
            continue
        first, second = sorted((match, other), key=lambda m: m.start)
        joined = _COORDINATED.fullmatch(fold(text[first.end : second.start])) is not None
        if joined or reference is None:
            borrowed = Period.year(other.period.last_year)
            again = [m for m in find_periods(text[match.start : match.end], borrowed) if m.period]
            return replace(match, period=again[0].period, kind=again[0].kind) if again else match
        break
    return match


@cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads(resources.files(__package__).joinpath("periods.toml").read_text("utf-8"))
    return tuple(_rule(entry) for entry in data["rule"])


def _rule(entry: dict[str, object]) -> _Rule:
    pattern, months = str(entry["pattern"]), str(entry["months"])
    for macro, expansion in _MACROS.items():
        pattern = pattern.replace(macro, expansion)
    if months != "date" and months not in _MONTHS:
        raise ValueError(f"periods.toml: months {months!r} is none of {', '.join(_MONTHS)}, date")
    if not entry.get("examples"):
        raise ValueError(f"periods.toml: rule {pattern!r} has no example")
    not_after = entry.get("not_after")
    return _Rule(
        kind=str(entry["kind"]),
        months=months,
        pattern=re.compile(pattern),
        relative=bool(entry.get("relative", False)),
        point=bool(entry.get("point", False)),
        bare=bool(entry.get("bare", False)),
        shift=int(str(entry.get("shift", 0))),
        n=int(str(entry.get("n", 0))),
        not_after=re.compile(str(not_after)) if not_after else None,
    )
