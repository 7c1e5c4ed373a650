"""What a question takes for granted and the sources deny."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.small_archive import make_assistant

FALSE = {
    "deaths where the source denies them": (
        "Hai người chết trong vụ ngộ độc nấm rừng ở Hà Giang 6T/2023 xử lý thế nào?", "không có tử vong",
    ),
    "deaths of a disease": ("Vì sao sởi ở Hà Giang 6T/2023 làm 3 ca tử vong?", "không có tử vong"),
    "an amount nobody states": ("Vì sao bệnh dại ở Hà Giang 6T/2023 tăng 45%?", ""),
    "fall where the source has a rise": ("Vì sao bệnh nhân lao mới ở Hà Giang 6T/2023 giảm 20 bệnh nhân?", "tăng 20"),
    "why a plan was missed": ("Vì sao Bắc Mê năm 2023 không đạt 97% bảo hiểm y tế?", "chỉ tiêu"),
}  # fmt: skip
TRUE = {
    "amount of the source": "Vì sao bệnh nhân lao mới ở Hà Giang 6T/2023 tăng 20 bệnh nhân?",
    "number that names a document": "Hà Giang đã có Tờ trình 77 về việc gì (6T/2023)?",
    "number of things listed": "Hai văn bản Sở Y tế Hà Giang xin lùi thời gian 6T/2023 là gì?",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return make_assistant(tmp_path_factory.mktemp("premise"))


@pytest.mark.parametrize(("question", "words"), FALSE.values(), ids=FALSE)
def test_false_premise_is_refused_with_what_the_source_says(
    assistant: Assistant, question: str, words: str
) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert words in answer.text


def test_correction_is_cited(assistant: Assistant) -> None:
    answer = assistant.ask(FALSE["deaths of a disease"][0])
    assert "Sởi" in answer.citations[0].quote
    assert answer.text.endswith("[1]")


@pytest.mark.parametrize("question", TRUE.values(), ids=TRUE)
def test_true_premise_is_answered(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).refused
