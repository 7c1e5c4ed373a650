"""Figures and tables for a terminal and for spreadsheets: aligned text with numbered sources, CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.citation import Citation, as_row
from assistant.export.plain import csv_text
from assistant.export.rows import Sheet, of_table
from assistant.table import Cell, Table
from ingest.vietnamese.numbers import format_number
from ui.commands.console import table as aligned
from vectorstore.records import SHARE_OF_PRIOR, Figure, Role

MISSING = "không có số liệu"
_GLUED = ("%", "‰", "/")


class Sources:
    """Citations numbered as they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def mark(self, citation: Citation) -> str:
        """'[3]'."""
        return f"[{self._numbers.setdefault(citation, len(self._numbers) + 1)}]"

    def lines(self) -> Iterable[str]:
        """The numbered list, each with its report, page, section and quote."""
        if self._numbers:
            yield "\nNguồn:"
        for citation, number in self._numbers.items():
            page = f", trang {citation.page}" if citation.page is not None else ""
            yield f"[{number}] {citation.report.title} ({citation.report.key}{page})"
            if citation.section:
                yield "    " + " › ".join(citation.section)
            for line in citation.quote.splitlines():
                yield f"    {as_row(line)}"


def with_unit(number: str, unit: str) -> str:
    """'45,2%', '1.204 ca', '32,3/10.000 dân'."""
    return f"{number}{'' if unit.startswith(_GLUED) or not unit else ' '}{unit}"


def printed_text(figure: Figure, unit: str) -> str:
    """'45,2%', '≈47,6%', '+1,2 điểm %': as printed, a change with its sign."""
    signed = figure.role is Role.CHANGE and figure.value and figure.unit != SHARE_OF_PRIOR
    sign = "" if not signed else "+" if figure.value > 0 else "−"
    number = figure.printed.lstrip("+-−–( ").rstrip(")") if sign else figure.printed
    return f"{figure.bound}{sign}{with_unit(number, unit)}"


def cell_text(cell: Cell, sources: Sources) -> str:
    """A cell as one line: value, unit, mark, note; '' of a worked-out column that has nothing to work out."""
    note = f" ({cell.note})" if cell.note else ""
    if cell.value is None:
        return cell.note or MISSING
    if cell.figure and cell.citation:
        return f"{with_unit(cell.figure.printed, cell.unit)} {sources.mark(cell.citation)}{note}"
    return with_unit(format_number(cell.value).replace("-", "−"), cell.unit) + note


def table_text(table: Table, rows_are: str = "Chỉ tiêu") -> str:
    """A table for a terminal: many columns stand one below the other; then workings, warnings, sources."""
    sources = Sources()
    header: tuple[str, ...] = (rows_are, *(column.heading for column in table.columns))
    rows: list[tuple[str, ...]]
    if len(table.columns) > _ACROSS:
        rows = [row for one in table.rows for row in _downwards(table, one.label, one.cells, sources)]
        header = (rows_are, "Cột", "Giá trị")
    else:
        rows = [(row.label, *(cell_text(cell, sources) for cell in row.cells)) for row in table.rows]
    lines = [table.title, "", aligned(header, rows), *_workings(table)]
    lines += [f"Lưu ý: {warning}" for warning in table.warnings]
    return "\n".join([*lines, *sources.lines()])


_ACROSS = 5  # columns that a terminal shows side by side


def _downwards(
    table: Table, label: str, cells: Sequence[Cell], sources: Sources
) -> Iterable[tuple[str, str, str]]:
    for number, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        yield (label if number == 0 else "", column.heading, cell_text(cell, sources))


def _workings(table: Table) -> Iterable[str]:
    worked = [
        f"  {row.label} – {column.heading}: {cell.working}"
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.working
    ]
    return ["\nCách tính:", *worked] if worked else []


def table_csv(table: Table) -> str:
    """One line a cell: indicator, column, value, unit, working, note, and its source."""
    return csv_text(of_table(table))


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV with numbers as they are and texts that no spreadsheet takes for a formula."""
    return csv_text(Sheet(tuple(header), tuple(tuple(row) for row in rows)))
