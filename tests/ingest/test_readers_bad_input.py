"""Files that are no report: one Vietnamese sentence that says what is wrong and what to do, never a crash."""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from ingest.readers import SUFFIXES, read
from ingest.readers import registry as registry
from tests.ingest.readers_documents import Sheet, body
from vectorstore.errors import ReadError


def small_pdf(path: Path) -> Path:
    sheet = Sheet(path)
    for text in body(3):
        sheet.paragraph(text)
    sheet.save()
    return path


def small_docx(path: Path) -> Path:
    word = docx.Document()
    word.add_paragraph("Số lượt khám là 120 lượt.")
    word.save(str(path))
    return path


def encrypted_pdf(path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(small_pdf(path.with_suffix(".tmp"))))
    writer.encrypt("mat-khau", algorithm="RC4-128")
    writer.write(path)


def empty_pdf(path: Path) -> None:
    PdfWriter().write(path)


def truncated(make: Callable[[Path], Path], share: float) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        data = make(path).read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return write


def image_pdf(path: Path) -> None:
    sheet = Sheet(path)
    sheet.canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 50, 50, 400, 600)
    sheet.page()
    sheet.save()


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")


def bomb(path: Path) -> None:
    small_docx(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/big.xml", b" " * 130_000_000)


def hollow_docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<w:document/>")


def ole(inside: bytes) -> Callable[[Path], None]:
    return lambda path: (
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + inside),
        None,
    )[1]


def content(data: bytes) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(data), None)[1]


CASES = [
    ("empty.txt", content(b""), "trống"),
    ("blank.txt", content(b" \n\n\t"), "trống"),
    ("empty.pdf", content(b""), "trống"),
    ("locked.pdf", encrypted_pdf, "mật khẩu"),
    ("nopages.pdf", empty_pdf, "không có trang nào"),
    ("scan.pdf", image_pdf, "chỉ có ảnh"),
    ("half.pdf", truncated(small_pdf, 0.3), "bị hỏng"),
    ("head.pdf", content(b"%PDF-1.7\n"), "bị hỏng"),
    ("half.docx", truncated(small_docx, 0.5), "bị hỏng"),
    ("hollow.docx", hollow_docx, "bị hỏng"),
    ("sheet.docx", other_zip, "không phải văn bản Word"),
    ("bomb.docx", bomb, "giải nén"),
    ("locked.docx", ole("EncryptedPackage".encode("utf-16-le")), "mật khẩu"),
    ("old.doc", ole(b"WordDocument"), "định dạng Office cũ"),
    ("page.pdf", content(b"<!DOCTYPE html><html><body>404</body></html>"), "HTML"),
    ("rich.docx", content(b"{\\rtf1\\ansi Bao cao}"), "RTF"),
    ("photo.txt", content(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20), "không phải văn bản"),
    ("noise.docx", content(random.Random(3).randbytes(5000)), "không phải văn bản"),
]


@pytest.mark.parametrize(("name", "make", "reason"), CASES, ids=[case[0] for case in CASES])
def test_bad_file_is_one_sentence(
    tmp_path: Path, name: str, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(ReadError, match=reason) as caught:
        read(path)
    message = str(caught.value)
    assert name in message
    assert message.endswith(".") and "\n" not in message
    assert "hãy" in message or "chỉ nhận" in message


def test_folder_missing_file_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="thư mục"):
        read(tmp_path)
    with pytest.raises(ReadError, match="Không tìm thấy"):
        read(tmp_path / "khong-co.pdf")
    path = small_pdf(tmp_path / "to.pdf")
    monkeypatch.setattr(registry, "MAX_BYTES", 100)
    with pytest.raises(ReadError, match="200 MB"):
        read(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = small_pdf(tmp_path / "kin.pdf")
    path.chmod(0)
    with pytest.raises(ReadError, match="quyền"):
        read(path)


def test_permission_error_is_mapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_pdf(tmp_path / "kin.pdf")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="quyền"):
        read(path)


@pytest.mark.parametrize(
    ("make", "wrong", "kind"),
    [(small_pdf, "a.docx", "pdf"), (small_docx, "a.pdf", "docx"), (small_docx, "a", "docx")],
)
def test_wrongly_named_file_is_read_by_its_content(
    tmp_path: Path, make: Callable[[Path], Path], wrong: str, kind: str
) -> None:
    assert read(make(tmp_path / wrong)).format == kind


def test_suffixes_are_those_of_the_guide() -> None:
    assert SUFFIXES == (".pdf", ".docx", ".txt", ".md")


@pytest.mark.parametrize("make", [small_pdf, small_docx], ids=["pdf", "docx"])
def test_damaged_bytes_give_a_document_or_a_read_error(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    source = make(tmp_path / ("ok.pdf" if make is small_pdf else "ok.docx")).read_bytes()
    chance = random.Random(7)
    for _ in range(25):
        data = bytearray(source)
        for _ in range(chance.choice((1, 20, 400))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / "hong"
        path.write_bytes(data)
        try:
            assert read(path).blocks is not None
        except ReadError as error:
            assert str(error)
