"""A conversation as a file: Markdown that shows reports' text as it stands, JSON as `ask --json`."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt

from tests.ui.fakes import HOSTILE, FakeAssistant
from ui.history import History
from ui.history_export import export, filename
from ui.people.store import Store
from vectorstore.errors import UsageError

QUESTIONS = ("Tỷ lệ tiêm chủng?", "Có bao nhiêu ca ho gà?", "Số lượt khám ở Cà Mau?", "Dự báo thời tiết?")


@pytest.fixture
def history() -> History:
    return History(Store(None))


@pytest.fixture
def id(history) -> str:
    own = history.begin("lan", "Tiêm chủng & <b>khám</b>").id
    for question in QUESTIONS:
        history.append("lan", own, question, FakeAssistant().ask(question))
    history.append("lan", own, "hỏng", None, "Hiện chưa trả lời được.")
    return own


def test_json_holds_each_answer_as_the_command_prints_it(history, id):
    whole = json.loads(export(history, "lan", id, "json"))
    assert [entry["question"] for entry in whole["exchanges"]] == [*QUESTIONS, "hỏng"]
    answer = FakeAssistant().ask(QUESTIONS[0]).as_json()
    assert {name: whole["exchanges"][0][name] for name in answer} == answer
    assert whole["exchanges"][-1]["notice"] == "Hiện chưa trả lời được."


def test_markdown_reads_as_it_was_said(history, id):
    text = export(history, "lan", id, "md")
    assert text.startswith("# Tiêm chủng & \\<b\\>khám\\</b\\>\n")
    assert "## 1. Tỷ lệ tiêm chủng?" in text and "Nguồn" in text
    assert "Hiện chưa trả lời được." in text


def test_text_of_reports_is_never_markup(history, id):
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(export(history, "lan", id, "md"))
    for tag in ("<script", "<img", "<a ", "<code", "<table", "<b>"):
        assert tag not in html
    assert HOSTILE.replace("<", "&lt;").replace(">", "&gt;").replace("&lt;b", "&amp;lt;b")[:30] in html


@pytest.mark.parametrize(
    "line", ["- gạch đầu dòng", "12. mục", "+ cộng", "=====", "# đề mục", "> trích", "---"]
)
def test_lines_that_look_like_markup_stay_lines(history, line):
    from assistant.answer import Answer

    id = history.begin("lan", "x").id
    history.append("lan", id, "?", Answer("?", f"Trước\n{line}\nSau"))
    tokens = MarkdownIt().parse(export(history, "lan", id, "md"))
    said = [token.children for token in tokens if token.type == "inline"]
    assert line in ["".join(child.content for child in children) for children in said]
    assert not {"bullet_list_open", "ordered_list_open", "blockquote_open", "hr"} & {t.type for t in tokens}


def test_file_name_says_what_and_when(history, id):
    name = filename(history.conversation("lan", id), "md")
    assert name.startswith("cuoc-hoi-tiem-chung-b-kham-b-20") and name.endswith(".md")


def test_unknown_kind_and_other_people_s_conversations_are_told(history, id):
    with pytest.raises(UsageError, match="md hoặc json"):
        export(history, "lan", id, "exe")
    with pytest.raises(UsageError, match="Không có cuộc hỏi này"):
        export(history, "minh", id, "md")
