"""The text of a Word document as its reader sees it, with the way back to the runs it stands in."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_DELETED = (qn("w:del"), qn("w:moveFrom"))


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of the squeezed NFC text, and the stretch of a run's text that it comes from."""

    text: str
    run: int
    start: int
    end: int


class ParagraphText:
    """A paragraph's text in NFC with single spaces."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self._read()

    def _read(self) -> None:
        self._runs = [Run(element, self.paragraph) for element in _runs(self.paragraph._p)]
        self._letters = list(_squeezed(_letters([run.text for run in self._runs])))
        self.text = "".join(letter.text for letter in self._letters)

    def runs_with(self, needle: str, start: int = 0, end: int | None = None) -> tuple[Run, Run] | None:
        """The first and last run of needle[start:end] where the text holds the needle; None where it does not.

        A run of plain text is parted so that the two hold no more; what the paragraph shows stays as it is.
        """
        at = self.text.find(needle)
        if at < 0 or not needle:
            return None
        first = self._letters[at + start]
        last = self._letters[at + (len(needle) if end is None else end) - 1]
        head, _ = _part(self._runs[last.run], last.end)
        opening = _part(head if first.run == last.run else self._runs[first.run], first.start)[1]
        closing = opening if first.run == last.run else head
        self._read()
        return opening, closing


@dataclass(frozen=True, slots=True)
class CellText:
    """A table cell and its text in NFC with single spaces."""

    cell: _Cell
    text: str

    def texts(self) -> Iterator[ParagraphText]:
        return (ParagraphText(paragraph) for paragraph in self.cell.paragraphs)


def paragraphs(document: Any) -> Iterator[Paragraph]:
    """Paragraphs of the body and, after them, of its tables: a sentence is looked for before a cell."""
    yield from document.paragraphs
    for table in document.tables:
        yield from (paragraph for row in rows(table) for cell in row for paragraph in cell.cell.paragraphs)


def rows(table: Any) -> Iterator[tuple[CellText, ...]]:
    """The cells of each row, a merged one once."""
    for row in table._tbl.tr_lst:
        cells = [_Cell(cell, table) for cell in row.tc_lst]
        yield tuple(
            CellText(cell, " ".join(unicodedata.normalize("NFC", cell.text).split())) for cell in cells
        )


def _runs(element: Any) -> Iterator[Any]:
    for run in element.iter(qn("w:r")):
        if not any(ancestor.tag in _DELETED for ancestor in run.iterancestors()):
            yield run


def _letters(texts: Sequence[str]) -> Iterator[Letter]:
    """Characters composed within a run; a mark that begins a run stays alone."""
    for number, text in enumerate(texts):
        start = 0
        while start < len(text):
            end = start + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            for letter in unicodedata.normalize("NFC", text[start:end]):
                yield Letter(letter, number, start, end)
            start = end


def _squeezed(letters: Iterator[Letter]) -> Iterator[Letter]:
    space = True
    for letter in letters:
        if not letter.text.isspace():
            yield letter
        elif not space:
            yield Letter(" ", letter.run, letter.start, letter.end)
        space = letter.text.isspace()


def _part(run: Run, at: int) -> tuple[Run, Run]:
    """A run in two at a position of its text; whole, twice, where it holds more than text or is not to be cut."""
    contents = [child for child in run._r if child.tag != qn("w:rPr")]
    if len(contents) != 1 or contents[0].tag != qn("w:t") or not 0 < at < len(run.text):
        return run, run
    other = copy.deepcopy(run._r)
    run._r.addnext(other)
    text = run.text
    second = Run(other, run._parent)
    run.text, second.text = text[:at], text[at:]
    return run, second
