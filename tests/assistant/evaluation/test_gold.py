from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.gold import read_gold
from vectorstore.errors import UsageError

LINE = (
    '{"id": "a", "type": "lookup", "question": "Bao nhiêu?", "variants": ["bao nhieu"], '
    '"gold_numbers": [["5", "năm"]], "history": ["Trước?"]}'
)
BARE = '{"id": "b", "type": "x", "question": "q"'


def test_questions_are_read_with_their_variants(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(f"\ufeff{LINE}\n\n", "utf-8")
    (gold,) = read_gold(path)
    assert list(gold.asked()) == [("a", "Bao nhiêu?"), ("a~1", "bao nhieu")]
    assert (gold.numbers, gold.history, gold.evidence) == ((("5", "năm"),), ("Trước?",), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "không có câu hỏi mẫu nào", id="empty"),
        pytest.param("{", "dòng 1 không phải JSON", id="no JSON"),
        pytest.param("[]", 'thiếu "id"', id="no object"),
        pytest.param('{"id": 1, "type": "x", "question": "q"}', 'thiếu "id"', id="id is no text"),
        pytest.param(LINE + "\n" + BARE + ', "variants": "v"}', "dòng 2 .*variants", id="text for a list"),
        pytest.param(BARE + ', "gold_numbers": [[1]]}', "gold_numbers", id="numbers for texts"),
        pytest.param(BARE + ', "gold_numbers": 5}', "sai kiểu", id="number for a list"),
    ],
)
def test_what_is_no_gold_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        read_gold(path)


def test_other_encodings_and_missing_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "g").write_bytes(b"\xff\xfe{")
    with pytest.raises(UsageError, match="UTF-8"):
        read_gold(tmp_path / "g")
    with pytest.raises(UsageError, match="Không đọc được"):
        read_gold(tmp_path / "none")
