"""Figures of a table: every number of its value columns with the meaning of its row and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ingest.document import Block, Row, Table
from ingest.figures.cells import CellNumber, CellReading, read_cell
from ingest.figures.chains import chains
from ingest.figures.changes import decimals_of, is_rate
from ingest.figures.columns import Column, read_columns
from ingest.figures.context import Dismissed, Extraction, FigureContext
from ingest.figures.gaps import is_left_blank
from ingest.figures.headers import ColumnKind, titles, unit_line
from ingest.figures.lines import Line, group_key, offset, populations
from ingest.figures.prose_subjects import bare_heading
from ingest.figures.remarks import remark_columns, remark_figures
from ingest.figures.row_units import counted_noun, is_count, label_unit, measure_unit, split_unit, unit_cell
from ingest.figures.rows import RowText, join_continuations, read_mark
from ingest.figures.shares import with_shares
from ingest.figures.stretches import Stretch
from ingest.figures.subjects import is_total, lists_communes, place_named
from ingest.figures.table_changes import RowChanges
from ingest.figures.table_header import header_and_body
from ingest.figures.transposed import in_full, row_stretches
from ingest.vietnamese.numbers import Part, find_numbers
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Bound, Figure, Gap, Place, Role

_BARE_WORDS = 2  # "Mắc" by districts: a measure of so few words needs the name of its section
_PLACES = re.compile(
    r"(?:cac |khoi )?(?:huyen|xa|thi xa|thanh pho|khu vuc|vung|tuyen|cum|mien|don vi|dia phuong)\b"
)
_LEVELS = (Role.RESULT, Role.PLAN, Role.PRIOR)  # values in the row's own unit


def table_figures(block: Block, context: FigureContext) -> Extraction:
    """The figures of a table block, row by row; every other number of it is dismissed with its reason.

    `group` counts subjects of rows from 0: result, plan, prior, change and share of one indicator share it.
    """
    table = block.table
    if table is None or (not table.rows and not table.header):
        return Extraction(())
    return _Reader(block, table, context).read()


class _Reader:
    """One table being read."""

    def __init__(self, block: Block, table: Table, context: FigureContext) -> None:
        self.page = block.page if block.page is not None else context.page
        self.context = context
        self.header, body = header_and_body(table)
        self.table = Table(self.header, body)
        self.columns = with_shares(read_columns(self.table, context), self.table.rows)
        self.values = [column for column in self.columns if column.kind is ColumnKind.VALUE]
        self.remarks = remark_columns(self.columns)
        self.unit_columns = [column.index for column in self.columns if column.kind is ColumnKind.UNIT]
        self.caption_unit = self._caption_unit()
        self.row_stretches: dict[int, Stretch] = {}
        self.measured: set[str] = set()  # labels of rows with values or a unit of their own
        self.heads = [" ".join(c.path) for c in self.columns if c.kind is ColumnKind.LABEL]
        self.communes = any(map(lists_communes, self.heads))
        self.diseases = any("bệnh" in head.lower() for head in self.heads)

    def read(self) -> Extraction:
        lines = self._lines()
        figures: list[Figure] = []
        dismissed = [found for row in self.header for found in _numbers_in(row.text, "header", row.text, 0)]
        changes = RowChanges(self.values, self._base_unit)
        habits = changes.habits(lines)
        groups: dict[tuple[object, ...], int] = {}
        for line in lines:
            for column in self.values:
                for number in line.cells.get(column.index, CellReading()).numbers:
                    if changes.is_void(line, column, number):
                        start = offset(line, column) + number.start
                        dismissed.append(Dismissed(number.printed, "blank prior", line.row.text, start))
                        continue
                    counted = column.of(number)
                    if counted is not column:  # "12/0": cases and deaths, no fraction
                        number = replace(number, part=Part.ALONE)
                    group = groups.setdefault(group_key(line, counted), len(groups))
                    unit = changes.unit(line, counted, number, habits)
                    figures.append(self._figure(line, counted, number, group, unit))
            for column in self.remarks:
                remark = remark_figures(line, column, self.context)
                for figure in remark.figures:
                    key = ("remark", line.text.index, column.index, figure.group)
                    figures.append(replace(figure, group=groups.setdefault(key, len(groups))))
                dismissed += remark.dismissed
            dismissed += self._dismissed(line)
        return Extraction(tuple(figures), tuple(dismissed), tuple(self._gaps(lines, groups)))

    # -- rows

    def _lines(self) -> list[Line]:
        texts = [self._row_text(index, row) for index, row in enumerate(self.table.rows)]
        if all(column.guessed for column in self.values):
            labels = {text.index: in_full(text.clean, self.heads) for text in texts}
            self.row_stretches = row_stretches(labels, self.context)
        self._mark_measured(texts)
        tails = join_continuations(texts)
        kept = [text for text in texts if text.index not in tails]
        split = [split_unit(text.clean) for text in kept]
        for text, (label, _) in zip(kept, split, strict=True):
            text.clean = label
        chained = dict(zip((text.index for text in kept), chains(kept), strict=True))
        units: dict[int, str] = dict(
            zip((text.index for text in kept), (unit for _, unit in split), strict=True)
        )
        self.measured = {t.clean for t in kept if not t.place and (t.filled or units[t.index])}
        lines: list[Line] = []
        for text in texts:
            lines.append(self._line(text, chained.get(text.index, ()), units.get(text.index, ""), lines))
        return lines

    def _mark_measured(self, texts: list[RowText]) -> None:
        """A row without values but with a unit other than the next row's is no heading of it: a number is due."""
        units = [self._unit_column(self.table.rows[text.index]) for text in texts]
        for text, own, following in zip(texts, units, [*units[1:], ""], strict=False):
            text.filled = text.filled or (bool(own) and own != following)

    def _row_text(self, index: int, row: Row) -> RowText:
        cells = [*row.cells, *[""] * (len(self.columns) - len(row.cells))]
        ordinal = next((cells[c.index] for c in self.columns if c.kind is ColumnKind.ORDINAL), "")
        labels = [squeeze(cells[c.index]) for c in self.columns if c.kind is ColumnKind.LABEL]
        filled = any(squeeze(cells[c.index]) for c in self.values)
        first = next(self._result_numbers(cells), None)
        last = next((i for i in range(len(labels) - 1, -1, -1) if labels[i]), 0)
        mark, label = read_mark(squeeze(ordinal), labels[last] if labels else "")
        outer = tuple(text for text in labels[:last] if text)
        text = RowText(index, mark, label, filled, first, False, row.indent, row.bold, outer)
        text.rate = label_unit(label) == "%"
        text.place = self._place(label) is not None
        text.total = is_total(label)
        return text

    def _place(self, label: str) -> Place | None:
        return place_named(label, self.context.home, self.communes)

    def _result_numbers(self, cells: list[str]) -> Iterator[Decimal]:
        for column in self.values:
            if column.role in _LEVELS:
                for number in read_cell(cells[column.index]).numbers[:1]:
                    yield number.value

    def _line(self, text: RowText, chain: tuple[str, ...], bracketed: str, above: list[Line]) -> Line:
        row = self.table.rows[text.index]
        cells = {c.index: read_cell(row.cells[c.index]) for c in self.values if c.index < len(row.cells)}
        unit = (
            self._unit_column(row)
            or bracketed
            or ("" if text.place else label_unit(text.clean))
            or self._unit_above(text, chain, cells, above)
        )
        unit = unit or ("" if text.place else self._counted(text, cells))
        place = self._place(text.clean)
        if place is None and not text.place:
            named = (self._place(label) for label in reversed(chain))
            place = next((found for found in named if found), None)
        if place is None and text.total and any(line.place for line in above[-1:]):
            place = self.context.place
        return Line(row, text, text.clean, chain, unit, place, self.row_stretches.get(text.index), cells)

    def _counted(self, text: RowText, cells: dict[int, CellReading]) -> str:
        """'Trẻ uống vitamin A' counts children where its values cannot be percentages."""
        levels = [c.index for c in self.values if c.role in _LEVELS and not c.rate and c.index in cells]
        numbers = [cells[index].numbers[0] for index in levels if cells[index].numbers]
        whole = bool(numbers) and all(number.value == number.value.to_integral_value() for number in numbers)
        return counted_noun(text.clean) if whole and max(n.value for n in numbers) > 100 else ""

    def _unit_column(self, row: Row) -> str:
        for index in self.unit_columns:
            unit = unit_cell(row.cells[index]) if index < len(row.cells) else None
            if unit:
                return unit
        return ""

    def _unit_above(
        self, text: RowText, chain: tuple[str, ...], cells: dict[int, CellReading], above: list[Line]
    ) -> str:
        """The unit of the row that a sub-row is a part of."""
        if not chain or not text.filled:
            return ""
        parent = next((line for line in reversed(above) if line.indicator == chain[-1]), None)
        if parent is not None and text.place and parent.indicator in self.measured:  # "(ca mắc)"
            return parent.unit
        if parent is None or not parent.text.filled:
            return ""
        if text.breakdown:
            return parent.unit
        decimals = any(
            decimals_of(number.printed) for reading in cells.values() for number in reading.numbers
        )
        if is_rate(parent.unit) and decimals:
            return parent.unit
        whole = parent.text.opens or fold(parent.indicator).startswith("tong")
        return parent.unit if whole and is_count(parent.unit) else ""

    # -- figures

    def _figure(self, line: Line, column: Column, number: CellNumber, group: int, unit: str) -> Figure:
        before = offset(line, column)
        indicator, chain = self._name(line, column, number.part)
        bound = number.bound
        if bound is Bound.EXACT and column.estimate:
            bound = Bound.ABOUT
        return Figure(
            number=0,
            value=-number.value if column.lowering and number.value > 0 else number.value,
            unit=unit,
            printed=number.printed,
            indicator=indicator,
            chain=chain,
            bound=bound,
            start=before + number.start,
            end=before + number.end,
            group=group,
            **self._meaning(line, column),
        )

    def _gaps(self, lines: list[Line], groups: dict[tuple[object, ...], int]) -> Iterator[Gap]:
        """The value cells without a number of rows that are to have one: no headings, no nameless columns."""
        used = {
            c.index for c in self.values for line in lines if line.cells.get(c.index, CellReading()).numbers
        }
        columns = [column for column in self.values if column.path or column.index in used]
        headings = {id(line) for line, below in pairwise(lines) if line.indicator in below.chain}
        for line in lines:
            if not line.indicator or (id(line) in headings and not line.text.filled):
                continue
            for column in columns:
                cell = line.row.cells[column.index] if column.index < len(line.row.cells) else ""
                if is_left_blank(cell, line.cells.get(column.index), column.ticked):
                    yield self._gap(line, column, cell, groups)

    def _gap(self, line: Line, column: Column, cell: str, groups: dict[tuple[object, ...], int]) -> Gap:
        indicator, chain = self._name(line, column)
        start = offset(line, column) + len(cell) - len(cell.lstrip())
        rate = column.role in (Role.CHANGE, Role.ATTAINMENT)
        return Gap(
            number=0,
            unit="%" if rate else self._base_unit(line, column),
            printed=cell.strip(),
            indicator=indicator,
            chain=chain,
            start=start,
            end=start + len(cell.strip()),
            group=groups.setdefault(group_key(line, column), len(groups)),
            **self._meaning(line, column),
        )

    def _meaning(self, line: Line, column: Column) -> dict[str, Any]:
        """What a figure and a gap of a cell have alike."""
        context = self.context
        return {
            "report": context.report,
            "place": line.place or column.place or context.place,
            "period": line.stretch.period if line.stretch else column.period,
            "role": line.stretch.role if line.stretch else column.role,
            "span": line.stretch.span if line.stretch else column.span,
            "populations": populations(line, column),
            "in_table": True,
            "section": context.section,
            "page": line.row.page if line.row.page is not None else self.page,
            "quote": line.row.text,
            "column": column.header,
        }

    def _name(self, line: Line, column: Column, part: Part = Part.ALONE) -> tuple[str, tuple[str, ...]]:
        """The row's label under its chain and the column's measure; a place or a period is no indicator."""
        tail = ("mẫu số",) if part is Part.DENOMINATOR else ()
        measures = tuple(text for text in column.measures if text != line.indicator)
        if (line.place is None and line.stretch is None) or not (measures or self.context.headings):
            return line.indicator, (*line.chain, *measures, *tail)
        if measures:
            bare = not line.chain and len(measures) == 1 and len(measures[0].split()) <= _BARE_WORDS
            topic = tuple(map(bare_heading, self.context.headings[-1:])) if bare else line.chain
            return measures[-1], (*topic, *measures[:-1], *tail)
        if line.chain and self._names(line.chain[-1]):  # districts below "Tổng số lượt khám bệnh"
            return line.chain[-1], (*line.chain[:-1], *tail)
        return self.context.headings[-1], (*line.chain, *tail)

    def _names(self, label: str) -> bool:
        """Whether the row above the rows of places says what is counted: not 'Các huyện', 'Khu vực I'."""
        return label in self.measured or not _PLACES.match(fold(label))

    def _base_unit(self, line: Line, column: Column) -> str:
        """The unit of the row's results, whatever the column."""
        if column.rate:
            measured = measure_unit(column.measures)
            return measured if "/" in measured else "%"
        header = "" if column.role is Role.ATTAINMENT or not self._in_header_unit(column) else column.unit
        if is_rate(header) and is_count(line.unit):  # "(%)" over a row of children
            return header
        unit = line.unit or header or measure_unit(column.measures) or self.caption_unit
        return unit or ("ca" if self.diseases and column.measures == () else "")

    def _in_header_unit(self, column: Column) -> bool:
        """Whether the header's unit is the results' own: of changes, where one has the like ('SL', '%')."""
        results = [c for c in self.values if c.role is Role.RESULT]
        alike = any(c.unit == column.unit and c.path[-1:] == column.path[-1:] for c in results)
        return column.role is not Role.CHANGE or (alike and any(c.unit != column.unit for c in results))

    def _caption_unit(self) -> str:
        context = self.context
        texts = [*titles(self.header), *reversed(context.above), *reversed(context.leads)]
        texts += reversed(context.headings)
        return next((unit for text in texts if (unit := unit_line(text))), "")

    # -- the rest

    def _dismissed(self, line: Line) -> Iterator[Dismissed]:
        offset = 0
        reasons = {c.index: c.kind.value for c in self.columns}
        read = {column.index for column in self.remarks}
        for index, cell in enumerate(line.row.cells):
            reading = line.cells.get(index)
            if index in read:
                pass
            elif reading is None:
                yield from _numbers_in(cell, reasons.get(index, "label"), line.row.text, offset)
            elif reading.reason == "text cell":
                yield from _numbers_in(cell, reading.reason, line.row.text, offset)
            elif reading.reason and cell.strip():
                start = offset + len(cell) - len(cell.lstrip())
                yield Dismissed(cell.strip(), reading.reason, line.row.text, start)
            offset += len(cell) + 1


def _numbers_in(text: str, reason: str, quote: str, offset: int) -> Iterator[Dismissed]:
    for match in find_numbers(text):
        yield Dismissed(match.printed, reason, quote, offset + match.start)
