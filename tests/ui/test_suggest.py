"""Names of indicators suggested for what is typed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ui.pages.suggest import Names
from vectorstore.catalogue import Indicator

WORDINGS = [
    Indicator(1, "Bệnh sởi › Số ca mắc", ("a",), 4),
    Indicator(2, "KẾT QUẢ › tỷ lệ tiêm chủng đầy đủ", ("a", "b"), 9),
    Indicator(3, "Đối tượng tiêm trong diện phải chủng ngừa", ("a", "b", "c"), 9),
    Indicator(4, "Tỷ lệ tiêm chủng đầy đủ", ("c",), 1),
    Indicator(5, "x" * 200, ("a", "b", "c", "d"), 1),
]


@pytest.fixture
def names() -> Names:
    reports = [SimpleNamespace(key="a", sha256="1")]
    return Names(SimpleNamespace(indicators=lambda: WORDINGS, reports=lambda: reports))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tiem ch", ["Tỷ lệ tiêm chủng đầy đủ", "Đối tượng tiêm trong diện phải chủng ngừa"]),
        ("SỞI mắc", ["Bệnh sởi › Số ca mắc"]),
        ("iêm", []),
        ("  ", []),
        ("xxx", []),
    ],
    ids=["unfinished", "chain", "middle", "nothing", "long"],
)
def test_names_hold_every_word_typed(names, typed, found):
    assert names.like(typed) == found


def test_frequent_names_are_plain_and_each_once(names):
    assert names.frequent(9) == [
        "Đối tượng tiêm trong diện phải chủng ngừa",
        "Tỷ lệ tiêm chủng đầy đủ",
        "Bệnh sởi › Số ca mắc",
    ]
