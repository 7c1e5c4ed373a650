"""CSV and Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from assistant.citation import as_row
from assistant.drafting.editing import note_words
from assistant.drafting.phrases import WORKED
from assistant.drafting.summary import MARK, Note, Summary
from assistant.drafting.words import label_words, remark, value_words, working_words
from assistant.export.paper import Paper
from assistant.export.rows import Sheet, of_located, of_table
from assistant.export.safe import guarded, legal
from assistant.table import Cell, Row, Table

MISSING, NOTHING = "không có số liệu", "–"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~!$])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def to_csv(paper: Paper) -> bytes:
    """One value a row, decimal points, UTF-8 with the mark by which Excel knows it."""
    sheets = [of_table(table) for table in paper.tables]
    if paper.located is not None:
        sheets.append(of_located(paper.located))
    return "".join(csv_text(sheet) for sheet in sheets).encode("utf-8-sig")


def csv_text(sheet: Sheet) -> str:
    """A header and rows; numbers as they are, and texts that no spreadsheet takes for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.header)
    writer.writerows([guarded(value) for value in row] for row in sheet.rows)
    return out.getvalue()


def to_markdown(paper: Paper) -> bytes:
    """The summary, the tables, and the sources as footnotes [^1]; markup of reports is text."""
    notes = _Notes(paper.summary)
    parts = [f"# {_text(paper.heading)}"]
    if paper.summary is not None:
        for paragraph in paper.summary.paragraphs:
            parts += [f"## {_text(paragraph.heading)}"] if paragraph.heading else []
            parts += [_marked(paragraph.text, paper.summary, notes)] if paragraph.sentences else []
    for number, table in enumerate(paper.tables, start=1):
        parts += [f"**Bảng {number}. {_text(table.title)}**", _table(table, notes)]
        parts += [f"*Lưu ý: {_text(warning)}*" for warning in table.warnings] if not paper.summary else []
    if paper.located is not None:
        sheet = of_located(paper.located)
        parts.append(
            _grid(sheet.header, [["" if v is None else _text(str(v)) for v in r] for r in sheet.rows])
        )
    parts.append("\n".join(f"[^{n}]: {_text(as_row(words))}" for n, words in notes.numbered()))
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


class _Notes:
    """The notes of the summary, gone on with by the cells of the tables."""

    def __init__(self, summary: Summary | None) -> None:
        self._numbers: dict[str, int] = {}
        for note in summary.notes if summary else ():
            self.mark(note)

    def mark(self, note: Note) -> str:
        """'[^3]'; notes of the same words are one."""
        return f"[^{self._numbers.setdefault(note_words(note), len(self._numbers) + 1)}]"

    def numbered(self) -> Iterable[tuple[int, str]]:
        return ((number, words) for words, number in self._numbers.items())


def _table(table: Table, notes: _Notes) -> str:
    header = ["Chỉ tiêu", *(column.heading for column in table.columns)]
    rows = [[_text(label_words(row.label)), *_cells(table, row, notes)] for row in table.rows]
    return _grid([_text(name) for name in header], rows)


def _cells(table: Table, row: Row, notes: _Notes) -> Iterable[str]:
    for column, cell in zip(table.columns, row.cells, strict=True):
        yield _cell(cell, column.derived, notes)


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Cell, derived: bool, notes: _Notes) -> str:
    if cell.value is None:
        return _text(cell.note or (NOTHING if derived else MISSING))
    note = Note(cell.citation) if cell.citation else None
    mark = notes.mark(note or Note(working=working_words(cell)))
    sign = "−" if cell.figure is None and cell.value < 0 else ""
    worked = f" ({WORKED})" if cell.figure is None and cell.working else ""
    return f"{sign}{_text(value_words(cell))}{worked}{mark}" + _text(remark(cell.note))


def _marked(text: str, summary: Summary, notes: _Notes) -> str:
    """A paragraph with its marks as footnotes."""
    pieces = MARK.split(text)
    return "".join(
        notes.mark(summary.notes[int(piece) - 1]) if i % 2 else _text(piece, i == 0)
        for i, piece in enumerate(pieces)
    )


def _text(text: str, first: bool = True) -> str:
    """Text that Markdown shows as it stands."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(legal(text).split("\n")))
    return _LINE_START.sub(r"\1\\\2", escaped) if first and not re.match(r"\d", escaped) else escaped
