"""Sentences from patterns: values with their marks, the pattern chosen by what is said, not by chance."""

from __future__ import annotations

import re
import zlib
from collections import Counter

from assistant.citation import Citation
from assistant.drafting.facts import Said
from assistant.drafting.summary import Note, Notes, Sentence
from assistant.drafting.words import (
    is_rate,
    lower_first,
    period_words,
    place_words,
    remark,
    rules,
    upper_first,
    value_words,
    verb,
    working_words,
)
from assistant.table import Cell
from vectorstore.records import Role

_FIELD = re.compile(r"\{(\w+)\}")
WORKED = "số tính"


class Phrases:
    """Makes sentences and numbers their notes."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._used: Counter[str] = Counter()

    def sentence(self, kind: str, **words: str) -> Sentence:
        """A sentence of a kind ("plan.share"), by the patterns that say most of what is known."""
        part, name = kind.split(".")
        known = {key for key, value in words.items() if value}
        known |= {key.capitalize() for key in known & {"label", "period"}}
        patterns = [
            (len(fields), pattern)
            for pattern in rules()[part][name]
            if (fields := set(_FIELD.findall(pattern))) <= known
        ]
        fullest = max(count for count, _ in patterns)
        choice = [pattern for count, pattern in patterns if count == fullest]
        seed = zlib.crc32("|".join((kind, words.get("label", ""), words.get("place", ""))).encode())
        pattern = choice[(seed + self._used[kind]) % len(choice)]
        self._used[kind] += 1
        filled = _FIELD.sub(lambda found: _field(found[1], words), pattern)
        return Sentence(upper_first(" ".join(filled.split())) + ".")

    def value(self, cell: Cell) -> str:
        """'45,2% [1]', with what must be said of it in brackets."""
        return f"{self.bare(cell)}{remark(cell.note)}"

    def bare(self, cell: Cell) -> str:
        """The value and its mark."""
        assert cell.citation is not None
        return f"{value_words(cell)} {self._notes.mark(Note(cell.citation))}"

    def worked(self, cell: Cell, *operands: Cell | None) -> str:
        """'12,7 điểm % (số tính) [3]': a worked-out value, its working in the note."""
        sources: tuple[Citation, ...] = tuple(
            dict.fromkeys(one.citation for one in operands if one is not None and one.citation is not None)
        )
        note = Note(working=working_words(cell), rests_on=sources)
        return f"{value_words(cell)} ({WORKED}) {self._notes.mark(note)}"

    def scoped(self, said: Said) -> dict[str, str]:
        """What every sentence of one indicator, place and period may name."""
        cell = said.result or said.get(Role.PLAN) or said.get(Role.PRIOR)
        unit = cell.unit if cell else ""
        return {
            "label": said.label,
            "place": place_words(said.place),
            "period": period_words(said.period),
            "verb": verb(said.label, unit),
        }


def relation(value: Cell, unit: str) -> str:
    """'cao hơn' or 'thấp hơn' of rates, 'nhiều hơn' or 'ít hơn' of counts."""
    assert value.value is not None
    high, low = ("cao hơn", "thấp hơn") if is_rate(unit) else ("nhiều hơn", "ít hơn")
    return high if value.value > 0 else low


def _field(name: str, words: dict[str, str]) -> str:
    if name[0].isupper():
        return upper_first(words[name.lower()])
    return lower_first(words[name]) if name == "label" else words[name]
