"""The source view: page of a PDF or section of a text, the quote found, neighbours, references that are none."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from assistant.citation import Citation
from tests.ui.fakes import HOSTILE, PATH, REPORTS, FakeArchive
from tests.ui.library import DOCX, PDF, TEXT
from ui.pages.source import Reference, SourceView, chip, original_url, picture_url


def openers(shown: str) -> list[Reference]:
    values = re.findall(r'data-send="send-source" data-value="([^"]+)"', shown)
    return [Reference.decoded(html.unescape(value)) for value in values]


def figure_of(archive, key: str):
    return next(f for f in archive.figures(reports=[key]) if f.unit == "%" and not f.in_table)


def reference_of(archive, key: str) -> Reference:
    figure = figure_of(archive, key)
    return Reference(key, figure.page, archive.sections(key)[figure.section].path, figure.quote)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        "null",
        '["a"]',
        '["a", "x", [], "", false]',
        '["a", true, [], "", false]',
        '[1, 1, [], "", false]',
        "[" * 9000,
    ],
)
def test_message_that_is_no_reference(text):
    assert Reference.decoded(text) is None


def test_reference_comes_back_from_the_browser():
    reference = Reference("a", 3, ("I. B", "1. C"), 'x "y"\tz')
    assert Reference.decoded(reference.encoded()) == reference
    assert Reference.decoded(json.dumps(["a", None, [], "", 0])) == Reference("a")


def test_pdf_shows_the_page_with_the_quote_boxed_and_in_words(shelf):
    shown = SourceView(shelf).html(reference_of(shelf, PDF))
    page = figure_of(shelf, PDF).page
    assert f"/trang/{page}.png" in html.unescape(shown)
    assert 'class="hit"' in shown and "left:" in shown
    assert "Đoạn trích bằng chữ" in shown and "<mark>" in shown
    assert html.unescape(re.search(r'alt="([^"]+)"', shown)[1]).startswith(f"Trang {page} của")


def test_pdf_goes_a_page_on_and_back(shelf):
    pages = shelf.report(PDF).pages
    first = SourceView(shelf).html(Reference(PDF, 1))
    assert [r.page for r in openers(first) if r] == [2] and "disabled" in first
    last = SourceView(shelf).html(Reference(PDF, pages))
    assert [r.page for r in openers(last) if r] == [pages - 1] and f"Trang {pages}/{pages}" in last


def test_quote_that_stands_overleaf_is_followed_there(shelf):
    reference = reference_of(shelf, PDF)
    other = reference.page - 1 if reference.page > 1 else reference.page + 1
    shown = SourceView(shelf).html(Reference(PDF, other, (), reference.quote))
    assert f"Trang {reference.page}/" in shown and 'class="hit"' in shown


def test_page_that_is_turned_to_stays_even_where_the_quote_is_elsewhere(shelf):
    reference = replace(reference_of(shelf, PDF), page=1)
    [after] = [r for r in openers(SourceView(shelf).html(reference)) if r]
    shown = SourceView(shelf).html(after)
    assert "Trang 2/" in shown and "Không tìm được" not in shown


def test_heading_without_text_of_its_own_opens_what_is_below_it(shelf):
    sections = shelf.sections(TEXT)
    filled = {passage.section for passage in shelf.passages(reports=[TEXT])}
    empty = next(s for s in sections if s.heading and s.number not in filled)
    shown = html.unescape(SourceView(shelf).html(Reference(TEXT, None, empty.path)))
    assert " › ".join(empty.path) in shown


def test_quote_that_is_on_no_page_is_told(shelf):
    shown = SourceView(shelf).html(Reference(PDF, 1, (), "Không một trang nào của báo cáo có câu này."))
    assert "Không tìm được vị trí" in shown


def test_page_that_is_not_there_is_told(shelf):
    assert "không có trang 999" in SourceView(shelf).html(Reference(PDF, 999))


@pytest.mark.parametrize("key", [DOCX, TEXT])
def test_text_shows_the_section_with_the_quote_marked(shelf, key):
    reference = reference_of(shelf, key)
    shown = SourceView(shelf).html(reference)
    marked = html.unescape("".join(re.findall(r"<mark>(.*?)</mark>", shown)))
    assert "".join(marked.split()) == "".join(reference.quote.split())
    assert " › ".join(reference.section) in html.unescape(shown)
    assert re.search(r"Mục \d+/\d+", shown)


def test_text_goes_a_section_on_and_back(shelf):
    view = SourceView(shelf)
    first = view.html(Reference(TEXT))
    [after] = [r for r in openers(first) if r]
    second = view.html(after)
    assert len([r for r in openers(second) if r]) == 2 and "Mục 2/" in second


def test_section_without_page_opens_the_pdf_where_it_begins(shelf):
    section = next(s for s in shelf.sections(PDF) if (s.first_page or 0) > 1)
    assert f"Trang {section.first_page}/" in SourceView(shelf).html(Reference(PDF, None, section.path))


def test_report_that_is_gone_is_told_and_can_be_closed(shelf):
    shown = SourceView(shelf).html(Reference("không-có", 1))
    assert "không còn trong kho" in shown and 'data-value=""' in shown


def test_hostile_text_is_shown_as_text():
    shown = SourceView(FakeArchive()).html(Reference(REPORTS[1].key, None, PATH, HOSTILE))  # type: ignore[arg-type]
    assert not re.search(r"<(script|img|b>)", shown)
    assert html.unescape("".join(re.findall(r"<mark>(.*?)</mark>", shown))) == HOSTILE


def test_chip_says_where_it_leads():
    shown = html.unescape(chip(2, Citation(REPORTS[0], PATH, 3, "câu")))
    assert 'aria-label="Xem nguồn 2: Báo cáo Bến Tre 6T/2023, trang 3"' in shown


def test_addresses_are_quoted_and_change_with_the_file():
    odd = replace(REPORTS[0], key="a b", sha256="1" * 64)
    assert original_url(odd) == "/nguon/a%20b/tep"
    assert picture_url(odd, 2) != picture_url(replace(odd, sha256="2" * 64), 2)
