"""The list of the journal: its address, its pages, text shown as text."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest

from tests.ui.fakes import FIGURE
from ui.journal import Action, Journal
from ui.pages.journal_list import ANY, NOBODY, PER_PAGE, Query, find, find_all, list_html, people
from ui.people.store import Store
from vectorstore.errors import UsageError

HOSTILE = '<img src=x onerror="window.hacked=1"> **đậm** [bấm](javascript:alert(1))'


@pytest.fixture
def journal() -> Journal:
    return Journal(Store(None))


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(
            words="tiêm chủng & sởi",
            person="lan",
            action="xuất",
            first="01/11/2026",
            last="2026-11-30",
            before=7,
        ),
        Query(person=NOBODY),
    ],
    ids=["newest of all", "everything set", "without accounts"],
)
def test_address_and_query_mirror_each_other(query):
    assert Query.of(dict(parse_qsl(query.parameters().removeprefix("?")))) == query


@pytest.mark.parametrize(
    "parameters",
    [{"viec": "bay"}, {"truoc": "-1"}, {"truoc": "9" * 40}, {"truoc": "x"}, {"la": "gì"}],
    ids=lambda parameters: str(parameters)[:24],
)
def test_address_that_makes_no_sense_shows_all(parameters):
    assert Query.of(parameters) == Query()


def test_entries_come_page_by_page(journal):
    for number in range(PER_PAGE + 5):
        journal.record("lan", Action.ASK, f"câu {number}")
    first = list_html(find(journal, Query()), Query())
    assert first.count("<tr>") == PER_PAGE + 1 and "Cũ hơn" in first and "Mới nhất" not in first
    [before] = re.findall(r'data-value="before&#58;(\d+)"', first)
    older = Query(before=int(before))
    second = list_html(find(journal, older), older)
    assert second.count("<tr>") == 6 and "Cũ hơn" not in second and "Mới nhất" in second
    assert len(find_all(journal, Query())) == PER_PAGE + 5


def test_filters_are_those_of_the_journal(journal):
    journal.record("", Action.ASK, "không tài khoản")
    journal.record("lan", Action.EXPORT, "bảng")
    assert people(journal) == [ANY, NOBODY, "lan"]
    assert [e.subject for e in find(journal, Query(person=NOBODY))] == ["không tài khoản"]
    assert [e.subject for e in find(journal, Query(action="xuất"))] == ["bảng"]
    assert find(journal, Query(last="01/01/2000")) == []
    with pytest.raises(UsageError, match="Không rõ ngày"):
        find(journal, Query(first="hôm nọ"))


def test_what_people_wrote_is_shown_as_text(journal):
    journal.record(HOSTILE, Action.FEEDBACK, HOSTILE, {HOSTILE: HOSTILE}, [FIGURE])
    html = list_html(find(journal, Query()), Query(words=HOSTILE))
    assert "<img" not in html and "**" not in html and "](" not in html and "\n" not in html
    assert "61,7%" in html


def test_nothing_found_is_told_and_keeps_its_address(journal):
    html = list_html(find(journal, Query(words="x")), Query(words="x"))
    assert "không có dòng nào khớp" in html and "tim" in html
