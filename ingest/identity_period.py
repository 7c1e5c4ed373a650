"""The period that a document reports on, or plans for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.identity_head import Dateline, rules
from ingest.vietnamese.periods import PeriodMatch, find_periods
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Kind, Period

_JOINED = re.compile(r"\s*(?:,|va|;|-|–|&)?\s*(?:ket qua|luy ke|cong don|so ket|tong ket|ca|trong)?\s*\(?\s*")
_WEEKS = 53
_WEEK = re.compile(r"\btuan\s+(?:thu\s+)?(?P<w>\d{1,2})\b")
# A report on a period may be signed so long before its end ("ước thực hiện").
_EARLIEST_REPORT = timedelta(days=45)


def choose_period(subject: str, kind: Kind, dateline: Dateline | None) -> Period | None:
    """The period of a title or opening sentence: the first one, not that of the tasks ahead."""
    text = nfc(subject)
    reference = Period.year(dateline.year) if dateline else None
    found = [m for m in find_periods(text, reference) if m.period and m.kind not in ("date", "prior")]
    if week := _week(text, found, dateline):
        return week
    if not found:
        return None
    own = [match for match in found if not _ahead(text, match, kind)] or found
    chosen = _within(own, kind)
    for wider in own[own.index(chosen) + 1 :]:
        gap = fold(text[chosen.end : wider.start])
        if _JOINED.fullmatch(gap) and _holds(wider.period, chosen.period) and wider.kind != "range":
            chosen = wider
    period = chosen.period
    if (
        period
        and chosen.relative
        and kind is Kind.REPORT
        and _too_late(period, text, found, chosen, dateline)
    ):
        period = period.shifted(-1)
    return period


def _within(own: list[PeriodMatch], kind: Kind) -> PeriodMatch:
    """'Chương trình … giai đoạn 2021-2025, 6 tháng đầu năm 2024' is on the half-year."""
    first = own[0]
    if first.kind == "range" and first.period and first.period.months > 12:
        inner = [m for m in own[1:] if m.period and _holds(first.period, m.period) and m.kind != "range"]
        return inner[0] if inner else first
    return first


def _ahead(text: str, match: PeriodMatch, kind: Kind) -> bool:
    """In a report, periods after 'phương hướng', 'nhiệm vụ' … are those of the plan."""
    if kind is not Kind.REPORT:
        return False
    before = fold(text[: match.start])
    words = list(re.finditer(rf"\b{rules()['title']['ahead']}\b", before))
    return any(word.start() > 0 and not _executes(before, word.start()) for word in words)


def _executes(before: str, at: int) -> bool:
    """'kết quả thực hiện nhiệm vụ', 'tình hình thực hiện kế hoạch': what was done, not what is ahead."""
    return (
        re.search(
            r"\b(?:thuc hien|trien khai|hoan thanh|danh gia|ket qua|theo)\s+(?:cac |mot so )?$", before[:at]
        )
        is not None
    )


def _holds(outer: Period | None, inner: Period | None) -> bool:
    return bool(outer and inner and outer.start <= inner.start and inner.end <= outer.end and outer != inner)


def _too_late(
    period: Period, text: str, found: list[PeriodMatch], chosen: PeriodMatch, dateline: Dateline | None
) -> bool:
    """'tháng 12, nhiệm vụ tháng 01 năm 2024': the year written is that of the plan."""
    later = [
        m.period for m in found if m.start > chosen.start and m.period and m.period.months == period.months
    ]
    if later and later[0].end < period.start:
        return True
    signed = dateline.date if dateline else None
    if signed is None and dateline and dateline.month:
        signed = date(dateline.year, dateline.month, 28)
    return signed is not None and signed + _EARLIEST_REPORT < period.end


def _week(text: str, found: list[PeriodMatch], dateline: Dateline | None) -> Period | None:
    """A week that a title names: 'tuần 23 năm 2024'."""
    match = _WEEK.search(fold(text))
    if match is None or any(m.kind == "range" for m in found):
        return None
    year = next((m.period.last_year for m in found if m.period), dateline.year if dateline else 0)
    week = int(match["w"])
    return Period.week(year, week) if year and 1 <= week <= _WEEKS else None
