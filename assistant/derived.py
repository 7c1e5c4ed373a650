"""Values that a source does not print but that follow from two that it does; always shown with the working."""

from __future__ import annotations

from decimal import Decimal

from ingest.vietnamese.numbers import format_number
from vectorstore.records import Figure, Role


def prior_from_change(result: Figure, change: Figure) -> Decimal | None:
    """The value a year before, from today's and the change in the same unit; None when the change is a percentage."""
    same = (
        change.unit == result.unit
        or result.unit.startswith(change.unit or "?")
        or (change.unit == "điểm %" and result.unit == "%")
    )
    return result.value - change.value if same and result.role is Role.RESULT else None


def prior_working(result: Figure, change: Figure) -> str:
    """'46 − 24 = 22 ca'; '' when nothing follows."""
    value = prior_from_change(result, change)
    if value is None:
        return ""
    sign, amount = ("−", change.value) if change.value >= 0 else ("+", -change.value)
    glue = "" if result.unit.startswith(("%", "‰", "/")) else " "
    return f"{result.printed} {sign} {format_number(amount)} = {format_number(value)}{glue}{result.unit}"
