"""Questions that take something for granted: does any source say it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.citation import Citation
from assistant.figures.candidate import Candidate
from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from assistant.questions.topic import Terms, TopicTerm, terms_of
from assistant.replies.claims import lower_is_better
from assistant.texts.line_score import ScoredLine, credit
from assistant.texts.lines import Line
from assistant.texts.text_rules import asks, quantity_words, rule, says, states
from assistant.texts.wanted import CAUSE
from assistant.wording import amount, change, name_words
from ingest.vietnamese.numbers import find_numbers
from ingest.vietnamese.text import fold
from vectorstore.records import Figure, Report, Role

_CONSIDERED = 30
_ABOUT = 0.45  # coverage from which a figure or line speaks of the question's topic
_NEARLY = 0.7  # and from which a share of a plan is
_SURELY = 0.8  # and from which a change is surely that of the question
_AS_GOOD = 0.03  # coverage closer than this is as good
_WHOLE = 100  # % of a plan
_DEATH = re.compile(r"tử vong|chết|thiệt mạng")
_NEAR_DEATH = 45  # characters between a number and the deaths that it counts


@dataclass(frozen=True, slots=True)
class Correction:
    """What the sources say instead: a sentence, empty when they say nothing, and where it stands."""

    text: str = ""
    sources: tuple[Citation, ...] = ()


def wrong_premise(
    question: Question, ranked: Sequence[Candidate], lines: Sequence[ScoredLine]
) -> Correction | None:
    """What is wrong with what the question asserts; None when all is well or nothing is asserted."""
    if "number" in question.cues:
        return None
    deaths = _asserted_deaths(question)
    if deaths:
        return _check_deaths(question, deaths, ranked, lines)
    if "cause" not in question.cues:
        return None
    return _check_numbers(question, ranked, lines) or _check_direction(question, ranked, lines)


def asks_why_missed(question: Question) -> bool:
    """'Vì sao … không đạt kế hoạch?'"""
    return "cause" in question.cues and asks("asks_missed_plan", question.text)


def share_of_plan(question: Question) -> Question:
    """The question for the share of the plan that a question says was missed."""
    topic = tuple(t for t in question.topic if t.text not in states() | {CAUSE})
    return replace(question, topic=topic, roles=frozenset({Role.ATTAINMENT}), cues=question.cues - {"cause"})


def reached_plan(ranked: Sequence[Candidate]) -> Correction | None:
    """What a source says where a plan was reached that a question says was missed; `ranked`: for `share_of_plan`."""
    shares = [c for c in ranked if c.figure.role is Role.ATTAINMENT and c.coverage >= _NEARLY]
    best = max((c.coverage for c in shares), default=0.0)
    shares = [c for c in shares if c.coverage >= best - _AS_GOOD]
    reached = [c for c in shares if c.figure.value >= _WHOLE and lower_is_better(c.figure.name) is False]
    if not shares or len(reached) < len(shares):
        return None
    figure = reached[0].figure
    text = f"Nguồn ghi {name_words(figure)} đạt {amount(figure)} kế hoạch."
    return Correction(text, (_citation_of(figure, reached[0].report, reached[0]),))


def _check_numbers(
    question: Question, ranked: Sequence[Candidate], lines: Sequence[ScoredLine]
) -> Correction | None:
    about = [c for c in ranked[:_CONSIDERED] if c.coverage >= _ABOUT]
    said = {n.value for s in lines[:_CONSIDERED] if s.coverage >= _ABOUT for n in find_numbers(s.line.text)}
    named = _named_numbers(question.text)
    for number in question.stated:
        if number in named:
            continue
        holders = [c for c in about if abs(c.figure.value) == number]
        if not holders and number not in said:
            return Correction()
        opposite = next((c for c in holders if _opposite(question, c.figure)), None)
        if opposite is not None:
            return _corrected(opposite)
    return None


def _check_direction(
    question: Question, ranked: Sequence[Candidate], lines: Sequence[ScoredLine]
) -> Correction | None:
    """'Vì sao … giảm' where every change of just that is a rise, and no line speaks of a fall."""
    if question.stated or Role.CHANGE not in question.roles:
        return None
    changes = [c for c in ranked[:_CONSIDERED] if c.figure.role is Role.CHANGE and c.coverage >= _SURELY]
    best = max((c.coverage for c in changes), default=0.0)
    changes = [c for c in changes if c.coverage >= best - _AS_GOOD]
    if not changes or not all(_opposite(question, c.figure) for c in changes):
        return None
    way = "falls" if asks("asks_fall", question.text) else "rises"
    quoted = {c.figure.quote for c in changes}
    other = [s.line for s in lines[:_CONSIDERED] if s.coverage >= _SURELY and s.line.text not in quoted]
    if any(says(way, line.text) and line.passage.kind != "table" for line in other):
        return None
    return _corrected(changes[0])


def _corrected(candidate: Candidate) -> Correction:
    figure = candidate.figure
    text = f"Nguồn ghi {name_words(figure)} {change(figure)}."
    return Correction(text, (_citation_of(figure, candidate.report, candidate),))


def _citation_of(figure: Figure, report: Report, candidate: Candidate) -> Citation:
    return Citation(report, figure.chain if figure.in_table else (), figure.page, figure.quote)


def _opposite(question: Question, figure: Figure) -> bool:
    """The question says fall where the source says rise, or the other way round."""
    if figure.role is not Role.CHANGE:
        return False
    falls, rises = asks("asks_fall", question.text), asks("asks_rise", question.text)
    return (figure.rise > 0 and falls and not rises) or (figure.rise < 0 and rises and not falls)


def _named_numbers(text: str) -> set[Decimal]:
    """Numbers that name a document or scheme: 'Đề án 1816'."""
    return {Decimal(match["number"]) for match in rule("asks_named").finditer(fold(text))}


def _asserted_deaths(question: Question) -> int:
    """How many deaths the question takes for granted; 0 when none."""
    match = rule("deaths").search(fold(question.text))
    if not match:
        return 0
    words = match["n"] or match["m"] or ""
    return int(words) if words.isdigit() else quantity_words().get(words, 0)


def _check_deaths(
    question: Question, deaths: int, ranked: Sequence[Candidate], lines: Sequence[ScoredLine]
) -> Correction | None:
    subject = _subject(question)
    if not subject:
        return None
    about = [s.line for s in lines[: 3 * _CONSIDERED] if _speaks(subject, s.line.terms)]
    if any(_counts_deaths(line.text, deaths) for line in about if line.passage.kind != "table"):
        return None
    figures = [
        c.figure
        for c in ranked
        if abs(c.figure.value) == deaths and c.figure.role is not Role.PRIOR and _speaks(subject, c.view.name)
    ]
    if any(
        "tu_vong" in terms_of(f"{f.name} {f.column}").concepts and not says("no_death", f.quote)
        for f in figures
    ):
        return None
    denial = next((line for rule in ("no_death", "no_case") for line in about if says(rule, line.text)), None)
    return _denied(denial) if denial else Correction()


def _subject(question: Question) -> list[TopicTerm]:
    """What the deaths are said to be of: the topic less deaths, general words and words of questions."""
    return [
        term
        for term in question.topic
        if term.kind == "concept" and term.text != "tu_vong" and term.text not in generic_terms()
    ]


def _speaks(subject: Sequence[TopicTerm], terms: Terms) -> bool:
    held = sum(credit(term, terms) >= _ABOUT for term in subject)
    return 2 * held >= len(subject)


def _counts_deaths(text: str, deaths: int) -> bool:
    if says("no_death", text):
        return False
    spans = [match.span() for match in _DEATH.finditer(text.lower())]
    return any(
        n.value == deaths and any(-_NEAR_DEATH <= start - n.end <= _NEAR_DEATH for start, _ in spans)
        for n in find_numbers(text)
    )


def _denied(line: Line) -> Correction:
    source = Citation(line.report, line.path, line.passage.page, line.text)
    return Correction(f"Nguồn ghi: “{line.text}”", (source,))
