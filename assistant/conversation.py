"""What was said before, and a follow-up question read in its light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.question import Question
from vectorstore.records import Role

# Words that only point back: "còn Lai Châu thì sao?", "vậy …", "trong đó …".
_LONG_QUESTION = 6  # topic terms; a longer one that names no place or period still stands alone


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange; `answer` may be empty where only the questions were kept."""

    question: str
    answer: str = ""


def in_context(text: str, history: Sequence[Turn], parse: Callable[[str], Question]) -> Question:
    """The question with what it leaves unsaid filled in from the turns before it."""
    resolved: Question | None = None
    for turn in history:
        resolved = _follow(parse(turn.question), resolved)
    return _follow(parse(text), resolved)


def _follow(question: Question, before: Question | None) -> Question:
    if before is None or not _is_follow_up(question):
        return question
    inherits_role = not question.roles and not question.topic
    return replace(
        question,
        text=f"{before.text.rstrip('?. ')} – {question.text}",
        topic=question.topic or before.topic,
        background=before.topic if question.topic else (),
        places=question.places or before.places,
        place_starts=question.place_starts or before.place_starts,
        periods=question.periods or before.periods,
        in_report=question.in_report or before.in_report,
        prior_year=question.prior_year or (before.prior_year if inherits_role else None),
        populations=question.populations or (before.populations if not question.topic else frozenset()),
        roles=question.roles or (before.roles if inherits_role else frozenset[Role]()),
        unit=question.unit or (before.unit if inherits_role else None),
        cues=question.cues | (before.cues & {"number"}),
    )


def _is_follow_up(question: Question) -> bool:
    if not question.topic:
        return True
    names_scope = bool(question.places) or any(p.period.months != 12 for p in question.periods)
    return not names_scope and len(question.topic) <= _LONG_QUESTION
