"""One report's view: what was understood, its outline, figures and findings, and what an editor may do."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from tests.ui.fakes import FIGURE, REPORTS, FakeArchive
from tests.ui.library import PDF, TEXT
from ui.pages.report_view import CHANGE, FIGURES_PER_PAGE, View, view_html
from vectorstore.records import Finding, Section


def shown(archive, view: View) -> str:
    return view_html(archive, view, "03/07/2023 – Lan")


def test_view_says_what_was_understood(shelf):
    report = shelf.report(PDF)
    text = html.unescape(shown(shelf, View(PDF)))
    for part in (
        report.title,
        report.place.label,
        report.period.label,
        report.agency,
        str(report.pages),
        "Lan",
    ):
        assert part in text
    assert f"/nguon/{PDF}/tep" in text


def test_outline_opens_every_heading(shelf):
    text = html.unescape(shown(shelf, View(TEXT)))
    outline = text.partition('class="outline"')[2].partition("</details>")[0]
    for section in shelf.sections(TEXT):
        if section.heading:
            assert f">{section.heading}</button>" in outline


@pytest.mark.parametrize(("headings", "unfolded"), [(200, True), (201, False)])
def test_outline_of_a_long_report_is_folded(headings, unfolded):
    class Long(FakeArchive):
        def sections(self, key):
            return tuple(Section(key, n, None, f"{n}.", "Mục", ("Mục",), 1, 1) for n in range(headings))

    text = shown(Long(), View(REPORTS[0].key))
    assert ('class="outline" open' in text) is unfolded and text.count('class="heading"') == headings


def test_figures_are_paged(shelf):
    total = len(shelf.figures(reports=[PDF]))
    first = shown(shelf, View(PDF)).partition('id="figures"')[2]
    assert first.count("<tr>") - 1 == min(total, FIGURES_PER_PAGE)
    assert first == shown(shelf, View(PDF, figures_page=-3)).partition('id="figures"')[2]


@pytest.mark.parametrize("editor", [True, False])
def test_only_an_editor_is_offered_changes(shelf, editor):
    text = shown(shelf, View(PDF, editor=editor))
    assert (f"send-{CHANGE}" in text) is editor and ("data-upload" in text) is editor


def test_finding_opens_both_quotes_each_once():
    other = replace(FIGURE, number=1, quote="Câu khác nói 60%.", start=13, end=15, page=4)

    class WithFinding(FakeArchive):
        def figures(self, reports=()):
            return (FIGURE, other, replace(FIGURE, number=2))

        def findings(self, reports=()):
            return (
                Finding(
                    REPORTS[0].key, "contradiction", "Hai số <b>khác</b>.", (0, 1, 2), "total", "2 + 2 = 5"
                ),
            )

    text = shown(WithFinding(), View(REPORTS[0].key))
    remarks = text.partition('class="remarks"')[2].partition("</ol>")[0]
    assert remarks.count("send-source") == 2 and "<mark>60</mark>" in remarks
    assert "2 + 2 = 5" in html.unescape(remarks)
    assert "<b>" not in remarks


def test_hostile_title_is_text(shelf):
    text = shown(FakeArchive(), View(REPORTS[1].key, editor=True))
    assert not re.search(r"<b>năm|<script", text)


@pytest.mark.parametrize(("busy", "said"), [(False, "không có trong kho"), (True, "đang được đọc")])
def test_report_that_is_not_there_is_told(shelf, busy, said):
    assert said in shown(shelf, View("không-có", busy=busy))
