"""Terms that shut each other out."""

import pytest

from assistant.figures.matching import Field
from assistant.figures.subjects import (
    a_kind_only,
    foreign,
    listed,
    of_everybody,
    subjects,
    undecided,
    unspoken,
)
from assistant.questions.topic import TopicTerm, terms_of, topic_terms
from ingest.vietnamese.terms import canonical


def _asked(text: str) -> tuple[TopicTerm, ...]:
    return topic_terms(text, canonical(text))


@pytest.mark.parametrize(
    ("asked", "figure", "expected"),
    [
        ("bệnh nhân tăng huyết áp phát hiện mới", "Bệnh nhân đái tháo đường phát hiện mới", True),
        ("bệnh nhân tăng huyết áp phát hiện mới", "BN THA phát hiện mới", False),
        ("số ca cao huyết áp", "Bệnh nhân tăng huyết áp", False),
        ("bệnh lao", "Lao AFB (+)", False),
        ("thuốc sốt rét", "Phòng chống sốt rét › Số liều thuốc đã cấp", False),
        ("lượt khám bệnh", "Bệnh nhân đái tháo đường", False),
        ("tỷ lệ suy dinh dưỡng nhẹ cân", "Tỷ lệ SDD thể thấp còi", True),
        ("tỷ lệ suy dinh dưỡng thấp còi", "Tỷ lệ SDD chiều cao/tuổi", False),
    ],
    ids=[
        "another-disease",
        "abbreviated",
        "synonym",
        "a-kind-of-it",
        "under-its-disease",
        "no-disease-asked",
        "another-form-of-malnutrition",
        "that-form-in-other-words",
    ],
)
def test_unspoken_is_true_where_the_figure_is_of_another_subject(
    asked: str, figure: str, expected: bool
) -> None:
    assert unspoken(_asked(asked), [Field(terms_of(figure), 1.0)]) is expected


@pytest.mark.parametrize(
    ("asked", "named", "expected"),
    [
        ("lượt khám bệnh", "Khám bệnh đái tháo đường", True),
        ("lượt khám đái tháo đường", "Khám bệnh đái tháo đường", False),
        ("bệnh lao", "Lao AFB (+)", False),
        ("lượt khám bệnh", "Số lượt khám bệnh", False),
    ],
    ids=["of-a-disease", "of-the-disease-asked", "a-kind-of-it", "of-none"],
)
def test_foreign_is_true_where_a_subject_was_not_asked(asked: str, named: str, expected: bool) -> None:
    terms = frozenset(term.text for term in _asked(asked))
    assert foreign(terms, terms_of(named).concepts) is expected


def test_undecided_wants_the_decisive_word_in_the_name() -> None:
    asked = _asked("thiếu bao nhiêu liều vắc xin")
    assert undecided(asked, [terms_of("được cấp liều vắc xin")])
    assert not undecided(asked, [terms_of("còn thiếu liều vắc xin")])
    assert not undecided(_asked("số liều vắc xin"), [terms_of("được cấp liều vắc xin")])


def test_lists_name_terms_of_the_field() -> None:
    assert {"sot_ret", "soi", "hiv"} <= subjects()
    assert "giai_ngan" in listed("money")
    assert listed("decisive")


@pytest.mark.parametrize(
    ("asked", "named", "expected"),
    [
        ("ca nhiễm HIV mới", "Số ca AIDS mắc mới", True),
        ("ca nhiễm HIV mới", "Số ca nhiễm HIV mới", False),
        ("số ca AIDS", "Số ca AIDS mắc mới", False),
        ("bệnh lao", "Lao AFB (+)", True),
        ("bệnh lao", "Bệnh nhân lao, trong đó lao AFB (+)", False),
        ("lượt khám bệnh", "Lao AFB (+)", False),
    ],
    ids=["a-kind", "itself", "kind-asked", "tuberculosis", "itself-and-a-kind", "nothing-of-it"],
)
def test_a_kind_of_the_subject_is_told_from_the_subject(asked: str, named: str, expected: bool) -> None:
    concepts = frozenset(term.text for term in _asked(asked))
    assert a_kind_only(concepts, terms_of(named).concepts) is expected


@pytest.mark.parametrize(
    ("asked", "named", "expected"),
    [
        ("phụ nữ nhiễm HIV", "Số người nhiễm HIV", True),
        ("phụ nữ nhiễm HIV", "Phụ nữ nhiễm HIV", False),
        ("phụ nữ đặt dụng cụ tử cung", "Số người đặt dụng cụ tử cung", False),
    ],
    ids=["of-all-people", "of-women", "of-women-by-itself"],
)
def test_a_number_of_all_people_is_none_of_women(asked: str, named: str, expected: bool) -> None:
    assert of_everybody(_asked(asked), terms_of(named).concepts) is expected
