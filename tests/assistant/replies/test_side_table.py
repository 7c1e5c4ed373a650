"""Comparisons in the chat: the table beside the text, and in the text where more than two values are compared."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.replies.side_table import unlike_periods
from assistant.writing.composition import Composition
from tests.assistant.indicators.two_offices import make_archive
from tests.assistant.small_archive import assistant_of, report_text
from tests.vectorstore.builders import a_figure
from vectorstore.records import Period, Role

RATE = "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    with make_archive(tmp_path_factory.mktemp("offices")) as archive:
        yield Assistant(archive)


def test_two_places_give_their_values_and_the_difference(assistant):
    answer = assistant.ask("So sánh tỷ lệ tiêm chủng đầy đủ của Cao Bằng và Tuyên Quang 6T/2023")
    table = answer.table
    assert [c.heading for c in table.columns[:2]] == ["Cao Bằng 6T/2023", "Tuyên Quang 6T/2023"]
    [row] = table.rows
    assert row.label == RATE and row.unit == "%"
    assert [cell.value for cell in row.cells] == [Decimal("48.4"), Decimal("46.1"), Decimal("2.3")]
    assert row.cells[2].working == "48,4 − 46,1 = 2,3" and table.columns[2].derived
    assert [cell.citation for cell in row.cells[:2]] == list(answer.citations)
    assert "Cao Bằng 6T/2023 cao hơn Tuyên Quang 6T/2023" in answer.text and "Nơi, kỳ |" not in answer.text
    assert answer.as_json()["table"]["rows"][0]["cells"][0]["source"] == 1


def test_more_than_two_values_are_a_small_table_in_the_text(assistant):
    answer = assistant.ask("So sánh tỷ lệ tiêm chủng đầy đủ của Cao Bằng, Tuyên Quang và Hà Giang 6T/2023")
    lines = answer.text.splitlines()
    assert lines[1:5] == [
        f"Nơi, kỳ | {RATE} | Nguồn",
        "Cao Bằng 6T/2023 | 48,4% | [1]",
        "Tuyên Quang 6T/2023 | 46,1% | [2]",
        "Hà Giang 6T/2023 | không có số liệu | –",
    ]
    assert answer.table.rows[0].cells[2].value is None


def test_a_year_beside_half_a_year_is_warned_of(assistant):
    answer = assistant.ask("So sánh tổng số lượt khám bệnh của Cao Bằng năm 2022 và 6T/2023")
    assert "dài ngắn khác nhau (6T/2023 và 2022)" in answer.text.splitlines()[0]
    assert answer.table.warnings and answer.table.warnings[0].startswith("Các kỳ")


def test_last_years_value_takes_its_own_column(assistant):
    answer = assistant.ask("So sánh tỷ lệ tiêm chủng đầy đủ của Cao Bằng 6T/2023 và Cao Bằng 6T/2022")
    roles = [cell.figure.role for cell in answer.table.rows[0].cells if cell.figure]
    assert roles == [Role.RESULT, Role.PRIOR]


def test_other_questions_have_no_table(assistant):
    answer = assistant.ask("Tỷ lệ tiêm chủng đầy đủ của Cao Bằng 6T/2023?")
    assert answer.table is None and answer.as_json()["table"] is None


def test_the_table_stays_when_a_model_words_the_answer(assistant):
    answer = assistant.ask("So sánh tỷ lệ tiêm chủng đầy đủ của Cao Bằng và Tuyên Quang 6T/2023")
    assert isinstance(answer, Answer) and Composition(answer).answer().table == answer.table


@pytest.mark.parametrize(
    ("units", "warned"), [(("ca", "ca"), True), (("%", "%"), False)], ids=["counts", "rates"]
)
def test_rates_of_unlike_stretches_may_stand_beside_each_other(units, warned):
    year, half = Period.year(2023), Period(2023, 1, 2023, 6)
    one, other = (replace(a_figure("a", 0, "x", "1"), unit=unit) for unit in units)
    assert bool(unlike_periods([replace(one, period=year), replace(other, period=half)])) is warned


def test_per_head_values_are_compared_whatever_is_printed_behind_them(tmp_path):
    reports = {
        "son-la-2023": report_text(
            "Sở Y tế Sơn La", "Công tác y tế năm 2023", "- Tỷ lệ bác sĩ/vạn dân đạt 9,1 bác sĩ."
        ),
        "hoa-binh-2023": report_text(
            "Sở Y tế Hòa Bình", "Công tác y tế năm 2023", "- Bác sĩ: 812 người, đạt 9,4/vạn dân."
        ),
    }
    answer = assistant_of(tmp_path, reports).ask(
        "So sánh số bác sĩ trên vạn dân của Sơn La và Hòa Bình năm 2023"
    )
    assert "chênh lệch 0,3/10.000 dân (tính từ hai số trên: 9,4 − 9,1)" in answer.text
