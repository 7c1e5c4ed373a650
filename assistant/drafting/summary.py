"""A drafted summary as a record: paragraphs of sentences whose marks [n] count its notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.citation import Citation

MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark leads to: words of a source, or the working of a number together with its sources."""

    citation: Citation | None = None
    working: str = ""  # "45,2 − 33,9 = 11,3"; "" for a note that quotes
    rests_on: tuple[Citation, ...] = ()  # sources of a working's operands

    @property
    def citations(self) -> tuple[Citation, ...]:
        return (self.citation,) if self.citation else self.rests_on


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str  # with marks, closing stop included: "… đạt 45,2% [1]."
    faults: tuple[str, ...] = ()  # what a person should look at, in Vietnamese; () when all numbers are cited

    @property
    def marks(self) -> tuple[int, ...]:
        return tuple(int(number) for number in MARK.findall(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]
    heading: str = ""  # of the part that begins here: "1. Kết quả thực hiện"; "" where one goes on

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Summary:
    """Complete without a language model (`mode` "patterns"); worded by one where `mode` is "model"."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]  # mark [n] is notes[n - 1]
    mode: str = "patterns"
    notice: str = ""  # one sentence for the reader on how it was made; "" where nothing is to be said

    @property
    def faults(self) -> tuple[str, ...]:
        """Everything that a person should look at before the text is sent."""
        return tuple(f for p in self.paragraphs for s in p.sentences for f in s.faults)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources, each once."""
        return tuple(dict.fromkeys(c for note in self.notes for c in note.citations))


class Notes:
    """Notes numbered as they are first marked."""

    def __init__(self) -> None:
        self._numbers: dict[Note, int] = {}

    def mark(self, note: Note) -> str:
        """'[3]'."""
        return f"[{self._numbers.setdefault(note, len(self._numbers) + 1)}]"

    def all(self) -> tuple[Note, ...]:
        return tuple(self._numbers)
