"""Narrowing reports by what an official types."""

import pytest

from tests.ui.fakes import REPORTS
from ui.filters import known_keys, matching
from vectorstore.errors import UsageError


@pytest.mark.parametrize(
    ("place", "period", "keys", "found"),
    [
        (None, None, (), [r.key for r in REPORTS]),
        ("ben tre", None, (), ["ben-tre-6t-2023"]),
        ("  Cà  Mau ", None, (), ["ca-mau-2022"]),
        (None, "6t/2023", (), ["ben-tre-6t-2023"]),
        ("Cà Mau", "2023", (), []),
        (None, None, ("KHONG-RO",), ["khong-ro"]),
    ],
)
def test_matching(place, period, keys, found):
    assert [r.key for r in matching(REPORTS, place, period, keys)] == found


def test_unknown_key_names_the_nearest():
    with pytest.raises(UsageError, match="ca-mau-2022"):
        known_keys(REPORTS, ["ca-mau-202"])


def test_key_given_twice_counts_once():
    assert known_keys(REPORTS, ["ca-mau-2022", " Ca-Mau-2022"]) == ["ca-mau-2022"]


def test_empty_archive_has_no_nearest():
    with pytest.raises(UsageError, match="Kho không có báo cáo mã “a”"):
        known_keys((), ["a"])
