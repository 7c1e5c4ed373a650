"""Tables and lists of figures into Excel files."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.export.paper import Paper
from assistant.export.write import save
from vectorstore.errors import UsageError


def save_workbook(paper: Paper, path: Path) -> None:
    """Write an .xlsx file and say so. Raises UsageError for another ending."""
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"Tệp Excel phải có đuôi .xlsx, không phải “{path.name}”.")
    save(paper, path)
    print(f"Đã ghi {path}", file=sys.stderr)
