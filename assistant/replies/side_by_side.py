"""Places, periods and populations set side by side: a small table, every cell with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, Scope
from assistant.figures.scopes import reports_for
from assistant.figures.selection import Selector
from assistant.indicators.measures import measure_of
from assistant.questions.question import Question
from assistant.replies.side_table import common_name, side_by_side, unlike_periods
from assistant.replies.sides import Alone, Sides
from assistant.texts.text_rules import asks
from assistant.wording import amount, change, name_words, value_words
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.text import fold
from vectorstore.archive import Archive
from vectorstore.records import Figure, Report, Role

_RISES = re.compile(r"\b(?:tang|giam|thay doi|bien dong|cung ky|ck)\b")
_MISSING = "không có số liệu"
_PAIR = 2


class SideBySide:
    def __init__(self, archive: Archive, selector: Selector, alone: Alone) -> None:
        """`alone` answers one side of a comparison as a question of its own."""
        self._archive = archive
        self._selector = selector
        self._sides = Sides(archive, selector, alone)

    def answer(self, question: Question, scopes: Sequence[Scope], held: Sequence[Report]) -> Answer | None:
        """A comparison of the scopes; None when no scope has a figure for the topic."""
        if not _RISES.search(
            fold(question.text)
        ):  # "nhiều hơn mặt bằng chung không" asks for no change in time
            question = replace(question, roles=question.roles - {Role.CHANGE})
        held = [r for r in held if any(r in reports_for(self._archive, scope, held) for scope in scopes)]
        rows = self._sides.rows(question, scopes, held)
        rows = list({_figures(row): row for row in rows if any(row)}.values())
        if not rows:
            return None
        draft = Draft(self._archive, question.text)
        for row in rows:
            self._write_row(draft, row, scopes, _yes_or_no(question, row) if row is rows[0] else "")
        if len(scopes) > _PAIR:
            _write_grid(draft, rows, scopes)
        for cell in (cell for row in rows for cell in row if cell is not None):
            draft.quote(draft.cite_figure(cell.figure, cell.report))
        answer = draft.answer()
        return replace(answer, table=side_by_side(draft, rows, scopes, _headings(rows, scopes)))

    def _write_row(
        self, draft: Draft, cells: Sequence[Candidate | None], scopes: Sequence[Scope], verdict: str
    ) -> None:
        words = []
        for cell, scope in zip(cells, scopes, strict=True):
            label = column_label(scope, cell)
            if cell is None:
                words.append(f"{label}: {_MISSING}")
                continue
            mark = draft.cite_figure(cell.figure, cell.report)
            words.append(f"{label}: {_value(cell, scope)} ({name_words(cell.figure)}) {mark}")
        if None in cells and len({scope.place for scope in scopes}) == 1:
            words += self._changes(draft, cells)
        draft.line(verdict + "; ".join(words) + _difference(cells, scopes))

    def _changes(self, draft: Draft, cells: Sequence[Candidate | None]) -> list[str]:
        """What a report says of the period that has no figure of its own: "giảm 23 ca so với cùng kỳ"."""
        return [
            f"báo cáo nêu {change(view.figure)} {draft.cite_figure(view.figure, cell.report)}"
            for cell in cells
            if cell is not None
            for view in self._selector.views([cell.report])
            if view.figure.group == cell.figure.group and view.figure.role is Role.CHANGE
        ]


def _figures(row: Sequence[Candidate | None]) -> tuple[tuple[str, int] | None, ...]:
    return tuple((cell.report.key, cell.figure.number) if cell else None for cell in row)


def _value(cell: Candidate, scope: Scope) -> str:
    """The value by its role; one of the year before whose period is the label's by itself."""
    figure = cell.figure
    if figure.role is Role.PRIOR and scope.period is not None and figure.period == scope.period.period:
        return amount(figure)
    return value_words(figure, cell.report)


