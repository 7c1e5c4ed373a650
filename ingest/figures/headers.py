"""Column headers: which texts stand over a column, and what their words say."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from ingest.document import Row
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.set_phrases import told_anew
from ingest.vietnamese.text import fold, squeeze
from ingest.vietnamese.units import unit_named
from vectorstore.records import Role

# "(1)", "A", "5=4/3*100": a row that numbers the columns
_INDEX_CELL = re.compile(r"\(?\d{1,2}\)?|\(?[A-ZĐa-z]\)?|\(?\d{1,2}\)?\s?=[\d()\s+\-–*x×:/%=]{1,40}")
_NUMBER_WORD = re.compile(r"\bsố\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^()]{1,40})\)")
# "Đơn vị tính: triệu đồng", "ĐVT: người"
_UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt|đv tính)\s*:\s*([^\n;().]{1,40})", re.IGNORECASE)


class ColumnKind(StrEnum):
    ORDINAL = "ordinal"
    LABEL = "label"
    UNIT = "unit"
    NOTE = "note"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class HeaderRole:
    """A role as header words give it; a weak one needs a plan column beside it."""

    role: Role
    weak: bool = False


def header_paths(header: Sequence[Row], width: int) -> list[tuple[str, ...]]:
    """For each column the header texts over it, from the top down.

    A cell spans the empty cells to its right as far as the rows below have texts under it and them.
    """
    rows = [_padded(row, width) for row in header if not is_index_row(row) and not _is_title(row, header)]
    filled = [list(row) for row in rows]
    for depth, row in enumerate(rows[:-1]):
        origin = -1
        for column in range(width):
            if row[column]:
                origin = column
            elif origin >= 0 and _covers(rows, filled, depth, origin, column):
                filled[depth][column] = row[origin]
            else:
                origin = -1
    paths = []
    for column in range(width):
        texts = [row[column] for row in filled if row[column]]
        paths.append(tuple(text for i, text in enumerate(texts) if i == 0 or text != texts[i - 1]))
    return paths


def _folded(text: str) -> str:
    """Folded to the same length, "số" told from "so": 'Số mẫu so với CK' → 's0 mau so voi ck'."""
    line = squeeze(text)
    return fold(_NUMBER_WORD.sub("s0", line))


def _padded(row: Row, width: int) -> list[str]:
    cells = [told_anew(squeeze(cell)) for cell in row.cells]
    return cells + [""] * (width - len(cells))


def _covers(rows: list[list[str]], filled: list[list[str]], depth: int, origin: int, column: int) -> bool:
    """Whether the cell at `origin` spans `column`: both have a text below, and no higher cell parts them."""
    below = rows[depth + 1 :]
    if not any(row[column] for row in below) or not any(row[origin] for row in below):
        return False
    return all(filled[upper][column] == filled[upper][origin] for upper in range(depth))


def _is_title(row: Row, header: Sequence[Row]) -> bool:
    """A first row with one text over the whole width ("Đơn vị tính: người") is a caption."""
    texts = [cell for cell in row.cells if cell.strip()]
    return (
        len(header) > 1
        and row is header[0]
        and len(row.cells) > 2
        and len(texts) == 1
        and bool(row.cells[0].strip())
    )


def titles(header: Sequence[Row]) -> list[str]:
    """Captions that stand as first header rows."""
    return [squeeze(row.text) for row in header if _is_title(row, header)]


def is_index_row(row: Row) -> bool:
    """The row that numbers the columns: '(1) (2) (3)', 'A B 1 2 3', '1 2 3 4=3/2'."""
    filled = [squeeze(cell) for cell in row.cells if cell.strip()]
    if len(filled) < max(2, len(row.cells) - 1) or not all(_INDEX_CELL.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(match.group()) for cell in filled if (match := re.search(r"\d+", cell))]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in itertools.pairwise(numbers)) and numbers[0] <= 3


def header_kind(text: str) -> ColumnKind | None:
    """The part that a header names: 'STT' → ordinal, 'ĐVT' → unit; None for values and unknown words."""
    folded = _folded(text).strip(" .:")
    for kind, pattern in _rules().kinds:
        if pattern.fullmatch(folded):
            return kind
    return None


def header_role(text: str) -> HeaderRole | None:
    """The role that one header text names: 'So với Kế hoạch' → attainment; None when it names none."""
    folded = _folded(text)
    for role, weak, pattern in _rules().roles:
        if pattern.search(folded):
            return HeaderRole(role, weak)
    return None


def is_comparison(text: str) -> bool:
    """'So sánh (%)' over 'Kế hoạch' and 'Cùng kỳ': the columns below are shares and changes."""
    return bool(_rules().comparison.search(_folded(text)))


def says(text: str, what: str) -> bool:
    """Whether a header has words of a kind: 'cumulative', 'month', 'estimate', 'lowering'."""
    return bool(_rules().spans[what].search(_folded(text)))


def header_unit(path: Sequence[str]) -> str:
    """The unit in a header, the lowest text first: 'Kinh phí (triệu đồng)' → 'triệu đồng'; '' when none."""
    for text in reversed(path):
        for inner in reversed(_BRACKETS.findall(text)):
            unit = unit_named(squeeze(inner).removeprefix("ĐVT:").strip())
            if unit:
                return unit.canonical
        line = unit_line(text)
        if line:
            return line
        if re.fullmatch(r"(?:.*\s)?%", text.strip()) or text.strip().startswith("% "):
            return "%"
    return ""


def unit_line(text: str) -> str:
    """The unit that a caption names: 'Đơn vị tính: triệu đồng' → 'triệu đồng'; '' when it names none."""
    match = _UNIT_LINE.search(text)
    if not match:
        return ""
    unit = unit_named(squeeze(match.group(1)))
    return unit.canonical if unit else ""


def measure(text: str) -> str:
    """What a header says beside role, time and unit: 'Số ca mắc 6 tháng 2024' → 'Số ca mắc', 'KH' → ''."""
    rules = _rules()
    blanked = list(squeeze(text))
    for match in find_periods("".join(blanked)):
        blanked[match.start : match.end] = " " * (match.end - match.start)
    for bracket in _BRACKETS.finditer("".join(blanked)):
        if unit_named(bracket.group(1)) or not re.search(r"[^\W\d_]", bracket.group(1)):
            blanked[bracket.start() : bracket.end()] = " " * (bracket.end() - bracket.start())
    left = "".join(blanked)
    for cut in rules.cut.finditer(fold(_NUMBER_WORD.sub("s0", left))):
        blanked[cut.start() : cut.end()] = " " * (cut.end() - cut.start())
    left = squeeze("".join(blanked)).strip(" ,;:./()%+-–")
    words = [word for word in re.findall(r"[^\W\d_]+", _folded(left)) if len(word) > 1]
    return "" if not words or rules.empty.fullmatch(_folded(left)) else left


def is_rate_measure(text: str) -> bool:
    """'Tỷ lệ', '%': the column holds shares, whatever the row counts."""
    return bool(_rules().rate.search(_folded(text)))


@dataclass(frozen=True, slots=True)
class _Rules:
    kinds: tuple[tuple[ColumnKind, re.Pattern[str]], ...]
    roles: tuple[tuple[Role, bool, re.Pattern[str]], ...]
    comparison: re.Pattern[str]
    spans: dict[str, re.Pattern[str]]
    cut: re.Pattern[str]
    empty: re.Pattern[str]
    rate: re.Pattern[str]


@cache
def rule_data() -> dict[str, dict[str, object]]:
    """columns.toml as read; tests try its examples."""
    return tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))


@cache
def _rules() -> _Rules:
    data = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))

    def compiled(pattern: str) -> re.Pattern[str]:
        for name, words in data["macros"].items():
            pattern = pattern.replace("{" + name + "}", words)
        return re.compile(pattern)

    empty = data["measure"]["empty"]
    return _Rules(
        kinds=tuple((ColumnKind(rule["kind"]), compiled(rule["pattern"])) for rule in data["kind"]),
        roles=tuple(
            (Role(rule["role"]), rule.get("weak", False), compiled(rule["pattern"])) for rule in data["role"]
        ),
        comparison=compiled(data["comparison"]["pattern"]),
        spans={name: compiled(pattern) for name, pattern in data["span"].items()},
        cut=compiled(data["measure"]["cut"]),
        empty=compiled(rf"{empty}(?:[\s,;./()-]+{empty})*"),
        rate=compiled(data["measure"]["rate"]),
    )
