"""What an audit finds: the body of a report → kind, level and working of its findings."""

from __future__ import annotations

from tests.ingest.audit_reports import ANNEX, BY_COMMUNE, BY_DISTRICT, DISEASES, QUARTERS

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
    "money by what it was spent on": (
        "- Tổng chi sự nghiệp 71.250 triệu đồng: chi lương 40.120 triệu đồng; chi thuốc 18.030 triệu đồng; "
        "chi khác 3.100 triệu đồng.",
        [("total", "contradiction", "40.120 + 18.030 + 3.100 = 61.250")],
    ),
    "parts up to a semicolon, a digit short of their total": (
        "- Tổng số nhân viên y tế 3.105 người, gồm tuyến tỉnh 1.420 người, tuyến huyện 1.011 người, "
        "tuyến xã 774 người; bác sĩ 815 người.",
        [("total", "suspicious", "1.420 + 1.011 + 774 = 3.205")],
    ),
    "disease in the summary and in its own chapter": (
        "- Trong kỳ phát hiện 143 người nhiễm HIV mới.\nII. HIV/AIDS\n"
        "- Xét nghiệm 9.120 mẫu, phát hiện 134 người nhiễm HIV mới.",
        [("repeat", "suspicious", "")],
    ),
    "another disease after a semicolon against its row": (
        "- Ghi nhận 15 ca sởi, trong đó 06 ca ngoại lai; ho gà 72 ca."
        + DISEASES
        + "1\tHo gà\t42\t0\t30\t0\n2\tSởi\t15\t0\t9\t0",
        [("repeat", "contradiction", "")],
    ),
}
