"""Questions that follow others: what they take from them and what not."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.conversation import Turn, in_context
from assistant.question import Question, parse_question
from vectorstore.records import Place, Role

HOA_BINH, YEN_BAI, LAC_SON = Place("Hòa Bình"), Place("Yên Bái"), Place("Hòa Bình", "Lạc Sơn")
RATE = "Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?"
PLAN = {Role.PLAN}
VISITS = "Số lượt khám bệnh ở Hòa Bình 6T/2023?"


def ask(*texts: str) -> Question:
    *before, last = texts
    parse = lambda text: parse_question(text, (HOA_BINH, YEN_BAI, LAC_SON))  # noqa: E731
    return in_context(last, [Turn(text, "Trả lời.") for text in before], parse)


def _seen(question: Question) -> dict[str, Any]:
    return {
        "topic": " ".join(term.text for term in question.topic),
        "places": list(question.places),
        "periods": [asked.period.label for asked in question.periods],
        "roles": set(question.roles),
        "populations": set(question.populations),
        "prior_year": question.prior_year,
    }


FIRST = {
    "topic": "tiem_chung_day_du", "places": [HOA_BINH], "periods": ["6T/2023"], "roles": set(), "populations": set(),
    "prior_year": None,
}  # fmt: skip

# the questions, then what differs from the first one
CASES: dict[str, tuple[list[str], dict[str, Any]]] = {
    "another place": ([RATE, "Còn Yên Bái thì sao?"], {"places": [YEN_BAI]}),
    "another place, no diacritics": ([RATE, "con yen bai"], {"places": [YEN_BAI]}),
    "another period": ([RATE, "còn 6T/2022?"], {"periods": ["6T/2022"]}),
    "the whole year": ([RATE, "Cả năm 2023 thì sao?"], {"periods": ["2023"]}),
    "place and period": ([RATE, "Thế Yên Bái 6T/2022?"], {"places": [YEN_BAI], "periods": ["6T/2022"]}),
    "the change": ([RATE, "So với cùng kỳ?"], {"roles": {Role.CHANGE}}),
    "rise or fall": ([RATE, "tăng hay giảm?"], {"roles": {Role.CHANGE}}),
    "the plan": ([RATE, "Kế hoạch giao bao nhiêu?"], {"roles": {Role.PLAN}}),
    "share of the plan": ([RATE, "đạt mấy phần trăm kế hoạch?"], {"roles": {Role.ATTAINMENT}}),
    "the year before": (
        [RATE, "Cùng kỳ năm 2022 là bao nhiêu?"],
        {"roles": {Role.PRIOR}, "prior_year": 2022},
    ),
    "another subject": ([RATE, "Thế tỷ lệ bảo hiểm y tế?"], {"topic": "bao_hiem_y_te"}),
    "a population": (
        [RATE, "còn người DTTS?"],
        {"populations": {"DTTS"}},
    ),
    "place, then plan": ([RATE, "Còn Yên Bái?", "kế hoạch giao bao nhiêu?"], {"places": [YEN_BAI], "roles": PLAN}),
    "plan, then place": ([RATE, "Kế hoạch giao bao nhiêu?", "còn Yên Bái?"], {"places": [YEN_BAI], "roles": PLAN}),
    "the last subject counts": (
        [RATE, "Thế tỷ lệ bảo hiểm y tế?", "Còn Yên Bái?"],
        {"topic": "bao_hiem_y_te", "places": [YEN_BAI]},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("texts", "changed"), CASES.values(), ids=CASES)
def test_follow_up(texts: list[str], changed: dict[str, Any]) -> None:
    assert _seen(ask(*texts)) == FIRST | changed


@pytest.mark.parametrize(
    "text",
    [
        "Số ca dại ở Yên Bái năm 2022 là bao nhiêu?",
        "Lạc Sơn phấn đấu bảo hiểm y tế bao nhiêu?",
        "Tỷ lệ quản lý thai tháng 10/2023?",
    ],
)
def test_question_that_names_its_scope_stands_alone(text: str) -> None:
    assert ask(RATE, text) == ask(text)


def test_without_history_nothing_is_added() -> None:
    assert ask("Còn Yên Bái?") == parse_question("Còn Yên Bái?", (HOA_BINH, YEN_BAI, LAC_SON))


def test_population_goes_over_to_another_place() -> None:
    question = ask("Tỷ lệ quản lý thai của người DTTS ở Hòa Bình 6T/2023?", "còn Yên Bái?")
    assert question.populations == {"DTTS"}


def test_population_does_not_go_over_to_another_subject() -> None:
    question = ask("Tỷ lệ quản lý thai của người DTTS ở Hòa Bình 6T/2023?", "còn bảo hiểm y tế?")
    assert question.populations == set()


def test_subject_before_is_the_background_of_the_next() -> None:
    question = ask(VISITS, "Thế điều trị nội trú?")
    assert {term.text for term in question.background} == {term.text for term in ask(VISITS).topic}


def test_unit_goes_over_with_the_subject_only() -> None:
    first = ask(VISITS)
    assert ask(VISITS, "Còn Yên Bái?").unit == first.unit
    assert ask(VISITS, "tăng hay giảm?").unit is None


@pytest.mark.parametrize("text", ["cảm ơn bạn", "xin chào"])
def test_courtesy_stays_courtesy(text: str) -> None:
    assert "chitchat" in ask(RATE, text).cues


def test_answers_may_be_missing() -> None:
    question = in_context(
        "Còn Yên Bái?", [Turn(RATE)], lambda text: parse_question(text, (HOA_BINH, YEN_BAI))
    )
    assert question.places == (YEN_BAI,)
    assert {term.text for term in question.topic} == {"tiem_chung_day_du"}
