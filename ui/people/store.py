"""The SQLite file of accounts, journal and conversations: several threads and processes at once."""

from __future__ import annotations

import contextlib
import os
import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ui.people.schema import APPLICATION_ID, FILE, SCHEMA_VERSION, TABLES
from vectorstore.database import statements
from vectorstore.errors import ArchiveError

_BUSY_SECONDS = 15.0
_NAME = "Tệp tài khoản và nhật ký"


class Store:
    """Short reads and writes; writers take turns, readers are never blocked by them."""

    def __init__(self, directory: Path | None) -> None:
        """Open the file of an archive's directory, making it where it is new; None keeps all in memory.

        Raises ArchiveError when it cannot be opened, is damaged or of a later version.
        """
        self.path = directory / FILE if directory else None
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.RLock()
        with self._mapped():
            if self.path and not self.path.exists():
                with contextlib.suppress(FileExistsError):  # another process was quicker
                    # Made here, so that others on the machine never read it.
                    os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            connection = self._connect()
            self._prepare(connection)
            self._idle.put(connection)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        with self._mapped(), self._borrowed() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, rolled back when it raises."""
        with self._writing, self._mapped(), self._borrowed() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close every idle connection; safe to call twice."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        try:
            # In memory there is one connection, which is waited for.
            connection = self._idle.get(block=self.path is None)
        except queue.Empty:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._idle.put(connection)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path or ":memory:", timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                for statement in statements(TABLES):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        finally:
            connection.execute("COMMIT")
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID or version != SCHEMA_VERSION:
            raise ArchiveError(
                f"{_NAME} {self.path} không phải của phiên bản phần mềm này; hãy cập nhật phần mềm hoặc khôi "
                "phục tệp từ bản sao lưu."
            )

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        """SQLite's errors as ArchiveError with the way out."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as exc:
            raise ArchiveError(
                f"Không đọc hoặc ghi được {_NAME.lower()} {self.path} ({exc}); hãy kiểm tra quyền truy cập và "
                "dung lượng đĩa trống."
            ) from exc
        except sqlite3.IntegrityError:
            raise  # a rule of the tables: for the caller
        except sqlite3.DatabaseError as exc:
            raise ArchiveError(
                f"{_NAME} {self.path} bị hỏng ({exc}); hãy khôi phục tệp từ bản sao lưu."
            ) from exc


def storable(text: str) -> str:
    """Text that SQLite takes: halves of surrogate pairs, which only a program sends, become question marks."""
    return text.encode("utf-8", "replace").decode()
