"""Sums that no source prints: the parts with their sources, the working, and why some are not added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from tests.assistant.sourced_numbers import unsourced
from vectorstore.archive import Archive

REPORT = """SỞ Y TẾ {upper}
Số: 188/BC-SYT
{place}, ngày 06 tháng 7 năm {year}

BÁO CÁO
Kết quả công tác y tế {title} năm {year}

I. KẾT QUẢ

1. Phòng bệnh
- Bệnh Sởi: ghi nhận {measles} ca mắc.
- Bệnh Thủy đậu: ghi nhận trên {pox} ca mắc.
- Tỷ lệ phụ nữ đẻ được quản lý thai đạt {rate}%.
"""
REPORTS = (
    ("son-la-6t-2023", "Sơn La", "6 tháng đầu năm", 2023, 17, 200, "91,2"),
    ("son-la-2023", "Sơn La", "", 2023, 41, 420, "93,0"),
    ("hoa-binh-6t-2023", "Hòa Bình", "6 tháng đầu năm", 2023, 25, 100, "88,5"),
    ("yen-bai-6t-2022", "Yên Bái", "6 tháng đầu năm", 2022, 9, 80, "90,0"),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("totals")
    files = folder / "files"
    files.mkdir()
    for key, place, title, year, measles, pox, rate in REPORTS:
        text = REPORT.format(
            upper=place.upper(), place=place, title=title, year=year, measles=measles, pox=pox, rate=rate
        )
        (files / f"{key}.txt").write_text(text, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([files], archive, lambda _: None)
    return Assistant(archive)


# question, how the first line begins, what else the answer holds
SUMS = [
    (
        "tổng số ca sởi 6T/2023 của hai tỉnh Sơn La và Hòa Bình?",
        "Nguồn không in số tổng. Tính thêm: 17 + 25 = 42 ca",
        ["Sơn La, 6T/2023: 17 ca", "Hòa Bình, 6T/2023: 25 ca"],
    ),
    ("cộng số ca sởi của Sơn La và Hòa Bình", "Nguồn không in số tổng. Tính thêm: 17 + 25 = 42 ca", []),
    (
        "tổng số ca sởi của hai tỉnh Sơn La và Yên Bái",
        "Nguồn không in số tổng. Không cộng được: số liệu của các địa bàn thuộc các kỳ khác nhau",
        ["9 ca"],
    ),
    (
        "tổng tỷ lệ quản lý thai 6T/2023 của hai tỉnh Sơn La và Hòa Bình",
        "Nguồn không in số tổng. Không cộng được: tỷ lệ",
        ["91,2%", "88,5%"],
    ),
    (
        "tổng số ca thủy đậu 6T/2023 của Sơn La và Hòa Bình cộng lại",
        "Nguồn không in số tổng. Không cộng được: có số chỉ nêu mức trên hoặc dưới",
        [],
    ),
    (
        "tổng số ca sởi của cả hai kỳ 6T/2023 và năm 2023 ở Sơn La",
        "Nguồn không in số tổng. Không cộng được: các kỳ chồng lên nhau nên sẽ tính trùng",
        ["17 ca", "41 ca"],
    ),
]


@pytest.mark.parametrize(("question", "begins", "holds"), SUMS, ids=[row[0] for row in SUMS])
def test_total_is_worked_out_or_refused(
    assistant: Assistant, question: str, begins: str, holds: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(begins), answer.text
    assert all(words in answer.text for words in holds), answer.text
    assert unsourced(answer, assistant._archive.reports()) == []


def test_total_of_one_place_is_a_plain_question(assistant: Assistant) -> None:
    assert assistant.ask("tổng số ca sởi ở Sơn La 6T/2023?").text.startswith("17 ca")


def test_comparison_is_no_total(assistant: Assistant) -> None:
    assert "Tính thêm" not in assistant.ask("so sánh tổng số ca sởi 6T/2023 của Sơn La và Hòa Bình").text
