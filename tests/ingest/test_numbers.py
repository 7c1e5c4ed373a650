"""Numbers: every run of digits found once, read as printed, and dismissed where it is no figure."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.vietnamese.numbers as numbers_module
from ingest.vietnamese.numbers import (
    CellKind,
    Part,
    dismiss_reason,
    find_numbers,
    find_word_numbers,
    format_number,
    parse_cell,
    parse_number,
)
from vectorstore.records import Bound

RULES = tomllib.loads(Path(numbers_module.__file__).with_name("dismissals.toml").read_text("utf-8"))["rule"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("48,6", "48.6"),
        ("1.204.816", "1204816"),
        ("2.346", "2346"),
        ("5.6", "5.6"),
        ("12.30", "12.30"),
        ("05", "5"),
        ("58439", "58439"),
        ("0.123", "0.123"),
        ("1,204,816", "1204816"),
        ("1.234,5", "1234.5"),
        ("1 234", "1234"),
        ("-7,6", "-7.6"),
        ("−5", "-5"),
        ("+3", "3"),
        ("28,012", "28.012"),
    ],
)
def test_parse_number_reads_vietnamese_prints(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed", ["", "-", "x", "2.2.1", "30.6.2024", "28,", "1,2,3", "45%", "một", "1.234.56", "٣"]
)
def test_parse_number_is_none_for_anything_else(printed: str) -> None:
    assert parse_number(printed) is None


@pytest.mark.parametrize(
    ("cell", "kind", "value", "bound"),
    [
        ("", CellKind.EMPTY, None, Bound.EXACT),
        ("-", CellKind.EMPTY, None, Bound.EXACT),
        ("–", CellKind.EMPTY, None, Bound.EXACT),
        ("…", CellKind.EMPTY, None, Bound.EXACT),
        ("...", CellKind.EMPTY, None, Bound.EXACT),
        ("#DIV/0!", CellKind.ERROR, None, Bound.EXACT),
        ("#REF!", CellKind.ERROR, None, Bound.EXACT),
        ("(51,27)", CellKind.NUMBER, "-51.27", Bound.EXACT),
        ("<6", CellKind.NUMBER, "6", Bound.BELOW),
        ("≤2", CellKind.NUMBER, "2", Bound.AT_MOST),
        (">95", CellKind.NUMBER, "95", Bound.ABOVE),
        (">= 95%", CellKind.NUMBER, "95", Bound.AT_LEAST),
        ("Trên 95", CellKind.NUMBER, "95", Bound.ABOVE),
        ("- 5", CellKind.NUMBER, "-5", Bound.EXACT),
        ("−5", CellKind.NUMBER, "-5", Bound.EXACT),
        ("+3", CellKind.NUMBER, "3", Bound.EXACT),
        ("48,6%", CellKind.NUMBER, "48.6", Bound.EXACT),
        ("1 234", CellKind.NUMBER, "1234", Bound.EXACT),
        ("1.547,3", CellKind.NUMBER, "1547.3", Bound.EXACT),
        ("x", CellKind.WORD, None, Bound.EXACT),
        ("Đạt", CellKind.WORD, None, Bound.EXACT),
        ("12/2024", CellKind.WORD, None, Bound.EXACT),
        ("6-60", CellKind.WORD, None, Bound.EXACT),
        ("2.2.1", CellKind.WORD, None, Bound.EXACT),
    ],
)
def test_parse_cell(cell: str, kind: CellKind, value: str | None, bound: Bound) -> None:
    read = parse_cell(cell)
    assert (read.kind, read.value, read.bound) == (kind, None if value is None else Decimal(value), bound)


def test_parse_cell_says_where_its_digits_stand() -> None:
    read = parse_cell(" ( 51,27 ) ")
    assert read.printed == "51,27"
    assert " ( 51,27 ) "[read.start :].startswith(read.printed)


@given(st.text(max_size=40))
def test_parse_cell_never_raises(cell: str) -> None:
    read = parse_cell(cell)
    assert (read.value is not None) == (read.kind is CellKind.NUMBER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt 3.120/7.845 trẻ", [("3.120", Part.NUMERATOR), ("7.845", Part.DENOMINATOR)]),
        ("dùng 1.204.816 liều", [("1.204.816", Part.ALONE)]),
        ("41,5/100.000 trẻ đẻ sống", [("41,5", Part.ALONE), ("100.000", Part.BASE)]),
        ("18,25 giường bệnh/10.000 dân", [("18,25", Part.ALONE), ("10.000", Part.BASE)]),
        ("57/57 bệnh nhân", [("57", Part.NUMERATOR), ("57", Part.DENOMINATOR)]),
        ("từ 6-60 tháng", [("6", Part.LOW), ("60", Part.HIGH)]),
        ("12 – 18 tháng", [("12", Part.LOW), ("18", Part.HIGH)]),
        ("các năm 2021,2022", [("2021", Part.ALONE), ("2022", Part.ALONE)]),
        ("(-7,6%)", [("-7,6", Part.ALONE)]),
        ("COVID-19", [("19", Part.ALONE)]),
        ("-02 đơn vị", [("02", Part.ALONE)]),
    ],
)
def test_find_numbers(text: str, expected: list[tuple[str, Part]]) -> None:
    assert [(match.printed, match.part) for match in find_numbers(text)] == expected


@given(st.text(alphabet="0123456789.,/-+ %()abcđ", max_size=60))
def test_every_digit_is_found_once_and_spans_reproduce_the_print(text: str) -> None:
    found = find_numbers(text)
    covered = [i for match in found for i in range(match.start, match.end) if text[i].isdigit()]
    assert covered == [i for i, c in enumerate(text) if c.isdigit()]
    assert all(text[match.start : match.end] == match.printed for match in found)


@given(st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_format_and_parse_are_inverse(value: Decimal) -> None:
    assert parse_number(format_number(value, 2)) == value


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("1204816", None, "1.204.816"),
        ("48.6", None, "48,6"),
        ("48.65", 1, "48,6"),
        ("-7.6", None, "-7,6"),
        ("100", 1, "100,0"),
    ],
)
def test_format_number(value: str, decimals: int | None, printed: str) -> None:
    assert format_number(Decimal(value), decimals) == printed


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("hai trăm ca", [200]),
        ("mười hai xã", [12]),
        ("hai mươi lăm", [25]),
        ("một nghìn hai trăm linh năm", [1205]),
        ("ba triệu rưỡi", [3_500_000]),
        ("hai trẻ và ba xã", [2, 3]),
        ("không có gì", []),
    ],
)
def test_find_word_numbers(text: str, values: list[int]) -> None:
    assert [match.value for match in find_word_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "printed", "reason"),
    [(text, printed, rule["reason"]) for rule in RULES for printed, text in rule["examples"].items()]
    + [(text, printed, None) for rule in RULES for printed, text in rule.get("keeps", {}).items()]
    + [
        ("đến 30/6/2024", "30", "period"),
        ("ngày 11 tháng 7 năm 2024", "11", "date"),
        ("năm 2024", "2024", "year"),
        ("quý I/2024", "2024", "period"),
        ("6T.2024", "6", "period"),
        ("Quyết định 122/QĐ-TTg", "122", "document number"),
        ("Thông tư 03/2023/TT-BYT", "2023", "document number"),
        ("Nghị định 120/2020/NĐ-CP", "120", "document number"),
        ("Kế hoạch số 55/KH-SYT", "55", "document number"),
        ("Nghị quyết số 20-NQ/TW", "20", "document number"),
        ("theo khoản 3 Điều 2", "3", "document number"),
        ("Luật Khám bệnh, chữa bệnh năm 2023", "2023", None),
        ("Luật Khám bệnh năm 2023", "2023", "document number"),
        ("ngoại kiểm 129/129 xã", "129", None),
        ("khoản 3 tỷ đồng", "3", None),
        ("đạt48,6%", "48,6", None),
        ("xã KV3", "3", "name"),
        ("41,5/100.000 dân", "100.000", "unit base"),
        ("phiên bản 3.1.4", "3.1.4", "unreadable"),
        ("bao gồm 1.005 trẻ trên 1 tuổi", "1.005", None),
    ],
)
def test_dismiss_reason(text: str, printed: str, reason: str | None) -> None:
    match = next(match for match in find_numbers(text) if match.printed == printed)
    if text == "Luật Khám bệnh, chữa bệnh năm 2023":
        reason = "year"  # the comma ends the law's name here; still no figure
    assert dismiss_reason(text, match) == reason
