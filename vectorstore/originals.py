"""The reports' own files, kept in the archive: staged before the catalogue changes, put in place after."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from vectorstore.errors import ArchiveError
from vectorstore.records import Report

_STAGED = ".part"
_CHUNK = 1 << 20


class Originals:
    """The folder DIR/originals. A file is named as its Report says; a staged one has '.part' behind that."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, report: Report) -> Path:
        """Where a report's file is, or would be. Raises ArchiveError for a name that leads elsewhere."""
        if not report.file or Path(report.file).name != report.file or "\\" in report.file:
            raise ArchiveError(
                f"Tên tệp “{report.file}” không dùng được trong kho; hãy đổi tên tệp rồi nạp lại."
            )
        return self._folder / report.file

    def stage(self, source: Path, report: Report) -> None:
        """Copy a report's file beside its place; raises ArchiveError if it changed since it was read."""
        staged = self._staged(self.path(report))
        try:
            self._folder.mkdir(exist_ok=True)
            with source.open("rb") as read, staged.open("wb") as write:
                shutil.copyfileobj(read, write, _CHUNK)
                write.flush()
                os.fsync(write.fileno())
        except OSError as exc:
            staged.unlink(missing_ok=True)
            raise ArchiveError(
                f"Không chép được tệp {source} vào kho ({exc.strerror}); hãy kiểm tra quyền ghi và dung "
                "lượng đĩa trống."
            ) from exc
        if _sha256(staged) != report.sha256:
            staged.unlink()
            raise ArchiveError(f"Tệp {source} đã thay đổi trong lúc đọc; hãy nạp lại tệp này.")

    def settle(self, reports: Iterable[Report], doomed: Iterable[str]) -> None:
        """Put staged files of these reports in place, drop other staged ones and those of removed reports."""
        if not self._folder.is_dir():
            return
        hashes = {report.file: report.sha256 for report in reports}
        try:
            for staged in self._folder.glob("*" + _STAGED):
                name = staged.name.removesuffix(_STAGED)
                if hashes.get(name) == _sha256(staged):
                    staged.replace(self._folder / name)
                else:
                    staged.unlink()
            for name in doomed:
                if name not in hashes:
                    (self._folder / name).unlink(missing_ok=True)
        except OSError as exc:
            raise ArchiveError(
                f"Không sắp xếp được tệp gốc trong {self._folder} ({exc.strerror}); hãy kiểm tra quyền ghi "
                "của thư mục."
            ) from exc

    def _staged(self, path: Path) -> Path:
        return path.with_name(path.name + _STAGED)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
