"""Records as rows and rows as records. Tuples are JSON text, values decimal text, dates ISO text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from vectorstore.records import (
    Bound,
    Figure,
    Finding,
    Gap,
    Kind,
    Passage,
    Period,
    Place,
    Report,
    Role,
    Section,
    Span,
)

REPORT_COLUMNS = "key, title, agency, place, period, kind, draft, date, file, sha256, pages"
SECTION_COLUMNS = "number, parent, label, heading, path, first_page, last_page"
PASSAGE_COLUMNS = "number, section, text, page, kind"
FIGURE_COLUMNS = (
    "number, value, unit, printed, indicator, chain, place, period, role, span, populations, bound, "
    'in_table, section, page, quote, start, "end", "group", "column"'
)
GAP_COLUMNS = (
    "number, unit, printed, indicator, chain, place, period, role, span, populations, in_table, section, page, "
    'quote, start, "end", "group", "column"'
)
FINDING_COLUMNS = "number, level, message, figures, kind, working"

Row = Sequence[Any]

# A report repeats its places, periods and chains thousands of times; they are read once.
_CACHED = 65_536
_ROLES = {str(role): role for role in Role}
_SPANS = {str(span): span for span in Span}
_BOUNDS = {str(bound): bound for bound in Bound}


def list_text(items: Sequence[Any]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


@lru_cache(_CACHED)
def text_list(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


def place_text(place: Place | None) -> str | None:
    return None if place is None else list_text((place.province, place.district, place.commune))


@lru_cache(_CACHED)
def text_place(text: str | None) -> Place | None:
    return None if text is None else Place(*json.loads(text))


def period_text(period: Period | None) -> str | None:
    """'2024-01/2024-06' for the first half of 2024; '2024-06-03/2024-06-09' for a week."""
    if period is None:
        return None
    first = f"{period.first_year:04}-{period.first_month:02}" + _day_text(period.first_day)
    return f"{first}/{period.last_year:04}-{period.last_month:02}" + _day_text(period.last_day)


def _day_text(day: int) -> str:
    return f"-{day:02}" if day else ""


@lru_cache(_CACHED)
def text_period(text: str | None) -> Period | None:
    if text is None:
        return None
    first, last = ([*map(int, part.split("-")), 0] for part in text.split("/"))
    return Period(first[0], first[1], last[0], last[1], first[2], last[2])


def report_row(report: Report) -> Row:
    return (
        report.key, report.title, report.agency, place_text(report.place), period_text(report.period),
        str(report.kind), int(report.draft), report.date.isoformat() if report.date else None,
        report.file, report.sha256, report.pages,
    )  # fmt: skip


def row_report(row: Row) -> Report:
    key, title, agency, place, period, kind, draft, day, file, sha256, pages = row
    return Report(
        key, title, agency, text_place(place), text_period(period), Kind(kind), bool(draft),
        date.fromisoformat(day) if day else None, file, sha256, pages,
    )  # fmt: skip


def section_row(section: Section) -> Row:
    return (
        section.number, section.parent, section.label, section.heading, list_text(section.path),
        section.first_page, section.last_page,
    )  # fmt: skip


def row_section(key: str, row: Row) -> Section:
    number, parent, label, heading, path, first, last = row
    return Section(key, number, parent, label, heading, text_list(path), first, last)


def passage_row(passage: Passage) -> Row:
    return (passage.number, passage.section, passage.text, passage.page, passage.kind)


def row_passage(key: str, row: Row) -> Passage:
    return Passage(key, *row)


def figure_row(figure: Figure) -> Row:
    meaning = (
        figure.indicator,
        list_text(figure.chain),
        place_text(figure.place),
        period_text(figure.period),
    )
    kind = (str(figure.role), str(figure.span), list_text(figure.populations), str(figure.bound))
    origin = (int(figure.in_table), figure.section, figure.page, figure.quote, figure.start, figure.end)
    number = (figure.number, str(figure.value), figure.unit, figure.printed)
    return (*number, *meaning, *kind, *origin, figure.group, figure.column)


def row_figure(key: str, row: Row) -> Figure:
    (number, value, unit, printed, indicator, chain, place, period, role, span, populations, bound,
     in_table, section, page, quote, start, end, group, column) = row  # fmt: skip
    return Figure(
        key, number, Decimal(value), unit, printed, indicator, text_list(chain), text_place(place),
        text_period(period), _ROLES[role], _SPANS[span], text_list(populations), _BOUNDS[bound],
        bool(in_table), section, page, quote, start, end, group, column,
    )  # fmt: skip


def gap_row(gap: Gap) -> Row:
    meaning = (gap.indicator, list_text(gap.chain), place_text(gap.place), period_text(gap.period))
    kind = (str(gap.role), str(gap.span), list_text(gap.populations))
    origin = (int(gap.in_table), gap.section, gap.page, gap.quote, gap.start, gap.end)
    return (gap.number, gap.unit, gap.printed, *meaning, *kind, *origin, gap.group, gap.column)


def row_gap(key: str, row: Row) -> Gap:
    (number, unit, printed, indicator, chain, place, period, role, span, populations, in_table, section, page,
     quote, start, end, group, column) = row  # fmt: skip
    return Gap(
        key, number, unit, printed, indicator, text_list(chain), text_place(place), text_period(period),
        _ROLES[role], _SPANS[span], text_list(populations), bool(in_table), section, page, quote, start, end,
        group, column,
    )  # fmt: skip


def finding_row(number: int, finding: Finding) -> Row:
    figures = list_text(finding.figures)
    return (number, finding.level, finding.message, figures, finding.kind, finding.working)


def row_finding(key: str, row: Row) -> Finding:
    _, level, message, figures, kind, working = row
    return Finding(key, level, message, text_list(figures), kind, working)
