"""Bytes of a text file as text: Unicode with or without mark, Windows-1258, the old Vietnamese fonts."""

from __future__ import annotations

import codecs
import re
from functools import cache

from ingest.readers.text_words import text_words
from ingest.vietnamese.legacy import detect, to_unicode
from ingest.vietnamese.text import nfc
from vectorstore.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters of the 8-bit code pages in which the old Vietnamese fonts keep theirs.
_LEGACY_LETTERS = re.compile(
    r"[\u00a1-\u00ff\u0152-\u0153\u0160-\u0161\u0178\u017d-\u017e\u0192\u02c6\u02dc\u2013-\u2122]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\v\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\ufeff\u200b\u00ad\x00-\x08\x0e-\x1f\x7f]")
MAX_CONTROLS = 0.02  # share of control characters beyond which a file is no text
SAMPLE = 20_000  # characters or bytes by which an encoding is judged


def decode_text(data: bytes, name: str) -> str:
    """The text of a file in NFC with '\\n' line ends. ReadError where the bytes are no text."""
    text = _decode(data)
    controls = sum(c < " " and c not in "\n\r\t\f\v" for c in text[:SAMPLE]) + text[:SAMPLE].count("\x7f")
    if controls > MAX_CONTROLS * max(len(text[:SAMPLE]), 1):
        raise ReadError(
            f"Tệp “{name}” không phải tệp văn bản; hãy kiểm tra lại phần mở rộng của tệp"
            " hoặc lưu lại thành .txt, .docx hay .pdf."
        )
    return nfc(_INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return _from_legacy(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _eight_bit(data)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without mark: every other byte of the ASCII letters is zero."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < max(len(sample) // 10, 2) or min(even, odd) > max(even, odd) // 10:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _eight_bit(data: bytes) -> str:
    """Windows-1258, TCVN3 or VNI, whichever reads as Vietnamese; broken UTF-8 where none does."""
    candidates = [
        nfc(data.decode("cp1258", errors="replace")),
        _from_legacy(data.decode("cp1252", errors="replace")),
        nfc(data.decode("utf-8", errors="replace")),
    ]
    return max(candidates, key=_vietnamese)


def _from_legacy(text: str) -> str:
    """Text typed for a TCVN3 or VNI font as Unicode; other text as it is."""
    if not _LEGACY_LETTERS.search(text, 0, SAMPLE):
        return text
    encoding = detect(text[:SAMPLE])
    return to_unicode(text, encoding) if encoding else text


@cache
def _common() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(sorted(text_words('common_words')))})\b")


def _vietnamese(text: str) -> float:
    """How Vietnamese a text reads: common words less what stands for unreadable bytes."""
    sample = text[:SAMPLE]
    return len(_common().findall(sample)) - 0.5 * sample.count("\ufffd")
