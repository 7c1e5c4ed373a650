"""The language model's answer: from the sources of an extractive answer, checked sentence by sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, PartialAnswer
from assistant.guard.evidence import FigureReader
from assistant.guard.guard import Guard, Verdict
from assistant.sources import Source, SourceShelf, as_data, harmless
from assistant.writing.composition import Composition
from assistant.writing.failures import DROPPED, Failure, ModelError, notice
from assistant.writing.output import Sentences, is_foreign, tidy
from assistant.writing.prompts import Task, prompt
from assistant.writing.speech import Speech
from ingest.vietnamese.text import fold
from vectorstore.archive import Archive

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

    from assistant.conversation import Turn

_TURNS = 4  # of the conversation that the model is shown
_TURN_LENGTH = 600  # characters of each
_MOST_REPAIRED = 6  # sentences that the model is asked to mend
_NONE_BEFORE = "(chưa có)"
_TASKS = (
    (Task.DRAFT, re.compile(r"\b(?:soan|viet|du thao)\s+(?:\S+\s+){0,3}(?:doan|van|cau|bao cao|phan)\b")),
    (Task.SUMMARISE, re.compile(r"\btom tat\b|\btong hop\b|\bneu khai quat\b|\bdiem chinh\b")),
    (Task.COMPARE, re.compile(r"\bso sanh\b|\bdoi chieu\b|\bchenh(?: lech)?\b")),
)
_REPAIRED = re.compile(r"^\W*(?:câu\s*)?(\d{1,2})\s*[:.)]\s*(.+)$", re.MULTILINE | re.IGNORECASE)
_DROP = re.compile(r"^\W*(?:BỎ|bỏ câu|bỏ)\W*$", re.IGNORECASE)


class Writer:
    """Words extractive answers with a chat model. Safe to use from several threads, as far as the model is."""

    def __init__(
        self, archive: Archive, model: BaseChatModel, read_figures: FigureReader, time_limit: float = 60.0
    ) -> None:
        self._shelf = SourceShelf(archive)
        self._model = model
        self._read_figures = read_figures
        self._time_limit = time_limit

    def stream(
        self, extracted: Answer, history: Sequence[Turn] = (), config: RunnableConfig | None = None
    ) -> Iterator[PartialAnswer | Answer]:
        """Checked parts of the worded answer, then the answer; where the model fails, the extractive one with a notice.

        A refusal stays as it is: where the archive has no source, the model is not asked.
        """
        if extracted.refused or not extracted.citations:
            yield extracted
            return
        ends = time.monotonic() + self._time_limit
        sources = self._shelf.sources(extracted)
        job = _Job(self, extracted, sources, ends, config)
        try:
            yield from job.written(history)
        except ModelError as error:
            yield replace(extracted, notice=notice(error.failure))

    def speech(
        self, messages: Sequence[tuple[str, str]], ends: float, config: RunnableConfig | None
    ) -> Speech:
        return Speech(self._model, messages, ends - time.monotonic(), config)

    def guard(self, sources: Sequence[Source], question: str) -> Guard:
        return Guard(sources, self._read_figures, question)

    def standalone(self, question: str, history: Sequence[Turn], config: RunnableConfig | None = None) -> str:
        """A follow-up as a question of its own, in the model's words; '' when it gives none."""
        messages = prompt(Task.CONDENSE).filled(
            question=harmless(question), conversation=conversation(history)
        )
        try:
            said = "".join(self.speech(messages, time.monotonic() + self._time_limit, config))
        except ModelError:
            return ""
        lines = [line.strip() for line in tidy(said).splitlines() if line.strip()]
        return lines[0].strip('“”" ') if len(lines) == 1 else ""


