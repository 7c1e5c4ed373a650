"""The head of an official document: agency, national motto, number, place and date; told by its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.vietnamese.text import fold, squeeze

MAX_LINES = 16  # a letterhead is no longer
MAX_WIDTH = 130  # characters of a line of it, both columns together

# In folded text: the motto of the State, or the Party's name in its place.
MOTTO = re.compile(
    r"cong h?oa xa hoi chu nghia viet nam|doc lap\s*[-–]?\s*tu do\s*[-–]?\s*hanh phuc|dang cong san viet nam"
)
_NUMBER = re.compile(
    r"(?:^|\s)so\s*:?\s*[\d.…/ ]{0,12}\s*[-/][\w.]*(?:bc|kh|tb|ttr|qd|cv|ct|hd|bb|da|syt|ttyt|ubnd)", re.I
)
_DATE = re.compile(r"ngay[\s\d.…]{0,14}thang[\s\d.…]{0,14}nam\s*[\d.…]{2,6}")
# a date that the narrow column of a letterhead breaks: "Lai Châu, ngày 05 tháng 7 năm" over "2024"
_OPEN_DATE = re.compile(r"\bngay\s*[\d.…]{0,10}\s*(?:thang\s*[\d.…]{0,10}\s*(?:nam)?)?$")
_DATE_TAIL = re.compile(r"(?:thang\b.{0,24}|nam\s+|[\d.…]{1,4}\s*thang\b.{0,20})?\d{4}")
_DRAFT = re.compile(r"\(?(?:du thao)(?:\s*(?:lan|so)?\s*\d{0,2})?\)?")
_TITLE = re.compile(
    r"\W{0,4}(?:BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|ĐỀ ÁN|BIÊN BẢN|HƯỚNG DẪN"
    r"|PHƯƠNG ÁN|TỔNG KẾT|SƠ KẾT|BIỂU|PHỤ LỤC|Kính gửi)"
)
_LABEL = re.compile(
    r"(?:PHẦN|Phần)\s+(?:[IVX]+|\d+|THỨ \w+|thứ \w+)\s*[.:]?"
    r"|(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s*)?[\dIVXA-D]{1,4})?\s*[.:]?"
    r"|BÁO CÁO|KẾ HOẠCH|TỜ TRÌNH|THÔNG BÁO|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|ĐỀ ÁN|BIÊN BẢN|HƯỚNG DẪN|DỰ THẢO"
    r"|\(?Dự thảo\)?"
)


def is_motto(text: str) -> bool:
    """Whether a line holds the national motto (or the Party's name in its place)."""
    return bool(MOTTO.search(fold(squeeze(text))))


def is_title_label(text: str) -> bool:
    """A line that names a part or a kind of document: 'BÁO CÁO', 'Phần I', 'Phụ lục 01'."""
    return bool(_LABEL.fullmatch(squeeze(text)))


def letterhead_length(lines: Sequence[str]) -> int:
    """How many of a document's first lines are its letterhead; 0 for none."""
    last = -1
    for number, line in enumerate(lines[:MAX_LINES]):
        text = squeeze(line)
        if _TITLE.match(text) or len(text) > MAX_WIDTH:
            break
        folded = fold(text)
        draft = _DRAFT.fullmatch(folded) and number - last <= 2
        tail = number > 0 and _ends_date(lines[number - 1], text)
        if draft or tail or any(mark.search(folded) for mark in (MOTTO, _NUMBER, _DATE, _OPEN_DATE)):
            last = number
    return last + 1


def joined_dates(lines: Sequence[str]) -> list[str]:
    """Lines of a letterhead with a date that goes on in the next line made whole."""
    joined: list[str] = []
    for line in lines:
        if joined and _ends_date(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _ends_date(before: str, line: str) -> bool:
    return bool(_OPEN_DATE.search(fold(squeeze(before))) and _DATE_TAIL.fullmatch(fold(squeeze(line))))
