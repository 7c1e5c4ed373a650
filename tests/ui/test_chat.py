"""The page's handlers, without a browser: what a visitor sees for each question, each visitor for himself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.ui.fakes import FakeArchive, FakeAssistant
from ui.chat import ANY, EXAMPLES, Exchange, Page, build_chat, messages
from ui.pages.waiting import GIVEN_UP_SECONDS, WaitingRoom


@pytest.fixture
def page(archive: FakeArchive, assistant: FakeAssistant) -> Page:
    return Page(archive, assistant, places=50)


def asked(
    page: Page, question: str, past: tuple[Exchange, ...] = (), **filters: object
) -> list[list[Exchange]]:
    """What the page shows for a question, one conversation for each stage."""
    given = {"place": ANY, "period": ANY, "reports": [], **filters}
    taken = page.take(question, past)
    return [taken, *page.answer(taken, **given)] if taken else []


def test_answer_streams_after_a_notice_that_it_is_looked_up(page):
    grown = asked(page, "Tỷ lệ tiêm chủng?")
    assert "Đang tra cứu" in grown[0][-1].html
    assert [len(exchanges) for exchanges in grown] == [1] * 4
    assert len({exchanges[-1].html for exchanges in grown}) == 4


def test_earlier_exchanges_are_the_history(page, assistant):
    [*_, first] = asked(page, "Tỷ lệ tiêm chủng?")
    asked(page, "còn Cà Mau?", tuple(first))
    assert [turn.question for turn in assistant.calls[1]["history"]] == ["Tỷ lệ tiêm chủng?"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, (None, None, ())),
        ({"place": "Cà Mau", "period": "2022", "reports": ["a"]}, ("Cà Mau", "2022", ("a",))),
        ({"reports": None}, (None, None, ())),
    ],
)
def test_filters_reach_the_assistant(page, assistant, filters, expected):
    asked(page, "q", **filters)
    call = assistant.calls[0]
    assert (call["place"], call["period"], call["reports"]) == expected


@pytest.mark.parametrize(("question", "said"), [("x" * 2001, "2.000"), ("hỏng", "Xin lỗi")])
def test_failure_is_told_and_is_no_history(page, question, said):
    [*_, last] = asked(page, question)
    assert said in last[-1].html and last[-1].answer == ""


def test_failure_does_not_show_its_inner_words(page):
    assert "boom" not in asked(page, "hỏng")[-1][-1].html


def test_long_conversation_forgets_its_beginning(page):
    past = tuple(Exchange(str(n), "", "đáp") for n in range(80))
    assert len(asked(page, "q", past)[-1]) == 51


def test_opening_shows_what_the_archive_holds(page):
    holdings, place, period, reports, *examples = page.opened()
    assert "3 báo cáo" in holdings
    assert place["choices"] == [ANY, "Bến Tre", "Cà Mau"]
    assert period["choices"] == [ANY, "6T/2023", "2022"]
    assert [key for _, key in reports["choices"]] == ["ben-tre-6t-2023", "ca-mau-2022", "khong-ro"]
    assert [e["visible"] for e in examples] == [True, True, True, False] and len(examples) == EXAMPLES


def test_empty_archive_says_so(assistant):
    holdings, *_, last = Page(FakeArchive(held={}), assistant, places=1).opened()
    assert "chưa có báo cáo" in holdings and last["visible"] is False


def test_messages_alternate_and_escape_the_question():
    shown = messages([Exchange("<b>a</b>", "<div>x</div>")])
    assert [m["role"] for m in shown] == ["user", "assistant"]
    assert "<b>" not in shown[0]["content"]


def test_visitors_at_once_do_not_see_each_other(page):
    with ThreadPoolExecutor(8) as pool:
        ends = list(pool.map(lambda n: asked(page, f"câu {n}")[-1], range(40)))
    assert [[e.question for e in end] for end in ends] == [[f"câu {n}"] for n in range(40)]


def test_nothing_is_taken_for_a_blank_question_or_while_one_is_awaited(page):
    assert page.take("  ", []) is None
    taken = page.take("câu một", [])
    assert page.take("câu hai", taken) is None
    [*_, answered] = page.answer(taken, ANY, ANY, [])
    assert len(page.take("câu hai", answered)) == 2


def test_last_question_is_asked_again_but_not_while_it_is_awaited(page):
    taken = page.take("câu", [])
    assert page.again(taken) is None and page.again([]) is None
    [*_, answered] = page.answer(taken, ANY, ANY, [])
    assert [e.question for e in page.again(answered)] == ["câu"]


def test_busy_page_says_so_and_takes_questions_again_later(archive, assistant):
    page = Page(archive, assistant, places=1)
    first = page.take("câu một", [])
    told = page.take("câu hai", [])
    assert "nhiều người" in told[-1].html and list(page.answer(told, ANY, ANY, [])) == [told]
    list(page.answer(first, ANY, ANY, []))
    assert page.take("câu hai", [])[-1].ticket


def test_place_is_free_again_after_a_failure_and_after_a_visitor_has_gone(archive, assistant):
    page = Page(archive, assistant, places=1)
    list(page.answer(page.take("hỏng", []), ANY, ANY, []))
    growing = page.answer(page.take("câu", []), ANY, ANY, [])
    next(growing)
    growing.close()
    assert page.take("câu", [])[-1].ticket


def test_question_that_was_given_up_frees_its_place():
    now = [0.0]
    room = WaitingRoom(1, clock=lambda: now[0])
    ticket = room.enter()
    assert room.enter() is None and room.holds(ticket)
    now[0] = GIVEN_UP_SECONDS
    assert not room.holds(ticket) and room.enter()


def test_no_handler_is_a_public_endpoint(archive, assistant):
    blocks = build_chat(archive, assistant, concurrency=3, queue=5)
    assert all(fn.api_visibility == "private" for fn in blocks.fns.values())
    assert blocks._queue.default_concurrency_limit == 3
    assert blocks.analytics_enabled is False