class _Job:
    """One answer being written."""

    def __init__(
        self,
        writer: Writer,
        extracted: Answer,
        sources: Sequence[Source],
        ends: float,
        config: RunnableConfig | None,
    ) -> None:
        self._writer, self._extracted, self._sources = writer, extracted, sources
        self._ends, self._config = ends, config
        self._question = extracted.resolved or extracted.question
        self._guard = writer.guard(sources, self._question)
        self._composition = Composition(extracted)
        self._faults: dict[int, Verdict] = {}
        self._said: list[str] = []

    def written(self, history: Sequence[Turn]) -> Iterator[PartialAnswer | Answer]:
        messages = prompt(task_of(self._question)).filled(
            question=harmless(self._question),
            conversation=conversation(history),
            sources=as_data(self._sources),
        )
        sentences = Sentences()
        for piece in self._writer.speech(messages, self._ends, self._config):
            if self._check(sentences.feed(piece)):
                yield from self._shown()
        if self._check(sentences.close()):
            yield from self._shown()
        if not self._said:
            raise ModelError(Failure.EMPTY)
        if is_foreign(" ".join(self._said)):
            raise ModelError(Failure.LANGUAGE)
        dropped = self._repaired() if self._faults else False
        if not self._composition.complete:
            raise ModelError(Failure.UNSUPPORTED if self._faults else Failure.OFF)
        task = task_of(
            self._question
        )  # a paragraph for a report stands by itself, and a summary in words is whole
        with_context = task is not Task.DRAFT and (
            task is not Task.SUMMARISE or bool(self._extracted.figures)
        )
        yield self._composition.answer(DROPPED if dropped else "", with_context)

    def _check(self, sentences: Sequence[str]) -> bool:
        """Check sentences as they come; True when one of them may be shown."""
        good = False
        for sentence in sentences:
            position = len(self._said)
            self._said.append(sentence)
            verdict = self._guard.check(sentence)
            if verdict.holds:
                self._guard.take(verdict)
                self._composition.put(position, verdict)
                good = True
            else:
                self._faults[position] = verdict
        return good

    def _shown(self) -> Iterator[PartialAnswer]:
        partial = self._composition.partial(self._extracted.resolved)
        if partial is not None:
            yield partial

    def _repaired(self) -> bool:
        """Ask once for the sentences that failed; True when some are left out for good."""
        asked = dict(list(self._faults.items())[:_MOST_REPAIRED])
        numbered = list(enumerate(asked.items(), start=1))
        faults = "\n".join(
            f"{number}: {harmless(self._said[position])[:400]}\n   Lý do: {harmless(verdict.fault)}"
            for number, (position, verdict) in numbered
        )
        messages = prompt(Task.REPAIR).filled(
            question=harmless(self._question), sources=as_data(self._sources), faults=faults
        )
        try:
            said = "".join(self._writer.speech(messages, self._ends, self._config))
        except ModelError:
            return True  # what holds may still be shown
        mended = {int(m[1]): m[2].strip() for m in _REPAIRED.finditer(tidy(said))}
        left_out = len(self._faults) > len(asked)
        for number, (position, _) in numbered:
            text = mended.get(number, "")
            verdict = self._guard.check(text) if text and not _DROP.match(text) else None
            if verdict is not None and verdict.holds:
                self._guard.take(verdict)
                self._composition.put(position, verdict)
            else:
                left_out = True
        return left_out


def task_of(question: str) -> Task:
    """Which prompt a question asks for, by its words."""
    folded = fold(question)
    return next((task for task, pattern in _TASKS if pattern.search(folded)), Task.ANSWER)


def conversation(history: Sequence[Turn]) -> str:
    """The last turns as the model is shown them."""
    lines = []
    for turn in history[-_TURNS:]:
        lines.append(f"Hỏi: {_cut(turn.question)}")
        if turn.answer:
            lines.append(f"Đáp: {_cut(turn.answer)}")
    return "\n".join(lines) or _NONE_BEFORE


def _cut(text: str) -> str:
    flat = " ".join(harmless(text).split())
    return flat if len(flat) <= _TURN_LENGTH else flat[:_TURN_LENGTH].rsplit(" ", 1)[0] + " …"
