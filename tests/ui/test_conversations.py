"""The list of conversations, and a conversation as a file for its own person only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from tests.ui.fakes import FIGURE, FakeArchive, FakeAssistant
from ui.history import Conversation
from ui.journal import Action
from ui.pages.conversations import SHOWN, Shown, conversations_html, url_of
from ui.people.office import office_in
from ui.server import make_app
from ui.settings import Settings

NOON = datetime(2026, 11, 1, 5, tzinfo=UTC)


def conversation(id: str, title: str = "Ca sởi?") -> Conversation:
    return Conversation(id, title, NOON, NOON, 1)


def test_current_conversation_is_marked_and_stands_in_the_address():
    html = conversations_html([conversation("a"), conversation("b")], Shown(current="b"))
    assert html.count('aria-current="true"') == 1
    assert "cuoc-hoi&#61;b" in html


def test_title_is_text_wherever_it_stands():
    html = conversations_html([conversation("a", 'x"><img src=x onerror=alert(1)>')], Shown())
    assert "<img" not in html and 'x">' not in html


@pytest.mark.parametrize(("held", "offered"), [(SHOWN, False), (SHOWN + 1, True)])
def test_more_are_offered_where_there_are_more(held, offered):
    html = conversations_html([conversation(str(n)) for n in range(held)], Shown())
    assert html.count("<li>") == SHOWN
    assert (f"more&#58;{2 * SHOWN}" in html) is offered


@pytest.mark.parametrize(
    ("words", "said"), [("", "Chưa có cuộc hỏi nào"), ("sởi", "Không tìm thấy cuộc hỏi nào")]
)
def test_empty_list_says_why(words, said):
    assert said in conversations_html([], Shown(words=words))


def test_what_was_taken_out_can_be_brought_back():
    assert "recall&#58;x1" in conversations_html([], Shown(undo="x1"))


@pytest.fixture(scope="module")
def office():
    return office_in(None, Settings())


@pytest.fixture(scope="module")
def client(office) -> Iterator[TestClient]:
    app = make_app(FakeArchive(), FakeAssistant(), Settings(), office)  # type: ignore[arg-type]
    yield TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50000))
    app.state.close()


def kept(office, person: str) -> Conversation:
    begun = office.history.begin(person, "Tỷ lệ tiêm chủng?")
    answer = FakeAssistant().ask("Tỷ lệ tiêm chủng?")
    office.history.append(person, begun.id, "Tỷ lệ tiêm chủng?", answer)
    return office.history.conversation(person, begun.id)


@pytest.mark.parametrize(
    ("kind", "type"), [("md", "text/markdown; charset=utf-8"), ("json", "application/json")]
)
def test_own_conversation_is_a_file_and_the_journal_says_so(client, office, kind, type):
    own = kept(office, "")
    answer = client.get(url_of(own, kind))
    assert answer.headers["content-type"] == type and "attachment" in answer.headers["content-disposition"]
    assert "61,7%" in (json.loads(answer.text)["exchanges"][0]["answer"] if kind == "json" else answer.text)
    entry = office.journal.entries(action=Action.EXPORT)[0]
    assert entry.subject.endswith(f".{kind}") and entry.figures[0]["printed"] == FIGURE.printed


def test_conversation_of_another_person_is_not_there(client, office):
    other = kept(office, "minh")
    refused, missing = (client.get(url) for url in (url_of(other, "md"), "/cuoc-hoi/khong-co.md"))
    assert refused.status_code == missing.status_code == 404
    assert refused.text == missing.text and "61,7" not in refused.text


def test_other_kinds_of_file_are_refused(client, office):
    assert client.get(url_of(kept(office, ""), "html")).status_code == 404
