"""Indicators set side by side: one report by role, or several places and periods, with what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.indicators import working
from assistant.indicators.identity import identity_of_text
from assistant.indicators.indicator import Indicator, answers
from assistant.indicators.locate import Indicators
from assistant.indicators.measures import VISITS
from assistant.indicators.observations import Observation, cell_of, observations
from assistant.indicators.reasons import why_apart
from assistant.indicators.scope import Scope, scope_label, scopes_of, short_label
from assistant.table import Cell, Column, Row, Table
from assistant.wording import amount, join_words
from vectorstore.errors import UsageError
from vectorstore.records import Kind, Period, Place, Role, Span

if TYPE_CHECKING:
    from vectorstore.archive import Archive

MISSING = "không có số liệu"
_ROLES = (
    (Role.RESULT, "Kết quả"),
    (Role.PLAN, "Kế hoạch"),
    (Role.PRIOR, "Cùng kỳ năm trước"),
    (Role.ATTAINMENT, "Đạt so với kế hoạch"),
    (Role.CHANGE, "Tăng, giảm so với cùng kỳ"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The line that answers a scope, and with which role: PRIOR is a later report's word on the year before."""

    line: Observation
    role: Role
    cell: Cell


def compare(
    indicators: Indicators,
    archive: Archive,
    wanted: Sequence[str],
    *,
    places: Sequence[Place] = (),
    periods: Sequence[Period] = (),
    reports: Sequence[str] = (),
) -> Table:
    """Rows: the indicators `wanted` (by wording or key); columns: reports, else places × periods.

    One scope gives its result, plan, last year's value and shares beside each other; several give one column
    each, and differences. Raises UsageError for no indicator, too many columns, or an unknown report.
    """
    if not wanted:
        raise UsageError("Chưa nêu chỉ tiêu để so sánh; hãy ghi ít nhất một chỉ tiêu.")
    found = [(text, _indicator(indicators, text, places)) for text in wanted]
    scopes, narrowed = scopes_of(archive, [i for _, i in found if i], places, periods, reports)
    table = _by_role(found, scopes[0]) if len(scopes) == 1 else _by_scope(found, scopes)
    hints = [
        hint for text, i in found if i for hint in _kept_apart(indicators.find(i.label).nearest, i, scopes)
    ]
    return replace(table, warnings=(*narrowed, *table.warnings, *dict.fromkeys(hints)))


def _indicator(indicators: Indicators, text: str, places: Sequence[Place]) -> Indicator | None:
    """The one that is meant; of several that the words fit, one that the places have."""
    exact = indicators.by_key(text)
    if exact is not None:
        return exact
    found = indicators.find(text)
    if found.best is None or not places or _is_told_of(found.best, places):
        return found.best
    asked = identity_of_text(text)
    fitting = (other for other in found.nearest if answers(asked, other) and _is_told_of(other, places))
    return next(fitting, found.best)


def _is_told_of(indicator: Indicator, places: Sequence[Place]) -> bool:
    return any((m.figure.place or m.report.place) in places for m in indicator.members)


# ---------------------------------------------------------------- one place and period: by role


def _by_role(found: Sequence[tuple[str, Indicator | None]], scope: Scope) -> Table:
    columns = [Column(name, scope.place, scope.period, role) for role, name in _ROLES]
    columns += [
        Column("Kết quả so với kế hoạch (tính)", scope.place, scope.period, derived=True),
        Column("Chênh lệch với cùng kỳ (tính)", scope.place, scope.period, derived=True),
        Column("Tăng, giảm (%) so với cùng kỳ (tính)", scope.place, scope.period, derived=True),
    ]
    rows: list[Row] = []
    warnings: list[str] = []
    for text, indicator in found:
        best = _find(indicator, scope) if indicator else None
        cells = {role: _role_cell(best.line, role) if best else Cell() for role, _ in _ROLES}
        measure = indicator.measure if indicator else ""
        result, plan, prior = cells[Role.RESULT], cells[Role.PLAN], cells[Role.PRIOR]
        share = working.share(result, plan, measure) if _end_alike(best) else Cell()
        derived = (
            share,
            working.difference(result, prior, measure),
            working.relative(result, prior, measure),
        )
        rows.append(Row(_label(text, indicator), _unit(cells.values()), (*cells.values(), *derived)))
        warnings += _of_row(text, indicator, [best])
    title = f"So sánh kết quả, kế hoạch và cùng kỳ: {scope_label(scope)}"
    return _without_empty(Table(title, tuple(columns), tuple(rows), tuple(dict.fromkeys(warnings))))


