"""A chart that is asked for in the chat: the wish, and what is drawn of an answer that is no comparison."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.charts.asked import asks_chart, without_wish
from assistant.charts.series import drawings
from assistant.conversation import Turn
from tests.assistant.four_reports import make_archive
from vectorstore.archive import Archive

RATE = "Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?"
CHART = "vẽ biểu đồ giúp"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    archive: Archive = make_archive(tmp_path_factory.mktemp("charted"))
    return Assistant(archive)


@pytest.mark.parametrize(
    ("question", "asks", "bare"),
    [
        (CHART, True, ""),
        ("ve bieu do giup", True, ""),
        ("Vẽ biểu đồ số ca sởi của Hòa Bình", True, "số ca sởi của Hòa Bình"),
        ("giúp tôi vẽ đồ thị cột về lượt khám", True, "lượt khám"),
        ("Số ca sởi, xem biểu đồ nhé", True, "Số ca sởi"),
        ("Tỷ lệ trẻ được theo dõi biểu đồ tăng trưởng", False, "Tỷ lệ trẻ được theo dõi biểu đồ tăng trưởng"),
        ("Số ca sởi của Hòa Bình?", False, "Số ca sởi của Hòa Bình?"),
        ("Vẽ đồ thị nước sạch đô thị", True, "nước sạch đô thị"),
        ("ty le nuoc sach do thi", False, "ty le nuoc sach do thi"),
    ],
    ids=[
        "follow-up",
        "without diacritics",
        "with its subject",
        "another word",
        "behind",
        "an indicator",
        "none",
        "of towns",
        "towns without diacritics",
    ],
)
def test_wish(question, asks, bare):
    assert (asks_chart(question), without_wish(question)) == (asks, bare)


def test_follow_up_draws_result_plan_and_year_before(assistant):
    first = assistant.ask(RATE)
    answer = assistant.ask(CHART, [Turn(RATE, first.text)])
    assert answer.resolved == "Tỷ lệ tiêm chủng đầy đủ – Hòa Bình, 6T/2023"
    assert answer.text == first.text
    (drawing,) = drawings(answer.table)
    assert [(one.name, [str(cell.value) for cell in one.cells]) for one in drawing.series] == [
        ("Kết quả", ["46.8"]), ("Kế hoạch", ["95"]), ("Cùng kỳ năm trước", ["44.5"]),
    ]  # fmt: skip
    assert all(cell.citation in answer.citations for one in drawing.series for cell in one.cells)


def test_without_a_plan_the_periods_are_drawn(assistant):
    answer = assistant.ask("Vẽ biểu đồ số ca tay chân miệng ở Hòa Bình 6T/2023")
    (drawing,) = drawings(answer.table)
    assert drawing.labels == ("6T/2022", "6T/2023")
    assert [str(cell.value) for cell in drawing.series[0].cells] == ["164", "143"]


def test_change_is_drawn_by_the_values_of_its_clause(assistant):
    answer = assistant.ask(
        CHART, [Turn("Tay chân miệng ở Hòa Bình 6T/2023 tăng giảm thế nào so với cùng kỳ?")]
    )
    assert {str(cell.value) for row in answer.table.rows for cell in row.cells} == {"143", "164"}


def test_comparison_keeps_its_own_table(assistant):
    both = "So sánh tỷ lệ tiêm chủng đầy đủ của Hòa Bình và Yên Bái 6T/2023"
    compared = assistant.ask(both)
    assert assistant.ask(CHART, [Turn(both, compared.text)]).table == compared.table


@pytest.mark.parametrize("question", [RATE, "Vẽ biểu đồ số vụ cháy rừng ở Hòa Bình 6T/2023"])
def test_no_table_where_none_is_asked_for_or_nothing_is_known(assistant, question):
    assert assistant.ask(question).table is None
