"""Remarks beside the values of a row, and columns of ticks."""

from __future__ import annotations

import pytest

from ingest.figures.tables import table_figures
from tests.ingest.test_table_figures import block, context, figures


def test_remark_is_read_as_prose_of_its_row():
    found = figures("TT|Bệnh|Số ca|Ghi chú", "1|Thủy đậu|45|trong đó 3 ca nặng")
    remark = found[-1]
    assert (remark.value, remark.chain[-1], remark.in_table) == (3, "Thủy đậu", False)
    assert remark.quote[remark.start : remark.end] == "3"


@pytest.mark.parametrize("header", ["Thời hạn", "Đơn vị chủ trì", "Văn bản"])
def test_other_notes_hold_no_figures(header):
    found = table_figures(block(f"TT|Nội dung|Số lớp|{header}", "1|Tập huấn|4|Phòng 3 và 2 khoa"), context())
    assert [f.value for f in found.figures] == [4]
    assert {d.printed for d in found.dismissed} >= {"3", "2"}


def test_ticks_are_told_like_blanks_and_their_total_is_a_figure():
    found = table_figures(
        block(
            "TT|Xã|Dân số|Đạt chuẩn",
            "1|Bản Mù|4.800|x",
            "2|Xà Hồ|2.300|",
            "3|Bản Công|1.900|x",
            "|Cộng|9.000|02",
        ),
        context(),
    )
    assert [gap.printed for gap in found.gaps if gap.column == "Đạt chuẩn"] == ["x", "", "x"]
    assert [f.value for f in found.figures if f.column == "Đạt chuẩn"] == [2]
