"""The audit of one report: every kind of slip found with its arithmetic, and nothing where all agrees."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.audit import audit
from tests.ingest.audit_reports import ANNEX, DISEASES, read

# Body of a report → kind, level and working of its findings.
BY_DISTRICT = """
Phụ lục 03
Số ca mắc theo huyện

Huyện\tSXHD\tTay chân miệng
Na Hang\t101\t12
Lâm Bình\t140\t20
Chiêm Hóa\t161\t8
Hàm Yên\t100\t15
Toàn tỉnh\t502\t55
"""
BY_COMMUNE = """
Phụ lục 04
Một số kết quả theo xã

TT\tXã\tDân số\tĐối tượng\tĐã tiêm\t%
1\tHồng Thái\t11.020\t140\t112\t80,0
2\tYên Hoa\t12.100\t150\t108\t72,0
3\tThượng Nông\t10.400\t120\t84\t70,0
4\tĐà Vị\t11.800\t160\t116\t72,5
\tCộng\t45.320\t570\t420\t73,7
"""
QUARTERS = """
Phụ lục 05
Kết quả tiêm chủng

Nội dung\tQuý I\tQuý II\t6 tháng
BCG\t1.200\t900\t2.100
OPV 3\t1.010\t880\t1.890
IPV 2\t950\t860\t1.810
Sởi mũi 1\t990\t910\t1.900
DPT4\t870\t905\t1.775
"""

SLIPS = {
    "share of a fraction": (
        "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ: 4.120/9.300 trẻ, đạt tỷ lệ 54,3%.",
        [("share", "contradiction", "4.120 : 9.300 = 44,3%")],
    ),
    "share of the cumulative count, not of the month's": (
        "- Phụ nữ có thai tiêm đủ mũi uốn ván: tiêm cho 300 người, lũy tích 1.800/4.000 người, đạt tỷ lệ 54,0%.",
        [("share", "contradiction", "1.800 : 4.000 = 45,0%")],
    ),
    "share cut off instead of rounded": (
        "- Phụ nữ có thai tiêm đủ mũi uốn ván: 2.999/3.500 người, đạt tỷ lệ 85,6%.",
        [("share", "rounding", "2.999 : 3.500 = 85,69%")],
    ),
    "share of the whole named before it": (
        "- Đã kiểm tra 400 cơ sở, trong đó 300 cơ sở đạt yêu cầu, chiếm 85,0%.",
        [("share", "contradiction", "300 : 400 = 75,0%")],
    ),
    "share of the plan": (
        "- Số lượt khám bệnh là 45.000 lượt, kế hoạch 90.000 lượt, bằng 55,0% kế hoạch năm.",
        [("attainment", "contradiction", "45.000 : 90.000 = 50,0%")],
    ),
    "change in cases": (
        "- Số ca mắc sốt xuất huyết là 45 ca, tăng 20 ca so với cùng kỳ (cùng kỳ 30 ca).",
        [("change", "contradiction", "45 − 30 = 15 ca")],
    ),
    "rise where the values fall": (
        "- Số ca mắc sốt xuất huyết là 25 ca, tăng 5 ca so với cùng kỳ (cùng kỳ 30 ca).",
        [("change", "contradiction", "25 − 30 = -5 ca")],
    ),
    "change in percent": (
        "- Số đơn vị máu tiếp nhận là 3.300 đơn vị, cùng kỳ năm 2022 là 3.078 đơn vị, tăng 9,2%.",
        [("change", "contradiction", "(3.300 − 3.078) : 3.078 = 7,2%")],
    ),
    "change of a rate in points": (
        ANNEX + "1\tTỷ lệ bao phủ bảo hiểm y tế (%)\t95,0\t93,5\t91,0\t98,4\t4,5",
        [("change", "contradiction", "93,5 − 91,0 = 2,5 điểm %")],
    ),
    "month above the year so far": (
        "- Số mẫu xét nghiệm sàng lọc HIV: trong tháng 2.150 mẫu, lũy tích 1.250 mẫu.",
        [("cumulative", "contradiction", "2.150 > 1.250")],
    ),
    "parts short of a total that names the rest": (
        "- Tổng số bệnh nhân lao mới là 120 bệnh nhân, trong đó: lao phổi 80 bệnh nhân, lao khác 30 bệnh nhân.",
        [("total", "contradiction", "80 + 30 = 110")],
    ),
    "parts above their total may overlap": (
        "- Tổng số cơ sở vi phạm: 40 cơ sở (trong đó phạt tiền 25 cơ sở, nhắc nhở 22 cơ sở).",
        [("total", "suspicious", "25 + 22 = 47")],
    ),
    "part larger than its whole": (
        "- Toàn ngành có 250 bác sĩ, trong đó có 310 bác sĩ tuyến huyện.",
        [("part", "contradiction", "310 > 250")],
    ),
    "rows that add up in the other columns": (
        ANNEX
        + "1\tSố lượt khám bệnh\t90.000\t45.000\t40.000\t50,0\t12,5\n"
        + "\t- Tuyến tỉnh\t30.000\t15.000\t12.000\t50,0\t25,0\n"
        + "\t- Tuyến huyện\t60.000\t29.000\t28.000\t48,3\t3,6",
        [("total", "contradiction", "15.000 + 29.000 = 44.000")],
    ),
    "rate of two rows in all columns but one": (
        ANNEX
        + "1\tTổng số trẻ dưới 1 tuổi\t9.000\t4.600\t4.500\t51,1\t2,2\n"
        + "2\tSố trẻ dưới 1 tuổi tiêm đủ\t8.550\t4.140\t4.185\t48,4\t-1,1\n"
        + "3\tTỷ lệ trẻ dưới 1 tuổi tiêm đủ (%)\t95,0\t92,0\t93,0\t96,8\t-1,0",
        [("share", "contradiction", "4.140 : 4.600 = 90,0%")],
    ),
    "districts below each other and their province": (
        "\nPhụ lục 03\nSố lượt khám bệnh theo huyện\n\nTT\tĐơn vị\tKế hoạch năm 2023\tThực hiện 6T.2023\n"
        "1\tHuyện Na Hang\t10.000\t5.100\n2\tHuyện Lâm Bình\t8.000\t4.200\n3\tHuyện Chiêm Hóa\t20.000\t10.300\n"
        "4\tHuyện Hàm Yên\t15.000\t7.700\n\tToàn tỉnh\t53.000\t28.300",
        [("total", "contradiction", "5.100 + 4.200 + 10.300 + 7.700 = 27.300")],
    ),
    "districts beside each other and their province": (
        "\nPhụ lục 03\nSố liệu theo huyện\n\nTT\tChỉ tiêu\tToàn tỉnh\tNa Hang\tLâm Bình\tChiêm Hóa\tHàm Yên\n"
        "1\tSố lượt khám bệnh\t53.000\t10.000\t8.000\t20.000\t15.000\n"
        "2\tSố lượt điều trị nội trú\t5.500\t1.000\t800\t2.000\t1.500",
        [("total", "contradiction", "1.000 + 800 + 2.000 + 1.500 = 5.300")],
    ),
    "deaths above cases": (
        DISEASES + "1\tBệnh dại\t2\t3\t1\t1\n2\tSởi\t12\t0\t9\t0",
        [("part", "suspicious", "3 > 2")],
    ),
    "prose against table, abbreviated": (
        "- Tỷ lệ hộ gia đình sử dụng nước hợp vệ sinh đạt 91,4%."
        + ANNEX
        + "1\tTỷ lệ HGĐ dùng nước HVS (%)\t93,0\t94,1\t90,0\t101,2\t4,1",
        [("repeat", "contradiction", "")],
    ),
    "a target with its bound, short but word for word": (
        "- Năm 2023 đặt mục tiêu giảm số cặp tảo hôn còn dưới 45."
        + ANNEX
        + "1\tSố cặp tảo hôn\t< 35\t21\t30\t\t",
        [("repeat", "contradiction", "")],
    ),
    "cases of the heading alone": (
        "1.1. Sởi\nLuỹ kế 21 ca." + DISEASES + "1\tBệnh dại\t2\t1\t1\t1\n2\tSởi\t12\t0\t9\t0",
        [("repeat", "contradiction", "")],
    ),
    "cases of a disease in prose against its column": (
        "- Số ca mắc Sởi là 19 ca." + DISEASES + "1\tBệnh dại\t2\t1\t1\t1\n2\tSởi\t12\t0\t9\t0",
        [("repeat", "contradiction", "")],
    ),
    "value and what follows from it are told once": (
        "- Số ca mắc Sởi là 19 ca, tăng 10 ca so với cùng kỳ."
        + ANNEX.replace("So cùng kỳ (%)", "So cùng kỳ")
        + "I\tBỆNH TRUYỀN NHIỄM\n1\tSố ca mắc sởi (ca)\t\t12\t9\t\t3",
        [("repeat", "contradiction", "")],
    ),
    "two sentences": (
        "- Tỷ lệ bao phủ bảo hiểm y tế đạt 93,5%.\nII. TỒN TẠI\n- Tỷ lệ bao phủ bảo hiểm y tế mới đạt 91,2%.",
        [("repeat", "contradiction", "")],
    ),
    "two sentences of a short name": (
        "- Số giường bệnh thực kê là 1.250 giường.\nII. ĐIỀU TRỊ\n- Số giường bệnh thực kê: 1.290 giường.",
        [("repeat", "suspicious", "")],
    ),
    "row that says more than the sentence": (
        "- Cơ sở đạt yêu cầu về an toàn thực phẩm đạt 91,4%."
        + ANNEX
        + "1\tTỷ lệ cơ sở SX, KDTP được kiểm tra, giám sát đạt yêu cầu về ATTP (%)\t90,0\t94,1\t90,0\t104,6\t4,1",
        [("repeat", "suspicious", "")],
    ),
    "two sentences that differ by a rounding": (
        "- Tỷ lệ bao phủ bảo hiểm y tế đạt 93,5%.\nII. TỒN TẠI\n- Tỷ lệ bao phủ bảo hiểm y tế mới đạt 93,4%.",
        [("repeat", "rounding", "")],
    ),
    "money in two units": (
        "- Kinh phí ngân sách nhà nước đã giải ngân là 152.400 triệu đồng.\nII. TÀI CHÍNH\n"
        "- Kinh phí ngân sách nhà nước đã giải ngân là 125,4 tỷ đồng.",
        [("repeat", "suspicious", "")],
    ),
    "rows of one label that share their plan": (
        ANNEX
        + "A\tDINH DƯỠNG\n1\tSố phụ nữ mang thai được quản lý\t4.100\t2.300\t2.200\t56,1\t4,5\n"
        + "B\tSINH SẢN\n1\tSố phụ nữ mang thai được quản lý\t4.100\t2.050\t2.200\t50,0\t-6,8",
        [("repeat", "contradiction", "")],
    ),
    "times as many": (
        "- Tay chân miệng: 360 ca, gấp 6 lần cùng kỳ (90 ca).",
        [("change", "contradiction", "360 : 90 = 4 lần")],
    ),
    "one count with two shares of the plan": (
        "- Đang điều trị Methadone cho 1.210 bệnh nhân, đạt 80,1% kế hoạch."
        + ANNEX
        + "1\tBệnh nhân điều trị Methadone\t1.650\t1.210\t1.130\t73,3\t7,1",
        [("repeat", "contradiction", "")],
    ),
    "rural and urban households": (
        ANNEX
        + "1\tSố hộ gia đình dùng nước sạch\t9.500\t8.300\t\t87,4\t\n"
        + "2\tSố hộ gia đình nông thôn dùng nước sạch\t6.100\t5.200\t\t85,2\t\n"
        + "3\tSố hộ gia đình thành thị dùng nước sạch\t3.100\t3.000\t\t96,8\t",
        [
            ("total", "contradiction", "6.100 + 3.100 = 9.200"),
            ("total", "contradiction", "5.200 + 3.000 = 8.200"),
        ],
    ),
    "sentence against the row of the total": (
        "- Sốt xuất huyết: ghi nhận 512 ca mắc." + BY_DISTRICT,
        [("repeat", "suspicious", "")],
    ),
    "population against the row of the total": (
        "- Dân số 45.230 người." + BY_COMMUNE,
        [("repeat", "contradiction", "")],
    ),
    "row of a total that its rows do not give": (
        BY_COMMUNE.replace("\tCộng\t45.320\t", "\tCộng\t45.230\t"),
        [("total", "contradiction", "11.020 + 12.100 + 10.400 + 11.800 = 45.320")],
    ),
    "row whose share its columns do not give": (
        BY_COMMUNE.replace("72,0", "74,0"),
        [("share", "contradiction", "108 : 150 = 72,0%")],
    ),
    "row whose quarters do not give the half-year": (
        QUARTERS.replace("2.100", "2.010"),
        [("total", "contradiction", "1.200 + 900 = 2.100")],
    ),
    "population as told and as a denominator": (
        "- Dân số trung bình là 801.200 người.\n"
        "- Số người tham gia bảo hiểm y tế là 760.100/800.900 người, đạt 94,9% tổng dân số.",
        [("repeat", "suspicious", "")],
    ),
}

AGREEING = {
    "part beside another part": (
        "- Toàn ngành có 2.780 người làm việc: tuyến tỉnh 951 người, tuyến huyện 1.186 người, tuyến xã 643 người."
    ),
    "right share": "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ: 4.120/9.300 trẻ, đạt tỷ lệ 44,3%.",
    "right share of the plan and change": ANNEX + "1\tSố lượt khám bệnh\t90.000\t45.000\t40.000\t50,0\t12,5",
    "less is better, told as plan by result": ANNEX
    + "1\tTỷ lệ trẻ suy dinh dưỡng (%)\t14,0\t15,0\t16,0\t93,3\t-1,0",
    "change of a rate told in percent of it": ANNEX + "1\tTỷ suất tử vong (‰)\t14,0\t12,0\t15,0\t85,7\t-20,0",
    "parts that need not be all": "- Toàn ngành có 250 bác sĩ, trong đó có 40 bác sĩ nữ, 60 bác sĩ chuyên khoa.",
    "total divided twice": (
        "- Đã tiếp nhận 290 hồ sơ (231 hồ sơ trực tuyến; 59 hồ sơ trực tiếp; "
        "224 hồ sơ đã trả; 66 hồ sơ đang giải quyết)."
    ),
    "same value printed to fewer places": (
        "- Tỷ lệ hộ gia đình sử dụng nước hợp vệ sinh đạt 94%."
        + ANNEX
        + "1\tTỷ lệ HGĐ dùng nước HVS (%)\t93,0\t94,1\t90,0\t101,2\t4,1"
    ),
    "money in two units": (
        "- Kinh phí ngân sách nhà nước đã giải ngân là 152.400 triệu đồng.\nII. TÀI CHÍNH\n"
        "- Kinh phí ngân sách nhà nước đã giải ngân là 152,4 tỷ đồng."
    ),
    "one wording under two diseases": (
        "2. Phòng, chống lao\n- Tổng số lượt khám bệnh là 1.500 lượt.\n"
        "3. Phòng, chống đái tháo đường\n- Tổng số lượt khám bệnh là 3.200 lượt."
    ),
    "one wording of two diseases named before it": (
        "- Khám bướu cổ cho 250 lượt người, hiện tổng số bệnh nhân quản lý là 1.690 bệnh nhân.\n"
        "- Khám tăng huyết áp cho 170 lượt người, hiện tổng số bệnh nhân quản lý là 580 bệnh nhân."
    ),
    "another population": (
        "- Tỷ lệ bao phủ bảo hiểm y tế đạt 93,5%.\n- Tỷ lệ bao phủ bảo hiểm y tế người dân tộc thiểu số đạt 98,0%."
    ),
    "target beside the result": (
        "- Tỷ lệ bao phủ bảo hiểm y tế đạt 93,5%.\nII. NHIỆM VỤ\n"
        "- Phấn đấu đến hết năm 2023, tỷ lệ bao phủ bảo hiểm y tế đạt 95,0%."
    ),
    "count and rate of one name": (
        "- Tỷ lệ xã đạt tiêu chí quốc gia về y tế đạt 88,0%.\n- Số xã đạt tiêu chí quốc gia về y tế là 121 xã."
    ),
    "another dose": (
        "- Tỷ lệ người từ 18 tuổi tiêm mũi 3 vắc xin COVID-19 đạt 72,0%.\n"
        "- Tỷ lệ người từ 18 tuổi tiêm mũi 4 vắc xin COVID-19 đạt 41,0%."
    ),
    "cases and deaths": "- Số ca mắc Sởi là 12 ca."
    + DISEASES
    + "1\tBệnh dại\t2\t1\t1\t1\n2\tSởi\t12\t0\t9\t0",
    "rows beside each other": (
        ANNEX
        + "1\tTỷ lệ trẻ tiêm đủ (%)\t95,0\t45,0\t44,0\t47,4\t1,0\n"
        + "\t- Số trẻ trong diện\t\t9.200\t\t\t\n\t- Số trẻ đã thực hiện\t\t4.140\t\t\t"
    ),
    "rows of one label with another plan": (
        ANNEX
        + "A\tTOÀN TỈNH\n1\tTruyền thông nhóm tại thôn, bản\t1.440\t80\t490\t5,6\t-83,7\n"
        + "B\tVÙNG DỰ ÁN\n1\tTruyền thông nhóm tại thôn, bản\t1.410\t75\t470\t5,3\t-84,0"
    ),
    "times as many, told as a rise": "- Tay chân miệng: 360 ca, tăng 4 lần so với cùng kỳ (90 ca).",
    "times as many, what was added": "- Tay chân miệng: 360 ca, tăng 3 lần so với cùng kỳ (90 ca).",
    "times as many against a plain difference": (
        "- Số ca mắc tay chân miệng là 360 ca, tăng 4 lần so với cùng kỳ (90 ca)."
        + ANNEX.replace("So cùng kỳ (%)", "So cùng kỳ")
        + "1\tSố ca mắc tay chân miệng (ca)\t\t360\t90\t\t270"
    ),
    "against the month before": (
        "- Sốt xuất huyết: trong tháng ghi nhận 45 ca mắc (tăng 12 ca so với tháng trước); "
        "lũy tích 310 ca, cùng kỳ 420 ca."
    ),
    "against the end of the year before, beside the same months": (
        "- Số giường bệnh thực kê 1.250 giường, tăng 30 giường so với cuối năm 2022 (cùng kỳ 1.190 giường)."
    ),
    "deaths of the year before in the sentence of the cases": (
        "- Sởi: ghi nhận 12 ca mắc, giảm 8 ca so với năm 2022 (20 ca); không có tử vong (năm 2022: 01 ca)."
        + ANNEX
        + "1\tSởi: số mắc (ca)\t\t12\t20\t\t-40,0"
    ),
    "parts that overlap": (
        "- Tổng số lượt khám là 9.400 lượt (trong đó BHYT 8.200; DTTS 2.600; trẻ em dưới 6 tuổi 1.700)."
    ),
    "new deaths and deaths of all years": (
        "- Lũy tích tử vong 1.310 ca, trong đó tử vong mới trong 6 tháng là 21 ca."
        + ANNEX
        + "I\tPHÒNG, CHỐNG HIV/AIDS\n1\tTử vong cộng dồn\t\t1.310\t1.270\t\t3,1"
    ),
    "sentence that agrees with the row of the total": (
        "- Sốt xuất huyết: ghi nhận 502 ca mắc." + BY_DISTRICT
    ),
    "table of communes that adds up": "- Dân số 45.320 người." + BY_COMMUNE,
    "quarters that add up": QUARTERS,
    "patients and their visits": (
        "- Lọc máu chu kỳ cho 16 bệnh nhân."
        + ANNEX
        + "1\tLọc máu chu kỳ (lượt)\t2.000\t1.240\t1.100\t62,0\t12,7"
    ),
    "patients managed and found": (
        "- Tăng huyết áp: phát hiện mới 310 bệnh nhân."
        + ANNEX
        + "1\tTăng huyết áp (bệnh nhân)\t5.000\t4.120\t4.000\t82,4\t3,0"
    ),
    "bounded value": (
        "- Tỷ lệ bao phủ bảo hiểm y tế đạt trên 93%.\nII. TỒN TẠI\n- Tỷ lệ bao phủ bảo hiểm y tế mới đạt 95,2%."
    ),
}


def told(content):
    return [(f.kind, f.level, f.working) for f in content.findings]


@pytest.mark.parametrize(("body", "expected"), SLIPS.values(), ids=SLIPS)
def test_slip_is_found_with_its_arithmetic(tmp_path, body, expected):
    assert told(read(tmp_path, body)) == expected


@pytest.mark.parametrize("body", AGREEING.values(), ids=AGREEING)
def test_nothing_is_found_where_all_agrees(tmp_path, body):
    content = read(tmp_path, body)
    assert content.figures
    assert told(content) == []


@pytest.mark.parametrize(("body", "expected"), SLIPS.values(), ids=SLIPS)
def test_message_is_one_sentence_that_holds_the_printed_number(tmp_path, body, expected):
    content = read(tmp_path, body)
    for finding in content.findings:
        first = content.figures[finding.figures[0]]
        assert finding.message.endswith(".") and "\n" not in finding.message
        assert first.printed.strip("-+()") in finding.message


def test_findings_come_gravest_first(tmp_path):
    content = read(
        tmp_path,
        "- Phụ nữ có thai tiêm đủ mũi uốn ván: 2.999/3.500 người, đạt tỷ lệ 85,6%.\n"
        "- Tổng số cơ sở vi phạm: 40 cơ sở (trong đó phạt tiền 25 cơ sở, nhắc nhở 22 cơ sở).\n"
        "- Trẻ em được tiêm đủ: 100/200 trẻ, đạt tỷ lệ 60,0%.",
    )
    assert [f.level for f in content.findings] == ["contradiction", "suspicious", "rounding"]


def test_audit_does_not_depend_on_other_reports_or_on_when_it_runs(tmp_path):
    content = read(tmp_path, SLIPS["prose against table, abbreviated"][0])
    assert audit(content.figures, content.sections) == content.findings


def test_name_with_many_values_is_no_name(tmp_path):
    lines = "\n".join(
        f"- Số lượt truyền thông lồng ghép tại cộng đồng là {n} lượt." for n in (120, 140, 160, 180)
    )
    assert told(read(tmp_path, lines)) == []


@pytest.mark.parametrize("key", ["dien-bien-6t-2024", "lai-chau-6t-2022"])
def test_real_reports_give_the_same_findings_from_text_and_word(shared, key):
    from ingest.pipeline import read_report

    found = [
        sorted(
            (f.kind, f.level, f.working)
            for f in read_report(shared / f"archive/{form}/{key}.{form}", key).findings
        )
        for form in ("txt", "docx")
    ]
    assert found[0] and all(one == other for one, other in pairwise(found))


def test_plan_of_a_district_has_no_findings(shared):
    from ingest.pipeline import read_report

    path = shared / "archive/txt/phong-tho-ke-hoach-2024.txt"
    assert read_report(path, path.stem).findings == ()
