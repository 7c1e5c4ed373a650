"""The columns of a table: which part each plays, and what role, period and span its numbers have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.document import Row, Table
from ingest.figures.cells import CellNumber, read_cell
from ingest.figures.context import FigureContext
from ingest.figures.gaps import is_said_blank, is_tick
from ingest.figures.header_prefixes import prefixed
from ingest.figures.headers import (
    ColumnKind,
    header_kind,
    header_paths,
    header_role,
    header_unit,
    is_comparison,
    is_rate_measure,
    measure,
    says,
)
from ingest.figures.marks import mark_of
from ingest.figures.outcomes import outcome_of, spelled_out, without_pair
from ingest.figures.stretches import Stretch, stretches
from ingest.figures.subjects import place_named
from ingest.vietnamese.numbers import CellKind, find_numbers, parse_cell
from ingest.vietnamese.populations import apart_populations
from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import unit_named
from vectorstore.records import Kind, Period, Place, Role, Span

_TIME_LABEL = re.compile(r"(?:nam|thang|quy|thoi gian|thoi diem|giai doan|tuan|ngay)")
_PER_BASE = re.compile(r"[a-z ]{0,20}/ ?(?:van|nghin|ngan|\d[\d.]{1,8}) [a-z ]{2,25}")
_UNIT_SHARE = 0.6  # of a text column's cells that are units, from which it is the unit column
_WITH_YEAR = re.compile(
    r"(?:so )?(?:voi )?(?:nam |th |thuc hien )*(?:19|20)\d\d\b"
)  # "Với 2022" below "So sánh"
_FEWEST_TICKS = 2  # of a column that is made of them
_TEXT_SHARE = 0.5  # of a column's cells that are words, from which it is no value column


@dataclass(frozen=True, slots=True)
class Column:
    """A column; all but index, path and kind speak of value columns only."""

    index: int
    path: tuple[str, ...]  # header texts from the top down
    kind: ColumnKind
    role: Role = Role.RESULT
    guessed: bool = True  # no header word gave the role
    period: Period | None = None
    span: Span = Span.PERIOD
    measures: tuple[
        str, ...
    ] = ()  # "Mắc", "Số lượng": what the header adds to the row's meaning, outermost first
    rate: bool = False  # a "Tỷ lệ" column: shares, whatever the row counts
    unit: str = ""
    place: Place | None = None
    populations: tuple[str, ...] = ()
    estimate: bool = False  # "Ước TH"
    lowering: bool = False  # "Giảm": falls printed without a sign
    ticked: bool = False  # "x" for each row that has what the header says

    @property
    def header(self) -> str:
        """What Figure.column says: 'Mắc', 'So với cùng kỳ', 'Số mắc › CK 2023'."""
        leaf = self.path[-1] if self.path else ""
        outer = [text for text in self.path[:-1] if measure(text)]
        return " › ".join([*outer, leaf])

    @property
    def subject(self) -> tuple[object, ...]:
        """Columns with the same subject speak of one indicator."""
        return (self.measures, self.place, self.populations)

    def of(self, number: CellNumber) -> Column:
        """The column as it is to one number of a cell: "12/0" under "Mắc/Chết" are two indicators."""
        outcome = outcome_of(self.path, number)
        if not outcome:
            return self
        path = tuple(text for text in map(squeeze, map(without_pair, self.path)) if text.strip(" ()"))
        measures = tuple(text for text in map(measure, path) if text)
        return replace(self, path=(*path, outcome), measures=(*measures, outcome))


def read_columns(table: Table, context: FigureContext) -> list[Column]:
    """Every column of a table, left to right."""
    width = table.width
    paths = prefixed(spelled_out(header_paths(table.header, width)))
    kinds = _kinds(paths, table.rows, width)
    told = [_told(table.rows, index) for index in range(width)]
    columns = [
        Column(i, path, kind, ticked=kind is ColumnKind.VALUE and _ticked(told[i]))
        for i, (path, kind) in enumerate(zip(paths, kinds, strict=True))
    ]
    values = [column for column in columns if column.kind is ColumnKind.VALUE]
    read = {column.index: column for column in _with_stretches(_with_roles(values), context)}
    places = _places(values, context)
    for index, column in read.items():
        read[index] = _with_subject(column, places.get(index))
    return [read.get(column.index, column) for column in columns]


# -- kinds


def _kinds(paths: Sequence[tuple[str, ...]], rows: Sequence[Row], width: int) -> list[ColumnKind]:
    kinds: list[ColumnKind] = []
    for index in range(width):
        kinds.append(_kind(" ".join(paths[index]), _told(rows, index), kinds))
    if ColumnKind.LABEL not in kinds and ColumnKind.ORDINAL in kinds:
        kinds[kinds.index(ColumnKind.ORDINAL)] = ColumnKind.LABEL
    return kinds


def _told(rows: Sequence[Row], index: int) -> list[str]:
    """The cells of a column that say something."""
    cells = [squeeze(row.cells[index]) for row in rows if index < len(row.cells)]
    return [cell for cell in cells if cell and not is_said_blank(cell)]


def _kind(header: str, cells: list[str], before: list[ColumnKind]) -> ColumnKind:
    named = header_kind(header)
    units = sum(_is_unit(cell) for cell in cells)
    texts = sum(_is_unit(cell) or _is_words(cell) for cell in cells)
    wordy = texts > 0 and texts >= _TEXT_SHARE * sum(
        parse_cell(cell).kind is not CellKind.EMPTY for cell in cells
    )
    if named is ColumnKind.ORDINAL or (not before and _looks_ordinal(header, cells)):
        return ColumnKind.ORDINAL
    if not before and _TIME_LABEL.fullmatch(fold(header).strip(" .:")):
        return ColumnKind.LABEL
    if named is None and ColumnKind.LABEL in before and _ticked(cells):
        return ColumnKind.VALUE
    if named is ColumnKind.NOTE and (wordy or not cells):
        return ColumnKind.NOTE
    if named is ColumnKind.UNIT and wordy:
        return ColumnKind.UNIT
    if not wordy:
        return (
            ColumnKind.LABEL if named is ColumnKind.LABEL and not cells and not before else ColumnKind.VALUE
        )
    if units >= _UNIT_SHARE * len(cells) and ColumnKind.LABEL in before:
        return ColumnKind.UNIT
    left = before[-1] if before else None
    if ColumnKind.LABEL not in before or (named is ColumnKind.LABEL and left is ColumnKind.LABEL):
        return ColumnKind.LABEL
    return ColumnKind.NOTE


def _ticked(cells: list[str]) -> bool:
    """Whether a column only says whether each row has the property that heads it; a total may count them."""
    ticks = sum(map(is_tick, cells))
    return ticks >= max(_FEWEST_TICKS, len(cells) / 2) and all(
        is_tick(cell) or parse_cell(cell).kind is CellKind.NUMBER for cell in cells
    )


def _is_unit(cell: str) -> bool:
    return cell == "%" or unit_named(cell) is not None or bool(_PER_BASE.fullmatch(fold(cell)))


def _is_words(cell: str) -> bool:
    """A cell of words rather than a number: 'Trạm y tế', '6-60 tháng'; not '48,6%', '-', '12/15', 'Giảm 5'."""
    if parse_cell(cell).kind is not CellKind.WORD or read_cell(cell).numbers:
        return False
    letters = sum(c.isalpha() for c in cell)
    return letters > 0 and not (letters <= 3 and not cell[0].isalpha() and find_numbers(cell))


def _looks_ordinal(header: str, cells: list[str]) -> bool:
    """A first column without a header word whose cells are mostly '1', 'II', 'a)', '-'."""
    if header or not cells:
        return False
    marks = [mark_of(cell) for cell in cells]
    return sum(mark is not None for mark in marks) >= 0.7 * len(cells)


# -- roles


def _with_roles(columns: list[Column]) -> list[Column]:
    named = [_role(column.path) for column in columns]
    has_plan = any(role is Role.PLAN for role, _ in named)
    has_prior = any(role is Role.PRIOR for role, _ in named)
    result = []
    for column, (role, weak) in zip(columns, named, strict=True):
        if weak and not has_plan:
            role = None
        if role is None and column.path and is_comparison(column.path[-1]):
            role = Role.CHANGE if has_prior or not has_plan else Role.ATTAINMENT
        if role is None and _is_share_of_plan(column.path, [c.path for c in columns], named):
            role = Role.ATTAINMENT
        result.append(replace(column, role=role or Role.RESULT, guessed=role is None))
    return result


def _is_share_of_plan(
    path: tuple[str, ...], paths: Sequence[tuple[str, ...]], named: Sequence[tuple[Role | None, bool]]
) -> bool:
    """Whether "%" stands under one heading with a plan and a result, alone: 'Khám thai › KH | TH | %'."""
    if len(path) < 2 or path[-1].strip(" ()") != "%":
        return False
    beside = [role for other, (role, _) in zip(paths, named, strict=True) if other[:-1] == path[:-1]]
    return sorted(role.value if role else "" for role in beside) == ["", Role.PLAN.value, Role.RESULT.value]


def _role(path: tuple[str, ...]) -> tuple[Role | None, bool]:
    """The role that header texts give, the lowest first, and whether it needs a plan column beside it."""
    role: Role | None = None
    weak = False
    for text in reversed(path):
        above = header_role(text)
        if above is None:
            if role is not None and is_comparison(text):
                role = {Role.PLAN: Role.ATTAINMENT, Role.PRIOR: Role.CHANGE}.get(role, role)
            elif text is not path[-1] and is_comparison(text) and _WITH_YEAR.match(fold(path[-1])):
                role = Role.CHANGE
            continue
        if role is None:
            role, weak = above.role, above.weak
        else:
            role = _under(role, above.role)
    return role, weak


def _under(role: Role, above: Role) -> Role:
    """The role of 'Kế hoạch' under 'Tăng, giảm so với', of 'Thực hiện' under 'Cùng kỳ 2023'."""
    if above in (Role.CHANGE, Role.ATTAINMENT):
        compared = {Role.PLAN: Role.ATTAINMENT, Role.PRIOR: Role.CHANGE, Role.RESULT: above}
        return compared.get(role, role)
    if above is Role.PRIOR and role is Role.RESULT:
        return Role.PRIOR
    return role


# -- time


def _with_stretches(columns: list[Column], context: FigureContext) -> list[Column]:
    read = stretches([Stretch(c.path, c.role, c.guessed) for c in columns], context.period)
    timed = [
        replace(column, period=got.period, span=got.span) for column, got in zip(columns, read, strict=True)
    ]
    last = _last_done(timed, context)
    return [
        replace(column, role=role_in_time(column.role, column.guessed, column.period, context))
        if column.role is not Role.RESULT or last is None or column.period != last
        else column
        for column in timed
    ]


def _last_done(columns: list[Column], context: FigureContext) -> Period | None:
    """The latest period before a plan's that its table gives results of: 'Ước TH 2024' beside 'KH 2025'.

    They are results; those of still earlier ones are what they are compared with.
    """
    if context.kind is not Kind.PLAN or context.period is None:
        return None
    done = [c.period for c in columns if c.role is Role.RESULT and c.period]
    return max((p for p in done if p.end < context.period.start), key=lambda p: p.end, default=None)


def role_in_time(role: Role, guessed: bool, period: Period | None, context: FigureContext) -> Role:
    """An earlier result is a prior value, a later one a target; a plan's own numbers are targets."""
    if role is not Role.RESULT:
        return role
    if period is not None and context.period is not None:
        begun = period.is_week and period.end >= context.period.start  # week 40 in the report of October
        if period.end < context.period.end and period.start < context.period.start and not begun:
            return Role.PRIOR
        if period.start > context.period.end and guessed:
            return Role.PLAN
    return Role.PLAN if context.kind is Kind.PLAN else Role.RESULT


