"""TCVN3 and VNI text: told from Unicode, converted, and Unicode left alone."""

from __future__ import annotations

import csv
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.vietnamese.legacy import Encoding, detect, encoding_of_font, is_syllable, to_unicode

PAIRS = [
    pytest.param(
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", "tcvn3", id="tcvn3 motto"
    ),
    pytest.param("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", "tcvn3", id="tcvn3 capital Đ"),
    pytest.param(
        "Tû lÖ trÎ ®\u00adîc tiªm ®ñ: 48,6%",
        "Tỷ lệ trẻ được tiêm đủ: 48,6%",
        "tcvn3",
        id="tcvn3 soft hyphen is ư",
    ),
    pytest.param(
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "vni",
        id="vni motto",
    ),
    pytest.param("BAÙO CAÙO KEÁT QUAÛ", "BÁO CÁO KẾT QUẢ", "vni", id="vni capitals"),
    pytest.param("Soá löôït khaùm ôû traïm y teá", "Số lượt khám ở trạm y tế", "vni", id="vni ư ơ"),
]


@pytest.mark.parametrize(("legacy", "text", "encoding"), PAIRS)
def test_legacy_text_is_recognised_and_converted(legacy: str, text: str, encoding: str) -> None:
    assert detect(legacy) == encoding
    assert to_unicode(legacy) == text
    assert to_unicode(legacy, Encoding(encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Số ca mắc tăng 12% so với cùng kỳ",
        "có là và bò tá",
        "Tình hình chung",
        "SỞ Y TẾ",
        "Café à la carte, Genève, São Paulo",
        "Naïve Ångström €15 – “trích dẫn”",
        "12,5 m², ≥ 95%, ±3",
        "",
        "plain ASCII",
    ],
)
def test_unicode_text_stays(text: str) -> None:
    assert detect(text) is None
    assert to_unicode(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", (Encoding.TCVN3, False)),
        ("ABCDEE+.VnTimeH", (Encoding.TCVN3, True)),
        (".VnArial NarrowH", (Encoding.TCVN3, True)),
        ("VNI-Times", (Encoding.VNI, False)),
        ("VNI-Helve-Condense", (Encoding.VNI, False)),
        ("Times New Roman", (None, False)),
        ("Verdana", (None, False)),
        ("", (None, False)),
    ],
)
def test_encoding_of_font(font: str, expected: tuple[Encoding | None, bool]) -> None:
    assert encoding_of_font(font) == expected


def test_capital_font_shows_capitals() -> None:
    assert to_unicode("b¸o c¸o", Encoding.TCVN3, capitals=True) == "BÁO CÁO"


@pytest.mark.parametrize("word", ["nghiêng", "Hoà", "ĐẠT", "khuya", "quyết", "gì", "ưu", "thuở"])
def test_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["m¾c", "maéc", "Straße", "tiêmm", "ViỆt"])
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def rows() -> list[dict[str, str]]:
    source = files("ingest.vietnamese").joinpath("legacy.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))


def test_table_is_complete_and_unambiguous() -> None:
    plain = set("aeiouy")
    vowels = {c for c in map(chr, range(0x61, 0x1EFA)) if c.islower() and is_syllable(c)} - plain
    for encoding in Encoding:
        own = [row for row in rows() if row["encoding"] == encoding]
        assert len({row["legacy"] for row in own}) == len(own)
        assert {*vowels, "đ"} <= {row["unicode"] for row in own}
        assert all(unicodedata.is_normalized("NFC", row["unicode"]) for row in own)


@given(
    st.text(alphabet="aăâbcđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậ ắặéếệíìịóốộớợúứựýỳ .,0123456789", max_size=60)
)
def test_conversion_never_touches_text_with_vietnamese_letters(text: str) -> None:
    marked = "Đường được đắp ở thị trấn, " + text
    assert to_unicode(marked) == unicodedata.normalize("NFC", marked)
