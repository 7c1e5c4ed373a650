"""Values that only add to what is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.additions import asks_added, is_added
from tests.vectorstore.builders import a_figure


@pytest.mark.parametrize(
    ("quote", "added"),
    [
        ("Năm 2023 phấn đấu có thêm 12 xã đạt chuẩn.", True),
        ("Công nhận thêm ít nhất 12 xã trong năm.", True),
        ("Phấn đấu có 12 xã đạt chuẩn, thêm 3 xã so với năm trước.", False),
        ("Đào tạo thêm cho cán bộ 12 xã.", False),
    ],
    ids=["more", "at-least", "another-number", "not-of-the-number"],
)
def test_a_value_on_top_of_what_there_is(quote: str, added: bool) -> None:
    start = quote.index("12")
    figure = a_figure("tinh-a-6t-2024", 0, "Số xã đạt chuẩn", "12", unit="xã")
    assert is_added(replace(figure, quote=quote, start=start, end=start + 2)) is added


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("phấn đấu thêm bao nhiêu xã đạt chuẩn?", True),
        ("phan dau co them may xa", True),
        ("phấn đấu bao nhiêu xã đạt chuẩn?", False),
        ("cho tôi thêm thông tin về xã đạt chuẩn", False),
    ],
)
def test_what_comes_on_top_is_asked_with_its_word(text: str, asked: bool) -> None:
    assert asks_added(text) is asked
