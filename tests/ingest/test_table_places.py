"""Places that rows of tables name: towns beside districts of their name, communes, health centres."""

from __future__ import annotations

import pytest

from ingest.figures import table_figures
from ingest.figures.context import FigureContext
from ingest.figures.subjects import lists_communes, place_named
from tests.ingest.test_table_figures import block, figures
from vectorstore.records import Kind, Period, Place, Role, Span

TIEN_GIANG = Place("Tiền Giang")
PHONG_THO = Place("Lai Châu", "Phong Thổ")


@pytest.mark.parametrize(
    ("label", "home", "place"),
    [
        ("TX. Cai Lậy", TIEN_GIANG, Place("Tiền Giang", "thị xã Cai Lậy")),
        ("Thị xã Cai Lậy", TIEN_GIANG, Place("Tiền Giang", "thị xã Cai Lậy")),
        ("Huyện Cai Lậy", TIEN_GIANG, Place("Tiền Giang", "Cai Lậy")),
        ("H. Cai Lậy", TIEN_GIANG, Place("Tiền Giang", "Cai Lậy")),
        ("Cai Lậy", TIEN_GIANG, Place("Tiền Giang", "Cai Lậy")),
        ("TTYT TX. Cai Lậy", TIEN_GIANG, Place("Tiền Giang", "thị xã Cai Lậy")),
        ("TP. Lai Châu", Place("Lai Châu"), Place("Lai Châu", "thành phố Lai Châu")),
        ("Xã Hoang Thèn", PHONG_THO, Place("Lai Châu", "Phong Thổ", "Hoang Thèn")),
        ("TYT xã Hoang Thèn", PHONG_THO, Place("Lai Châu", "Phong Thổ", "Hoang Thèn")),
        ("THỊ TRẤN PHONG THỔ", PHONG_THO, Place("Lai Châu", "Phong Thổ", "Phong Thổ")),
        ("Phường 5", Place("Bạc Liêu", "Bạc Liêu"), Place("Bạc Liêu", "Bạc Liêu", "Phường 5")),
        ("Xã đạt chuẩn nông thôn mới", PHONG_THO, None),
        ("XÃ ĐẠT CHUẨN", PHONG_THO, None),
        ("Xã Khu vực III", PHONG_THO, None),
        ("Phòng Y tế", PHONG_THO, None),
        ("Hoang Thèn", PHONG_THO, None),
    ],
)
def test_place_of_a_label(label, home, place):
    assert place_named(label, home) == place


@pytest.mark.parametrize(
    ("header", "listed"),
    [
        ("Xã, thị trấn", True),
        ("Tên xã", True),
        ("Trạm Y tế", True),
        ("Huyện, xã", False),
        ("Nội dung", False),
    ],
)
def test_header_of_communes(header, listed):
    assert lists_communes(header) is listed


def test_bare_names_below_a_header_of_communes_are_communes():
    here = FigureContext("r", PHONG_THO, Period(2024, 1, 2024, 6), Kind.REPORT, 0, ("Phụ lục 2",))
    lines = (
        "TT|Xã, thị trấn|Số trẻ|Tỷ lệ (%)",
        "1|Hoang Thèn|120|41,5",
        "2|Bản Lang|98|39,8",
        "|Tổng cộng|218|40,7",
    )
    found = table_figures(block(*lines), here).figures
    assert [f.place.commune for f in found] == ["Hoang Thèn", "Hoang Thèn", "Bản Lang", "Bản Lang", "", ""]


def test_quarters_beside_their_sum_leave_plan_shares_and_earlier_values_to_the_sum():
    found = figures(
        "Nội dung|KH 2024|Quý I|Quý II|6 tháng|CK 2023|% KH", "Số lượt tư vấn|900|180|240|420|395|46,7"
    )
    assert [(f.role, f.period.label, f.span) for f in found[1:]] == [
        (Role.RESULT, "Q1/2024", Span.PERIOD),
        (Role.RESULT, "Q2/2024", Span.MONTH),
        (Role.RESULT, "6T/2024", Span.CUMULATIVE),
        (Role.PRIOR, "6T/2023", Span.CUMULATIVE),
        (Role.ATTAINMENT, "6T/2024", Span.CUMULATIVE),
    ]


def test_rate_of_the_whole_period_keeps_its_words():
    found = figures("Nội dung|Quý II|6 tháng|Tỷ lệ % 6 tháng", "Trẻ tiêm sởi|410|790|38,2")
    assert "6" not in found[2].name.split()


def test_rate_beside_cases_has_its_own_unit():
    found = figures("TT|Huyện|Mắc|Mắc/100.000 dân", "1|Phong Thổ|40|52,3")
    assert [f.unit for f in found] == ["ca", "/100.000 dân"]
