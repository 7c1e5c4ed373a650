"""Asking the gold questions of an assistant, and summing up how it did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.conversation import Turn
from assistant.evaluation.gold import Gold
from assistant.evaluation.scoring import Row, judge

QUESTIONS, VARIANTS = "questions", "variants"  # names of the two groups over all types


@dataclass(frozen=True, slots=True)
class Judged:
    """One question or variant, asked and judged."""

    gold: Gold
    wording: str
    answer: Answer
    row: Row

    @property
    def is_variant(self) -> bool:
        return self.row.id != self.gold.id


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages over a group of answers; None where nothing in the group is to be cited."""

    count: int
    right: float
    cited: float | None
    first: float | None
    section: float | None


def ask_all(
    assistant: Assistant, questions: Iterable[Gold], step: Callable[[], None] = lambda: None
) -> list[Judged]:
    """Ask every question and variant, in order; `step` is called after each."""
    asked = []
    for gold in questions:
        for identifier, wording in gold.asked():
            answer = assistant.ask(wording, history=[Turn(question) for question in gold.history])
            asked.append(Judged(gold, wording, answer, judge(gold, identifier, answer)))
            step()
    return asked


def by_group(asked: Iterable[Judged]) -> dict[str, Shares]:
    """Shares by type in the order of the alphabet, then over all variants and all questions."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for one in asked:
        groups[one.row.type].append(one.row)
        groups[VARIANTS if one.is_variant else QUESTIONS].append(one.row)
    last = {QUESTIONS: 2, VARIANTS: 1}
    return {
        name: _shares(groups[name]) for name in sorted(groups, key=lambda name: (last.get(name, 0), name))
    }


def misses(asked: Iterable[Judged]) -> list[Judged]:
    """Answers that are wrong, or right without a supporting citation."""
    return [one for one in asked if not one.row.right or one.row.cited is False]


def as_json(shares: Mapping[str, Shares]) -> dict[str, object]:
    """As the scorer of the questions prints it."""
    return {
        name: {"n": s.count, "right": s.right, "cited": s.cited, "first": s.first, "section": s.section}
        for name, s in shares.items()
    }


def _shares(rows: Sequence[Row]) -> Shares:
    return Shares(
        len(rows),
        _share([row.right for row in rows]) or 0.0,
        *(_share([getattr(row, name) for row in rows]) for name in ("cited", "first", "section")),
    )


def _share(values: Sequence[bool | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(100 * sum(known) / len(known), 1) if known else None
