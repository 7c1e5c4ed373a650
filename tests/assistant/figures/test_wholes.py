"""Wholes and their parts, doses and people: which of one sentence answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.small_archive import assistant_of, report_text

BODY = """- Trường đào tạo 240 học sinh, sinh viên (trong đó có 21 lưu học sinh Campuchia).
- Xử phạt 09 cơ sở (lĩnh vực dược: 05; an toàn thực phẩm: 04).
- Cử 12 viên chức cấp phòng đi bồi dưỡng.
- Tỷ lệ danh mục thuốc tại tuyến xã đạt 72%."""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Đào tạo bao nhiêu học sinh, sinh viên ở Sơn La năm 2023?", "240"),
        ("Có mấy sinh viên người Campuchia học ở Sơn La năm 2023?", "21"),
        ("Sơn La năm 2023 xử phạt bao nhiêu cơ sở?", "09"),
        ("Danh mục thuốc ở trạm xã Sơn La năm 2023 đạt mấy %?", "72%"),
    ],
    ids=["whole", "part-that-says-more", "whole-of-fields", "population-in-other-words"],
)
def test_what_answers(tmp_path: Path, question: str, first: str) -> None:
    reports = {"son-la-2023": report_text("Sở Y tế Sơn La", "Công tác y tế năm 2023", BODY)}
    assert assistant_of(tmp_path, reports).ask(question).text.startswith(first)


def test_people_are_no_doses(tmp_path: Path) -> None:
    reports = {"son-la-2023": report_text("Sở Y tế Sơn La", "Công tác y tế năm 2023", BODY)}
    assert assistant_of(tmp_path, reports).ask("Sơn La năm 2023 cấp phòng bao nhiêu liều thuốc?").refused
