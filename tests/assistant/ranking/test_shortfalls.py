"""Which targets were missed: as the report says it, in a sentence or in a cell, against the plan of the same year."""

from pathlib import Path

from tests.assistant.small_archive import assistant_of

REPORT = """SỞ Y TẾ HÀ GIANG
Số: 12/BC-SYT
Hà Giang, ngày 05 tháng 01 năm 2024

BÁO CÁO
Tổng kết công tác y tế năm 2023 và kế hoạch năm 2024

I. ĐÁNH GIÁ CHUNG
{said}

PHỤ LỤC
TT	Chỉ tiêu	ĐVT	KH 2023	TH 2023	Đánh giá	KH 2024
1	Tỷ lệ dân số tham gia BHYT	%	97,0	95,2	Không đạt	97,5
2	Tỷ lệ suy dinh dưỡng cân nặng/tuổi	%	16,0	15,4	Đạt	15,0
3	Tỷ lệ mắc lao các thể/100.000 dân	BN	-	56,3	-	55
"""
QUESTION = "Những chỉ tiêu nào của Hà Giang không đạt kế hoạch năm 2023?"


def test_row_says_itself_whether_it_reached_its_plan(tmp_path: Path) -> None:
    text = REPORT.format(said="Ngành y tế đã có nhiều cố gắng.")
    first = assistant_of(tmp_path, {"ha-giang-2023": text}).ask(QUESTION).text.split("\n")[0]
    assert "1 trong 2 chỉ tiêu" in first
    assert "BHYT" in first
    assert "lao" not in first  # its only plan is that of the next year


def test_sentence_without_a_number_stands_first(tmp_path: Path) -> None:
    text = REPORT.format(said="Một số chỉ tiêu không đạt: tham gia BHYT, trạm y tế có bác sĩ.")
    first = assistant_of(tmp_path, {"ha-giang-2023": text}).ask(QUESTION).text.split("\n")[0]
    assert "trạm y tế có bác sĩ" in first
