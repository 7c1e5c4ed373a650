"""Cases and deaths in short: columns "M" and "C", and two numbers in one cell."""

from __future__ import annotations

import pytest

from ingest.figures.outcomes import is_pair, spelled_out
from tests.ingest.test_table_figures import figures


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param([("Sởi", "M"), ("Sởi", "C")], [("Sởi", "Mắc"), ("Sởi", "Chết")], id="both letters"),
        pytest.param([("M",), ("TV",)], [("Mắc",), ("Tử vong",)], id="the other abbreviation of deaths"),
        pytest.param([("A",), ("C",)], [("A",), ("C",)], id="C without M says nothing"),
        pytest.param([("M",), ()], [("M",), ()], id="M alone"),
    ],
)
def test_letters_are_spelled_out_where_both_stand(paths, expected):
    assert spelled_out(paths) == expected


@pytest.mark.parametrize("text", ["M/C", "Mắc/Chết", "số ca mắc/số tử vong", "Mắc - chết", "Mắc (chết)"])
def test_pairs(text):
    assert is_pair(text)


@pytest.mark.parametrize("text", ["Mắc/100.000 dân", "Mắc", "TT/C", "M/CK"])
def test_no_pairs(text):
    assert not is_pair(text)


@pytest.mark.parametrize("header", ["M/C", "Mắc/Chết"])
def test_a_cell_with_both_is_two_indicators(header):
    found = figures(f"TT|Bệnh|{header}", "1|Thủy đậu|12/3")
    assert [(f.column, f.value) for f in found] == [("Mắc", 12), ("Chết", 3)]
    assert found[0].group != found[1].group
