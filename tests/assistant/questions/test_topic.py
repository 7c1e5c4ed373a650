"""The terms of a question."""

import pytest

from assistant.questions.topic import NEW, topic_terms
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
