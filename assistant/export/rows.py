"""Tables and lines of figures as rows for spreadsheets: one value a row, with its source in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citation import Citation, as_row
from assistant.indicators.grouping import Member, wording_of
from assistant.indicators.listing import Located
from assistant.indicators.observations import Observation, citation_of
from assistant.table import Table
from assistant.wording import bound_words
from vectorstore.records import Role

SOURCE_COLUMNS = ("Báo cáo", "Mục", "Trang", "Trích dẫn")
BOUND = "Mức"  # 'trên', 'dưới', 'ước': what the source says before the value
_TABLE = (
    "Chỉ tiêu", "Cột", "Địa phương", "Kỳ", BOUND, "Giá trị", "Đơn vị", "Cách tính", "Ghi chú", *SOURCE_COLUMNS,
)  # fmt: skip
_LOCATED = (
    "Chỉ tiêu",
    "Cách ghi",
    "Địa phương",
    "Kỳ",
    "Loại số",
    BOUND,
    "Giá trị",
    "Đơn vị",
    *SOURCE_COLUMNS,
)
ROLE_NAMES = {
    Role.RESULT: "kết quả", Role.PLAN: "kế hoạch", Role.PRIOR: "cùng kỳ", Role.CHANGE: "tăng, giảm",
    Role.ATTAINMENT: "đạt kế hoạch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header and rows as wide as it; a value is a Decimal, int, str or None."""

    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def of_table(table: Table) -> Sheet:
    """One row a cell: indicator, column, value, unit, working, note, and its source."""
    rows = [
        (
            row.label, column.heading, column.place.label if column.place else "",
            column.period.label if column.period else "", bound_words(cell.figure) if cell.figure else "",
            cell.value, cell.unit, cell.working, cell.note,
            *source_cells(cell.citation),
        )
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]  # fmt: skip
    return Sheet(_TABLE, tuple(rows))


def of_located(located: Located) -> Sheet:
    """One row a value of an indicator's lines, further values that a report states included."""
    label = located.indicator.label if located.indicator else ""
    return Sheet(_LOCATED, tuple((label, *row) for line in located.lines for row in _of_line(line)))


def source_cells(citation: Citation | None) -> tuple[object, ...]:
    """Values for SOURCE_COLUMNS."""
    if citation is None:
        return ("", "", "", "")
    return citation.report.key, " › ".join(citation.section), citation.page, as_row(citation.quote)


def _of_line(line: Observation) -> Iterator[Sequence[object]]:
    members: tuple[Member, ...] = (*line.members, *line.others)
    for member in members:
        figure = member.figure
        place = line.place.label if line.place else ""
        period = figure.period.label if figure.period else ""
        values = (ROLE_NAMES[figure.role], bound_words(figure), figure.value, figure.unit)
        yield (wording_of(member), place, period, *values, *source_cells(citation_of(member)))
