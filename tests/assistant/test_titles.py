"""What an official calls a figure: the row label with what it needs of its chain, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.titles import title
from tests.vectorstore.builders import a_figure, a_gap
from vectorstore.records import Role

TITLES = {
    "cases of a disease table": (("Mắc",), "Sởi", "ca", "Số ca mắc Sởi"),
    "deaths of a disease table": (("Chết",), "Sởi", "ca", "Số ca tử vong do Sởi"),
    "disease above its measure": (("Tay chân miệng",), "Số mắc", "ca", "Số ca mắc Tay chân miệng"),
    "counted noun": ((), "ca vô sinh được hỗ trợ", "ca", "Số ca vô sinh được hỗ trợ"),
    "seen cases": ((), "Ghi nhận ca mắc sởi", "ca", "Số ca mắc sởi"),
    "share of what is counted": ((), "trạm y tế có bác sĩ", "%", "Tỷ lệ trạm y tế có bác sĩ"),
    "none of it": ((), "mẫu nào không đạt chất lượng", "mẫu", "Số mẫu không đạt chất lượng"),
    "complete by itself": ((), "tỷ lệ hài lòng của người bệnh", "%", "Tỷ lệ hài lòng của người bệnh"),
    "whole population": ((), "Dân số nông thôn", "người", "Dân số nông thôn"),
    "nearest link alone": (
        ("CÁC HOẠT ĐỘNG Y TẾ", "Dân số", "Phòng chống sốt rét"),
        "Tổng số bệnh nhân được quản lý",
        "bệnh nhân",
        "Phòng chống sốt rét › Tổng số bệnh nhân được quản lý",
    ),
    "two links of a short label": (
        ("CÁC HOẠT ĐỘNG Y TẾ", "Bướu cổ", "Phát hiện mới"),
        "Basedow",
        "bệnh nhân",
        "Bướu cổ › Phát hiện mới › Basedow",
    ),
    "link that is said again": (("Khám thai",), "Khám thai đủ 4 lần", "lượt", "Khám thai đủ 4 lần"),
    "only a shouting link": (("KHÁM CHỮA BỆNH",), "Nội trú", "lượt", "KHÁM CHỮA BỆNH › Nội trú"),
}


@pytest.mark.parametrize(("chain", "indicator", "unit", "expected"), TITLES.values(), ids=TITLES)
def test_title(chain, indicator, unit, expected):
    assert title(a_figure("r", 0, indicator, "12", chain=chain, unit=unit)) == expected


def test_change_keeps_the_name_of_what_changes():
    figure = a_figure("r", 0, "ca mắc sởi", "12", chain=(), unit="ca", role=Role.CHANGE)
    assert title(figure) == "Ca mắc sởi"


def test_gap_has_a_title_too():
    assert title(a_gap("r", 0, "Sởi", chain=("Mắc",))) == "Số ca mắc Sởi"


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=4), st.sampled_from(["ca", "%", ""]))
def test_any_wording_has_a_title(indicator, chain, unit):
    gap = a_gap("r", 0, indicator, chain=tuple(chain), unit=unit)
    assert isinstance(title(gap), str)
