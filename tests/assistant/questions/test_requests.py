"""The polite words around a question say nothing of what it asks."""

import tomllib
from pathlib import Path

import pytest

import assistant.questions.requests as requests
from assistant.questions.question import parse_question
from assistant.questions.requests import without_request
from ingest.vietnamese.text import fold

EXAMPLES = tomllib.loads(Path(requests.__file__).with_suffix(".toml").read_text("utf-8"))["examples"]


@pytest.mark.parametrize(("asked", "plain"), EXAMPLES.items())
def test_what_is_asked_stays(asked, plain):
    assert without_request(asked) == plain
    assert fold(without_request(fold(asked))) == fold(plain)


@pytest.mark.parametrize(
    "text",
    [
        "Huyện Mộc Châu đề nghị cấp thêm mấy bác sĩ?",
        "Cấp trên yêu cầu báo cáo những gì?",
        "Xin kinh phí bao nhiêu?",
        "Đề nghị",
    ],
)
def test_questions_of_requests_stay(text):
    assert without_request(text) == text


def test_a_request_asks_for_no_proposals():
    asked = parse_question(
        "Kính đề nghị đơn vị cung cấp số giường bệnh năm 2023 so với cùng thời điểm năm trước."
    )
    assert "proposal" not in asked.cues
    assert "change" in asked.cues
