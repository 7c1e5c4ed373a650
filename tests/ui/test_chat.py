"""The chat's handlers, without a browser: what a visitor sees for each question, each visitor for himself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.ui.fakes import FakeAssistant
from ui.chat import Chat, Exchange, Filters, Talk, messages
from ui.history import History
from ui.pages.waiting import GIVEN_UP_SECONDS, WaitingRoom
from ui.people.store import Store
from ui.people.visitor import PersonRole, Visitor

AN = Visitor("an", PersonRole.READER)
BINH = Visitor("binh", PersonRole.READER)


@pytest.fixture
def history() -> History:
    return History(Store(None))


@pytest.fixture
def chat(assistant: FakeAssistant, history: History) -> Chat:
    return Chat(assistant, history, places=50)


NEW, ALL = Talk(), Filters()


def asked(chat: Chat, question: str, talk: Talk = NEW, filters: Filters = ALL) -> list[Talk]:
    """What is shown for a question, one conversation for each stage."""
    taken = chat.take(AN, question, talk)
    return [taken, *chat.answer(AN, taken, filters)] if taken else []


def test_answer_grows_after_a_notice_that_it_is_looked_up(chat):
    grown = [talk.exchanges[-1] for talk in asked(chat, "Tỷ lệ tiêm chủng?")]
    assert "Đang tra cứu" in grown[0].html
    assert "growing" in grown[1].html and "61,7%" in grown[1].html and "sources" not in grown[1].html
    assert "sources" in grown[-1].html and grown[-1].answer and not grown[-1].ticket


def test_earlier_exchanges_are_the_history(chat, assistant):
    talk = asked(chat, "Tỷ lệ tiêm chủng?")[-1]
    asked(chat, "còn Cà Mau?", talk)
    [turn] = assistant.calls[1]["history"]
    assert turn.question == "Tỷ lệ tiêm chủng?" and turn.answer.startswith("61,7%")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), (None, None, ())),
        (Filters("Cà Mau", "2022", ("a",)), ("Cà Mau", "2022", ("a",))),
        (Filters(None, "", None), (None, None, ())),  # type: ignore[arg-type]
    ],
    ids=["none", "all", "emptied"],
)
def test_filters_reach_the_assistant(chat, assistant, filters, expected):
    asked(chat, "q", filters=filters)
    call = assistant.calls[0]
    assert (call["place"], call["period"], call["reports"]) == expected


@pytest.mark.parametrize(("question", "said"), [("x" * 2001, "2.000"), ("hỏng", "Xin lỗi")])
def test_failure_is_told_without_its_inner_words_and_is_no_answer(chat, question, said):
    last = asked(chat, question)[-1].exchanges[-1]
    assert said in last.html and last.answer is None and "boom" not in last.html


def test_conversation_is_kept_and_comes_back_after_a_reload(chat):
    talk = asked(chat, "ca ho gà", asked(chat, "Tỷ lệ tiêm chủng?")[-1])[-1]
    again = chat.opened(AN, talk.id)
    assert [e.question for e in again.exchanges] == ["Tỷ lệ tiêm chủng?", "ca ho gà"]
    assert [e.html for e in again.exchanges] == [e.html for e in talk.exchanges]
    assert [c.title for c in chat.conversations(AN)] == ["Tỷ lệ tiêm chủng?"]


@pytest.mark.parametrize("id", ["", "không-có"])
def test_unknown_conversation_opens_as_a_new_one(chat, id):
    assert chat.opened(AN, id) == Talk()


def test_conversation_of_another_is_not_opened(chat):
    talk = asked(chat, "Tỷ lệ tiêm chủng?")[-1]
    assert chat.opened(BINH, talk.id) == Talk() and chat.conversations(BINH) == []


def test_two_tabs_of_one_conversation_see_each_other(chat):
    talk = asked(chat, "Tỷ lệ tiêm chủng?")[-1]
    asked(chat, "ca ho gà", talk)
    late = asked(chat, "Số liệu Cà Mau?", talk)[-1]
    assert [e.question for e in late.exchanges] == ["Tỷ lệ tiêm chủng?", "ca ho gà", "Số liệu Cà Mau?"]


def test_answer_is_shown_even_where_it_cannot_be_kept(chat, monkeypatch):
    monkeypatch.setattr(History, "begin", lambda *_: 1 / 0)
    last = asked(chat, "Tỷ lệ tiêm chủng?")[-1]
    assert last.id == "" and last.exchanges[-1].answer


def test_forgotten_conversation_can_be_recalled(chat):
    id = asked(chat, "Tỷ lệ tiêm chủng?")[-1].id
    chat.forget(AN, id)
    assert chat.conversations(AN) == []
    chat.recall(AN, id)
    assert [c.id for c in chat.conversations(AN)] == [id]


def test_long_conversation_shows_its_end(chat):
    talk = Talk(exchanges=tuple(Exchange(str(n), "") for n in range(3)))
    assert len(asked(chat, "q", talk)[-1].exchanges) == 4


def test_messages_alternate_and_escape_the_question():
    shown = messages(Talk(exchanges=(Exchange("<b>a</b>", "<div>x</div>"),)))
    assert [m["role"] for m in shown] == ["user", "assistant"]
    assert "<b>" not in shown[0]["content"]


def test_visitors_at_once_do_not_see_each_other(chat):
    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(lambda n: asked(chat, f"câu {n}")[-1], range(40)))
    assert [[e.question for e in end.exchanges] for end in ends] == [[f"câu {n}"] for n in range(40)]


def test_nothing_is_taken_for_a_blank_question_or_while_one_is_awaited(chat):
    assert chat.take(AN, "  ", Talk()) is None
    taken = chat.take(AN, "câu một", Talk())
    assert chat.take(AN, "câu hai", taken) is None
    [*_, answered] = chat.answer(AN, taken, Filters())
    assert len(chat.take(AN, "câu hai", answered).exchanges) == 2


def test_last_question_is_asked_again_in_its_place(chat):
    talk = asked(chat, "câu", asked(chat, "câu đầu")[-1])[-1]
    again = chat.again(AN, talk, 1)
    [*_, answered] = chat.answer(AN, again, Filters())
    assert [e.question for e in chat.opened(AN, answered.id).exchanges] == ["câu đầu", "câu"]


def test_earlier_question_is_asked_again_at_the_end(chat):
    talk = asked(chat, "câu", asked(chat, "câu đầu")[-1])[-1]
    assert [e.question for e in chat.again(AN, talk, 0).exchanges] == ["câu đầu", "câu", "câu đầu"]


@pytest.mark.parametrize("at", [-1, 1, 99])
def test_question_that_is_not_there_is_not_asked_again(chat, at):
    assert chat.again(AN, asked(chat, "câu")[-1], at) is None


def test_stopped_answer_says_so_and_a_new_question_may_be_asked(chat):
    stopped = chat.stopped(chat.take(AN, "câu lâu", Talk()))
    assert "Đã dừng" in stopped.exchanges[-1].html
    assert chat.take(AN, "câu hai", stopped) is not None
    assert chat.stopped(stopped) == stopped


def test_refusal_offers_questions_that_the_archive_answers(chat, assistant, monkeypatch):
    bare = replace(assistant.ask("thời tiết"), alternatives=())
    monkeypatch.setattr(assistant, "stream", lambda *_, **__: iter([bare]))
    assert asked(chat, "thời tiết")[-1].exchanges[-1].answer.alternatives == tuple(assistant.examples(3))


def test_busy_page_says_so_and_takes_questions_again_later(assistant, history):
    chat = Chat(assistant, history, places=1)
    first = chat.take(AN, "câu một", Talk())
    told = chat.take(BINH, "câu hai", Talk())
    assert "nhiều người" in told.exchanges[-1].html and list(chat.answer(BINH, told, Filters())) == [told]
    list(chat.answer(AN, first, Filters()))
    assert chat.take(BINH, "câu hai", Talk()).exchanges[-1].ticket


def test_place_is_free_again_after_a_failure_and_after_a_visitor_has_gone(assistant, history):
    chat = Chat(assistant, history, places=1)
    list(chat.answer(AN, chat.take(AN, "hỏng", Talk()), Filters()))
    growing = chat.answer(AN, chat.take(AN, "câu", Talk()), Filters())
    next(growing)
    growing.close()
    assert chat.take(AN, "câu", Talk()).exchanges[-1].ticket


def test_question_that_was_given_up_frees_its_place():
    now = [0.0]
    room = WaitingRoom(1, clock=lambda: now[0])
    ticket = room.enter()
    assert room.enter() is None and room.holds(ticket)
    now[0] = GIVEN_UP_SECONDS
    assert not room.holds(ticket) and room.enter()
