"""Places in the rows of tables, and columns told apart by the stretch of time that they cover."""

from dataclasses import replace

from ingest.figures import table_figures
from tests.ingest.test_table_figures import block, context, figures
from vectorstore.records import Place, Role

DISTRICT = Place("Lai Châu", "Phong Thổ")
BY_COMMUNE = ("TT|Xã, thị trấn|Dân số|Tỷ lệ tiêm đủ (%)", "1|Hoang Thèn|4.210|91,2", "2|Cộng|4.210|91,2")


def test_bare_names_below_a_header_of_communes_are_communes_of_the_district():
    found = table_figures(block(*BY_COMMUNE), replace(context(), place=DISTRICT)).figures
    assert [f.place for f in found[:2]] == [Place("Lai Châu", "Phong Thổ", "Hoang Thèn")] * 2
    assert [f.place for f in found[2:]] == [DISTRICT, DISTRICT]


def test_communes_that_reach_something_are_an_indicator_and_no_commune():
    rows = ("TT|Nội dung|Kế hoạch|Thực hiện", "1|Xã đạt tiêu chí quốc gia về y tế (%)|80,0|82,4")
    found = table_figures(block(*rows), replace(context(), place=DISTRICT)).figures
    assert {f.indicator for f in found} == {"Xã đạt tiêu chí quốc gia về y tế"}
    assert {f.place for f in found} == {DISTRICT}


def test_prior_and_share_stand_to_the_whole_period_not_to_a_quarter():
    found = figures(
        "Chỉ tiêu|KH 2024|Quý I|Quý II|6 tháng|CK 2023|% KH", "Tiêm chủng đầy đủ|100|20|25|45|40|45,0"
    )
    periods = {f.printed: f.period.label if f.period else "" for f in found if f.role is not Role.ATTAINMENT}
    assert periods == {"100": "2024", "20": "Q1/2024", "25": "Q2/2024", "45": "6T/2024", "40": "6T/2023"}
    assert [f.period.label for f in found if f.role is Role.ATTAINMENT and f.period] == ["6T/2024"]


def test_rate_named_in_a_header_is_no_count():
    found = figures("Huyện|Mắc|Mắc/100.000 dân", "Sìn Hồ|118|190,3", "Phong Thổ|21|40,1")
    assert [f.unit for f in found[:2]] == ["ca", "/100.000 dân"]


def test_earlier_year_below_a_heading_that_compares_is_a_change():
    found = figures(
        "Chỉ tiêu|Năm 2023|Năm 2024||So sánh (%)|",
        "|Thực hiện|Kế hoạch|Thực hiện|Với KH|Với 2023",
        "Số lượt khám bệnh|41.000|43.000|46.330|107,7|113,0",
        header=2,
    )
    roles = {f.printed: f.role for f in found}
    assert roles["107,7"] is Role.ATTAINMENT
    assert roles["113,0"] is Role.CHANGE


def test_change_of_a_rate_named_in_the_header_above_is_one_of_points():
    rows = (
        "Huyện|Tiêm chủng đầy đủ (%)||",
        "|KH|TH|So CK",
        "Sìn Hồ|95|72,8|+11,0",
        "Phong Thổ|95|80,1|+13,2",
    )
    units = {f.printed: f.unit for f in figures(*rows, header=2) if f.role is Role.CHANGE}
    assert units == {"+11,0": "điểm %", "+13,2": "điểm %"}


def test_measures_of_wards_keep_their_names_and_units():
    rows = ("Khoa|Giường KH|Lượt nội trú|Ngày ĐTTB|Công suất giường KH (%)", "Nội|30|1.865|7,6|128,4")
    told = [(f.printed, f.unit, f.name.split(" › ")[0], f.role) for f in figures(*rows)]
    assert told == [
        ("30", "giường", "Giường KH", Role.RESULT),
        ("1.865", "lượt", "Lượt nội trú", Role.RESULT),
        ("7,6", "ngày", "Ngày ĐTTB", Role.RESULT),
        ("128,4", "%", "Công suất giường", Role.RESULT),
    ]
