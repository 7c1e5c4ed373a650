"""Which reader reads a file: told by its first bytes, then by its name."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ingest.document import Document
from vectorstore.errors import ReadError

SUFFIXES = (".pdf", ".docx", ".txt", ".md")
MAX_BYTES = 200_000_000
SAMPLE = 65_536  # bytes that are looked at to tell text from other things
PDF_HEAD = 1024  # bytes among which "%PDF-" stands, by the standard

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old Office files, and encrypted new ones
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<\?xml[^>]{0,200}\?>\s*<html|<head|<body)", re.IGNORECASE)
_RTF = b"{\\rtf"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ALLOWED = "chỉ nhận tệp .pdf, .docx, .txt hoặc .md"


def read(path: Path) -> Document:
    """The document in a file, whatever its name says it is.

    Raises ReadError, with one Vietnamese sentence, where the file cannot be read as a report: missing,
    empty, over 200 MB, encrypted, damaged, an image only, of another kind.
    """
    path = Path(path)
    head = _head(path)
    name = path.name
    if b"%PDF-" in head[:PDF_HEAD]:
        from ingest.readers.pdf import read_pdf

        return read_pdf(path)
    if head.startswith(_ZIP):
        from ingest.readers.docx import read_docx

        return read_docx(path)
    if head.startswith(_OLE):
        raise _old_office(path)
    if _HTML.match(head):
        raise ReadError(f"Tệp {name} thực ra là trang web (HTML); hãy tải lại đúng tệp văn bản, {_ALLOWED}.")
    if head.startswith(_RTF):
        raise ReadError(
            f"Tệp {name} là văn bản RTF; hãy mở bằng Word rồi lưu lại thành tệp .docx và nạp lại."
        )
    if not _is_text(head):
        raise _unknown(path)
    if path.suffix.lower() in (".pdf", ".docx") and not _is_wording(head):
        raise _unknown(path)
    from ingest.readers.text import read_text

    return read_text(path)


def _head(path: Path) -> bytes:
    """The first bytes of a file that can be read and has a fitting size."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise ReadError(f"{name} là thư mục, không phải tệp; hãy chọn các tệp báo cáo bên trong.")
        size = os.stat(path).st_size
        if size > MAX_BYTES:
            megabytes = f"{size / 1_000_000:.0f}"
            raise ReadError(
                f"Tệp {name} nặng {megabytes} MB, vượt mức 200 MB; "
                "hãy giảm dung lượng ảnh hoặc chia nhỏ rồi nạp lại."
            )
        if not path.is_file():
            raise ReadError(f"{name} không phải tệp thường; {_ALLOWED}.")
        with path.open("rb") as stream:
            head = stream.read(SAMPLE)
    except FileNotFoundError as exc:
        raise ReadError(f"Không tìm thấy tệp {name}; hãy kiểm tra lại đường dẫn.") from exc
    except PermissionError as exc:
        raise ReadError(f"Không có quyền đọc tệp {name}; hãy cấp quyền đọc tệp rồi nạp lại.") from exc
    except OSError as exc:
        raise ReadError(f"Không đọc được tệp {name} từ ổ đĩa; hãy chép lại tệp rồi nạp lại.") from exc
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ReadError(f"Tệp {name} trống, không có nội dung; hãy chọn đúng tệp báo cáo.")
    return head


def _old_office(path: Path) -> ReadError:
    """Old Office formats and encrypted packages share one container."""
    with path.open("rb") as stream:
        encrypted = _ENCRYPTED in stream.read(4_000_000)
    if encrypted:
        return ReadError(
            f"Tệp {path.name} được đặt mật khẩu nên không mở được; "
            "hãy lưu lại bản không có mật khẩu rồi nạp lại."
        )
    return ReadError(
        f"Tệp {path.name} ở định dạng Office cũ (như .doc); hãy mở bằng Word rồi lưu lại thành tệp .docx."
    )


def _unknown(path: Path) -> ReadError:
    return ReadError(f"Tệp {path.name} không phải văn bản đọc được; {_ALLOWED}.")


def _is_text(head: bytes) -> bool:
    """Whether bytes are text: no control codes but white space, in UTF-8, UTF-16 or an 8-bit code."""
    if head.startswith(_BOMS):
        return True
    if b"\x00" in head:
        return _is_utf16(head)
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in head)
    return controls <= len(head) // 500


def _is_utf16(head: bytes) -> bool:
    """UTF-16 without a mark: in Vietnamese text most second bytes are zero."""
    for odd in (0, 1):
        half = head[odd::2]
        if half and sum(byte <= 0x1E for byte in half) > 0.95 * len(half) and half.count(0) > 0.5 * len(half):
            return True
    return False


def _is_wording(head: bytes) -> bool:
    """Whether a text that is named .pdf or .docx has words and lines, and is no damaged file."""
    letters = sum(byte > 127 or chr(byte).isalnum() or byte in b" \n\r\t" for byte in head)
    return letters > 0.8 * len(head)
