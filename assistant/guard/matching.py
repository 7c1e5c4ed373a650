"""Whether a number as a sentence states it is a figure as a source states it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.figures.constraints import effective_period
from assistant.guard.evidence import Evidence
from assistant.guard.qualifiers import unsupported
from ingest.vietnamese.populations import POPULATIONS, apart_populations, find_populations
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind, people, unit_named
from vectorstore.records import Bound, Figure, Kind, Period, Place, Role, Span

_POINTS = ({"%", "điểm %"}, {"‰", "điểm ‰"}, {"‰", "điểm %"})
_SAYS_POINTS = re.compile(r"\bđiểm\b", re.IGNORECASE)
# "21 nghìn ca"; "tỷ lệ" is no scale, and "6,5/vạn dân" has its own unit.
_SCALE = re.compile(r"\s*(nghin|ngan|trieu|ty|ti|tram|chuc|van|muoi)\b(?! (?:le|suat|trong|so|phan))")
_BOUND_WORD = re.compile(r"\b(tren|duoi)\s*$")
_BOUNDS = {"tren": (Bound.ABOVE, Bound.AT_LEAST), "duoi": (Bound.BELOW, Bound.AT_MOST)}
_TURNING = re.compile(r"\b(thiếu|hụt|thừa)\s*$", re.IGNORECASE)
_IS = re.compile(r"(?:\blà|:)\s*(?:ước|khoảng|gần)?\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:nên|do|vì|bởi|nhưng|mà|khiến|để|cấp|nhận|tiêm|dùng|sử dụng)\b", re.IGNORECASE)
_PAUSE = re.compile(r"[,;.:()](?!\d)")
_NEXT = re.compile(r"[,;.)](?!\d)|\b(?:và|còn|trong khi)\b", re.IGNORECASE)
# From a number on to the next, or to what opens another clause.
_TAIL = re.compile(r"[\d.,]*\d(?:(?!\b(?:và|còn|trong khi)\b)[^\d,;])*", re.IGNORECASE)
_UNKNOWN = re.compile(
    r"\b(?:không|chưa) (?:có|nêu|tách|ghi|báo cáo|thống kê|cung cấp|đề cập|phân|nói)\b[^,;.:]*", re.IGNORECASE
)
_BESIDE = 25  # characters before a number in which such a word turns it
_AGE = re.compile(r"(\d+) ?(tuoi|thang tuoi)\b")
_SPELLINGS = {"ngan": "nghin", "ti": "ty"}
_YEAR = 12
_PLAN_IS = re.compile(
    r"\b(?:ke hoach|chi tieu|muc tieu)(?:\s+(?:ca nam|nam \d{4}|nam|duoc giao|giao|de ra|dat ra))*"
    r"\s*(?:la|:|o muc)?\s*$"
)
_SAYS_ROLE = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu|phan dau|cung ky|duoc giao)\b")
# A sentence that opens with a target and names no result before the number.
_TARGET = re.compile(
    r"\W*(?:muc tieu|chi tieu (?:giao|ke hoach|phan dau)|ke hoach (?:giao|nam|ca nam))\b"
    r"(?!.*\b(?:dat|thuc hien|ket qua|hoan thanh|vuot|bang)\b)"
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
    named_period: Period | None  # that the sentence names for it, None where it names none
    clause: str  # the words round it, from the number before on
    lead: str  # those of them before it
    spoken: frozenset[Period] = frozenset()  # all periods of the sentence


def objection(stated: Stated, evidence: Evidence) -> str:
    """Why the two are not the same figure, in Vietnamese; '' when they are. The value is taken to agree."""
    said, own = stated.figure, evidence.figure
    if not _same_role(stated, evidence):
        return f"{said.printed} trong nguồn là {_ROLES[own.role]}, không phải {_ROLES[said.role]}"
    if said.value != own.value:
        return f"nguồn ghi {own.printed}"
    if turned := _turned(stated, own):
        return f"{said.printed} trong nguồn là số {turned}"
    if not _same_unit(stated, own):
        return f"đơn vị của {said.printed} trong nguồn là “{own.unit or 'không ghi'}”"
    if stated.place is not None and evidence.place is not None and stated.place != evidence.place:
        return f"{said.printed} trong nguồn là của {evidence.place.label}, không phải {stated.place.label}"
    if not _same_period(stated, evidence):
        label = own.period.label if own.period else "kỳ khác"
        return f"{said.printed} trong nguồn là của kỳ {label}"
    if not _same_span(stated, evidence):
        return (
            f"{said.printed} trong nguồn là số {'riêng trong kỳ' if own.span is Span.MONTH else 'lũy tích'}"
        )
    if not _same_populations(stated, evidence):
        return f"{said.printed} trong nguồn là của nhóm dân số khác"
    if _made_another(stated, evidence):
        return f"{said.printed} trong nguồn không phải là số như câu nói"
    if said.bound is not own.bound or not _bounded_so(stated, own):
        return f"nguồn ghi {own.printed} với mức chặn khác (trên, dưới, ước)"
    return ""


def _same_role(stated: Stated, evidence: Evidence) -> bool:
    said, own = stated.figure, evidence.figure
    if (
        own.role is not Role.PLAN
        and evidence.report.kind is not Kind.PLAN
        and _TARGET.match(fold(stated.lead))
    ):
        return False
    if said.role is own.role:
        return True
    if own.role is Role.PLAN and said.role is Role.RESULT and _PLAN_IS.search(fold(stated.lead)):
        return True  # "…, trong khi kế hoạch cả năm là 95%"
    # A plan that looks back: "năm 2024 ước đạt 93,2%" needs no "cùng kỳ".
    looks_back = own.role is Role.RESULT and evidence.report.kind is Kind.PLAN
    if (
        looks_back
        and stated.named_period == own.period is not None
        and not _SAYS_ROLE.search(fold(stated.lead))
    ):
        return said.role in (Role.PRIOR, Role.PLAN)
    # A plan holds targets whatever word introduces them; its sentence need not say "kế hoạch" twice.
    return own.role is Role.PLAN and evidence.report.kind is Kind.PLAN and said.role is Role.RESULT


def scale_of(after: str) -> str:
    """The word after a number that multiplies it, folded: 'nghin' of '21 nghìn ca'; '' where there is none."""
    found = _SCALE.match(fold(after))
    return _SPELLINGS.get(found[1], found[1]) if found else ""


def scaled(figure: Figure, scale: str) -> bool:
    """Whether a figure's unit, or the word after its number, is that scale; any figure will do where there is none."""
    return not scale or scale in (scale_of(f" {figure.unit}"), scale_of(figure.quote[figure.end :]))


