"""Which indicator a person's words mean, and what is offered where none is."""

from __future__ import annotations

import pytest

from assistant.indicators.locate import Indicators
from tests.assistant.indicators.two_offices import make_archive
from vectorstore.errors import UsageError

ASKED = [
    ("tỷ lệ tiêm chủng đầy đủ", "46,1"),
    ("ty le tiem chung day du", "46,1"),
    ("TCĐĐ", "46,1"),
    ("TCĐĐ trẻ em DTTS", "43,9"),
    ("tiêm chủng đầy đủ trẻ 18 tháng", "40,2"),
    ("số trẻ tiêm chủng đầy đủ", "5.872"),
    ("vắc xin BCG", "51,3"),
    ("lượt khám bệnh", "402.118"),
    ("chết trẻ dưới 1 tuổi", "14,2"),
    ("sởi", "12"),
    ("tử vong do sởi", "0"),
]


@pytest.mark.parametrize(("asked", "printed"), ASKED, ids=[asked for asked, _ in ASKED])
def test_words_find_their_indicator(indicators, asked, printed):
    best = indicators.find(asked).best
    assert best is not None
    assert printed in {member.figure.printed for member in best.members}


@pytest.mark.parametrize(
    "asked", ["giá xăng", "tiêm chủng đầy đủ vùng nông thôn", "tiêm chủng đầy đủ mũi 4", "xyz"]
)
def test_nothing_is_put_in_place_of_what_the_archive_lacks(indicators, asked):
    assert indicators.find(asked).best is None


def test_nearest_are_offered_without_the_best(indicators):
    found = indicators.find("tỷ lệ tiêm chủng đầy đủ")
    labels = [indicator.label for indicator in found.nearest]
    assert any("BCG" in label or "18 tháng" in label for label in labels)
    assert found.best not in found.nearest


def test_label_is_the_plain_wording_and_every_wording_is_listed(indicators):
    best = indicators.find("TCĐĐ").best
    assert best.label == "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ"
    assert "TE < 1 tuổi TCĐĐ" in best.wordings
    assert (best.unit, best.reports) == ("%", 3)


def test_every_key_of_an_indicator_leads_to_it(indicators):
    best = indicators.find("công suất giường bệnh").best
    assert {indicators.by_key(key).label for key in best.keys} == {best.label}
    assert indicators.by_key("no key") is None and indicators.by_key("a|b||") is None


@pytest.mark.parametrize("text", ["", "  ", "a" * 301], ids=["empty", "blank", "long"])
def test_no_name_is_bad_usage(indicators, text):
    with pytest.raises(UsageError, match="Tên chỉ tiêu"):
        indicators.find(text)


def test_a_removed_report_is_gone_from_the_next_answer(tmp_path):
    with make_archive(tmp_path) as archive:
        indicators = Indicators(archive)
        assert indicators.find("TCĐĐ").best.reports == 3
        archive.remove("cao-bang-2022")
        assert indicators.find("TCĐĐ").best.reports == 2
