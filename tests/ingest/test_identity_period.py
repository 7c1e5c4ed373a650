"""Identity: the period that a report or plan is on."""

import pytest

from tests.ingest.identity_documents import identity
from vectorstore.records import Kind, Period

# title below "BÁO CÁO", dated 05/7/2023 | period
PERIODS = """
KẾT QUẢ HOẠT ĐỘNG 6 THÁNG ĐẦU NĂM 2023, KẾ HOẠCH 6 THÁNG CUỐI NĂM 2023 | 6T/2023
Sơ kết hoạt động 6 tháng đầu năm, phương hướng 6 tháng cuối năm 2023 | 6T/2023
Sơ kết hoạt động 6 tháng đầu năm | 6T/2023
Kết quả công tác y tế tháng 6 | T6/2023
Kết quả công tác y tế tháng 6, nhiệm vụ trọng tâm tháng 7 năm 2023 | T6/2023
Kết quả hoạt động tháng 12, nhiệm vụ tháng 01 năm 2023 | T12/2022
Tổng kết hoạt động năm 2022, phương hướng nhiệm vụ năm 2023 | 2022
Kết quả thực hiện nhiệm vụ năm 2022 và kế hoạch năm 2023 | 2022
Công tác y tế quý I năm 2023 | Q1/2023
Công tác y tế quý 2/2023 và phương hướng quý 3/2023 | Q2/2023
Công tác y tế quý II và 6 tháng đầu năm 2023 | 6T/2023
Công tác y tế tháng 6 và 6 tháng đầu năm 2023 | 6T/2023
Công tác y tế tháng 12 và cả năm 2022, nhiệm vụ năm 2023 | 2022
Công tác y tế tháng 10, 10 tháng đầu năm và nhiệm vụ trọng tâm tháng 11 năm 2022 | 10T/2022
Công tác y tế tháng 11, 11 tháng năm 2022 | 11T/2022
Công tác y tế 9 tháng năm 2022, ước thực hiện cả năm 2022 | 9T/2022
Kết quả thực hiện kế hoạch phòng, chống lao năm 2022 | 2022
Tình hình thực hiện nhiệm vụ 6 tháng đầu năm 2023 | 6T/2023
Kết quả thực hiện Chương trình mục tiêu giai đoạn 2021-2025, 6 tháng đầu năm 2023 | 6T/2023
Kết quả thực hiện Đề án y tế cơ sở giai đoạn 2016-2020 | 2016-2020
Tình hình dịch bệnh tuần 23 năm 2023 | tuần 23/2023
Tình hình dịch bệnh tuần từ 05/6/2023 đến 11/6/2023 | tuần 23/2023
Công tác dân số 6T/2023 | 6T/2023
""".strip().splitlines()


@pytest.mark.parametrize("row", PERIODS)
def test_period_of_a_report_is_the_first_of_its_title(row: str) -> None:
    title, label = (part.strip() for part in row.split("|"))
    found = identity("BÁO CÁO", title, "Sở Y tế báo cáo như sau.")
    assert found.period is not None
    assert (found.period.label, found.warnings) == (label, ())


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Phòng, chống sốt xuất huyết năm 2024", "2024"),
        ("Thực hiện chiến lược dinh dưỡng giai đoạn 2021-2025", "2021-2025"),
        ("Nhiệm vụ trọng tâm quý IV năm 2023", "Q4/2023"),
        ("Nâng cao năng lực y tế cơ sở", "2023"),
    ],
)
def test_period_of_a_plan(title: str, label: str) -> None:
    found = identity("KẾ HOẠCH", title, "Căn cứ Luật Khám bệnh, chữa bệnh;")
    assert found.kind is Kind.PLAN
    assert found.period is not None and found.period.label == label


def test_year_missing_in_title_comes_from_the_date_line() -> None:
    found = identity(
        "BÁO CÁO", "Công tác y tế quý II", letterhead=("SỞ Y TẾ", "Cao Bằng, ngày tháng 7 năm 2021")
    )
    assert found.period == Period(2021, 4, 2021, 6)


def test_period_missing_in_title_comes_from_the_opening() -> None:
    found = identity("BÁO CÁO", "Công tác dược", "Sở Y tế báo cáo kết quả 9 tháng đầu năm 2021 như sau:")
    assert found.period == Period(2021, 1, 2021, 9)
    assert found.warnings == ()
