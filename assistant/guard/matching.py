"""Whether a number as a sentence states it is a figure as a source states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.guard.evidence import Evidence
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.units import UnitKind, unit_named
from vectorstore.records import Figure, Kind, Period, Place, Role, Span

# People are counted as cases, patients, children …; anything else only as itself.
_PEOPLE = frozenset(
    {
        "ca",
        "trường hợp",
        "bệnh nhân",
        "người",
        "trẻ",
        "cháu",
        "phụ nữ",
        "học sinh",
        "người bệnh",
        "bà mẹ",
        "thai phụ",
    }
)
_ROLES = {
    Role.RESULT: "kết quả", Role.PLAN: "kế hoạch", Role.PRIOR: "số cùng kỳ", Role.CHANGE: "mức tăng, giảm",
    Role.ATTAINMENT: "tỷ lệ so với kế hoạch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of a sentence, as the reader of reports understands it, and the place it is said of."""

    figure: Figure
    start: int  # in the plain sentence
    end: int
    place: Place | None  # that the sentence names for it
    named_period: Period | None  # that the sentence names, None where it names none


def objection(stated: Stated, evidence: Evidence) -> str:
    """Why the two are not the same figure, in Vietnamese; '' when they are. The value is taken to agree."""
    said, own = stated.figure, evidence.figure
    if not _same_role(said, evidence):
        return f"{said.printed} trong nguồn là {_ROLES[own.role]}, không phải {_ROLES[said.role]}"
    if said.value != own.value:
        return f"nguồn ghi {own.printed}"
    if not _same_unit(said, own):
        return f"đơn vị của {said.printed} trong nguồn là “{own.unit or 'không ghi'}”"
    if stated.place is not None and evidence.place is not None and stated.place != evidence.place:
        return f"{said.printed} trong nguồn là của {evidence.place.label}, không phải {stated.place.label}"
    if not _same_period(stated, evidence):
        label = own.period.label if own.period else "kỳ khác"
        return f"{said.printed} trong nguồn là của kỳ {label}"
    if not _same_span(said, evidence):
        return (
            f"{said.printed} trong nguồn là số {'riêng trong kỳ' if own.span is Span.MONTH else 'lũy tích'}"
        )
    if not _same_populations(said, evidence):
        return f"{said.printed} trong nguồn là của nhóm dân số khác"
    if said.bound is not own.bound:
        return f"nguồn ghi {own.printed} với mức chặn khác (trên, dưới, ước)"
    return ""


def _same_role(said: Figure, evidence: Evidence) -> bool:
    own = evidence.figure
    if said.role is own.role:
        return True
    # A plan holds targets whatever word introduces them; its sentence need not say "kế hoạch" twice.
    return own.role is Role.PLAN and evidence.report.kind is Kind.PLAN and said.role is Role.RESULT


def _same_unit(said: Figure, own: Figure) -> bool:
    if said.unit == own.unit:
        return True
    if said.role is Role.CHANGE and {said.unit, own.unit} == {"%", "điểm %"}:
        return said.unit == "%"  # as the source prints it
    a, b = unit_named(said.unit), unit_named(own.unit)
    if not said.unit or not own.unit:
        known = a or b
        return known is None or known.kind is UnitKind.COUNT
    if a is None or b is None or a.kind is not b.kind:
        return False
    return a.canonical == b.canonical or (a.canonical in _PEOPLE and b.canonical in _PEOPLE)


def _same_period(stated: Stated, evidence: Evidence) -> bool:
    said, own = stated.figure, evidence.figure
    if said.period is None or not evidence.periods:
        return stated.named_period is None or stated.named_period in evidence.periods
    if said.period in evidence.periods:
        return True
    if own.role is Role.PLAN and own.period is not None:
        named = stated.named_period
        usual = named is None or named.months >= 12 or named == evidence.report.period
        return usual and own.period.first_year <= said.period.last_year <= own.period.last_year
    # Said without a period: the reader took the report's own, which may be another than the figure's.
    return stated.named_period is None and own.role is said.role is not Role.RESULT


def _same_span(said: Figure, evidence: Evidence) -> bool:
    own = evidence.figure
    if Role.PLAN in (said.role, own.role) or own.span is said.span:
        return True
    whole = evidence.periods[-1] if evidence.periods else None
    if own.span is Span.CUMULATIVE:
        return (
            said.span is Span.PERIOD
            and said.period is not None
            and whole in (said.period, evidence.report.period)
        )
    if own.span is Span.MONTH:
        return said.span is Span.PERIOD and said.period is not None and said.period.months in (1, 3)
    return True


def _same_populations(said: Figure, evidence: Evidence) -> bool:
    own = frozenset(evidence.figure.populations)
    stated = frozenset(said.populations)
    if stated == own:
        return True
    around = " › ".join((*evidence.source.section[-1:], evidence.figure.name))
    mentioned = frozenset(match.code for match in find_populations(around))
    return own <= stated <= own | mentioned


def nearest_objection(stated: Stated, candidates: Sequence[Evidence]) -> str:
    """What is wrong with a number, from the figure that comes nearest; for the model that is to repair it."""
    same_value = [c for c in candidates if abs(c.figure.value) == abs(stated.figure.value)]
    if not same_value:
        return f"số {stated.figure.printed} không có trong nguồn được dẫn"
    return objection(stated, same_value[0]) or f"số {stated.figure.printed} không thuộc chỉ tiêu đang nói"
