"""What was said before, and a follow-up question read in its light, without a language model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.charts.asked import without_wish
from assistant.questions.cues import generic_terms
from assistant.questions.followup_words import resolved_words
from assistant.questions.question import Question
from assistant.questions.topic import NEW, TopicTerm
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.terms import term_of
from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import UnitKind
from vectorstore.records import Period, Role, Span

_LONG_QUESTION = 6  # topic terms; a longer one that names no place or period still stands alone
_KNOWN_TERMS = 0.7  # share of a reworded question's terms that must have been said before
_CHAPTERS = frozenset({"difficulty", "proposal"})  # what a report as a whole has, of whichever subject
_STANDS_ALONE = frozenset({"medical", "instruction", "chitchat", "reports"})
# What refusals begin with: they name reports, and answer nothing.
_REFUSAL = re.compile(r"(?:kho|cac bao cao da tra|tro ly|bao cao khong neu|van ban la ke hoach)\b")
# "tháng trước", "quý này": not the months named, or no other ones.
_SHIFTED = re.compile(r"\b(?:truoc|ngoai|nay|sau|toi|qua|cung ky)\b|\d{4}")
_MARKS = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange; `answer` may be empty where only the questions were kept."""

    question: str
    answer: str = ""


Parse = Callable[[str], Question]


def in_context(text: str, history: Sequence[Turn], parse: Parse) -> Question:
    """The question with what it leaves unsaid filled in from the turns before it.

    `resolved` of a follow-up says the whole question in words.
    """
    before: list[Question] = []
    for turn in history:
        question = _follow(turn.question, before, parse)
        before.append(_with_answered_scope(question, turn.answer, parse))
    return _follow(text, before, parse)


def says_nothing_new(full: str, question: str, history: Sequence[Turn], parse: Parse) -> bool:
    """Whether a question in other words names only what the conversation has named, and all that the follow-up names.

    Places, periods and numbers each, of the terms most.
    """
    said = [parse(text) for turn in history for text in (turn.question, _MARKS.sub(" ", turn.answer)) if text]
    follow_up, asked = parse(question), parse(full)
    said.append(follow_up)
    if not _keeps_what_is_named(follow_up, asked):
        return False
    places = {place for one in said for place in one.places}
    periods = {period for one in said for period in _periods(one)}
    terms = {term.text for one in said for term in one.topic}
    own = [term.text for term in asked.topic]
    return (
        set(asked.places) <= places
        and _periods(asked) <= periods
        and not asked.stated
        and not asked.cues & _STANDS_ALONE
        and bool(own)
        and sum(term in terms for term in own) >= _KNOWN_TERMS * len(own)
    )


def _keeps_what_is_named(follow_up: Question, asked: Question) -> bool:
    """Whether a question put in full still asks for what the follow-up itself names: 'thế còn trẻ DTTS?'."""
    subjects = {term.text for term in follow_up.topic if term.kind == "concept"} - _terms("measure")
    spoken = {text for term in asked.topic for text in (term.text, *term.parts)}
    return (
        set(follow_up.places) <= set(asked.places)
        and _periods(follow_up) <= _periods(asked)
        and set(follow_up.populations) <= set(asked.populations)
        and set(follow_up.roles) <= set(asked.roles)
        and follow_up.span in (None, asked.span)
        and all(set(subject.split("_")) <= spoken or subject in spoken for subject in subjects)
    )


def _periods(question: Question) -> set[Period]:
    return {asked.period for asked in question.periods}


def _follow(text: str, before: Sequence[Question], parse: Parse) -> Question:
    question = parse(text)
    wanted = without_wish(text)
    if wanted != text and parse(wanted).topic:
        text, question = wanted, parse(wanted)  # of a chart that is asked for, what it is to show
    if not before or question.cues & _STANDS_ALONE or _found("alone", text):
        return question
    both = _both(text, question, before)
    if both is not None:
        return both
    bare, form = _bare(text)
    bare = _dated(bare, before[-1])
    own = question if bare == squeeze(text) else parse(bare)
    leans = _found("opening", text) or bool(form) or _points_back(text)
    if not _is_follow_up(own, leans) or (_of_the_report(own, before[-1]) and not leans):
        return question
    # "Riêng trong tháng 5" opens the question, and says the span.
    own = replace(own, span=own.span or question.span)
    return _filled(own, _spoken_of(own, before), form)


