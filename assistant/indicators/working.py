"""Values worked out from two that sources print, each with its working: differences, shares, multiples."""

from __future__ import annotations

from decimal import Decimal

from assistant.indicators.measures import MONEY, RATES, measure_of
from assistant.table import Cell
from ingest.vietnamese.numbers import format_number
from vectorstore.records import Bound

_THOUSANDS = {"đồng": 0, "nghìn đồng": 1, "triệu đồng": 2, "tỷ đồng": 3}
_PERCENT_DECIMALS = 1


def difference(one: Cell, other: Cell, measure: str) -> Cell:
    """one − other in the unit of `one`, points for percentages; a note where nothing follows."""
    if one.value is None or other.value is None:
        return Cell()
    reason = _obstacle(one, other, measure)
    if reason:
        return Cell(note=reason)
    a, b, unit = _alike(one, other, measure)
    if unit in ("%", "‰"):
        unit = f"điểm {unit}"
    return Cell(a - b, unit, working=f"{_said(a)} − {_said(b)} = {_print(a - b)}")


def relative(one: Cell, other: Cell, measure: str) -> Cell:
    """The change from `other` to `one` in per cent of `other`; only of counts and money."""
    if one.value is None or other.value is None:
        return Cell()
    reason = _obstacle(one, other, measure)
    if reason or measure.startswith(RATES):
        return Cell(note=reason)
    a, b, _ = _alike(one, other, measure)
    if not b:
        return Cell(note="số gốc bằng 0, không tính được tỷ lệ tăng, giảm")
    value = round((a - b) / b * 100, _PERCENT_DECIMALS)
    return Cell(value, "%", working=f"({_said(a)} − {_said(b)}) : {_said(b)} × 100 = {_print(value)}")


def share(part: Cell, whole: Cell, measure: str) -> Cell:
    """`part` in per cent of `whole`: a result of its plan."""
    if part.value is None or whole.value is None:
        return Cell()
    reason = _obstacle(part, whole, measure)
    if reason:
        return Cell(note=reason)
    a, b, _ = _alike(part, whole, measure)
    if not b:
        return Cell(note="kế hoạch bằng 0, không tính được tỷ lệ đạt")
    value = round(a / b * 100, _PERCENT_DECIMALS)
    return Cell(value, "%", working=f"{_said(a)} : {_said(b)} × 100 = {_print(value)}")


def _obstacle(one: Cell, other: Cell, measure: str) -> str:
    """Why nothing follows from two values; "" where something does."""
    bounds = [c.figure.bound for c in (one, other) if c.figure]
    if any(bound not in (Bound.EXACT, Bound.ABOUT) for bound in bounds):
        return "có số chỉ nêu mức trên, dưới, không tính được"
    if _measured(one) != _measured(other):
        return f"khác đơn vị ({one.unit or 'không ghi'} và {other.unit or 'không ghi'}), không tính"
    if one.unit == other.unit or (measure == MONEY and {one.unit, other.unit} <= _THOUSANDS.keys()):
        return ""
    if one.unit and other.unit and not measure.startswith(RATES):
        return ""  # "ca" beside "bệnh nhân": one measure, two words
    if measure.startswith("‰") and one.unit and other.unit:
        return ""  # "‰" beside "/1.000 trẻ đẻ sống"
    if measure.startswith("/") and len({u for u in (one.unit, other.unit) if u.startswith(RATES)}) == 1:
        return ""  # "12,4 bác sĩ" of "bác sĩ/vạn dân" beside "10,6/10.000 dân"
    return f"khác đơn vị ({one.unit or 'không ghi'} và {other.unit or 'không ghi'}), không tính"


def _measured(cell: Cell) -> str:
    """What a value counts, whatever the word: "ca" and "bệnh nhân" are people, "ca" and "xã" differ."""
    return measure_of(cell.figure, cell.figure) if cell.figure else ""


def _alike(one: Cell, other: Cell, measure: str) -> tuple[Decimal, Decimal, str]:
    """Both values in the unit of the first: 1,2 tỷ đồng beside 900 triệu đồng."""
    assert one.value is not None and other.value is not None
    value = other.value
    if measure == MONEY and one.unit != other.unit:
        value *= Decimal(1000) ** (_THOUSANDS[other.unit] - _THOUSANDS[one.unit])
    return one.value, value.normalize() if value != other.value else value, one.unit


def _said(value: Decimal) -> str:
    return f"({_print(value)})" if value < 0 else _print(value)


def _print(value: Decimal) -> str:
    return format_number(value).replace("-", "−")
