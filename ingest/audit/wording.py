"""What is found, in words: one Vietnamese sentence, and the arithmetic behind it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from ingest.audit.sheet import Entry
from ingest.vietnamese.naming import weight
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.printed import Range, decimals, step
from vectorstore.records import FindingKind, Role

_LONGEST = 90  # characters of an indicator's name in a message
_LONGEST_LINK = 45  # characters of the name above it that is told with it
_SHORT = 3  # syllables below which a name is told with the one above it
_OF_ROLE = {Role.PLAN: " (kế hoạch)", Role.PRIOR: " (cùng kỳ)"}
_TEMPLATES = {
    FindingKind.REPEAT: "{name}: {where} ghi {value}, {where_other} ghi {other}.",
    FindingKind.SHARE: "{name}: ghi {value}, nhưng tử số và mẫu số đã nêu cho kết quả {right}.",
    FindingKind.ATTAINMENT: "{name}: ghi bằng {value} kế hoạch, nhưng kết quả và kế hoạch đã nêu cho {right}.",
    FindingKind.CHANGE: "{name}: ghi {way} {size} so với cùng kỳ, nhưng hai số đã nêu cho thấy {right}.",
    FindingKind.TOTAL: "{name}: tổng ghi {value}, nhưng các phần cộng lại là {right}.",
    FindingKind.PART: "{name}: ghi {value}, lớn hơn {whole}: {other}.",
    FindingKind.CUMULATIVE: "{name}: lũy tích ghi {value}, nhỏ hơn số trong kỳ là {other}.",
}


def message(kind: FindingKind, entries: Sequence[Entry], working: str) -> str:
    """One Vietnamese sentence: which indicator, what is printed, and what does not agree with it."""
    first, other = entries[0], entries[1]
    right = working.rpartition("= ")[2]
    if kind is FindingKind.CHANGE:
        right = _as_change(right)
    return _TEMPLATES[kind].format(
        name=name_of(first),
        value=printed(first),
        other=printed(other),
        where=_where(first),
        where_other=_where(other, first),
        way="giảm" if first.figure.value < 0 else "tăng",
        size=with_unit(first.figure.printed.strip("()+-− "), first.figure.unit),
        whole=name_of(other),
        right=right,
    )


def name_of(entry: Entry) -> str:
    """'Giám định thương tích', 'Bệnh nhân phát hiện mới › Basedow'."""
    figure = entry.figure
    links = [_short(link, figure.in_table) for link in figure.chain[-1:] if weight(entry.name) < _SHORT]
    name = " › ".join(part for part in (*links, figure.indicator) if part)
    name = name[:1].upper() + name[1:]
    short = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    return short + _OF_ROLE.get(figure.role, "")


def _short(link: str, in_table: bool) -> str:
    """A long title of a table says nothing of its rows; what a long sentence is about stands at its end."""
    if len(link) <= _LONGEST_LINK:
        return link
    return "" if in_table else "…" + link[-_LONGEST_LINK:].partition(" ")[2]


def _where(entry: Entry, before: Entry | None = None) -> str:
    place = "bảng số liệu" if entry.figure.in_table else "lời văn"
    return f"chỗ khác trong {place}" if before and before.figure.in_table is entry.figure.in_table else place


def _as_change(right: str) -> str:
    """'-8,7%' → 'giảm 8,7%'."""
    return f"giảm {right[1:]}" if right.startswith("-") else f"tăng {right}"


def printed(entry: Entry) -> str:
    """The number as printed with its unit and bound: '48,6%', '144 ca', '< 45 cặp'."""
    bound = "" if entry.exact else f"{entry.figure.bound} "
    return bound + with_unit(entry.figure.printed, entry.figure.unit)


def with_unit(number: str, unit: str) -> str:
    return f"{number}{'' if unit.startswith(('%', '‰', '/')) or not unit else ' '}{unit}"


class Form(StrEnum):
    """How a figure is worked out from two others."""

    QUOTIENT = "{one} : {other}"
    MIRRORED = "200% − {one} : {other}"  # what lies below a plan that is a ceiling
    DIFFERENCE = "{one} − {other}"
    RELATIVE = "({one} − {other}) : {other}"


def working(form: Form, one: Entry, other: Entry, value: Range, as_printed: Entry) -> str:
    """'3.619 : 9.709 = 37,27%'; to one decimal more than the print where it would else look the same."""
    middle, places = (value.low + value.high) / 2, decimals(as_printed.figure.value)
    near = abs(middle - as_printed.figure.value) <= step(as_printed.figure.value)
    shown = format_number(middle, places + near)
    unit = as_printed.figure.unit or ("" if form is Form.DIFFERENCE else "%")
    told = form.format(one=one.figure.printed, other=other.figure.printed)
    return f"{told} = {with_unit(shown, unit)}"


def sum_of(parts: Sequence[Entry], total: Decimal) -> str:
    """'65 + 28 = 93'."""
    return " + ".join(part.figure.printed for part in parts) + f" = {format_number(total)}"
