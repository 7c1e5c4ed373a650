"""The place and the period by which an archive is narrowed, as a person names them."""

from __future__ import annotations

from assistant.questions.asked_periods import AskedPeriod
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from vectorstore.errors import UsageError
from vectorstore.records import Place


def named_place(name: str | None) -> Place | None:
    if not name:
        return None
    found = find_places(name)
    if not found or found[0].place is None:
        raise UsageError(f"Không rõ địa bàn “{name}”; xin ghi tên tỉnh hoặc huyện, ví dụ “Điện Biên”.")
    return found[0].place


def named_period(text: str | None) -> AskedPeriod | None:
    if not text:
        return None
    found = [AskedPeriod(m.period, m.point) for m in find_periods(text) if m.period is not None]
    if not found:
        raise UsageError(f"Không rõ kỳ báo cáo “{text}”; xin ghi như 6T/2024, Q1/2024, T5/2024 hoặc 2024.")
    return found[0]
