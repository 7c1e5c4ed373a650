"""Constraints of a question on a figure: place, period, role, span, population.

None rejects the figure; a number is a penalty on its score.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.additions import asks_added, is_added
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.question import Question
from assistant.wording import compared_with
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.text import fold
from vectorstore.records import Figure, Kind, Period, Place, Report, Role, Span

_OTHER_POPULATION = 0.45  # the figure is of a narrower population than asked
_MISSING_POPULATION = 0.6  # the question names a population that the figure does not
_BEDS = re.compile(r"\s*giuong(?: benh)? (?:ke hoach|kh|(?:duoc )?giao)\b")
_NEAR = 60  # characters before a number that may name its commune
_YEAR_FOR_PART = 0.05  # a whole year is asked, the report covers a part of it
_QUARTER = 3  # months
_HALF_YEAR = 6  # months from January that may stand for a year that has no annual report yet
# No part of the year will do.
_ALL_YEAR = re.compile(r"\b(?:(?:ca|toan|tron|het) nam|(?:12|muoi hai) thang)\b")
_SURVEYED = re.compile(r"\b(?:dieu tra|khao sat|danh gia|can do)\b[^;]{0,20}\bthang \d")
_DONE = re.compile(r"\b(?:uoc|thuc hien|ket qua|th)\b")  # asks what was reached, also of a plan
_WHOLE = re.compile(
    r"\b(?:tren dia ban|toan|ca) (?:tinh|huyen|thanh pho)\b"
)  # "… có 03 ổ dịch (tại huyện X)"
_EVENTS = re.compile(r"\b(?:xay ra|ghi nhan|co)\s+(?:\d+|mot|hai|ba) vu\b")
_ALLOTTED = frozenset({"giao", "bo_tri", "phan_bo"})
_VISITS, _OF_STATIONS = "lượt", 0.2
_STATIONS = "tram_y_te"
_NAMED_IN = 0.02  # the place that is asked stands in the figure's name alone
_AHEAD = 0.05  # a target, where nothing else can be known of the time
_OTHER_PLAN = 0.12  # the year's plan where that of its half is asked, or the other way round
_OTHER_BASE = (
    0.3  # "so với tháng trước" where the change against last year's is asked, or the other way round
)
_YEAR_AGO = "cùng kỳ"
_MONTH_BEFORE = (
    re.compile(  # "so với tháng trước", "nhiều hơn tháng 10", "so T10?"; not "so với tháng 10/2023"
        r"\b(?:thang|quy|tuan|dot|ky) (?:lien )?truoc\b(?! nam)"
        r"|\b(?:hon|so(?: voi)?) (?:thang |t)\d{1,2}\b(?!\s*(?:[/.-]\s*\d|nam\b|thang\b|t\b))"
    )
)
_OF_MONTH_AHEAD = 0.35  # the year's plan where that of a month or quarter to come is asked
_SPAN = 0.25  # month where the cumulative value is asked, or the other way round


def role_penalty(figure: Figure, question: Question, report: Report) -> float | None:
    """0 for the role asked for; None for another."""
    asked = question.roles
    if report.kind is Kind.PLAN and (Role.PRIOR in asked or question.prior_year) and figure.role is Role.PLAN:
        return None  # what was reached the year before is no target
    if report.kind is Kind.PLAN and Role.PLAN not in asked and _asks_done(question.text):
        return 0.0 if figure.role is Role.RESULT else 0.1
    if report.kind is Kind.PLAN and Role.PLAN not in asked and _is_earlier(figure, report):
        wanted = asked or {Role.RESULT}  # "Ước TH 2024" in the plan of 2025
        return 0.0 if figure.role in wanted else 0.25 if asked else 0.1
    if report.kind is Kind.PLAN:  # a plan holds nothing but targets; "giảm còn …" there is a target too
        return 0.0 if figure.role is Role.PLAN else 0.1 if figure.role in asked else 0.25
    if Role.PLAN in asked and figure.role is Role.RESULT and _is_outlook(figure, report):
        return _AHEAD
    if Role.CHANGE in asked and figure.role is Role.CHANGE:
        return (
            0.0 if _asks_month_before(question.text) is (compared_with(figure) != _YEAR_AGO) else _OTHER_BASE
        )
    if asked == {Role.PLAN} and figure.role is Role.RESULT and _is_planned_bed(figure):
        return _AHEAD
    for role in (Role.ATTAINMENT, Role.CHANGE, Role.PRIOR, Role.PLAN):
        if role in asked:
            return 0.0 if figure.role is role else None
    if figure.role is Role.RESULT or (figure.role is Role.ATTAINMENT and _asks_spent(question)):
        return 0.0
    if figure.role is Role.PLAN and not asked and is_added(figure) and asks_added(question.text):
        return 0.0
    if figure.role is Role.PLAN and not asked and _asks_allotted(question):
        return 0.0
    if figure.role is Role.PLAN and not asked and _is_ahead(figure, report, question):
        return _AHEAD
    is_result_then = figure.role is Role.PRIOR and any(figure.period == p.period for p in question.periods)
    return 0.02 if is_result_then else None


@lru_cache(maxsize=256)
def _asks_month_before(text: str) -> bool:
    """Whether the change is asked against the month, quarter or week before, not against last year's."""
    return bool(_MONTH_BEFORE.search(fold(text)))


