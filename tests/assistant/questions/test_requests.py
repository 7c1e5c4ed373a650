"""The polite words around a question say nothing of what it asks."""

import tomllib
from pathlib import Path

import pytest

import assistant.questions.requests as requests
from assistant.figures.scopes import scopes_of
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


def test_data_without_diacritics_is_no_dose():
    assert parse_question("so lieu cung ky ve benh nhan dong kinh").unit.canonical == "bệnh nhân"
    assert parse_question("so lieu vac xin da cap").unit.canonical == "liều"


def test_vaccination_is_no_comparison_with_everybody():
    asked = parse_question("Tỷ lệ tiêm chủng của riêng người DTTS năm 2023 tăng hay giảm so với cùng kỳ?")
    assert len(scopes_of(asked)) == 1
    assert len(scopes_of(parse_question("Tỷ lệ nhẹ cân của trẻ DTTS so với chung toàn huyện năm 2023?"))) == 2
