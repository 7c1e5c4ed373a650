"""Days, weeks and months worked out from a reference."""

from __future__ import annotations

from datetime import date, timedelta

from vectorstore.records import Period

_MONTH_DAYS = 27  # from the first day to the last: fewer than any month
_WEEKS = 53


def few_days(y1: int, m1: int, d1: int, y2: int, m2: int, d2: int) -> Period | None:
    """The days themselves where they are fewer than a month: a week, a fortnight; else None."""
    try:
        first, last = date(y1, m1, d1), date(y2, m2, d2)
    except ValueError:  # "31/6": the months are meant
        return None
    return Period.days(first, last) if first <= last and (last - first).days < _MONTH_DAYS else None


def week_named(week: int, year: int | None) -> Period | None:
    """A week by its number. Raises ValueError for a number that no year has."""
    if not 1 <= week <= _WEEKS:
        raise ValueError(f"week {week}")
    return Period.week(year, week) if year else None


def shifted_week(reference: Period | None, weeks: int) -> Period | None:
    """The week so many weeks after the last one of the reference."""
    if reference is None:
        return None
    monday = reference.end - timedelta(days=reference.end.weekday() - 7 * weeks)
    return Period.days(monday, monday + timedelta(days=6))


def shifted_month(reference: Period | None, months: int) -> Period | None:
    """The month so many months after the last one of the reference."""
    if reference is None:
        return None
    count = reference.last_year * 12 + reference.last_month - 1 + months
    return Period(count // 12, count % 12 + 1, count // 12, count % 12 + 1)
