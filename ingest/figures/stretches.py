"""The stretch of time that each value column covers: from header words and from its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.figures.headers import header_role, says
from ingest.vietnamese.periods import PeriodMatch, find_periods
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Period, Role, Span

_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = re.compile(r"\b\d{1,2} thang\b")
_TERM = re.compile(r"\b(?:trong )?ky(?: (?:nay|bao cao))?\b")
_QUARTER_WORDS = re.compile(r"\b(?:quy nay|trong quy|quy bao cao)\b")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value column as time sees it; `period` and `span` are what `stretches` fills in."""

    path: tuple[str, ...]
    role: Role
    guessed: bool
    period: Period | None = None
    span: Span = Span.PERIOD
    worded: bool = False  # the span, or a period of its own, stands in the header


def stretches(columns: Sequence[Stretch], reported: Period | None) -> list[Stretch]:
    """Fill in period and span; `reported` is the document's own period."""
    own = [_own_words(column, columns, reported) for column in columns]
    own = _months_beside_totals(own, reported)
    main = _main(own, reported)
    return [_compared(column, main, reported) for column in own]


def _own_words(column: Stretch, columns: Sequence[Stretch], reported: Period | None) -> Stretch:
    """What the header itself says."""
    joined = " ".join(column.path)
    span = Span.PERIOD
    if says(joined, "month") and column.role is not Role.PLAN and not _is_whole_term(column, columns):
        span = Span.MONTH
    elif says(joined, "cumulative") and column.role is not Role.PLAN:
        span = Span.CUMULATIVE
    if column.role in (Role.CHANGE, Role.ATTAINMENT):
        # "So với 6T.2023" is about the report's own period; "Lũy tích 6 tháng" over "% KH" is not
        path = tuple(text for text in column.path[:-1] if not _compares(text))
        match, year = _match(path, reported)
        worded = span is not Span.PERIOD or match is not None
    else:
        match, year = _match(column.path, reported)
        worded = span is not Span.PERIOD or match is not None
    period = _period(column, columns, match, year, span, reported)
    return replace(column, period=period, span=span, worded=worded)


def _is_whole_term(column: Stretch, columns: Sequence[Stretch]) -> bool:
    """'Kỳ báo cáo', 'Trong kỳ' is all that the report covers, unless a cumulative value stands beside it."""
    beside = any(says(" ".join(other.path), "cumulative") for other in columns)
    return not beside and not says(_TERM.sub(" ", fold(" ".join(column.path))), "month")


def _compares(text: str) -> bool:
    named = header_role(text)
    return named is not None and named.role in (Role.CHANGE, Role.ATTAINMENT)


def _match(path: tuple[str, ...], reported: Period | None) -> tuple[PeriodMatch | None, Period | None]:
    """The period nearest to the values, and the year that a higher header gives it."""
    nearest: PeriodMatch | None = None
    for text in reversed(path):
        matches = [m for m in find_periods(squeeze(text), reported) if m.kind != "date"]
        if not matches:
            continue
        if nearest is None:
            nearest = matches[-1] if matches[-1].kind != "prior" or len(matches) == 1 else matches[0]
            if not nearest.relative:
                return nearest, None
        elif not matches[-1].relative and matches[-1].period is not None:
            year = matches[-1].period.last_year
            then = reported.shifted(year - reported.last_year) if reported else Period.year(year)
            again = [m for m in find_periods(squeeze(path[-1]), then) if m.period]
            return (again[-1] if again and nearest.kind != "prior" else nearest), matches[-1].period
    return nearest, None


def _period(
    column: Stretch,
    columns: Sequence[Stretch],
    match: PeriodMatch | None,
    above: Period | None,
    span: Span,
    reported: Period | None,
) -> Period | None:
    if column.role is Role.PLAN:
        return _plan_period(match, above, reported)
    if match is not None and match.period is not None:
        if (
            match.kind == "year"
            and reported is not None
            and match.period.last_year == match.period.first_year
        ):
            return _of_year(column, columns, match, span, reported)
        if match.kind == "prior" and reported is not None and span is not Span.PERIOD:
            return _prior(column.path, _spanned(span, column.path, reported))
        return match.period
    if above is not None and reported is not None:
        return _spanned(span, column.path, reported)
    return _spanned(span, column.path, reported) if span is not Span.PERIOD else None


def _plan_period(match: PeriodMatch | None, above: Period | None, reported: Period | None) -> Period | None:
    if match is not None and match.period is not None and match.kind != "prior":
        return match.period
    if match is not None and match.kind == "prior" and reported is not None:
        return Period.year(reported.last_year - 1)
    if above is not None:
        return above
    if reported is None or reported.months > 12:
        return reported
    return Period.year(reported.last_year)


def _of_year(
    column: Stretch, columns: Sequence[Stretch], match: PeriodMatch, span: Span, reported: Period
) -> Period | None:
    """What 'Thực hiện năm 2023' covers: the report's months, where a column says so of the report's year;
    else the whole year.
    """
    assert match.period is not None
    shift = match.period.last_year - reported.last_year
    base = _spanned(span, column.path, reported) if span is not Span.PERIOD else reported
    if shift == 0 or base is None:
        return base
    if reported.months > 12 or (base.last_month == 12 and base.months == 12):
        return match.period
    shape = [_YEAR.sub("#", fold(text)) for text in column.path]
    parallel = any(
        other.path != column.path
        and [_YEAR.sub("#", fold(text)) for text in other.path] == shape
        and str(reported.last_year) in " ".join(other.path)
        for other in columns
    )
    return base.shifted(shift) if parallel or span is not Span.PERIOD else match.period


