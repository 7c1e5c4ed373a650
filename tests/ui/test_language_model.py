"""The command with a language model: its settings, and what the reader is told beside the answer."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.answer import Answer
from ui.commands.ask import as_text
from ui.composition import make_assistant, sentence_figures
from ui.settings import Settings
from vectorstore.errors import UsageError
from vectorstore.records import Kind, Period, Place, Report, Role

REPORT = Report(
    "r", "Báo cáo", "Sở Y tế", Place("Hòa Bình"), Period(2023, 1, 2023, 6), Kind.REPORT, False, None, "r.txt", "0", None
)  # fmt: skip


def test_notice_and_resolved_question_are_printed():
    answer = Answer(
        "Còn Yên Bái?", "43,1% [1]", resolved="Tiêm chủng – Yên Bái", notice="Một câu đã được lược bỏ."
    )
    assert as_text(answer) == "Hiểu là: Tiêm chủng – Yên Bái\n\n43,1% [1]\n\nMột câu đã được lược bỏ."


def test_json_has_both():
    told = Answer("?", "x", resolved="a", notice="b").as_json()
    assert (told["resolved"], told["notice"]) == ("a", "b")


def test_model_without_an_address_is_refused():
    archive = SimpleNamespace()
    with pytest.raises(UsageError, match="Chưa rõ mô hình"):
        make_assistant(archive, Settings().changed(llm_model="qwen3-8b"))


def test_sentence_of_a_model_is_read_as_a_reports():
    figures = sentence_figures("Tỷ lệ tiêm chủng đạt 46,8%, kế hoạch giao 95%", REPORT)
    assert [(f.printed, f.role, f.place) for f in figures] == [
        ("46,8", Role.RESULT, Place("Hòa Bình")),
        ("95", Role.PLAN, Place("Hòa Bình")),
    ]
