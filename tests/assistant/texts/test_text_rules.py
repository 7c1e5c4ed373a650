"""The rules by which lines and questions show what they are."""

from __future__ import annotations

import pytest

from assistant.texts.text_rules import asks, diseases, rule, rule_names, says


@pytest.mark.parametrize("name", rule_names())
def test_each_rule_finds_its_example_and_not_its_other(name: str) -> None:
    assert rule(name).pattern


def test_diseases_are_concepts() -> None:
    assert diseases(infectious_only=True) < diseases(infectious_only=False)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("asks_document", "Theo kế hoạch số mấy của UBND?", True),
        ("asks_document", "Kế hoạch giao bao nhiêu giường?", False),
        ("asks_document", "quyết định nào của Bộ Y tế", True),
        ("asks_listing", "Những bệnh nào tăng?", True),
        ("asks_listing", "Bệnh viện nào tăng giường?", False),
        ("asks_named", "Đề án 06 vướng gì", True),
        ("asks_rise", "tăng huyết áp", False),
        ("deaths", "vì sao 3 người chết", True),
        ("deaths", "3 người mắc bệnh", False),
    ],
)
def test_questions(name: str, text: str, found: bool) -> None:
    assert asks(name, text) is found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("no_death", "02 người mắc, không ghi nhận trường hợp nào tử vong", True),
        ("no_death", "Số ca tử vong do sởi là 0 ca", True),
        ("no_death", "01 ca tử vong", False),
        ("refers_back", "xin hoãn các nội dung trên", True),
        ("refers_back", "các đơn vị trên địa bàn", False),
        ("reason", "tăng do mở rộng khám", True),
        ("document", "Thông tư số 07/2021/TT-BYT", True),
        ("document", "đạt 7/10 xã", False),
    ],
)
def test_lines(name: str, text: str, found: bool) -> None:
    assert says(name, text) is found
