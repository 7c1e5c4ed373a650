"""Kho báo cáo's handlers: what is shown to whom, what a form says, what the list of files says."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest

from tests.ui.fakes import FakeAssistant
from tests.ui.library import PDF, TEXT
from tests.ui.sharing import asked_by, sharing
from ui.intake.items import Item, State
from ui.intake.limits import Limits
from ui.pages.bridge import Sent
from ui.pages.intake_view import drop_html, items_html, removed_html
from ui.pages.report_list import Query
from ui.pages.reports import _Page, read_period, read_place
from ui.people.visitor import PersonRole
from ui.settings import Settings
from vectorstore.archive import Archive
from vectorstore.errors import UsageError
from vectorstore.records import Period, Place

EDITOR, READER = asked_by(PersonRole.EDITOR), asked_by(PersonRole.READER)


@pytest.fixture
def page(library: Archive, assistant: FakeAssistant) -> Iterator[_Page]:
    with sharing(library, assistant) as shared:
        yield _Page(shared)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Điện Biên", Place("Điện Biên")),
        ("tỉnh Điện Biên", Place("Điện Biên")),
        ("Phong Thổ (Lai Châu)", Place("Lai Châu", "Phong Thổ")),
        ("  ", None),
    ],
)
def test_place_of_a_form(text, place):
    assert read_place(text) == place


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("6T/2024", Period(2024, 1, 2024, 6)),
        ("Q1/2023", Period(2023, 1, 2023, 3)),
        ("2022", Period.year(2022)),
        ("", None),
    ],
)
def test_period_of_a_form(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize(("read", "text"), [(read_place, "Xứ Không Có"), (read_period, "hôm nọ")])
def test_form_that_cannot_be_read_is_told(read, text):
    with pytest.raises(UsageError, match="Không rõ"):
        read(text)


def test_list_of_pressed_buttons(page):
    query, shown = page.pressed(READER, Sent("sort:figures"), Query())
    assert (query.sort, query.descending) == ("figures", True) and "aria-sort" in shown
    query, shown = page.pressed(READER, Sent(f"open:{PDF}"), query)
    assert query.open == PDF and 'class="report"' in shown and f"bao-cao&#61;{PDF}" in shown
    query, shown = page.pressed(READER, Sent("list"), query)
    assert query.open == "" and "3 báo cáo" in shown
    assert page.pressed(READER, Sent("gì đó:²"), query)[0] == query


def test_reader_is_offered_no_changes(page):
    for request, offered in ((READER, False), (EDITOR, True)):
        _, shown = page.pressed(request, Sent(f"open:{PDF}"), Query())
        assert ("Gỡ khỏi kho" in shown) is offered


def test_removed_report_can_be_brought_back_from_the_notice_and_the_list(page, library):
    query, notice, *_, shown = page.changed(EDITOR, Sent(f"remove:{TEXT}"), Query(open=TEXT))
    assert library.report(TEXT) is None and query.open == ""
    assert "Hoàn tác" in notice and "2 báo cáo" in shown and "Khôi phục" in shown


def test_correction_that_cannot_be_is_told_and_changes_nothing(page, library):
    sent = Sent(f"correct:{TEXT}", {"key": PDF, "place": "", "period": "", "kind": "báo cáo"})
    query, notice, *_ = page.changed(EDITOR, sent, Query(open=TEXT))
    assert "đã có báo cáo khác" in notice and query.open == TEXT and library.report(TEXT) is not None


def test_list_is_drawn_anew_only_after_a_change(page):
    *_, seen, first = page._moving(READER, Query(), -1)
    assert "3 báo cáo" in first
    assert isinstance(page._moving(READER, Query(), seen)[-1], dict)  # gr.skip()


def item(name: str, state: State, **more: object) -> Item:
    return Item("lan", name, state=state, **more)  # type: ignore[arg-type]


def test_files_under_way_and_failed_come_first():
    items = [
        item("a.pdf", State.ADDED),
        item("b.pdf", State.WAITING),
        item("c.pdf", State.FAILED, message="hỏng <b>"),
        item("d.pdf", State.READING),
    ]
    shown = html.unescape(items_html(items))
    assert [shown.index(f">{name}") for name in ("d.pdf", "c.pdf", "a.pdf")] == sorted(
        shown.index(f">{name}") for name in ("d.pdf", "c.pdf", "a.pdf")
    )
    assert "Đã xử lý 2/4 tệp, 1 tệp lỗi" in shown and "<b>" not in items_html(items)
    assert 'max="4" value="2"' in shown and "Dọn danh sách" not in shown


def test_done_list_can_be_tidied_and_none_is_nothing():
    assert "Dọn danh sách" in items_html([item("a.pdf", State.ADDED)])
    assert items_html([]) == "" and removed_html([]) == ""


def test_drop_zone_says_what_is_taken():
    shown = html.unescape(drop_html(Limits.of(Settings(upload_file_mb=7))))
    assert "7 MB" in shown and ".zip" in shown and "multiple" in shown
