"""Set phrases in the words that the rules know, and the way back to what was written."""

import tomllib
from pathlib import Path

import pytest

import ingest.vietnamese.set_phrases as set_phrases
from ingest.vietnamese.set_phrases import reworded, told_anew
from ingest.vietnamese.text import fold
from tests.ingest.test_prose_figures import read
from vectorstore.records import Role

PHRASES = tomllib.loads(Path(set_phrases.__file__).with_name("set_phrases.toml").read_text("utf-8"))["phrase"]
EXAMPLES = [pair for phrase in PHRASES for pair in phrase["examples"].items()]


@pytest.mark.parametrize(("written", "told"), EXAMPLES)
def test_every_phrase_is_told_in_the_words_of_the_rules(written, told):
    assert told_anew(written) == told
    assert told_anew(told) == told
    assert fold(told_anew(fold(written))) == fold(told)


def test_offsets_lead_back_to_what_was_written():
    written = "So với cùng thời điểm năm 2020: 12 ca; thời điểm này năm trước 15 ca, cả tỉnh 40 ca."
    found = reworded(written)
    for number in ("12", "15", "40"):
        at = found.source(found.text.index(number))
        assert written[at : at + 2] == number


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Nếu như cùng giai đoạn năm 2023 có 12 ca sởi thì đến nay là 15 ca.", ["12 prior", "15 result"]),
        ("Nếu năm 2023 số ca sởi là 12 ca thì năm nay là 15 ca.", ["12 prior", "15 result"]),
        ("Số ca sởi là 15 ca (thời điểm này năm trước: 12 ca).", ["15 result", "12 prior"]),
        ("Khám 900 lượt, cao hơn 50 lượt so với cùng thời gian năm ngoái.", ["900 result", "50 change"]),
    ],
)
def test_prose_reads_them(text, shown):
    found = read(text).figures
    assert [f"{f.printed} {f.role}" for f in found] == shown
    assert all(f.quote == text and f.quote[f.start : f.end] == f.printed for f in found)


def test_share_after_a_plan_that_is_a_share_is_what_was_reached():
    found = read(
        "Chỉ tiêu UBND tỉnh giao về tỷ lệ tiêm sởi là 95%; kết quả trong kỳ báo cáo đạt 90%, đạt 94,7%."
    )
    assert [f.role for f in found.figures] == [Role.PLAN, Role.RESULT, Role.ATTAINMENT]
    assert {f.indicator for f in found.figures} == {"tỷ lệ tiêm sởi"}
    counted = read("Kế hoạch tiêm 200 trẻ; kết quả đạt 90%.")
    assert [f.role for f in counted.figures] == [Role.PLAN, Role.ATTAINMENT]
