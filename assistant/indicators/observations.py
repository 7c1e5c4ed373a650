"""What a report says of one indicator for one place and period: result, plan, last year, change, share of plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.citation import Citation
from assistant.figures.constraints import effective_period
from assistant.indicators.grouping import Member
from assistant.table import Cell
from ingest.vietnamese.text import fold
from vectorstore.records import Bound, Figure, Period, Place, Report, Role, Span

_ORDER = tuple(Role)
_BOUNDS = {
    Bound.ABOVE: "trên mức này", Bound.AT_LEAST: "từ mức này trở lên", Bound.BELOW: "dưới mức này",
    Bound.AT_MOST: "không quá mức này", Bound.ABOUT: "số ước",
}  # fmt: skip
_QUARTER = 3  # months
_IN_QUARTER = re.compile(r"\b(?:trong|rieng) quy\b|\bquy (?:nay|bao cao)\b")


@dataclass(frozen=True, slots=True)
class Observation:
    """One line of an indicator's series; a value that is not stated is None."""

    report: Report
    place: Place | None
    period: Period | None  # the months that the result covers: a cumulative one begins in January
    result: Member | None = None
    plan: Member | None = None
    prior: Member | None = None
    change: Member | None = None
    attainment: Member | None = None
    others: tuple[Member, ...] = ()  # further values that the report states for the same, which differ

    def of(self, role: Role) -> Member | None:
        found: Member | None = getattr(self, str(role))
        return found

    @property
    def members(self) -> tuple[Member, ...]:
        """Every value of the line, the result first."""
        return tuple(m for role in _ORDER if (m := self.of(role)) is not None)

    @property
    def differing(self) -> tuple[Member, ...]:
        """The further values that cannot be true beside the first: not 'giảm 30 ca (12%)', which says one thing."""
        return tuple(
            other
            for other in self.others
            if other.figure.role is not Role.CHANGE
            or ((first := self.of(Role.CHANGE)) and first.figure.unit == other.figure.unit)
        )

    @property
    def unit(self) -> str:
        """As printed at the result, else at the plan or at last year's value."""
        for member in (self.result, self.plan, self.prior):
            if member and member.figure.unit:
                return member.figure.unit
        return ""


def cell_of(member: Member, *notes: str) -> Cell:
    """A value with its source; what its bound says stands in the note, before `notes`."""
    figure = member.figure
    note = "; ".join(text for text in (_BOUNDS.get(figure.bound, ""), *notes) if text)
    return Cell(figure.value, figure.unit, figure, citation_of(member), note=note)


def citation_of(member: Member) -> Citation:
    """Where a figure stands; the chain of a table row is part of that."""
    figure = member.figure
    path = member.path + figure.chain if figure.in_table else member.path
    return Citation(member.report, path, figure.page, figure.quote)


def observations(members: Iterable[Member]) -> list[Observation]:
    """The lines of one indicator, in the order of reports and text."""
    by_report: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_report[member.report.key].append(member)
    return [line for of_report in by_report.values() for line in _of_report(of_report)]


_Slot = tuple[Place | None, Period | None]


def _of_report(members: Sequence[Member]) -> list[Observation]:
    slots: dict[_Slot, dict[Role, list[Member]]] = defaultdict(lambda: defaultdict(list))
    plans = []
    for member in sorted(members, key=lambda m: (m.figure.in_table, m.figure.number)):
        if member.figure.role is Role.PLAN:
            plans.append(member)
        else:
            slots[_slot(member)][member.figure.role].append(member)
    for plan in plans:
        slots[_slot_of_plan(plan, slots)][Role.PLAN].append(plan)
    lines = [_line(members[0].report, slot, found) for slot, found in slots.items()]
    return _joined(sorted(lines, key=lambda line: min(m.figure.number for m in line.members)))


def _slot(member: Member) -> _Slot:
    figure = member.figure
    period = _covered(figure, member.report)
    if (
        figure.role is Role.PRIOR
        and period
        and member.report.period
        and period.end < member.report.period.end
    ):
        period = period.shifted(1)
    return figure.place or member.report.place, period


def _covered(figure: Figure, report: Report) -> Period | None:
    """The months that a figure covers; of a longer report, the month or quarter alone is its last."""
    period = effective_period(figure, report)
    if figure.span is not Span.MONTH or period is None or period.first_day or period.last_day:
        return period
    if report.period and period.months < report.period.months:
        return period  # "Quý II: 231 ca" in the report of six months
    alone = _QUARTER if _IN_QUARTER.search(fold(f"{figure.quote} {figure.column}")) else 1
    if period.months <= alone or period.last_month < alone:
        return period
    return replace(period, first_year=period.last_year, first_month=period.last_month - alone + 1)


def _slot_of_plan(plan: Member, slots: Mapping[_Slot, Mapping[Role, Sequence[Member]]]) -> _Slot:
    """The slot of the longest stretch inside the plan's period, of its own clause where there is one."""
    place, period = plan.figure.place or plan.report.place, plan.figure.period
    inside = [
        slot
        for slot in slots
        if slot[0] == place
        and slot[1]
        and period
        and period.start <= slot[1].start
        and slot[1].end <= period.end
    ]
    beside = [slot for slot in inside if _has_group(slots[slot], plan.figure.group)]
    return max(beside or inside, key=lambda slot: slot[1].months if slot[1] else 0, default=(place, period))


def _has_group(found: Mapping[Role, Sequence[Member]], group: int) -> bool:
    return any(m.figure.group == group for members in found.values() for m in members)


def _line(report: Report, slot: _Slot, found: Mapping[Role, Sequence[Member]]) -> Observation:
    first = {str(role): members[0] for role, members in found.items()}
    others = tuple(
        member
        for members in found.values()
        for member in {m.figure.value: m for m in reversed(members)}.values()
        if member.figure.value != members[0].figure.value
    )
    return Observation(report, *slot, others=others, **first)  # type: ignore[arg-type]


def _joined(lines: Sequence[Observation]) -> list[Observation]:
    """A state told once "in the quarter" and once "since January" with one value is one line: the longer."""
    kept: list[Observation] = []
    for line in sorted(lines, key=lambda one: -(one.period.months if one.period else 0)):
        same = next((i for i, known in enumerate(kept) if _says_the_same(known, line)), None)
        if same is None:
            kept.append(line)
        else:
            kept[same] = _filled(kept[same], line)
    return [line for line in sorted(kept, key=lambda one: min(m.figure.number for m in one.members))]


def _says_the_same(known: Observation, line: Observation) -> bool:
    if (
        known.place != line.place
        or not known.period
        or not line.period
        or known.period.end != line.period.end
    ):
        return False
    if known.result and line.result:
        return known.result.figure.value == line.result.figure.value
    return False


def _filled(known: Observation, line: Observation) -> Observation:
    missing = {
        str(role): line.of(role) for role in Role if known.of(role) is None and line.of(role) is not None
    }
    return replace(known, others=(*known.others, *line.others), **missing)  # type: ignore[arg-type]
