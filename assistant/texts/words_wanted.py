"""Whether a question wants the report's words rather than a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.candidate import Candidate
from assistant.figures.subjects import listed
from assistant.questions.question import Question
from assistant.texts.line_score import ScoredLine, is_future
from vectorstore.records import Kind, Report, Role

_REASONS = frozenset({"difficulty", "cause", "proposal"})
_BRIEF = 4  # terms of a question without any question word: an indicator
NEAR = 0.75  # coverage of a figure that answers a question for words
WHOLLY = 0.9  # coverage of a line that is quoted to a question for a number which no figure answers


def for_words_only(question: Question, ranked: Sequence[Candidate]) -> bool:
    """ "Phối hợp với tỉnh nào?" asks for words: a figure that is only near does not answer it."""
    return question.wants_text and (not ranked or ranked[0].coverage < NEAR)


def of_reasons(question: Question) -> bool:
    """Whether difficulties, causes or proposals are asked for, which no figure tells."""
    return bool(question.cues & _REASONS) and not question.wants_number


def said_in_words(question: Question, lines: Sequence[ScoredLine]) -> bool:
    """Whether nothing of a question asks for a number, and the best line says what it names."""
    if not lines or "number" in question.cues or question.unit is not None:
        return False
    if "text" in question.cues:  # "muốn làm vệ tinh của bệnh viện nào"
        return lines[0].coverage >= NEAR
    return not question.roles and lines[0].coverage >= WHOLLY and not is_future(lines[0].line)


def asks_number(question: Question, reports: Sequence[Report]) -> bool:
    """Whether a number is asked for; "trong kế hoạch 2024" may only name the document."""
    if all(report.kind is Kind.PLAN for report in reports):
        question = replace(question, roles=question.roles - {Role.PLAN})
    if not question.cues and len(question.topic) <= _BRIEF:
        return True  # "BN lao Sìn Hồ 6T/22?"
    return question.wants_number or any(term.text in listed("money") for term in question.topic)


def plan_by_name(question: Question, reports: Sequence[Report]) -> bool:
    """'Bệnh nào được quản lý, kế hoạch 2024': the plan is the document, no target is asked for."""
    planned = all(report.kind is Kind.PLAN for report in reports) and question.roles <= {Role.PLAN}
    return planned and "text" in question.cues and "number" not in question.cues
