"""An answer in the making from checked sentences: direct answer first, marks counted in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Answer, PartialAnswer
from assistant.citation import Citation
from assistant.guard.evidence import numbers_of
from assistant.guard.guard import Verdict
from assistant.guard.sentence import MARK, find_workings
from assistant.questions.question import ASKED
from assistant.writing.context import measured, statements, uncited, unsaid
from ingest.vietnamese.text import fold
from vectorstore.records import Figure

_CLOSED = re.compile(r"[.!?…:;]$")


class Composition:
    """Verdicts by the place of their sentence. What the extractive answer states must be stated, and first."""

    def __init__(self, extracted: Answer) -> None:
        self._extracted = extracted
        self._wanted = list(dict.fromkeys(extracted.figures))
        first = extracted.text.split("\n")[0]
        led = [f for f in self._wanted if abs(f.value) in measured(first) or f.printed in first.split()]
        self._first = led or self._wanted[:1]
        # "Một số bệnh tăng, như: …" above its figures: the answer is the words of the first source.
        self._in_words = not led and not measured(first)
        # "Có 2 văn bản nhắc tới: …" is said of the archive, by no source: it stays as it is.
        self._lead = first if not self._wanted and not MARK.search(first) else ""
        # What the extractive answer works out is the answer: "46 − 24 = 22 ca".
        direct = next(iter(statements(extracted.text)), "")
        self._worked_out = {abs(w.result) for w in find_workings(direct) if w.result is not None}
        if (
            len(ASKED.findall(fold(extracted.question))) > 1
        ):  # "quản lý bao nhiêu, tăng mấy %?": both must be said
            self._worked_out |= measured(first) & frozenset(
                n for c in extracted.citations for n in measured(c.quote)
            )
        self._held: dict[int, Verdict] = {}

    def put(self, position: int, verdict: Verdict) -> None:
        self._held[position] = verdict

    @property
    def complete(self) -> bool:
        """Whether all figures of the extractive answer are stated; of one in words, its first source cited."""
        if not self._held:
            return False
        if self._wanted:
            stated = self._figures()
            said = frozenset[Decimal]().union(*(numbers_of(v.text) for v in self._held.values()))
            every = all(any(_same(f, wanted) for f in stated) for wanted in self._wanted)
            return every and self._worked_out <= said and (not self._in_words or self._first_cited())
        return self._first_cited()

    def _first_cited(self) -> bool:
        """Whether a sentence rests on the first source of the extractive answer."""
        first = self._extracted.citations[:1]
        cited = {
            (c.report.key, part)
            for v in self._held.values()
            for c in v.citations
            for part in c.quote.split("\n")
        }
        return not first or any(
            key == first[0].report.key and (part in first[0].quote or first[0].quote in part)
            for key, part in cited
        )

    def partial(self, resolved: str) -> PartialAnswer | None:
        """What may be shown so far; None before the direct answer stands."""
        direct, rest = self._ordered()
        if not self._held or (self._wanted and not direct):
            return None
        text, citations = self._led(*_written(direct, rest))
        return PartialAnswer(text, citations, resolved)

    def answer(self, notice: str = "", with_context: bool = True) -> Answer:
        """The answer; what the extractive one says besides stands below it: its figures, or its words."""
        text, citations = _written(*self._ordered())
        if with_context:
            besides = unsaid(self._extracted, text) if self._wanted else uncited(self._extracted, citations)
            text, citations = _with_context(text, citations, besides, self._extracted.text.split("\n")[0])
            text, citations = self._led(text, citations)
        figures = tuple(dict.fromkeys(self._figures()))
        extracted = self._extracted
        return Answer(
            extracted.question, text, citations, figures, mode="model",
            alternatives=extracted.alternatives, resolved=extracted.resolved, notice=notice,
            table=extracted.table,
        )  # fmt: skip

    def _led(self, text: str, citations: tuple[Citation, ...]) -> tuple[str, tuple[Citation, ...]]:
        return (f"{self._lead}\n{text}" if self._lead else text), citations

    def _ordered(self) -> tuple[list[Verdict], list[Verdict]]:
        """The sentences with the direct answer, and the others, each in the order written."""
        verdicts = [self._held[position] for position in sorted(self._held)]
        direct = [verdict for verdict in verdicts if self._direct(verdict)]
        return direct, [verdict for verdict in verdicts if verdict not in direct]

    def _direct(self, verdict: Verdict) -> bool:
        if self._in_words:
            return self._extracted.citations[:1] == verdict.citations[:1]
        if self._worked_out & numbers_of(verdict.text):
            return True
        return any(_same(f, wanted) for f in verdict.figures for wanted in self._first)

    def _figures(self) -> list[Figure]:
        return [figure for verdict in self._held.values() for figure in verdict.figures]


def _same(one: Figure, other: Figure) -> bool:
    """The same value of the same thing, also where the report prints it twice."""
    return _identity(one) == _identity(other)


def _identity(figure: Figure) -> tuple[object, ...]:
    return figure.report, figure.value, figure.unit, figure.role, figure.period, figure.place


def _with_context(
    text: str, citations: tuple[Citation, ...], besides: Sequence[tuple[str, tuple[Citation, ...]]], led: str
) -> tuple[str, tuple[Citation, ...]]:
    """The answer with what the extractive one says besides, their marks counted on: on its first line what stands

    on that one's (`led`: "kết quả: 14.206 lượt" beside the rise that was asked for too), the rest below.
    """
    every = list(citations)
    first, *lines = text.split("\n")
    for statement, cited in besides:
        every += [c for c in cited if c not in every]
        marks = "".join(f"[{every.index(c) + 1}]" for c in cited)
        if statement[1:] in led:
            closing = "" if _CLOSED.search(statement) else "."
            first = f"{first} {statement} {marks}".rstrip() + closing
        else:
            lines.append(f"{statement} {marks}".rstrip())
    return "\n".join([first, *lines]), tuple(every)


def _written(direct: Sequence[Verdict], rest: Sequence[Verdict]) -> tuple[str, tuple[Citation, ...]]:
    """The direct answer on the first line, then one sentence a line, each with its marks."""
    citations: list[Citation] = []
    lines = []
    for verdict in (*direct, *rest):
        citations += [c for c in verdict.citations if c not in citations]
        marks = "".join(f"[{citations.index(c) + 1}]" for c in verdict.citations)
        closing = "" if _CLOSED.search(verdict.text) else "."
        lines.append(f"{verdict.text[:1].upper()}{verdict.text[1:]} {marks}{closing}")
    first = [" ".join(lines[: len(direct)])] if direct else []
    return "\n".join([*first, *lines[len(direct) :]]), tuple(citations)
