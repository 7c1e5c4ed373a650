"""What became of the things counted, in questions and in names."""

from __future__ import annotations

import pytest

from assistant.figures.outcomes import Outcome, asked_outcome, outcome_of

ASKED = [
    ("Số mẫu nước xét nghiệm đạt ở Lào Cai 6T/2024?", Outcome.PASSED),
    ("Mẫu nước XN đạt Lào Cai 6T/24?", Outcome.PASSED),
    ("Bao nhiêu mẫu thực phẩm không đạt?", Outcome.FAILED),
    ("bao nhieu co so chua dat yeu cau", Outcome.FAILED),
    ("Số lượt khám đạt bao nhiêu?", None),
    ("Khám đạt 90% chưa?", None),
    ("Bao nhiêu xã không đạt kế hoạch?", None),
    ("Bao nhiêu ca mắc sởi?", None),
]


@pytest.mark.parametrize(("question", "outcome"), ASKED)
def test_outcome_asked(question: str, outcome: Outcome | None) -> None:
    assert asked_outcome(question) is outcome


NAMED = [
    ("Mẫu đạt", Outcome.PASSED),
    ("Số mẫu không đạt chất lượng", Outcome.FAILED),
    ("Mẫu nước xét nghiệm", None),
    ("Số lượt khám đạt được", None),
]


@pytest.mark.parametrize(("name", "outcome"), NAMED)
def test_outcome_named(name: str, outcome: Outcome | None) -> None:
    assert outcome_of(name) is outcome