def _both(text: str, question: Question, before: Sequence[Question]) -> Question | None:
    """'so sánh hai tỉnh': the last two places (or periods) that the conversation spoke of; None for other questions."""
    last = before[-1]
    if _found("both_places", text) and not question.places:
        places = tuple(dict.fromkeys(place for earlier in before for place in earlier.places))[-2:]
        changed = replace(last, places=places) if len(places) > 1 else None
    elif _found("both_periods", text) and not question.periods:
        periods = tuple({a.period: a for earlier in before for a in earlier.periods}.values())[-2:]
        changed = replace(last, periods=periods) if len(periods) > 1 else None
    else:
        return None
    if changed is None:
        return None
    changed = replace(
        changed, text=f"{last.text.rstrip('?. ')} – {question.text}", cues=last.cues | {"compare"}
    )
    return replace(changed, resolved=resolved_words(changed, last))


def _filled(question: Question, before: Question, form: str) -> Question:
    question = _taken(question, before)
    inherits_role = not question.roles and not question.topic
    head = f"{before.text.rstrip('?. ')} – "
    narrowed = bool(question.populations) and _only_population(question)
    topic = _without_populations(before.topic) if narrowed else question.topic or before.topic
    own_words = bool(question.topic) and not narrowed
    replaced = _replaced(before, question.topic) if own_words else ()
    filled = replace(
        question,
        text=" – ".join(part for part in (_blanked(before.text, replaced), question.text, form) if part),
        topic=_moved(topic, len(head)) if own_words else topic,
        background=tuple(t for t in before.topic if t not in replaced) if own_words else (),
        places=question.places or before.places,
        place_starts=tuple(start + len(head) for start in question.place_starts) or before.place_starts,
        periods=question.periods or before.periods,
        in_report=question.in_report or before.in_report,
        prior_year=question.prior_year or (before.prior_year if inherits_role else None),
        populations=question.populations or (frozenset() if own_words else before.populations),
        roles=question.roles or (before.roles if inherits_role else frozenset[Role]()),
        unit=question.unit or (before.unit if inherits_role or narrowed else None),
        span=question.span or _span(question, before, own_words),
        cues=question.cues | (before.cues & {"number"}),
    )
    aspect = own_words and all(term.text in _terms("aspect") | generic_terms() for term in question.topic)
    subjects = [before, question] if aspect else [question if own_words else before]
    return replace(filled, resolved=resolved_words(filled, *subjects))


def _replaced(before: Question, topic: Sequence[TopicTerm]) -> tuple[TopicTerm, ...]:
    """The name that gives way to another of its kind: "khoa Nội tim mạch" to "còn khoa Truyền nhiễm?"."""
    heads = {term.text for term in topic} & _terms("named_unit")
    gone: list[TopicTerm] = []
    for head in (term for term in before.topic if term.text in heads):
        end = _end(before.text, head)
        for term in sorted(before.topic, key=lambda term: term.start):
            if head.start < term.start <= end + 1 and term.start not in before.place_starts:
                gone.append(term)
                end = _end(before.text, term)
    return tuple(gone)


def _blanked(text: str, terms: Sequence[TopicTerm]) -> str:
    """A question without some of its terms, every other word in its place."""
    for term in terms:
        end = _end(text, term)
        text = text[: term.start] + " " * (end - term.start) + text[end:]
    return text.rstrip("?. ")


def _end(text: str, term: TopicTerm) -> int:
    """Where a term ends in its question."""
    match = re.compile(rf"\w+(?: \w+){{0,{max(0, len(term.surface) - 1)}}}").match(text, term.start)
    return match.end() if match else term.start


def _taken(question: Question, before: Question) -> Question:
    """Without a topic that says nothing new: the plan as such, or a shorter name of the subject spoken of before."""
    counted = term_of(question.unit.canonical) if question.unit else ""
    rest = tuple(t for t in question.topic if t.text not in _terms("measure") and t.text != counted)
    rest = rest or tuple(t for t in question.topic if t.text == counted and t.text not in generic_terms())
    rated_before = before.unit is not None and before.unit.kind in (UnitKind.RATE, UnitKind.RATIO)
    share = not rated_before and _found("share", question.text)
    if not rest and (share or _found("against_plan", question.text)):
        question = replace(question, roles=question.roles - {Role.PLAN} | {Role.ATTAINMENT})
    question = replace(question, topic=rest)
    shorter = question.topic and all(
        any(set(term.parts) <= set(other.parts) for other in before.topic if other.kind == "concept")
        for term in question.topic
    )
    return replace(question, topic=()) if shorter else question


def _span(question: Question, before: Question, own_words: bool) -> Span | None:
    """After new cases ("phát hiện mới"), another count is of the same months too, not since ever."""
    if not own_words:
        return before.span
    was_new = any(term.text == NEW for term in before.topic)
    return Span.PERIOD if was_new and all(term.text != NEW for term in question.topic) else None


