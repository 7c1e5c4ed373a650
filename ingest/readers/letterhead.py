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
        marked = MOTTO.search(folded) or _NUMBER.search(folded) or _DATE.search(folded)
        if marked or (_DRAFT.fullmatch(folded) and number - last <= 2):
            last = number
    return last + 1
