"""The values of a comparison in the chat as a Table, for a page to show, chart and export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.citation import Citation
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, Scope
from assistant.indicators import working
from assistant.indicators.measures import RATES, measure_of
from assistant.table import Cell, Column, Row, Table
from assistant.wording import join_words, name_words
from vectorstore.records import Figure, Period, Role

_PAIR = 2
_SHORTENED = re.compile(r"\b(?:[^\W\d_]*[A-ZĐ]{2,}[^\W\d_]*)\b")
_NAMED = 4  # columns that a title names


def side_by_side(
    draft: Draft,
    rows: Sequence[Sequence[Candidate | None]],
    scopes: Sequence[Scope],
    headings: Sequence[str],
) -> Table:
    """One row for each thing compared, one column for each of the `scopes`; of two, their difference besides.

    `draft` holds the citations of all figures.
    """
    columns = [
        Column(heading, scope.place, _period(scope, [row[i] for row in rows]), _role(row[i] for row in rows))
        for i, (scope, heading) in enumerate(zip(scopes, headings, strict=True))
    ]
    made = [_row(draft, row) for row in rows]
    if len(scopes) == _PAIR:
        pair = f"{headings[0]} so với {headings[1]} (tính)"
        derived = list(zip(*(_differences(row) for row in made), strict=True))
        for name, cells in zip((f"Chênh lệch {pair}", f"Tăng, giảm (%) {pair}"), derived, strict=True):
            if any(cell.value is not None or cell.note for cell in cells):
                columns.append(Column(name, derived=True))
                made = [replace(row, cells=(*row.cells, cell)) for row, cell in zip(made, cells, strict=True)]
    title = f"So sánh {join_words(headings)}" if len(headings) <= _NAMED else "Bảng so sánh"
    warnings = (unlike_periods(cell.figure for cell in row if cell is not None) for row in rows)
    return Table(
        title,
        tuple(columns),
        tuple(made),
        tuple(dict.fromkeys(f"{w[0].upper()}{w[1:]}" for w in warnings if w)),
    )


def common_name(row: Sequence[Candidate | None]) -> str:
    """Of the names that reports give one thing, that with the fewest abbreviations and links, then the shortest."""
    names = dict.fromkeys(name_words(cell.figure) for cell in row if cell is not None)
    return min(names, key=lambda name: (len(_SHORTENED.findall(name)), name.count("›"), len(name)))


def unlike_periods(figures: Iterable[Figure]) -> str:
    """A warning where values since January, or of a whole stretch, are of stretches of unlike length; else ""."""
    known = [f.period for f in figures if f.period is not None and not f.unit.startswith(RATES)]
    lengths = {period.months: period for period in known}
    if len(lengths) < _PAIR:
        return ""
    named = join_words(period.label for _, period in sorted(lengths.items()))
    return f"các kỳ so sánh dài ngắn khác nhau ({named}), số cộng dồn không so trực tiếp được."


def _row(draft: Draft, row: Sequence[Candidate | None]) -> Row:
    units = {cell.figure.unit for cell in row if cell is not None}
    cells = tuple(_cell(draft, cell) if cell is not None else Cell() for cell in row)
    return Row(common_name(row), units.pop() if len(units) == 1 else "", cells)


def _cell(draft: Draft, candidate: Candidate) -> Cell:
    figure = candidate.figure
    citation: Citation = draft.citation(draft.cite_figure(figure, candidate.report))
    note = "chỉ tiêu kế hoạch" if figure.role is Role.PLAN else ""
    return Cell(figure.value, figure.unit, figure, citation, note=note)


def _differences(row: Row) -> tuple[Cell, Cell]:
    """Of two results, or two targets; never of a target and a result."""
    one, other = row.cells[:_PAIR]
    if one.figure is None or other.figure is None:
        return Cell(), Cell()
    if (one.figure.role is Role.PLAN) != (other.figure.role is Role.PLAN):
        cell = Cell(note="một bên là chỉ tiêu, một bên là kết quả, không tính")
        return cell, cell
    measure = measure_of(one.figure, one.figure)
    return working.difference(one, other, measure), working.relative(one, other, measure)


def _period(scope: Scope, cells: Sequence[Candidate | None]) -> Period | None:
    """The period asked for, else that of the report that answers."""
    if scope.period is not None:
        return scope.period.period
    return next((cell.report.period for cell in cells if cell is not None), None)


def _role(cells: Iterable[Candidate | None]) -> Role:
    """PLAN where all that a column holds are targets."""
    held = [cell.figure.role for cell in cells if cell is not None]
    return Role.PLAN if held and all(role is Role.PLAN for role in held) else Role.RESULT
