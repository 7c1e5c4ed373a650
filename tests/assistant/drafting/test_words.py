"""Administrative words for periods, places, labels, values."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.words import (
    label_words,
    listing,
    lower_first,
    period_words,
    place_words,
    remark,
    verb,
)
from vectorstore.records import Period, Place


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(2024, 1, 2024, 6), "6 tháng đầu năm 2024"),
        (Period(2024, 1, 2024, 9), "9 tháng đầu năm 2024"),
        (Period(2024, 7, 2024, 12), "6 tháng cuối năm 2024"),
        (Period(2024, 1, 2024, 3), "quý I năm 2024"),
        (Period(2024, 10, 2024, 12), "quý IV năm 2024"),
        (Period(2024, 5, 2024, 5), "tháng 5 năm 2024"),
        (Period.year(2023), "năm 2023"),
        (Period(2021, 1, 2025, 12), "giai đoạn 2021-2025"),
        (Period(2023, 12, 2024, 5), "từ tháng 12 năm 2023 đến tháng 5 năm 2024"),
        (Period(2024, 2, 2024, 5), "từ tháng 2 đến tháng 5 năm 2024"),
        (Period.week(2024, 23), "tuần 23 năm 2024"),
        (Period.days(date(2024, 4, 15), date(2024, 5, 14)), "từ ngày 15/04/2024 đến ngày 14/05/2024"),
        (None, ""),
    ],
)
def test_periods(period, words):
    assert period_words(period) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("Điện Biên"), "tỉnh Điện Biên"),
        (Place("Hà Nội"), "thành phố Hà Nội"),
        (Place("Lai Châu", "Phong Thổ"), "huyện Phong Thổ, tỉnh Lai Châu"),
        (Place("Nơi Lạ"), "Nơi Lạ"),
        (None, ""),
    ],
)
def test_places(place, words):
    assert place_words(place) == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Bệnh sởi › Số ca mắc", "Số ca mắc bệnh sởi"),
        ("Basedow › Bệnh nhân phát hiện mới", "Bệnh nhân phát hiện mới Basedow"),
        ("Nhân lực › Bác sĩ", "Nhân lực – Bác sĩ"),
        ("Tỷ lệ bao phủ", "Tỷ lệ bao phủ"),
    ],
)
def test_labels_say_what_is_counted_first(label, words):
    assert label_words(label) == words


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("Tỷ lệ trẻ", "tỷ lệ trẻ"),
        ("TE < 1 tuổi", "TE < 1 tuổi"),
        ("HIV", "HIV"),
        ("Basedow", "Basedow"),
        ("Sốt xuất huyết", "sốt xuất huyết"),
        ("Tay chân miệng", "tay chân miệng"),
        ("", ""),
    ],
)
def test_names_and_abbreviations_keep_their_capitals(text, lowered):
    assert lower_first(text) == lowered


@pytest.mark.parametrize(
    ("label", "unit", "said"),
    [
        ("Tỷ lệ tiêm chủng đầy đủ", "%", "đạt"),
        ("Tỷ lệ trẻ suy dinh dưỡng thể thấp còi", "%", "là"),
        ("Tỷ suất tử vong trẻ em", "‰", "là"),
        ("Số ca mắc sởi", "ca", "là"),
        ("Bác sĩ", "/10.000 dân", "đạt"),
    ],
)
def test_nobody_attains_a_death(label, unit, said):
    assert verb(label, unit) == said


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a và b"),
        (["a 1,5", "b", "c"], "a 1,5, b và c"),
        (["a, b", "c"], "a, b và c"),
        (["a, b", "c", "d"], "a, b; c; và d"),
    ],
)
def test_listing(items, text):
    assert listing(items) == text


def test_remark_leaves_out_what_the_value_says_and_numbers_without_a_source():
    assert remark("trên mức này; chỉ tiêu kế hoạch") == ""
    assert remark("báo cáo còn ghi 44,1 %") == " (báo cáo còn ghi giá trị khác, cần rà soát)"
    assert remark("lũy tích 6T/2024; số ước") == " (lũy tích 6T/2024)"
