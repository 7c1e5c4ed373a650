"""One writer at a time: a lock file between processes, a turn between threads. Readers need neither."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import ArchiveError, ArchiveLockedError

# Another process writes for minutes or not at all: waiting longer than a blink would look like hanging.
PATIENCE_SECONDS = 0.5


class WriterLock:
    """May be taken again by the thread that holds it; other threads of the process wait for their turn."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.RLock()
        self._file = FileLock(path, thread_local=False)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raises ArchiveLockedError when another process writes, ArchiveError for a read-only folder."""
        with self._turn:
            try:
                self._file.acquire(timeout=PATIENCE_SECONDS)
            except Timeout as exc:
                raise ArchiveLockedError(
                    f"Một tiến trình khác đang ghi vào kho {self._path.parent}; hãy đợi tiến trình đó xong "
                    "rồi làm lại."
                ) from exc
            except OSError as exc:
                raise ArchiveError(
                    f"Không ghi được vào kho {self._path.parent} ({exc.strerror}); hãy kiểm tra quyền ghi "
                    "của thư mục."
                ) from exc
            try:
                yield
            finally:
                self._file.release()
