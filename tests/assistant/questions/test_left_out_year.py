"""Months without a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.questions.left_out_year import reference_of
from assistant.questions.question import parse_question
from vectorstore.records import Kind, Period, Place, Report

DAK_LAK, LONG_AN = Place("Đắk Lắk"), Place("Long An")
AUGUST = Report(
    "dl-t8", "Báo cáo tháng 8", "Sở Y tế", DAK_LAK, Period(2023, 8, 2023, 8), Kind.REPORT, False,
    date(2023, 9, 1), "dl-t8.txt", "0", None,
)  # fmt: skip
YEAR = replace(AUGUST, key="dl-2022", period=Period.year(2022))
OTHER = replace(AUGUST, key="la-2024", place=LONG_AN, period=Period(2024, 1, 2024, 6))

CASES = [
    ("tháng 7 Đắk Lắk khám bao nhiêu lượt", [AUGUST, YEAR], 2023),
    (
        "tháng 11 Đắk Lắk khám bao nhiêu lượt",
        [AUGUST, YEAR],
        2022,
    ),  # the newest November that a report reaches
    ("tháng 11 Đắk Lắk khám bao nhiêu lượt", [AUGUST], 2023),
    ("quý II Đắk Lắk mấy ca sởi", [AUGUST, OTHER], 2023),
    ("tháng 7 khám bao nhiêu lượt", [AUGUST, OTHER], None),  # of which of two years?
    ("tháng 7 năm 2022 Đắk Lắk khám bao nhiêu lượt", [AUGUST], None),
    ("Đắk Lắk trong tháng có mấy ca sởi", [AUGUST], None),
    ("tháng trước Đắk Lắk khám bao nhiêu lượt", [AUGUST], None),
    ("trẻ 9 tháng tuổi ở Đắk Lắk tiêm sởi bao nhiêu", [AUGUST], None),
]


@pytest.mark.parametrize(("text", "held", "year"), CASES, ids=[row[0] + f" {len(row[1])}" for row in CASES])
def test_the_year_that_is_meant(text, held, year):
    reference = reference_of(parse_question(text, [DAK_LAK, LONG_AN]), held)
    assert (reference.last_year if reference else None) == year


def test_the_months_are_read_by_that_year():
    question = parse_question("khám bệnh tháng 7 so với tháng trước", [DAK_LAK], reference=AUGUST.period)
    assert [asked.period.label for asked in question.periods] == ["T7/2023"]
