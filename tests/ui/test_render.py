"""Answers as HTML: the right parts in the right order, and nothing of a report ever becomes markup."""

import html
import re
from dataclasses import replace

import pytest

from assistant.answer import Answer, PartialAnswer
from assistant.citation import Citation
from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import FIGURE, HOSTILE, PATH, REPORTS, FakeAssistant
from ui.pages import render
from ui.pages.markup import escape
from ui.pages.source import Reference
from vectorstore.records import Place, Role

CELL = Cell(FIGURE.value, FIGURE.unit, FIGURE, None)
OUR_TAGS = re.compile(
    r"</?(div|p|sup|ul|li|details|summary|span|table|thead|tbody|tr|th|td|button|form|fieldset|legend|label|input|textarea)"
    r"( [a-z-]+=\"[^\"<>]*\"| checked)*>"
)


def text_of(markup: str) -> str:
    return html.unescape(OUR_TAGS.sub("", markup))


def whole(question: str) -> str:
    return render.answer_html(FakeAssistant().ask(question), 2)


@pytest.mark.parametrize("question", ["Tỷ lệ tiêm chủng?", "ca ho gà", "Cà Mau", "thời tiết"])
def test_page_holds_only_our_own_tags_and_no_line_break(question):
    page = whole(question)
    assert "<" not in OUR_TAGS.sub("", page)
    assert "\n" not in page


def test_hostile_report_is_shown_as_text():
    assert text_of(whole("Cà Mau")).count(HOSTILE) == 1


def test_parts_come_in_order():
    shown = whole("Tỷ lệ tiêm chủng?")
    places = [shown.index(f'class="{part}') for part in ("direct", "context", "sources", "actions")]
    assert places == sorted(places)


def test_growing_answer_has_no_actions_yet():
    shown = render.growing_html(PartialAnswer("45% [1]", FakeAssistant().ask("x").citations, "hỏi gì"))
    assert (
        "growing" in shown
        and "chip" in shown
        and "actions" not in shown
        and "Hiểu là: hỏi gì" in text_of(shown)
    )


def test_citation_mark_is_a_button_that_opens_its_source():
    shown = whole("Tỷ lệ tiêm chủng?")
    value = html.unescape(re.search(r'data-send="send-source" data-value="([^"]+)"', shown)[1])
    reference = Reference.decoded(value)
    assert (reference.report, reference.page, reference.section) == (REPORTS[0].key, 3, PATH)


def test_mark_without_a_citation_opens_nothing():
    assert '<sup class="mark">&#91;7&#93;</sup>' in render.answer_html(Answer("q", "a [7]"), 0)


def test_lines_with_tabs_become_tables():
    assert "<th>Bệnh</th><th>Mắc</th>" in whole("ca ho gà")


def test_sources_of_one_place_are_joined():
    citations = (
        Citation(REPORTS[0], PATH, 3, "câu một"),
        Citation(REPORTS[0], PATH, 4, "câu hai"),
        Citation(REPORTS[0], PATH, 3, "câu ba"),
    )
    sources = render.answer_html(Answer("q", "trả lời [1][2][3]", citations), 0).partition('class="sources"')[
        2
    ]
    assert sources.count("<li>") == 2
    first = sources.partition("</li>")[0]
    assert ">1</button>" in first and ">3</button>" in first and ">2</button>" not in first


def test_many_sources_open_on_demand():
    citations = tuple(Citation(REPORTS[0], PATH, n, f"câu {n}") for n in range(9))
    assert "Xem thêm 5 nguồn" in render.answer_html(Answer("q", "trả lời", citations), 0)


def test_copied_text_carries_the_sources():
    copied = render.as_text(FakeAssistant().ask("Tỷ lệ tiêm chủng?"))
    assert copied.startswith("61,7%") and "Nguồn:\n[1] " in copied
    assert " › ".join(PATH) in copied and "trang 3" in copied and "“Tỷ lệ trẻ" in copied


def test_refusal_offers_questions_to_press():
    shown = whole("thời tiết")
    assert re.search(r'data-send="send-ask" data-value="[^"]+" type="button" class="suggested"', shown)


def test_notice_and_understood_question_are_told():
    answer = replace(FakeAssistant().ask("x"), notice="Một câu đã bỏ.", resolved="Còn ở đâu?")
    shown = text_of(render.answer_html(answer, 0))
    assert shown.startswith("Hiểu là: Còn ở đâu?") and "Một câu đã bỏ." in shown


DISTRICT = replace(REPORTS[0], key="ba-tri", place=Place("Bến Tre", "Ba Tri"))


@pytest.mark.parametrize(
    ("reports", "line"),
    [
        (REPORTS, "Kho có 3 báo cáo · Bến Tre, Cà Mau · 2022–2023"),
        (REPORTS[2:], "Kho có 1 báo cáo"),
        (REPORTS[:1], "Kho có 1 báo cáo · Bến Tre · 2023"),
        ((DISTRICT,), "Kho có 1 báo cáo · Bến Tre (Ba Tri) · 2023"),
    ],
    ids=["places", "no place", "one", "district"],
)
def test_archive_in_one_line(reports, line):
    assert render.archive_line(reports) == line


def test_empty_archive_says_what_to_do():
    assert render.archive_line(()).startswith("Kho chưa có báo cáo nào; hãy thêm")


def test_question_is_shown_as_text_with_a_way_to_edit_it():
    shown = render.question_html("<b>x</b>", 4)
    assert escape("<b>x</b>") in shown and 'data-value="edit&#58;4"' in shown


def test_chart_is_drawn_where_the_question_asks_for_one():
    table = Table("Số ca", (Column("2023", role=Role.RESULT),), (Row("Sởi", "ca", (CELL,)),))
    answer = replace(FakeAssistant().ask("Tỷ lệ tiêm chủng?"), table=table)
    assert '<figure class="chart"><img' in render.answer_html(replace(answer, question="vẽ biểu đồ giúp"), 1)
    assert "<img" not in render.answer_html(answer, 1)
