"""What sections of plans and reports are about: the year behind, the year ahead."""

from __future__ import annotations

import pytest

from ingest.figures.section_scope import section_scope
from tests.ingest.test_table_figures import figures
from vectorstore.records import Bound, Kind, Period, Role

PLAN, REPORT = Kind.PLAN, Kind.REPORT
Y23, Y24, Y25 = (Period.year(year) for year in (2023, 2024, 2025))
HALF = Period(2024, 1, 2024, 6)
AUGUST = Period(2024, 8, 2024, 8)


@pytest.mark.parametrize(
    ("headings", "kind", "period", "expected"),
    [
        (("I. KẾT QUẢ CÔNG TÁC NĂM 2024", "1. Ưu điểm"), PLAN, Y25, (REPORT, Y24)),
        (("Phần I. Đánh giá tình hình thực hiện năm 2024", "2. Tồn tại"), PLAN, Y25, (REPORT, Y24)),
        (("I. KẾT QUẢ ĐẠT ĐƯỢC",), PLAN, Y25, (REPORT, Y24)),
        (("II. MỤC TIÊU NĂM 2025",), PLAN, Y25, (PLAN, Y25)),
        (("I. KẾT QUẢ NĂM 2024", "2. Nhiệm vụ"), PLAN, Y25, (PLAN, Y25)),
        (("V. KIỂM TRA, ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN",), PLAN, Y25, (PLAN, Y25)),
        (("III. KẾT QUẢ MONG ĐỢI",), PLAN, Y25, (PLAN, Y25)),
        (
            ("PHẦN THỨ NHẤT KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024", "II. KẾT QUẢ CỤ THỂ"),
            PLAN,
            Y25,
            (REPORT, Y24),
        ),
        (("Biểu 2a TÌNH TRẠNG DINH DƯỠNG NĂM 2024 THEO XÃ",), PLAN, Y25, (REPORT, Y24)),
        (("Biểu 3 TIÊM CHỦNG NĂM 2024 VÀ KẾ HOẠCH NĂM 2025",), PLAN, Y25, (PLAN, Y25)),
        (("C. KẾ HOẠCH NĂM 2024", "1. Khám bệnh"), REPORT, Y23, (PLAN, Y24)),
        (("C. KẾ HOẠCH NĂM 2024",), REPORT, Y24, (REPORT, Y24)),
        (("C/ CHỈ TIÊU NĂM 2024",), REPORT, Y23, (PLAN, Y24)),
        (("2. Chương trình mục tiêu năm 2024",), REPORT, Y23, (REPORT, Y23)),
        (("4. Kế hoạch hóa gia đình năm 2024",), REPORT, Y23, (REPORT, Y23)),
        (("II. KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2024",), REPORT, Y23, (REPORT, Y23)),
        (("B. KẾ HOẠCH 6 THÁNG CUỐI NĂM 2024",), REPORT, HALF, (PLAN, Period(2024, 7, 2024, 12))),
        (("2. Phòng Tài chính - Kế hoạch",), REPORT, HALF, (REPORT, HALF)),
        (("D/ CHỈ TIÊU NĂM 2024",), REPORT, Y23, (PLAN, Y24)),
        (("2) Chỉ tiêu năm 2024:",), REPORT, Y23, (PLAN, Y24)),
        (("PHẦN II: MỤC TIÊU, NHIỆM VỤ 2025",), REPORT, Y24, (PLAN, Y25)),
        (("Phần thứ hai PHƯƠNG HƯỚNG NĂM 2025", "1. Chỉ tiêu"), REPORT, Y24, (PLAN, Y25)),
        (("Phương hướng 6 tháng cuối năm",), REPORT, HALF, (PLAN, Period(2024, 7, 2024, 12))),
        (("5. Công việc tháng 9",), REPORT, AUGUST, (PLAN, Period(2024, 9, 2024, 9))),
        (("4. NHẬN ĐỊNH VÀ CÔNG VIỆC THÁNG 9/2024",), REPORT, AUGUST, (REPORT, AUGUST)),
        (("2. Chương trình mục tiêu năm 2025",), REPORT, Y24, (REPORT, Y24)),
        (("1. Chương trình mục tiêu quốc gia 2025",), REPORT, Y24, (REPORT, Y24)),
        (("VI. Tồn tại và phương hướng năm 2025",), REPORT, Y24, (REPORT, Y24)),
        (("Công tác năm 2024 và nhiệm vụ năm 2025",), REPORT, Y24, (REPORT, Y24)),
        ((), PLAN, Y25, (PLAN, Y25)),
        (("I. KẾT QUẢ NĂM 2024",), PLAN, None, (PLAN, None)),
    ],
)
def test_scope_of_a_section(headings, kind, period, expected):
    assert section_scope(headings, kind, period) == expected


def test_estimate_of_the_year_behind_is_a_result_in_a_plan():
    found = figures(
        "TT|Chỉ tiêu|TH 2023|KH 2024|Ước TH 2024|KH 2025",
        "1|Tỷ lệ hộ dùng nước sạch (%)|81,2|84,0|83,1|86,5",
        period=Y25,
        kind=PLAN,
    )
    assert [(f.role, f.period) for f in found] == [
        (Role.PRIOR, Y23), (Role.PLAN, Y24), (Role.RESULT, Y24), (Role.PLAN, Y25),
    ]  # fmt: skip
    assert found[2].bound is Bound.ABOUT
