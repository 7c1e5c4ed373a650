"""Reading reports in another process, so that a long file takes no time from those who ask."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vectorstore.errors import ReadError
from vectorstore.records import Amendment

if TYPE_CHECKING:
    from ingest.reading import Reading

_NICE = 10  # behind those who ask


class ReadingProcess:
    """One process that reads files one after the other; begun when first needed, begun anew when it dies."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._pool: ProcessPoolExecutor | None = None
        self._guard = threading.Lock()

    def read(self, path: Path, key: str, sha256: str, amendment: Amendment | None) -> Reading:
        """As ingest.reading.read_file. Raises ReadError also for a file that takes too long or kills the process."""
        try:
            return self._started().submit(_read, path, key, sha256, amendment).result(self._seconds)
        except TooLong as exc:
            self.close()
            raise ReadError(
                f"đọc tệp lâu quá {self._seconds:.0f} giây nên đã dừng; hãy chia nhỏ tệp rồi thêm lại"
            ) from exc
        except BrokenProcessPool as exc:
            self.close()
            raise ReadError("tệp làm chương trình đọc dừng đột ngột; hãy lưu lại tệp rồi thêm lại") from exc

    def close(self) -> None:
        """End the process, also in the middle of a file."""
        with self._guard:
            pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):  # a pool cannot drop what it is working on
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        with self._guard:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
                )
            return self._pool


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which ends this process
    with suppress(OSError):
        os.nice(_NICE)


def _read(path: Path, key: str, sha256: str, amendment: Amendment | None) -> Reading:
    from ingest.reading import read_file

    return read_file(path, key, sha256, amendment)
