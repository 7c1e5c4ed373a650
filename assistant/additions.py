"""Values that only add to what is there: "phấn đấu có thêm 12 xã đạt chuẩn" is not how many there are to be."""

from __future__ import annotations

import re

from ingest.vietnamese.text import fold
from vectorstore.records import Figure

_ADDED = re.compile(r"(?<!\w)thêm(?: (?:ít nhất|tối thiểu|khoảng|gần|được|là))*\s*$", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:tang |cong |co |duoc |lam )?them\b(?! (?:mot|chut|thong tin))")
_NEAR = 24  # characters before a number in which the word stands


def is_added(figure: Figure) -> bool:
    """Whether the source counts what comes on top, not the whole."""
    before = figure.quote[max(0, figure.start - _NEAR) : figure.start]
    return not figure.in_table and _ADDED.search(before) is not None


def asks_added(text: str) -> bool:
    """Whether a question is for what comes on top: "thêm bao nhiêu xã"."""
    return _ASKED.search(fold(text)) is not None
