"""Yes or no first, with the figure, the plan and the working."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from tests.assistant.sourced_numbers import unsourced
from vectorstore.archive import Archive

REPORT = """SỞ Y TẾ SƠN LA
Số: 188/BC-SYT
Sơn La, ngày 06 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ

1. Phòng bệnh
- Bệnh Sởi: ghi nhận 17 ca mắc, tăng 05 ca so với cùng kỳ năm 2022.
- Số người hiến máu tình nguyện 2.310 người, đạt 57,8% kế hoạch năm.
- Tỷ lệ phụ nữ đẻ được quản lý thai đạt 91,2%.

Phụ lục 01
KẾT QUẢ THỰC HIỆN CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2023
STT\tNội dung\tĐơn vị tính\tKế hoạch năm 2023\tThực hiện 6T/2023\tThực hiện 6T/2022\tSo với kế hoạch (%)
1\tTỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ\t%\t95,0\t46,8\t44,5\t49,3
2\tTỷ lệ sàng lọc trước sinh\t%\t50,0\t54,0\t53,0\t
3\tTỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi\t%\t20,5\t19,7\t21,0\t
4\tTỷ lệ sinh con thứ 3 trở lên\t%\t12,0\t14,1\t13,5\t
5\tTỷ lệ mổ lấy thai\t%\t30,0\t31,1\t30,2\t
6\tTổng số lượt khám bệnh\tLượt\t900.000\t488.000\t512.000\t
"""

PLAN = """UBND HUYỆN MỘC CHÂU
Số: 24/KH-UBND
Mộc Châu, ngày 12 tháng 01 năm 2023

KẾ HOẠCH
Chăm sóc sức khỏe nhân dân huyện Mộc Châu, tỉnh Sơn La năm 2023

