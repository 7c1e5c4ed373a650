"""Units after a number, in a question, implied by an indicator."""

import tomllib
from pathlib import Path

import pytest

import ingest.vietnamese.units as units_module
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind, implied_unit, unit_at, unit_in_words, unit_named

DATA = tomllib.loads(Path(units_module.__file__).with_name("units.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("canonical", "form"), [(u["canonical"], form) for u in DATA["unit"] for form in u["forms"]]
)
def test_every_form_is_its_unit(canonical: str, form: str) -> None:
    found = unit_at(f"12 {form}", 2)
    assert found is not None
    assert (found.unit.canonical, found.end) == (canonical, 3 + len(form))


@pytest.mark.parametrize(
    ("text", "end", "canonical"),
    [
        ("48,6% trẻ", 4, "%"),
        ("48,6 %", 4, "%"),
        ("16,5‰", 4, "‰"),
        ("41,5/100.000 trẻ đẻ ra sống", 4, "/100.000 trẻ đẻ sống"),
        ("27,4 giường bệnh/vạn dân.", 4, "giường/10.000 dân"),
        ("12,4/vạn dân", 4, "/10.000 dân"),
        ("25 trên 100.000 dân", 2, "/100.000 dân"),
        ("24 BN mới", 2, "bệnh nhân"),
        ("12/15 xã", 2, "xã"),
        ("872 cơ sở³.", 3, "cơ sở"),
        ("9,1/vạn dân¹", 3, "/10.000 dân"),
        ("10,5 tỷ đồng", 4, "tỷ đồng"),
        ("28,5 điểm %", 4, "điểm %"),
        ("20 don vi mau", 2, "đơn vị máu"),
        ("112 bé trai/100 bé gái", 3, "bé trai/100 bé gái"),
    ],
)
def test_unit_at(text: str, end: int, canonical: str) -> None:
    found = unit_at(text, end)
    assert found is not None
    assert found.unit.canonical == canonical


@pytest.mark.parametrize(
    ("text", "end"), [("5 cả hai", 1), ("100 Tỷ lệ", 3), ("50", 2), ("3, xã", 1), ("7 cao", 1)]
)
def test_no_unit(text: str, end: int) -> None:
    assert unit_at(text, end) is None


@pytest.mark.parametrize(
    ("question", "canonical"),
    [
        ("được bao nhiêu phần trăm", "%"),
        ("duoc bao nhieu phan tram", "%"),
        ("mấy % trẻ được tiêm", "%"),
        ("mấy ca mắc", "ca"),
        ("bn ca", "ca"),
        ("mất bao nhiêu triệu đồng", "triệu đồng"),
        ("có bao nhiêu giường trên 10 nghìn dân", "/10.000 dân"),
        ("tỷ suất là bao nhiêu ‰", "‰"),
    ],
)
def test_unit_in_words(question: str, canonical: str) -> None:
    unit = unit_in_words(question)
    assert unit is not None
    assert unit.canonical.startswith(canonical)


def test_unit_in_words_is_none_when_none_is_named() -> None:
    assert unit_in_words("tình hình sốt rét thế nào") is None


@pytest.mark.parametrize(
    ("wording", "canonical"), [(rule["example"], rule["unit"]) for rule in DATA["implied"]]
)
def test_every_implied_rule_reads_its_example(wording: str, canonical: str) -> None:
    unit = implied_unit(wording)
    assert unit is not None
    assert unit.canonical == canonical


@pytest.mark.parametrize(
    ("wording", "canonical"),
    [
        ("Tỷ lệ mắc lao/100.000 dân", "/100.000 dân"),
        ("Số giường bệnh/vạn dân", "/10.000 dân"),
        ("Số bệnh nhân phong được quản lý", "bệnh nhân"),
        ("Tổng số trẻ được cân", "trẻ"),
    ],
)
def test_implied_unit(wording: str, canonical: str) -> None:
    unit = implied_unit(wording)
    assert unit is not None
    assert unit.canonical == canonical


def test_unit_named() -> None:
    unit = unit_named("BN")
    assert unit is not None
    assert (unit.canonical, unit.kind) == ("bệnh nhân", UnitKind.COUNT)
    assert unit_named("không phải đơn vị") is None


def test_not_before_words_are_folded() -> None:
    assert all(fold(word) == word for words in DATA["not_before"].values() for word in words)
