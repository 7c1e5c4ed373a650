"""Near namesakes told apart by the words that were typed."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.figures.echo import Rarity, echoes, typed_words
from assistant.figures.matching import Field
from assistant.questions.topic import terms_of
from tests.assistant.small_archive import assistant_of, report_text

NAMES = ("Vốn đã nhập hệ thống", "Vốn chưa nhập hệ thống", "Số ca quặm được phát hiện", "Mổ quặm")
RARITY = Rarity([terms_of(name) for name in NAMES])


def shares(question: str, names: tuple[str, ...]) -> list[float]:
    return echoes(typed_words(question, RARITY), [[Field(terms_of(name), 1.0)] for name in names])


@pytest.mark.parametrize(
    ("question", "names", "best"),
    [
        ("vốn chưa nhập hệ thống là bao nhiêu", NAMES[:2], 1),
        ("von chua nhap he thong", NAMES[:2], 1),
        ("kế hoạch mổ quặm bao nhiêu ca", NAMES[2:], 1),
    ],
)
def test_the_name_with_the_words_typed_echoes_more(question: str, names: tuple[str, ...], best: int) -> None:
    found = shares(question, names)
    assert found.index(max(found)) == best and found[0] != found[1]


def test_words_that_no_name_has_do_not_count() -> None:
    assert shares("mổ quặm ở bệnh viện huyện", NAMES[2:]) == shares("mổ quặm", NAMES[2:])


def test_nothing_in_common_is_nothing() -> None:
    assert shares("tiêm chủng", NAMES[:2]) == [0.0, 0.0]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    body = """Vốn đầu tư: vốn đã nhập vào hệ thống 41.250 triệu đồng, vốn chưa nhập vào hệ thống 6.730 triệu đồng.
Phòng, chống mù lòa: số ca quặm được phát hiện 96 ca, mổ quặm 58 ca."""
    text = report_text("Sở Y tế Tuyên Quang", "Kết quả công tác y tế năm 2023", body)
    return assistant_of(tmp_path_factory.mktemp("echo"), {"tuyen-quang": text})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Bao nhiêu vốn chưa nhập vào hệ thống ở Tuyên Quang năm 2023?", "6.730 triệu đồng"),
        ("Bao nhiêu vốn đã nhập vào hệ thống ở Tuyên Quang năm 2023?", "41.250 triệu đồng"),
        ("Tuyên Quang năm 2023 mổ quặm bao nhiêu ca?", "58 ca"),
        ("Tuyên Quang năm 2023 phát hiện bao nhiêu ca quặm?", "96 ca"),
    ],
)
def test_siblings_of_one_sentence_are_told_apart(assistant: Assistant, question: str, value: str) -> None:
    assert assistant.ask(question).text.startswith(value)
