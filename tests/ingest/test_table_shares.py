"""Columns of tables whose words alone do not say what they are: shares, spanning headers, units beside counts."""

from __future__ import annotations

import pytest

from ingest.figures.row_units import unit_cell
from ingest.readers.tables import header_height
from tests.ingest.test_readers_tables import rows
from tests.ingest.test_table_figures import figures, shown
from vectorstore.records import Period, Role, Span

SHARES = (
    "TT|Nội dung|KH 2024|TH|Tỷ lệ (%)",
    "1|Số trẻ tiêm sởi|1.200|430|35,8",
    "2|Số trẻ tiêm viêm gan|800|302|37,8",
)


def test_bare_share_that_the_arithmetic_bears_out_is_one_of_the_plan():
    assert [f.role for f in figures(*SHARES)][2::3] == [Role.ATTAINMENT] * 2


def test_bare_share_behind_result_and_plan_in_this_order():
    found = figures("TT|Nội dung|TH|KH 2024|TL%", "1|Số trẻ tiêm sởi|430|1.200|35,8")
    assert [f.role for f in found] == [Role.RESULT, Role.PLAN, Role.ATTAINMENT]


def test_bare_share_below_the_plans_header_and_rounded_to_whole_points():
    found = figures("TT|Nội dung|TH|KH năm|", "|||SL|TL%", "1|Số trẻ|431|1.200|36", "2|Số mẹ|30|80|38")
    assert [f.role for f in found][2::3] == [Role.ATTAINMENT] * 2


def test_planned_share_stays_a_plan():
    found = figures("TT|Nội dung|TH|KH năm|", "|||SL|TL%", "1|Số trẻ|431|1.200|95", "2|Số mẹ|30|80|90")
    assert [f.role for f in found][2::3] == [Role.PLAN] * 2


def test_bare_share_of_something_else_stays_a_result():
    found = figures(SHARES[0], "1|Số trẻ tiêm sởi|1.200|430|91,0", "2|Số trẻ tiêm viêm gan|800|302|88,2")
    assert [f.role for f in found][2::3] == [Role.RESULT] * 2


def test_share_of_the_cumulative_value_is_told_from_that_of_the_month():
    found = figures(
        "TT|Vắc xin|Chỉ tiêu năm|Trong tháng|Cộng dồn|Tỷ lệ (%)",
        "1|BCG|10.980|820|4.010|36,5",
        "2|Sởi mũi 1|10.980|805|3.977|36,2",
        period=Period(2024, 5, 2024, 5),
    )
    assert (found[3].role, found[3].span, found[3].period.label) == (
        Role.ATTAINMENT, Span.CUMULATIVE, "5T/2024",
    )  # fmt: skip


def test_share_column_keeps_its_unit_over_a_row_of_people():
    found = figures("TT|Chỉ tiêu|TH 6T/2024|Cùng kỳ 2023 (%)", "1|Tiêm uốn ván (phụ nữ)|760|33,1")
    assert shown(found) == ["result 760 phụ nữ", "prior 33.1 %"]


def test_rate_of_a_base_keeps_it():
    found = figures("Năm|Số ca mắc|Tỷ lệ mắc/100.000 dân", "2021|1.450|120,5", "2022|980|81,2")
    assert found[1].unit == "/100.000 dân"


def test_changes_of_counts_and_of_shares_beside_each_other():
    found = figures(
        "Chỉ số|6T/2023||6T/2024||Tăng/giảm so CK|",
        "|SL|%|SL|%|SL|%",
        "Trẻ sơ sinh nhẹ cân|201|4,2|189|3,9|-12|-0,3",
        header=2,
    )
    assert shown(found)[4:] == ["change -12", "change -0.3 điểm %"]


def test_commune_is_no_unit_of_its_own_row():
    found = figures("TT|Đơn vị|Đã tiêm", "1|Thị trấn Ít Ong|18", "2|Xã Ngọc Chiến|14")
    assert {f.unit for f in found} == {""}


def test_weeks_beside_each_other():
    found = figures("TT|Bệnh|Tuần 23|Tuần 22|Cộng dồn", "1|Sởi|4|9|31", period=Period.week(2024, 23))
    assert [(f.role, f.period.label) for f in found] == [
        (Role.RESULT, "tuần 23/2024"),
        (Role.PRIOR, "tuần 22/2024"),
        (Role.RESULT, "01/01/2024-09/06/2024"),
    ]


@pytest.mark.parametrize(
    ("cell", "unit"), [("Số bé trai/100 bé gái", "bé trai/100 bé gái"), ("Số người", "người"), ("Số", "số")]
)
def test_unit_cell_that_begins_with_number_of(cell, unit):
    assert unit_cell(cell) == unit


@pytest.mark.parametrize(
    ("lines", "height"),
    [
        (("Tên bệnh|Mắc|||Chết||", "|6T/2023|6T/2022|+/- (%)|6T/2023|6T/2022|+/-", "Sởi|4|5|-20|0|0|0"), 2),
        (("Nhóm A|Có||||", "|- phụ|4|5||", "Sởi|4|5|-20|0"), 0),
    ],
    ids=["labels under spanning ones", "group row above a sub-row"],
)
def test_header_of_spanning_labels(lines, height):
    assert header_height(rows(*lines)) == height


def test_cases_by_districts_are_of_the_disease_of_their_section():
    lines = ("TT|Huyện|Mắc|Chết", "1|Phong Thổ|4|0", "2|Sìn Hồ|9|1")
    found = figures(*lines, headings=("B. Dịch bệnh", "1. Sốt xuất huyết"))
    assert found[0].name == "Sốt xuất huyết › Mắc"
