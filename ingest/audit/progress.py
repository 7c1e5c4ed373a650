"""Share of the plan and change against the year before, set against the values they are worked out from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.audit.sheet import DENOMINATOR, TIMES, Entry, Sheet, alike
from ingest.audit.slip import Slip, level_of
from ingest.audit.wording import Form, working
from ingest.vietnamese.printed import Fit, Range, fit, range_of
from ingest.vietnamese.text import fold
from vectorstore.records import FindingKind, Role, Span

_HUNDRED = 100
_REACH = 90  # characters after a change, within which its sentence says what it is set against
_AGAINST = re.compile(r"^[^;.]*?\b(?:so(?: sanh)? voi|so) (.{0,30})")
# What is not the same months a year before: 'so với tháng trước', 'so với đầu năm', 'so với kế hoạch'.
_ELSE = re.compile(
    r"^(?:cac |cung |muc |ket qua |so lieu |thoi diem )*(?:"
    r"(?:thang|quy|tuan|ky|ngay|dot|dip)(?: bao cao)? (?:truoc|lien|\d|i)|dau |cuoi |"
    r"ke hoach|kh\b|chi tieu|muc tieu|du toan|tien do|binh quan|trung binh|toan quoc|ca nuoc|khu vuc|giai doan)"
)
_EDGE = re.compile(r"(?:thoi diem )?(?:dau|cuoi) ")
_YEAR_LONG = 12  # months
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to work a printed figure out."""

    form: Form
    result: Entry
    other: Entry
    value: Range


def progress(sheet: Sheet) -> Iterator[Slip]:
    """Attainments and changes of each row and clause that their own values do not give."""
    for entries in sheet.groups.values():
        for entry in entries:
            if not entry.exact:
                continue
            if entry.figure.role is Role.ATTAINMENT:
                yield from _check(entry, _attainments(entry, entries), FindingKind.ATTAINMENT)
            elif entry.figure.role is Role.CHANGE:
                yield from _check(entry, _changes(entry, entries), FindingKind.CHANGE)


def _check(entry: Entry, readings: list[Reading], kind: FindingKind) -> Iterator[Slip]:
    """A slip when the figure is none of its readings; the first reading is the usual one and is told."""
    fits = [_fit(entry, reading) for reading in readings]
    if not readings or Fit.EXACT in fits:
        return
    rounded = next((r for r, found in zip(readings, fits, strict=True) if found is Fit.ROUNDED), None)
    reading = rounded or readings[0]
    counted = reading.result.counted and reading.other.counted
    level = level_of(entry, reading.value, Fit.ROUNDED if rounded else Fit.WRONG, counted)
    told = working(reading.form, reading.result, reading.other, reading.value, entry)
    yield Slip(kind, level, (entry, reading.result, reading.other), told)


def _fit(entry: Entry, reading: Reading) -> Fit:
    if entry.figure.unit == TIMES:  # 'gấp 4 lần' is said of 3,6 to 4,4
        gap = reading.value.gap(range_of(entry.figure.value))
        return Fit.WRONG if gap else Fit.EXACT
    return fit(entry.figure.value, reading.value, entry.counted and reading.form is Form.DIFFERENCE)


def _pairs(entry: Entry, entries: list[Entry], role: Role) -> list[tuple[Entry, Entry]]:
    """Results with what they may be set against, those of the same span first."""
    results = [
        e for e in entries if e.figure.role is Role.RESULT and e.exact and e.figure.column != DENOMINATOR
    ]
    others = [e for e in entries if e.figure.role is role and e.exact]
    pairs = [
        (result, other)
        for result in results
        for other in others
        if alike(result.unit, other.unit)
        and set(result.figure.populations) == set(other.figure.populations) == set(entry.figure.populations)
        and result.of_deaths == other.of_deaths
        and not {Span.MONTH, Span.CUMULATIVE} <= {e.figure.span for e in (entry, result, other)}
    ]
    return sorted(pairs, key=lambda pair: pair[0].figure.span is not entry.figure.span)


def _set_against_else(entry: Entry, prior: Entry) -> bool:
    """A sentence's change that is not one against the prior value: 'tăng 8 ca so với tháng trước'."""
    figure = entry.figure
    said = _AGAINST.match(fold(figure.quote[figure.end : figure.end + _REACH]))
    if figure.in_table or said is None:
        return False
    base = said.group(1).partition(" (")[0]
    year, period = _YEAR.search(base), prior.figure.period
    if not (year and period):
        return bool(_ELSE.match(base))
    whole = period.months == _YEAR_LONG or not _EDGE.match(base)  # 'cuối năm 2023' is no 'cùng kỳ'
    return period.last_year != int(year.group()) or not whole


def _attainments(entry: Entry, entries: list[Entry]) -> list[Reading]:
    """result : plan; where less is better, offices also print plan : result or what lies below the plan."""
    readings = []
    for result, plan in _pairs(entry, entries, Role.PLAN):
        for one, other in ((result, plan), (plan, result)):
            share = one.range.over(other.range)
            if share is not None:
                readings.append(Reading(Form.QUOTIENT, one, other, share.times(_HUNDRED)))
                mirrored = Range(200 - share.high * _HUNDRED, 200 - share.low * _HUNDRED)
                readings.append(Reading(Form.MIRRORED, one, other, mirrored))
    return readings


def _changes(entry: Entry, entries: list[Entry]) -> list[Reading]:
    """The difference, in percent of the prior value for what is counted, in points for what is a rate."""
    readings = []
    for result, prior in _pairs(entry, entries, Role.PRIOR):
        if _set_against_else(entry, prior):
            continue
        if entry.figure.unit == TIMES:
            readings += _in_times(result, prior)
            continue
        difference = result.range - prior.range
        plain = Reading(Form.DIFFERENCE, result, prior, difference.times(1 / result.scale))
        share = difference.over(prior.range)
        if share is None:
            readings += [plain] if not entry.percent or result.percent else []
            continue
        relative = Reading(Form.RELATIVE, result, prior, share.times(_HUNDRED))
        whole = Range(relative.value.low + _HUNDRED, relative.value.high + _HUNDRED)
        ratio = Reading(Form.QUOTIENT, result, prior, whole)
        counted = entry.percent and not result.rate
        readings += [relative, plain, ratio] if counted else [plain, relative, ratio]
    return readings


def _in_times(result: Entry, prior: Entry) -> list[Reading]:
    """'gấp 3 lần', also said as 'tăng 3 lần'; some mean by 'tăng 2 lần' what was added to the earlier value."""
    times = result.range.over(prior.range)
    if times is None:
        return []
    added = Range(times.low - 1, times.high - 1)
    return [Reading(Form.QUOTIENT, result, prior, times), Reading(Form.RELATIVE, result, prior, added)]
