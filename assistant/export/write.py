"""One door for all formats: the ending of the file decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.export.paper import Paper
from assistant.export.plain import to_csv, to_markdown
from assistant.export.word import to_docx
from assistant.export.workbook import to_xlsx
from vectorstore.errors import UsageError

FORMATS: dict[str, Callable[[Paper], bytes]] = {
    ".docx": to_docx,
    ".xlsx": to_xlsx,
    ".csv": to_csv,
    ".md": to_markdown,
}


def to_bytes(paper: Paper, ending: str) -> bytes:
    """The file of a paper; `ending` ".docx", ".xlsx", ".csv" or ".md". Raises UsageError for another."""
    writer = FORMATS.get(ending.lower())
    if writer is None:
        known = ", ".join(FORMATS)
        raise UsageError(f"Không xuất được tệp có đuôi “{ending}”; hãy chọn một trong {known}.")
    return writer(paper)


def save(paper: Paper, target: Path) -> None:
    """Write a paper to a file; one that stands there is replaced whole. Raises UsageError for an unknown ending."""
    content = to_bytes(paper, target.suffix)
    aside = target.with_name(f".{target.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
