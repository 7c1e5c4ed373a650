"""How much one upload may bring."""

from __future__ import annotations

from dataclasses import dataclass

from ui.settings import Settings

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Of files from a browser, so that nobody fills the disk or keeps the reader busy for ever."""

    file_bytes: int  # of one file, a zipped folder's included
    folder_bytes: int  # of all that a zipped folder unpacks to
    folder_files: int  # that a zipped folder holds
    waiting_files: int  # that one person may have waiting
    seconds: float  # that reading one file may take

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        return cls(
            file_bytes=settings.upload_file_mb * MEGABYTE,
            folder_bytes=settings.upload_folder_mb * MEGABYTE,
            folder_files=settings.upload_folder_files,
            waiting_files=settings.upload_waiting_files,
            seconds=float(settings.upload_seconds),
        )
