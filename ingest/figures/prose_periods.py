"""The periods of figures: the report's, unless the words around a number name another one outright."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.figures.context import FigureContext
from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_leads import Lead
from ingest.figures.prose_roles import PRIOR_BEFORE_BRACKET, aims_at
from ingest.vietnamese.periods import PeriodMatch, find_periods
from vectorstore.records import Kind, Period

_ESTIMATE = re.compile(r"(?<!\w)(?:ước|dự kiến|dự ước)(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d|[IVX]")
_YEAR = 12
_HALF_YEAR = 6  # months: a shorter period named beside a plan is not the plan's
_SINCE_EVER = re.compile(
    r"(?<!\w)từ (?:trước (?:đến|tới) nay|khi |ca đầu tiên|đầu (?:vụ )?dịch)", re.IGNORECASE
)
# "Bộ tiêu chí quốc gia giai đoạn đến năm 2030": part of a name, no time of what is counted
_NAMED_UNTIL = re.compile(
    r"(?<!\w)giai đoạn (?:từ (?:nay|năm \d{4}) )?đến(?: hết)?(?: năm)?\s*$", re.IGNORECASE
)
_NO_STRETCH = ("prior", "date", "range")
SINCE = "since"  # kind of "từ tháng 4/2023 đến nay"
_FROM = re.compile(r"(?<!\w)(?:kể |tính )?từ(?: đầu| cuối| giữa)?(?: ngày \d{1,2}/)?\s*$", re.IGNORECASE)
_UP_TO_NOW = re.compile(
    r"[^.;]{0,80}?(?<!\w)đến (?:nay|thời điểm (?:này|hiện tại|báo cáo)|hiện nay|hết|ngày)(?!\w)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\s*(?:đến|[-–])\s*(?:hết |tháng |năm |quý |ngày |nay)?", re.IGNORECASE)
# "KH 9 tháng: 68,5%": the plan of so many months
_PLAN_MONTHS = re.compile(
    r"(?<!\w)(?:kh|kế hoạch|chỉ tiêu|mục tiêu|tiến độ|dự toán)(?: (?:của|giao|trong|cho))? (\d{1,2}) tháng"
    r"(?! (?:cuối|tuổi))(?: đầu năm)?(?!\w)",
    re.IGNORECASE,
)


def result_period(
    lead: Lead, carried: PeriodMatch | None, report: Period | None, before: str, after: str
) -> Period | None:
    """The period of a result; `carried` is the one that the sentence named before."""
    behind = _named_behind(after, report)
    named = behind or lead.period or carried
    if named is None or named.period is None or named.kind in _NO_STRETCH:
        return report
    period = named.period
    if report is None or behind or named.kind == SINCE:
        return period
    if named.kind == "week" and period.start <= report.end and report.start <= period.end:
        return period
    if _holds(period, report):
        return period
    if _ends_with(period, report) and period.months < report.months and _is_numbered(lead.period, before):
        return period  # "Quý II: 70" in the report of six months
    if named.point or (period.last_year, period.last_month) == (report.last_year, report.last_month):
        return report if period.last_year == report.last_year else period
    if period.last_year < report.first_year:
        return period if lead.until else report
    if period == Period.year(report.last_year) and report.months < 12:
        return period if _ESTIMATE.search(before) else report
    return period


def summed_period(period: Period | None, report: Period | None, sentence: str) -> Period | None:
    """The period of a cumulative value: since January in the report of a month or quarter.

    A sum since ever ('từ trước đến nay') stays one of the report's period.
    """
    if period is None or report is None or period != report or report.first_month == 1:
        return period
    whole = not (report.first_day or report.last_day) and report.first_year == report.last_year
    if not whole or _SINCE_EVER.search(sentence):
        return period
    return Period(report.last_year, 1, report.last_year, report.last_month)


def _ends_with(period: Period, report: Period) -> bool:
    return (period.last_year, period.last_month) == (report.last_year, report.last_month)


def _is_numbered(named: PeriodMatch | None, before: str) -> bool:
    """True for 'Quý II', 'tháng 6' in the words before a number; not for 'trong tháng'."""
    if named is None or named.kind not in ("month", "quarter") or named.point:
        return False
    return bool(_NUMBER.search(before[named.start : named.end]))


def _holds(period: Period, report: Period) -> bool:
    """True for '9 tháng' in the report of a quarter, '5 tháng' in that of a month."""
    longer = report.months < period.months <= _YEAR
    return _ends_with(period, report) and longer and period.first_month == 1


def _named_behind(after: str, report: Period | None) -> PeriodMatch | None:
    """The period right behind a number: '19,8% năm 2023'."""
    found = find_periods(after, report) if after.strip() else []
    if not found or after[: found[0].start].strip(" (") or found[0].kind in _NO_STRETCH or found[0].relative:
        return None
    return found[0]


def prior_period(lead: Lead, setting: Setting, text: str, base: Period | None) -> Period | None:
    """The period of an earlier value: the year before, or the one that is named."""
    before = text[setting.before.start : setting.before.end]
    behind = _named_behind(text[setting.after.start : setting.after.end], base)
    if behind:
        return behind.period
    named = lead.period
    if named is None and setting.path:
        found = PRIOR_BEFORE_BRACKET.search(text, 0, setting.path[-1])
        if found and found["year"]:
            return Period.year(int(found["year"]))
        named_before = find_periods(found.group(), base) if found else []
        if named_before and named_before[-1].kind in ("week", "month", "quarter"):  # "tuần trước (78 ca)"
            return named_before[-1].period
    if named and named.period and base and named.period.end < base.start:
        same = named.kind == "prior" or "con số này" in before.lower()
        return base.shifted(named.period.last_year - base.last_year) if same else named.period
    return base.shifted(-1) if base else None


def since(text: str, found: list[PeriodMatch], report: Period | None) -> list[PeriodMatch]:
    """The periods of a sentence with 'từ tháng 4/2023 đến nay' as one up to the report's end.

    'Từ tháng 3/2024 triển khai …' says since when, not of when: it is left out.
    """
    kept = []
    for match in found:
        if _is_named(text, match):
            continue
        begins = match.kind in ("month", "quarter", "year") and _FROM.search(text, 0, match.start)
        if not begins or match.period is None or report is None or match.period.start > report.end:
            kept.append(match)
            continue
        ends = _FROM_TO.match(text, match.end)
        if ends and not ends.group().endswith("nay"):  # "từ tháng 4 đến tháng 6"
            kept.append(match)
        elif _UP_TO_NOW.match(text, match.end):
            first = match.period
            stretch = Period(first.first_year, first.first_month, report.last_year, report.last_month)
            kept.append(replace(match, period=stretch, kind=SINCE))
    return kept


def plan_period(lead: Lead, before: str, sentence: str, context: FigureContext) -> Period | None:
    """The period of a plan: the one that its words, its sentence or the section names, else the report's year."""
    report = context.period
    months = _PLAN_MONTHS.search(before)
    if months and report is not None and 1 <= int(months[1]) < _YEAR:
        return Period(report.last_year, 1, report.last_year, int(months[1]))
    heads = find_periods(sentence.partition(":")[0], report) if aims_at(sentence) else []
    for match in _plan_candidates(lead, sentence, context):
        period = match.period
        absolute = not match.relative or match is lead.period or match in heads
        if period is None or match.kind in _NO_STRETCH or not absolute:
            continue
        later = report is None or (period.end >= report.end and period != report)
        if later and (match.point or period.months >= _HALF_YEAR):
            return Period.year(period.last_year) if match.point else period
    if context.kind is Kind.PLAN and report is not None:
        return report
    if report is None:
        return None
    return _headed(context, report) or Period.year(report.last_year)


