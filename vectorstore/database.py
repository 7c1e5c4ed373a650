"""SQLite connections of an archive: one that writes, a pool that reads, foreign errors mapped to ours."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from vectorstore.directory import ORIGINALS
from vectorstore.errors import ArchiveError
from vectorstore.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES

BUSY_SECONDS = 15.0


class Database:
    """A catalogue file, usable from many threads; writers take turns, readers are never blocked.

    Raises ArchiveError when the file is no catalogue, has another schema version, or cannot be opened.
    """

    def __init__(self, path: Path, *, writable: bool) -> None:
        self.path = path
        self.writable = writable
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._mode = "ro"
        with mapped_errors(path):
            if writable:
                self._writer = self._connect("rwc")
                self._create(self._writer)
            else:
                self._mode = self._readable_mode()
        with self.read() as connection:
            _check(connection, path)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection of this thread's own for the length of the block."""
        with mapped_errors(self.path):
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                connection = self._connect(self._mode)
            try:
                yield connection
            finally:
                self._idle.put(connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, rolled back when it raises."""
        if self._writer is None:
            raise ArchiveError(f"Kho {self.path.parent} chỉ mở để đọc; hãy mở kho với quyền ghi rồi làm lại.")
        with self._writing, mapped_errors(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def tidy(self) -> None:
        """Merge the full-text indexes and empty the log, so that removed text is gone from the files too."""
        with self.write() as connection:
            for table in ("passage_terms", "indicator_terms"):
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        with self._writing, mapped_errors(self.path):
            assert self._writer is not None
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every idle connection; safe to call twice."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                break
        with self._writing:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _connect(self, mode: str) -> sqlite3.Connection:
        options = "immutable=1" if mode == "immutable" else f"mode={mode}"
        connection = sqlite3.connect(
            f"file:{quote(str(self.path.resolve()))}?{options}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _create(self, connection: sqlite3.Connection) -> None:
        """Prepare the writing connection, and the tables where the file is new."""
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            if empty and self._holds_originals():
                raise ArchiveError(
                    f"Danh mục của kho {self.path.parent} trống trong khi kho còn tệp gốc; hãy khôi phục tệp "
                    f"{self.path.name} từ bản sao lưu, hoặc chuyển kho này đi nơi khác rồi nạp lại các báo cáo."
                )
            if empty:
                for statement in statements(TABLES):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _holds_originals(self) -> bool:
        """True when reports were kept beside the catalogue: an empty one has lost them."""
        folder = self.path.parent / ORIGINALS
        return folder.is_dir() and any(folder.iterdir())

    def _readable_mode(self) -> str:
        """'ro', or 'immutable' on read-only media, where SQLite cannot place its shared-memory file."""
        try:
            connection = self._connect("ro")
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            finally:
                connection.close()
        except sqlite3.OperationalError:
            return "immutable"
        return "ro"


def statements(script: str) -> Iterator[str]:
    """The statements of a script, triggers whole (executescript would commit a transaction under way)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ArchiveError(
            f"Tệp {path} không phải danh mục của một kho báo cáo; hãy chọn thư mục kho khác hoặc một thư mục "
            "trống."
        )
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise ArchiveError(
            f"Kho {path.parent} do phiên bản phần mềm mới hơn tạo ra (định dạng {version}, phần mềm này đọc "
            f"được {SCHEMA_VERSION}); hãy cập nhật phần mềm."
        )
    if version < SCHEMA_VERSION:
        raise ArchiveError(
            f"Kho {path.parent} có định dạng cũ ({version}, nay là {SCHEMA_VERSION}); hãy tạo kho mới và "
            f"nạp lại các tệp gốc trong {path.parent / 'originals'}."
        )


@contextmanager
def mapped_errors(path: Path) -> Iterator[None]:
    """SQLite's errors as ArchiveError with the way out."""
    try:
        yield
    except sqlite3.OperationalError as exc:
        raise ArchiveError(
            f"Không đọc hoặc ghi được kho {path.parent} ({exc}); hãy kiểm tra quyền truy cập và dung lượng "
            "đĩa trống."
        ) from exc
    except sqlite3.DatabaseError as exc:
        raise ArchiveError(
            f"Tệp danh mục {path} bị hỏng hoặc không phải của một kho báo cáo ({exc}); hãy khôi phục từ bản "
            "sao lưu hoặc tạo kho mới và nạp lại các báo cáo."
        ) from exc
