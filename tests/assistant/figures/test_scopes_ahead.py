"""Reports that may speak of a period that is asked: their own time, and the tasks of the year to come."""

from __future__ import annotations

import pytest

from assistant.figures.scopes import may_tell_of
from vectorstore.records import Period

HALF = Period(2023, 1, 2023, 6)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(Period(2023, 3, 2023, 3), True, id="within"),
        pytest.param(Period(2023, 9, 2023, 9), True, id="ahead"),
        pytest.param(Period(2022, 9, 2022, 9), False, id="before"),
        pytest.param(Period(2023, 5, 2023, 8), False, id="over the end"),
        pytest.param(Period(2025, 1, 2025, 1), False, id="years ahead"),
    ],
)
def test_a_report_may_speak_of(asked: Period, told: bool) -> None:
    assert may_tell_of(HALF, asked) is told
