"""Values that a source does not print but that follow from some that it does; always shown with the working."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.text import squeeze
from vectorstore.records import Figure, Role

_SHARE_DECIMALS = 1
# What a change is set against: "so với tháng trước", "cao hơn cùng kỳ"; "so với kế hoạch" is no period.
_YEAR = (
    r"(?:(?:cùng (?:kỳ|kì|thời (?:điểm|gian))|ck)(?! (?:tháng|quý|tuần|kỳ) trước)|năm (?:trước|ngoái))(?!\w)"
)
_BASE = re.compile(
    rf"(?<!\w)so(?: sánh)?(?: (?:với|cùng))?(?: mức)?(?: của)? (?P<said>[^,;:.()%]{{2,40}}?)"
    rf"(?=[,;:.()%]|\s(?:tăng|giảm|là|còn|đạt|cao|thấp|nhiều|ít)(?!\w)|$)|(?<!\w)(?P<bare>{_YEAR})",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    rf"(?:cùng )?(?:(?:tháng|quý) (?:\d{{1,2}}|[IVX]{{1,4}}) )?(?:{_YEAR}|(?:cả )?năm (?:19|20)\d\d(?!\w))",
    re.IGNORECASE,
)
_APART = re.compile(r"[,;.](?!\d)")


def is_against_year_before(change: Figure) -> bool:
    """Whether the source says that a change is one against the same period a year before.

    Of several comparisons in one sentence the one beside the number decides; one that is not said is none.
    """
    text = squeeze(change.column) if change.in_table else change.quote
    bases = list(_BASE.finditer(text))
    if not bases or all(map(_is_year, bases)):
        return bool(bases)
    if change.in_table:
        return False
    before = [
        m for m in bases if m.end() <= change.start + 1 and not _APART.search(text, m.end(), change.start)
    ]
    behind = [
        m for m in bases if m.start() >= change.end and not re.search(r"\d", text[change.end : m.start()])
    ]
    beside = before[-1:] or behind[:1]
    return bool(beside) and _is_year(beside[0])


def _is_year(base: re.Match[str]) -> bool:
    return bool(_YEAR_BEFORE.match(base["said"] or base["bare"]))


def prior_from_change(result: Figure, change: Figure) -> Decimal | None:
    """The value a year before, from today's and the change in the same unit; None when the change is a percentage."""
    same = _head(change.unit) == _head(result.unit) or (change.unit == "điểm %" and result.unit == "%")
    return result.value - change.value if same and result.role is Role.RESULT else None


def _head(unit: str) -> str:
    """What is counted: "lượt" of "lượt khám" and of "lượt bệnh nhân"."""
    return unit.split()[0] if unit else ""


def prior_working(result: Figure, change: Figure) -> str:
    """'46 − 24 = 22 ca'; '' when nothing follows."""
    value = prior_from_change(result, change)
    if value is None:
        return ""
    sign, amount = ("−", change.value) if change.value >= 0 else ("+", -change.value)
    return f"{result.printed} {sign} {format_number(amount)} = {_measured(value, result.unit)}"


def share_working(result: Figure, plan: Figure) -> str:
    """How much of the plan is done: '5.448 : 11.444 × 100 = 47,6%'; '' where the plan is nothing."""
    if not plan.value:
        return ""
    share = format_number(result.value / plan.value * 100, _SHARE_DECIMALS)
    return f"{_plain(result)} : {_plain(plan)} × 100 = {share}%"


def difference_working(one: Figure, other: Figure) -> str:
    """The larger less the smaller: '45,2 − 33,9 = 11,3 điểm %'."""
    big, small = (one, other) if one.value >= other.value else (other, one)
    unit = "điểm %" if one.unit == "%" else one.unit
    return f"{_plain(big)} − {_plain(small)} = {_measured(big.value - small.value, unit)}"


def sum_working(figures: Sequence[Figure]) -> str:
    """'120 + 85 = 205 ca'."""
    total = sum((figure.value for figure in figures), Decimal(0))
    return f"{' + '.join(_plain(f) for f in figures)} = {_measured(total, figures[0].unit)}"


def _plain(figure: Figure) -> str:
    """The number as printed; a word ('không') as the digit it stands for."""
    return figure.printed.strip("() ") if figure.printed[:1].isdigit() else format_number(figure.value)


def _measured(value: Decimal, unit: str) -> str:
    glue = "" if unit.startswith(("%", "‰", "/")) or not unit else " "
    return f"{format_number(value)}{glue}{unit}"
