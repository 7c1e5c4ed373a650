"""Which wordings are one indicator, and what is said where they are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indicators.identity import Identity, identity_of_text
from assistant.indicators.sameness import Same, compare

SAME = [
    ("Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ", "TE < 1 tuổi TCĐĐ"),
    ("Tỷ lệ tiêm chủng đầy đủ", "Trẻ em dưới 01 tuổi được tiêm đủ các loại vắc xin"),
    ("Tỷ lệ bao phủ bảo hiểm y tế", "Dân số tham gia BHYT"),
    ("Tỷ suất tử vong trẻ em dưới 5 tuổi", "TV TE < 5 tuổi"),
    ("Tỷ lệ trẻ 18 tháng tiêm sởi - rubella", "TE 18 tháng tiêm MR"),
    ("Công suất sử dụng giường bệnh", "Công suất giường bệnh"),
    ("Số ca mắc tay chân miệng", "Bệnh tay - chân - miệng: số mắc"),
]
APART = [
    (
        "Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ",
        "Tỷ lệ trẻ dưới 1 tuổi tiêm vắc xin BCG",
        "khác nội dung",
    ),
    ("Tỷ lệ tiêm chủng đầy đủ", "Tỷ lệ trẻ 18 tháng tiêm chủng đầy đủ", "18 tháng tuổi"),
    ("Tỷ lệ tiêm chủng đầy đủ", "Tỷ lệ tiêm chủng đầy đủ ở xã khu vực III", "nhóm đối tượng"),
    ("Tỷ lệ tiêm chủng đầy đủ", "Tỷ lệ trẻ em DTTS tiêm chủng đầy đủ", "dân tộc thiểu số"),
    ("Tỷ lệ mắc lao", "Tỷ lệ mắc lao trên 100.000 dân", "đơn vị"),
    ("Số ca mắc sởi", "Số ca tử vong do sởi", "tử vong"),
    ("Tỷ suất tử vong trẻ em dưới 1 tuổi", "Tỷ suất tử vong trẻ em dưới 5 tuổi", "dưới 5 tuổi"),
    ("Tỷ lệ suy dinh dưỡng thể nhẹ cân", "Tỷ lệ suy dinh dưỡng thể thấp còi", "thấp còi"),
    ("Số bệnh nhân tăng huyết áp được phát hiện", "Số bệnh nhân tăng huyết áp được quản lý", "quản lý"),
    ("Số bác sĩ", "Số bác sĩ chuyên khoa I", ""),
    ("Tỷ lệ tiêm mũi 2 vắc xin COVID-19", "Tỷ lệ tiêm mũi 3 vắc xin COVID-19", "mũi 3"),
]


def alike(text: str, measure: str = "%") -> Identity:
    """As a figure of this name in this measure; what the wording itself measures in stands."""
    identity = identity_of_text(text)
    return identity if identity.measure else replace(identity, measure=measure)


@pytest.mark.parametrize(("one", "other"), SAME, ids=[one for one, _ in SAME])
def test_other_words_for_one_indicator(one, other):
    first = alike(one)
    second = replace(alike(other), measure=first.measure)
    assert compare(first, second).same is not Same.NO


@pytest.mark.parametrize(("one", "other", "reason"), APART, ids=[other for _, other, _ in APART])
def test_what_only_looks_alike_stays_apart_and_says_why(one, other, reason):
    verdict = compare(alike(one), alike(other))
    assert verdict.same is Same.NO
    assert reason in verdict.reason


def test_rate_and_count_of_one_thing_are_two():
    rate = alike("Tỷ lệ tiêm chủng đầy đủ")
    verdict = compare(rate, replace(rate, measure="người"))
    assert verdict.same is Same.NO and "đơn vị" in verdict.reason


def test_extra_that_stands_above_the_other_is_likely_one():
    short, long = alike("Hồ sơ đúng hạn"), alike("Hồ sơ TTHC đúng hạn")
    assert compare(short, long).same is Same.NO
    assert compare(short, long, around_one=["cai_cach_hanh_chinh"]).same is Same.LIKELY


def test_misread_scraps_do_not_make_another_indicator():
    clean, misread = alike("Tỷ lệ tiêm mũi 4 vắc xin COVID-19"), alike("Tỷ lệ tiêm mũi 4 vắc xiri COVID-19")
    assert compare(clean, misread).same is not Same.NO


TEXTS = st.sampled_from(sorted({text for pair in (*SAME, *APART) for text in pair[:2]}))


@given(TEXTS, TEXTS)
def test_verdicts_do_not_depend_on_the_order(one, other):
    assert compare(alike(one), alike(other)).same is compare(alike(other), alike(one)).same


@given(TEXTS)
def test_everything_is_one_with_itself_and_found_by_its_key(text):
    identity = alike(text)
    assert compare(identity, identity).same is Same.YES
    assert Identity.from_key(identity.key) == identity


@given(st.text(max_size=60))
def test_any_text_has_an_identity_and_any_text_is_a_key_or_none(text):
    identity_of_text(text)
    Identity.from_key(text)