def _yes_or_no(question: Question, cells: Sequence[Candidate | None]) -> str:
    """'Có: ' or 'Không: ' to whether the first is higher (lower) than the second; '' for any other question."""
    higher, lower = asks("asks_rise", question.text), asks("asks_fall", question.text)
    known = [cell.figure for cell in cells if cell is not None]
    if "yesno" not in question.cues or higher is lower or len(known) != 2 or len(cells) != 2:
        return ""
    a, b = known
    if a.unit != b.unit or not {a.role, b.role} <= {Role.RESULT, Role.PRIOR}:
        return ""
    return "Có: " if (a.value > b.value if higher else a.value < b.value) else "Không: "


def scope_label(scope: Scope) -> str:
    parts = [scope.place.label if scope.place else "", scope.period.period.label if scope.period else ""]
    if scope.populations is not None:
        parts.append(", ".join(sorted(scope.populations)) or "chung")
    return " ".join(part for part in parts if part)


def column_label(scope: Scope, cell: Candidate | None) -> str:
    """'Điện Biên 6T/2024'; where the scope leaves the period open, that of the report that answers."""
    label = scope_label(scope)
    period = cell.report.period if cell is not None and scope.period is None else None
    return f"{label} {period.label}".strip() if period else label


def _headings(rows: Sequence[Sequence[Candidate | None]], scopes: Sequence[Scope]) -> list[str]:
    """The columns' labels, of the first row that has a value there."""
    return [
        column_label(scope, next((row[i] for row in rows if row[i] is not None), None))
        for i, scope in enumerate(scopes)
    ]


def _write_grid(draft: Draft, rows: Sequence[Sequence[Candidate | None]], scopes: Sequence[Scope]) -> None:
    """More than two values of one thing as lines of a table, one for each place and period."""
    for row in rows:
        draft.line(f"Nơi, kỳ | {common_name(row)} | Nguồn")
        for cell, scope in zip(row, scopes, strict=True):
            value = _value(cell, scope) if cell is not None else _MISSING
            mark = draft.cite_figure(cell.figure, cell.report) if cell is not None else "–"
            draft.line(f"{column_label(scope, cell)} | {value} | {mark}")


def _of_one_measure(a: Figure, b: Figure) -> bool:
    """Whether two values are in one unit; "12,4 bác sĩ" of "bác sĩ/vạn dân" is one of "10,6/10.000 dân"."""
    one, other = measure_of(a, a), measure_of(b, b)
    return a.unit == b.unit or (one == other and one.startswith("/"))


def _difference(cells: Sequence[Candidate | None], scopes: Sequence[Scope]) -> str:
    """'. Chênh lệch: 12,7 điểm % (45,2 − 32,5)': worked out from the two values, and said to be."""
    figures = [cell.figure for cell in cells if cell is not None]
    if len(figures) != 2 or not _of_one_measure(*figures):
        return ""
    a, b = figures
    if Role.PLAN in (a.role, b.role) and a.role is not b.role:
        return ". Lưu ý: một bên là chỉ tiêu kế hoạch, một bên là kết quả thực hiện."
    one, other = (column_label(s, cell) for s, cell in zip(scopes, cells, strict=True) if cell is not None)
    difference: Decimal = abs(a.value - b.value)
    named = a.unit if a.unit == b.unit else measure_of(a, a)
    glue = "" if named.startswith("/") else " "
    unit = " điểm %" if named == "%" else f"{glue}{named}" if named else ""
    relation = "cao hơn" if a.value > b.value else "thấp hơn" if a.value < b.value else "bằng"
    if not difference:
        return ". Hai giá trị bằng nhau."
    big, small = (a, b) if a.value > b.value else (b, a)
    warning = unlike_periods(figures)
    mind = f" Lưu ý: {warning}" if warning else ""
    working = f"{big.printed} − {small.printed}"
    told = f"chênh lệch {format_number(difference)}{unit} (tính từ hai số trên: {working})."
    return f". {one} {relation} {other}; {told}{mind}"
