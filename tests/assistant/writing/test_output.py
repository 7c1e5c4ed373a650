"""What models write, made ready to be checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.failures import Failure, ModelError
from assistant.writing.output import Sentences, is_foreign, tidy

TEXTS = {
    "two sentences": ("Số ca là 12 [1]. Kế hoạch là 15 [2].", ["Số ca là 12 [1].", "Kế hoạch là 15 [2]."]),
    "decimals and thousands": ("Đạt 45,2% với 1.235 trẻ [1].", ["Đạt 45,2% với 1.235 trẻ [1]."]),
    "mark after the stop": ("Số ca là 12. [1] Kế hoạch là 15. [2]", ["Số ca là 12 [1].", "Kế hoạch là 15 [2]."]),
    "stops round the mark": ("Số ca là 12. [1]. Kế hoạch là 15. [2].", ["Số ca là 12 [1].", "Kế hoạch là 15 [2]."]),
    "a mark alone": ("Số ca là 12.\n[1].\nKế hoạch là 15 [2].", ["Số ca là 12.", "Kế hoạch là 15 [2]."]),
    "list": ("Kết quả:\n- Sởi 17 ca [1]\n- Dại 2 ca [2]", ["Kết quả:", "Sởi 17 ca [1]", "Dại 2 ca [2]"]),
    "numbered list": ("1. Sởi 17 ca [1]\n2. Dại 2 ca [2]", ["Sởi 17 ca [1]", "Dại 2 ca [2]"]),
    "bold, heading, code": ("## Sởi\n**17 ca** `mắc` [1].", ["Sởi", "17 ca mắc [1]."]),
    "reasoning": ("<think>Để xem. 5?</think>Số ca là 12 [1].", ["Số ca là 12 [1]."]),
    "open reasoning": ("<think>Để xem. 5? Có lẽ", []),
    "filler": ("Dưới đây là câu trả lời:\nSố ca là 12 [1].", ["Số ca là 12 [1]."]),
    "label": ("Trả lời: Số ca là 12 [1].", ["Số ca là 12 [1]."]),
    "rule": ("---\nSố ca là 12 [1].", ["Số ca là 12 [1]."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_sentences_are_the_same_however_the_text_comes(text, expected, size):
    sentences = Sentences()
    found = [s for at in range(0, len(text), size) for s in sentences.feed(text[at : at + size])]
    assert [*found, *sentences.close()] == expected


@given(st.text(alphabet="ạb1,.[] \n<>*#-“”:", max_size=60))
def test_any_text_is_taken(text):
    sentences = Sentences()
    try:
        found = [s for character in text for s in sentences.feed(character)] + sentences.close()
    except ModelError as error:
        assert error.failure is Failure.REPEATING
    else:
        assert all(sentence.strip() for sentence in found)


@pytest.mark.parametrize(
    "text",
    ["Tỷ lệ này tăng đều qua từng năm. " * 3, "và " * 60, "đạt kết quả tốt, " * 12],
    ids=["sentence", "word", "phrase"],
)
def test_endless_repetition_is_told(text):
    sentences = Sentences()
    with pytest.raises(ModelError, match="lặp lại"):
        _ = [sentences.feed(text), sentences.close()]


def test_lines_that_differ_by_their_numbers_are_no_repetition():
    sentences = Sentences()
    text = "\n".join(f"Huyện số {n} ghi nhận {n * 3} ca mắc Sởi [1]." for n in range(1, 9))
    assert len([*sentences.feed(text), *sentences.close()]) == 8


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("The rate of vaccination was forty six per cent of the children in the province.", True),
        ("Tỷ lệ tiêm chủng đầy đủ của tỉnh đạt 46,8% trong 6 tháng đầu năm.", False),
        ("该省的疫苗接种率为百分之四十六 在 今年 上半年 达到 目标 水平 的 一半", True),
        ("HIV: 46,8%", False),
        ("BHYT, KCB, TYT, BVĐK, TTYT: 12 đơn vị, gồm cả PKĐK khu vực.", False),
    ],
)
def test_language(text, foreign):
    assert is_foreign(text) is foreign


def test_tidy_keeps_numbers_and_bounds():
    assert tidy("Đạt ≤ 2 và < 5% (1.235/2.000) – 46,8%") == "Đạt ≤ 2 và < 5% (1.235/2.000) – 46,8%"
