"""Zipped folders taken apart safely: nothing leaves its folder, grows past a limit, or is anything but a file.

The sizes that an archive states are not believed: bytes are counted as they come out. Names inside are used only to
name the report; folders in them are dropped, so that no name leads elsewhere.
"""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.files import PREFERENCE
from ui.intake.limits import Limits
from vectorstore.errors import ReadError

DEPTH = 2  # a zipped folder in a zipped folder is opened, one in that is not
_CHUNK = 1 << 20
_NAME_LENGTH = 150
_LEFT_BY_SYSTEMS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file of a zipped folder: where it lies now, or why it was left."""

    name: str  # as it stands in the zipped folder
    path: Path | None
    reason: str = ""


def unpack(source: Path, folder: Path, limits: Limits) -> list[Unpacked]:
    """Take the reports of a zipped folder out into `folder`, each file in a folder of its own.

    Raises ReadError where it is none, or holds more than the limits allow.
    """
    return list(_Budget(limits, folder).unpack(source, DEPTH))


def safe_name(name: str) -> str:
    """The last part of a name from outside, fit for a file of ours: '../a/Báo cáo.docx' → 'Báo cáo.docx'."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable() and c not in '<>:"/\\|?*')
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    return (stem[:_NAME_LENGTH] + dot + suffix[:20]).lstrip(".") if dot else suffix[:_NAME_LENGTH]


class _Budget:
    """What one upload has used so far, over all folders within folders."""

    def __init__(self, limits: Limits, folder: Path) -> None:
        self._limits = limits
        self._folder = folder
        self._bytes = 0
        self._files = 0

    def unpack(self, source: Path, depth: int) -> Iterator[Unpacked]:
        try:
            with zipfile.ZipFile(source) as archive:
                for entry in archive.infolist():
                    if not (entry.is_dir() or _left(entry.filename)):
                        yield from self._taken(archive, entry, depth)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as exc:
            raise ReadError("tệp nén bị hỏng hoặc không phải dạng .zip; hãy nén lại rồi thêm lại") from exc

    def _taken(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> Iterator[Unpacked]:
        shown = _readable_name(entry)
        name = safe_name(shown)
        suffix = Path(name).suffix.lower()
        self._files += 1
        if self._files > self._limits.folder_files:
            raise ReadError(
                f"tệp nén có quá {self._limits.folder_files} tệp; hãy chia thành nhiều tệp nén nhỏ hơn"
            )
        if reason := _refused(entry, suffix, depth):
            yield Unpacked(shown, None, reason)
            return
        place = self._folder / str(self._files) / name
        place.parent.mkdir(parents=True)
        self._copy(archive, entry, place)
        if suffix == ".zip":
            yield from self.unpack(place, depth - 1)
            place.unlink()
        else:
            yield Unpacked(shown, place)

    def _copy(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path) -> None:
        size = 0
        with archive.open(entry) as read, place.open("wb") as write:
            while chunk := read.read(_CHUNK):
                size += len(chunk)
                self._bytes += len(chunk)
                if size > self._limits.file_bytes or self._bytes > self._limits.folder_bytes:
                    raise ReadError("tệp nén bung ra lớn quá mức cho phép; hãy chia nhỏ rồi thêm lại")
                write.write(chunk)


def _left(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in _LEFT_BY_SYSTEMS or part.startswith(("~$", "._")) for part in parts)


def _refused(entry: zipfile.ZipInfo, suffix: str, depth: int) -> str:
    if entry.flag_bits & _ENCRYPTED:
        return "tệp có mật khẩu; hãy bỏ mật khẩu rồi thêm lại"
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "là liên kết, không phải tệp; hãy nén tệp thật"
    if suffix == ".zip":
        return "" if depth > 1 else "tệp nén lồng quá nhiều lớp; hãy bung ra rồi thêm lại"
    if suffix not in PREFERENCE:
        return f"không phải định dạng báo cáo được hỗ trợ (nhận {', '.join(PREFERENCE)}, .zip)"
    return ""


def _readable_name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; zip programs of Windows write UTF-8 without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
