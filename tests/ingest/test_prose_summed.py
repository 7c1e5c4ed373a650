"""Sums behind a month's number, results behind a plan, places in brackets, years in names."""

from __future__ import annotations

import pytest

from ingest.document import Block, BlockKind
from ingest.figures.context import FigureContext
from ingest.figures.prose import prose_figures
from vectorstore.records import Figure, Kind, Period, Place

HOME = Place("Hà Giang")


def told(text: str, months: tuple[int, int] = (11, 11)) -> list[str]:
    context = FigureContext("a", HOME, Period(2022, months[0], 2022, months[1]), Kind.REPORT, 0, ())
    return [shown(figure) for figure in prose_figures(Block(BlockKind.PARAGRAPH, text), context).figures]


def shown(figure: Figure) -> str:
    assert figure.place is not None and figure.period is not None
    place, period = figure.place.label, figure.period.label
    return f"{figure.printed} {figure.role} {figure.span} {place} {period} {figure.name}"


SUMS = {
    "the place is of the month's cases": (
        "Sởi: trong tháng 07 ca nghi sởi, 02 ca dương tính tại huyện Mèo Vạc; cộng dồn 06 ca dương tính.",
        "06 result cumulative Hà Giang 11T/2022 Sởi › ca dương tính",
    ),
    "where they came from is too": (
        "Sốt rét: phát hiện 03 ca sốt rét từ Gia Lai trở về tại huyện Mèo Vạc, cộng dồn 11 ca (cùng kỳ 19 ca).",
        "19 prior cumulative Hà Giang 11T/2021 Sốt rét › phát hiện ca sốt rét",
    ),
    "another unit keeps what was counted first": (
        "Thanh tra 6 cơ sở, phạt 16 triệu đồng; lũy tích 49 cơ sở.",
        "49 result cumulative Hà Giang 11T/2022 Thanh tra cơ sở",
    ),
}


@pytest.mark.parametrize(("text", "line"), SUMS.values(), ids=SUMS)
def test_what_a_sum_is_of(text: str, line: str) -> None:
    assert line in told(text)


SPENT = {
    "spent up to a day": (
        "Đầu tư: kế hoạch vốn sửa chữa năm 2022 là 80,2 tỷ đồng, giải ngân đến 31/8/2022 được 41,5 tỷ đồng, đạt 51,7%.",
        "41,5 result period Hà Giang 9T/2022 Đầu tư › sửa chữa › giải ngân được",
    ),
    "done in so many months": (
        "Dự toán chi ngân sách giao 90 tỷ đồng, ước thực hiện 9 tháng 63 tỷ đồng, đạt 70,0%.",
        "63 result period Hà Giang 9T/2022 chi ngân sách",
    ),
    "its share": (
        "Dự toán chi ngân sách giao 90 tỷ đồng, ước thực hiện 9 tháng 63 tỷ đồng, đạt 70,0%.",
        "70,0 attainment period Hà Giang 9T/2022 chi ngân sách",
    ),
    "a plan in brackets is of what was counted in its unit": (
        "Điều trị Methadone 410 người tại 03 cơ sở (chỉ tiêu giao 450 người).",
        "450 plan period Hà Giang 2022 Điều trị Methadone",
    ),
    "the year of a name is no time": (
        "Tỷ lệ xã đạt Tiêu chí quốc gia giai đoạn đến năm 2030: 77/91 xã, đạt 84,6%, vượt chỉ tiêu giao là 83%.",
        "84,6 result period Hà Giang 9T/2022 Tỷ lệ xã đạt Tiêu chí quốc gia giai đoạn đến năm 2030",
    ),
    "nor that of its plan": (
        "Tỷ lệ xã đạt Tiêu chí quốc gia giai đoạn đến năm 2030: 77/91 xã, đạt 84,6%, vượt chỉ tiêu giao là 83%.",
        "83 plan period Hà Giang 2022 Tỷ lệ xã đạt Tiêu chí quốc gia giai đoạn đến năm 2030",
    ),
    "the highest rate in brackets is of its place": (
        "Tỷ lệ trẻ bỏ mũi tiêm 6,1%, cao nhất ở huyện Mèo Vạc (12,8%).",
        "12,8 result period Mèo Vạc (Hà Giang) 9T/2022 Tỷ lệ trẻ bỏ mũi tiêm › huyện Mèo Vạc",
    ),
    "places with many cases have them of the disease before": (
        "2.1/ Thủy đậu: ghi nhận 640 trường hợp mắc. Các huyện có số mắc cao: Mèo Vạc 118, Quản Bạ 95.",
        "118 result period Mèo Vạc (Hà Giang) 9T/2022 "
        "Thủy đậu › ghi nhận trường hợp mắc › Các huyện có số mắc cao › Mèo Vạc",
    ),
    "the day in an office's name is no period": (
        "Công suất giường của Bệnh viện Đa khoa 12 tháng 7 đạt 71,4%.",
        "71,4 result period Hà Giang 9T/2022 Công suất giường của Bệnh viện Đa khoa 12",
    ),
}


@pytest.mark.parametrize(("text", "line"), SPENT.values(), ids=SPENT)
def test_results_plans_and_places(text: str, line: str) -> None:
    assert line in told(text, (1, 9))