@lru_cache(maxsize=256)
def _asks_done(text: str) -> bool:
    return bool(_DONE.search(fold(text)))


def _is_ahead(figure: Figure, report: Report, question: Question) -> bool:
    """Whether a target is of the very time that is asked, which the report does not reach."""
    own, covered = figure.period, report.period
    ahead = own is not None and covered is not None and own.start > covered.end
    return ahead and any(asked.period == own for asked in question.periods)


def _is_planned_bed(figure: Figure) -> bool:
    """'1.590 giường kế hoạch': beds that were allotted are told as a result."""
    return figure.unit == "giường" and _BEDS.match(fold(figure.quote[figure.end :])) is not None


def _is_outlook(figure: Figure, report: Report) -> bool:
    """Whether a result is estimated for a time that ends after the report's: "ước cả năm 2024 có 40 xã đạt"."""
    own, covered = figure.period, report.period
    return own is not None and covered is not None and own.end > covered.end


def _is_earlier(figure: Figure, report: Report) -> bool:
    own, plan = figure.period, report.period
    return own is not None and plan is not None and own.last_year < plan.last_year


def _asks_allotted(question: Question) -> bool:
    """ "Biên chế được giao", "vốn bố trí": the indicator itself is an allotment."""
    return any(_ALLOTTED.intersection(term.parts) or term.text in _ALLOTTED for term in question.topic)


def _asks_spent(question: Question) -> bool:
    """ "Tỷ lệ giải ngân" is the share of what was allotted."""
    rate = question.unit is not None and question.unit.canonical == "%"
    return rate and any(term.text == "giai_ngan" for term in question.topic)


def effective_period(figure: Figure, report: Report) -> Period | None:
    """The months that a figure covers: a cumulative one begins in January."""
    period = figure.period or report.period
    if period and figure.span is Span.CUMULATIVE and period.first_year == period.last_year:
        return replace(period, first_month=1, first_day=0)
    return period


def period_penalty(figure: Figure, report: Report, asked: AskedPeriod, question: Question) -> float | None:
    """0 when the figure is of the period asked for; None when it is of another."""
    if Role.PRIOR in question.roles and figure.role is Role.PRIOR:
        return _prior_penalty(figure, report, asked, question)
    own, wanted = effective_period(figure, report), asked.period
    if own is None:
        return None
    done = report.period is not None and own.end < report.period.start  # what a plan first says was done
    if report.kind is Kind.PLAN and not done and wanted.months != 12 and Role.PLAN not in question.roles:
        return None  # a target of the year is no answer to a question for a part of it
    if figure.role is Role.PLAN:
        if not own.first_year <= wanted.last_year <= own.last_year:
            return None
        if own == wanted:
            return 0.0
        ahead = report.period is not None and wanted.start > report.period.end and wanted.months <= _QUARTER
        return _OF_MONTH_AHEAD if ahead else _OTHER_PLAN
    if own == wanted:
        return 0.0
    if asked.point and own.start <= wanted.end < own.end:
        return 0.0 if wanted.end in days_named(figure.quote) else None
    same_end = own.end == wanted.end
    if same_end and asked.point and figure.span is not Span.MONTH:
        return 0.0
    if same_end and wanted.months < own.months and wanted.months in (1, 3) and figure.span is Span.MONTH:
        return 0.0
    if (
        same_end
        and wanted.first_month == 1
        and wanted.first_year == wanted.last_year
        and figure.span is Span.PERIOD
    ):
        return 0.1  # a level in a monthly report, asked for by its months so far
    if same_end and wanted.months in (1, 3) and report.period == wanted:
        return 0.08
    of_year = wanted.months == 12 and own.first_year == own.last_year == wanted.last_year
    if not of_year or figure.span is Span.MONTH or _ALL_YEAR.search(fold(question.text)):
        return None
    long = own.first_month == 1 and own.months >= _HALF_YEAR
    return _YEAR_FOR_PART if long or _is_surveyed(figure) else None


