"""The guard: one sentence of a language model against the sources that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from assistant.citation import Citation
from assistant.guard.claims import false_claim
from assistant.guard.evidence import FigureReader, evidence_of, numbers_of, shown_numbers
from assistant.guard.grounding import all_words, copied_from, misquoted, nearest_sentence, ungrounded
from assistant.guard.memory import Memory
from assistant.guard.notation import hidden_number
from assistant.guard.numbers import Checked, NumberCheck
from assistant.guard.quantities import Statement, prove
from assistant.guard.scope import named_places, unknown_period, unknown_place
from assistant.guard.sentence import Sentence, read_sentence
from assistant.questions.topic import terms_of
from assistant.sources import Source
from vectorstore.records import Figure

LONGEST_SENTENCE = 900  # characters
_COMBINED = 4  # sources that one sentence may be found to rest on, where it cites wrongly


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of a sentence; where it holds, the sentence as to be shown and what it rests on."""

    text: str  # without marks and closing stop; workings added
    fault: str = ""  # what is wrong, in Vietnamese; '' when it holds
    citations: tuple[Citation, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[int, ...] = ()
    memory: Memory | None = None  # to go on with when the sentence is taken

    @property
    def holds(self) -> bool:
        return not self.fault


@dataclass
class Guard:
    """Checks sentences in the order of an answer; `take` what is shown, so that later ones may lean on it."""

    sources: Sequence[Source]
    read_figures: FigureReader
    question: str
    memory: Memory = field(default_factory=Memory)

    def check(self, text: str) -> Verdict:
        """Whether a sentence holds: as it cites, else by sources that it should have cited."""
        sentence = read_sentence(text)
        if sentence.malformed:
            return Verdict(sentence.text, "dấu dẫn nguồn viết sai, phải là [số]")
        if len(sentence.text) > LONGEST_SENTENCE:
            return Verdict(sentence.text[:LONGEST_SENTENCE], "câu quá dài")
        by_number = {source.number: source for source in self.sources}
        unknown = [number for number in sentence.cited if number not in by_number]
        if unknown:
            first = Verdict(sentence.text, f"không có nguồn [{unknown[0]}]")
        elif sentence.cited:
            first = self._against(sentence, [by_number[number] for number in sentence.cited])
        else:
            first = Verdict(sentence.text, "câu không dẫn nguồn")
        if first.holds:
            return first
        for sources in self._others(sentence):
            verdict = self._against(sentence, sources)
            if verdict.holds:
                return verdict
        return first

    def take(self, verdict: Verdict) -> None:
        """Remember a sentence that is shown."""
        if verdict.memory is not None:
            self.memory = verdict.memory

    def _others(self, sentence: Sentence) -> Iterator[list[Source]]:
        """Sources that may hold a sentence's numbers: one by one, then the fewest that hold them all."""
        wanted = numbers_of(sentence.plain)
        holding = [source for source in self.sources if not wanted or wanted & numbers_of(source.text)]
        yield from ([source] for source in holding)
        chosen: list[Source] = []
        for number in sorted(wanted):
            if not any(number in numbers_of(source.text) for source in chosen):
                chosen += [source for source in holding if number in numbers_of(source.text)][:1]
        if 1 < len(chosen) <= _COMBINED:
            yield sorted(chosen, key=lambda source: source.number)

    def _against(self, sentence: Sentence, sources: Sequence[Source]) -> Verdict:
        text = sentence.text
        copied = next((quote for source in sources if (quote := copied_from(text, source))), "")
        if copied and not sentence.workings:
            return self._copied(text, copied, sources)
        fault = self._scope_fault(sentence, sources)
        if fault:
            return Verdict(text, fault)
        check = NumberCheck(sentence, sources, self.sources, self.read_figures, self.memory)
        checked = check.run()
        if checked.fault:
            return Verdict(text, checked.fault)
        known = [*self.memory.evidence, *(p.evidence for p in checked.placed), *evidence_of(sources)]
        claim = false_claim(sentence.plain, checked.placed, check.places, known, sources)
        if claim:
            return Verdict(text, f"“{claim}” không đúng với số liệu trong nguồn")
        fault = self._quantity_fault(sentence, sources, check, checked)
        fault = fault or ungrounded(text, sources, self.question)
        if fault:
            return Verdict(text, fault)
        return self._holding(_with_workings(text, checked), sentence, sources, checked)

    def _quantity_fault(
        self, sentence: Sentence, sources: Sequence[Source], check: NumberCheck, checked: Checked
    ) -> str:
        """Objection to a quantity in words; '' when there is none. What it was worked out from joins the operands."""
        spoken = [*(p.evidence for p in checked.placed), *checked.operands, *self.memory.evidence]
        groups = {(e.figure.report, e.figure.group) for e in spoken}
        beside = [e for e in evidence_of(sources) if (e.figure.report, e.figure.group) in groups]
        statement = Statement(
            sentence.plain,
            checked.placed,
            check.places,
            [*spoken, *beside],
            sources,
            self.sources,
            self.question,
        )
        proof = prove(statement)
        for derived in proof.derived:
            checked.operands += derived.operands
            checked.workings.append(derived.working)
        return (
            f"“{proof.unproven}” không có trong nguồn, cũng không tính được từ số liệu"
            if proof.unproven
            else ""
        )

    def _scope_fault(self, sentence: Sentence, sources: Sequence[Source]) -> str:
        words = misquoted(sentence.text, sources)
        if words:
            return f"“{words}” không có nguyên văn trong nguồn"
        shown = [*(all_words(source) for source in sources), self.question]
        if number := hidden_number(sentence.text, shown):
            return f"“{number}” không viết bằng chữ số thường"
        return unknown_period(sentence.plain, sources) or unknown_place(sentence.plain, sources)

    def _copied(self, text: str, quote: str, sources: Sequence[Source]) -> Verdict:
        """A sentence of a source, word for word: its figures are those of the source."""
        source = next(s for s in sources if quote in s.text)
        evidence = tuple(
            e for e in evidence_of([source]) if e.figure.quote in quote or quote in e.figure.quote
        )
        memory = Memory(source.report.place, terms_of(text), evidence or self.memory.evidence)
        figures = tuple(e.figure for e in evidence if e.figure.printed in text)
        return Verdict(text, "", (source.cited(quote),), figures, (source.number,), memory)

    def _holding(self, text: str, sentence: Sentence, sources: Sequence[Source], checked: Checked) -> Verdict:
        evidence = tuple(dict.fromkeys(chain((p.evidence for p in checked.placed), checked.operands)))
        citations: list[Citation] = []
        for source in sources:
            quotes = dict.fromkeys(e.figure.quote for e in evidence if e.source is source)
            if (
                not quotes
                and evidence
                and len(sources) > 1
                and not (numbers_of(sentence.plain) & shown_numbers(source))
            ):
                continue  # cited besides, and nothing of the sentence rests on it
            citations += [source.cited(quote) for quote in _quotes(text, source, list(quotes))]
        places = named_places(sentence.plain, sources)
        memory = Memory(
            places[-1].place if places else self.memory.place,
            terms_of(sentence.plain),
            evidence or self.memory.evidence,
        )
        return Verdict(
            text, "", tuple(dict.fromkeys(citations)), tuple(e.figure for e in evidence),
            tuple(source.number for source in sources), memory,
        )  # fmt: skip


def _quotes(text: str, source: Source, quotes: list[str]) -> list[str]:
    """The words of a source to be quoted: those of its figures, else the nearest sentence; all of it where a number

    of the text stands elsewhere in it.
    """
    found = quotes or [nearest_sentence(text, source)]
    wanted = numbers_of(text) & numbers_of(source.text)
    held = frozenset(number for quote in found for number in numbers_of(quote))
    return found if wanted <= held else [source.text]


def _with_workings(text: str, checked: Checked) -> str:
    """The sentence with the working of every derived number that it gives without one."""
    missing = [working for working in checked.workings if working]
    return f"{text} (tính từ nguồn: {'; '.join(missing)})" if missing else text
