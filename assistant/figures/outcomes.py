"""What became of the things counted: "mẫu nước xét nghiệm không đạt" is a part of the samples tested."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from ingest.vietnamese.text import fold

_NAMED = re.compile(r"\b(?P<no>(?:khong|chua) )?dat\b(?! (?:duoc|bao|ke hoach|chi tieu|muc tieu|tien do)\b)")
# "đạt bao nhiêu lượt", "đạt mấy %", "có đạt kế hoạch không" ask how far, not which part
_ASKED = re.compile(
    r"\b(?P<no>(?:khong|chua|k|ko) )?dat\b"
    r"(?! (?:duoc|bao|may|ke hoach|kh|chi tieu|muc|tien do|ty le|khoang|gan|the nao|\d))"
    r"(?=[\s?.,:]*$| (?:(?:o|tai|cua|trong|yeu cau|chat luong|tieu chuan|chuan|quy chuan|nam|thang|quy)\b"
    r"|(?:\w+ ){1,3}\d))"
)
_STATED = re.compile(r"\bso voi\b|\bke hoach\b|\bchi tieu\b")


class Outcome(StrEnum):
    PASSED = "đạt"
    FAILED = "không đạt"


@lru_cache(maxsize=256)
def asked_outcome(text: str) -> Outcome | None:
    """The outcome by which a question narrows what is counted; None where it asks how far something got."""
    folded = fold(text)
    return None if _STATED.search(folded) else _read(_ASKED.search(folded))


@lru_cache(maxsize=50_000)
def outcome_of(indicator: str) -> Outcome | None:
    """The outcome that a name says: 'Mẫu không đạt'."""
    return _read(_NAMED.search(fold(indicator)))


def _read(match: re.Match[str] | None) -> Outcome | None:
    return (Outcome.FAILED if match["no"] else Outcome.PASSED) if match else None