I. MỤC TIÊU
- Tỷ lệ người dân tham gia bảo hiểm y tế đạt 97,5%.
"""

# question, how the first line begins, what else it holds, what it must not hold
VERDICTS = [
    (
        "Tiêm chủng đầy đủ ở Sơn La 6T/2023 có đạt kế hoạch không?",
        "Chưa đạt kế hoạch (mới 6 tháng): 46,8%",
        ["95,0%", "49,3%"],
    ),
    (
        "Sàng lọc trước sinh Sơn La 6 tháng 2023 đạt chỉ tiêu chưa?",
        "Đạt, vượt kế hoạch (mới 6 tháng): 54,0%",
        ["50,0%", "54,0 : 50,0 × 100 = 108,0%"],
    ),
    (
        "suy dinh dưỡng thấp còi Sơn La 6T/2023 có đạt kế hoạch không?",
        "Đạt kế hoạch (mới 6 tháng): 19,7%",
        ["20,5 − 19,7 = 0,8 điểm %"],
    ),
    (
        "tỷ lệ sinh con thứ 3 Sơn La 6T/2023 đạt kế hoạch chưa?",
        "Chưa đạt kế hoạch (mới 6 tháng): 14,1%",
        ["14,1 − 12,0 = 2,1 điểm %"],
    ),
    ("mổ lấy thai Sơn La 6T/2023 đạt kế hoạch chưa?", "31,1% so với kế hoạch năm 2023: 30,0%", []),
    (
        "hiến máu tình nguyện Sơn La 6T/2023 đạt kế hoạch chưa?",
        "Chưa đạt kế hoạch: bằng 57,8% kế hoạch",
        ["2.310 người"],
    ),
    (
        "quản lý thai Sơn La 6T/2023 có đạt kế hoạch không?",
        "Chưa kết luận được: nguồn không nêu kế hoạch",
        ["91,2%"],
    ),
    ("số ca sởi Sơn La 6T/2023 có tăng không?", "Có: tăng 05 ca", ["17 ca"]),
    ("số ca sởi Sơn La 6T/2023 có giảm không?", "Không: tăng 05 ca", ["17 ca"]),
    (
        "lượt khám bệnh Sơn La 6T/2023 có cao hơn cùng kỳ không?",
        "Không: giảm so với cùng kỳ 512.000 lượt",
        ["512.000 − 488.000 = 24.000 lượt"],
    ),
    ("quản lý thai Sơn La 6T/2023 có đúng 98% không?", "Không đúng: nguồn ghi 91,2%", []),
    ("quản lý thai Sơn La 6T/2023 là 91,2% phải không?", "Đúng: 91,2%", []),
    ("quản lý thai Sơn La 6T/2023 có trên 90% không?", "Đúng: 91,2%", []),
    ("Sơn La 6T/2023 có 17 ca sởi đúng không?", "Đúng: 17 ca", []),
]


@pytest.fixture(scope="module")
def son_la(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("son-la")
    (folder / "files").mkdir()
    (folder / "files" / "son-la-6t-2023.txt").write_text(REPORT, "utf-8")
    (folder / "files" / "moc-chau-ke-hoach-2023.txt").write_text(PLAN, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([folder / "files"], archive, lambda _: None)
    return Assistant(archive)


@pytest.mark.parametrize(("question", "begins", "holds"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_verdict_stands_first(son_la: Assistant, question: str, begins: str, holds: list[str]) -> None:
    answer = son_la.ask(question)
    first = answer.text.split("\n")[0]
    assert first.startswith(begins), first
    assert all(words in first for words in holds), first
    assert not answer.refused
    assert unsourced(answer, son_la._archive.reports()) == []


def test_number_of_a_wrong_claim_is_not_repeated(son_la: Assistant) -> None:
    assert "98" not in son_la.ask("quản lý thai Sơn La 6T/2023 có đúng 98% không?").text


def test_claimed_value_that_is_the_plan_is_called_so(son_la: Assistant) -> None:
    answer = son_la.ask("tiêm chủng đầy đủ Sơn La 6T/2023 là 95% đúng không?")
    assert answer.text.startswith("Không đúng: nguồn ghi 46,8%")
    assert "Số trong câu hỏi là: kế hoạch năm 2023: 95,0%" in answer.text


def test_plan_alone_is_no_result(son_la: Assistant) -> None:
    answer = son_la.ask("Mộc Châu năm 2023 bảo hiểm y tế có đạt kế hoạch không?")
    assert answer.text.startswith("Chưa có kết quả để đối chiếu")
    assert "97,5%" in answer.text.split("\n")[0]


def test_year_asked_for_is_judged_by_the_annual_report(tmp_path: Path) -> None:
    annual = REPORT.replace("6 tháng đầu năm 2023", "năm 2023").replace("6T/2023", "năm 2023")
    annual = annual.replace("6T/2022", "năm 2022").replace("46,8", "96,1").replace("6 THÁNG ĐẦU NĂM", "NĂM")
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "son-la-6t-2023.txt").write_text(REPORT, "utf-8")
    (tmp_path / "files" / "son-la-2023.txt").write_text(annual, "utf-8")
    archive = Archive.open(tmp_path / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([tmp_path / "files"], archive, lambda _: None)
    first = (
        Assistant(archive).ask("Tiêm chủng đầy đủ Sơn La năm 2023 có đạt kế hoạch không?").text.split("\n")[0]
    )
    assert first.startswith("Đạt, vượt kế hoạch: 96,1%")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Lượt khám bệnh ở Sơn La 6T/2023 có cao hơn 6T/2022 không?", "Không: "),
        ("Lượt khám bệnh ở Sơn La 6T/2023 có thấp hơn 6T/2022 không?", "Có: "),
        ("So sánh lượt khám bệnh ở Sơn La 6T/2023 và 6T/2022", "Sơn La 6T/2023: "),
    ],
)
def test_comparison_says_yes_or_no_first(son_la: Assistant, question: str, begins: str) -> None:
    assert son_la.ask(question).text.startswith(begins)
