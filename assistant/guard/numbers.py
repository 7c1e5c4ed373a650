"""Every number of a sentence: a figure of a cited source, one that follows from such, or part of a name or period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.guard.claims import Placed
from assistant.guard.derived import derive
from assistant.guard.evidence import Evidence, FigureReader, evidence_of
from assistant.guard.indicators import said_of, speaks_of
from assistant.guard.matching import (
    Stated,
    nearest_objection,
    objection,
    scale_of,
    scaled,
    strange_populations,
)
from assistant.guard.memory import Memory
from assistant.guard.qualifiers import left_out
from assistant.guard.scope import named_places, period_at, place_at, places_of
from assistant.guard.sentence import Sentence, with_digits
from assistant.guard.workings import operands_of
from assistant.sources import Source
from ingest.vietnamese.numbers import NumberMatch, Part, find_numbers
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind, people, unit_named
from vectorstore.records import Figure, Place, Report, Role

_AFTER = re.compile(r"\s*([^\W\d_]+|[%‰])")
_BEFORE = re.compile(r"([^\W\d_]+)[\s<>≤≥(:–-]*$")
_PAUSE = re.compile(r"[,;.:()](?!\d)")
_BOUND = re.compile(r"(\btren|\bduoi|<|>|≤|≥)\s*$")
_BOUNDS = {"tren": ">", "duoi": "<", "<": "<", ">": ">", "≤": "≤", "≥": "≥"}
_AROUND = 80, 30  # characters before and after a derived number that say how it was worked out


@dataclass
class Checked:
    """What became of a sentence's numbers; `fault` in Vietnamese, '' when all are borne out."""

    fault: str = ""
    placed: list[Placed] = field(default_factory=list)
    operands: list[Evidence] = field(default_factory=list)
    workings: list[str] = field(
        default_factory=list
    )  # of derived numbers that the sentence gives without one


