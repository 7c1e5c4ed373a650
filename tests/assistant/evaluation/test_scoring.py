from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.evaluation.gold import Gold
from assistant.evaluation.scoring import folded, is_of, judge, numbers, overlaps
from tests.end_to_end.gold import load_scorer
from tests.vectorstore.builders import a_report

EVIDENCE = "Tỷ lệ hộ có hố xí hợp vệ sinh là 71,4%, tăng 2,1% so với cùng kỳ."
GOLD = Gold(
    "q1",
    "lookup",
    "Tỷ lệ hộ có hố xí?",
    reports=("tinh-a",),
    numbers=(("71,4%", "71,4"),),
    forbidden=("2,1%",),
    evidence=(EVIDENCE,),
    section=("2. Vệ sinh môi trường",),
)
CITATION = Citation(a_report("tinh-a-6t-2024"), ("I. Kết quả", "2. Vệ sinh môi trường"), 3, EVIDENCE)
RIGHT = Answer("q", "71,4% – hộ có hố xí hợp vệ sinh [1]\nTăng 2,1% so với cùng kỳ [1]", (CITATION,))


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    return load_scorer(shared)


ANSWERS = [
    pytest.param(GOLD, RIGHT, (True, True, True, True), id="right"),
    pytest.param(GOLD, replace(RIGHT, refused=True), (False, True, True, True), id="refused"),
    pytest.param(
        GOLD,
        replace(RIGHT, text="Theo báo cáo:\n71,4%"),
        (False, True, True, True),
        id="not in the first line",
    ),
    pytest.param(
        GOLD,
        replace(RIGHT, text="71,4%, tăng 2,1%"),
        (False, True, True, True),
        id="states a forbidden number",
    ),
    pytest.param(
        GOLD, replace(RIGHT, text="071,40 %"), (True, True, True, True), id="another writing of the number"
    ),
    pytest.param(
        GOLD, replace(RIGHT, text="[71,4]"), (True, True, True, True), id="brackets are no citation mark"
    ),
    pytest.param(GOLD, replace(RIGHT, citations=()), (True, False, False, False), id="no citation"),
    pytest.param(
        GOLD,
        replace(RIGHT, citations=(replace(CITATION, quote="Không liên quan gì."), CITATION)),
        (True, True, False, True),
        id="second citation supports",
    ),
    pytest.param(
        GOLD,
        replace(RIGHT, citations=(replace(CITATION, report=a_report("tinh-b")),)),
        (True, False, False, False),
        id="another report",
    ),
    pytest.param(
        replace(GOLD, also=("tinh-b",)),
        replace(RIGHT, citations=(replace(CITATION, report=a_report("tinh-b"), quote="71,4"),)),
        (True, True, True, True),
        id="a report that prints it too",
    ),
    pytest.param(
        GOLD,
        replace(RIGHT, citations=(replace(CITATION, section=("II.",)),)),
        (True, True, True, False),
        id="other section",
    ),
    pytest.param(
        replace(GOLD, section=("5. Vệ sinh môi trường",)),
        replace(RIGHT, citations=(replace(CITATION, section=("7) vệ sinh MÔI TRƯỜNG",)),)),
        (True, True, True, True),
        id="section under another number",
    ),
    pytest.param(
        replace(GOLD, type="multi", numbers=(("71,4",), ("1.250",))),
        replace(RIGHT, text="Hai số:\n71,4%\n1250 hộ"),
        (True, True, True, True),
        id="several figures in the opening",
    ),
    pytest.param(
        replace(GOLD, type="narrative", numbers=(), text=(("hố xí",), ("kinh phí", "tiền"), ("xa",))),
        replace(RIGHT, text="Vì thiếu TIỀN làm “hố xí”"),
        (True, True, True, True),
        id="enough phrases",
    ),
    pytest.param(
        replace(GOLD, type="narrative", numbers=(), text=(("hố xí",), ("kinh phí",), ("xa",))),
        replace(RIGHT, text="hố xí"),
        (False, True, True, True),
        id="too few phrases",
    ),
    pytest.param(
        replace(GOLD, type="unanswerable"), RIGHT, (False, None, None, None), id="unanswerable answered"
    ),
    pytest.param(
        replace(GOLD, type="unanswerable"),
        replace(RIGHT, refused=True),
        (True, None, None, None),
        id="unanswerable refused",
    ),
]


@pytest.mark.parametrize(("gold", "answer", "expected"), ANSWERS)
def test_answer_is_judged(gold: Gold, answer: Answer, expected: tuple[bool | None, ...]) -> None:
    row = judge(gold, "q1", answer)
    assert (row.right, row.cited, row.first, row.section) == expected
    assert bool(row.why) is not row.right


@pytest.mark.parametrize(("gold", "answer", "expected"), ANSWERS)
def test_rules_are_those_of_the_questions_own_scorer(
    scorer: ModuleType, gold: Gold, answer: Answer, expected: tuple[bool | None, ...]
) -> None:
    entry = {
        "id": gold.id,
        "type": gold.type,
        "reports": list(gold.reports),
        "also": list(gold.also),
        "gold_numbers": [list(group) for group in gold.numbers],
        "gold_text": [list(group) for group in gold.text],
        "forbidden_numbers": list(gold.forbidden),
        "evidence": list(gold.evidence),
        "section": list(gold.section),
    }
    row = scorer.judge(entry, {"id": "q1", **answer.as_json()})
    assert tuple(row.get(name) for name in ("right", "cited", "first", "section")) == expected


words = st.text(alphabet="aăđ tỷ15.,%[]–\n\t", max_size=40)


@given(words, words)
def test_any_texts_overlap_as_the_scorer_says(scorer: ModuleType, quote: str, evidence: str) -> None:
    assert numbers(quote) == scorer.numbers(quote)
    assert folded(quote) == scorer.fold(quote)
    if re.search(r"\w", quote):  # the scorer divides by zero for a quote without a word
        assert overlaps(quote, evidence) is bool(scorer.overlaps(quote, evidence))
    assert overlaps(quote, evidence) in (True, False)


@pytest.mark.parametrize(
    ("report", "keys", "expected"),
    [
        ("tinh-a-6t.docx", ("TINH-A",), True),
        ("kho/tinh-a", ("tinh-a",), True),
        ("tinh-b", ("tinh-a",), False),
        ("x", (), False),
    ],
)
def test_report_is_known_by_how_its_key_begins(report: str, keys: tuple[str, ...], expected: bool) -> None:
    assert is_of(report, keys) is expected
