"""Filters, order, pages and coverage of an indicator's lines."""

from __future__ import annotations

import pytest

from assistant.indicators.listing import (
    NO_REPORT,
    NOT_STATED,
    Filters,
    Sort,
    coverage,
    locate,
    parse_period,
    parse_place,
)
from vectorstore.errors import UsageError
from vectorstore.records import Period, Place, Role

NAME = "tỷ lệ tiêm chủng đầy đủ"


def keys(located):
    return [line.report.key for line in located.lines]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["cao-bang-2022", "cao-bang-6t-2023", "tuyen-quang-6t-2023"]),
        (Filters(places=(Place("Cao Bằng"),)), ["cao-bang-2022", "cao-bang-6t-2023"]),
        (Filters(first=Period.year(2023)), ["cao-bang-6t-2023", "tuyen-quang-6t-2023"]),
        (Filters(last=Period.year(2022)), ["cao-bang-2022"]),
        (Filters(roles=frozenset([Role.PLAN])), ["cao-bang-6t-2023", "tuyen-quang-6t-2023"]),
        (Filters(reports=("cao-bang-2022",)), ["cao-bang-2022"]),
        (Filters(places=(Place("Huế"),)), []),
    ],
    ids=["all", "place", "from", "to", "role", "report", "elsewhere"],
)
def test_filters(indicators, filters, expected):
    assert sorted(keys(locate(indicators, NAME, filters))) == expected


def test_order_and_pages(indicators):
    by_value = locate(indicators, NAME, sort=Sort.VALUE, descending=True)
    assert [str(line.result.figure.value) for line in by_value.lines] == ["94.6", "48.4", "46.1"]
    second = locate(indicators, NAME, sort=Sort.VALUE, descending=True, page=2, size=2)
    assert (keys(second), second.total, second.page, second.pages) == (["tuyen-quang-6t-2023"], 3, 2, 2)
    assert locate(indicators, NAME, page=99, size=2).page == 2
    assert len(locate(indicators, NAME, size=None).lines) == 3


def test_place_and_period_in_the_words_are_filters(indicators):
    located = locate(indicators, "tỷ lệ tiêm chủng đầy đủ Cao Bằng năm 2022")
    assert keys(located) == ["cao-bang-2022"]


def test_filters_win_over_the_words(indicators):
    located = locate(indicators, f"{NAME} Cao Bằng", Filters(places=(Place("Tuyên Quang"),)))
    assert keys(located) == ["tuyen-quang-6t-2023"]


def test_a_key_is_as_good_as_a_name(indicators):
    located = locate(indicators, indicators.find(NAME).best.key)
    assert located.total == 3 and located.indicator.key not in {i.key for i in located.nearest}


def test_json_has_every_value_with_its_source(indicators):
    data = locate(indicators, NAME).as_json()
    assert data["indicator"]["unit"] == "%" and data["total"] == 3
    values = [value for line in data["lines"] for value in line["values"].values()]
    assert values and all(value["printed"] in value["source"]["quote"] for value in values)
    assert all(other["apart"] for other in data["nearest"])


def test_unknown_indicator_has_no_lines_but_neighbours(indicators):
    located = locate(indicators, "tiêm chủng đầy đủ vùng nông thôn")
    assert located.indicator is None and located.lines == () and located.nearest


def test_coverage_shows_what_is_missing_and_why(archive, indicators):
    grid = coverage(archive, indicators.find("công suất sử dụng giường bệnh").best)
    cells = {
        (row.label, column.heading): (str(cell.value) if cell.value is not None else cell.note)
        for row in grid.rows
        for column, cell in zip(grid.columns, row.cells, strict=True)
    }
    assert cells == {
        ("Cao Bằng", "2022"): NOT_STATED,
        ("Cao Bằng", "6T/2023"): "88.5",
        ("Tuyên Quang", "2022"): NO_REPORT,
        ("Tuyên Quang", "6T/2023"): "92",
    }
    assert all((cell.citation is None) == (cell.value is None) for row in grid.rows for cell in row.cells)


def test_what_is_no_place_or_period_is_bad_usage():
    with pytest.raises(UsageError, match="Không rõ địa bàn"):
        parse_place("qwerty")
    with pytest.raises(UsageError, match="Không rõ kỳ báo cáo"):
        parse_period("hôm nào đó")
    assert parse_place("cao bang", [Place("Cao Bằng")]) == Place("Cao Bằng")
    assert parse_period("6T/2023") == Period(2023, 1, 2023, 6)
