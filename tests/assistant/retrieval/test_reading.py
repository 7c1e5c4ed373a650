from __future__ import annotations

import pytest

from assistant.questions.question import parse_question
from assistant.retrieval.reading import concept_terms, subject
from tests.vectorstore.builders import a_report
from vectorstore.records import Period, Place

HERE = Place("Hà Giang")


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param("Số ca sởi của tỉnh Hà Giang năm 2021?", "Số ca sởi của ?", id="place and period"),
        pytest.param("so ca soi ha giang nam 2021", "so ca soi", id="without diacritics"),
        pytest.param("Số ca sởi Hà Giang, cùng kỳ năm 2020?", "Số ca sởi , cùng kỳ năm 2020?", id="another year"),
        pytest.param("Số ca sởi huyện Yên Minh, Hà Giang?", "Số ca sởi huyện Yên Minh, Hà Giang?", id="a district"),
        pytest.param("Số ca sởi ở Cà Mau?", "Số ca sởi ở Cà Mau?", id="another place"),
        pytest.param(
            "Giường của Bệnh viện đa khoa tỉnh Hà Giang?", "Giường của Bệnh viện đa khoa tỉnh Hà Giang?", id="a name"
        ),
        pytest.param("Hà Giang 2021", "Hà Giang 2021", id="nothing else"),
    ],
)  # fmt: skip
def test_what_all_reports_share_is_left_out(asked: str, left: str) -> None:
    report = a_report("ha-giang-2021", place=HERE, period=Period.year(2021))
    assert subject(parse_question(asked, (HERE,)), [report]) == left


def test_without_place_and_period_of_reports_nothing_is_left_out() -> None:
    report = a_report("khac", place=None, period=None)
    assert subject(parse_question("Số ca sởi Hà Giang 2021?"), [report]) == "Số ca sởi Hà Giang 2021?"


@pytest.mark.parametrize(
    ("asked", "wording"),
    [
        pytest.param("bao nhiêu bà bầu", "phụ nữ mang thai", id="household words"),
        pytest.param("ty le tcdd", "tiêm chủng đầy đủ", id="a short form"),
    ],
)
def test_concepts_are_searched_for_in_other_wordings(asked: str, wording: str) -> None:
    assert [wording] in concept_terms(asked)


@pytest.mark.parametrize("asked", ["", "xyz", "của và là"])
def test_words_without_concept_have_no_other_wordings(asked: str) -> None:
    assert concept_terms(asked) == []


def test_wordings_of_a_concept_are_few_and_each_stands_once() -> None:
    groups = concept_terms("phụ nữ mang thai và bà bầu")
    assert len(groups) == len({wording for (wording,) in groups}) <= 8
