"""Answers as HTML: the right parts in the right order, and nothing of a report ever becomes markup."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation
from tests.ui.fakes import HOSTILE, PATH, RATE, REPORTS, FakeArchive, FakeAssistant
from ui.pages import render
from ui.pages.excerpt import Excerpt, excerpts

OUR_TAGS = re.compile(
    r"</?(div|p|sup|ul|li|details|summary|span|table|thead|tbody|tr|th|td|mark)"
    r"( class=\"[a-z -]+\")?>"
)


def text_of(markup: str) -> str:
    return html.unescape(OUR_TAGS.sub("", markup))


def whole(question: str) -> str:
    answer = FakeAssistant().ask(question)
    return list(render.stages(answer, excerpts(FakeArchive(), answer.citations)))[-1]


@given(st.text(max_size=200))
def test_escaped_text_holds_no_markup_and_reads_the_same(text):
    escaped = render.escape(text)
    assert not re.search(r"[<>\"'`*_\[\]$~|\\\n]|&(?!#\d+;)|#(?!\d)", escaped)
    kept = html.unescape(escaped)
    assert kept.split() == render._CONTROL.sub("", re.sub(r"\s+", " ", text)).split()
    escaped.encode("utf-8")


@pytest.mark.parametrize("question", ["Tỷ lệ tiêm chủng?", "ca ho gà", "Cà Mau", "thời tiết"])
def test_page_holds_only_our_own_tags_and_no_line_break(question):
    page = whole(question)
    assert "<" not in OUR_TAGS.sub("", page)
    assert "\n" not in page


def test_hostile_report_is_shown_as_text():
    shown = text_of(whole("Cà Mau"))
    assert shown.count(HOSTILE) == 2  # in the context and in the source
    assert 'Tổng kết <b>năm</b> "2022"' in shown


def test_answer_grows_from_direct_line_to_sources():
    answer = FakeAssistant().ask("Tỷ lệ tiêm chủng?")
    stages = list(render.stages(answer, excerpts(FakeArchive(), answer.citations)))
    assert len(stages) == 3
    assert "direct" in stages[0] and "context" not in stages[0]
    assert "context" in stages[1] and "details" not in stages[1]
    assert f"<mark>{render.escape(RATE)}</mark>" in stages[2]


def test_source_names_report_page_and_path():
    shown = whole("Tỷ lệ tiêm chủng?")
    for part in (REPORTS[0].title, "trang 3", " › ".join(PATH)):
        assert render.escape(part) in shown


def test_citation_marks_are_set_apart():
    assert '<sup class="mark">&#91;1&#93;</sup>' in whole("Tỷ lệ tiêm chủng?")


def test_lines_with_tabs_become_tables_and_the_cited_row_is_marked():
    shown = whole("ca ho gà")
    assert "<th>Bệnh</th><th>Mắc</th>" in shown
    assert '<tr class="hit"><td><mark>Ho gà</mark></td><td><mark>3</mark></td>' in shown


def test_many_sources_open_on_demand():
    citations = tuple(Citation(REPORTS[0], PATH, 3, f"câu {n}") for n in range(9))
    quoted = [Excerpt(c.quote, 0, len(c.quote)) for c in citations]
    shown = list(render.stages(Answer("q", "trả lời", citations), quoted))[-1]
    assert "Xem thêm 5 nguồn" in shown and shown.count('class="source"') == 9


@pytest.mark.parametrize(
    ("reports", "line"),
    [
        ((), "Kho chưa có báo cáo nào; hãy nạp bằng lệnh hoibaocao ingest."),
        (REPORTS, "Kho có 3 báo cáo · Bến Tre, Cà Mau · 2022–2023"),
        (REPORTS[2:], "Kho có 1 báo cáo"),
        (REPORTS[:1], "Kho có 1 báo cáo · Bến Tre · 2023"),
    ],
)
def test_archive_in_one_line(reports, line):
    assert render.archive_line(reports) == line
