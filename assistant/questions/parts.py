"""A question for several things taken apart: "bao nhiêu người nhiễm, bao nhiêu người điều trị, mấy trẻ em"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.questions.cues import generic_terms
from assistant.questions.question import ASKED, Question, compares_things
from assistant.questions.topic import TopicTerm
from ingest.vietnamese.abbreviations import expand
from ingest.vietnamese.documents import document_spans
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import implied_unit, unit_in_words

_BETWEEN = re.compile(r"[,;:]|/(?!\d)|\s–\s|\s-\s|\b(?:va|voi|con|cung|trong do|va ca)\b|(?<=\s)\+(?=\s)")


def parts_of(question: Question) -> list[Question]:
    """The question for each thing asked, in order; the question itself when it asks for one.

    What the first part says is the background of the others: an elided head stands there.
    """
    groups = _by_question_words(question, _groups(question)) if question.asked > 1 else _groups(question)
    groups = [group for group in groups if any(_says_something(t) for t in group)]
    if len(groups) > 2 and compares_things(question.text):
        groups = [
            group + groups[-1] for group in groups[:-1]
        ]  # "Khoa A và khoa B, khoa nào đông bệnh nhân hơn?"
    if len(groups) < 2:
        return [question]
    bounds = [_begin(question, before, after) for before, after in pairwise(groups)] + [len(question.text)]
    parts: list[Question] = []
    on_a_base = question.unit is not None and question.unit.canonical.startswith("/")
    begin = 0
    for group, end in zip(groups, bounds, strict=True):
        words = question.text[begin:end]
        parts.append(
            replace(
                question,
                topic=group,
                populations=_populations(question, words),
                background=(groups[0] if begin else ()) + question.background,
                unit=question.unit
                if on_a_base
                else unit_in_words(words) or implied_unit(words) or question.unit,
            )
        )
        begin = end
    return parts


def _populations(question: Question, words: str) -> frozenset[str]:
    """Those that a part names itself, else those that no part has to itself."""
    own = question.populations & frozenset(match.code for match in find_populations(expand(words)))
    return own or (question.populations if len(question.populations) == 1 else frozenset())


def _by_question_words(
    question: Question, groups: list[tuple[TopicTerm, ...]]
) -> list[tuple[TopicTerm, ...]]:
    """Groups joined so that each holds one "bao nhiêu": what stands before the first belongs to it."""
    asked = [match.start() for match in ASKED.finditer(fold(question.text))]
    joined: list[tuple[TopicTerm, ...]] = []
    opened = False  # the last group has its question word
    bounds = [0, *(_begin(question, before, after) for before, after in pairwise(groups)), len(question.text)]
    for group, (begin, end) in zip(groups, pairwise(bounds), strict=True):
        holds = any(begin <= at < end for at in asked)
        if joined and not opened:
            joined[-1] += group
        else:
            joined.append(group)
            opened = False
        opened = opened or holds
    if joined and not opened and len(joined) > 1:
        joined[-2:] = [joined[-2] + joined[-1]]
    return joined


def _begin(question: Question, before: tuple[TopicTerm, ...], after: tuple[TopicTerm, ...]) -> int:
    """Where the words of a part begin: after the last separator, so that "bao nhiêu người" is of "mắc"."""
    start, end = max(t.start for t in before) + 1, min(t.start for t in after)
    return max((start + m.end() for m in _BETWEEN.finditer(_plain(question.text)[start:end])), default=end)


def _says_something(term: TopicTerm) -> bool:
    return term.kind == "concept" or term.text not in generic_terms()


def _groups(question: Question) -> list[tuple[TopicTerm, ...]]:
    """Topic terms parted where the text between two of them holds a separator."""
    folded = _plain(question.text)
    groups: list[list[TopicTerm]] = []
    last = 0
    for term in sorted(question.topic, key=lambda t: t.start):
        if not groups or _BETWEEN.search(folded[last : term.start]):
            groups.append([])
        groups[-1].append(term)
        last = term.start + 1
    return [tuple(group) for group in groups]


def _plain(text: str) -> str:
    """The folded text; the slashes of a document's number ('Quyết định 12/2024/QĐ-UBND') part nothing."""
    folded = fold(text)
    for start, end in (*document_spans(text), *document_spans(folded.upper())):
        folded = f"{folded[:start]}{'x' * (end - start)}{folded[end:]}"
    return folded
