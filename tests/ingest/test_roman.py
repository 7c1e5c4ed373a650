"""Roman numerals."""

import pytest

from ingest.vietnamese.roman import roman_value


@pytest.mark.parametrize(
    ("number", "value"),
    [("I", 1), ("IV", 4), ("VIII", 8), ("IX", 9), ("XIV", 14), ("XIX", 19), ("XXXIX", 39)],
)
def test_numerals_up_to_39(number: str, value: int) -> None:
    assert roman_value(number) == value


@pytest.mark.parametrize("text", ["", "C", "D", "L", "IIII", "VX", "iv", "1", "A"])
def test_anything_else_is_none(text: str) -> None:
    assert roman_value(text) == 0
