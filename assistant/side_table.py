"""The values of a comparison in the chat as a Table, for a page to show, chart and export."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Citation
from assistant.draft import Draft
from assistant.indicators import working
from assistant.indicators.measures import measure_of
from assistant.selection import Candidate, Scope
from assistant.table import Cell, Column, Row, Table
from assistant.wording import join_words, name_words
from vectorstore.records import Period, Role

_PAIR = 2
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
        derived = [_differences(row) for row in made]
        if any(cell.value is not None for cells in derived for cell in cells):
            one, other = headings
            columns.append(Column(f"Chênh lệch {one} so với {other} (tính)", derived=True))
            columns.append(Column(f"Tăng, giảm (%) {one} so với {other} (tính)", derived=True))
            made = [
                Row(row.label, row.unit, (*row.cells, *cells))
                for row, cells in zip(made, derived, strict=True)
            ]
    title = f"So sánh {join_words(headings)}" if len(headings) <= _NAMED else "Bảng so sánh"
    return Table(title, tuple(columns), tuple(made))


def _row(draft: Draft, row: Sequence[Candidate | None]) -> Row:
    named = next(cell for cell in row if cell is not None)
    units = {cell.figure.unit for cell in row if cell is not None}
    cells = tuple(_cell(draft, cell) if cell is not None else Cell() for cell in row)
    return Row(name_words(named.figure), units.pop() if len(units) == 1 else "", cells)


def _cell(draft: Draft, candidate: Candidate) -> Cell:
    figure = candidate.figure
    citation: Citation = draft.citation(draft.cite_figure(figure, candidate.report))
    note = "chỉ tiêu kế hoạch" if figure.role is Role.PLAN else ""
    return Cell(figure.value, figure.unit, figure, citation, note=note)


def _differences(row: Row) -> tuple[Cell, Cell]:
    """Of two results, or two targets; never of a target and a result."""
    one, other = row.cells
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
