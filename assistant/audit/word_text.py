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
        self.runs = [Run(element, paragraph) for element in _runs(paragraph._p)]
        self._letters = list(_squeezed(_letters([run.text for run in self.runs])))
        self.text = "".join(letter.text for letter in self._letters)

    def runs_of(self, start: int, end: int) -> tuple[Run, Run]:
        """The first and last run of a stretch of `text`; a run of plain text is parted so that they hold no more.

        What the paragraph shows stays as it is. To be asked once: the paragraph's runs are others afterwards.
        """
        first, last = self._letters[start], self._letters[end - 1]
        tail = _part(self.runs[last.run], last.end)
        if first.run == last.run:
            middle = _part(tail[0], first.start)
            return middle[1], middle[1]
        return _part(self.runs[first.run], first.start)[1], tail[0]


def paragraphs(document: Any) -> Iterator[Paragraph]:
    """Paragraphs of the body and, at their place, of its tables."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (paragraph for cells in rows(block) for cell in cells for paragraph in cell.paragraphs)


def tables(document: Any) -> Iterator[Any]:
    yield from document.tables


def rows(table: Any) -> Iterator[Sequence[_Cell]]:
    """The cells of each row, a merged one once."""
    for row in table._tbl.tr_lst:
        yield [_Cell(cell, table) for cell in row.tc_lst]


def cell_text(cell: _Cell) -> str:
    """The cell's text in NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", cell.text).split())


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
