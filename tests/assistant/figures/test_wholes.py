"""Which of a whole and its parts answers."""

import pytest

from tests.assistant.small_archive import assistant_of, report_text

BODY = """Hiện nay có 57 nhà thuốc tư nhân, trong đó có 41 nhà thuốc liên quan đến bán buôn vắc xin.
Giải ngân 88 tỷ đồng, trong đó giải ngân vốn năm trước 31 tỷ đồng."""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Hòa Bình có bao nhiêu nhà thuốc tư nhân?", "57"),
        ("Hòa Bình có bao nhiêu nhà thuốc tư nhân liên quan đến bán buôn vắc xin?", "41"),
    ],
)
def test_a_whole_answers_unless_its_part_says_what_is_asked(tmp_path, text, value):
    body = report_text("Sở Y tế Hòa Bình", "Kết quả bán buôn vắc xin năm 2023", BODY)
    assert assistant_of(tmp_path, {"hoa-binh-2023": body}).ask(text).text.startswith(value)