def _same_unit(stated: Stated, own: Figure) -> bool:
    said = stated.figure
    if not scaled(own, scale_of(stated.clause[len(stated.lead) + stated.end - stated.start :])):
        return False
    if said.unit == own.unit:
        return True
    if said.role is Role.CHANGE and {said.unit, own.unit} in _POINTS:
        return not _SAYS_POINTS.search(stated.clause)  # as the source prints it: "tăng 2,3%"
    a, b = unit_named(said.unit), unit_named(own.unit)
    if not said.unit or not own.unit:
        known = a or b
        return known is None or known.kind is UnitKind.COUNT
    if a is None or b is None or a.kind is not b.kind:
        return False
    return a.canonical == b.canonical or (a.canonical in people() and b.canonical in people())


def _same_period(stated: Stated, evidence: Evidence) -> bool:
    said, own, named = stated.figure, evidence.figure, stated.named_period
    if named is not None and not _of_years(named, stated, evidence):
        return False
    if own.role is Role.RESULT and _said_of_whole_year(stated, evidence):
        return False
    if own.role is Role.PLAN and named and own.period and named.months < min(own.period.months, _YEAR):
        return False  # a year's plan said of its half
    if named is not None and named in evidence.periods:
        return True
    if said.period is None or not evidence.periods:
        return named is None or named in evidence.periods
    if {said.period, effective_period(said, evidence.report)} & set(evidence.periods):
        return True
    if own.role is Role.PLAN and own.period is not None:
        return own.period.first_year <= said.period.last_year <= own.period.last_year
    # Said without a period: the reader took the report's own, which may be another than the figure's.
    return named is None and own.role is said.role is not Role.RESULT


