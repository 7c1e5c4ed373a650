"""An answer put together from checked sentences: what must be in it, and what comes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.guard.guard import Verdict
from assistant.writing.composition import Composition
from vectorstore.records import Bound, Figure, Kind, Period, Place, Report, Role, Span

HALF = Period(2023, 1, 2023, 6)
REPORT = Report(
    "r", "Báo cáo", "Sở Y tế", Place("Hòa Bình"), HALF, Kind.REPORT, False, None, "r.txt", "0", None
)  # fmt: skip
WORDS = Citation(REPORT, (), 1, "Một số bệnh tăng so với cùng kỳ: Sởi, Thủy đậu.")
ROW = Citation(REPORT, (), 2, "Sởi\t17\t12\t5")
RISE = Figure(
    "r", 1, Decimal(5), "ca", "5", "Sởi", (), None, HALF, Role.CHANGE, Span.PERIOD, (), Bound.EXACT, True, 0, 2,
    ROW.quote, 9, 10, 1,
)  # fmt: skip
RESULT = replace(RISE, number=2, value=Decimal(17), printed="17", role=Role.RESULT)
NAMED = Verdict("Một số bệnh tăng so với cùng kỳ, như Sởi và Thủy đậu", "", (WORDS,), (), (1,))
RISEN = Verdict("Sởi tăng 5 ca so với cùng kỳ", "", (ROW,), (RISE,), (2,))


def _composed(extracted: Answer, *verdicts: Verdict) -> Composition:
    composition = Composition(extracted)
    for position, verdict in enumerate(verdicts):
        composition.put(position, verdict)
    return composition


LISTED = Answer(
    "Bệnh nào tăng?", f"{WORDS.quote} [1]\nSởi: tăng 5 ca so với cùng kỳ [2]", (WORDS, ROW), (RISE,)
)
COUNTED = Answer(
    "Sởi tăng mấy ca?",
    "Tăng 5 ca so với cùng kỳ – Sởi – Hòa Bình, 6T/2023 (kết quả: 17 ca) [1]",
    (ROW,),
    (RISE,),
)


def test_answer_in_words_is_not_complete_without_them():
    assert not _composed(LISTED, RISEN).complete
    assert _composed(LISTED, RISEN, NAMED).complete


def test_words_that_answer_come_before_the_figures_below_them():
    answer = _composed(LISTED, RISEN, NAMED).answer()
    assert answer.text.split("\n") == [f"{NAMED.text} [1].", f"{RISEN.text} [2]."]


def test_what_stands_on_the_first_line_stays_there():
    answer = _composed(COUNTED, RISEN).answer()
    assert answer.text == f"{RISEN.text} [1]. Kết quả: 17 ca [1]."
    assert answer.citations == (ROW,)


def test_what_is_said_of_the_archive_stays_first():
    lead = "Có 1 văn bản nhắc tới: Báo cáo Hòa Bình 6T/2023"
    named = Answer("Báo cáo nào nhắc bệnh sởi?", f"{lead}\n“{WORDS.quote}” [1]", (WORDS,))
    composition = _composed(named, NAMED)
    assert composition.answer().text.split("\n") == [lead, f"{NAMED.text} [1]."]
    assert composition.partial("").text.startswith(lead)


@pytest.mark.parametrize("verdicts", [(), (NAMED,)], ids=["nothing", "other words"])
def test_figure_that_was_asked_for_must_be_said(verdicts):
    assert not _composed(COUNTED, *verdicts).complete
