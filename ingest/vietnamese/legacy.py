"""Text of before Unicode: TCVN3 (ABC, fonts .VnTime …) and VNI-Windows (fonts VNI-Times …), made Unicode.

Both put Vietnamese letters on Latin-1 codes, so that their text looks like "Sè ca m¾c" or "Soá ca maéc".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

from ingest.vietnamese.text import nfc

MIN_EVIDENCE = 2  # words that are Vietnamese only after conversion, before an unnamed text is converted
MIN_VALID = 0.8  # share of words with marks that must be Vietnamese syllables after conversion
MAX_VALID_BEFORE = 0.6  # and share that may have been so before
MAX_UNICODE = 0.04  # share of words with letters that only Unicode has, above which a text is left alone


class Encoding(StrEnum):
    TCVN3 = "tcvn3"
    VNI = "vni"


_TCVN3_FONT = re.compile(r"^\.?vn[a-z]|^\.vn|\babc\b", re.IGNORECASE)  # ".VnTime", ".VnArialH", "VnTime"
_VNI_FONT = re.compile(r"^vni[- ]", re.IGNORECASE)  # "VNI-Times", "VNI-Helve-Condense"
_CAPITAL_FONT = re.compile(r"^\.?[Vv][Nn][\w .-]*H\b")  # ".VnTimeH", ".VnArial NarrowH"
_WORD = re.compile(r"[^\s\d.,;:!?()\[\]{}\"“”'/\\<>=+*%-]+")
_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]"
_NUCLEUS = (
    "oai|oao|oay|oeo|uây|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi"
    "|oo|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|[aăâeêioôơuưy]"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_NUCLEUS})(?:ch|ng|nh|[cmnpt])?")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_UNICODE_ONLY = re.compile(r"[\u0100-\u01b0\u1ea0-\u1ef9\u0300-\u0323]")  # ă đ ĩ ũ ơ ư, ạ … ỹ, loose tones


def encoding_of_font(name: str) -> tuple[Encoding | None, bool]:
    """The legacy encoding that a font's name stands for, and whether the font shows capitals only.

    ".VnTimeH" → (TCVN3, True), "VNI-Times" → (VNI, False), "Times New Roman" → (None, False).
    """
    name = name.split("+")[-1].strip()
    if _VNI_FONT.search(name):
        return Encoding.VNI, False
    if _TCVN3_FONT.search(name):
        return Encoding.TCVN3, bool(_CAPITAL_FONT.search(name))
    return None, False


def to_unicode(text: str, encoding: Encoding | None = None, *, capitals: bool = False) -> str:
    """Legacy text as Unicode NFC; text that is Unicode already comes back unchanged but for its normal form.

    Without an encoding (known from a font's name, or from the rest of a document) the text's own letters
    decide, so that a few words are needed for it. `capitals`: the font shows small letters as capitals.
    """
    if encoding is None:
        encoding = detect(text)
        if encoding is None:
            return nfc(text)
    converted = _convert(text, encoding)
    return converted.upper() if capitals else converted


def detect(text: str) -> Encoding | None:
    """The legacy encoding of a text, told from its words before and after conversion; None: Unicode."""
    if text.isascii():
        return None
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words or sum(bool(_UNICODE_ONLY.search(word)) for word in words) > MAX_UNICODE * len(words):
        return None
    before = [is_syllable(word) for word in words]
    if sum(before) > MAX_VALID_BEFORE * len(words):
        return None
    best: tuple[float, Encoding] | None = None
    for encoding in Encoding:
        after = [is_syllable(_convert(word, encoding)) for word in words]
        gained = sum(new and not old for old, new in zip(before, after, strict=True))
        share = sum(after) / len(words)
        if gained >= MIN_EVIDENCE and share >= MIN_VALID and (best is None or share > best[0]):
            best = share, encoding
    return best[1] if best else None


def is_syllable(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable: 'nghiêng', 'Hoà', 'ĐẠT'; not 'm¾c', 'maéc'."""
    letters = [c for c in unicodedata.normalize("NFD", word.lower())]
    tones = sum(c in _TONES for c in letters)
    base = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if tones > 1 or (word != word.lower() and word != word.upper() and word[1:] != word[1:].lower()):
        return False
    return bool(_SYLLABLE.fullmatch(base))


@cache
def _table(encoding: Encoding) -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of the legacy sequences, longest first, and what each stands for."""
    source = files("ingest.vietnamese").joinpath("legacy.csv").read_text(encoding="utf-8")
    rows = (row for row in csv.DictReader(source.splitlines()) if row["encoding"] == encoding)
    mapping = {row["legacy"].replace("\\u00ad", "\u00ad"): row["unicode"] for row in rows}
    longest = sorted(mapping, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), mapping


def _convert(text: str, encoding: Encoding) -> str:
    pattern, mapping = _table(encoding)
    return nfc(pattern.sub(lambda match: mapping[match.group()], text))
