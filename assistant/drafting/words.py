"""Administrative Vietnamese for places, periods, indicators and worked-out values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.table import Cell
from assistant.wording import amount
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.places import place_type
from ingest.vietnamese.terms import canonical, concept_name
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Period, Place

_QUARTERS = ("I", "II", "III", "IV")
_RATES = ("%", "‰", "/", "điểm")
_HALF, _YEAR = 6, 12
_DOUBTED = "báo cáo còn ghi"  # the other value has no citation of its own, so it is not repeated
_DOUBT = "báo cáo còn ghi giá trị khác, cần rà soát"


@cache
def rules() -> dict[str, Any]:
    """The sentence patterns and word lists of patterns.toml."""
    return tomllib.loads(files(__package__).joinpath("patterns.toml").read_text("utf-8"))


def place_words(place: Place | None) -> str:
    """'tỉnh Điện Biên', 'huyện Phong Thổ, tỉnh Lai Châu'; "" for none."""
    if place is None:
        return ""
    province = _typed(Place(place.province), place.province)
    if place.commune:
        return ", ".join([place.commune, *([place.district] if place.district else []), province])
    return f"{_typed(place, place.district)}, {province}" if place.district else province


def _typed(place: Place, name: str) -> str:
    return f"{place_type(place)} {name}".strip()


def period_words(period: Period | None) -> str:
    """'6 tháng đầu năm 2024', 'quý I năm 2024', 'tháng 5 năm 2024', 'năm 2023'; "" for none."""
    if period is None:
        return ""
    year = period.last_year
    if period.is_week:
        return period.label.replace("/", " năm ")
    if period.first_day or period.last_day:
        return f"từ ngày {period.start:%d/%m/%Y} đến ngày {period.end:%d/%m/%Y}"
    if period.first_year != year:
        if (period.first_month, period.last_month) == (1, _YEAR):
            return f"giai đoạn {period.first_year}-{year}"
        return f"từ {_month(period.first_month, period.first_year)} đến {_month(period.last_month, year)}"
    if period.months == 1:
        return f"tháng {period.last_month} năm {year}"
    if period.months == _YEAR:
        return f"năm {year}"
    if period.label.startswith("Q"):
        return f"quý {_QUARTERS[period.last_month // 3 - 1]} năm {year}"
    if period.first_month == 1:
        return f"{period.months} tháng đầu năm {year}"
    if period.last_month == _YEAR and period.months == _HALF:
        return f"6 tháng cuối năm {year}"
    return f"từ tháng {period.first_month} đến {_month(period.last_month, year)}"


def _month(month: int, year: int) -> str:
    return f"tháng {month} năm {year}"


def lower_first(text: str) -> str:
    """'Tỷ lệ trẻ' → 'tỷ lệ trẻ', 'Sốt xuất huyết' → 'sốt xuất huyết'; 'TE < 1 tuổi', 'HIV' and 'Basedow' stay."""
    head = re.match(r"[^\W\d_]+", text)
    if head is None or head[0][1:] != head[0][1:].lower():
        return text
    common = fold(head[0]) in rules()["common_heads"] or _names_common(text)
    return text[0].lower() + text[1:] if common else text


def _names_common(text: str) -> bool:
    """True where a known term begins that is no proper name."""
    first = next(iter(canonical(nfc(text))), None)
    name = concept_name(first.text) if first and first.start == 0 else None
    return name is not None and name[:1].islower()


def label_words(label: str) -> str:
    """'Bệnh sởi › Số ca mắc' → 'Số ca mắc bệnh sởi'; other links are parted by dashes."""
    *above, last = [part.strip() for part in label.split("›")]
    if above and fold(last).startswith(tuple(rules()["counts_first"])):
        return " ".join([last, *(lower_first(part) for part in above)])
    return " – ".join([*above, last])


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def is_rate(unit: str) -> bool:
    return unit.startswith(_RATES)


def verb(label: str, unit: str) -> str:
    """'đạt' for what is aimed at, 'là' for counts and for what nobody aims at (deaths, malnutrition)."""
    words = fold(nfc(label))
    unwanted = any(re.search(rf"\b{word}\b", words) for word in rules()["unwanted"])
    return "đạt" if is_rate(unit) and not unwanted else "là"


def value_words(cell: Cell) -> str:
    """A printed value with its bound: 'trên 95%', '1.204 ca'; a worked-out one without its sign."""
    if cell.figure is not None:
        return amount(cell.figure)
    assert cell.value is not None
    glue = "" if cell.unit.startswith(("%", "‰", "/")) or not cell.unit else " "
    return f"{format_number(abs(cell.value))}{glue}{cell.unit}"


def working_words(cell: Cell) -> str:
    """'45,2 − 33,9 = 11,3 điểm %'."""
    glue = "" if cell.unit.startswith(("%", "‰", "/")) or not cell.unit else " "
    return f"{cell.working}{glue}{cell.unit}"


def remark(note: str) -> str:
    """' (theo số cùng kỳ nêu trong …)': of a cell's note, what its value in words does not say already; else ""."""
    kept = [
        _DOUBT if part.startswith(_DOUBTED) else part
        for part in note.split("; ")
        if part and not part.endswith(tuple(rules()["said_already"]))
    ]
    return f" ({'; '.join(kept)})" if kept else ""


def listing(items: Iterable[str]) -> str:
    """'a, b và c', with semicolons where an item has commas of its own."""
    found = list(items)
    if len(found) < 3:
        return " và ".join(found)
    comma = "; " if any(re.search(r",(?!\d)", item) for item in found) else ", "
    return f"{comma.join(found[:-1])}{';' if comma == '; ' else ''} và {found[-1]}"
