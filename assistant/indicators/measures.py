"""How an indicator is measured: what of its unit tells it from another, and what may stand beside it."""

from __future__ import annotations

import re

from ingest.vietnamese.text import fold, nfc
from ingest.vietnamese.units import Unit, UnitKind, implied_unit, unit_at, unit_named
from vectorstore.records import Figure, Role

MONEY, PEOPLE, VISITS = "tiền", "người", "lượt"
COUNTED = "số đếm"  # what "số …" asks for, where it names no unit
RATES = ("%", "‰", "/")  # beginnings of the measures of rates
_COUNTED = re.compile(r"(?:tong )?so\b(?! do\b)")
_CASES = frozenset(("ca", "trường hợp", "bệnh nhân"))
_PEOPLE = frozenset(
    ("ca", "trường hợp", "bệnh nhân", "người", "trẻ", "phụ nữ", "bà mẹ", "học sinh", "sinh viên", "cán bộ",
     "cặp vợ chồng", "lượt bệnh nhân", "công chức", "viên chức", "bác sĩ", "dược sĩ", "điều dưỡng", "nhân viên",
     "cô đỡ thôn bản", "nghìn người", "triệu người")
)  # fmt: skip
_VISITS = frozenset(("lượt", "lượt người", "lượt khám", "triệu lượt", "nghìn lượt", "lần"))
_THOUSAND = ("1.000 ", "1000 ")  # "6,2/1.000 trẻ đẻ sống" is 6,2‰
_POINTS = {"điểm %": "%", "điểm ‰": "‰"}


def measure_of(figure: Figure, own: Figure) -> str:
    """The measure of a figure's indicator; `own` is printed in the indicator's own unit."""
    source = own if figure.role in (Role.CHANGE, Role.ATTAINMENT) else figure
    unit = _POINTS.get(source.unit, source.unit)
    implied = implied_unit(source.indicator)
    if implied and implied.canonical.startswith("/"):
        return _measure(implied)
    named = unit_named(unit) if unit else implied
    if named is None and not unit:
        first = unit_at(nfc(source.indicator), 0)
        named = first.unit if first else None
    return _measure(named) if named else unit


def measure_of_text(text: str) -> str:
    """The measure that a wording asks for: COUNTED for some count, "" where it tells nothing."""
    implied = implied_unit(text)
    if implied:
        return _measure(implied)
    first = unit_at(nfc(text), 0)
    cases = first is not None and first.unit.canonical in _CASES
    return PEOPLE if cases else COUNTED if _COUNTED.match(fold(nfc(text))) else ""


def _measure(unit: Unit) -> str:
    if unit.kind is UnitKind.MONEY:
        return MONEY
    if unit.canonical in _PEOPLE:
        return PEOPLE
    if unit.canonical in _VISITS:
        return VISITS
    _, slash, base = unit.canonical.partition("/")
    if base.startswith(_THOUSAND):
        return "‰"
    return f"/{base}" if slash else unit.canonical
