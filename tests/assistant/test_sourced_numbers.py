"""The helper that finds numbers without a source lets workings pass only where they are right."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.citation import Citation
from tests.assistant.sourced_numbers import unsourced
from tests.vectorstore.builders import a_report

RIGHT = [
    "Tính thêm: 120 + 85 = 205 ca [1]",
    "Tính thêm: 120 + 85 − 5 = 200 ca [1]",
    "(tính thêm: 85 : 120 × 100 = 70,8% kế hoạch) [1]",
    "120 − 85 = 35 ca (tính từ hai số trên) [1]",
    "tính thêm: 12.041 − 120 = 11.921 [1]",
]
WRONG = [
    ("Tính thêm: 120 + 85 = 206 ca [1]", "206"),
    ("(tính thêm: 85 : 120 × 100 = 70,9% kế hoạch) [1]", "70.9"),
    ("Tính thêm: 120 + 86 = 206 ca [1]", "86"),
    ("120 + 85 = 205 ca [1]", "205"),  # not said to be worked out
    ("tính thêm: 85 × 120 = 10.200 [1]", "10200"),
]


def answer(text: str) -> Answer:
    citation = Citation(a_report("x"), (), None, "120 ca; 85 ca; 5 ca; 12.041 trẻ")
    return Answer("?", text, (citation,))


@pytest.mark.parametrize("text", RIGHT)
def test_right_working_of_sourced_numbers_passes(text: str) -> None:
    assert unsourced(answer(text), []) == []


@pytest.mark.parametrize(("text", "number"), WRONG)
def test_wrong_working_is_found(text: str, number: str) -> None:
    assert number in str(unsourced(answer(text), []))
