"""An archive of four reports worded for the tests: two provinces, a half-year and a month, a plan of a district."""

from __future__ import annotations

from pathlib import Path

from assistant.assistant import Assistant
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive

# Prose with plan, share of plan, same period; DTTS beside the whole; an annex that contradicts the prose on Sởi.
HOA_BINH = """SỞ Y TẾ HÒA BÌNH
Số: 318/BC-SYT
Hòa Bình, ngày 05 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN

1. Phòng, chống dịch bệnh
- Bệnh Sởi: ghi nhận 17 ca mắc, tăng 05 ca so với cùng kỳ năm 2022, không có tử vong.
- Bệnh Tay chân miệng: ghi nhận 143 ca mắc, giảm 21 ca so với cùng kỳ năm 2022 (164 ca).
- Ngộ độc thực phẩm: xảy ra 03 vụ, 29 người mắc, không có tử vong.

2. Tiêm chủng mở rộng
Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 46,8%, tăng 2,3% so với cùng kỳ năm 2022 (44,5%), kế hoạch giao 95%.
Tỷ lệ phụ nữ có thai được tiêm vắc xin uốn ván đạt 41,7%, giảm 3,4% so với cùng kỳ.

3. Chăm sóc sức khỏe sinh sản
Tỷ lệ phụ nữ đẻ được quản lý thai đạt 91,2%, trong đó phụ nữ đẻ người dân tộc thiểu số được quản lý thai đạt 84,6%.
Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi là 19,7%, giảm 0,6% so với cùng kỳ.

4. Khám bệnh, chữa bệnh
Tổng số lượt khám bệnh là 512.340 lượt, đạt 54,2% kế hoạch năm, tăng 8,1% so với cùng kỳ.
Tổng số lượt điều trị nội trú là 61.275 lượt, đạt 51,9% kế hoạch năm.

5. Dân số
Tỷ số giới tính khi sinh là 113,4 bé trai/100 bé gái. Tỷ lệ người dân tham gia bảo hiểm y tế đạt 94,3%.

II. KHÓ KHĂN, TỒN TẠI
- Vắc xin trong chương trình tiêm chủng cấp không đều, nhiều tháng thiếu cục bộ.
- Trạm y tế xã thiếu bác sĩ.

Phụ lục 01
KẾT QUẢ THỰC HIỆN CHỈ TIÊU CHUYÊN MÔN 6 THÁNG ĐẦU NĂM 2023
STT\tNội dung\tĐơn vị tính\tKế hoạch năm 2023\tThực hiện 6T/2023\tThực hiện 6T/2022\tSo với kế hoạch (%)\tSo với cùng kỳ
I\tBệnh truyền nhiễm\t\t\t\t\t\t
1\tSởi\t\t\t\t\t\t
-\tSố ca mắc\tCa\t\t19\t12\t\t7
2\tDại\t\t\t\t\t\t
-\tSố ca mắc\tCa\t\t2\t3\t\t-1
-\tSố ca tử vong\tCa\t\t2\t3\t\t-1
II\tPhòng, chống bệnh không lây nhiễm\t\t\t\t\t\t
1\tTăng huyết áp\t\t\t\t\t\t
-\tBệnh nhân phát hiện mới\tNgười\t1.200\t655\t598\t54,6\t9,5
-\tBệnh nhân đang quản lý\tNgười\t18.500\t17.904\t16.730\t96,8\t7,0
2\tĐái tháo đường\t\t\t\t\t\t
-\tBệnh nhân phát hiện mới\tNgười\t480\t271\t233\t56,5\t16,3
-\tBệnh nhân đang quản lý\tNgười\t6.900\t6.618\t6.104\t95,9\t8,4
III\tXét nghiệm\t\t\t\t\t\t
1\tSố mẫu nước được xét nghiệm\tMẫu\t320\t148\t161\t46,3\t-8,1

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Văn Lâm
"""

# The same indicators of another place, and one that only this place reports.
YEN_BAI = """SỞ Y TẾ YÊN BÁI
Số: 207/BC-SYT
Yên Bái, ngày 03 tháng 7 năm 2023

BÁO CÁO
Công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ

1. Phòng, chống dịch bệnh
- Bệnh Tay chân miệng: ghi nhận 88 ca mắc, tăng 12 ca so với cùng kỳ năm 2022.
- Bệnh Thủy đậu: ghi nhận 236 ca mắc.

2. Tiêm chủng mở rộng
Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 43,1%, giảm 1,9% so với cùng kỳ năm 2022.

3. Khám bệnh, chữa bệnh
Tổng số lượt khám bệnh là 438.906 lượt, đạt 52,7% kế hoạch năm.

4. Dân số
Tỷ lệ người dân tham gia bảo hiểm y tế đạt 95,8%. Toàn tỉnh có 1.472 cộng tác viên dân số.
"""

# A month beside the months so far.
YEN_BAI_MONTH = """SỞ Y TẾ YÊN BÁI
Số: 355/BC-SYT
Yên Bái, ngày 04 tháng 11 năm 2023

BÁO CÁO
Công tác y tế tháng 10 năm 2023

I. KẾT QUẢ

1. Phòng, chống dịch bệnh
- Sốt xuất huyết: trong tháng ghi nhận 14 ca mắc; lũy tích từ đầu năm 97 ca mắc, không có tử vong.
- Bệnh Tay chân miệng: trong tháng ghi nhận 22 ca mắc; lũy tích từ đầu năm 151 ca mắc.

2. Khám bệnh, chữa bệnh
Tổng số lượt khám bệnh trong tháng là 71.330 lượt; lũy tích từ đầu năm 742.815 lượt.
"""

PLAN = """UBND HUYỆN LẠC SƠN
Số: 24/KH-UBND
Lạc Sơn, ngày 12 tháng 01 năm 2023

KẾ HOẠCH
Chăm sóc và bảo vệ sức khỏe nhân dân huyện Lạc Sơn, tỉnh Hòa Bình năm 2023

I. MỤC TIÊU
- Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 96%.
- Tỷ lệ người dân tham gia bảo hiểm y tế đạt 97,5%.
- Giảm tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi xuống còn 18,2%.

II. TỔ CHỨC THỰC HIỆN
Trung tâm Y tế huyện là cơ quan thường trực, chủ trì thực hiện kế hoạch.
"""

FILES = {
    "hoa-binh-6t-2023": HOA_BINH,
    "yen-bai-6t-2023": YEN_BAI,
    "yen-bai-t10-2023": YEN_BAI_MONTH,
    "lac-son-ke-hoach-2023": PLAN,
}


def make_archive(folder: Path) -> Archive:
    files = folder / "files"
    files.mkdir()
    for key, text in FILES.items():
        (files / f"{key}.txt").write_text(text, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([files], archive, lambda _: None)
    return archive


def make_assistant(folder: Path) -> Assistant:
    return Assistant(make_archive(folder))