def _spanned(span: Span, path: tuple[str, ...], reported: Period | None) -> Period | None:
    """The part of the report's year that 'Trong tháng' or 'Lũy tích' names."""
    if reported is None:
        return None
    year, month = reported.last_year, reported.last_month
    if span is Span.CUMULATIVE and reported.first_year == year:
        return replace(reported, first_month=1, first_day=0)
    if span is Span.MONTH and not (reported.first_day or reported.last_day):
        quarter = bool(_QUARTER_WORDS.search(fold(" ".join(path)))) or (
            reported.months == 3 and "thang" not in fold(" ".join(path))
        )
        first = month - 2 if quarter and month >= 3 else month
        return Period(year, first, year, month)
    return reported


def _months_beside_totals(columns: list[Stretch], reported: Period | None) -> list[Stretch]:
    """'Tháng 5' beside '5 tháng' is the month alone, the other the cumulative value."""
    if reported is None:
        return columns
    columns = _beside_parts(columns, reported)
    results = [c for c in columns if c.role in (Role.RESULT, Role.PRIOR) and c.period is not None]
    filled = []
    for column in columns:
        period = column.period
        if (
            period is None
            or column.span is not Span.PERIOD
            or column.role in (Role.PLAN, Role.CHANGE, Role.ATTAINMENT)
        ):
            filled.append(column)
            continue
        peers = [c.period for c in results if c.period and c.period != period and not c.period.is_week]
        same_end = [p for p in peers if (p.last_year, p.last_month) == (period.last_year, period.last_month)]
        if any(p.months > period.months for p in same_end) and period.months <= 3:
            column = replace(column, span=Span.MONTH)
        elif (
            any(p.months < period.months for p in same_end)
            and period.first_month == 1
            and period.months <= 12
        ):
            column = replace(column, span=Span.CUMULATIVE)
        filled.append(column)
    return filled


def _beside_parts(columns: list[Stretch], reported: Period) -> list[Stretch]:
    """A result column without a period of its own covers the report's, where others cover parts of that."""
    parts = [c for c in columns if c.role is Role.RESULT and c.period and _is_part(c.period, reported)]
    if not parts or not any(_MONTHS.search(fold(" ".join(c.path))) for c in columns if c.period is None):
        return columns
    return [
        replace(c, period=reported)
        if c.role is Role.RESULT and c.period is None and _MONTHS.search(fold(" ".join(c.path)))
        else c
        for c in columns
    ]


def _is_part(period: Period, reported: Period) -> bool:
    return period != reported and reported.start <= period.start and period.end <= reported.end


def _main(columns: Sequence[Stretch], reported: Period | None) -> Stretch:
    """The result column that priors, changes and shares without words of their own are about."""
    results = [column for column in columns if column.role is Role.RESULT]
    current = [c for c in results if not _before(c.period, reported)] or results
    for wanted in (Span.CUMULATIVE, Span.PERIOD, Span.MONTH):
        alike = [replace(c, period=c.period or reported) for c in current if c.span is wanted]
        if alike:  # of several quarters and their sum the sum
            return max(
                alike, key=lambda c: (_reach(c.period, reported), c.period.end if c.period else date.min)
            )
    return Stretch((), Role.RESULT, True, reported)


def _reach(period: Period | None, reported: Period | None) -> int:
    """Months of the report's own period that a column covers; one that goes beyond it covers none more."""
    if period is None or reported is None or period.start < reported.start or period.end > reported.end:
        return 0
    return period.months


def _before(period: Period | None, reported: Period | None) -> bool:
    return period is not None and reported is not None and period.end < reported.start


def _compared(column: Stretch, main: Stretch, reported: Period | None) -> Stretch:
    if column.role is Role.PLAN:
        return column
    if column.role is Role.RESULT:
        return replace(column, period=column.period or reported)
    span = (
        column.span
        if column.span is not Span.PERIOD or (column.role is Role.PRIOR and column.worded)
        else main.span
    )
    if column.role is Role.PRIOR:
        return _prior_column(column, main)
    return replace(
        column, span=span, period=column.period if column.worded and column.period else main.period
    )


def _prior_column(column: Stretch, main: Stretch) -> Stretch:
    leaf_matches = [m for text in column.path for m in find_periods(squeeze(text), main.period)]
    prior_words = [m for m in leaf_matches if m.kind == "prior"]
    if column.span is Span.PERIOD and prior_words:
        period = prior_words[-1].period
        return replace(column, span=main.span, period=period or column.period)
    if column.period is None:
        return replace(column, span=main.span, period=_prior(column.path, main.period))
    return column


def _prior(path: tuple[str, ...], period: Period | None) -> Period | None:
    """The period that 'cùng kỳ', 'tháng trước' … name, seen from the compared one."""
    for text in reversed(path):
        for match in find_periods(squeeze(text), period):
            if match.period is not None and match.kind != "date":
                return match.period
    return period.shifted(-1) if period else None
