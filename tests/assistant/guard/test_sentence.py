"""Sentences taken apart: marks, workings, numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.guard.sentence import find_workings, read_sentence, with_digits

MARKS = {
    "one": ("Đạt 46,8% [1].", "Đạt 46,8%", (1,)),
    "two": ("Đạt 46,8% [1][2].", "Đạt 46,8%", (1, 2)),
    "together": ("Đạt 46,8% [1, 2].", "Đạt 46,8%", (1, 2)),
    "inside": ("A đạt 46,8% [1], B đạt 43,1% [2].", "A đạt 46,8%, B đạt 43,1%", (1, 2)),
    "named": ("Đạt 46,8% [nguồn 3].", "Đạt 46,8%", (3,)),
    "other brackets": ("Đạt 46,8%【4】", "Đạt 46,8%", (4,)),
    "footnote": ("Đạt 46,8% [^1].", "Đạt 46,8%", (1,)),
    "none": ("Đạt 46,8%.", "Đạt 46,8%", ()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "plain", "cited"), MARKS.values(), ids=MARKS)
def test_marks(text, plain, cited):
    sentence = read_sentence(text)
    assert (sentence.text, sentence.cited, sentence.malformed) == (plain, cited, False)


@pytest.mark.parametrize("text", ["Đạt 46,8% [một].", "Đạt 46,8% [1.", "Đạt 46,8% 1]."])
def test_malformed_marks(text):
    assert read_sentence(text).malformed


WORKINGS = {
    "difference": ("chênh 3,7 điểm % (46,8 − 43,1)", ("46.8", "43.1"), ("−",), None),
    "with its result": ("46,8 − 43,1 = 3,7 điểm %", ("46.8", "43.1"), ("−",), "3.7"),
    "hyphen": ("46,8 - 43,1 = 3,7", ("46.8", "43.1"), ("−",), "3.7"),
    "sum": ("1.235 + 12 + 3 = 1.250", ("1235", "12", "3"), ("+", "+"), "1250"),
    "share": ("271 : 480 × 100 = 56,5%", ("271", "480", "100"), ("/", "×"), "56.5"),
    "percent signs": ("95% − 46,8% = 48,2", ("95", "46.8"), ("−",), "48.2"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "numbers", "signs", "result"), WORKINGS.values(), ids=WORKINGS)
def test_workings(text, numbers, signs, result):
    [working] = find_workings(text)
    assert (working.numbers, working.signs) == (tuple(map(Decimal, numbers)), signs)
    assert working.result == (Decimal(result) if result else None)


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025",
        "trẻ 12-18 tháng",
        "đạt 3.120/7.845 trẻ",
        "năm 2022: 62,5%",
        "COVID-19",
        "6 tháng/2024",
    ],
)
def test_what_is_no_working(text):
    assert find_workings(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("có mười bảy ca mắc", "có 17 ca mắc"),
        ("hai trăm xã", "200 xã"),
        ("trong năm ca mắc tăng", "trong năm ca mắc tăng"),
        ("năm 2023", "năm 2023"),
        ("một số nơi", "một số nơi"),
        ("đạt 46,8%", "đạt 46,8%"),
    ],
)
def test_numbers_in_words(text, expected):
    assert with_digits(text) == expected


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    sentence = read_sentence(text)
    assert len(sentence.plain) >= 0