class NumberCheck:
    """One sentence against the sources that it cites, and `every` source that it might have cited."""

    def __init__(
        self, sentence: Sentence, cited: Sequence[Source], every: Sequence[Source], read_figures: FigureReader,
        memory: Memory,
    ) -> None:  # fmt: skip
        self._sentence, self._plain, self._folded = sentence, sentence.plain, sentence.folded
        self._cited, self._memory = cited, memory
        self._evidence, self._every = evidence_of(cited), evidence_of(every)
        self._several_places = len(places_of(every)) > 1
        self._several_periods = len({source.report.period for source in every}) > 1
        self._named = named_places(self._plain, every)
        reference = next((source.report.period for source in cited if source.report.period), None)
        periods = find_periods(self._plain, reference)
        self._spoken = frozenset(match.period for match in periods if match.period)
        numbers = [
            n for n in find_numbers(self._plain) if not any(m.start <= n.start < m.end for m in periods)
        ]
        self._read = dict(self._readings(read_figures))
        zeros = [
            NumberMatch(start, start + len(said[0][0].printed), said[0][0].printed, said[0][0].value)
            for start, said in self._read.items()
            if not said[0][0].printed[:1].isdigit() and said[0][0].value == 0
        ]
        self._numbers = sorted([*numbers, *zeros], key=lambda n: n.start)

    @property
    def places(self) -> list[tuple[int, Place]]:
        """Places that the sentence names, with their positions."""
        return [(named.start, named.place) for named in self._named]

    def run(self) -> Checked:
        checked = Checked()
        held = [*self._evidence, *self._memory.evidence]
        for working in self._sentence.workings:
            operands = operands_of(working, self._sentence.text, held)
            if operands is None:
                return Checked("phép tính không đúng hoặc không lấy từ số liệu của nguồn")
            checked.operands += operands
        late = []
        for number in self._numbers:
            if number.part is Part.BASE:
                continue  # "/10.000 dân" belongs to the unit of the number before it
            if number.start not in self._read or self._names_rate(number):
                if not self._printed_so(number):
                    return Checked(f"số {number.printed} không có trong nguồn được dẫn")
            elif found := self._figure(number):
                checked.placed.append(Placed(found, number.start, number.end))
            else:
                late.append(number)
        for number in late:
            if not self._derive(number, checked):
                return Checked(self._why(number))
        borne = [placed.evidence for placed in checked.placed]
        if borne and (strange := strange_populations(self._plain, borne)):
            return Checked(f"nguồn được dẫn không nói đến {', '.join(sorted(strange))}")
        return checked

    def _names_rate(self, number: NumberMatch) -> bool:
        """The 1 of "tỷ số chết mẹ: 1/100.000", the 10,000 of "Tỷ lệ mắc/10,000 dân"; "1,2/100.000" is a value."""
        lead = self._plain[: number.start]
        if lead.endswith("/") and not lead[-2:-1].isdigit():
            return self._printed_so(number)
        following = next((n for n in self._numbers if n.start > number.start), None)
        based = following is not None and following.part is Part.BASE and number.value == 1
        return based and self._plain[number.end :].startswith("/") and self._printed_so(number)

    def _readings(self, read: FigureReader) -> Iterator[tuple[int, list[tuple[Figure, Report]]]]:
        """Figures of the sentence by position, as each cited report would mean them."""
        found: dict[int, list[tuple[Figure, Report]]] = {}
        for report in dict.fromkeys(source.report for source in self._cited):
            for figure in read(self._plain, report):
                at = self._plain.find(figure.quote) + figure.start
                found.setdefault(at, []).append((figure, report))
        yield from found.items()

    def _stated(self, number: NumberMatch, said: Figure) -> Stated:
        positions = [
            (n.start, n.end) for n in self._numbers if n.start in self._read and not self._names_rate(n)
        ]
        place = place_at(self._named, self._plain, positions, number.start) or self._memory.place
        of_plan = said.role is Role.PLAN
        period = period_at(self._plain, (number.start, number.end), positions, of_plan)
        return Stated(said, number.start, number.end, place, period, *self._clause(number), self._spoken)

    def _clause(self, number: NumberMatch) -> tuple[str, str]:
        """The words round a number, from the one before it to the next mark, and those of them before it."""
        floor = max(
            (n.end for n in self._numbers if n.end <= number.start and n.start in self._read), default=0
        )
        behind = _PAUSE.search(self._plain, number.end)
        end = behind.start() if behind else len(self._plain)
        return self._plain[floor:end], self._plain[floor : number.start]

    def _figure(self, number: NumberMatch) -> Evidence | None:
        """The figure of a cited source that a number states; None when there is none."""
        for said, report in self._read[number.start]:
            stated = self._stated(number, said)
            if self._several_places and stated.place is None:
                continue
            for evidence in self._evidence:
                if (
                    evidence.report == report
                    and not objection(stated, evidence)
                    and self._named_so(stated, evidence)
                ):
                    return evidence
        return None

    def _named_so(self, stated: Stated, evidence: Evidence) -> bool:
        if self._several_periods and not self._period_clear(stated, evidence):
            return False
        figure = evidence.figure
        known = (figure.report, figure.group) in self._memory.groups
        if not known and left_out(f"{figure.indicator} › {figure.column}", self._plain):
            return False
        said = said_of(stated, self._plain, self._folded, self._memory.words, alone=len(self._read) == 1)
        rivals = [rival for rival in self._every if _rival(rival, evidence)]
        return speaks_of(said, evidence, rivals, self._memory.groups)

    def _period_clear(self, stated: Stated, evidence: Evidence) -> bool:
        """Where sources of several periods are at hand, the sentence names its own, or goes on in the one before."""
        if stated.named_period is not None or evidence.figure.role is not Role.RESULT:
            return True
        return any(e.report == evidence.report for e in self._memory.evidence)

    def _printed_so(self, number: NumberMatch) -> bool:
        """A number that is no figure (an age, a document, a name): printed by a cited source beside the same word."""
        wanted, bound = _neighbours(self._plain, number), _bound(self._plain, number)
        for source in self._cited:
            names = (f.name for f in source.figures)
            text = with_digits(" ; ".join((source.text, *source.section, source.report.title, *names)))
            for other in find_numbers(text):
                same = (
                    other.printed == number.printed if number.value is None else other.value == number.value
                )
                if same and wanted & _neighbours(text, other) and bound == _bound(text, other):
                    return True
        return False

    def _derive(self, number: NumberMatch, checked: Checked) -> bool:
        before, after = _AROUND
        around = self._folded[max(0, number.start - before) : number.end + after]
        stated = [placed.evidence for placed in checked.placed]
        for pool in (stated + checked.operands, [*stated, *checked.operands, *self._memory.evidence]):
            for said, _ in self._read[number.start]:
                derived = derive(said, around, list(dict.fromkeys(pool)))
                scale = scale_of(self._plain[number.end :])
                if derived is None or not all(scaled(e.figure, scale) for e in derived.operands):
                    continue
                shown = any(
                    {abs(e.figure.value) for e in derived.operands} <= {abs(n) for n in working.numbers}
                    for working in self._sentence.workings
                )
                checked.operands += derived.operands
                checked.workings += [] if shown else [derived.working]
                return True
        return False

    def _why(self, number: NumberMatch) -> str:
        said, _ = self._read[number.start][0]
        stated = self._stated(number, said)
        if self._several_places and stated.place is None:
            return f"số {number.printed} chưa nói rõ của địa phương nào"
        return nearest_objection(stated, self._evidence)


def _rival(one: Evidence, other: Evidence) -> bool:
    """Figures of another value that might be meant instead: same role, place and sort of thing counted."""
    a, b = one.figure, other.figure
    sorts = {_sort(a), _sort(b)} - {""}
    same_kind = a.role is b.role and _kind(a) is _kind(b) and len(sorts) <= 1
    return a.value != b.value and same_kind and one.place == other.place


def _kind(figure: Figure) -> UnitKind:
    unit = unit_named(figure.unit) if figure.unit else None
    return unit.kind if unit else UnitKind.COUNT


def _sort(figure: Figure) -> str:
    """Districts are never meant where cases are counted; '' where the source names no unit."""
    unit = unit_named(figure.unit) if figure.unit else None
    if unit is None or unit.kind is not UnitKind.COUNT:
        return ""
    return "người" if unit.canonical in people() else unit.canonical


def _bound(text: str, number: NumberMatch) -> str:
    """'tren' of "trên 25 tuổi", 'duoi' of "dưới 25 tuổi" and "< 25 tuổi"."""
    word = _BOUND.search(fold(text[max(0, number.start - 10) : number.start]))
    return _BOUNDS[word[1]] if word else ""


def _neighbours(text: str, number: NumberMatch) -> set[str]:
    """The words on both sides of a number, each with its side."""
    after, before = _AFTER.match(text, number.end), _BEFORE.search(text[: number.start])
    found = {f"{fold(after[1])}>"} if after else set()
    return found | ({f"<{fold(before[1])}"} if before else set())
