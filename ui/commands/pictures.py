"""Charts of a table into files."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.charts.draw import pictures
from assistant.table import Table
from vectorstore.errors import UsageError

_FORMS = (".png", ".svg")


def save_pictures(table: Table, path: Path) -> None:
    """One file for each unit: bieu-do.png, bieu-do-2.png. Raises UsageError for another ending, or nothing to draw."""
    form = path.suffix.lower()
    if form not in _FORMS:
        raise UsageError(f"Biểu đồ chỉ ghi được vào tệp .png hoặc .svg, không phải “{path.name}”.")
    drawn = pictures(table)
    if not drawn:
        raise UsageError("Không có số liệu nào để vẽ; hãy bớt điều kiện lọc.")
    for number, picture in enumerate(drawn, start=1):
        target = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        target.write_bytes(picture.png if form == ".png" else picture.svg)
        print(f"Đã vẽ {picture.kind} vào {target}", file=sys.stderr)
