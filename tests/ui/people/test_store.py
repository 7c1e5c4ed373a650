"""The file: private, shared by threads and processes, refused when it is another's."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ui.people.schema import FILE
from ui.people.store import Store
from vectorstore.errors import ArchiveError

ROOT = Path(__file__).resolve().parents[3]
WRITER = """
import sys
from pathlib import Path
from ui.journal import Action, Journal
from ui.people.store import Store
journal = Journal(Store(Path(sys.argv[1])))
for n in range(50):
    journal.record(sys.argv[2], Action.ASK, f"câu {n}")
"""


def test_others_on_the_machine_cannot_read_it(tmp_path):
    Store(tmp_path).close()
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


def test_processes_write_at_the_same_time(tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], cwd=ROOT)
        for name in ("a", "b", "c")
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    with Store(tmp_path).read() as connection:
        counted = connection.execute("SELECT person, count(*) FROM journal GROUP BY person").fetchall()
    assert [tuple(row) for row in counted] == [("a", 50), ("b", 50), ("c", 50)]


@pytest.mark.parametrize("kept", [True, False], ids=["file", "memory"])
def test_threads_write_at_the_same_time(tmp_path, kept):
    store = Store(tmp_path if kept else None)

    def write(number: int) -> None:
        with store.write() as connection:
            connection.execute("INSERT INTO meta VALUES (?, ?)", (str(number), number))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(200)))
    with store.read() as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchone()[0] == 200


def test_failed_write_leaves_nothing(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('x', 1)")
        _ = 1 / 0
    with store.read() as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchone()[0] == 0


def test_what_was_written_is_there_after_reopening(tmp_path):
    store = Store(tmp_path)
    with store.write() as connection:
        connection.execute("INSERT INTO meta VALUES ('x', 1)")
    store.close()
    store.close()
    with Store(tmp_path).read() as connection:
        assert connection.execute("SELECT value FROM meta").fetchone()[0] == 1


def damaged(path: Path) -> None:
    path.write_bytes(b"khong phai SQLite " * 100)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE x (y)")


def later(path: Path) -> None:
    Store(path.parent).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("spoil", [damaged, foreign, later])
def test_file_that_is_not_ours_is_told(tmp_path, spoil):
    spoil(tmp_path / FILE)
    with pytest.raises(ArchiveError, match="Tệp tài khoản và nhật ký"):
        Store(tmp_path)


def test_folder_in_its_place_is_told(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(ArchiveError, match="tệp tài khoản và nhật ký"):
        Store(tmp_path)
