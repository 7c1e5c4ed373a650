"""What a report states, set against what other reports of the place state of the same months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.audit.remark import Remark
from assistant.audit.statements import Stated, Statement, agreement, small
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.printed import Fit
from vectorstore.records import Bound, FindingKind, Level, Period, Role

_REVISED = Decimal("0.02")  # share by which figures are corrected after a report has been sent
_LONGEST = 90  # characters of an indicator's name in a message


def across(stated: Stated, others: Sequence[Stated]) -> list[Remark]:
    """Remarks on one report: each indicator and stretch of months once, against the nearest other report."""
    by_key: defaultdict[object, list[Statement]] = defaultdict(list)
    cumulative: defaultdict[object, list[Statement]] = defaultdict(list)
    for other in others:
        for statement in other.statements:
            by_key[statement.said_of].append(statement)
            if statement.cumulative and statement.counted and statement.figure.role is Role.RESULT:
                cumulative[statement.subject].append(statement)
    return [
        *_said_otherwise(stated, by_key),
        *_falling(stated, others, cumulative),
    ]


def _said_otherwise(stated: Stated, by_key: dict[object, list[Statement]]) -> Iterator[Remark]:
    own: defaultdict[object, list[Statement]] = defaultdict(list)
    for statement in stated.statements:
        own[statement.said_of].append(statement)
    for key, mine in own.items():
        theirs = by_key.get(key, [])
        if not theirs or any(agreement(a, b) is Fit.EXACT for a in mine for b in theirs):
            continue
        one, other = mine[0], _nearest(theirs, stated)
        if one.figure.role is Role.RESULT and other.figure.role is Role.PRIOR:
            continue  # told of the later report, whose word on the year before it is
        yield _differing(one, other, rounded=agreement(one, other) is Fit.ROUNDED)


def _nearest(statements: Sequence[Statement], stated: Stated) -> Statement:
    """The result of the months themselves before a later word on them, then the report nearest in time."""
    own = stated.report.period

    def distance(statement: Statement) -> tuple[bool, int, int]:
        other = statement.member.report.period
        apart = abs(_months(own) - _months(other)) if own and other else 0
        return statement.figure.role is not Role.RESULT, apart, statement.figure.number

    return min(statements, key=distance)


def _months(period: Period) -> int:
    return period.last_year * 12 + period.last_month


def _differing(one: Statement, other: Statement, *, rounded: bool) -> Remark:
    a, b = one.figure, other.figure
    kind = {Role.PRIOR: FindingKind.PRIOR, Role.PLAN: FindingKind.PLAN}.get(a.role, FindingKind.REPEAT)
    about = Bound.ABOUT in (a.bound, b.bound)
    if rounded:
        level = Level.ROUNDING
    elif about or small(a.value, b.value, _REVISED):
        level = Level.SUSPICIOUS
    else:
        level = Level.CONTRADICTION
    what = {
        FindingKind.PRIOR: f"số cùng kỳ {one.period.label} ghi",
        FindingKind.PLAN: f"kế hoạch {one.period.label} ghi",
    }.get(kind, f"số {one.period.label} ghi")
    message = f"{_name(one)}: {what} {_print(one)}, còn {other.member.report.label} ghi {_print(other)}."
    return Remark(kind, level, message, _difference(one, other), (one.source, other.source))


def _falling(
    stated: Stated, others: Sequence[Stated], cumulative: dict[object, list[Statement]]
) -> Iterator[Remark]:
    """A count since January that is lower than at the end of an earlier month of the same year."""
    monthly = stated.monthly.union(*(other.monthly for other in others))
    told = set()
    for late in stated.statements:
        grows = (
            late.cumulative and late.counted and late.figure.role is Role.RESULT and late.subject in monthly
        )
        if not grows or late.subject in told:
            continue
        earlier = [
            s
            for s in cumulative.get(late.subject, ())
            if _before(s, late) and s.figure.value > late.figure.value
        ]
        if earlier:
            told.add(late.subject)
            early = max(earlier, key=lambda s: _months(s.period))
            message = (
                f"{_name(late)}: lũy tích {late.period.label} ghi {_print(late)}, "
                f"thấp hơn lũy tích {early.period.label} là {_print(early)} ({early.member.report.label})."
            )
            told_working = f"{late.figure.printed} < {early.figure.printed}"
            yield Remark(
                FindingKind.CUMULATIVE,
                Level.CONTRADICTION,
                message,
                told_working,
                (late.source, early.source),
            )


def _before(early: Statement, late: Statement) -> bool:
    a, b = early.period, late.period
    return (a.first_year, a.first_month) == (b.first_year, b.first_month) and a.end < b.end


def _name(statement: Statement) -> str:
    figure = statement.figure
    links = (*figure.chain[-1:], figure.indicator) if figure.populations else (figure.indicator,)
    name = " › ".join(links)
    name = name[:1].upper() + name[1:]
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _print(statement: Statement) -> str:
    figure = statement.figure
    glue = "" if figure.unit.startswith(("%", "‰", "/")) or not figure.unit else " "
    return f"{figure.printed}{glue}{figure.unit}"


def _difference(one: Statement, other: Statement) -> str:
    difference = format_number(one.figure.value - other.figure.value)
    return f"{one.figure.printed} − {other.figure.printed} = {difference}"
