"""What names an indicator."""

from __future__ import annotations

import pytest

from ingest.vietnamese.data import load
from ingest.vietnamese.naming import diseases, name_terms, other_disease, people, telling, weight
from ingest.vietnamese.units import unit_named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỷ lệ hộ gia đình dùng nước hợp vệ sinh", "HGĐ sử dụng nước HVS"),
        ("Số người tham gia bảo hiểm y tế", "Tỷ lệ tham gia BHYT"),
        ("Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ", "TE < 1 tuổi TCĐĐ"),
    ],
)
def test_wordings_of_one_indicator_share_their_terms(one, other):
    assert telling(name_terms(one)) == telling(name_terms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tiêm mũi 3 vắc xin COVID-19", "Tiêm mũi 4 vắc xin COVID-19"),
        ("Số ca mắc sởi", "Số ca tử vong do sởi"),
        ("Trẻ dưới 1 tuổi tiêm chủng", "Trẻ dưới 5 tuổi tiêm chủng"),
    ],
)
def test_other_indicators_differ(one, other):
    assert name_terms(one) != name_terms(other)


def test_population_is_left_out_where_it_is_told_apart():
    whole, part = "Tỷ lệ bao phủ bảo hiểm y tế", "Tỷ lệ bao phủ bảo hiểm y tế người dân tộc thiểu số"
    assert name_terms(part, ("DTTS",)) == name_terms(whole) != name_terms(part)


def test_weight_counts_what_tells():
    assert weight(name_terms("Giám định thương tích")) > weight(name_terms("khám bệnh")) == 0


def test_people_are_units_and_diseases_are_terms():
    assert all(
        unit_named(name) is not None for name in people() - {"cháu", "thai phụ", "người bệnh", "đối tượng"}
    )
    assert "soi" in diseases() and not diseases() & set(load("naming.toml")["generic"])


@pytest.mark.parametrize(
    ("one", "another", "differ"),
    [
        ("ghi nhận ca sởi", "ca ho gà", True),
        ("ca cúm", "cúm A", False),
        ("sốt rét", "P. vivax", False),
        ("ca sởi", "ca nặng", False),
        ("người nhiễm HIV", "đồng nhiễm lao", False),
    ],
)
def test_two_diseases_that_pass_are_other_diseases(one, another, differ):
    assert other_disease(name_terms(one), name_terms(another)) is differ
    assert other_disease(name_terms(another), name_terms(one)) is differ