def _said_of_whole_year(stated: Stated, evidence: Evidence) -> bool:
    """'năm 2024' of what half the year brought: its months must be said, there or elsewhere in the sentence."""
    named, own = stated.named_period, frozenset(evidence.periods)
    if named is None or named.months < _YEAR or not own or any(p.months >= _YEAR for p in own):
        return False
    return not (own & stated.spoken)


def _of_years(named: Period, stated: Stated, evidence: Evidence) -> bool:
    """The year named is the figure's; of a change also the year before, with which it compares."""
    years = {year for p in evidence.periods for year in range(p.first_year, p.last_year + 1)}
    if evidence.figure.role is Role.CHANGE:
        years |= {year - 1 for year in years}
    return named.last_year in years


def _same_span(stated: Stated, evidence: Evidence) -> bool:
    said, own = stated.figure, evidence.figure
    if Role.PLAN in (said.role, own.role) or own.span is said.span:
        return True
    if own.role is not Role.RESULT and said.span is Span.PERIOD and stated.named_period is None:
        return True  # "giảm 3,5% so với cùng kỳ", of whichever stretch was spoken of
    whole = evidence.periods[-1] if evidence.periods else None
    if own.span is Span.CUMULATIVE:
        covers = whole in (said.period, evidence.report.period)
        return said.span is Span.PERIOD and said.period is not None and covers
    if own.span is Span.MONTH:
        return said.span is Span.PERIOD and said.period is not None and said.period.months in (1, 3)
    return True


def _same_populations(stated: Stated, evidence: Evidence) -> bool:
    own = frozenset(evidence.figure.populations)
    said = frozenset(stated.figure.populations)
    named = _codes(stated.clause)
    if not _groups_known(stated, named, evidence) or not _apart_known(stated, evidence):
        return False
    if said == own:
        return True
    figure = evidence.figure
    mentioned = own | _codes(" › ".join((*evidence.source.section[-1:], figure.name, figure.unit)))
    # The reader of reports may miss the population of a clause that puts it first: its words are looked at too.
    return any(own <= found <= mentioned for found in (said, said | named))


def _groups_known(stated: Stated, named: frozenset[str], evidence: Evidence) -> bool:
    """Whether the source speaks of the groups and ages that are named besides populations: 'ở người cao tuổi'."""
    figure = evidence.figure
    around = " › ".join((*evidence.source.section, figure.name, figure.column, figure.unit, figure.quote))
    groups = {code for code in named if not POPULATIONS[code].apart}
    return groups <= _codes(around) and _ages(stated.clause) <= _ages(around)


def _apart_known(stated: Stated, evidence: Evidence) -> bool:
    """Whether the source says the figure of every population said of its number, also of those no reader saw."""
    figure, source = evidence.figure, evidence.source
    named = frozenset(apart_populations(_said_words(stated, figure.unit))) - frozenset(figure.populations)
    words = (*source.section, figure.name, figure.column, figure.unit, _source_words(evidence))
    return named <= _codes(" › ".join(words))


def _made_another(stated: Stated, evidence: Evidence) -> str:
    """The words that make the number one of deaths, of suspected cases, a mean, where the source says none of it."""
    figure, source = evidence.figure, evidence.source
    own = " › ".join((*source.section, figure.name, figure.column, figure.unit, _source_words(evidence)))
    around = " › ".join((own, source.report.title, figure.quote))
    return unsupported(_said_words(stated, figure.unit), own, around)


