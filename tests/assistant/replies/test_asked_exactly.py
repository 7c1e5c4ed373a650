"""The figure of the very month, measure and unit that a question names, or none."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.conversation import Turn
from tests.assistant.small_archive import assistant_of

DISTRICT = """TRUNG TÂM Y TẾ HUYỆN ĐẠI TỪ
Số: 77/BC-TTYT
Đại Từ, ngày 28 tháng 9 năm 2023

BÁO CÁO
Kết quả hoạt động y tế tháng 9 năm 2023

I. KẾT QUẢ

1. Khám bệnh
Biểu 1. Hoạt động khám chữa bệnh
Nội dung\tĐơn vị tính\tKế hoạch năm 2023\tTháng 8\tTháng 9\tLũy kế 9 tháng\t% so kế hoạch
Khám bệnh\tlượt\t90.000\t7.311\t7.456\t66.240\t73,6
Đẻ tại Trung tâm\tca\t640\t48\t51\t455\t71,1

2. Kết quả theo xã
Biểu 2. Tiêm chủng theo xã, thị trấn
TT\tXã, thị trấn\tTiêm chủng đầy đủ trẻ dưới 1 tuổi\t\t
\t\tKH năm\tCộng dồn\tTỷ lệ % KH
1\tXã Phú Lạc\t80\t60\t75,0
2\tXã Minh Tiến\t50\t41\t82,0
3\tXã Yên Lãng\t120\t84\t70,0

3. Dịch bệnh
Tay chân miệng: trong tháng 21 ca, tăng 16,7% so với tháng trước (18 ca); lũy kế 140 ca, giảm 12,5% so với cùng kỳ.
"""
PROVINCE = """TRUNG TÂM KIỂM SOÁT BỆNH TẬT TỈNH TRÀ VINH
Số: 31/BC-KSBT
Trà Vinh, ngày 09 tháng 01 năm 2024

BÁO CÁO
Kết quả công tác năm 2023

I. KẾT QUẢ

1. Dịch bệnh
Biểu 1. Bệnh truyền nhiễm năm 2023
Bệnh\tSố mắc năm 2023\tSố mắc năm 2022
Thủy đậu\t412\t377
Quai bị\t96\t131

2. Kết quả theo địa phương
Biểu 2. Một số kết quả theo địa phương
Địa phương\tSốt xuất huyết mắc\tTCĐĐ (trẻ)\tTCĐĐ (%)
Huyện Cầu Kè\t141\t1.610\t93,4
Huyện Duyên Hải\t120\t1.204\t91,0
Thị xã Duyên Hải\t164\t702\t95,2

3. An toàn thực phẩm
Trong năm xảy ra 01 vụ ngộ độc thực phẩm tại huyện Cầu Kè, 23 người mắc, không tử vong.
"""
HOSPITAL = """SỞ Y TẾ NINH THUẬN
BỆNH VIỆN ĐA KHOA TỈNH NINH THUẬN
Số: 12/BC-BVT

BÁO CÁO
Tổng kết công tác bệnh viện năm 2023

I. KẾT QUẢ

1. Hoạt động chung
Bệnh viện khám 210.455 lượt người bệnh.

2. Các khoa
Khoa\tGiường kế hoạch\tGiường thực kê\tCông suất giường KH (%)
Ngoại chấn thương\t40\t48\t118,6
Sản\t55\t60\t90,7
Truyền nhiễm\t30\t31\t81,9
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    reports = {"dai-tu-t9-2023": DISTRICT, "tra-vinh-2023": PROVINCE, "bvdk-ninh-thuan-2023": HOSPITAL}
    return assistant_of(tmp_path_factory.mktemp("exactly"), reports)


# question, what the first line says, what it does not
SAID = [
    ("khám bệnh tháng 8 của TTYT Đại Từ", "7.311", "66.240"),
    ("Khám bệnh tháng 9 của TTYT Đại Từ?", "7.456", "66.240"),
    ("Tỷ lệ tiêm chủng đầy đủ của xã Phú Lạc?", "đạt 75,0% kế hoạch", "60 "),
    ("mấy phần trăm trẻ xã Yên Lãng tiêm chủng đầy đủ", "đạt 70,0% kế hoạch", "84 "),
    ("Tay chân miệng Đại Từ tháng 9/2023 tăng bao nhiêu so với tháng trước?", "tăng 16,7%", "12,5"),
    ("Tay chân miệng Đại Từ tháng 9/2023 tăng hay giảm bao nhiêu % so với cùng kỳ?", "giảm 12,5%", "16,7"),
    ("Công suất giường kế hoạch khoa Sản BVĐK tỉnh Ninh Thuận?", "90,7%", "kế hoạch năm"),
    ("khoa Sản bệnh viện Ninh Thuận có mấy giường kế hoạch", "55", "60"),
    ("khoa nào của BVĐK tỉnh Ninh Thuận có công suất giường cao nhất?", "ngoại chấn thương: 118,6%", "sản"),
    ("Huyện nào ở Trà Vinh tiêm chủng đầy đủ thấp nhất?", "huyện duyên hải: 91,0%", "702"),
    ("Huyện nào ở Trà Vinh có ít trẻ tiêm chủng đầy đủ nhất?", "702", "91,0"),
    ("xã nào của Đại Từ tiêm chủng đầy đủ thấp nhất", "yên lãng: đạt 70,0% kế hoạch", "minh tiến"),
    ("Thủy đậu và quai bị Trà Vinh 2023 bao nhiêu ca?", "96", "%"),
    ("Thủy đậu và quai bị ở Trà Vinh năm 2023, bệnh nào nhiều hơn?", "thủy đậu nhiều hơn", "tăng"),
    ("Vụ ngộ độc thực phẩm ở Trà Vinh năm 2023 có mấy người mắc?", "23 người", "141"),
]


@pytest.mark.parametrize(("text", "said", "other"), SAID, ids=[row[0] for row in SAID])
def test_the_first_line_is_of_what_was_asked(assistant, text, said, other):
    first = assistant.ask(text).text.partition("\n")[0].lower()
    assert said in first
    assert other not in first.partition("so sánh")[0]


REFUSED = [
    "Bệnh viện II Ninh Thuận khám bao nhiêu lượt?",
    "tháng 12 TTYT Đại Từ khám bao nhiêu lượt",
    "Xã Lạc Minh huyện Đại Từ tiêm chủng đầy đủ bao nhiêu?",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_no_report_tells_is_refused(assistant, text):
    assert assistant.ask(text).refused


def test_a_district_beside_its_province_leaves_both(assistant):
    answer = assistant.ask("So sánh số ca thủy đậu của Trà Vinh và huyện Cầu Kè năm 2023")
    assert "412" in answer.text.partition("\n")[0]
    assert "Cầu Kè (Trà Vinh) 2023: không có số liệu" in answer.text
    assert "so với cùng kỳ" not in answer.text.partition("\n")[0]


def test_a_month_that_is_not_told_apart_is_said_to_be_so(assistant):
    answer = assistant.ask("thủy đậu trong tháng ở Trà Vinh năm 2023 mấy ca")
    assert answer.refused or "không ghi riêng số trong tháng" in answer.text


def test_another_department_takes_the_place_of_the_first(assistant):
    history = [Turn("Công suất giường kế hoạch khoa Ngoại chấn thương BVĐK tỉnh Ninh Thuận năm 2023?")]
    answer = assistant.ask("còn khoa Truyền nhiễm?", history)
    assert answer.text.startswith("81,9%")
