"""Numbers side by side that are easily taken for each other, and names that look like other words."""

from __future__ import annotations

import pytest

from assistant.citation import Citation
from assistant.guard.guard import Guard
from assistant.sources import SourceShelf
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from ui.composition import sentence_figures
from vectorstore.archive import Archive

REPORT = """SỞ Y TẾ LAI CHÂU
Số: 93/BC-SYT
Lai Châu, ngày 04 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN

1. Điều trị nghiện
Số người nghiện đang được điều trị là 1.240 người (trong đó Methadone 1.105 người và Buprenorphine 135 người).
Điều trị thay thế bằng Methadone tại 9 cơ sở điều trị và 17 cơ sở cấp phát.

2. Phòng, chống HIV/AIDS
Lũy tích toàn tỉnh có 3.415 ca nhiễm HIV; số chuyển AIDS lũy tích 1.982 ca; số tử vong lũy tích 1.220 ca.

3. Tiêm chủng
Tỷ lệ người từ 18 tuổi trở lên được tiêm mũi 2 đạt 96,4%, mũi nhắc lại 1 đạt 71,3%, mũi nhắc lại 2 đạt 15,8%.
Quý I được cấp 4.300 liều vắc xin sởi, thiếu 2.150 liều so với nhu cầu.
Trẻ được tiêm vắc xin sởi đạt 83,6%, ở trẻ dân tộc thiểu số đạt 74,9%.

Còn 57 trẻ chưa được tiêm vắc xin sởi, do hết vắc xin tại các điểm tiêm chủng.

4. Phòng, chống ngộ độc thực phẩm
Xảy ra 02 vụ với 31 ca mắc (cùng kỳ năm 2022 xảy ra 01 vụ với 25 ca mắc).

5. Y tế cơ sở
Tổng số giường bệnh toàn tỉnh: 1.460 giường (tuyến tỉnh: 600 giường, tuyến huyện: 860 giường).
Bệnh nhân tăng HA được quản lý tại trạm y tế là 9.870 bệnh nhân, cùng kỳ 9.120 bệnh nhân.

Phụ lục 01
KẾT QUẢ THỰC HIỆN CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2023
STT\tNội dung\tĐơn vị tính\tKế hoạch năm 2023\tThực hiện 6T/2023\tThực hiện 6T/2022\tSo với kế hoạch (%)\tSo với cùng kỳ
A\tCÁC HOẠT ĐỘNG Y TẾ - DÂN SỐ\t\t\t\t\t\t
I\tDân số và phát triển\t\t\t\t\t\t
1\tDịch vụ kế hoạch hóa gia đình\t\t\t\t\t\t
-\tThuốc tiêm tránh thai\tNgười\t2.100\t640\t915\t30,5\t-30,1
-\tViên uống tránh thai\tNgười\t9.300\t8.870\t9.450\t95,4\t-6,1
-\tTỷ lệ mắc hen/10.000 dân\t\t15,1\t14,2\t16,3\t94,0\t-12,9
-\tTỷ lệ trẻ 1 - 5 tuổi được tẩy giun\t%\t90,0\t87,5\t92,6\t97,2\t-5,1
-\tTỷ lệ sâu răng khu vực thành thị/1.000 dân\t\t44,0\t41,3\t47,6\t93,9\t-13,2
-\tSố hộ có nhà tiêu hợp vệ sinh vùng nông thôn\tHộ\t7.700\t7.150\t6.980\t92,9\t2,4
-\tTỷ số giới tính khi sinh\tnam/100 nữ\t110,5\t111,7\t112,3\t98,9\t-0,6
2\tTỷ số chết mẹ: 1/100.000 trẻ đẻ sống\t\t31,5\t18,2\t29,7\t57,8\t-38,7
"""
PERIOD = "6 tháng đầu năm 2023"


