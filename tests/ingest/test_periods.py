"""Periods, points of time and dates as reports and officials write them."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingest.vietnamese.periods as periods_module
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.text import fold
from vectorstore.records import Period

HALF = Period(2024, 1, 2024, 6)
RULES = tomllib.loads(Path(periods_module.__file__).with_name("periods.toml").read_text("utf-8"))["rule"]
EXAMPLES = [(text, label) for rule in RULES for text, label in rule["examples"].items()]


def labels(text: str, reference: Period | None = HALF) -> list[str]:
    return [match.period.label if match.period else match.kind for match in find_periods(text, reference)]


@pytest.mark.parametrize(("text", "label"), EXAMPLES)
def test_every_rule_reads_its_examples(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(("text", "label"), [(t, label) for t, label in EXAMPLES if fold(t) != t])
def test_examples_read_the_same_without_diacritics(text: str, label: str) -> None:
    assert labels(fold(text)) == [label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quý I và quý II năm 2023", ["Q1/2023", "Q2/2023"]),
        ("Công tác trọng tâm tháng 7/2024", ["T7/2024"]),
        ("tám tháng đầu năm 2024", ["8T/2024"]),
        ("KẾT QUẢ 6 THÁNG ĐẦU NĂM VÀ KẾ HOẠCH 6 THÁNG CUỐI NĂM 2022", ["6T/2022", "7/2022-12/2022"]),
        ("tháng 5/2024 và cùng kỳ 2023", ["T5/2024", "2023"]),
        ("năm 2022 (86,3%)", ["2022"]),
        ("so với năm 2023 và giai đoạn 2021-2025", ["2023", "2021-2025"]),
        ("Quyết định 85/QĐ-TTg ngày 17/01/2012", ["date"]),
        ("Thông tư 31/2018/TT-BYT ngày 30/10/2018", ["date"]),
    ],
)
def test_without_reference(text: str, expected: list[str]) -> None:
    assert labels(text, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "trẻ 6 tháng tuổi",
        "bú mẹ hoàn toàn trong 6 tháng đầu",
        "2024 ca mắc",
        "nam 24 tuổi",
        "trẻ từ 12 đến 18 tháng",
        "Luật BHYT năm 2014",
        "Bệnh viện 7/5",
        "đạt 48,6%",
        "nâng lên đến 5/8 xã",
        "đến 8/12 huyện",
        "tăng 5/6 chỉ tiêu",
        "kiểm tra 2.024 cơ sở",
        "Nghị định 120/2020/NĐ-CP",
        "",
    ],
)
def test_no_period(text: str) -> None:
    assert find_periods(text, HALF) == []


@pytest.mark.parametrize("text", ["cùng kỳ", "6 tháng đầu năm", "năm ngoái", "quý II", "tháng trước"])
def test_relative_period_without_reference_is_unresolved(text: str) -> None:
    (match,) = find_periods(text)
    assert (match.period, match.relative) == (None, True)


def test_point_is_marked() -> None:
    (match,) = find_periods("tính đến ngày 31/5/2024")
    assert (match.point, match.kind) == (True, "point")


def test_previous_month_of_january_is_december() -> None:
    (match,) = find_periods("tháng trước", Period(2024, 1, 2024, 1))
    assert match.period == Period(2023, 12, 2023, 12)


def test_date_carries_its_day() -> None:
    (match,) = find_periods("ngày 11 tháng 7 năm 2024")
    assert match.date is not None
    assert match.date.isoformat() == "2024-07-11"


@given(st.text(alphabet="0123456789/.-– tháng năm quý IV đến cùng kỳ", max_size=50))
def test_matches_are_in_order_and_never_raise(text: str) -> None:
    found = find_periods(text, HALF)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(1 <= m.period.first_month <= 12 for m in found if m.period)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("từ ngày 03/6 đến 09/6/2024", ["tuần 23/2024"]),
        ("từ 01/6/2024 đến 15/6/2024", ["01/06/2024-15/06/2024"]),
        ("từ ngày 01/01/2024 đến 31/6/2024", ["6T/2024"]),
        ("thai tuần 12", []),
        ("tuần 12 của thai kỳ", []),
    ],
    ids=["week", "fortnight", "day that is none", "week of pregnancy", "week of a pregnancy"],
)
def test_days_and_weeks(text: str, expected: list[str]) -> None:
    assert labels(text) == expected
