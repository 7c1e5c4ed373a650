"""A summary as plain text that a person edits, and back: marks keep their sources, stray numbers are flagged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.citation import as_row
from assistant.drafting.summary import MARK, Note, Paragraph, Sentence, Summary
from ingest.vietnamese.numbers import dismiss_reason, find_numbers
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.sentences import split_sentences
from ingest.vietnamese.text import nfc
from vectorstore.errors import UsageError

_HEADING = re.compile(r"(?:\d{1,2}|[IVX]{1,5})\. [^.;\[\]]{1,120}")
_SOURCES = "Nguồn:"
_LONGEST = 200_000  # characters of an edited text
# "[12]" that stands behind the stop belongs to the sentence before it.
_LATE_MARK = re.compile(r"([.;])\s*((?:\[\d{1,3}\])+)")


def to_text(summary: Summary) -> str:
    """The title, headings and paragraphs on lines of their own, then the list of what the marks lead to."""
    lines = [summary.title, ""]
    for paragraph in summary.paragraphs:
        lines += ["", paragraph.heading] if paragraph.heading else []
        lines.append(paragraph.text)
    lines += ["", _SOURCES]
    lines += [f"[{number}] {note_words(note)}" for number, note in enumerate(summary.notes, start=1)]
    return "\n".join(lines) + "\n"


def from_text(text: str, summary: Summary) -> Summary:
    """The summary as a person has edited it, over the notes of the one that it was made from.

    Marks are counted anew in the order of the text; notes without a mark are left out. A mark that leads nowhere
    and a number that no source cited by its sentence holds are named in the sentence's `faults`.
    Raises UsageError for a text that is empty or too long.
    """
    lines = [" ".join(line.split()) for line in nfc(text).splitlines()]
    if _SOURCES in lines:
        lines = lines[: lines.index(_SOURCES)]
    lines = [line for line in lines if line]
    if not lines or len(text) > _LONGEST:
        raise UsageError("Dự thảo trống hoặc quá dài; hãy nhập lại nội dung đã sửa.")
    paragraphs = list(_paragraphs(lines[1:], summary.notes))
    used = dict.fromkeys(mark for p in paragraphs for s in p.sentences for mark in s.marks)
    kept = [number for number in used if 1 <= number <= len(summary.notes)]
    numbers = {old: new for new, old in enumerate(kept, start=1)}
    return replace(
        summary,
        title=lines[0],
        paragraphs=tuple(_renumbered(paragraph, numbers) for paragraph in paragraphs),
        notes=tuple(summary.notes[number - 1] for number in kept),
    )


def note_words(note: Note) -> str:
    """A note on one line: 'Báo cáo Điện Biên 6T/2024 (mã), mục …, trang 6: “…”', 'Số tính: 45,2 − 33,9 = 11,3'."""
    if note.citation is None:
        return f"Số tính từ nguồn: {note.working}."
    citation = note.citation
    quote = as_row(citation.quote)
    where = [f"{citation.report.label} ({citation.report.key})"]
    where += [heading.rstrip(" :") for heading in citation.section[-1:]]
    where += [f"trang {citation.page}"] if citation.page is not None else []
    return f"{', '.join(where)}: “{quote}”"


def _paragraphs(lines: list[str], notes: tuple[Note, ...]) -> Iterator[Paragraph]:
    heading = ""
    for line in lines:
        if _HEADING.fullmatch(line):
            if heading:
                yield Paragraph((), heading)
            heading = line
            continue
        line = _LATE_MARK.sub(r" \2\1", line)
        sentences = tuple(_checked(line[start:end], notes) for start, end in split_sentences(line))
        yield Paragraph(sentences, heading)
        heading = ""
    if heading:
        yield Paragraph((), heading)


def _checked(text: str, notes: tuple[Note, ...]) -> Sentence:
    marks = [int(number) for number in MARK.findall(text)]
    faults = [f"Dấu [{m}] không dẫn tới nguồn nào." for m in dict.fromkeys(marks) if not 1 <= m <= len(notes)]
    held = frozenset[Decimal]().union(*(_held(notes[m - 1]) for m in marks if 1 <= m <= len(notes)))
    bare = MARK.sub(lambda found: " " * len(found[0]), text)
    periods = [(m.start, m.end) for m in find_periods(bare)]
    for number in find_numbers(bare):
        inside = any(start <= number.start < end for start, end in periods)
        if inside or number.value is None or abs(number.value) in held or dismiss_reason(bare, number):
            continue
        faults.append(
            f"Số {number.printed} không có trong nguồn được dẫn ở câu này; hãy kiểm tra lại hoặc dẫn nguồn."
        )
    return Sentence(text, tuple(dict.fromkeys(faults)))


def _held(note: Note) -> frozenset[Decimal]:
    """Every number that a note prints, by its size."""
    citations = note.citations
    texts = [note.working, *(c.quote for c in citations), *(part for c in citations for part in c.section)]
    texts += [c.report.title for c in citations]
    return frozenset(abs(n.value) for text in texts for n in find_numbers(nfc(text)) if n.value is not None)


def _renumbered(paragraph: Paragraph, numbers: dict[int, int]) -> Paragraph:
    """Marks by the new count; one that leads nowhere is taken out, its sentence says so in its faults."""

    def mark(found: re.Match[str]) -> str:
        new = numbers.get(int(found[1]))
        return f"[{new}]" if new else ""

    sentences = tuple(
        replace(sentence, text=re.sub(r"\s+([.,;)])", r"\1", MARK.sub(mark, sentence.text)))
        for sentence in paragraph.sentences
    )
    return replace(paragraph, sentences=sentences)
