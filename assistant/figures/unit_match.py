"""How far the unit of a figure is that of the question: persons for persons, money for money."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.figures.subjects import listed
from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from ingest.vietnamese.terms import term_of
from ingest.vietnamese.text import fold, nfc
from ingest.vietnamese.units import Unit, UnitKind, cases, implied_unit, people, unit_at, unit_named
from vectorstore.records import Figure, Role

_WRONG_UNIT, _UNIT_OF_CHANGE, _OTHER_RATE = 0.7, 0.45, 0.15
_OTHER_BASE = 0.03  # "tỷ lệ" asks for a rate on any base
_COUNTED = re.compile(r"\W*(?:tổng )?số (?!tiền|vốn|kinh phí|hiệu)")  # beginnings of names of what is no rate
_PERCENT = re.compile(r"%|phan tram")
_NO_UNIT = 0.15  # where a rate or money is asked
_UNNAMED = 0.06  # where "xã" or "giường" are asked for and the figure does not say what it counts
_NO_CASE = 0.35  # children vaccinated where cases are asked
_PLACES_COUNTED = frozenset(("tỉnh", "huyện", "xã", "phường", "thị trấn", "thôn", "bản"))
_HELD = frozenset(("lớp", "buổi", "cuộc", "hội nghị", "đợt", "khóa", "vụ"))  # what people take part in
_THINGS = frozenset(
    ("liều", "mẫu", "giường", "cơ sở", "lớp", "buổi", "cuộc", "văn bản", "thủ tục", "dự án", "lam")
)
_STAFF = frozenset(("công chức", "viên chức", "cán bộ", "bác sĩ", "điều dưỡng", "nhân viên"))
_NOT_IN_PERCENT = 0.5  # "giảm 973 ca" where it is asked how many percent
_OTHER_COUNT = 0.15  # "ổ dịch" where "ca" are asked


def unit_penalty(own: Unit | None, role: Role, question: Question) -> float:
    """For a count where a rate is asked, or a rate per 10.000 where a percentage is; `own` is the figure's unit."""
    asked = question.unit
    if asked is None and own and own.kind is UnitKind.COUNT and _asks_money(question, own):
        return _WRONG_UNIT
    if asked is None or asked == own or (own and not asked.canonical and _is_counted(own, asked, question)):
        return 0.0
    if role in (Role.CHANGE, Role.ATTAINMENT) and asked.canonical == "%" and "ty_le" not in question.heads:
        return 0.0  # the percentage asked for is the change's or the share's own
    if own is not None and own == Unit("", UnitKind.COUNT) and asked.kind is not UnitKind.RATE:
        own = None  # "số …": it is not said of what
    if own is None:
        named = asked.canonical and term_of(asked.canonical) not in generic_terms()
        return _NO_UNIT if asked.kind in (UnitKind.RATE, UnitKind.MONEY) else _UNNAMED if named else 0.0
    if asked.kind is not own.kind:
        if asked.canonical and asked.kind is UnitKind.COUNT and own.kind is UnitKind.RATE:
            return _WRONG_UNIT  # the change of a rate is none of a count
        return _UNIT_OF_CHANGE if role in (Role.CHANGE, Role.ATTAINMENT) else _WRONG_UNIT
    if asked.kind is UnitKind.MONEY:
        return 0.0
    if asked.kind is UnitKind.RATE:
        any_base = "ty_le" in question.heads and not _PERCENT.search(fold(question.text))
        return _OTHER_BASE if any_base else _OTHER_RATE
    if _counts_alike(asked.canonical, own.canonical):
        return 0.0
    if (own.canonical in _PLACES_COUNTED) is not (asked.canonical in _PLACES_COUNTED) and asked.canonical:
        return _WRONG_UNIT
    if asked.canonical in people() and own.canonical in _HELD:
        return _NO_CASE  # "02 lớp" where their "học viên" are asked
    if asked.canonical in _THINGS and (own.canonical in _STAFF or own.canonical in people()):
        return _WRONG_UNIT  # "10 công chức" where doses are asked
    return _NO_CASE if asked.canonical in ("ca", "trường hợp") else _OTHER_COUNT


def share_penalty(figure: Figure, question: Question) -> float:
    """For a change in cases where it is asked how many percent."""
    if figure.role is not Role.CHANGE or question.unit is None or question.unit.canonical != "%":
        return 0.0
    counted = unit_named(figure.unit) if figure.unit else None
    return _NOT_IN_PERCENT if counted is not None and counted.kind is UnitKind.COUNT else 0.0


def _is_counted(own: Unit, asked: Unit, question: Question) -> bool:
    """Whether "số …" asks for a unit: for any count, for days where days are spoken of."""
    return own.kind is asked.kind or (
        own.kind is UnitKind.OTHER and fold(own.canonical) in fold(question.text)
    )


def _asks_money(question: Question, counted: Unit) -> bool:
    """Money is asked for without its unit; not so in "bao nhiêu dự án dùng vốn …", of which things are counted."""
    money = any(term.text in listed("money") for term in question.topic)
    return money and fold(counted.canonical) not in fold(question.text)


def _counts_alike(one: str, other: str) -> bool:
    """People are counted as cases, patients, children …; anything else only as itself."""
    if one in ("ca", "trường hợp"):
        return other in cases()
    return one == other or (one in people() and other in people())


@lru_cache(maxsize=1000)
def unit_words(unit: str) -> str:
    """A unit in words; what is counted in money is a sum, whether it is called so or not."""
    named = unit_named(unit) if unit else None
    return (
        f"{unit}, kinh phí, số tiền, giá trị" if named is not None and named.kind is UnitKind.MONEY else unit
    )


def measured_in(figure: Figure) -> Unit | None:
    """The unit of a figure, also where only its name tells: "Tỷ lệ bác sĩ/vạn dân", "Xã triển khai …"."""
    implied = implied_unit(figure.indicator)
    if implied is not None and implied.canonical.startswith("/"):
        return implied
    if figure.unit:
        return unit_named(figure.unit)
    first = unit_at(figure.indicator, 0)
    if implied is None and first is None and _COUNTED.match(nfc(figure.indicator).lower()):
        return Unit("", UnitKind.COUNT)
    return implied or (first.unit if first else None)
