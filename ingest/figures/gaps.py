"""Cells that a report leaves without a number: blank, "-", "…", "#DIV/0!", "chưa có số liệu"."""

from __future__ import annotations

import re

from ingest.figures.cells import CellReading
from ingest.vietnamese.text import fold, squeeze

# "chưa có số liệu", "chưa đánh giá", "không thống kê", "đánh giá cuối năm", "báo cáo năm"
_SAID_BLANK = re.compile(
    r"(?:chua|khong|ko|k0)(?: (?:co|phat sinh|bao cao|danh gia|thong ke|tong hop|trien khai|thuc hien|giao|do|"
    r"dieu tra|cap nhat|xac dinh|theo doi|thu thap|ghi nhan|cung cap|du|so lieu|ke hoach|chi tieu|den ky|duoc|"
    r"nam|quy|ky)){1,6}|(?:danh gia|bao cao|thong ke|dieu tra)(?: vao)? (?:cuoi nam|nam|cuoi ky)|kxd|n/a"
)
_TICK = re.compile(r"[xX×vV✓✔√☑☒+]|đạt|không đạt|chưa đạt|có|không|chưa", re.IGNORECASE)


def is_left_blank(cell: str, reading: CellReading | None, ticked: bool = False) -> bool:
    """True for a value cell without a number that says no other thing: '', '-', '…', '#DIV/0!', 'chưa có số liệu'.

    ticked: the column only says which rows have a property, so that its ticks are told like blanks.
    """
    if reading is None or not cell.strip():
        return True
    if reading.numbers:
        return False
    return reading.reason != "text cell" or is_said_blank(cell) or (ticked and is_tick(cell))


def is_tick(cell: str) -> bool:
    """'x', '✓', 'Đạt', 'Không': the row has the property that heads the column, or has not."""
    return bool(_TICK.fullmatch(squeeze(cell).strip(" .()")))


def is_said_blank(cell: str) -> bool:
    """'Chưa có số liệu', 'Đánh giá cuối năm': words in the place of a number."""
    return bool(_SAID_BLANK.fullmatch(fold(squeeze(cell)).strip(" .()")))
