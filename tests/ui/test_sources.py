"""Tables as text and CSV: gaps said, workings shown, sources numbered, no formula in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.citation import Citation
from assistant.table import Cell, Column, Row, Table
from tests.ui.fakes import FIGURE, PATH, RATE, REPORTS
from ui.commands.sources import as_csv, table_csv, table_text, with_unit

PRINTED = Cell(FIGURE.value, "%", FIGURE, Citation(REPORTS[0], PATH, 3, RATE))
WORKED = Cell(Decimal("-1.9"), "điểm %", working="45,2 − 47,1 = −1,9")
TABLE = Table(
    "So sánh",
    (Column("Bến Tre"), Column("Cà Mau"), Column("Chênh lệch (tính)", derived=True)),
    (Row("Tỷ lệ tiêm", "%", (PRINTED, Cell(), WORKED)),),
    ("Các kỳ dài ngắn khác nhau.",),
)


def test_text_has_values_gaps_workings_warnings_and_sources():
    text = table_text(TABLE)
    assert "61,7% [1]" in text and "không có số liệu" in text and "−1,9 điểm %" in text
    assert "Tỷ lệ tiêm – Chênh lệch (tính): 45,2 − 47,1 = −1,9" in text
    assert "Lưu ý: Các kỳ dài ngắn khác nhau." in text
    assert f"[1] {REPORTS[0].title} ({REPORTS[0].key}, trang 3)" in text and RATE in text


def test_many_columns_stand_below_each_other():
    wide = Table("Rộng", (Column("A"),) * 9, (Row("x", "%", (PRINTED,) * 9),))
    assert max(map(len, table_text(wide).split("Nguồn")[0].splitlines())) < 60


def test_csv_has_a_line_a_cell_with_its_source():
    rows = list(csv.DictReader(io.StringIO(table_csv(TABLE))))
    assert [row["Giá trị"] for row in rows] == ["61.7", "", "-1.9"]
    assert rows[0]["Trích dẫn"] == RATE and rows[0]["Trang"] == "3" and rows[2]["Cách tính"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-cmd", "@x", "\tx"])
def test_a_text_is_no_formula_and_a_number_stays_one(text):
    assert as_csv(("a", "b"), [(text, Decimal("-4.2"))]).splitlines()[1] in (
        f"'{text},-4.2",
        f'"\'{text}",-4.2',
    )


@pytest.mark.parametrize(
    ("unit", "text"), [("%", "1%"), ("/10.000 dân", "1/10.000 dân"), ("ca", "1 ca"), ("", "1")]
)
def test_units_stand_as_they_are_printed(unit, text):
    assert with_unit("1", unit) == text


def test_a_note_stands_beside_its_value():
    noted = replace(
        TABLE, rows=(Row("x", "%", (replace(PRINTED, note="chỉ tiêu"), Cell(note="khác đơn vị"), Cell())),)
    )
    assert "61,7% [1] (chỉ tiêu)" in table_text(noted) and "khác đơn vị" in table_text(noted)
