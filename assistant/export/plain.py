"""CSV and Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from assistant.drafting.editing import note_words
from assistant.drafting.phrases import WORKED
from assistant.drafting.summary import MARK, Note, Notes, Summary
from assistant.drafting.words import value_words
from assistant.export.paper import Paper
from assistant.export.rows import Sheet, of_located, of_table
from assistant.export.safe import guarded, legal, one_line
from assistant.table import Cell, Table

MISSING = "không có số liệu"
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
            parts += [_marked(paragraph.text)] if paragraph.sentences else []
    for number, table in enumerate(paper.tables, start=1):
        parts += [f"**Bảng {number}. {_text(table.title)}**", _table(table, notes)]
        parts += [f"*Lưu ý: {_text(warning)}*" for warning in table.warnings] if not paper.summary else []
    if paper.located is not None:
        sheet = of_located(paper.located)
        parts.append(
            _grid(sheet.header, [["" if v is None else _text(str(v)) for v in r] for r in sheet.rows])
        )
    parts.append("\n".join(f"[^{n}]: {_text(one_line(note_words(note)))}" for n, note in notes.numbered()))
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


class _Notes:
    """The notes of the summary, gone on with by the cells of the tables."""

    def __init__(self, summary: Summary | None) -> None:
        self._notes = Notes()
        for note in summary.notes if summary else ():
            self._notes.mark(note)

    def mark(self, note: Note) -> str:
        return f"[^{self._notes.mark(note)[1:]}"

    def numbered(self) -> Iterable[tuple[int, Note]]:
        return enumerate(self._notes.all(), start=1)


def _table(table: Table, notes: _Notes) -> str:
    header = ["Chỉ tiêu", *(column.heading for column in table.columns)]
    rows = [[_text(row.label), *(_cell(cell, notes) for cell in row.cells)] for row in table.rows]
    return _grid([_text(name) for name in header], rows)


def _grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Cell, notes: _Notes) -> str:
    if cell.value is None:
        return _text(cell.note or MISSING)
    note = Note(cell.citation) if cell.citation else Note(working=cell.working) if cell.working else None
    mark = notes.mark(note) if note else ""
    sign = "−" if cell.figure is None and cell.value < 0 else ""
    worked = f" ({WORKED})" if cell.figure is None and cell.working else ""
    return f"{sign}{_text(value_words(cell))}{worked}{mark}" + (f" ({_text(cell.note)})" if cell.note else "")


def _marked(text: str) -> str:
    """A paragraph with its marks as footnotes."""
    pieces = MARK.split(text)
    return "".join(f"[^{piece}]" if i % 2 else _text(piece, i == 0) for i, piece in enumerate(pieces))


def _text(text: str, first: bool = True) -> str:
    """Text that Markdown shows as it stands."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(legal(text).split("\n")))
    return _LINE_START.sub(r"\1\\\2", escaped) if first and not re.match(r"\d", escaped) else escaped
