"""What a question for text wants beside its topic, and which kinds of text a heading or label announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.questions.cues import cues
from assistant.questions.question import Question
from assistant.questions.topic import Terms, terms_of
from assistant.texts.lines import Line
from assistant.texts.text_rules import asks, rule, says
from ingest.vietnamese.text import fold

CAUSE = "nguyen_nhan"  # the concept of "vì sao", where a question words it otherwise
_TEXT_INTENTS = ("difficulty", "cause", "proposal", "task")
_LABEL = 60  # characters before the colon of a line that says what it is: "Khó khăn: …"
_NOTHING = Terms(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question wants beside its topic."""

    kinds: frozenset[str]  # "difficulty", "cause", "proposal", "task"
    headings: frozenset[str]  # folded words of headings under which such answers stand
    reason: bool = False
    proposal: bool = False
    task: bool = False
    names: bool = False
    document: bool = False
    named: str = ""  # number of a document or scheme: "1816"
    rise: bool = False
    fall: bool = False
    asked: Terms = _NOTHING  # the question's own words
    lacking: bool = False  # who or what lacks something
    missed: bool = False  # which targets were not reached
    dated: bool = False  # when, until when
    since: date | None = None  # the first day that is asked about
    places: tuple[str, ...] = ()  # folded names of districts and communes

    @property
    def kind(self) -> bool:
        """True when difficulties, proposals, tasks … are asked for."""
        return bool(self.headings)


def wanted_of(question: Question) -> Wanted:
    cause = "cause" in question.cues or any(term.text == CAUSE for term in question.topic)
    proposal = "proposal" in question.cues and not cause  # "sao không đề xuất được"
    kinds = (question.cues | {"cause"} if cause else question.cues) - (set() if proposal else {"proposal"})
    names = [name for name in _TEXT_INTENTS if name in kinds]
    changing = "change" in question.cues
    dated = asks("asks_when", question.text)
    return Wanted(
        frozenset(names),
        frozenset(word for name in names for word in cues()[name].headings),
        reason=cause,
        proposal=proposal,
        task="task" in question.cues or "plan" in question.cues,
        names=not names and asks("asks_names", question.text),
        document=asks("asks_document", question.text) and not dated,
        named=_named(question.text),
        rise=changing and asks("asks_rise", question.text),
        fall=changing and asks("asks_fall", question.text),
        asked=terms_of(question.text),
        lacking=not names and asks("asks_lacking", question.text),
        missed=not names and asks("asks_missed_plan", question.text),
        dated=dated,
        since=min((asked.period.start for asked in question.periods), default=None),
        places=tuple(fold(place.commune or place.district) for place in question.places if place.district),
    )


def _named(text: str) -> str:
    match = rule("asks_named").search(fold(text))
    return match["number"] if match else ""


def kinds_of(line: Line) -> frozenset[str]:
    """The kinds of text that a line is of: as its own label says ("Khó khăn: …"), else the headings above it."""
    return label_kinds(line) or _kinds_under(line.path)


def label_kinds(line: Line) -> frozenset[str]:
    """The kinds that a line says itself at its beginning: "- Đề nghị Sở Y tế: …", "Nguyên nhân chậm: …"."""
    return _label_kinds(line.text[: _LABEL + 1])


@lru_cache(maxsize=50_000)
def _label_kinds(beginning: str) -> frozenset[str]:
    label, colon, _ = beginning.partition(":")
    if says("proposes_first", beginning):
        return frozenset({"proposal"})
    return _kinds_in(label) if colon and len(label) <= _LABEL else frozenset()


@lru_cache(maxsize=20_000)
def _kinds_under(path: tuple[str, ...]) -> frozenset[str]:
    """The kinds of text that stand under a path: those of its innermost heading that names any."""
    return next((kinds for heading in reversed(path) if (kinds := _kinds_in(heading))), frozenset())


def _kinds_in(words: str) -> frozenset[str]:
    folded = fold(words)
    return frozenset(name for name in _TEXT_INTENTS if any(word in folded for word in cues()[name].headings))