def _headed(context: FigureContext, report: Period) -> Period | None:
    """The month or quarter to come that a heading names: 'Công việc tháng 11/2024' in the report of October."""
    named = [m.period for text in reversed(context.headings) for m in find_periods(text, report)]
    return next((p for p in named if p is not None and p.start > report.end and p.months < _HALF_YEAR), None)


def _plan_candidates(lead: Lead, sentence: str, context: FigureContext) -> list[PeriodMatch]:
    """The periods that may be a plan's: of its clause, else of its sentence and sections, innermost first."""
    if lead.period and lead.period.period is not None and lead.period.kind not in ("prior", "range"):
        return [lead.period]
    sources = [sentence] if lead.period else [sentence, *reversed(context.headings)]
    found = [(source, match) for source in sources for match in find_periods(source, context.period)]
    return [match for source, match in found if not _is_named(source, match)]


def _is_named(text: str, match: PeriodMatch) -> bool:
    """True for the year of 'Bộ tiêu chí giai đoạn đến năm 2030'."""
    return bool(_NAMED_UNTIL.search(text, 0, match.start))


def lies_ahead(named: PeriodMatch | None, report: Period | None) -> bool:
    """True for a number of a year after the report's: a plan, whatever the words say."""
    if named is None or named.period is None or named.relative or report is None or named.kind in _NO_STRETCH:
        return False
    return named.period.last_year > report.last_year
