"""Small archives made of reports that are written out in the tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.assistant import Assistant
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive

REPORT = """SỞ Y TẾ HÀ GIANG
Số: 412/BC-SYT
Hà Giang, ngày 08 tháng 7 năm 2023

BÁO CÁO
Kết quả hoạt động y tế nửa đầu năm 2023

I. KẾT QUẢ THỰC HIỆN

1. Phòng, chống dịch bệnh
Trong 6 tháng đầu năm 2023, một số bệnh tăng so với cùng kỳ, như: Thủy đậu, Quai bị, Cúm, Tay chân miệng.
- Bệnh Dại: lũy tích 02 ca mắc, giảm 03 ca so với cùng kỳ năm 2022.
- Bệnh Sởi: lũy tích 04 ca mắc, không có tử vong, giảm 06 ca so với cùng kỳ năm 2022.
- Bệnh Lao: phát hiện 85 bệnh nhân lao mới, tăng 20 bệnh nhân so với cùng kỳ (do tổ chức khám sàng lọc lưu động).

2. An toàn thực phẩm
Có 01 vụ ngộ độc do ăn nấm rừng tại xã Lũng Cú, 05 người mắc phải nhập viện, không có tử vong.

3. Quản lý hành nghề
Toàn tỉnh có 03 bệnh viện tư nhân đang hoạt động¹.
¹ Bệnh viện Bình Minh, Bệnh viện Hoa Lư và Bệnh viện An Phú.

4. Văn bản quy phạm pháp luật
Sở Y tế được giao xây dựng 02 văn bản trình tỉnh ban hành trong năm 2023 theo chương trình của Ủy ban. \
(1) Nghị quyết về mức chi hỗ trợ cô đỡ thôn bản. (2) Quyết định về phân cấp quản lý trạm y tế. \
Do chờ hướng dẫn của Trung ương, Sở Y tế đã có Tờ trình số 77/TTr-SYT xin lùi thời gian trình các nội dung trên.

II. KHÓ KHĂN, TỒN TẠI
- Nhà trạm của nhiều xã biên giới dột nát, chưa có kinh phí sửa chữa.
- Thiếu bác sĩ chuyên khoa gây mê tại tuyến huyện.

III. NHIỆM VỤ 6 THÁNG CUỐI NĂM
1. Công tác dân số
Tổ chức chiến dịch truyền thông dân số tại các xã có mức sinh cao.
2. Công tác dược
Hoàn thành đấu thầu thuốc tập trung trong quý III.

IV. ĐỀ XUẤT, KIẾN NGHỊ
1. Với Ủy ban nhân dân tỉnh
- Bố trí 12 tỷ đồng sửa chữa nhà trạm các xã biên giới.
2. Với Bộ Y tế
- Sớm ban hành định mức nhân lực cho trạm y tế.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Nguyễn Thị Mai Hoa
"""

PLAN = """UBND HUYỆN BẮC MÊ
Số: 15/KH-UBND
Bắc Mê, ngày 10 tháng 01 năm 2023

KẾ HOẠCH
Chăm sóc sức khỏe nhân dân huyện Bắc Mê năm 2023

I. MỤC TIÊU
- Tỷ lệ bao phủ bảo hiểm y tế đạt 97%.

II. GIẢI PHÁP
Thực hiện Quyết định số 1345/QĐ-BYT của Bộ Y tế về nâng cao tinh thần phục vụ người bệnh.

III. TỔ CHỨC THỰC HIỆN
1. Trung tâm Y tế huyện
Là đơn vị thường trực, giúp Ủy ban tham mưu và triển khai kế hoạch.
2. Hội Phụ nữ huyện
Vận động hội viên đưa con đi tiêm chủng đúng lịch.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def make_assistant(folder: Path) -> Assistant:
    """An assistant over one report of a province and one plan of a district."""
    return assistant_of(folder, {"ha-giang-6t-2023": REPORT, "bac-me-ke-hoach-2023": PLAN})


def assistant_of(folder: Path, reports: Mapping[str, str]) -> Assistant:
    """An assistant over the texts of reports by file name."""
    files = folder / "files"
    files.mkdir()
    for name, text in reports.items():
        (files / f"{name}.txt").write_text(text, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([files], archive, lambda _: None)
    return Assistant(archive)


def report_text(agency: str, title: str, body: str) -> str:
    """A report of one section."""
    return f"{agency.upper()}\nSố: 101/BC\n\nBÁO CÁO\n{title}\n\nI. KẾT QUẢ\n{body}\n"