def _said_words(stated: Stated, unit: str) -> str:
    """The words of a sentence that are said of its number; those of a rate's unit ("nam/100 nữ") are none."""
    clause = stated.clause
    behind = len(stated.lead) + stated.end - stated.start
    rest = clause[behind:].lstrip()
    if "/" in unit and rest.lower().startswith(unit.lower()):
        clause = clause[:behind] + rest[len(unit) :]
    return _own_words(clause, len(stated.lead), first=stated.start == len(stated.lead))


def _source_words(evidence: Evidence) -> str:
    """The words of a source's sentence that are said of its figure; '' for a table, whose headers say them."""
    figure = evidence.figure
    if figure.in_table:
        return ""
    others = (f.end for f in evidence.source.figures if f.quote == figure.quote and f.end <= figure.start)
    floor = max(others, default=0)
    pause = _PAUSE.search(figure.quote, figure.end)
    clause = figure.quote[floor : pause.start() if pause else len(figure.quote)]
    return _own_words(clause, figure.start - floor, first=not floor)


def _own_words(clause: str, number: int, first: bool) -> str:
    """A number's clause without what belongs to its neighbours, or is said to be unknown: '% ở người DTTS, …'."""
    behind = None if first else _NEXT.search(clause, 0, number)
    after = _TAIL.match(clause, number)
    return _UNKNOWN.sub(" ", clause[behind.end() if behind else 0 : after.end() if after else len(clause)])


def strange_populations(text: str, evidences: Collection[Evidence]) -> frozenset[str]:
    """Populations that a sentence names and none of the sources of its figures does, in text or headings."""
    named = frozenset(apart_populations(_UNKNOWN.sub(" ", text)))
    if not named:
        return named
    known = (
        (e.report.title, *e.source.section, e.figure.name, e.figure.column, e.source.text) for e in evidences
    )
    said = {code for e in evidences for code in e.figure.populations}
    return named - said - _codes(" › ".join(part for parts in known for part in parts))


def _ages(text: str) -> frozenset[str]:
    """'5 tuoi' of "dưới 5 tuổi", '24 thang tuoi'."""
    return frozenset(f"{match[1].lstrip('0')} {match[2]}" for match in _AGE.finditer(fold(text)))


def _codes(text: str) -> frozenset[str]:
    return frozenset(match.code for match in find_populations(text))


def _turned(stated: Stated, own: Figure) -> str:
    """The word that turns the meaning of a source's number ('thiếu 8.200 liều') and that the sentence leaves out."""
    word = _TURNING.search(own.quote[: own.start])
    if word is None or fold(word[1]) in fold(stated.lead)[-_BESIDE:]:
        return ""
    # "Số liều vắc xin còn thiếu của tỉnh trong quý I là 8.200": it is what is counted.
    subject = re.split(r"[,;.]", stated.lead)[-1]
    counted = _IS.search(subject) and re.search(rf"(?<!\w){word[1]}(?!\w)", subject, re.IGNORECASE)
    return "" if counted and not _LINKED.search(subject) else word[1]


def _bounded_so(stated: Stated, own: Figure) -> bool:
    """'dưới 25 ca' of 25: the reader of reports takes a bound before a small number for an age."""
    word = _BOUND_WORD.search(fold(stated.lead))
    return word is None or own.bound in _BOUNDS[word[1]]


def nearest_objection(stated: Stated, candidates: Sequence[Evidence]) -> str:
    """What is wrong with a number, from the figure that comes nearest; for the model that is to repair it."""
    same_value = [c for c in candidates if abs(c.figure.value) == abs(stated.figure.value)]
    if not same_value:
        return f"số {stated.figure.printed} không có trong nguồn được dẫn"
    return objection(stated, same_value[0]) or f"số {stated.figure.printed} không thuộc chỉ tiêu đang nói"
