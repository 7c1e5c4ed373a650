"""Conversations: each person's own, whole after a reload, found again, taken back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import FakeAssistant
from ui.history import LONGEST_TITLE, History
from ui.people.store import Store, storable
from vectorstore.errors import UsageError

ANSWER = FakeAssistant().ask("Tỷ lệ tiêm chủng?")
REFUSED = FakeAssistant().ask("Dự báo thời tiết?")


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(clock) -> History:
    return History(Store(None), clock)


def begun(history, *questions: str, person: str = "lan", title: str = "") -> str:
    id = history.begin(person, title or questions[0]).id
    for question in questions:
        history.append(person, id, question, FakeAssistant().ask(question))
    return id


def titles(history, search: str = "", person: str = "lan", **more) -> list[str]:
    return [conversation.title for conversation in history.conversations(person, search, **more)]


def test_table_of_an_answer_comes_back(history):
    citation = ANSWER.citations[0]
    cell = Cell(Decimal("45.2"), "%", ANSWER.figures[0] if ANSWER.figures else None, citation)
    table = Table("So sánh", (Column("Điện Biên"),), (Row("Tỷ lệ tiêm chủng", "%", (cell,)),), ("lưu ý",))
    id = history.begin("lan", "So sánh").id
    history.append("lan", id, "So sánh", replace(ANSWER, table=table))
    assert history.exchanges("lan", id)[0].answer.table == table


def test_answers_come_back_whole(history):
    id = begun(history, "Tỷ lệ tiêm chủng?")
    history.append("lan", id, "Dự báo thời tiết?", REFUSED)
    history.append("lan", id, "hỏng", None, "Xin thử lại.")
    first, second, third = history.exchanges("lan", id)
    assert first.answer == ANSWER and second.answer == REFUSED
    assert (third.number, third.answer, third.notice) == (3, None, "Xin thử lại.")
    assert history.conversation("lan", id).exchanges == 3


def test_answer_of_an_earlier_version_keeps_its_words(history):
    id = begun(history, "Tỷ lệ tiêm chủng?")
    with history._store.write() as connection:
        connection.execute(
            """UPDATE exchanges SET answer = '{"text": "45% [1]", "refused": true, "cũ": 1}'"""
        )
    [exchange] = history.exchanges("lan", id)
    assert (exchange.answer.text, exchange.answer.refused, exchange.answer.citations) == ("45% [1]", True, ())


ACTS = {
    "conversation": (),
    "exchanges": (),
    "append": ("?", None),
    "amend": (1, "?", None),
    "rename": ("của tôi",),
    "delete": (),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("id", ["of another", "made up"])
def test_conversation_of_another_is_as_if_it_were_not_there(history, act, id):
    own = begun(history, "Tỷ lệ tiêm chủng?", person="minh")
    with pytest.raises(UsageError, match="Không có cuộc hỏi này"):
        getattr(history, act)("lan", own if id == "of another" else "x", *ACTS[act])
    [exchange] = history.exchanges("minh", own)
    assert exchange.question == "Tỷ lệ tiêm chủng?" and titles(history, person="minh") == [
        "Tỷ lệ tiêm chủng?"
    ]


def test_others_never_find_it(history):
    begun(history, "Tỷ lệ tiêm chủng?", person="minh")
    assert titles(history) == titles(history, "tiem chung") == []


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("tiem chung", ["Tỷ lệ tiêm chủng"]),
        ("Tiêm CHỦNG", ["Tỷ lệ tiêm chủng"]),
        ("tiềm", []),
        ("chung tiem", ["Tỷ lệ tiêm chủng"]),
        ("61,7%", ["Tỷ lệ tiêm chủng"]),
        ("ho ga", ["Ca bệnh"]),
        ("ca mac", ["Ca bệnh"]),
        ("benh so sanh", ["Ca bệnh"]),
        ("", ["Ca bệnh", "Tỷ lệ tiêm chủng"]),
        ("%", ["Tỷ lệ tiêm chủng"]),
        ("' OR 1 --", []),
    ],
)
def test_search_with_and_without_diacritics(history, search, found):
    begun(history, "Tỷ lệ tiêm đủ mũi?", title="Tỷ lệ tiêm chủng")
    begun(history, "Có bao nhiêu ca ho gà?", title="Ca bệnh")
    assert titles(history, search) == found


def test_decomposed_letters_are_found(history):
    import unicodedata

    begun(history, unicodedata.normalize("NFD", "Tỷ lệ tiêm đủ mũi?"))
    assert len(titles(history, unicodedata.normalize("NFD", "đủ mũi"))) == 1
    assert len(titles(history, "du mui")) == 1


def test_last_changed_comes_first_and_pages_follow(history):
    ids = [begun(history, f"Câu {n}") for n in range(5)]
    history.append("lan", ids[1], "nữa", ANSWER)
    assert titles(history, limit=2) == ["Câu 1", "Câu 4"]
    assert titles(history, limit=2, offset=2) == ["Câu 3", "Câu 2"]


def test_two_tabs_add_to_one_conversation(history):
    id = begun(history, "một")
    assert [history.append("lan", id, q, ANSWER).number for q in ("hai", "ba")] == [2, 3]


def test_edited_question_takes_the_place_of_what_followed(history):
    id = begun(history, "một", "hai", "ba")
    history.amend("lan", id, 2, "hai, sửa lại", REFUSED)
    assert [exchange.question for exchange in history.exchanges("lan", id)] == ["một", "hai, sửa lại"]
    with pytest.raises(UsageError, match="không còn"):
        history.amend("lan", id, 3, "ba", ANSWER)
    assert titles(history, "ba") == []


def test_deleted_conversation_is_gone_and_can_be_taken_back_for_a_day(history, clock):
    id = begun(history, "Tỷ lệ tiêm chủng?")
    history.delete("lan", id)
    assert titles(history) == []
    with pytest.raises(UsageError):
        history.exchanges("lan", id)
    with pytest.raises(UsageError):
        history.restore("minh", id)
    history.restore("lan", id)
    assert len(history.exchanges("lan", id)) == 1
    history.delete("lan", id)
    clock.now += 86_400
    with pytest.raises(UsageError, match="không khôi phục"):
        history.restore("lan", id)
    history.purge()
    with history._store.read() as connection:
        assert connection.execute("SELECT count(*) FROM exchanges").fetchone()[0] == 0


def test_renaming_does_not_move_it_up(history):
    id = begun(history, "cũ")
    begun(history, "mới")
    history.rename("lan", id, "  Tên\n khác ")
    assert titles(history) == ["mới", "Tên khác"] and titles(history, "ten khac") == ["Tên khác"]


def test_long_title_is_cut_and_an_empty_one_told(history):
    assert len(history.begin("lan", "rất dài " * 100).title) <= LONGEST_TITLE
    with pytest.raises(UsageError, match="Tên cuộc hỏi trống"):
        history.begin("lan", " \n")


@given(st.text(st.characters(exclude_categories=[]), max_size=200), st.text(max_size=30))
def test_any_text_is_kept_and_searched_without_failing(question, search):
    history = History(Store(None))
    id = history.begin("lan", "x" + question).id
    history.append("lan", id, question, replace(ANSWER, question=question), question)
    [exchange] = history.exchanges("lan", id)
    assert exchange.question == storable(question) == exchange.answer.question
    history.conversations("lan", question + search)
