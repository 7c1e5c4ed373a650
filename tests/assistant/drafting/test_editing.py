"""A draft edited as text: marks keep their sources, stray numbers are named."""

from __future__ import annotations

import pytest

from assistant.drafting.compose import draft
from assistant.drafting.editing import from_text, note_words, to_text
from assistant.drafting.gather import gather
from assistant.drafting.summary import Note
from vectorstore.errors import UsageError
from vectorstore.records import Period


@pytest.fixture(scope="module")
def summary(archive, indicators):
    return draft(gather(indicators, archive, ["tỷ lệ tiêm chủng đầy đủ"], periods=[Period(2023, 1, 2023, 6)]))


def test_unchanged_text_gives_the_same_summary(summary):
    assert from_text(to_text(summary), summary) == summary


def test_marks_that_remain_keep_their_sources_and_are_counted_anew(summary):
    edited = from_text("Tiêu đề mới\n\nTuyên Quang đạt 46,1% [2].", summary)
    assert edited.title == "Tiêu đề mới" and edited.notes == (summary.notes[1],)
    assert edited.paragraphs[0].text == "Tuyên Quang đạt 46,1% [1]." and edited.faults == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Cao Bằng đạt 49,9% [1].", "Số 49,9 không có trong nguồn"),
        ("Cao Bằng đạt 48,4%.", "Số 48,4 không có trong nguồn"),
        ("Cao Bằng đạt 48,4% [99].", "Dấu [99] không dẫn tới nguồn"),
        ("Cao Bằng đạt 46,1% [1].", "Số 46,1 không có trong nguồn"),
    ],
)
def test_what_no_source_holds_is_flagged(summary, line, fault):
    faults = from_text(f"Tiêu đề\n{line}", summary).faults
    assert any(found.startswith(fault) for found in faults)


@pytest.mark.parametrize(
    "line",
    [
        "6 tháng đầu năm 2023, trẻ em dưới 1 tuổi được tiêm đầy đủ là 48,4% [1].",
        "Cao Bằng đạt 48,4%.[1]",
        "Các đơn vị tiếp tục triển khai tiêm chủng.",
    ],
    ids=["periods and ages", "mark behind the stop", "no number"],
)
def test_what_is_cited_is_not_flagged(summary, line):
    assert from_text(f"Tiêu đề\n{line}", summary).faults == ()


def test_headings_are_told_from_sentences(summary):
    edited = from_text(
        "Tiêu đề\n\nI. Kết quả\nCao Bằng đạt 48,4% [1].\n2. Giải pháp\nTiếp tục tiêm bù.", summary
    )
    assert [(p.heading, len(p.sentences)) for p in edited.paragraphs] == [
        ("I. Kết quả", 1),
        ("2. Giải pháp", 1),
    ]


@pytest.mark.parametrize("text", ["", " \n ", "Nguồn:\n[1] x", "a" * 200_001])
def test_nothing_and_too_much_are_refused(summary, text):
    with pytest.raises(UsageError, match="Dự thảo trống hoặc quá dài"):
        from_text(text, summary)


def test_notes_are_one_line(summary):
    assert "\n" not in "".join(map(note_words, summary.notes))
    assert note_words(Note(working="3 − 2 = 1 ca")) == "Số tính từ nguồn: 3 − 2 = 1 ca."