def _role_cell(line: Observation, role: Role) -> Cell:
    member = line.of(role)
    return cell_of(member) if member else Cell()


def _end_alike(found: _Found | None) -> bool:
    return found is not None and found.line.result is not None


def _without_empty(table: Table) -> Table:
    """The table less worked-out columns in which nothing was worked out."""
    kept = [
        i
        for i, column in enumerate(table.columns)
        if not column.derived
        or any(row.cells[i].value is not None or row.cells[i].note for row in table.rows)
    ]
    rows = tuple(replace(row, cells=tuple(row.cells[i] for i in kept)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[i] for i in kept), rows=rows)


# ---------------------------------------------------------------- several places and periods


def _by_scope(found: Sequence[tuple[str, Indicator | None]], scopes: Sequence[Scope]) -> Table:
    columns = [Column(scope_label(scope, scopes), scope.place, scope.period, Role.RESULT) for scope in scopes]
    pair = _pair_of(scopes)
    rows, warnings = [], list(_of_periods(scopes))
    for text, indicator in found:
        lines = [_find(indicator, scope) if indicator else None for scope in scopes]
        cells = [line.cell if line else Cell() for line in lines]
        warnings += _of_row(text, indicator, lines)
        measure = indicator.measure if indicator else ""
        derived = _derived(lines, cells, pair, measure) if pair else ()
        rows.append(Row(_label(text, indicator), _unit(cells), (*cells, *derived)))
    if pair:
        one, other = (short_label(scopes[i], scopes) for i in pair)
        columns += [
            Column(f"Chênh lệch {one} so với {other} (tính)", derived=True),
            Column(f"Tăng, giảm (%) {one} so với {other} (tính)", derived=True),
        ]
    title = (
        f"So sánh {join_words(scope_label(scope) for scope in scopes)}"
        if len(scopes) <= 4
        else "Bảng so sánh"
    )
    return _without_empty(Table(title, tuple(columns), tuple(rows), tuple(dict.fromkeys(warnings))))


def _pair_of(scopes: Sequence[Scope]) -> tuple[int, int] | None:
    """Which two columns a difference is worked out of: the later and the earlier; the one and the other place."""
    if len(scopes) == 2:
        one, other = scopes
        later = one.period and other.period and one.period.end > other.period.end
        return (0, 1) if later or one.place != other.place else (1, 0)
    same_place = len({scope.place for scope in scopes}) == 1
    return (len(scopes) - 1, 0) if same_place and all(scope.period for scope in scopes) else None


def _derived(
    lines: Sequence[_Found | None], cells: Sequence[Cell], pair: tuple[int, int], measure: str
) -> tuple[Cell, Cell]:
    one, other = (lines[i] for i in pair)
    if one and other and (one.role is Role.PLAN) != (other.role is Role.PLAN):
        cell = Cell(note="một bên là chỉ tiêu, một bên là kết quả, không tính")
        return cell, cell
    a, b = (cells[i] for i in pair)
    return working.difference(a, b, measure), working.relative(a, b, measure)


def _find(indicator: Indicator | None, scope: Scope) -> _Found | None:
    """The line of an indicator for a scope: the period itself, else a later report's word on it, else its target."""
    if indicator is None:
        return None
    lines = [
        line
        for line in observations(indicator.members)
        if (scope.place is None or line.place == scope.place)
        and (not scope.report or line.report.key == scope.report)
    ]
    own = [line for line in lines if line.result and _is_of(line, scope)]
    if own:
        best = max(own, key=lambda line: _rank(line, scope))
        return _Found(best, Role.RESULT, _noted(best, Role.RESULT, scope))
    for role in (Role.PRIOR, Role.PLAN):
        said = [
            line for line in lines if (m := line.of(role)) and _of_period(m.figure.period, role, line, scope)
        ]
        if said:
            best = max(said, key=lambda line: len(line.members))
            return _Found(best, role, _noted(best, role, scope))
    return None


