"""The terms of a question."""

import pytest

from assistant.figures.matching import speaks
from assistant.questions.topic import NEW, terms_of, topic_terms
from ingest.vietnamese.terms import canonical


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("bệnh nhân động kinh mới", True),
        ("số người nhiễm HIV mới", True),
        ("trẻ mới sinh nhẹ cân", False),
        ("tre moi sinh nhe can", False),
        ("bé mới chào đời", False),
        ("mới đạt được mấy xã", False),
    ],
)
def test_new_cases_are_marked_but_not_the_newly_born(text: str, new: bool) -> None:
    terms = topic_terms(text, canonical(text))
    assert (NEW in {term.text for term in terms}) == new


@pytest.mark.parametrize(
    ("typed", "written", "said"),
    [
        ("máu", "Tổng số mẫu kiểm nghiệm", False),
        ("máu", "Số đơn vị máu", True),
        ("mau", "Tổng số mẫu kiểm nghiệm", True),  # typed without diacritics: either may be meant
        ("Số ca sởi", "Đột quỵ tiêu sợi huyết", False),
        ("Số ca sởi", "Sốt phát ban nghi sởi", True),
        ("nghĩ phép", "viên chức nghỉ phép", True),  # hỏi and ngã sound alike to many
        ("khoá", "Khóa học", True),
    ],
)
def test_diacritics_that_are_typed_must_stand_in_the_text(typed: str, written: str, said: bool) -> None:
    term = topic_terms(typed, canonical(typed))[-1]
    assert speaks(term, terms_of(written)) is said


def test_what_goes_without_saying_is_said() -> None:
    (age,) = topic_terms("dưới 1 tuổi", canonical("dưới 1 tuổi"))
    assert speaks(age, terms_of("Tỷ lệ tiêm chủng đầy đủ"))
    assert not speaks(age, terms_of("Tỷ lệ tử vong"))
