"""Which files of a folder are read, and under which key."""

from pathlib import Path

import pytest

from ingest.files import PREFERENCE, find_files, report_key
from ingest.readers import SUFFIXES


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("bao-cao-6t-2024.docx", "bao-cao-6t-2024"),
        ("BC_01.2024.pdf", "BC_01.2024"),
        ("BC 6T-2024 (dự thảo).docx", "bc-6t-2024-du-thao"),
        ("Báo cáo Đắk Lắk.txt", "bao-cao-dak-lak"),
        ("---.txt", "bao-cao"),
        ("a" * 200 + ".txt", "a" * 120),
    ],
)
def test_key_of_a_file(name, key):
    assert report_key(Path(name)) == key


def test_every_format_of_the_readers_has_a_preference():
    assert set(PREFERENCE) == set(SUFFIXES)


def tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_folder_is_searched_and_odd_files_are_told(tmp_path):
    tree(tmp_path, "b.txt", "sub/a.PDF", "x.xlsx", "old.doc", ".hidden/c.txt", ".d.txt", "~$b.docx")
    found = find_files([tmp_path])
    assert [c.key for c in found.candidates] == ["b", "a"]
    assert {s.path.name: s.wrong for s in found.skipped} == {"x.xlsx": False, "old.doc": False}
    assert ".docx" in next(s.reason for s in found.skipped if s.path.suffix == ".doc")


def test_formats_of_one_report_are_one_candidate_the_best_first(tmp_path):
    tree(tmp_path, "a.txt", "a.pdf", "A.docx", "x/a.pdf")
    [candidate] = find_files([tmp_path]).candidates
    assert [p.name for p in candidate.paths] == ["A.docx", "a.pdf", "a.pdf", "a.txt"]


def test_file_named_twice_counts_once(tmp_path):
    tree(tmp_path, "a.txt")
    [candidate] = find_files([tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt"]).candidates
    assert len(candidate.paths) == 1


def test_path_that_is_not_there_is_wrong(tmp_path):
    [skipped] = find_files([tmp_path / "không-có"]).skipped
    assert skipped.wrong and "không tìm thấy" in skipped.reason


def test_named_file_of_any_suffix_is_tried(tmp_path):
    tree(tmp_path, "a.doc")
    assert [c.key for c in find_files([tmp_path / "a.doc"]).candidates] == ["a"]
