"""Nhật ký: only added to, filtered, exported, let go of after its time."""

from __future__ import annotations

import csv
import io
import sqlite3
from datetime import UTC, datetime

import pytest

from tests.ui.fakes import FIGURE
from ui.journal import Action, Journal, action_named, as_csv, figure_line
from ui.people.store import Store
from ui.people.visitor import LOCAL, PersonRole, Visitor
from vectorstore.errors import UsageError

LAN = Visitor("lan", PersonRole.EDITOR)
DAY = 86_400


class Clock:
    now = datetime(2026, 11, 1, 8, 0, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(clock) -> Journal:
    return Journal(Store(None), clock)


def subjects(entries) -> list[str]:
    return [entry.subject for entry in entries]


def test_entry_says_who_did_what_when_with_which_figures(journal):
    journal.record(LAN, Action.EXPORT, "bang.xlsx", {"dạng": "xlsx"}, [FIGURE])
    [entry] = journal.entries()
    assert (entry.number, entry.person, entry.action, entry.subject) == (1, "lan", "xuất", "bang.xlsx")
    assert entry.at == datetime(2026, 11, 1, 8, 0, tzinfo=UTC) and entry.detail == {"dạng": "xlsx"}
    [figure] = entry.figures
    assert (figure["report"], figure["value"], figure["unit"]) == (FIGURE.report, "61.7", "%")
    assert figure_line(figure) == f"{FIGURE.report}, trang 3: {FIGURE.indicator} = 61,7%"


@pytest.mark.parametrize(
    ("who", "person", "detail"),
    [
        pytest.param(LAN, "lan", {}, id="session"),
        pytest.param(
            Visitor("lan", PersonRole.READER, way="token"), "lan", {"qua": "mã truy cập"}, id="token"
        ),
        pytest.param(
            Visitor("lan", PersonRole.READER, way="proxy"), "lan", {"qua": "đăng nhập một lần"}, id="proxy"
        ),
        pytest.param(LOCAL, "", {}, id="without accounts"),
        pytest.param("lệnh:root", "lệnh:root", {}, id="command"),
    ],
)
def test_entry_says_by_which_way(journal, who, person, detail):
    journal.record(who, Action.ASK, "?")
    [entry] = journal.entries()
    assert (entry.person, entry.detail) == (person, detail)


def test_entries_are_filtered(journal, clock):
    journal.record("lan", Action.ASK, "Có bao nhiêu ca sởi?")
    clock.now += DAY
    journal.record("lan", Action.ADD, "ben-tre-2025")
    clock.now += DAY
    journal.record("minh", Action.EXPORT, "Bảng Tiêm Chủng.csv", figures=[FIGURE])
    second = datetime(2026, 11, 2, tzinfo=UTC)
    assert subjects(journal.entries()) == ["Bảng Tiêm Chủng.csv", "ben-tre-2025", "Có bao nhiêu ca sởi?"]
    assert subjects(journal.entries(person="minh")) == ["Bảng Tiêm Chủng.csv"]
    assert subjects(journal.entries(action=Action.ADD)) == ["ben-tre-2025"]
    assert subjects(journal.entries(since=second)) == ["Bảng Tiêm Chủng.csv", "ben-tre-2025"]
    assert subjects(journal.entries(until=second)) == ["Có bao nhiêu ca sởi?"]
    assert subjects(journal.entries(words="tiem chung")) == ["Bảng Tiêm Chủng.csv"]
    assert subjects(journal.entries(words="61.7 ben-tre")) == ["Bảng Tiêm Chủng.csv"]
    assert journal.entries(words="100%' OR 1=1") == []
    assert journal.people() == ["lan", "minh"]


def test_entries_come_page_by_page(journal):
    for number in range(1, 8):
        journal.record("lan", Action.ASK, str(number))
    first = journal.entries(limit=3)
    assert subjects(first) == ["7", "6", "5"]
    assert subjects(journal.entries(limit=3, before=first[-1].number)) == ["4", "3", "2"]


def test_who_added_each_report_last(journal, clock):
    journal.record("lan", Action.ADD, "a")
    journal.record("lan", Action.ADD, "b")
    journal.record("minh", Action.REPLACE, "a")
    journal.record("minh", Action.REMOVE, "b")
    added = journal.added_by(["a", "b", "c"])
    assert {key: who for key, (who, _) in added.items()} == {"a": "minh", "b": "lan"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET person = 'ai khác'",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT number, at, 'x', action, subject, detail, figures, folded FROM journal",
    ],
)
def test_what_is_written_stays(journal, change):
    journal.record("lan", Action.REMOVE, "bao-cao")
    with pytest.raises(sqlite3.IntegrityError, match="only added to"), journal._store.write() as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute(change)
    assert [entry.person for entry in journal.entries()] == ["lan"]


def test_old_entries_go_after_their_days_and_that_is_an_entry(journal, clock):
    journal.record("lan", Action.ASK, "cũ")
    clock.now += 40 * DAY
    journal.record("lan", Action.ASK, "mới")
    assert journal.trim(0) == 0
    assert journal.trim(30) == 1
    assert [(e.number, e.action, e.subject) for e in journal.entries()] == [
        (3, "dọn nhật ký", "1 dòng"),
        (2, "hỏi", "mới"),
    ]


def test_numbers_are_never_given_again(journal, clock):
    journal.record("lan", Action.ASK, "1")
    clock.now += 40 * DAY
    journal.trim(30)
    journal.record("lan", Action.ASK, "2")
    assert journal.entries(action=Action.ASK)[0].number == 3


def test_full_disk_does_not_take_the_answer_away(tmp_path, caplog):
    store = Store(tmp_path)
    with store.write() as connection:
        connection.execute("DROP TABLE journal")
    Journal(store).record("lan", Action.ASK, "?")
    assert "journal could not be written" in caplog.text


def test_text_that_is_none_is_written_all_the_same(journal):
    journal.record("lan", Action.ASK, "\ud800", {"x": "\udcff"})
    assert subjects(journal.entries()) == ["?"]


def test_csv_opens_in_a_spreadsheet_without_running_anything(journal):
    journal.record(
        "lan", Action.ASK, "=HYPERLINK(1)", {"ghi chú": 'có "nháy", phẩy', "từ chối": False}, [FIGURE]
    )
    journal.record("@minh", Action.ASK, "+1", {})
    text = as_csv(journal.entries())
    assert text.startswith("\ufeff") and "\r\n" in text
    header, second, first = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert header[:4] == ["Số", "Thời điểm", "Người", "Việc"]
    assert (
        first[4] == "'=HYPERLINK(1)"
        and first[5] == 'ghi chú: có "nháy", phẩy; từ chối: không'
        and "= 61,7%" in first[6]
    )
    assert second[2] == "'@minh" and second[4] == "'+1"


@pytest.mark.parametrize("action", Action)
def test_actions_are_named_with_or_without_diacritics(action):
    from ingest.vietnamese.text import fold

    assert action_named(action) is action_named(f" {fold(action).upper()} ") is action


def test_unknown_action_is_told():
    with pytest.raises(UsageError, match="không có việc tên “bay”"):
        action_named("bay")
