"""The place that a section of a report is about."""

from __future__ import annotations

import pytest

from ingest.figures.section_place import section_place
from vectorstore.records import Place

HOME = Place("Hà Giang")


@pytest.mark.parametrize(
    ("headings", "district"),
    [
        pytest.param(("II. KẾT QUẢ TẠI HUYỆN MÈO VẠC", "1. Khám bệnh"), "Mèo Vạc", id="above"),
        pytest.param(("1. Huyện Quản Bạ",), "Quản Bạ", id="alone"),
        pytest.param(("I. KẾT QUẢ TẠI HUYỆN MÈO VẠC", "3. Toàn tỉnh"), "", id="the whole again"),
        pytest.param(("Hội nghị tại huyện Mèo Vạc",), "", id="an event"),
        pytest.param(("Kết quả của huyện Mèo Vạc và huyện Quản Bạ",), "", id="two places"),
        pytest.param(("2. Bệnh viện đa khoa huyện Mèo Vạc",), "", id="an office"),
        pytest.param((), "", id="no heading"),
    ],
)
def test_place_of_a_section(headings, district):
    found = section_place(headings, HOME)
    assert found is not None
    assert found.district == district


def test_unknown_home_stays_unknown():
    assert section_place(("1. Huyện Mèo Vạc",), None) is None