def _is_surveyed(figure: Figure) -> bool:
    """A state that is looked at once a year: "điều tra tháng 6/2024"."""
    return not figure.in_table and _SURVEYED.search(fold(figure.quote)) is not None


@lru_cache(maxsize=20_000)
def days_named(text: str) -> frozenset[date]:
    """The days up to which a sentence says that it counts: "Tính đến ngày 31/5/2024"."""
    return frozenset(m.period.end for m in find_periods(text) if m.point and m.period)


def _prior_penalty(figure: Figure, report: Report, asked: AskedPeriod, question: Question) -> float | None:
    """'cùng kỳ 2019 … báo cáo năm 2020': the period is the report's, or already the earlier one."""
    if question.prior_year and figure.period and figure.period.last_year != question.prior_year:
        return None
    if report.period is None or figure.period is None:
        return None
    if figure.period == asked.period:
        return 0.0
    in_report = report.period == asked.period or report.period.end == asked.period.end
    year_of_report = asked.period.months == 12 and report.period.last_year == asked.period.last_year
    year_of_prior = asked.period.months == 12 and figure.period.last_year == asked.period.last_year
    if in_report:
        return 0.0
    return _YEAR_FOR_PART if year_of_report or year_of_prior else None


def span_penalty(figure: Figure, report: Report, question: Question) -> float:
    """Month and cumulative told apart; without a word, the cumulative value is what officials mean."""
    if question.span is None:
        asked_month = any(p.period.months == 1 and not p.point for p in question.periods)
        if figure.span is Span.MONTH:
            return 0.0 if asked_month else _SPAN
        long = report.period is not None and report.period.months >= _HALF_YEAR and not figure.in_table
        return 0.06 if (asked_month or long) and figure.span is Span.CUMULATIVE else 0.0
    if figure.span is question.span:
        return -0.08
    return _SPAN if figure.span is not Span.PERIOD else 0.05


def population_penalty(own: frozenset[str], mentioned: frozenset[str], question: Question) -> float:
    """A figure of DTTS never answers for the whole population, nor the other way round.

    `own` are the figure's populations, `mentioned` all that its name and heading speak of. Who asks for the
    stations asks for "tuyến xã".
    """
    asked = question.populations
    other = own - asked - question.mentioned
    if _asks_stations(question):
        other -= {"tuyến xã"}
    return _MISSING_POPULATION * len(asked - own - mentioned) + _OTHER_POPULATION * len(other)


def station_penalty(figure: Figure, report: Report, heading: frozenset[str], question: Question) -> float:
    """For what was done at the stations in a table of their work, where that of all is asked.

    `heading`: the concepts of the table's title.
    """
    if _STATIONS not in heading or _asks_stations(question) or "tuyến xã" in question.populations:
        return 0.0
    whole = figure.place in (None, report.place) and not (report.place and report.place.commune)
    visits = figure.unit == _VISITS or _VISITS in figure.indicator.lower()
    return _OF_STATIONS if whole and visits else 0.0


def _asks_stations(question: Question) -> bool:
    return any(term.text == _STATIONS for term in question.topic)


def place_penalty(figure: Figure, report: Report, asked: Place | None) -> float | None:
    """0 when the figure is of the place asked for; None when it is of another."""
    own = figure.place or report.place
    if asked is None:
        return 0.0 if own is None or report.place is None or own == report.place else 0.2
    if own == asked:
        return 0.0
    if own is not None and asked.contains(own) and not figure.in_table and _tells_of_whole(figure.quote):
        return _NAMED_IN
    return _NAMED_IN if own is not None and own.contains(asked) and _speaks_of(figure, asked) else None


@lru_cache(maxsize=50_000)
def _tells_of_whole(quote: str) -> bool:
    """Whether a sentence counts for all of a place, though it names one in it: "xảy ra 01 vụ tại huyện X"."""
    folded = fold(quote)
    if _WHOLE.search(folded):
        return True
    return bool(_EVENTS.search(folded)) and len({m.place for m in find_places(quote) if m.place}) == 1


def _speaks_of(figure: Figure, place: Place) -> bool:
    """Whether a figure's name, or in prose the words right before it, speak of a place inside its own."""
    if _holds(figure.name, place):
        return True
    if figure.in_table or not place.commune:
        return False
    return _holds(figure.quote[max(0, figure.start - _NEAR) : figure.start], place)


@lru_cache(maxsize=50_000)
def _holds(text: str, place: Place) -> bool:
    name = re.escape(fold(place.commune or place.district))
    return bool(re.search(rf"(?<!\w){name}(?!\w)", fold(text)))
