"""Quotes as they are shown."""

from __future__ import annotations

import pytest

from assistant.citation import as_row


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        pytest.param(
            "7\tSố ca mắc sởi\tCa\t\t12\t9", "7 | Số ca mắc sởi | Ca |  | 12 | 9", id="empty cell between"
        ),
        pytest.param("\tTổng cộng\t502\t55\t\t", "Tổng cộng | 502 | 55", id="empty cells at the edges"),
        pytest.param("a\tb  c\n\td", "a | b c | d", id="two rows"),
        pytest.param("Tỷ lệ đạt 45,2%.", "Tỷ lệ đạt 45,2%.", id="sentence"),
        pytest.param("\t \t", "", id="nothing"),
    ],
)
def test_row_on_one_line_keeps_its_columns(quote, shown):
    assert as_row(quote) == shown
