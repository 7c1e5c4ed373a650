"""Pictures: valid files, Vietnamese numbers, sources below, a report's words never taken for a formula."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image

from assistant.charts import draw
from assistant.charts.draw import pictures, source_line
from assistant.charts.series import Kind
from assistant.citation import Citation
from assistant.table import Cell, Column, Row, Table
from tests.assistant.charts.test_series import BARS, HUE, PLAN, TREND, Y2022, Y2023, cell
from tests.ui.fakes import REPORTS
from vectorstore.records import Period, Role


def cited(table: Table) -> Table:
    def source(one: Cell) -> Cell:
        return replace(one, citation=Citation(REPORTS[0], ("I",), 3, "q")) if one.figure else one

    return replace(table, rows=tuple(replace(r, cells=tuple(map(source, r.cells))) for r in table.rows))


@pytest.mark.parametrize("table", [TREND, BARS, PLAN], ids=["trend", "bars", "plan"])
def test_png_and_svg_are_whole(table):
    for picture in pictures(cited(table)):
        with Image.open(io.BytesIO(picture.png)) as image:
            image.load()
            assert image.width > 800 and image.height > 400
        assert ET.fromstring(picture.svg).tag.endswith("svg")
        assert "�" not in picture.text


def test_the_words_say_what_the_picture_shows():
    [picture] = pictures(cited(BARS))
    assert picture.text.startswith("Biểu đồ so sánh giữa các nơi: Tỷ lệ.")
    assert " 1%;" in picture.text and picture.text.endswith(" không có số liệu.")


def test_sources_are_named_once_with_their_pages():
    citations = [Citation(REPORTS[0], ("I",), page, "q") for page in (3, 4, 3)]
    label = REPORTS[0].label
    assert source_line(citations) == f"Nguồn: {label} ({REPORTS[0].key}, trang 3, 4)."
    many = [Citation(replace(REPORTS[0], key=f"k{n}"), (), None, "q") for n in range(7)]
    assert source_line(many).endswith("và 3 báo cáo khác.")


@pytest.mark.parametrize("name", ["$x^{2$ và $\\frac{", "_ẩn", "<b>&amp;", "a" * 300, "Tỷ lệ " * 30, ""])
def test_any_words_of_a_report_can_be_drawn(name):
    columns = tuple(Column(name or " ", HUE, period, Role.RESULT) for period in (Y2022, Y2023))
    rows = tuple(Row(f"{name}{n}", "%", (cell("1"), cell("2"))) for n in range(2))
    table = cited(Table(name, columns, rows))
    assert all(p.png and p.svg for kind in (Kind.TREND, Kind.BARS) for p in pictures(table, kind))


@pytest.mark.parametrize(
    ("value", "printed"),
    [(1234567.0, "1.234.567"), (0.5, "0,5"), (-2.5, "−2,5"), (0.30000000000000004, "0,3")],
)
def test_axis_numbers_are_vietnamese(value, printed):
    assert draw._tick(value) == printed


def test_unlike_stretches_and_gaps_are_not_joined():
    half, year, later = Period(2023, 1, 2023, 6), Period.year(2023), Period.year(2024)
    cells = (cell("1"), cell("2"), cell("3"))
    assert draw._runs(cells, (Period.year(2021), half, later)) == [[0], [1], [2]]
    assert draw._runs(cells, (half, year, later)) == [
        [0, 1, 2]
    ]  # January to June, to December, the next year
    assert draw._runs((cell("1"), Cell(), cell("3")), (Y2022, year, later)) == [[0], [2]]


def test_many_bars_lie_and_negative_ones_are_drawn():
    columns = tuple(Column(f"Nơi {n}", HUE, Y2023, Role.RESULT) for n in range(14))
    row = Row("Tăng, giảm", "ca", tuple(cell(str(Decimal(n - 7)), "ca") for n in range(14)))
    [picture] = pictures(cited(Table("Bảng", columns, (row,))), Kind.BARS)
    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.height > 0


def test_nothing_to_draw_gives_no_picture():
    assert pictures(Table("Bảng", TREND.columns, ())) == ()


def test_a_value_in_another_unit_is_not_called_missing(tmp_path):
    from assistant.indicators.compare import compare
    from assistant.indicators.locate import Indicators
    from tests.assistant.indicators.two_offices import make_archive
    from vectorstore.records import Period

    with make_archive(tmp_path) as archive:
        table = compare(
            Indicators(archive), archive, ["ngân sách đã chi"], periods=[Period(2023, 1, 2023, 6)]
        )
    said = [picture.text for picture in pictures(table)]
    assert len(said) == 2 and all("đơn vị khác" in text and "không có số liệu" not in text for text in said)


def test_a_target_is_no_point_of_the_line_of_results():
    cells = (cell("44"), cell("95", role=Role.PLAN), cell("51"))
    assert draw._runs(cells, (Y2022, Y2023, Period.year(2024))) == [[0], [1], [2]]
