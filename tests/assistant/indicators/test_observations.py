"""Result, plan, last year and change of one report come together in one line."""

from __future__ import annotations

from assistant.indicators.locate import Indicators
from assistant.indicators.observations import citation_of, observations
from tests.assistant.four_reports import make_archive
from vectorstore.records import Role


def lines_of(indicators, name):
    return {
        (line.report.key, line.period.label): line
        for line in observations(indicators.find(name).best.members)
    }


def test_values_of_one_clause_stand_in_one_line(indicators):
    line = lines_of(indicators, "TCĐĐ")["tuyen-quang-6t-2023", "6T/2023"]
    printed = {role: member.figure.printed for role in Role if (member := line.of(role))}
    assert printed == {Role.RESULT: "46,1", Role.PLAN: "95", Role.PRIOR: "44,0"}
    assert line.unit == "%" and line.place.label == "Tuyên Quang"


def test_prose_and_table_of_a_report_are_one_line_with_all_that_they_say(indicators):
    line = lines_of(indicators, "TCĐĐ")["cao-bang-6t-2023", "6T/2023"]
    assert [m.figure.printed for m in line.members] == ["48,4", "96", "45,5"]
    assert line.others == ()


def test_each_report_has_its_own_line(indicators):
    assert set(lines_of(indicators, "lượt khám bệnh")) == {
        ("tuyen-quang-6t-2023", "6T/2023"),
        ("cao-bang-6t-2023", "6T/2023"),
        ("cao-bang-2022", "2022"),
    }


def test_month_and_months_so_far_are_two_lines(tmp_path):
    with make_archive(tmp_path) as archive:
        lines = lines_of(Indicators(archive), "tổng số lượt khám bệnh")
    of_month = {
        period: line.result.figure.printed
        for (key, period), line in lines.items()
        if key == "yen-bai-t10-2023"
    }
    assert of_month == {"T10/2023": "71.330", "10T/2023": "742.815"}


def test_a_second_value_of_the_same_is_kept_beside(tmp_path):
    """Prose says 17 cases and 5 more than before, the annex 19 and 7."""
    with make_archive(tmp_path) as archive:
        line = lines_of(Indicators(archive), "số ca mắc sởi")["hoa-binh-6t-2023", "6T/2023"]
    assert {line.result.figure.printed, *(m.figure.printed for m in line.others)} >= {"17", "19"}


def test_a_plan_alone_is_a_line_of_its_year(tmp_path):
    with make_archive(tmp_path) as archive:
        line = lines_of(Indicators(archive), "tiêm chủng đầy đủ")["lac-son-ke-hoach-2023", "2023"]
    assert line.result is None and line.plan.figure.printed == "96"


def test_citation_of_a_table_row_says_under_which_rows_it_stands(indicators):
    found = indicators.find("tử vong do sởi").best
    [member] = [m for m in found.members if m.figure.printed == "1"]
    citation = citation_of(member)
    assert citation.section[-1] == "Bệnh sởi" and citation.quote == member.figure.quote
