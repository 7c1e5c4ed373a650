"""Days without a year in running text: found whole, never taken for fractions of communes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.figures.prose_days import day_spans, without_days
from tests.ingest.test_prose_figures import read

DAYS = {
    "range": ("Đợt tiêm (3/8 - 25/9): 40 trẻ", ["3/8 - 25/9"]),
    "glued range": ("Tuần 30 (22/7-28/7)", ["22/7-28/7"]),
    "from to": ("từ 15/5 đến 20/6 khám 300 người", ["từ 15/5 đến 20/6"]),
    "with a year": ("từ ngày 1/4 đến 9/5/2024", ["từ ngày 1/4 đến 9/5/2024"]),
    "days of one month": ("giám sát 04 - 15/7 tại xã", ["04 - 15/7"]),
    "before a day": ("hoàn thành trước 20/9; tập huấn", ["trước 20/9"]),
    "the day": ("tổ chức ngày 5/10 tại trường", ["ngày 5/10"]),
    "more parts than a whole": ("hết thuốc (18/6)", ["18/6"]),
    "a fraction": ("đạt 5/10 xã, từ 6/12 trạm", []),
    "a fraction in brackets": ("xã đạt chuẩn (8/12)", []),
    "no month": ("có 14/15 xã, 20/31 thôn", []),
    "counts": ("tiêm 3.120/7.845 trẻ; 9/11 đơn vị", []),
}


@pytest.mark.parametrize(("text", "expected"), DAYS.values(), ids=DAYS.keys())
def test_days_are_found_whole(text, expected):
    assert [text[span.start : span.end] for span in day_spans(text)] == expected


@given(st.text(alphabet="0123456789/- đếntừ.,;()", max_size=40))
def test_blanks_take_the_place_of_days(text):
    blanked = without_days(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for new, old in zip(blanked, text, strict=True))


def test_dates_are_dismissed_and_no_part_of_a_name():
    found = read("Chiến dịch bổ sung vitamin A (3/6 - 8/6): uống 940/1.040 trẻ, đạt 90,4%.")
    assert [(f.printed, f.name) for f in found.figures] == [
        ("940", "Chiến dịch bổ sung vitamin A › uống"),
        ("1.040", "Chiến dịch bổ sung vitamin A › uống"),
        ("90,4", "Chiến dịch bổ sung vitamin A › uống"),
    ]
    assert [(d.printed, d.reason) for d in found.dismissed] == [
        ("3", "date"), ("6", "date"), ("8", "date"), ("6", "date"),
    ]  # fmt: skip