# -- subjects


def _places(columns: list[Column], context: FigureContext) -> dict[int, Place]:
    """Places that head columns, where at least two do."""
    found: dict[int, Place] = {}
    for column in columns:
        named = next(
            (place for text in reversed(column.path) if (place := place_named(text, context.home))), None
        )
        if named is not None:
            found[column.index] = named
    return found if len(set(found.values())) > 1 else {}


def _with_subject(column: Column, place: Place | None) -> Column:
    texts = tuple(text for text in map(measure, column.path) if text)
    if column.role in (Role.CHANGE, Role.ATTAINMENT):
        texts = tuple(text for text in texts if not is_rate_measure(text) and not header_role(text))
        texts = tuple(text for text in texts if not is_comparison(text))
    if place is not None:
        texts = tuple(text for text in texts if place_named(text, place) is None)
    joined = " ".join(column.path)
    rate = any(is_rate_measure(text) for text in texts)
    return replace(
        column,
        measures=texts,
        rate=rate and column.role not in (Role.CHANGE, Role.ATTAINMENT),
        unit=header_unit(column.path),
        place=place,
        populations=apart_populations(" ".join(texts)),
        estimate=says(joined, "estimate") and column.role is Role.RESULT,
        lowering=column.role is Role.CHANGE and any(says(text, "lowering") for text in column.path[-1:]),
    )
