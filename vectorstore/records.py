"""What crosses rooms: reports, sections, passages, figures and findings, each with its origin."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

# Unit of a change printed as a share of the earlier value: 102,1 where the rise is 2,1%.
SHARE_OF_PRIOR = "% so với cùng kỳ"

# Beginnings of agencies that report on their own work, not on their place's.
_OWN_OFFICES = re.compile(r"Bệnh viện|Trung tâm (?!Y tế (?!dự phòng))|Chi cục|Viện |Trường |Bảo hiểm xã hội")

Day = date  # by another name, since a field called `date` hides it from whatever evaluates the annotations
_SUNDAY = 6  # days after Monday


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A province, or a district (commune) of it, by canonical name: Place("Lai Châu", "Phong Thổ")."""

    province: str
    district: str = ""
    commune: str = ""

    @property
    def label(self) -> str:
        """'Lai Châu', 'Phong Thổ (Lai Châu)'; a commune names its district, where that is known."""
        own = self.commune or self.district
        outer = (self.district if self.commune else "") or self.province
        return f"{own} ({outer})" if own else self.province

    def contains(self, other: Place) -> bool:
        """True for the place itself and every place inside it."""
        return (
            self.province == other.province
            and (not self.district or self.district == other.district)
            and (not self.commune or self.commune == other.commune)
        )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months, both ends included: Period(2024, 1, 2024, 6) is 6T/2024; or the days of a week or fortnight."""

    first_year: int
    first_month: int
    last_year: int
    last_month: int
    first_day: int = 0  # 0: the first day of the first month
    last_day: int = 0  # 0: the last day of the last month

    @property
    def label(self) -> str:
        """'T5/2024', 'Q1/2024', '6T/2024', '2024', '2021-2025', 'tuần 23/2024', else '7/2024-12/2024'."""
        if self.first_day or self.last_day:
            return self._label_of_days()
        year, length = self.last_year, self.months
        if self.first_year == self.last_year:
            if length == 1:
                return f"T{self.last_month}/{year}"
            if length == 12:
                return str(year)
            if length == 3 and self.last_month % 3 == 0:
                return f"Q{self.last_month // 3}/{year}"
            if self.first_month == 1:
                return f"{length}T/{year}"
        elif self.first_month == 1 and self.last_month == 12:
            return f"{self.first_year}-{self.last_year}"
        return f"{self.first_month}/{self.first_year}-{self.last_month}/{self.last_year}"

    def _label_of_days(self) -> str:
        if self.is_week:
            year, week, _ = self.start.isocalendar()
            return f"tuần {week}/{year}"
        return f"{self.start:%d/%m/%Y}-{self.end:%d/%m/%Y}"

    @property
    def is_week(self) -> bool:
        """True for a week from Monday to Sunday."""
        return self.start.isoweekday() == 1 and (self.end - self.start).days == _SUNDAY

    @property
    def months(self) -> int:
        """Months that it touches."""
        return (self.last_year - self.first_year) * 12 + self.last_month - self.first_month + 1

    @property
    def start(self) -> date:
        return date(self.first_year, self.first_month, self.first_day or 1)

    @property
    def end(self) -> date:
        return date(
            self.last_year, self.last_month, self.last_day or _last_day(self.last_year, self.last_month)
        )

    def shifted(self, years: int) -> Period:
        """The same months (days, week of the year) so many years later (earlier when negative)."""
        if self.is_week:
            year, week, _ = self.start.isocalendar()
            return Period.week(year + years, week)
        first, last = self.first_year + years, self.last_year + years
        return Period(
            first,
            self.first_month,
            last,
            self.last_month,
            min(self.first_day, _last_day(first, self.first_month)),
            min(self.last_day, _last_day(last, self.last_month)),
        )

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(year, 1, year, 12)

    @classmethod
    def week(cls, year: int, week: int) -> Period:
        """A week from Monday to Sunday, as ISO 8601 numbers them; week 53 of a year without one is its last."""
        last = date(year, 12, 28).isocalendar().week
        monday = date.fromisocalendar(year, min(week, last), 1)
        return cls.days(monday, monday + timedelta(days=_SUNDAY))

    @classmethod
    def days(cls, first: date, last: date) -> Period:
        """From one day to another; whole months where they begin and end one."""
        first_day = 0 if first.day == 1 else first.day
        last_day = 0 if last.day == _last_day(last.year, last.month) else last.day
        return cls(first.year, first.month, last.year, last.month, first_day, last_day)


def _last_day(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


class Kind(StrEnum):
    """What a document is; its Vietnamese name."""

    REPORT = "báo cáo"
    PLAN = "kế hoạch"
    OTHER = "văn bản"


class Role(StrEnum):
    """What a number says of its indicator."""

    RESULT = "result"
    PLAN = "plan"
    PRIOR = "prior"  # the same period a year before, or another earlier value given for comparison
    CHANGE = "change"  # rise or fall against the prior value; signed
    ATTAINMENT = "attainment"  # share of the plan, in %


class Span(StrEnum):
    """Which stretch of time a number covers, where a report gives several."""

    PERIOD = "period"  # the report's period, or not said
    MONTH = "month"  # the last month (week, quarter) alone
    CUMULATIVE = "cumulative"  # since 1 January, or since ever (lũy tích)


class Bound(StrEnum):
    """How a number bounds its value: 'trên 95%', '≤ 2', 'ước 40'."""

    EXACT = ""
    ABOVE = ">"
    AT_LEAST = "≥"
    BELOW = "<"
    AT_MOST = "≤"
    ABOUT = "≈"


@dataclass(frozen=True, slots=True)
class Report:
    key: str  # file stem, unique in an archive
    title: str
    agency: str
    place: Place | None
    period: Period | None
    kind: Kind
    draft: bool
    date: Day | None  # of signing
    file: str  # file name in the archive's folder of originals
    sha256: str
    pages: int | None  # None where the format has none

    @property
    def label(self) -> str:
        """'Báo cáo Điện Biên 6T/2024': short name for lists and refusals.

        An office that does not speak for all of its place is named: 'Báo cáo Bệnh viện Mắt tỉnh Điện Biên 2024'.
        """
        whose = self.place.label if self.place else ""
        if _OWN_OFFICES.match(self.agency):
            whose = self.agency
        period = self.period.label if self.period else ""
        return " ".join(part for part in (self.kind.capitalize(), whose, period) if part)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a person corrected of a report; it holds for every later reading of a file of that name."""

    file_key: str  # the key that the file's name gives
    key: str  # the key that the report is kept under
    place: Place | None = None  # None here and below: as it is read
    period: Period | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Section:
    report: str
    number: int  # position in the report, from 0; section 0 is the report's opening, before any heading
    parent: int | None
    label: str  # "2.2.", "Phần I", "" for a heading without number
    heading: str  # as printed on one line, label included: "2.2. Tiêm chủng mở rộng"
    path: tuple[str, ...]  # headings from the root down to this one
    first_page: int | None
    last_page: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    report: str
    number: int  # position in the report, from 0
    section: int
    text: str  # as it stands in the source (NFC); table rows one a line, cells parted by tabs
    page: int | None
    kind: str  # "prose" | "list" | "table" | "footnote"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a source with all that gives it meaning."""

    report: str
    number: int  # position in the report, from 0
    value: Decimal
    unit: str  # "%", "‰", "/100.000 trẻ đẻ sống", "ca", "triệu đồng", "điểm %"; "" when none is known
    printed: str  # the number as printed, without unit: "48,6", "1.304.517", "05"
    indicator: str  # as worded, without chain: "Tỷ lệ trẻ tiêm đủ mũi", "Basedow"
    # What gives the indicator its meaning, outermost first: group rows, list head, sentence head.
    chain: tuple[str, ...]
    place: Place | None
    period: Period | None  # that the number covers (a prior value's is a year before the report's)
    role: Role
    span: Span
    populations: tuple[str, ...]  # codes: "DTTS", "nông thôn", …; () is the whole population
    bound: Bound
    in_table: bool
    section: int
    page: int | None
    quote: str  # the sentence, bullet or table row (cells parted by tabs) as it stands in the source
    start: int  # span of `printed` in `quote`
    end: int
    group: int  # figures of one clause or one row (result, plan, prior, change …) of one indicator share it
    column: str = ""  # header of the table column, "Mắc", "Chết", "So với cùng kỳ"; "" in prose

    @property
    def name(self) -> str:
        """Chain and indicator on one line."""
        return " › ".join((*self.chain, self.indicator))

    @property
    def rise(self) -> Decimal:
        """Of a change: the signed rise, 2,1 where 102,1% of the earlier value is printed."""
        return self.value - 100 if self.unit == SHARE_OF_PRIOR else self.value


