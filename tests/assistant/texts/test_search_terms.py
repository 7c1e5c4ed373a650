from __future__ import annotations

import pytest

from assistant.texts.search_terms import both_ways, plain_terms, search_terms


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("Sốt rét là gì?", [["sốt"], ["rét"], ["sốt rét"]]),
        ("đạt 48,6%", [["48,6"], ["đạt 48,6"]]),
        ("số liệu của tỉnh", [["số"], ["liệu"], ["tỉnh"], ["số liệu"]]),
        ("là gì", [["là"], ["gì"]]),
        ("", []),
    ],
)
def test_search_terms(question: str, groups: list[list[str]]) -> None:
    assert search_terms(question) == groups


def test_search_terms_of_other_wordings_come_along() -> None:
    assert search_terms("TCĐĐ", ["tiêm chủng"]) == [["tcđđ"], ["tiêm"], ["chủng"], ["tiêm chủng"]]


@pytest.mark.parametrize(
    ("question", "other"),
    [("Tỷ lệ TCĐĐ", "tiêm chủng đầy đủ"), ("tỷ lệ tiêm chủng đầy đủ", "TCĐĐ")],
    ids=["short to long", "long to short"],
)
def test_abbreviations_are_searched_both_ways(question: str, other: str) -> None:
    assert any(other.lower() in wording.lower() for wording in both_ways(question))


def test_plain_terms_are_the_words_once_each() -> None:
    assert plain_terms("Sốt rét là sốt gì? 48,6") == [["sốt"], ["rét"], ["là"], ["gì"], ["48,6"]]
