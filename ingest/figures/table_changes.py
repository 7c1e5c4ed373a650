"""What the change columns of a table print, row by row: rises, points or ratios, and of what unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.figures.cells import CellNumber
from ingest.figures.changes import (
    Change,
    Habit,
    Way,
    change_unit,
    choose_way,
    decimals_of,
    habit_of,
    is_against_blank,
    is_money,
    is_rate,
    looks_like_ratios,
)
from ingest.figures.columns import Column
from ingest.figures.lines import Line
from vectorstore.records import Role

Habits = dict[tuple[int, bool], Habit]  # by change column, and whether the row is a rate


class RowChanges:
    """The change columns among the value columns of a table.

    base_unit: the unit of a row's results, whatever the column.
    """

    def __init__(self, values: Sequence[Column], base_unit: Callable[[Line, Column], str]) -> None:
        self._values = values
        self._base_unit = base_unit

    def habits(self, lines: Sequence[Line]) -> Habits:
        """How each change column reckons most of its rates, and most of its counts."""
        changes: dict[tuple[int, bool], list[Change]] = {}
        for column in self._values:
            for line in lines if column.role is Role.CHANGE else ():
                reading = line.cells.get(column.index)
                if reading and reading.numbers:
                    change = self._change(line, column, reading.numbers[0])
                    changes.setdefault((column.index, is_rate(change.unit)), []).append(change)
        habits = {key: habit_of(found) for key, found in changes.items()}
        ratios = {index for (index, _), habit in habits.items() if habit.way is Way.SHARE}
        for key, habit in habits.items():  # a column that prints ratios of its counts does so of its rates
            if habit.way is None and (key[0] in ratios or looks_like_ratios(changes[key])):
                habits[key] = Habit(Way.SHARE)
        return habits

    def unit(self, line: Line, column: Column, number: CellNumber, habits: Habits) -> str:
        """The unit of a number by the role of its column."""
        base = self._unit_of_results(line, column)
        if column.role is Role.ATTAINMENT:
            return "%"
        if column.role is Role.CHANGE:
            if number.unit and number.unit != "%":
                return number.unit
            change = self._change(line, column, number)
            return change_unit(choose_way(change, habits.get((column.index, is_rate(base)), Habit())), base)
        return number.unit or base

    def is_void(self, line: Line, column: Column, number: CellNumber) -> bool:
        """A rate's or a sum's change against a prior cell that was left blank; of cases a blank means none."""
        if column.role is not Role.CHANGE or not self._peers(column, Role.PRIOR):
            return False
        change = self._change(line, column, number)
        return is_against_blank(change) and (is_rate(change.unit) or is_money(change.unit))

    def _change(self, line: Line, column: Column, number: CellNumber) -> Change:
        result = self._compared(line, column, Role.RESULT)
        prior = self._compared(line, column, Role.PRIOR)
        return Change(
            -number.value if column.lowering and number.value > 0 else number.value,
            decimals_of(number.printed),
            result.value if result else None,
            decimals_of(result.printed) if result else 0,
            prior.value if prior else None,
            decimals_of(prior.printed) if prior else 0,
            self._unit_of_results(line, column),
        )

    def _unit_of_results(self, line: Line, column: Column) -> str:
        """The unit of the row's results; a change column without one has that of the results beside it."""
        unit = self._base_unit(line, column)
        if unit or column.role is not Role.CHANGE:
            return unit
        return next((u for c in self._peers(column, Role.RESULT) if (u := self._base_unit(line, c))), "")

    def _compared(self, line: Line, column: Column, role: Role) -> CellNumber | None:
        """The number of a row with which a change column reckons."""
        for peer in self._peers(column, role)[:1]:
            reading = line.cells.get(peer.index)
            if reading and reading.numbers:
                return reading.numbers[0]
        return None

    def _peers(self, column: Column, role: Role) -> list[Column]:
        """The columns of a role and the change column's subject, that of its span first."""
        peers = [c for c in self._values if c.role is role and c.subject == column.subject]
        peers.sort(
            key=lambda c: (
                c.path[-1:] != column.path[-1:],
                c.span is not column.span,
                role is Role.RESULT and c.period != column.period,
            )
        )
        return peers
