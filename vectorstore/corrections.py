"""A person's corrections of what belongs together, kept beside the catalogue as one small JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vectorstore.errors import ArchiveError
from vectorstore.locking import WriterLock

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Correction:
    """Two indicators by key, said by a person to be one (`together`) or two."""

    one: str
    other: str
    together: bool
    note: str = ""  # the person's own words, "" where none were given
    at: str = ""  # ISO 8601 time, "" where unknown

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.one, self.other))


class CorrectionStore:
    """The corrections of an archive. A later word on the same pair stands in place of the earlier."""

    def __init__(self, path: Path, lock: WriterLock) -> None:
        self._path = path
        self._lock = lock

    def all(self) -> tuple[Correction, ...]:
        """Every correction, oldest first. Raises ArchiveError for a damaged file."""
        try:
            data = json.loads(self._path.read_text("utf-8"))
            return _read(data)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as exc:
            raise ArchiveError(
                f"Tệp chỉnh sửa {self._path} không đọc được; hãy khôi phục từ bản sao lưu hoặc xóa tệp này để "
                "bỏ mọi chỉnh sửa gộp, tách chỉ tiêu."
            ) from exc

    def add(self, *corrections: Correction) -> None:
        """Write corrections, each in place of an earlier one on the same pair.

        Raises ArchiveLockedError when another process is writing, ArchiveError when the folder is read-only.
        """
        with self._lock.held():
            known = {c.pair: c for c in self.all()}
            for correction in corrections:
                known.pop(correction.pair, None)
                known[correction.pair] = correction
            self._write(known.values())

    def remove(self, one: str, other: str) -> bool:
        """Forget what was said of a pair; False when nothing was."""
        with self._lock.held():
            known = self.all()
            kept = [c for c in known if c.pair != frozenset((one, other))]
            if len(kept) != len(known):
                self._write(kept)
        return len(kept) != len(known)

    def export(self) -> dict[str, Any]:
        """All corrections as JSON data, which `load` takes."""
        return {"version": _VERSION, "indicators": [asdict(c) for c in self.all()]}

    def load(self, data: object) -> int:
        """Add exported corrections; how many there were. Raises ArchiveError for other data."""
        try:
            found = _read(data)
        except (ValueError, TypeError, KeyError) as exc:
            raise ArchiveError(
                "Dữ liệu không phải bản xuất các chỉnh sửa gộp, tách chỉ tiêu; hãy chọn đúng tệp đã xuất."
            ) from exc
        self.add(*found)
        return len(found)

    def _write(self, corrections: Iterable[Correction]) -> None:
        data = {"version": _VERSION, "indicators": [asdict(c) for c in corrections]}
        part = self._path.with_name(self._path.name + ".part")
        try:
            with part.open("w", encoding="utf-8") as file:
                json.dump(data, file, ensure_ascii=False, indent=1)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as exc:
            raise ArchiveError(
                f"Không ghi được tệp chỉnh sửa {self._path} ({exc.strerror}); hãy kiểm tra quyền ghi và dung "
                "lượng đĩa trống."
            ) from exc


def _read(data: object) -> tuple[Correction, ...]:
    if not isinstance(data, dict) or data["version"] != _VERSION:
        raise ValueError("not an export of corrections")
    return tuple(_correction(entry) for entry in data["indicators"])


def _correction(entry: object) -> Correction:
    if not isinstance(entry, dict):
        raise TypeError("not a correction")
    found = Correction(**entry)
    texts = (found.one, found.other, found.note, found.at)
    if not all(isinstance(text, str) for text in texts) or not isinstance(found.together, bool):
        raise TypeError("not a correction")
    if not found.one or not found.other or found.one == found.other:
        raise ValueError("a correction is about two indicators")
    return found
