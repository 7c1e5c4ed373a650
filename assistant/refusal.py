"""Saying no: one sentence that says what is missing, and what the archive does hold."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.questions.question import Question
from assistant.wording import holdings, join_words
from ingest.vietnamese.places import now_in
from vectorstore.records import Place, Report


def refuse(
    question: Question, reason: str, reports: Sequence[Report], alternatives: Sequence[str] = ()
) -> Answer:
    """A refusal: the reason, then the holdings that are nearest to what was asked."""
    return Answer(
        question.text, f"{reason} {holdings(reports)}", refused=True, alternatives=tuple(alternatives)
    )


def medical(question: Question, reports: Sequence[Report]) -> Answer:
    reason = (
        "Trợ lý chỉ tra cứu báo cáo, không tư vấn khám, chữa bệnh hay dùng thuốc; "
        "xin liên hệ cơ sở y tế gần nhất."
    )
    return refuse(question, reason, reports)


def instruction(question: Question, reports: Sequence[Report]) -> Answer:
    return refuse(question, "Trợ lý chỉ nêu số liệu có trong báo cáo và không đặt ra số liệu.", reports)


def chitchat(question: Question, reports: Sequence[Report]) -> Answer:
    return refuse(question, "Trợ lý chỉ trả lời câu hỏi về nội dung các báo cáo trong kho.", reports)


def unknown_place(question: Question, places: Sequence[Place], reports: Sequence[Report]) -> Answer:
    names = join_words(_with_successor(place) for place in places)
    return refuse(question, f"Kho chưa có báo cáo của {names}.", reports)


def _with_successor(place: Place) -> str:
    """The place, and what it belongs to since the mergers of July 2025: 'Yên Bái (nay thuộc tỉnh Lào Cai)'."""
    now = now_in(place)
    return f"{place.label} ({now})" if now else place.label


def unknown_period(question: Question, reports: Sequence[Report]) -> Answer:
    """`reports` are those of the place asked for."""
    periods = join_words(period.period.label for period in question.periods)
    place = f" của {join_words(p.label for p in question.places)}" if question.places else ""
    return refuse(question, f"Kho không có số liệu{place} cho kỳ {periods}.", reports)


def unknown_topic(question: Question, reports: Sequence[Report], alternatives: Sequence[str] = ()) -> Answer:
    """`reports` are those that were searched."""
    return refuse(question, "Các báo cáo đã tra không nêu nội dung này.", reports, alternatives)


def only_targets(question: Question, reports: Sequence[Report]) -> Answer:
    return refuse(question, "Văn bản là kế hoạch, chỉ nêu chỉ tiêu, chưa có kết quả thực hiện.", reports)


def false_premise(
    question: Question, reports: Sequence[Report], correction: str, sources: Sequence[Citation] = ()
) -> Answer:
    """A refusal that says what the sources say instead, each with its mark."""
    reason = "Báo cáo không nêu điều mà câu hỏi đặt ra."
    if not correction:
        return refuse(question, reason, reports)
    marks = " ".join(f"[{number}]" for number in range(1, len(sources) + 1))
    return Answer(question.text, f"{reason} {correction} {marks}".strip(), tuple(sources), refused=True)