class Level(StrEnum):
    """How grave a finding is."""

    CONTRADICTION = "contradiction"
    SUSPICIOUS = "suspicious"  # may have a reason that the report does not print
    ROUNDING = "rounding"  # off by one unit of the last printed place


class FindingKind(StrEnum):
    """What does not agree."""

    REPEAT = "repeat"  # one indicator with two values
    SHARE = "share"  # a share and its own numerator and denominator
    ATTAINMENT = "attainment"  # a share of the plan and its result and plan
    CHANGE = "change"  # a rise or fall and the two values it lies between
    TOTAL = "total"  # a total and its parts
    PART = "part"  # a part that is larger than its whole
    CUMULATIVE = "cumulative"  # a count since January that is below one of its months, or falls
    PRIOR = "prior"  # last year's value and what was reported then
    PLAN = "plan"  # a plan's value and what another document of the place says


@dataclass(frozen=True, slots=True)
class Gap:
    """A place of a source that is to hold a number and holds none: a blank cell, "-", "…", "#DIV/0!".

    What the fields mean is as in Figure; `printed` is what stands there instead, "" for a blank cell.
    """

    report: str
    number: int  # position among the gaps of the report, from 0
    unit: str
    printed: str
    indicator: str
    chain: tuple[str, ...]
    place: Place | None
    period: Period | None
    role: Role
    span: Span
    populations: tuple[str, ...]
    in_table: bool
    section: int
    page: int | None
    quote: str  # the table row, cells parted by tabs
    start: int  # span of `printed` in `quote`; start == end for a blank cell
    end: int
    group: int  # that of the figures of the same row and subject
    column: str = ""

    @property
    def name(self) -> str:
        """Chain and indicator on one line."""
        return " › ".join((*self.chain, self.indicator))


@dataclass(frozen=True, slots=True)
class Finding:
    """Two figures of a report that contradict each other, or arithmetic that does not hold."""

    report: str
    level: str  # of Level
    message: str  # one Vietnamese sentence
    figures: tuple[int, ...]  # the one in doubt first, then those that it is set against
    kind: str = ""  # of FindingKind
    working: str = ""  # the arithmetic: "3.619 : 9.709 = 37,27%"; "" where two values just differ


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A report with all that was read from it: what one transaction writes."""

    report: Report
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...] = ()
    gaps: tuple[Gap, ...] = ()
