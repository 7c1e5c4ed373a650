"""Vietnamese words for figures, scopes and reports, in the register of the civil service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.additions import is_added
from assistant.citation import Citation
from assistant.titles import title
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import SHARE_OF_PRIOR, Bound, Figure, Kind, Period, Report, Role, Span

_BOUNDS = {
    Bound.EXACT: "", Bound.ABOVE: "trên ", Bound.AT_LEAST: "từ ", Bound.BELOW: "dưới ", Bound.AT_MOST: "không quá ",
    Bound.ABOUT: "ước ",
}  # fmt: skip
_ABOUT = re.compile(r"(gần|khoảng|xấp xỉ|chừng|hơn kém)(?: (?:bằng|đến|là))?\s*$", re.IGNORECASE)
_NEAR = 16  # characters before a number in which the word that makes it about stands
_OF_PART = re.compile(r"\b(?:trong|rieng) (thang|quy)\b")
_PARTS = {"thang": "tháng", "quy": "quý"}
_SPANS = {Span.PERIOD: "", Span.MONTH: "riêng trong kỳ", Span.CUMULATIVE: "lũy tích"}
_GLUED = ("%", "‰", "/")
_PLAIN_NUMBER = re.compile(r"[1-9]\d{3,}|\d+\.\d{1,2}")  # without the marks that Vietnamese print has
_FRACTIONS = {"tử số": "số đạt", "mẫu số": "tổng số"}
# "so với tháng trước", "so với quý I/2024": of a column's header, or right after the number and its unit
_OTHER_BASE = re.compile(
    r"(?:[^\d.;,]{0,25}?\(?\d*[,.]?\d*%?\)?,? ?)?\bso (?:sánh )?với (?P<base>"
    r"(?:tháng|quý|tuần|kỳ|đợt) (?:liền )?trước|tháng \d{1,2}\b(?:/\d{4})?|quý (?:[1-4]|IV|I{1,3})\b(?:/\d{4})?"
    r"|tuần (?:thứ )?\d{1,2}\b(?:/\d{4})?)(?! (?:cùng kỳ|năm (?:trước|ngoái)))",
    re.IGNORECASE,
)
_LISTED = 8  # reports that a refusal names


def amount(figure: Figure) -> str:
    """The value with its unit and bound: 'từ 90% trở lên', '16,8/100.000 trẻ đẻ sống', 'không có vụ nào'.

    As printed, but in Vietnamese format: 58439 is '58.439', 5.6 is '5,6'; a word ("không") is said as a word.
    """
    if not figure.value and figure.printed[:1].isalpha():
        return f"không có {figure.unit} nào" if figure.unit[:1].isalpha() else "không có"
    glue = "" if figure.unit.startswith(_GLUED) or not figure.unit else " "
    bound = bound_words(figure)
    added = "thêm " if is_added(figure) and figure.role is not Role.CHANGE else ""
    upward = " trở lên" if figure.bound is Bound.AT_LEAST else ""
    return f"{added}{bound}{' ' if bound else ''}{_vietnamese(figure)}{glue}{figure.unit}{upward}"


def bound_words(figure: Figure) -> str:
    """'trên', 'ước', 'gần'; "" for an exact value."""
    if figure.bound is Bound.ABOUT and not figure.in_table:
        said = _ABOUT.search(figure.quote, max(0, figure.start - _NEAR), figure.start)
        return said.group(1).lower() if said else "ước"
    return _BOUNDS[figure.bound].strip()


def _vietnamese(figure: Figure) -> str:
    if _PLAIN_NUMBER.fullmatch(figure.printed):
        return format_number(figure.value)
    return figure.printed


def change(figure: Figure) -> str:
    """'tăng 11,4 điểm % so với cùng kỳ', 'bằng 102,1% so với cùng kỳ', 'giảm 5 ca so với tháng trước'."""
    printed = figure.printed.lstrip("+-−–( ").rstrip(")")
    base = f"so với {compared_with(figure)}"
    if figure.unit == SHARE_OF_PRIOR:
        return f"bằng {printed}% {base}"
    glue = "" if figure.unit.startswith(_GLUED) or not figure.unit else " "
    if not figure.value:
        return f"không thay đổi ({figure.printed}{glue}{figure.unit}) {base}"
    direction = "tăng" if figure.value > 0 else "giảm"
    return f"{direction} {printed}{glue}{figure.unit} {base}"


def compared_with(figure: Figure) -> str:
    """What a change is set against, where its source says another than the same period a year before."""
    text = figure.column if figure.in_table else figure.quote[figure.end :]
    match = _OTHER_BASE.search(squeeze(text)) if figure.in_table else _OTHER_BASE.match(squeeze(text))
    return match["base"][0].lower() + match["base"][1:] if match else "cùng kỳ"


def role_words(figure: Figure, report: Report) -> str:
    """What the number is, before it: 'Chỉ tiêu năm 2024: ', 'Cùng kỳ 6T/2023: ', ''."""
    period = figure.period.label if figure.period else ""
    if figure.role is Role.PLAN:
        kind = "Chỉ tiêu kế hoạch" if report.kind is Kind.PLAN else "Kế hoạch"
        return f"{kind} năm {period}: " if period.isdigit() else f"{kind} {period}: ".replace(" :", ":")
    if figure.role is Role.PRIOR:
        return f"{_earlier(figure, report)} ({period}): " if period else f"{_earlier(figure, report)}: "
    return ""


def _earlier(figure: Figure, report: Report) -> str:
    """'Kỳ trước' for a month or quarter of the report's own year, 'Cùng kỳ' for the one a year before."""
    if figure.period is None or report.period is None:
        return "Cùng kỳ"
    return "Kỳ trước" if figure.period.last_year == report.period.last_year else "Cùng kỳ"


