"""The bar over the pages: where one is, where one may go, who one is."""

from __future__ import annotations

import html
from types import ModuleType, SimpleNamespace

import pytest

from ui.pages import ask, frame, reports
from ui.pages.frame import PAGES, bar_html
from ui.people.visitor import LOCAL, PersonRole, Visitor


def test_every_page_has_what_the_frame_asks_of_it():
    assert len({page.PATH for page in PAGES}) == len(PAGES) and PAGES[0].PATH == ""
    for page in PAGES:
        assert page.NAME and isinstance(page.ROLE, PersonRole) and callable(page.build)


def test_bar_says_where_one_is():
    bar = html.unescape(bar_html(reports, LOCAL, "Kho có 3 báo cáo"))
    assert '<a href="/kho" aria-current="page">Kho báo cáo</a>' in bar and '<a href="/">Hỏi đáp</a>' in bar
    assert "Kho có 3 báo cáo" in bar and "Đăng xuất" not in bar


@pytest.mark.parametrize(("role", "seen"), [(PersonRole.READER, False), (PersonRole.ADMIN, True)])
def test_page_for_admins_is_shown_to_admins(monkeypatch, role, seen):
    secret = SimpleNamespace(PATH="nhat-ky", NAME="Nhật ký", ROLE=PersonRole.ADMIN)
    monkeypatch.setattr(frame, "PAGES", (ask, secret))
    page: ModuleType = ask
    assert ("Nhật ký" in bar_html(page, Visitor("an", role), "")) is seen


@pytest.mark.parametrize(("way", "leaves"), [("session", True), ("proxy", False)])
def test_person_is_named_as_text_and_may_leave_where_they_came_in(way, leaves):
    bar = bar_html(ask, Visitor("an", PersonRole.READER, "<b>An</b>", way), "")
    assert "<b>" not in bar and "<b>An</b>" in html.unescape(bar)
    assert ("/dang-xuat" in bar) is leaves
