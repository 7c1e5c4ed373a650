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


def read(folder: Path, body: str, name: str = "bao-cao") -> ReportContent:
    """The records of a report with this text below its head."""
    path = folder / f"{name}.txt"
    path.write_text(HEAD + body + "\n", encoding="utf-8")
    return read_report(path, name)
