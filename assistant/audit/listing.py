"""Remarks as a list of text: each with its arithmetic and every quote under its report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audit.comments import where
from assistant.audit.remark import Remark
from assistant.citation import as_row


def as_text(remarks: Sequence[Remark]) -> str:
    return "\n".join(line for number, remark in enumerate(remarks, 1) for line in _lines(number, remark))


def _lines(number: int, remark: Remark) -> Iterator[str]:
    yield f"{number}. [{remark.level_name}] {remark.message}"
    if remark.working:
        yield f"   Phép tính: {remark.working}"
    for quote, place in {source.figure.quote: where(source) for source in remark.sources}.items():
        yield f"   – {place}: “{as_row(quote)}”"
