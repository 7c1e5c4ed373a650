"""Two offices that word the same indicators differently, beside indicators that only look alike."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive

TUYEN_QUANG = """SỞ Y TẾ TUYÊN QUANG
Số: 91/BC-SYT
Tuyên Quang, ngày 04 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN

1. Tiêm chủng mở rộng
Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 46,1%, kế hoạch giao 95%, cùng kỳ năm 2022 là 44,0%.
Tỷ lệ trẻ dưới 1 tuổi tiêm vắc xin BCG đạt 51,3%.
Tỷ lệ trẻ 18 tháng tuổi được tiêm chủng đầy đủ đạt 40,2%.
Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ ở các xã khu vực III đạt 41,7%.
Tỷ lệ trẻ em dân tộc thiểu số dưới 1 tuổi được tiêm chủng đầy đủ đạt 43,9%.
Số trẻ em dưới 1 tuổi được tiêm chủng đầy đủ là 5.872 trẻ.

2. Phòng, chống dịch bệnh
- Bệnh Sởi: ghi nhận 12 ca mắc, không có tử vong.
- Số bệnh nhân lao mới phát hiện là 210 ca.
- Tỷ suất tử vong trẻ em dưới 1 tuổi là 14,2‰.

3. Khám bệnh, chữa bệnh
Tổng số lượt khám bệnh là 402.118 lượt, đạt 51,2% kế hoạch năm.
Công suất sử dụng giường bệnh đạt trên 92%.
Kinh phí ngân sách nhà nước đã sử dụng là 1,5 tỷ đồng.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Lê Văn Bình
"""

CAO_BANG = """SỞ Y TẾ CAO BẰNG
Số: 77/BC-SYT
Cao Bằng, ngày 06 tháng 7 năm 2023

BÁO CÁO
Tình hình hoạt động ngành y tế 6 tháng năm 2023

A. HOẠT ĐỘNG CHUYÊN MÔN

1/ Hoạt động tiêm chủng
+ TE < 1 tuổi TCĐĐ: 48,4%.
+ TE 18 tháng TCĐĐ: 39,5%.

2/ Bệnh truyền nhiễm
+ BN lao mới: 148 ca.
+ TV TE < 1 tuổi: 17,9‰.

3/ Hoạt động điều trị
+ Lượt KB: 371.900 lượt.
+ CS sử dụng GB: 88,5%.
+ Ngân sách đã chi: 900 triệu đồng.

Biểu 1
TỔNG HỢP SỐ LIỆU 6 THÁNG NĂM 2023
STT\tTên chỉ số\tĐơn vị\tKế hoạch 2023\tThực hiện 6T/2023\tThực hiện 6T/2022
1\tTE < 1 tuổi TCĐĐ\t%\t96\t48,4\t45,5
2\tBệnh sởi\t\t\t\t
-\tSố ca mắc\tca\t\t5\t8
-\tSố ca tử vong\tca\t\t0\t1
"""

CAO_BANG_YEAR = """SỞ Y TẾ CAO BẰNG
Số: 12/BC-SYT
Cao Bằng, ngày 09 tháng 01 năm 2023

BÁO CÁO
Tổng kết công tác y tế năm 2022

1/ Hoạt động tiêm chủng
+ TE < 1 tuổi TCĐĐ: 94,6%.

2/ Hoạt động điều trị
+ Lượt KB: 760.412 lượt.
"""

FILES = {
    "tuyen-quang-6t-2023": TUYEN_QUANG,
    "cao-bang-6t-2023": CAO_BANG,
    "cao-bang-2022": CAO_BANG_YEAR,
}


def make_archive(folder: Path) -> Archive:
    files = folder / "files"
    files.mkdir()
    for key, text in FILES.items():
        (files / f"{key}.txt").write_text(text, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([files], archive, lambda _: None)
    return archive
