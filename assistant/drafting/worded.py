"""A summary worded by the language model under the guard; what the guard does not let through stays patterned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.drafting.compose import draft
from assistant.drafting.facts import Said, facts_of
from assistant.drafting.summary import MARK, Note, Notes, Paragraph, Sentence, Summary
from assistant.drafting.words import lower_first
from assistant.table import Table
from vectorstore.records import Figure

if TYPE_CHECKING:
    from assistant.writing.writer import Writer

_REQUEST = (
    "Soạn đoạn báo cáo so sánh về {label}: kết quả, so với kế hoạch, so với cùng kỳ, so giữa các địa phương."
)
_PARTLY = "Có chỉ tiêu được viết theo mẫu câu, vì lời của mô hình ngôn ngữ không qua được kiểm tra số liệu."
_NUMBERED = re.compile(r"^\d+\. ")


def worded(tables: Sequence[Table], summary: Summary, writer: Writer) -> Summary:
    """The summary of `tables` with one paragraph an indicator by the model, and the patterns' remarks at the end.

    A failure of the model never raises: the indicators that it fails on keep their patterned sentences; where it
    fails on all, `summary` comes back with a notice.
    """
    notes = Notes()
    paragraphs: list[Paragraph] = []
    failed: list[str] = []
    facts = facts_of(tables)
    for label, said in facts.items():
        patterned = draft(_only(tables, said))
        answer = _asked(writer, label, said, patterned)
        if answer is not None and answer.mode == "model":
            paragraphs.append(_paragraph(answer, notes))
        else:
            failed.append(answer.notice if answer is not None else "")
            paragraphs += _bodies(patterned, notes)
    if len(failed) == len(facts):
        return replace(summary, notice=next((notice for notice in failed if notice), ""))
    paragraphs[0] = replace(paragraphs[0], heading="1. Kết quả và so sánh")
    paragraphs += _remarks(summary, notes)
    return Summary(summary.title, tuple(paragraphs), notes.all(), "model", _PARTLY if failed else "")


def _asked(writer: Writer, label: str, said: Sequence[Said], patterned: Summary) -> Answer | None:
    """What the model makes of one indicator; None where there is no figure to speak of."""
    figures: list[Figure] = [one.result.figure for one in said if one.result and one.result.figure]
    citations: tuple[Citation, ...] = patterned.citations
    if not figures or not citations:
        return None
    text = "\n".join(p.text for p in patterned.paragraphs)
    question = _REQUEST.format(label=lower_first(label))
    extracted = Answer(question, text, citations, tuple(figures))
    found = None
    for part in writer.stream(extracted):
        found = part if isinstance(part, Answer) else found
    return found


def _only(tables: Sequence[Table], said: Sequence[Said]) -> list[Table]:
    """The tables with the rows of one indicator, without warnings."""
    from assistant.drafting.words import label_words

    label = said[0].label
    return [
        replace(table, rows=rows, warnings=())
        for table in tables
        if (rows := tuple(row for row in table.rows if label_words(row.label) == label))
    ] or list(tables)


def _paragraph(answer: Answer, notes: Notes) -> Paragraph:
    """The answer's lines, its marks counted on."""

    def mark(found: re.Match[str]) -> str:
        return notes.mark(Note(answer.citations[int(found[1]) - 1]))

    return Paragraph(tuple(Sentence(MARK.sub(mark, line)) for line in answer.text.splitlines() if line))


def _bodies(summary: Summary, notes: Notes) -> Iterator[Paragraph]:
    """Patterned paragraphs as one, without the remarks, their marks counted on."""
    body = []
    for paragraph in summary.paragraphs:
        if _NUMBERED.sub("", paragraph.heading) == "Nhận xét":
            break
        body += [_counted(sentence, summary, notes) for sentence in paragraph.sentences]
    if body:
        yield Paragraph(tuple(body))


def _remarks(summary: Summary, notes: Notes) -> Iterator[Paragraph]:
    found = False
    for paragraph in summary.paragraphs:
        begins = _NUMBERED.sub("", paragraph.heading) == "Nhận xét"
        found |= begins
        if found:
            sentences = tuple(_counted(sentence, summary, notes) for sentence in paragraph.sentences)
            yield Paragraph(sentences, "2. Nhận xét" if begins else "")


def _counted(sentence: Sentence, summary: Summary, notes: Notes) -> Sentence:
    return replace(
        sentence,
        text=MARK.sub(lambda found: notes.mark(summary.notes[int(found[1]) - 1]), sentence.text),
    )
