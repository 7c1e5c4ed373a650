"""What stands below a model's words: everything of the extractive answer that they leave out, and nothing twice."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.writing.context import measured, unsaid
from vectorstore.records import Kind, Period, Place, Report

REPORT = Report(
    "r", "Báo cáo", "Sở Y tế", Place("Hòa Bình"), Period(2023, 1, 2023, 6), Kind.REPORT, False, None, "r.txt", "0", None
)  # fmt: skip
ONE, TWO = Citation(REPORT, (), 1, "một"), Citation(REPORT, (), 2, "hai")
TEXT = (
    "46,8% – Tỷ lệ tiêm chủng đầy đủ – Hòa Bình, 6T/2023 (tăng 2,3 điểm % so với cùng kỳ) [1]. "
    "Hòa Bình cao hơn Yên Bái; chênh lệch 3,7 điểm % (46,8 − 43,1) [1][2].\n"
    "Cùng nguồn: Kế hoạch năm 2023: 95% [1]\n“Đạt 46,8%, tăng 2,3%, kế hoạch 95%.” [1]"
)
RISE = "Tăng 2,3 điểm % so với cùng kỳ"
GAP = "Hòa Bình cao hơn Yên Bái; chênh lệch 3,7 điểm % (46,8 − 43,1)."
PLAN = "Cùng nguồn: Kế hoạch năm 2023: 95%"
SAID = {
    "the figure alone": ("Tỷ lệ của Hòa Bình đạt 46,8% [1].", [RISE, GAP, PLAN]),
    "with the rise": ("Đạt 46,8%, tăng 2,3% [1].", [GAP, PLAN]),
    "with both places": ("Đạt 46,8%, của Yên Bái là 43,1%, chênh lệch 3,7 điểm % [1][2].", [RISE, PLAN]),
    "everything": ("46,8%, tăng 2,3%; Yên Bái 43,1%, chênh lệch 3,7 điểm %; kế hoạch 95% [1].", []),
}


@pytest.mark.parametrize(("said", "kept"), SAID.values(), ids=SAID)
def test_what_is_left_out_is_kept_once(said, kept):
    found = unsaid(Answer("?", TEXT, (ONE, TWO)), said)
    assert [statement for statement, _ in found] == kept


def test_each_keeps_its_citations():
    found = unsaid(Answer("?", TEXT, (ONE, TWO)), "46,8% [1].")
    assert [cited for _, cited in found] == [(ONE,), (ONE, TWO), (ONE,)]


@pytest.mark.parametrize("text", ["", "Không có số liệu.", "[7]", "Theo Quyết định số 1300/QĐ-BYT năm 2023"])
def test_nothing_measured(text):
    assert measured(text) == frozenset()


def test_mark_of_no_citation_is_left_out():
    assert unsaid(Answer("?", "46% [1]\nKế hoạch: 95% [9]", (ONE,)), "46% [1].") == [("Kế hoạch: 95%", ())]