@pytest.fixture(scope="module")
def guard(tmp_path_factory):
    folder = tmp_path_factory.mktemp("traps")
    (folder / "lai-chau-6t-2023.txt").write_text(REPORT, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([folder / "lai-chau-6t-2023.txt"], archive, lambda _: None)
    (report,) = archive.reports()
    sections = archive.sections(report.key)
    quotes = dict.fromkeys((f.section, f.page, f.quote) for f in archive.figures(reports=[report.key]))
    shelf = SourceShelf(archive)
    sources = [
        shelf.of_citation(number, Citation(report, sections[section].path, page, quote))
        for number, (section, page, quote) in enumerate(quotes, start=1)
    ]
    return lambda: Guard(sources, sentence_figures, "Số liệu các chỉ tiêu y tế của Lai Châu?")


HOLDS = {
    "part of a whole": f"Số người nghiện điều trị Methadone của Lai Châu {PERIOD} là 1.105 người",
    "the whole": f"Số người nghiện đang được điều trị của Lai Châu {PERIOD} là 1.240 người",
    "later stage": f"Lũy tích số chuyển AIDS của Lai Châu {PERIOD} là 1.982 ca",
    "later dose": f"Tỷ lệ người từ 18 tuổi trở lên của Lai Châu được tiêm mũi nhắc lại 2 {PERIOD} đạt 15,8%",
    "result and prior of a row": (
        f"{PERIOD}, số người dùng thuốc tiêm tránh thai của Lai Châu là 640 người, cùng kỳ năm trước là 915 người"
    ),
    "result, plan and change of a row": (
        f"Viên uống tránh thai của Lai Châu {PERIOD} là 8.870 người, giảm 6,1% so với cùng kỳ, "
        "kế hoạch năm 2023 là 9.300 người"
    ),
    "rise in a name": f"{PERIOD}, bệnh nhân tăng HA được quản lý tại trạm y tế của Lai Châu là 9.870 bệnh nhân",
    "parts of a total": (
        f"{PERIOD}, Lai Châu có 1.460 giường bệnh, trong đó tuyến tỉnh 600 giường và tuyến huyện 860 giường"
    ),
    "number in a name": f"Tỷ số chết mẹ: 1/100.000 trẻ đẻ sống của Lai Châu {PERIOD} là 18,2/100.000 trẻ đẻ sống",
    "base of a rate's name": f"Tỷ lệ mắc hen/10.000 dân của Lai Châu {PERIOD} là 14,2/10.000 dân",
    "ages of a name": f"Tỷ lệ trẻ 1 - 5 tuổi được tẩy giun của Lai Châu {PERIOD} đạt 87,5%, giảm 5,1% so với cùng kỳ",
    "year behind a plan": f"Thuốc tiêm tránh thai của Lai Châu {PERIOD} là 640 người so với kế hoạch năm 2023",
    "population of a rate's name": (
        f"Tỷ lệ sâu răng khu vực thành thị/1.000 dân của Lai Châu {PERIOD} là 41,3/1.000 dân"
    ),
    "a population behind the number": f"Lai Châu có 7.150 hộ vùng nông thôn có nhà tiêu hợp vệ sinh trong {PERIOD}",
    "a population that is not told": (
        f"Báo cáo không nêu riêng cho hộ nghèo; tỷ lệ mắc hen/10.000 dân của Lai Châu {PERIOD} là 14,2/10.000 dân"
    ),
    "populations of a unit": f"Tỷ số giới tính khi sinh của Lai Châu {PERIOD} là 111,7 nam/100 nữ",
    "periods in brackets": (
        "Viên uống tránh thai của Lai Châu giảm từ 9.450 người (6 tháng đầu năm 2022) "
        "xuống 8.870 người (6 tháng đầu năm 2023)"
    ),
    "what was lacking": "Số liều vắc xin sởi còn thiếu của Lai Châu trong quý I năm 2023 là 2.150 liều",
    "denied by the source": f"Lai Châu {PERIOD} còn 57 trẻ chưa được tiêm vắc xin sởi",
    "a cause of the source": (
        f"Lai Châu {PERIOD} còn 57 trẻ chưa được tiêm vắc xin sởi, do hết vắc xin tại các điểm tiêm chủng"
    ),
    "below the plan": f"Viên uống tránh thai của Lai Châu {PERIOD} là 8.870 người, chưa đạt kế hoạch năm",
    "under a ceiling": (
        f"Tỷ số chết mẹ: 1/100.000 trẻ đẻ sống của Lai Châu {PERIOD} là 18,2/100.000 trẻ đẻ sống, đạt kế hoạch năm"
    ),
    "everybody, then a population": (
        f"Tỷ lệ trẻ của Lai Châu được tiêm vắc xin sởi {PERIOD} đạt 83,6%, ở trẻ dân tộc thiểu số đạt 74,9%"
    ),
    "a population, then everybody": (
        f"Tỷ lệ trẻ dân tộc thiểu số của Lai Châu được tiêm vắc xin sởi {PERIOD} đạt 74,9%, "
        "tỷ lệ chung về tiêm vắc xin sởi ở trẻ đạt 83,6%"
    ),
}
FAILS = {
    "periods in brackets exchanged": (
        "Viên uống tránh thai của Lai Châu là 8.870 người (6 tháng đầu năm 2022) "
        "và 9.450 người (6 tháng đầu năm 2023)"
    ),
    "deaths for cases": f"Số ca tử vong do ngộ độc thực phẩm của Lai Châu {PERIOD} là 31 ca",
    "cured for cases": f"Lai Châu {PERIOD} có 31 ca ngộ độc thực phẩm đã điều trị khỏi",
    "cases for deaths": f"Lũy tích số ca mắc HIV/AIDS của Lai Châu {PERIOD} là 1.220 ca",
    "suspected for found": f"Lai Châu {PERIOD} có 31 ca nghi mắc ngộ độc thực phẩm",
    "denied": f"Bệnh nhân tăng HA không được quản lý tại trạm y tế của Lai Châu {PERIOD} là 9.870 bệnh nhân",
    "a denial left out": f"Lai Châu {PERIOD} có 57 trẻ được tiêm vắc xin sởi",
    "the country": f"Bệnh nhân tăng HA được quản lý tại trạm y tế của cả nước {PERIOD} là 9.870 bệnh nhân",
    "each month": f"Bình quân mỗi tháng {PERIOD}, Lai Châu quản lý 9.870 bệnh nhân tăng HA tại trạm y tế",
    "each year": "Hằng năm, số bệnh nhân tăng HA được quản lý tại trạm y tế của Lai Châu là 9.870 bệnh nhân",
    "a plan met that is not": f"Viên uống tránh thai của Lai Châu {PERIOD} là 8.870 người, hoàn thành kế hoạch năm",
    "a plan met that none gives": (
        f"Bệnh nhân tăng HA được quản lý tại trạm y tế của Lai Châu {PERIOD} là 9.870 bệnh nhân, đạt kế hoạch đề ra"
    ),
    "steady, while it rose": (
        f"Bệnh nhân tăng HA được quản lý tại trạm y tế của Lai Châu {PERIOD} là 9.870 bệnh nhân, duy trì ổn định"
    ),
    "full-width digits": f"Viên uống tránh thai của Lai Châu {PERIOD} là ９.８７０ người",
    "Roman numerals": f"Số ca mắc ngộ độc thực phẩm của Lai Châu {PERIOD} là XLI ca",
    "dozens": f"Lai Châu {PERIOD} có hai tá ca mắc ngộ độc thực phẩm",
    "words that nothing follows": f"Số ca mắc ngộ độc thực phẩm của Lai Châu {PERIOD} là ba mươi bảy",
    "an invented cause": (
        f"Viên uống tránh thai của Lai Châu {PERIOD} là 8.870 người, do người dân chủ quan và thiếu kinh phí"
    ),
    "whole for its part": f"Số người nghiện điều trị Methadone của Lai Châu {PERIOD} là 1.240 người",
    "part for another part": f"Số người nghiện điều trị Buprenorphine của Lai Châu {PERIOD} là 1.105 người",
    "AIDS for HIV": f"Lũy tích ca nhiễm HIV của Lai Châu {PERIOD} là 1.982 ca",
    "dose 2 for booster 2": f"Tỷ lệ người từ 18 tuổi trở lên của Lai Châu được tiêm mũi nhắc lại 2 {PERIOD} đạt 96,4%",
    "treatment for dispensing": f"Lai Châu {PERIOD} điều trị thay thế bằng Methadone tại 9 cơ sở cấp phát",
    "lacking for given": "Quý I năm 2023, Lai Châu được cấp 2.150 liều vắc xin sởi",
    "bound on a small number": "Cùng kỳ 6 tháng đầu năm 2022, Lai Châu có dưới 25 ca mắc ngộ độc thực phẩm",
    "a year for its half": "Năm 2023, Lai Châu có 640 người dùng thuốc tiêm tránh thai",
    "thousands": f"{PERIOD}, Lai Châu có 640 nghìn người dùng thuốc tiêm tránh thai",
    "millions": f"{PERIOD}, số ca mắc ngộ độc thực phẩm của Lai Châu là 31 triệu ca",
    "plan of the year for its half": f"Kế hoạch {PERIOD} của Lai Châu về viên uống tránh thai là 9.300 người",
    "plan of another year": "Kế hoạch năm 2022 của Lai Châu về tỷ số chết mẹ: 1/100.000 trẻ đẻ sống: 31,5/100.000 trẻ",
    "a group of people": f"Viên uống tránh thai ở phụ nữ có thai của Lai Châu {PERIOD} là 8.870 người",
    "the old": f"Viên uống tránh thai ở người cao tuổi của Lai Châu {PERIOD} là 8.870 người",
    "a population behind a comma": f"Tỷ lệ mắc hen/10.000 dân của Lai Châu {PERIOD} là 14,2, ở hộ nghèo",
    "a population in brackets behind": f"Tỷ lệ mắc hen/10.000 dân của Lai Châu {PERIOD} là 14,2/10.000 dân (hộ nghèo)",
    "a population beside the one of the name": (
        f"Tỷ lệ sâu răng ở người dân tộc thiểu số (khu vực thành thị)/1.000 dân của Lai Châu {PERIOD}: 41,3/1.000 dân"
    ),
    "a population before a rate": f"Ở người dân tộc thiểu số, tỷ lệ mắc hen/10.000 dân của Lai Châu {PERIOD}: 14,2",
    "a population in brackets": f"Tỷ lệ mắc hen (khu vực nông thôn)/10.000 dân của Lai Châu {PERIOD}: 14,2/10.000 dân",
    "a population behind a rate": f"Tỷ lệ mắc hen/10.000 dân của Lai Châu {PERIOD} là 14,2 ở hộ nghèo",
    "a population for another": f"Lai Châu có 7.150 hộ nghèo có nhà tiêu hợp vệ sinh trong {PERIOD}",
    "everybody for a population": f"Tỷ lệ trẻ dân tộc thiểu số của Lai Châu được tiêm vắc xin sởi {PERIOD} đạt 83,6%",
    "a population for everybody": f"Tỷ lệ trẻ của Lai Châu được tiêm vắc xin sởi {PERIOD} đạt 74,9%",
    "another age": f"Tỷ lệ trẻ 6 tuổi được tẩy giun của Lai Châu {PERIOD} đạt 87,5%",
    "a day that none named": "Tính đến ngày 17/3/2023, viên uống tránh thai của Lai Châu là 8.870 người",
    "result as a target": "Mục tiêu của Lai Châu năm 2023 về viên uống tránh thai là 8.870 người",
    "sibling row": f"{PERIOD}, số người dùng viên uống tránh thai của Lai Châu là 640 người",
    "result and prior exchanged": (
        f"{PERIOD}, thuốc tiêm tránh thai của Lai Châu là 915 người, cùng kỳ năm trước là 640 người"
    ),
    "fall as a rise": f"Viên uống tránh thai của Lai Châu {PERIOD} là 8.870 người, tăng 6,1% so với cùng kỳ",
}


@pytest.mark.parametrize("text", HOLDS.values(), ids=HOLDS)
def test_truth_holds(guard, text):
    assert guard().check(f"{text} [1].").fault == ""  # whatever it cites, the right source is found


@pytest.mark.parametrize("text", FAILS.values(), ids=FAILS)
def test_lie_fails(guard, text):
    assert guard().check(f"{text} [1].").fault