def _rank(line: Observation, scope: Scope) -> tuple[object, ...]:
    """A report of exactly the period before others, then the one that says most."""
    return line.period == scope.period, line.report.kind is Kind.REPORT, len(line.members)


def _is_of(line: Observation, scope: Scope) -> bool:
    """A line of the period asked; of a named report, its period since January or the report's own."""
    if scope.period is None or line.period == scope.period:
        return True
    return bool(scope.report and line.period and line.period.end == scope.period.end)


def _of_period(period: Period | None, role: Role, line: Observation, scope: Scope) -> bool:
    if scope.report:  # a named report speaks for itself: only its target may stand in place of a result
        return role is Role.PLAN
    return scope.period is None or period == scope.period


def _noted(line: Observation, role: Role, scope: Scope) -> Cell:
    cell = _role_cell(line, role)
    notes = [cell.note]
    if role is Role.PLAN:
        notes.append("chỉ tiêu kế hoạch")
    if role is Role.PRIOR:
        notes.append(f"theo số cùng kỳ nêu trong {line.report.label}")
    if role is Role.RESULT and scope.period and line.period and line.period != scope.period:
        notes.append(f"lũy tích {line.period.label}")
    if line.others:
        values = sorted({amount(m.figure) for m in line.others if m.figure.role is role})
        notes += [f"báo cáo còn ghi {join_words(values)}"] if values else []
    if not cell.unit:
        notes.append("nguồn không ghi đơn vị")
    return replace(cell, note="; ".join(note for note in notes if note))


# ---------------------------------------------------------------- words and warnings


def _of_periods(scopes: Sequence[Scope]) -> Iterable[str]:
    lengths = {scope.period.months: scope.period for scope in scopes if scope.period}
    if len(lengths) > 1:
        named = join_words(period.label for _, period in sorted(lengths.items()))
        yield f"Các kỳ so sánh dài ngắn khác nhau ({named}): số cộng dồn không so trực tiếp được."


def _of_row(text: str, indicator: Indicator | None, found: Sequence[_Found | None]) -> Iterable[str]:
    if indicator is None:
        yield f"Kho không có chỉ tiêu “{text}”."
        return
    roles = {one.role for one in found if one}
    if Role.PLAN in roles:
        yield f"“{indicator.label}”: có cột là chỉ tiêu kế hoạch, chưa phải kết quả."
    units = {one.cell.unit for one in found if one}
    if len(units) > 1:
        named = join_words(sorted(unit or "không ghi" for unit in units))
        yield f"“{indicator.label}”: nguồn ghi đơn vị khác nhau ({named})."
    spans = {m.figure.span for one in found if one and (m := one.line.of(one.role))}
    if Span.MONTH in spans and len(spans) > 1 and indicator.measure in (VISITS, "người"):
        yield f"“{indicator.label}”: có số riêng trong kỳ đặt cạnh số lũy tích."


def _kept_apart(nearest: Iterable[Indicator], indicator: Indicator, scopes: Sequence[Scope]) -> Iterable[str]:
    """What a missing cell's report has under the same name, and why it is not set there."""
    missing = [scope for scope in scopes if _find(indicator, scope) is None]
    for other in nearest if missing else ():
        reason = _difference(indicator, other)
        at = [scope for scope in missing if _find(other, scope)] if reason else []
        if at:
            places = join_words(scope_label(scope) for scope in at)
            yield f"{places} chỉ có “{other.label}”, không đặt vào bảng vì {reason}."


def _difference(one: Indicator, other: Indicator) -> str:
    """The unit or population that keeps two indicators of one name apart; "" for other names."""
    cores = {identity.core for identity in one.group.identities}
    if (one.measure, one.populations) == (other.measure, other.populations):
        return ""
    return why_apart(one, other) if any(i.core in cores for i in other.group.identities) else ""


def _label(text: str, indicator: Indicator | None) -> str:
    return indicator.label if indicator else text


def _unit(cells: Iterable[Cell]) -> str:
    """The unit of a row's values where they have one and the same."""
    units = {cell.unit for cell in cells if cell.value is not None and cell.figure and cell.figure.role in
             (Role.RESULT, Role.PLAN, Role.PRIOR)}  # fmt: skip
    return units.pop() if len(units) == 1 else ""
