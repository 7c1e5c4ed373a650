"""The rows of a table body as the chain of meaning sees them: mark, label, whether values follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ingest.figures.marks import Mark, MarkKind, mark_of, split_label
from ingest.vietnamese.text import fold, squeeze

# "…, trong đó:", "Trong đó", "Chia ra:", "gồm:" at either end of a label
_OPENING = re.compile(
    r"[\s,;:.(–-]*\b(?:trong đó|tr\.? ?đó|trđ|chia ra|bao gồm|gồm có|gồm|"
    r"cụ thể|như sau|t\. ?đó)\b[\s:;.,)]*$",
    re.IGNORECASE,
)
_INCLUDED = re.compile(r"^(?:trong đó|tr\.? ?đó|trđ|riêng|t\. ?đó)\b\s*(?:là|có)?[\s:,;-]*", re.IGNORECASE)
_FOOTNOTE_MARK = re.compile(r"\s*(?:\(\*{1,4}\)|\*{1,4})$")
# labels that only cut a population out of the row above: "Nữ", "Người DTTS", "Khu vực nông thôn"
_POPULATION_LABEL = re.compile(
    r"(?:(?:so|tong so|ty le|la|nguoi|benh nhan|bn|cb|can bo|nhom|doi tuong|khu vuc|vung|o|tai|thuoc|cho|"
    r"tre|tre em|phu nu|dong bao)\s+){0,4}"
    r"(?:nam|nu|nam gioi|nu gioi|be trai|be gai|trai|gai|tre em|te|nguoi lon|nguoi cao tuoi|nct|"
    r"dan toc thieu so|dtts|dan toc|nguoi kinh|kinh|nguoi ngheo|ho ngheo|can ngheo|nong thon|thanh thi|"
    r"mien nui|dong bang|vung sau,? vung xa|vung kho khan|dbkk|dac biet kho khan|kv ?[123i]{1,3}|"
    r"khu vuc [123i]{1,3})(?: gioi| tre em)?"
)
_LOWER_START = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class RowText:
    """One body row; `value` is the first number among its result cells, for adding up."""

    index: int
    mark: Mark
    label: str  # without its mark, as worded
    filled: bool  # a value cell holds something, be it "-"
    value: Decimal | None = None
    rate: bool = False
    indent: float | None = None
    bold: bool | None = None
    outer: tuple[str, ...] = ()  # texts of further label columns to the left
    place: bool = False  # the label names a place
    total: bool = False  # "Toàn tỉnh": adds the rows of its group up
    clean: str = field(init=False)
    opens: bool = field(init=False)  # ends in ":" or "trong đó"
    included: bool = field(init=False)  # begins with "trong đó"
    breakdown: bool = field(init=False)  # only cuts a population out of the row above

    def __post_init__(self) -> None:
        self.clean = clean_label(self.label)
        self.opens = self.label.rstrip().endswith(":") or bool(_OPENING.search(self.label))
        self.included = bool(_INCLUDED.match(self.label))
        self.breakdown = self.included or bool(_POPULATION_LABEL.fullmatch(fold(self.clean)))


def clean_label(text: str) -> str:
    """A label without what only punctuates it: 'Tập huấn:' → 'Tập huấn', 'Mẫu, trong đó:' → 'Mẫu'."""
    label = squeeze(text)
    label = _FOOTNOTE_MARK.sub("", label)
    if not _OPENING.fullmatch(label):
        label = _OPENING.sub("", label)
    bare = _INCLUDED.sub("", label)
    label = bare if bare else label
    return label.strip().rstrip(":;,").rstrip() if label.strip(" .:;,-") else label.strip()


def read_mark(ordinal: str, label: str) -> tuple[Mark, str]:
    """The mark and the label of a row from its ordinal and its label cell, either of which may hold the mark.

    A number in the ordinal column outweighs a sub-mark in the label; of two sub-marks the label's holds.
    """
    own = mark_of(ordinal)
    inner, rest = split_label(label)
    if own is None:  # a merged cell: the whole heading stands in the ordinal column
        joined = squeeze(f"{ordinal} {label}") if label else squeeze(ordinal)
        return split_label(joined)
    if own.kind is MarkKind.NONE:
        return inner, rest
    if own.kind.numbered or inner.kind is MarkKind.NONE:
        return own, rest if not inner.kind.numbered else squeeze(label)
    return inner, rest


def is_continuation(row: RowText, before: RowText) -> bool:
    """True for the tail of a label that a page break cut off: no mark, no values, going on in lower case."""
    if row.filled or row.mark.kind is not MarkKind.NONE or not row.label or row.outer:
        return False
    if before.label.count("(") > before.label.count(")") and ")" in row.label:
        return True
    first = row.label[0]
    going_on = bool(_LOWER_START.match(first)) and first.islower() and not row.opens
    return going_on and not before.opens and before.label[-1:] not in (".", ";", ":")


def join_continuations(rows: Sequence[RowText]) -> dict[int, int]:
    """Mend labels cut by a page break in place; which row each tail belongs to, by row index."""
    tails: dict[int, int] = {}
    head: RowText | None = None
    for row in rows:
        if head is not None and is_continuation(row, head):
            head.label = squeeze(f"{head.label} {row.label}")
            head.__post_init__()
            tails[row.index] = head.index
        elif row.label:
            head = row
    return tails
