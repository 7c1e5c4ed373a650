"""What one person added, file by file: what became of each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from vectorstore.records import Report

_NUMBERS = itertools.count(1)


class State(StrEnum):
    """Where a file is on its way into the archive."""

    WAITING = "đang chờ"
    READING = "đang đọc"
    STORING = "đang ghi vào kho"
    ADDED = "đã thêm"
    REPLACED = "đã thay"
    CORRECTED = "đã sửa"
    RESTORED = "đã khôi phục"
    UNPACKED = "đã bung"
    LEFT = "bỏ qua"
    FAILED = "lỗi"

    @property
    def active(self) -> bool:
        return self in (State.WAITING, State.READING, State.STORING)


@dataclass(slots=True)
class Item:
    """One file, or one change of a report; changed by the desk's worker only."""

    person: str
    name: str
    folder: Path | None = None  # of its own, deleted when it is done
    state: State = State.WAITING
    message: str = ""  # the reason of LEFT and FAILED; one Vietnamese sentence
    share: float | None = None  # of STORING: 0 to 1
    report: Report | None = None  # as it was understood
    figures: int = 0
    warnings: tuple[str, ...] = ()
    undo: str = ""  # id in the bin by which a replacement can be undone
    id: int = field(default_factory=lambda: next(_NUMBERS))
