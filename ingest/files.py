"""Which files of the given paths are reports to read, under which key, and which are left aside and why."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.vietnamese.text import fold, squeeze

# Which format is read where one report is there in several: Word keeps tables and headings as such, a PDF
# keeps the pages, plain text keeps neither. Every suffix of ingest.readers has its place here.
PREFERENCE = (".docx", ".pdf", ".md", ".txt")
_SAFE_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}\Z")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_KEY_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Candidate:
    """The files that carry one key, the preferred format first; they may be in different folders."""

    key: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that is not read; `wrong` when the user named it and so expects it to be read."""

    path: Path
    reason: str
    wrong: bool


@dataclass(frozen=True, slots=True)
class Found:
    candidates: tuple[Candidate, ...]
    skipped: tuple[Skipped, ...]


def report_key(path: Path) -> str:
    """The file stem where it can serve as a name everywhere, else its letters and digits:
    'BC 6T/2024 (dự thảo).docx' → 'bc-6t-2024-du-thao'."""
    stem = squeeze(path.stem)
    if _SAFE_KEY.match(stem):
        return stem
    return _NOT_KEY.sub("-", fold(stem)).strip("-")[:_KEY_LENGTH] or "bao-cao"


def find_files(paths: Sequence[Path]) -> Found:
    """Report files among `paths` and, recursively, in the folders among them; each file once, in order of name."""
    seen: set[Path] = set()
    files: list[Path] = []
    skipped: list[Skipped] = []
    for path in paths:
        if path.is_dir():
            _walk(path, files, skipped, seen)
        elif not path.exists():
            skipped.append(
                Skipped(path, "không tìm thấy tệp hoặc thư mục này; hãy kiểm tra lại đường dẫn", True)
            )
        elif path.resolve() not in seen:  # named by the user: whatever its suffix, the reader says what it is
            seen.add(path.resolve())
            files.append(path)
    return Found(_by_key(files), tuple(skipped))


def _walk(folder: Path, files: list[Path], skipped: list[Skipped], seen: set[Path]) -> None:
    def unreadable(error: OSError) -> None:
        reason = "không đọc được thư mục này; hãy kiểm tra quyền truy cập"
        skipped.append(Skipped(Path(error.filename or folder), reason, True))

    for root, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith((".", "~$")) or path.resolve() in seen:
                continue
            seen.add(path.resolve())
            if path.suffix.lower() in PREFERENCE:
                files.append(path)
            else:
                skipped.append(Skipped(path, _unsupported(path), False))


def _unsupported(path: Path) -> str:
    kinds = ", ".join(PREFERENCE)
    if path.suffix.lower() == ".doc":
        return f"định dạng .doc cũ chưa đọc được; hãy mở bằng Word và lưu thành .docx (nhận các tệp {kinds})"
    return f"không phải định dạng báo cáo được hỗ trợ (nhận các tệp {kinds})"


def _by_key(files: Sequence[Path]) -> tuple[Candidate, ...]:
    # Keys are compared without case: a folder of originals may stand on a file system that ignores it.
    groups: dict[str, list[Path]] = {}
    for path in files:
        groups.setdefault(report_key(path).lower(), []).append(path)
    ordered = (sorted(group, key=_preference) for group in groups.values())
    return tuple(Candidate(report_key(group[0]), tuple(group)) for group in ordered)


def _preference(path: Path) -> int:
    suffix = path.suffix.lower()
    return PREFERENCE.index(suffix) if suffix in PREFERENCE else len(PREFERENCE)
