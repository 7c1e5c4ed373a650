"""Zipped folders: what comes out, what is left and why, and what is refused whole."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.intake.limits import Limits
from ui.intake.unzip import Unpacked, safe_name, unpack
from vectorstore.errors import ReadError

LIMITS = Limits(file_bytes=50_000, folder_bytes=80_000, folder_files=20, waiting_files=10, seconds=5)


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def opened(tmp_path: Path, content: bytes, limits: Limits = LIMITS) -> list[Unpacked]:
    source = tmp_path / "a.zip"
    source.write_bytes(content)
    into = tmp_path / "ra"
    into.mkdir()
    return unpack(source, into, limits)


def test_reports_come_out_with_their_content(tmp_path):
    found = opened(tmp_path, zipped({"năm 2023/a.txt": b"mot", "b.docx": b"hai"}))
    assert [(u.name, u.path.name, u.path.read_bytes()) for u in found] == [
        ("năm 2023/a.txt", "a.txt", b"mot"),
        ("b.docx", "b.docx", b"hai"),
    ]


def test_same_name_in_two_folders_is_two_files(tmp_path):
    found = opened(tmp_path, zipped({"1/a.txt": b"mot", "2/a.txt": b"hai"}))
    assert [u.path.read_bytes() for u in found] == [b"mot", b"hai"]


@pytest.mark.parametrize(
    "name",
    ["../../ngoai.txt", "/etc/x.txt", "a/../../b.txt", "C:\\windows\\x.txt", "..\\..\\y.txt", "....//z.txt"],
)
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    [found] = opened(tmp_path, zipped({name: b"x"}))
    assert (tmp_path / "ra") in found.path.resolve().parents
    assert {p.name for p in tmp_path.iterdir()} == {"a.zip", "ra"}


def test_other_files_are_left_with_their_reason_and_what_systems_leave_is_passed_over(tmp_path):
    found = opened(
        tmp_path,
        zipped({"a.exe": b"x", "~$a.docx": b"x", "__MACOSX/a.txt": b"x", "b.txt": b"x", ".DS_Store": b""}),
    )
    assert [(u.name, bool(u.path)) for u in found] == [("a.exe", False), ("b.txt", True)]
    assert "không phải định dạng" in found[0].reason


def test_link_is_left(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    [found] = opened(tmp_path, stream.getvalue())
    assert found.path is None and "liên kết" in found.reason


def test_folder_in_a_folder_is_opened_and_one_in_that_is_left(tmp_path):
    inner = zipped({"c.txt": b"x"})
    found = opened(tmp_path, zipped({"a.txt": b"x", "b.zip": zipped({"d.txt": b"x", "e.zip": inner})}))
    assert [(u.name, bool(u.path)) for u in found] == [("a.txt", True), ("d.txt", True), ("e.zip", False)]
    assert "lồng quá nhiều lớp" in found[2].reason


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.txt": b"0" * 60_000}, "lớn quá mức"),
        ({f"{n}.txt": b"0" * 30_000 for n in range(3)}, "lớn quá mức"),
        ({f"{n}.txt": b"x" for n in range(30)}, "quá 20 tệp"),
        ({"a.zip": zipped({f"{n}.txt": b"0" * 45_000 for n in range(3)})}, "lớn quá mức"),
    ],
    ids=["one file that swells", "all together", "too many", "swells inside"],
)
def test_bomb_is_refused(tmp_path, files, said):
    with pytest.raises(ReadError, match=said):
        opened(tmp_path, zipped(files))


def test_size_that_is_stated_is_not_believed(tmp_path):
    content = bytearray(zipped({"a.txt": b"0" * 60_000}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.find(mark) + offset
        content[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ReadError):
        opened(tmp_path, bytes(content))


@pytest.mark.parametrize(
    "content", [b"", b"x" * 100, zipped({"a.txt": b"x" * 999})[:-40]], ids=["empty", "other", "cut"]
)
def test_damaged_folder_is_refused(tmp_path, content):
    with pytest.raises(ReadError, match="hỏng"):
        opened(tmp_path, content)


def test_name_that_windows_wrote_without_saying_how_is_read(tmp_path):
    content = bytearray(zipped({"bc_nam.txt": b"x"}))
    for old in ("bc_nam",):
        content = content.replace(old.encode(), "năm1".encode() + b"_")
    [found] = opened(tmp_path, bytes(content))
    assert found.name == "năm1_.txt"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a.docx", "a.docx"),
        ("../a.docx", "a.docx"),
        ("Báo cáo 6T/2024.pdf", "2024.pdf"),
        ("a\\b.txt", "b.txt"),
        ('x<y>"z".txt', "xyz.txt"),
        ("..", ""),
        ("", ""),
        (".htaccess", "htaccess"),
    ],
)
def test_name_from_outside(name, safe):
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_no_name_from_outside_is_a_path(name):
    safe = safe_name(name)
    assert "/" not in safe and "\\" not in safe and not safe.startswith(".") and len(safe) < 200
