"""The lines of reports: bullets, sentences and rows, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.questions.topic import Terms, terms_of
from assistant.texts.text_rules import says
from ingest.vietnamese.sentences import split_sentences
from ingest.vietnamese.terms import canonical
from vectorstore.archive import Archive
from vectorstore.records import Passage, Report

_LONG_LINE = 320  # characters; a longer block is taken sentence by sentence
_OPENING = 90  # characters of a line that say what it is about
_PER_PASSAGE = 1000  # lines of a passage are fewer
_LEAD_REACH = 12  # lines that one list head governs at most
_CAUSE_REACH = 5  # lines before "Nguyên nhân là do …" that it may be the cause of
_BULLET = re.compile(r"\s*([-–+*•✓]|\(?\d{1,2}[.)]|\(?[a-zđ]\))\s")
# What stands at the foot of a document and says nothing by itself.
_SIGNED = re.compile(r"\W*(?:[Đđ]ã ký|ĐÃ KÝ|(?:PHÓ )?GIÁM ĐỐC|(?:PHÓ )?CHỦ TỊCH|(?:PHÓ )?TRƯỞNG PHÒNG)\W*")
_MARK = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\]")
_NOTE_MARK = re.compile(r"\s*([¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,2}\]|\d{1,2}(?=\s)|[*�]+)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A bullet, sentence or table row of a report."""

    text: str
    report: Report
    passage: Passage
    path: tuple[str, ...]
    order: int  # position in the report
    block: int  # lines of one paragraph share it
    start: int  # span in the passage's text
    end: int
    lead: str  # the list head that governs it, or the line that a footnote explains
    note: bool  # a footnote
    hollow: bool  # announces what stands in other sections
    words: str = field(repr=False)  # folded syllables of its terms, in order, between blanks
    terms: Terms = field(repr=False)
    opening: Terms = field(repr=False)
    heading: Terms = field(repr=False)
    lead_terms: Terms = field(repr=False)
    outer: Terms = field(repr=False)

    @property
    def section(self) -> int:
        return self.passage.section


@dataclass(slots=True)
class _Heads:
    """The list head in force while the lines of one section are read."""

    section: int = -1
    lead: str = ""
    bullet: str = ""
    left: int = 0

    def enter(self, section: int) -> None:
        if section != self.section:
            self.section, self.lead, self.left = section, "", 0

    def over(self, text: str) -> str:
        """The head that governs a line; a head of the same bullet ends the one before it."""
        mark = bullet(text)
        if self.lead and (self.left <= 0 or (mark == self.bullet and mark)):
            self.lead = ""
        lead, self.left = self.lead, self.left - 1
        if says("announces", text):
            self.lead, self.bullet, self.left = text, mark, _LEAD_REACH
        return lead


def load_lines(
    archive: Archive, report: Report, passages: Sequence[Passage] | None = None
) -> tuple[Line, ...]:
    """The lines of a report in their order: all, or those of some of its passages."""
    paths = {section.number: section.path for section in archive.sections(report.key)}
    heads, lines = _Heads(), list[Line]()
    for passage in archive.passages(reports=[report.key]) if passages is None else passages:
        path, block = paths.get(passage.section, ()), passage.number * _PER_PASSAGE
        heads.enter(passage.section)
        for position, (start, end, first) in enumerate(_spans(passage)):
            block += first
            text, order = passage.text[start:end], passage.number * _PER_PASSAGE + position
            if _SIGNED.fullmatch(text):
                continue
            note = passage.kind == "footnote"
            lead = _anchor(text, lines, passage) if note else heads.over(text)
            line = _line(text, report, passage, path, order, block, (start, end), lead)
            if not note and says("reason_of_before", text):
                line = replace(line, lead_terms=terms_of(" ".join(_before(lines, passage, lead))))
            lines.append(line)
    following = [*lines[1:], None]
    return tuple(
        replace(line, hollow=True)
        if says("announces", line.text) and not (after and after.lead == line.text)
        else line
        for line, after in zip(lines, following, strict=True)
    )


def bullet(text: str) -> str:
    """The kind of a line's bullet: '-', '+', '1' for any number, 'a' for any letter, '' for none."""
    match = _BULLET.match(text)
    if not match:
        return ""
    mark = match.group(1).strip("().")
    return "1" if mark.isdigit() else "a" if mark.isalpha() else mark


def marks_of(text: str) -> list[str]:
    """The footnote marks in a line."""
    return _MARK.findall(text)


def has_note(line: Line, note: Line) -> bool:
    """Whether a footnote explains a line."""
    return note.note and note.section == line.section and note.lead == line.text


def _anchor(text: str, lines: list[Line], passage: Passage) -> str:
    """The line that bears a footnote's mark; the section's only marked or garbled one where the mark is lost."""
    match = _NOTE_MARK.match(text)
    mark = match.group(1) if match else ""
    own = [line for line in lines if line.section == passage.section and not line.note]
    if not mark:  # Word keeps it apart from the note
        marked = [line for line in own if marks_of(line.text)]
        return marked[0].text if len(marked) == 1 else _nearest(text, marked)
    for line in own:
        if mark in marks_of(line.text):
            return line.text
    if not mark.isdigit():
        found = next((line.text for line in own if mark in line.text), "")
        return found or _nearest(text, own)
    return ""


def _before(lines: Sequence[Line], passage: Passage, lead: str) -> list[str]:
    """What stands before a cause that does not say of what it is the cause."""
    near = [line.text for line in lines[-_CAUSE_REACH:] if line.section == passage.section]
    return [lead, *near]


def _nearest(text: str, lines: list[Line]) -> str:
    """The line that speaks of the same things as a footnote whose mark was lost."""
    concepts = {c for c in terms_of(text).concepts if "_" in c}
    shared = [(len(concepts & line.terms.concepts), -line.order, line.text) for line in lines]
    best = max(shared, default=(0, 0, ""))
    return best[2] if best[0] else ""


def _spans(passage: Passage) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a new block begins: rows and short blocks whole, long blocks by sentences."""
    position = 0
    for block in passage.text.split("\n"):
        if block.strip():
            if len(block) <= _LONG_LINE or passage.kind == "table":
                yield position, position + len(block), True
            else:
                for number, (start, end) in enumerate(split_sentences(block)):
                    yield position + start, position + end, number == 0
        position += len(block) + 1


def _line(
    text: str, report: Report, passage: Passage, path: tuple[str, ...], order: int, block: int,
    span: tuple[int, int], lead: str,
) -> Line:  # fmt: skip
    words = " ".join(part for token in canonical(text) for part in token.text.split("_"))
    return Line(
        text, report, passage, path, order, block, span[0], span[1], lead, passage.kind == "footnote", hollow=False,
        words=f" {words} ",
        terms=terms_of(text),
        opening=terms_of(text[:_OPENING]),
        heading=terms_of(path[-1] if path else ""),
        lead_terms=terms_of(lead),
        outer=terms_of(" › ".join(path[:-1])),
    )  # fmt: skip