def value_words(figure: Figure, report: Report) -> str:
    """The number said by its role: 'đạt 47,6% kế hoạch', 'Kế hoạch năm 2024: 95,0%', '45,2%'."""
    if figure.role is Role.CHANGE:
        return change(figure)
    if figure.role is Role.ATTAINMENT:
        return f"đạt {amount(figure)} kế hoạch"
    return f"{role_words(figure, report)}{amount(figure)}"


def scope_words(figure: Figure, report: Report) -> str:
    """'Điện Biên, 6T/2024, lũy tích, người DTTS'."""
    place = figure.place or report.place
    period = (
        report.period if figure.role in (Role.CHANGE, Role.ATTAINMENT) else figure.period or report.period
    )
    parts = [
        place.label if place else "",
        period.label if period and figure.role not in (Role.PLAN, Role.PRIOR) else "",
        _span_words(figure),
    ]
    return ", ".join(part for part in parts if part)


def _span_words(figure: Figure) -> str:
    """'riêng trong tháng' where the source says that it is of a month; 'riêng trong kỳ' where it does not."""
    if figure.span is Span.MONTH:
        said = _OF_PART.search(fold(f"{figure.column} {figure.quote}"))
        return f"riêng trong {_PARTS[said.group(1)]}" if said else _SPANS[Span.MONTH]
    return _SPANS[figure.span]


def name_words(figure: Figure) -> str:
    """The indicator as an official says it: 'Bệnh nhân phát hiện mới › Basedow', 'Số ca mắc Sởi'."""
    return title(figure)


def column_words(figure: Figure) -> str:
    """What a result beside another one is: 'số đạt' and 'tổng số' of '212/1.060', 'riêng trong kỳ', 'tỷ lệ'."""
    named = _FRACTIONS.get(figure.column, _clean(figure.column)) or _SPANS[figure.span]
    return named or ("tỷ lệ" if figure.unit == "%" else "kết quả")


def _clean(text: str) -> str:
    return text.strip(" \t-–+*•:.;,").removesuffix(" nào")


def months_words(period: Period) -> str:
    """How far into the year a period reaches: '6 tháng', 'quý 1', 'tháng 5'; '' where it begins elsewhere."""
    if period.first_day or period.last_day:
        return period.label
    if period.months == 1:
        return f"tháng {period.last_month}"
    if period.label.startswith("Q"):
        return f"quý {period.last_month // 3}"
    return f"{period.months} tháng" if period.first_month == 1 else period.label


def where(citation: Citation) -> str:
    """'Báo cáo Điện Biên 6T/2024, mục “2.2. …”, trang 6'."""
    parts = [citation.report.label]
    if citation.section:
        parts.append(f"mục “{citation.section[-1]}”")
    if citation.page:
        parts.append(f"trang {citation.page}")
    return ", ".join(parts)


def holdings(reports: Sequence[Report]) -> str:
    """What the archive holds, for a refusal: 'Báo cáo Điện Biên 6T/2024; Kế hoạch …'."""
    if not reports:
        return "Kho chưa có báo cáo nào."
    labels = list(dict.fromkeys(report.label for report in reports))
    rest = len(labels) - _LISTED
    more = f"; và {rest} văn bản khác" if rest > 0 else ""
    return f"Kho hiện có: {'; '.join(labels[:_LISTED])}{more}."


def join_words(words: Iterable[str]) -> str:
    """'a, b và c'."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} và {items[-1]}" if items else ""
