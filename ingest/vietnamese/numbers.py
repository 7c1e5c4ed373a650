"""Numbers as Vietnamese reports print them: '48,6', '1.204.816', '3.120/7.845', '(51,27)', '≤2'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ingest.vietnamese.dismissals import reason_at
from ingest.vietnamese.text import fold, nfc
from ingest.vietnamese.word_numbers import WordNumber, find_word_numbers
from vectorstore.records import Bound

__all__ = [
    "Cell",
    "CellKind",
    "NumberMatch",
    "Part",
    "WordNumber",
    "dismiss_reason",
    "find_numbers",
    "find_word_numbers",
    "format_number",
    "parse_cell",
    "parse_number",
]

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")  # 1.204.816  1.234,5
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?")  # 1 234
_ENGLISH = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?|[1-9]\d{0,2}(?:,\d{3})+\.\d+"
)  # 1,204,816  1,234.5
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")  # 48,6  5.6  58439  05
# A run of digits with single points and commas in it: one number, whether or not it can be read.
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[.,](?:19|20)\d\d)+")  # "2021,2022" is a list
_ON = re.compile(r"\s+trên(?: tổng(?: số)?)?\s+", re.IGNORECASE)
_NO_WHOLE = re.compile(
    r"\s*(?:tuổi|tháng|ngày|giờ|phút|tuần|%|‰|triệu|tỷ|tỉ|nghìn|ngàn|đồng|m2|m²|km)", re.IGNORECASE
)
_OF_A_NAME = re.compile(r"(?:mũi|đợt|lần|độ|cấp|bậc|nhóm|tháng|quý|năm|vitamin|số)\s+$", re.IGNORECASE)
_BASE = re.compile(r"100|1\.?000|10\.?000|100\.?000|1\.?000\.?000")
_FROM = re.compile(r"(?<!\w)từ\s+$", re.IGNORECASE)
_TO = re.compile(r"\s*%?\s+(?:đến|tới)\s+", re.IGNORECASE)
_MOVES = re.compile(r"(?<!\w)(?:tăng(?! cường)|giảm|nâng|hạ|rút|chuyển)(?!\w)", re.IGNORECASE)
_DASHES = "-−–‐‑—"
_EMPTY = {"", "...", "…", "....", ".", "*", "**", "***", "/", "_", "?", "n/a", "na", "kxđ", "ko", "không"}
_BROKEN = re.compile(r"#(?:DIV/0!|REF!|N/A|VALUE!|NAME\?|NUM!|NULL!)|#+", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<open>\()?\s*(?P<bound><=|>=|=<|=>|[<>≤≥≈~])?\s*(?P<sign>[-−–‐‑—+])?\s*"
    r"(?P<number>\d[\d.,]*(?:[ \u00a0\u202f]\d{3})*(?:,\d+)?)\s*(?P<close>\))?\s*(?P<rest>\D.*)?"
)
_BOUNDS = {
    "<": Bound.BELOW, ">": Bound.ABOVE, "≤": Bound.AT_MOST, "≥": Bound.AT_LEAST, "≈": Bound.ABOUT,
    "~": Bound.ABOUT,
    "<=": Bound.AT_MOST, "=<": Bound.AT_MOST, ">=": Bound.AT_LEAST, "=>": Bound.AT_LEAST,
}  # fmt: skip
_CELL_WORDS = {
    "tren": Bound.ABOVE, "duoi": Bound.BELOW, "uoc": Bound.ABOUT, "khoang": Bound.ABOUT, "gan": Bound.ABOUT,
    "it nhat": Bound.AT_LEAST, "toi thieu": Bound.AT_LEAST, "toi da": Bound.AT_MOST,
}  # fmt: skip
_CELL_WORD = re.compile(rf"({'|'.join(_CELL_WORDS)})\s+(?=[\d(])")


class Part(StrEnum):
    """What a number is beside another one."""

    ALONE = ""
    NUMERATOR = "numerator"  # 3.120 of "3.120/7.845"
    DENOMINATOR = "denominator"
    LOW = "low"  # 12 of "12-18"
    HIGH = "high"
    BASE = "base"  # 100.000 of "41,5/100.000 dân": belongs to the unit


class CellKind(StrEnum):
    NUMBER = "number"
    EMPTY = "empty"  # nothing, a dash, dots
    ERROR = "error"  # "#DIV/0!"
    WORD = "word"  # "x", "Đạt"


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in an NFC text: text[start:end] == printed, its sign included.

    value is None for digits that no rule reads as one number ("2.2.1", "30.6.2024").
    """

    start: int
    end: int
    printed: str
    value: Decimal | None
    part: Part = Part.ALONE


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell as read. `number` is the digits as printed, `rest` what follows them ("%", " ca")."""

    kind: CellKind
    value: Decimal | None = None
    bound: Bound = Bound.EXACT
    printed: str = ""
    start: int = 0  # of `printed` in the cell's text, sign and brackets left out
    rest: str = ""


def parse_number(text: str) -> Decimal | None:
    """'48,6' → 48.6, '1.204.816' → 1204816, '5.6' → 5.6, '-7,6' → -7.6; None for anything else.

    One point before three digits parts thousands ('2.346'), unless the head is 0 or longer than three digits.
    One comma is always the decimal comma.
    """
    printed = text.strip()
    negative = printed[:1] in _DASHES and len(printed) > 1
    if negative or printed[:1] == "+":
        printed = printed[1:].lstrip()
    if not printed or (not printed.isascii() and "\u00a0" not in printed and "\u202f" not in printed):
        return None
    if _GROUPED.fullmatch(printed) or _SPACED.fullmatch(printed):
        digits = re.sub(r"[.\s]", "", printed).replace(",", ".")
    elif _ENGLISH.fullmatch(printed):
        digits = printed.replace(",", "")
    elif _DECIMAL.fullmatch(printed):
        digits = printed.replace(",", ".")
    else:
        return None
    return -Decimal(digits) if negative else Decimal(digits)


def format_number(value: Decimal, decimals: int | None = None) -> str:
    """Vietnamese print: 1204816 → '1.204.816', 48.6 → '48,6'; `decimals` rounds to exactly so many."""
    text = f"{value:,.{decimals}f}" if decimals is not None else f"{value:,f}"
    return text.translate(str.maketrans(",.", ".,"))


def find_numbers(text: str) -> list[NumberMatch]:
    """Every run of digits of an NFC text, once, in order; '3.120/7.845' is two, '1.204.816' one."""
    runs = list(_runs(text))
    found = []
    for position, (start, end) in enumerate(runs):
        before = runs[position - 1][1] if position else 0
        part = _part(text, runs, position)
        start = start if part in (Part.DENOMINATOR, Part.BASE) else _with_sign(text, start, before)
        printed = text[start:end]
        found.append(NumberMatch(start, end, printed, parse_number(printed), part))
    return found


def dismiss_reason(text: str, match: NumberMatch) -> str | None:
    """Why a number of a text is no figure, None when it may be one.

    "heading number", "document number", "reference", "date", "year", "period", "duration", "time of day",
    "phone", "name", "unit base", "unreadable", "descriptor" (belongs to an indicator: 'dưới 1 tuổi').
    """
    digits = match.end - len(match.printed.lstrip("+" + _DASHES))
    reason = reason_at(text, digits, match.end)
    if reason:
        return reason
    if match.part is Part.BASE:
        return "unit base"
    return "unreadable" if match.value is None else None


def parse_cell(text: str) -> Cell:
    """A table cell: '(51,27)' and '- 5' are negative, '<6' bounded, '-' empty, 'x' a word; never raises."""
    cell = nfc(text)
    body = cell.strip()
    if body.lower() in _EMPTY or all(c in _DASHES + ".… " for c in body):
        return Cell(CellKind.EMPTY)
    if _BROKEN.match(body):
        return Cell(CellKind.ERROR, rest=body)
    word = _CELL_WORD.match(fold(body))
    skipped = word.end() if word else 0
    match = _CELL.fullmatch(body[skipped:])
    if match is None:
        return Cell(CellKind.WORD, rest=body)
    printed = match["number"].rstrip(".,")
    value = parse_number(printed)
    rest = (match["rest"] or "").strip()
    if value is None or _is_name(rest):
        return Cell(CellKind.WORD, rest=body)
    bracketed = bool(match["open"] and match["close"]) and not match["sign"]
    if bracketed or (match["sign"] and match["sign"] != "+"):
        value = -value
    bound = _BOUNDS.get(match["bound"] or "", Bound.EXACT)
    bound = _CELL_WORDS[word[1]] if word else bound
    start = cell.index(body) + skipped + match.start("number")
    return Cell(CellKind.NUMBER, value, bound, printed, start, rest)


def _is_name(rest: str) -> bool:
    """'6-60 tháng', '12/2024', '1816/KH' and '3 huyện: A, B, C và D, E' are labels, not values."""
    return (rest[:1] in "/-–:" and rest != "") or len(rest) > 40


def _runs(text: str) -> list[tuple[int, int]]:
    runs = []
    for match in _RUN.finditer(text):
        if _YEARS.fullmatch(match.group()):
            runs += [
                (match.start() + year.start(), match.start() + year.end())
                for year in re.finditer(r"\d{4}", match.group())
            ]
        else:
            runs.append(match.span())
    return runs


def _with_sign(text: str, start: int, floor: int) -> int:
    """Take a sign in when it is one: '(-7,6%)', not '2021-2025', 'COVID-19' or the bullet of '-02 đơn vị'."""
    at = start - 1
    if at <= floor or text[at] not in _DASHES + "+":
        return start
    before = text[at - 1]
    if before in "([:=;" or (
        before.isspace() and not text[:at].rstrip()[-1:].isdigit() and text[:at].strip()
    ):
        return at
    return start


def _part(text: str, runs: list[tuple[int, int]], position: int) -> Part:
    start, end = runs[position]
    before = text[runs[position - 1][1] : start] if position else None
    after = text[end : runs[position + 1][0]] if position + 1 < len(runs) else None
    if _is_base(text, start, end, before):
        return Part.BASE
    if before is not None and before.strip() == "/" and len(before) <= 3:
        return Part.DENOMINATOR
    if after is not None and after.strip() == "/" and len(after) <= 3:
        following = runs[position + 1]
        return Part.ALONE if _is_base(text, *following, after) else Part.NUMERATOR
    if before is not None and _is_share(text, runs[position - 1], runs[position], before):
        return Part.DENOMINATOR
    if after is not None and _is_share(text, runs[position], runs[position + 1], after):
        return Part.NUMERATOR
    if before is not None and _is_range(before, text[: runs[position - 1][0]]):
        return Part.HIGH
    if after is not None and _is_range(after, text[:start]):
        return Part.LOW
    return Part.ALONE


def _is_base(text: str, start: int, end: int, before: str | None) -> bool:
    """100.000 of '41,5/100.000 dân', '18,25 giường/10.000 dân', '32 trên 100.000 dân'; not 57 of '57/57'."""
    if not _BASE.fullmatch(text[start:end]):
        return False
    head = text[:start].rstrip()
    if head.endswith("/"):
        counted = re.match(r"\s*(?:dân|trẻ|người|ca|bà mẹ|phụ nữ|nữ|bé|lượt)", text[end : end + 12])
        return bool(counted) or text[start:end] not in ("100", "1000", "1.000")
    return before is not None and fold(before.strip()) == "tren"


def _is_share(text: str, first: tuple[int, int], second: tuple[int, int], between: str) -> bool:
    """12 of 15 in 'có 12 trên 15 xã đạt', '12 trên tổng số 15 xã'; not '1 trên 5 tuổi', '23 trên 100.000 dân'."""
    if (
        not _ON.fullmatch(between)
        or _BASE.fullmatch(text[slice(*second)])
        or _NO_WHOLE.match(text, second[1])
    ):
        return False
    part, whole = parse_number(text[slice(*first)]), parse_number(text[slice(*second)])
    if part is None or whole is None or part % 1 or whole % 1:
        return False
    return part <= whole and not _OF_A_NAME.search(text, 0, first[0])


def _is_range(between: str, before: str) -> bool:
    """Between the ends of '12-18', 'từ 10 đến 15 ca'; a value that rose 'từ 10 lên' or 'đến 15' is no range."""
    if between.strip() in tuple(_DASHES) and between != "" and len(between) <= 3:
        return True
    if not _TO.fullmatch(between) or not (opened := _FROM.search(before)):
        return False
    clause = re.split(r"[.;,:(]", before[: opened.start()])[-1]
    return not _MOVES.search(clause)
