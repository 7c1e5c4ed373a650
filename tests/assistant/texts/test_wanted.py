"""What a question for text wants beside its topic, also where short forms say it."""

from __future__ import annotations

import pytest

from assistant.questions.question import parse_question
from assistant.texts.wanted import wanted_of

# question, the kinds of text asked for
KINDS = [
    ("NN bác sĩ nghỉ việc ở Sơn La 2023?", {"cause"}),
    ("KN, đề xuất của TTYT Mai Sơn 2023?", {"proposal"}),
    ("NV Phòng Văn hóa Mai Sơn KH 2023?", {"task"}),
    ("KK về nhân lực Sơn La 6T/2023?", {"difficulty"}),
    ("Sơn La có bao nhiêu NV y tế thôn bản?", set()),
    ("Sở NN&PTNT Sơn La", set()),
]
# question, what it wants
FLAGS = [
    ("Xã nào chưa có bác sĩ?", "lacking"),
    ("Chỉ tiêu nào không đạt?", "missed"),
    ("UBND xã lập kế hoạch xong trước ngày nào?", "dated"),
    ("Vì sao tiêm chủng thấp?", "reason"),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds_asked_for(text: str, kinds: set[str]) -> None:
    assert wanted_of(parse_question(text)).kinds == kinds


@pytest.mark.parametrize(("text", "flag"), FLAGS, ids=[row[0] for row in FLAGS])
def test_what_else_is_wanted(text: str, flag: str) -> None:
    assert getattr(wanted_of(parse_question(text)), flag)


def test_a_date_is_no_number_of_a_document() -> None:
    assert not wanted_of(parse_question("Kế hoạch ngày nào phải xong?")).document
