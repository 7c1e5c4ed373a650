"""The folder of an archive: refused where it is another's, damaged, of another version, or may not be written."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.vectorstore.builders import WordEmbedder, a_content, open_archive
from vectorstore.errors import ArchiveError


def test_directory_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thư.txt").write_text("giữ nguyên")
    with pytest.raises(ArchiveError, match="không phải kho báo cáo"):
        open_archive(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thư.txt"]


def test_directory_with_only_system_files_becomes_an_archive(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").touch()
    (tmp_path / "Thumbs.db").touch()
    open_archive(tmp_path).close()


def test_file_instead_of_a_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kho").touch()
    with pytest.raises(ArchiveError, match="là một tệp"):
        open_archive(tmp_path / "kho")


def test_reading_where_no_archive_is_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="hoibaocao ingest"):
        open_archive(tmp_path / "kho", writable=False)
    assert not (tmp_path / "kho").exists()


@pytest.mark.parametrize("writable", [True, False], ids=["writing", "reading"])
def test_foreign_database_is_refused_and_left_alone(tmp_path: Path, writable: bool) -> None:
    path = tmp_path / "catalogue.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()
    with pytest.raises(ArchiveError, match="không phải danh mục"):
        open_archive(tmp_path, writable=writable)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("other",)]


def test_damaged_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database" * 500)
    with pytest.raises(ArchiveError, match="bị hỏng"):
        open_archive(tmp_path)


@pytest.mark.parametrize(("version", "says"), [(99, "cập nhật phần mềm"), (0, "định dạng cũ")])
def test_other_schema_version_is_refused(tmp_path: Path, version: int, says: str) -> None:
    open_archive(tmp_path).close()
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(ArchiveError, match=says):
        open_archive(tmp_path)


def test_archive_open_for_reading_does_not_write(tmp_path: Path) -> None:
    open_archive(tmp_path).close()
    with (
        open_archive(tmp_path, writable=False) as archive,
        pytest.raises(ArchiveError, match="chỉ mở để đọc"),
    ):
        archive.put(a_content())


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_read_only_directory_can_be_read_and_not_written(tmp_path: Path) -> None:
    with open_archive(tmp_path / "kho", WordEmbedder()) as archive:
        archive.put(a_content())
    for path in (tmp_path / "kho").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (tmp_path / "kho").chmod(0o555)
    try:
        with open_archive(tmp_path / "kho", WordEmbedder(), writable=False) as archive:
            assert archive.search_text([["sốt xuất huyết"]], 1)
            assert len(archive.figures()) == 2
            (hit,) = archive.search_vectors("ca sốt xuất huyết", 1)
            assert hit.passage.number == 1
        with pytest.raises(ArchiveError, match="quyền"):
            open_archive(tmp_path / "kho", WordEmbedder()).put(a_content("b"))
    finally:
        (tmp_path / "kho").chmod(0o755)
        for path in (tmp_path / "kho").rglob("*"):
            path.chmod(0o755)
