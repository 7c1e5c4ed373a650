"""Small reports for the audit, written out in the tests."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import read_report
from vectorstore.records import ReportContent

HEAD = """SỞ Y TẾ TUYÊN QUANG
Số: 31/BC-SYT
Tuyên Quang, ngày 08 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN
1. Công tác chung
"""
ANNEX = """
Phụ lục 01
Kết quả thực hiện các chỉ tiêu 6 tháng đầu năm 2023

TT\tChỉ tiêu\tKế hoạch năm 2023\tThực hiện 6T.2023\tCùng kỳ 2022\tSo KH (%)\tSo cùng kỳ (%)
"""
DISEASES = """
Phụ lục 02
Tình hình mắc, tử vong do bệnh truyền nhiễm 6 tháng đầu năm 2023

TT\tTên bệnh\tMắc 2023\tChết 2023\tMắc 2022\tChết 2022
"""

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


def read(folder: Path, body: str, name: str = "bao-cao") -> ReportContent:
    """The records of a report with this text below its head."""
    path = folder / f"{name}.txt"
    path.write_text(HEAD + body + "\n", encoding="utf-8")
    return read_report(path, name)
