"""Summaries in the words of a language model, under the guard."""

from __future__ import annotations

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.drafting.compose import draft
from assistant.drafting.editing import from_text, to_text
from assistant.drafting.gather import gather
from assistant.drafting.worded import worded
from assistant.writing.writer import Writer
from ui.composition import sentence_figures
from vectorstore.records import Period

GOOD = (
    "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ 6 tháng đầu năm 2023 của tỉnh Cao Bằng đạt 48,4% [1].\n"
    "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ 6 tháng đầu năm 2023 của tỉnh Tuyên Quang đạt 46,1% [2]."
)
LIE = "Tỷ lệ tiêm chủng đầy đủ của tỉnh Cao Bằng 6 tháng đầu năm 2023 đạt 84,4% [1]."


@pytest.fixture(scope="module")
def tables(archive, indicators):
    return gather(indicators, archive, ["tỷ lệ tiêm chủng đầy đủ"], periods=[Period(2023, 1, 2023, 6)])


def told(archive, tables, said):
    model = GenericFakeChatModel(messages=iter([AIMessage(said)] * 6))
    return worded(tables, draft(tables), Writer(archive, model, sentence_figures))


def test_good_words_are_taken_with_their_sources_and_the_remarks_stay(archive, tables):
    found = told(archive, tables, GOOD)
    assert found.mode == "model" and found.notice == ""
    assert "đạt 48,4%" in found.paragraphs[0].text and "đạt 46,1%" in found.paragraphs[0].text
    assert found.paragraphs[1].heading == "2. Nhận xét"
    assert from_text(to_text(found), found).faults == ()


def test_a_lie_leaves_the_patterns_with_a_notice(archive, tables):
    found = told(archive, tables, LIE)
    assert found.mode == "patterns" and found.notice and "84,4" not in to_text(found)
    assert found.paragraphs == draft(tables).paragraphs