def _moved(topic: Sequence[TopicTerm], by: int) -> tuple[TopicTerm, ...]:
    """Terms with their positions in the text that the question before begins."""
    return tuple(replace(term, start=term.start + by) for term in topic)


def _only_population(question: Question) -> bool:
    """'thế còn trẻ DTTS?', 'thế còn tuyến huyện?': the topic is nothing but the population."""
    spans = [(match.start, match.end) for match in find_populations(question.text)]
    return all(
        term.text in _terms("population") or any(start <= term.start < end for start, end in spans)
        for term in question.topic
    )


def _without_populations(topic: Sequence[TopicTerm]) -> tuple[TopicTerm, ...]:
    """A topic without what names other people or another level: "bệnh viện tuyến tỉnh" where "tuyến huyện" follows."""
    return tuple(term for term in topic if not find_populations(term.text.replace("_", " "))) or tuple(topic)


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(_data()[name]["terms"])


def _is_follow_up(question: Question, leans: bool) -> bool:
    if not question.topic:
        return True
    names_scope = bool(question.places) or any(p.period.months != 12 for p in question.periods)
    return (leans or not names_scope) and len(question.topic) <= _LONG_QUESTION


def _of_the_report(question: Question, before: Question) -> bool:
    """'Khó khăn của Yên Bái 6T/2023 là gì?' after an indicator: a chapter of a report, and another subject."""
    chapters = question.cues & _CHAPTERS
    return bool(chapters and (question.places or question.periods)) and not chapters & before.cues


def _spoken_of(question: Question, before: Sequence[Question]) -> Question:
    """The turn that a question goes back to: the latest that shares a term of its topic, else the last one."""
    last = before[-1]
    wanted = [
        term for term in question.topic if term.kind == "concept" and term.text not in _terms("measure")
    ]
    for earlier in reversed(before):
        if any(set(term.parts) <= set(other.parts) for term in wanted for other in earlier.topic):
            scope = earlier if earlier.places or earlier.periods else last
            return replace(earlier, places=scope.places, periods=scope.periods)
    return last


def _with_answered_scope(question: Question, answer: str, parse: Parse) -> Question:
    """A question that named no place or period, with those of its answer where that speaks of one alone."""
    if not answer or (question.places and question.periods) or _REFUSAL.match(fold(answer)):
        return question
    first = parse(_MARKS.sub(" ", answer.split("\n")[0]))
    places = tuple(dict.fromkeys(first.places))
    periods = tuple({asked.period: replace(asked, start=0) for asked in first.periods}.values())
    return replace(
        question,
        places=question.places or (places if len(places) == 1 else ()),
        periods=question.periods or (periods if len(periods) == 1 else ()),
    )


def _bare(text: str) -> tuple[str, str]:
    """The question without openings, endings and words that point back, and the words for the form of the answer."""
    squeezed = squeeze(text)
    form = next((squeezed[m.start() : m.end()] for m in _pattern("form").finditer(fold(squeezed))), "")
    for name in ("form", "subject", "scope"):
        squeezed = _without(squeezed, _pattern(name))
    opening = _pattern("opening").match(fold(squeezed))
    if opening:
        squeezed = squeezed[opening.end() :]
    return squeeze(squeezed).strip(" ,–"), form


def _dated(text: str, before: Question) -> str:
    """'cả năm thì sao?', 'quý I?': months said without a year are of the year spoken of before."""
    if not before.periods:
        return text
    reference = before.periods[-1].period
    for match in reversed(find_periods(text, reference)):
        words = text[match.start : match.end]
        whole_year = "ca nam" in fold(words)
        if not match.relative or _SHIFTED.search(fold(words)) or (match.kind == "year" and not whole_year):
            continue
        dated = f"{'' if whole_year else words + ' '}năm {reference.last_year}"
        text = f"{text[: match.start]}{dated}{text[match.end :]}"
    return text


def _without(text: str, pattern: re.Pattern[str]) -> str:
    for match in reversed(list(pattern.finditer(fold(text)))):
        text = text[: match.start()] + " " + text[match.end() :]
    return squeeze(text)


def _points_back(text: str) -> bool:
    return _found("subject", text) or _found("scope", text)


def _found(name: str, text: str) -> bool:
    folded = fold(squeeze(text))
    pattern = _pattern(name)
    return bool(pattern.match(folded) if name == "opening" else pattern.search(folded))


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_data()[name]['patterns'])})(?!\w)")
