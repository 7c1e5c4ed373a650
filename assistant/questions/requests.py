"""The polite words that a question begins with, from requests.toml: 'Đề nghị cho biết tỷ lệ …' asks for the rate."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from ingest.vietnamese.text import fold

# Verbs that say what kind of answer is wanted, which stay: "Đề nghị so sánh …", "Xin liệt kê …"
_KEPT = "so sánh|đối chiếu|lập|vẽ|soạn|viết|tổng hợp|liệt kê|kể|thống kê|tính|tóm tắt|đánh giá|giải thích|xếp hạng"


def without_request(question: str) -> str:
    """An NFC question without the polite words around it; as it is where they would leave nothing."""
    head, tail = _patterns(plain=question.lower() == fold(question))
    match = head.match(question)
    rest = tail.sub("", question[match.end() :] if match else question)
    if not rest or rest == question:
        return question
    return rest[0].upper() + rest[1:]


@cache
def _patterns(*, plain: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Of the request at the head of a question, and at its end; `plain` where diacritics are left out."""
    data: dict[str, Any] = tomllib.loads(
        (Path(__file__).parent / "requests.toml").read_text(encoding="utf-8")
    )
    wish, asks, manner, called = (
        "|".join(sorted(data[name], key=len, reverse=True)) for name in ("wish", "asks", "manner", "called")
    )
    wished = rf"(?:{wish})(?: {data['asked']})?"
    how, what = rf"(?: (?:{manner})(?!\w))", rf"(?: (?:{called})(?!\w))"
    bare = rf"(?:{asks})(?!\w)(?:{how}+{what}?|(?<!báo cáo){what})"  # "Báo cáo về …" is one
    asked = rf"(?:{wished}\s*(?:{asks})(?!\w){how}*{what}?|{bare})"
    head = rf"(?:{data['purpose']}\s*)?(?:{asked}|{wished}\s*(?=(?:{_KEPT})(?!\w)))\s*[:,]?\s*(?=\w)"
    tail = rf"\s*[,;.–-]\s*{asked}\s*[.?!]*$"
    if plain:
        head, tail = fold(head), fold(tail)
    return re.compile(head, re.IGNORECASE), re.compile(tail, re.IGNORECASE)
