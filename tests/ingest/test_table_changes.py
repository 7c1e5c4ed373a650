"""Change columns of whole tables: ratios told from rises, and no change against a blank."""

from __future__ import annotations

import pytest

from ingest.figures import table_figures
from ingest.figures.changes import looks_like_ratios
from tests.ingest.test_table_figures import block, context, figures, shown
from tests.ingest.test_table_figures_changes import change
from vectorstore.records import SHARE_OF_PRIOR, Role

RATIOS = (
    "TT|Chỉ tiêu|KH 2024|TH 6T/2024|TH 6T/2023|So với CK (%)",
    "1|Tỷ lệ hộ có nhà tiêu hợp vệ sinh (%)|80,0|78,2|74,5|105,0",
    "2|Số lượt khám sức khỏe (lượt)|9.000|4.410|4.725|93,3",
    "3|Tỷ lệ trẻ được cân (%)|95,0|93,0||",
    "4|Số lớp tập huấn (lớp)|40|22|20|110,0",
)


def changes(found):
    return [f for f in found if f.role is Role.CHANGE]


def test_column_of_ratios_gives_shares_of_the_earlier_value():
    found = changes(figures(*RATIOS))
    assert {f.unit for f in found} == {SHARE_OF_PRIOR}
    assert [str(f.rise) for f in found] == ["5.0", "-6.7", "10.0"]


def test_column_of_rises_stays_one():
    rows = ("1|Số lớp tập huấn (lớp)|40|22|20|10,0", "2|Số buổi nói chuyện (buổi)|9|6|4|50,0")
    found = changes(figures(RATIOS[0], *rows))
    assert [f"{f.value} {f.unit}" for f in found] == ["10.0 %", "50.0 %"]
    assert [f.rise for f in found] == [f.value for f in found]


def test_ratios_without_the_earlier_values_are_known_by_their_look():
    found = figures(
        "TT|Chỉ tiêu|TH 6T/2024|So với cùng kỳ (%)",
        "1|Số lượt khám (lượt)|4.410|93,3",
        "2|Số lượt điều trị (lượt)|512|104,1",
        "3|Số ca mổ (ca)|64|118,5",
    )
    assert {f.unit for f in changes(found)} == {SHARE_OF_PRIOR}


@pytest.mark.parametrize(
    ("values", "ratios"),
    [(("93,3", "104,1", "118,5"), True), (("3,3", "104,1", "118,5"), False), (("-9,3", "104,1", "96"), False),
     (("93,3", "104,1"), False), (("150", "204,1", "300"), False)],
)  # fmt: skip
def test_look_of_ratios(values, ratios):
    assert looks_like_ratios([change(value, "60", None, "ca") for value in values]) is ratios


def test_change_against_a_blank_cell_is_none():
    lines = (
        "TT|Chỉ tiêu|Năm 2024|Năm 2023|Tăng, giảm",
        "1|Tỷ lệ phụ nữ được sàng lọc (%)|31,5||31,5",
        "2|Tỷ lệ trẻ bú sớm (%)|88,0|86,5|1,5",
    )
    read = table_figures(block(*lines), context())
    assert shown(changes(read.figures)) == ["change 1.5 điểm %"]
    assert [(d.printed, d.reason) for d in read.dismissed if d.reason == "blank prior"] == [
        ("31,5", "blank prior")
    ]


def test_cases_where_there_were_none_are_a_change():
    found = figures("TT|Bệnh|Năm 2024|Năm 2023|Tăng, giảm", "1|Bạch hầu|3||3", "2|Ho gà|5|4|1")
    assert shown(changes(found)) == ["change 3 ca", "change 1 ca"]
