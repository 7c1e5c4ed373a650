"""What is asked of all of a place, of a whole year, in percent: no part of it, no half, no count of cases."""

from pathlib import Path

import pytest

from tests.assistant.small_archive import assistant_of

REPORT = """SỞ Y TẾ HÀ GIANG
Số: 512/BC-SYT
Hà Giang, ngày 05 tháng 7 năm 2023

BÁO CÁO
Kết quả hoạt động y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN
1. Khám bệnh
Tổng số lượt khám 412.350 lượt, tăng 5,1% so với cùng kỳ.
2. Dịch bệnh
Ghi nhận 318 ca mắc thủy đậu, giảm 106 ca (25,0%) so với cùng kỳ năm trước.
Nợ tiền vật tư đến 30/6/2023 là 4,7 tỷ đồng.
Số chi vượt dự toán là 6,2 tỷ đồng.

PHỤ LỤC 1
HOẠT ĐỘNG TRẠM Y TẾ XÃ 6 THÁNG ĐẦU NĂM 2023
TT	Huyện	Lượt khám bệnh	Số ca sinh
1	Mèo Vạc	21.400	12
2	Đồng Văn	19.300	9
	Tổng cộng	40.700	21
"""

PLAN = """ỦY BAN NHÂN DÂN
HUYỆN MÈO VẠC
Số: 88/KH-UBND
Mèo Vạc, ngày 20 tháng 12 năm 2023

KẾ HOẠCH
Chăm sóc sức khỏe nhân dân huyện Mèo Vạc năm 2024

PHẦN THỨ NHẤT
KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2023
1. Tiêm chủng
Trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 81,6%, tăng 4,2% so với năm 2022.
Một số xã chưa triển khai được tiêm chủng lưu động do thiếu xe chuyên dụng.

PHẦN THỨ HAI
KẾ HOẠCH NĂM 2024
1. Chỉ tiêu
Trẻ dưới 1 tuổi tiêm chủng đầy đủ đạt 95%.
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("6T/2023 Hà Giang khám bệnh bao nhiêu lượt?", "412.350 lượt"),
        ("Lượt khám bệnh tại trạm y tế của Hà Giang 6T/2023?", "40.700"),
        ("Thủy đậu 6T/2023 ở Hà Giang giảm bao nhiêu phần trăm so cùng kỳ?", "25,0%"),
        ("Hà Giang nợ tiền vật tư bao nhiêu đến 30/6/2023?", "4,7 tỷ đồng"),
        ("Hà Giang 6T/2023 chi vượt dự toán bao nhiêu?", "6,2 tỷ đồng"),
    ],
    ids=["all", "stations", "percent", "name-before-a-date", "beyond-the-plan"],
)
def test_first_line_tells(tmp_path: Path, question: str, words: str) -> None:
    answer = assistant_of(tmp_path, {"ha-giang-6t-2023": REPORT}).ask(question)
    assert words in answer.text.split("\n")[0]
    assert "Kế hoạch" not in answer.text.split("\n")[0]


def test_half_a_year_is_no_whole_year(tmp_path: Path) -> None:
    assistant = assistant_of(tmp_path, {"ha-giang-6t-2023": REPORT})
    assert assistant.ask("Cả năm 2023 Hà Giang khám bệnh bao nhiêu lượt?").refused
    assert "412.350" in assistant.ask("Năm 2023 Hà Giang khám bệnh bao nhiêu lượt?").text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Năm 2023 Mèo Vạc tiêm chủng đầy đủ đạt bao nhiêu %?", "81,6%"),
        ("Tiêm chủng đầy đủ năm 2023 của Mèo Vạc tăng bao nhiêu so với 2022?", "4,2"),
        ("Kế hoạch 2024 của Mèo Vạc về tiêm chủng đầy đủ?", "95%"),
        ("Vì sao Mèo Vạc năm 2023 chưa triển khai được tiêm chủng lưu động?", "thiếu xe chuyên dụng"),
    ],
    ids=["result", "change", "target", "cause"],
)
def test_plan_that_first_says_what_was_done(tmp_path: Path, question: str, words: str) -> None:
    answer = assistant_of(tmp_path, {"meo-vac-ke-hoach-2024": PLAN}).ask(question)
    assert words in answer.text.split("\n")[0]


QUARTER = """TRUNG TÂM Y TẾ HUYỆN MÈO VẠC
Số: 77/BC-TTYT
Mèo Vạc, ngày 05 tháng 10 năm 2023

BÁO CÁO
Kết quả công tác y tế quý III và 9 tháng đầu năm 2023

I. KẾT QUẢ
1. Khám bệnh, chữa bệnh
Quý III khám 14.210 lượt, 9 tháng khám 41.736 lượt.

PHỤ LỤC
TT	Nội dung	ĐVT	Quý III/2023	Lũy kế 9 tháng
1	Tổng số lượt khám bệnh	lượt	14.210	41.376
"""


def test_slip_is_told_and_the_quarter_is_none(tmp_path: Path) -> None:
    answer = assistant_of(tmp_path, {"meo-vac-9t-2023": QUARTER}).ask(
        "9 tháng 2023 Mèo Vạc khám bao nhiêu lượt bệnh nhân?"
    )
    first = answer.text.split("\n")[0]
    assert "không thống nhất" in first
    assert "41.376" in first
    assert "41.736" in first
    assert "14.210" not in first
