"""A file read once: every number of it is a figure, or dismissed with its reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.reading import read_file

TEXT = """SỞ Y TẾ TỈNH ĐẮK NÔNG
BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023
I. PHÒNG, CHỐNG DỊCH
Thực hiện Kế hoạch số 45/KH-SYT ngày 12/01/2023, toàn tỉnh ghi nhận 37 ca sốt rét, giảm 9 ca so với cùng kỳ.
Không có ca tử vong do sởi.
TT\tChỉ tiêu\tKH 2023\tTH 6T/2023\tSo với KH (%)
1\tSố ca mắc sởi\t-\t4\t#DIV/0!
2\tSố mẫu giám sát\t120\t66\t55,0
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "dak-nong.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_every_number_is_a_figure_or_dismissed(path):
    reading = read_file(path, "dak-nong", "")
    printed = [figure.printed for figure in reading.content.figures]
    assert printed == ["37", "9", "Không", "4", "120", "66", "55,0"]
    assert [(gap.indicator, gap.printed) for gap in reading.content.gaps] == [
        ("Số ca mắc sởi", "-"),
        ("Số ca mắc sởi", "#DIV/0!"),
    ]
    reasons = Counter(found.reason for found in reading.no_figures)
    assert reasons["document number"] == 1 and reasons["ordinal"] == 2 and reasons["date"] == 3
    assert reading.unexplained() == 0
    assert reading.numbers() == 6 + reading.dismissed_numbers + 1  # the zero of "#DIV/0!"


def test_pages_are_estimated_where_the_format_has_none(path):
    assert read_file(path, "dak-nong", "").pages == 1


@pytest.mark.parametrize("name", ["txt/lai-chau-6t-2022.txt", "docx/phong-tho-ke-hoach-2024.docx"])
def test_real_reports_have_no_unexplained_number(shared, name):
    path = shared / "archive" / name
    assert read_file(path, path.stem, "").unexplained() == 0
