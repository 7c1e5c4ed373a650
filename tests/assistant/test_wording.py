"""Vietnamese words for figures, scopes and reports."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.citation import Citation
from assistant.wording import (
    amount,
    change,
    column_words,
    holdings,
    join_words,
    name_words,
    scope_words,
    value_words,
    where,
)
from tests.vectorstore.builders import HALF_2024, a_figure, a_report
from vectorstore.records import Bound, Figure, Kind, Period, Place, Role, Span

REPORT = a_report()
PLAN = a_report("kh", period=Period.year(2024), kind=Kind.PLAN)


def figure(value: str = "48.6", **changes: Any) -> Figure:
    return a_figure("a", 0, "Tỷ lệ tiêm chủng", value, **changes)


AMOUNTS = [
    (figure(), "48,6%"),
    (figure("1750", printed="1.750", unit="người"), "1.750 người"),
    (figure("16.8", unit="/100.000 trẻ đẻ sống"), "16,8/100.000 trẻ đẻ sống"),
    (figure("12.4", unit="‰"), "12,4‰"),
    (figure("7", unit=""), "7"),
    (figure("96", bound=Bound.ABOVE), "trên 96%"),
    (figure("96", bound=Bound.AT_LEAST), "từ 96%"),
    (figure("2", bound=Bound.BELOW), "dưới 2%"),
    (figure("2", bound=Bound.AT_MOST), "không quá 2%"),
    (figure("40", bound=Bound.ABOUT, unit="ca"), "ước 40 ca"),
]


@pytest.mark.parametrize(("found", "words"), AMOUNTS, ids=[words for _, words in AMOUNTS])
def test_amount(found: Figure, words: str) -> None:
    assert amount(found) == words


@pytest.mark.parametrize(
    ("value", "printed", "unit", "words"),
    [
        ("2.3", "2,3", "điểm %", "tăng 2,3 điểm % so với cùng kỳ"),
        ("-2.3", "-2,3", "điểm %", "giảm 2,3 điểm % so với cùng kỳ"),
        ("-21", "21", "ca", "giảm 21 ca so với cùng kỳ"),
        ("-8.1", "(8,1)", "%", "giảm 8,1% so với cùng kỳ"),
        ("5", "+05", "ca", "tăng 05 ca so với cùng kỳ"),
        ("0", "0", "ca", "không thay đổi (0 ca) so với cùng kỳ"),
        ("104.2", "104,2", "% so với cùng kỳ", "bằng 104,2% so với cùng kỳ"),
        ("95.8", "95,8", "% so với cùng kỳ", "bằng 95,8% so với cùng kỳ"),
    ],
)
def test_change(value: str, printed: str, unit: str, words: str) -> None:
    assert change(figure(value, printed=printed, unit=unit, role=Role.CHANGE)) == words


@pytest.mark.parametrize(
    ("where", "text", "words"),
    [
        ("quote", "ghi nhận 90 ca, tăng 12 ca so với tháng trước", "tăng 12 ca so với tháng trước"),
        ("quote", "ghi nhận 90 ca, tăng 12 ca (15,4%) so với quý I/2024", "tăng 12 ca so với quý I/2024"),
        ("quote", "ghi nhận 90 ca, tăng 12 ca so với tháng 5 năm trước", "tăng 12 ca so với cùng kỳ"),
        ("quote", "tăng 12 ca so với cùng kỳ, giảm 3 ca so với tháng trước", "tăng 12 ca so với cùng kỳ"),
        ("column", "So với tháng trước (+/-)", "tăng 12 ca so với tháng trước"),
        ("column", "So với CK", "tăng 12 ca so với cùng kỳ"),
    ],
)
def test_change_names_what_it_is_set_against(where: str, text: str, words: str) -> None:
    at = text.find("12")
    words_of = {
        "quote": {"quote": text, "start": at, "end": at + 2},
        "column": {"column": text, "in_table": True},
    }
    assert change(figure("12", printed="12", unit="ca", role=Role.CHANGE, **words_of[where])) == words


VALUES = {
    "result": (figure(), REPORT, "48,6%"),
    "plan in a report": (figure("95", role=Role.PLAN, period=Period.year(2024)), REPORT, "Kế hoạch năm 2024: 95%"),
    "target of a plan": (
        figure("95", role=Role.PLAN, period=Period.year(2024)), PLAN, "Chỉ tiêu kế hoạch năm 2024: 95%",
    ),
    "plan without a period": (figure("95", role=Role.PLAN, period=None), REPORT, "Kế hoạch: 95%"),
    "plan of several years": (
        figure("95", role=Role.PLAN, period=Period(2021, 1, 2025, 12)), PLAN, "Chỉ tiêu kế hoạch 2021-2025: 95%",
    ),
    "prior": (figure("44.5", role=Role.PRIOR, period=HALF_2024.shifted(-1)), REPORT, "Cùng kỳ (6T/2023): 44,5%"),
    "prior without a period": (figure("44.5", role=Role.PRIOR, period=None), REPORT, "Cùng kỳ: 44,5%"),
    "attainment": (figure("47.6", role=Role.ATTAINMENT), REPORT, "đạt 47,6% kế hoạch"),
    "change": (figure("-3", role=Role.CHANGE, unit="ca"), REPORT, "giảm 3 ca so với cùng kỳ"),
}  # fmt: skip


@pytest.mark.parametrize(("found", "report", "words"), VALUES.values(), ids=VALUES)
def test_value_says_its_role(found: Figure, report: Any, words: str) -> None:
    assert value_words(found, report) == words


SCOPES = [
    (figure(), "Lai Châu, 6T/2024"),
    (figure(span=Span.MONTH), "Lai Châu, 6T/2024, riêng trong kỳ"),
    (figure(span=Span.MONTH, quote="Trong tháng khám 48,6"), "Lai Châu, 6T/2024, riêng trong tháng"),
    (figure(span=Span.MONTH, column="Trong quý"), "Lai Châu, 6T/2024, riêng trong quý"),
    (figure(span=Span.CUMULATIVE), "Lai Châu, 6T/2024, lũy tích"),
    (figure(place=Place("Lai Châu", "Sìn Hồ")), "Sìn Hồ (Lai Châu), 6T/2024"),
    (figure(place=None, period=None), "Lai Châu, 6T/2024"),
    (figure(role=Role.PLAN, period=Period.year(2024)), "Lai Châu"),
    (figure(role=Role.CHANGE, period=HALF_2024.shifted(-1)), "Lai Châu, 6T/2024"),
]


@pytest.mark.parametrize(("found", "words"), SCOPES, ids=[words for _, words in SCOPES])
def test_scope(found: Figure, words: str) -> None:
    assert scope_words(found, REPORT) == words


def test_name_is_the_title_of_the_figure() -> None:
    row = a_figure("a", 0, "Sởi", "4", chain=("Bệnh truyền nhiễm",), column="Mắc", in_table=True)
    assert name_words(row) == "Bệnh truyền nhiễm › Sởi"
    assert name_words(figure(column="Thực hiện 6T/2024")) == "Tỷ lệ tiêm chủng"


@pytest.mark.parametrize(
    ("printed", "value", "unit", "words"),
    [
        ("58439", "58439", "lượt", "58.439 lượt"),
        ("5.6", "5.6", "%", "5,6%"),
        ("1.005.662", "1005662", "liều", "1.005.662 liều"),
        ("08", "8", "ca", "08 ca"),
        ("45,20", "45.20", "%", "45,20%"),
        ("không", "0", "vụ", "không có vụ nào"),
        ("Không", "0", "", "không có"),
    ],
)
def test_amount_is_in_vietnamese_format(printed: str, value: str, unit: str, words: str) -> None:
    assert amount(figure(value, printed=printed, unit=unit)) == words


@pytest.mark.parametrize(
    ("column", "span", "unit", "words"),
    [
        ("tử số", Span.PERIOD, "trẻ", "số đạt"),
        ("mẫu số", Span.PERIOD, "trẻ", "tổng số"),
        ("", Span.MONTH, "ca", "riêng trong kỳ"),
        ("", Span.PERIOD, "%", "tỷ lệ"),
        ("", Span.PERIOD, "ca", "kết quả"),
        ("Tháng 6:", Span.MONTH, "ca", "Tháng 6"),
    ],
)
def test_column_says_what_a_number_counts(column: str, span: Span, unit: str, words: str) -> None:
    assert column_words(figure(column=column, span=span, unit=unit)) == words


def test_where_a_citation_stands() -> None:
    assert where(Citation(REPORT, ("I. Kết quả", "2. Tiêm chủng"), 6, "…")) == (
        "Báo cáo Lai Châu 6T/2024, mục “2. Tiêm chủng”, trang 6"
    )
    assert where(Citation(REPORT, (), None, "…")) == "Báo cáo Lai Châu 6T/2024"


def test_holdings_name_each_report_once_and_count_the_rest() -> None:
    assert holdings([]) == "Kho chưa có báo cáo nào."
    assert holdings([REPORT, REPORT]) == "Kho hiện có: Báo cáo Lai Châu 6T/2024."
    many = [a_report(str(year), period=Period.year(year)) for year in range(2010, 2021)]
    assert holdings(many).endswith("Báo cáo Lai Châu 2017; và 3 văn bản khác.")


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (["a", "b", "c"], "a, b và c")]
)
def test_join_words(items: list[str], words: str) -> None:
    assert join_words(items) == words
