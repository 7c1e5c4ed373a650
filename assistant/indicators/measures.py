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
     "cặp vợ chồng", "công chức", "viên chức", "bác sĩ", "dược sĩ", "điều dưỡng", "nhân viên",
     "cô đỡ thôn bản", "nghìn người", "triệu người")
)  # fmt: skip
_VISITS = frozenset(("lượt", "lượt người", "lượt bệnh nhân", "lượt khám", "triệu lượt", "nghìn lượt", "lần"))
_EACH = re.compile(
    r"/ ?(?:dau )?nguoi\b|\b(?:tren|moi) dau nguoi\b|binh quan (?:moi|mot|1) nguoi"
)  # in a name
PER_HEAD = "/người"
_THOUSAND = ("1.000 ", "1000 ")  # "6,2/1.000 trẻ đẻ sống" is 6,2‰
_POINTS = {"điểm %": "%", "điểm ‰": "‰"}


def measure_of(figure: Figure, own: Figure) -> str:
    """The measure of a figure's indicator; `own` is printed in the indicator's own unit."""
    source = own if figure.role in (Role.CHANGE, Role.ATTAINMENT) else figure
    unit = _POINTS.get(source.unit, source.unit)
    implied = implied_unit(source.indicator)
    if implied and implied.canonical.startswith("/"):
        return _measure(implied)
    if _EACH.search(fold(nfc(source.indicator))) and not unit.startswith(RATES):
        return PER_HEAD  # "số lượt khám/người/năm", printed as 2,4 lượt
    named = unit_named(unit) if unit else implied
    if _says_nothing(source):
        return _measure(implied) if implied else ""
    if named is None and not unit:
        first = unit_at(nfc(source.indicator), 0)
        named = first.unit if first else None
    return _measure(named) if named else unit


def _says_nothing(figure: Figure) -> bool:
    """True for a share of the plan, or a change in per cent, without a value beside it: anything may have one."""
    return figure.role is Role.ATTAINMENT or (figure.role is Role.CHANGE and figure.unit == "%")


def measure_of_text(text: str) -> str:
    """The measure that a wording asks for: COUNTED for some count, "" where it tells nothing."""
    if _EACH.search(fold(nfc(text))):
        return PER_HEAD
    implied = implied_unit(text)
    if implied:
        return _measure(implied)
    first = unit_at(nfc(text), 0)
    if first is not None and first.unit.canonical in (*_CASES, *_VISITS):
        return _measure(first.unit)
    return COUNTED if _COUNTED.match(fold(nfc(text))) else ""


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
