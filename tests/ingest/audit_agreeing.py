"""Bodies of reports in which an audit finds nothing: what looks like a slip, and is none."""

from __future__ import annotations

from tests.ingest.audit_reports import ANNEX, BY_COMMUNE, BY_DISTRICT, DISEASES, QUARTERS

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
    "staff whose name is a unit elsewhere": (
        "- Hiện có 120 người: bác sĩ 31, y tế công cộng 22, dược sĩ 9, xét nghiệm 25, điều dưỡng 18, khác 15."
    ),
    "money that is rounded": (
        "- Tổng chi 61,3 tỷ đồng: chi lương 40,1 tỷ đồng; chi thuốc 18,0 tỷ đồng; chi khác 3,1 tỷ đồng."
    ),
    "another disease after a semicolon": "- Ghi nhận 15 ca sởi, trong đó 06 ca ngoại lai; ho gà 72 ca.",
    "species of malaria": "- Sốt rét: 19 ca (P. falciparum 11, P. vivax 08).",
    "districts below a measure, beside their total": (
        "\nPhụ lục 06\nMột số kết quả theo huyện\n\nĐịa phương\tSXHD\tTử vong trẻ dưới 5 tuổi\n"
        "Huyện Na Hang\t31\t4\nHuyện Vô Danh\t25\t9\nHuyện Hàm Yên\t40\t7\nCộng\t96\t20"
    ),
    "one disease in two chapters, of two stretches": (
        "- Trong kỳ phát hiện 143 người nhiễm HIV mới.\nII. HIV/AIDS\n"
        "- Lũy tích phát hiện 2.310 người nhiễm HIV."
    ),
    "total of some wards, and one ward": (
        "- Số giường bệnh thực kê 412 giường; công suất sử dụng giường bệnh 108,9%."
        "\n\nBảng 7. Hoạt động của một số khoa\n\nKhoa\tSố giường bệnh thực kê\tCông suất sử dụng giường bệnh (%)\n"
        "Nhi\t64\t97,8\nSản\t96\t92,3\nCộng\t160\t"
    ),
}
