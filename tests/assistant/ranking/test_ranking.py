"""Highest, lowest, missed plans: over siblings of one table or list, places in one period, periods of one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.questions.question import parse_question
from assistant.ranking.asked import Thing, pattern, ranking_of, shortfall_of
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from tests.assistant.sourced_numbers import unsourced
from vectorstore.archive import Archive
from vectorstore.records import Role

HEAD = """SỞ Y TẾ {upper}
Số: 188/BC-SYT
{place}, ngày 06 tháng 7 năm {year}

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm {year}

I. KẾT QUẢ

1. Phòng bệnh
Công tác phòng bệnh được duy trì.
- Tỷ lệ phụ nữ đẻ được quản lý thai đạt {rate}%.
"""
TABLES = """
Phụ lục 01
BỆNH TRUYỀN NHIỄM 6 THÁNG ĐẦU NĂM 2023
STT\tBệnh\t6T/2023 Số mắc\t6T/2023 Số chết\t6T/2022 Số mắc\tTăng, giảm số mắc
1\tBệnh sởi\t17\t0\t12\t5
2\tBệnh tay chân miệng\t143\t0\t164\t-21
3\tBệnh dại\t2\t2\t3\t-1
4\tBệnh thủy đậu\t236\t0\t201\t35

Phụ lục 02
KẾT QUẢ THỰC HIỆN CHỈ TIÊU 6 THÁNG ĐẦU NĂM 2023
STT\tNội dung\tĐơn vị tính\tKế hoạch năm 2023\tThực hiện 6T/2023\tSo với kế hoạch (%)
1\tTỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ\t%\t95,0\t46,8\t49,3
2\tTỷ lệ sàng lọc trước sinh\t%\t50,0\t54,0\t108,0
3\tTỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi\t%\t20,5\t21,7\t105,9
4\tTỷ lệ sàng lọc sơ sinh\t%\t60,0\t41,2\t68,7
"""

# question, what is ranked, highest first, role, how many
ASKED = [
    ("bệnh nào nhiều ca mắc nhất ở Sơn La 6T/2023?", Thing.DISEASE, True, Role.RESULT, 1),
    ("bệnh truyền nhiễm nào giảm nhiều nhất", Thing.DISEASE, False, Role.CHANGE, 1),
    ("benh nao tang manh nhat so voi cung ky", Thing.DISEASE, True, Role.CHANGE, 1),
    ("top 3 bệnh có số mắc cao nhất", Thing.DISEASE, True, Role.RESULT, 3),
    ("chỉ tiêu nào đạt thấp nhất so với kế hoạch?", Thing.ITEM, False, Role.ATTAINMENT, 1),
    ("huyện nào có tỷ lệ sinh con thứ 3 thấp nhất", Thing.PLACE, False, Role.RESULT, 1),
    ("hai tỉnh có tỷ lệ quản lý thai cao nhất", Thing.PLACE, True, Role.RESULT, 2),
    ("khoa nào có công suất giường cao nhất", Thing.DEPARTMENT, True, Role.RESULT, 1),
    ("chuyên khoa nào ít bác sĩ nhất của huyện nào", Thing.PLACE, False, Role.RESULT, 1),
    ("năm nào số bác sĩ cao nhất", Thing.PERIOD, True, Role.RESULT, 1),
]
NO_RANKING = [
    "bệnh viện lớn nhất có bao nhiêu giường",
    "vì sao bệnh thủy đậu tăng nhiều nhất",
    "tỷ lệ tiêm viêm não Nhật Bản là bao nhiêu",
    "bệnh nào tăng so với cùng kỳ",
]


@pytest.mark.parametrize(("text", "thing", "highest", "role", "count"), ASKED, ids=[row[0] for row in ASKED])
def test_what_is_ranked(text: str, thing: Thing, highest: bool, role: Role, count: int) -> None:
    asked = ranking_of(parse_question(text))
    assert asked is not None
    assert (asked.thing, asked.highest, asked.role, asked.count) == (thing, highest, role, count)


@pytest.mark.parametrize("text", NO_RANKING)
def test_nothing_to_rank(text: str) -> None:
    assert ranking_of(parse_question(text)) is None


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("những chỉ tiêu nào chưa đạt kế hoạch?", True),
        ("chi tieu nao khong hoan thanh ke hoach nam", True),
        ("chỉ tiêu nào đã đạt kế hoạch năm?", False),
    ],
)
def test_shortfall_asked_for(text: str, missed: bool) -> None:
    asked = shortfall_of(parse_question(text))
    assert asked is not None
    assert asked.missed is missed


@pytest.mark.parametrize(
    "name",
    ["place", "disease", "period", "item", "highest", "lowest", "of_plan", "missed", "reached", "count"],
)
def test_rule_fits_its_examples(name: str) -> None:
    assert pattern(name)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("ranking")
    files = folder / "files"
    files.mkdir()
    for key, place, year, rate, rest in (
        ("son-la-6t-2023", "Sơn La", 2023, "91,2", TABLES),
        ("son-la-6t-2022", "Sơn La", 2022, "93,4", ""),
        ("hoa-binh-6t-2023", "Hòa Bình", 2023, "88,5", ""),
    ):
        head = HEAD.format(upper=place.upper(), place=place, year=year, rate=rate)
        (files / f"{key}.txt").write_text(head + rest, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([files], archive, lambda _: None)
    return Assistant(archive)


# question, how the first line begins, what else it holds
ANSWERS = [
    ("bệnh nào nhiều ca mắc nhất Sơn La 6T/2023?", "Nhiều nhất", "Bệnh thủy đậu: 236 ca", "so sánh 4 bệnh"),
    ("bệnh nào ít ca mắc nhất Sơn La 6T/2023?", "Ít nhất", "Bệnh dại: 2 ca", "so sánh 4 bệnh"),
    ("bệnh nào có số chết cao nhất Sơn La 6T/2023?", "Nhiều nhất", "Bệnh dại: 2 ca", "so sánh 4 bệnh"),
    ("bệnh nào tăng nhiều nhất Sơn La 6T/2023?", "Tăng nhiều nhất", "Bệnh thủy đậu: tăng 35", "2 bệnh tăng"),
    ("bệnh nào giảm nhiều nhất Sơn La 6T/2023?", "Giảm nhiều nhất", "tay chân miệng: giảm 21", "2 bệnh giảm"),
    (
        "chỉ tiêu nào đạt thấp nhất so với kế hoạch Sơn La 6T/2023?",
        "Đạt thấp nhất so với kế hoạch",
        "tiêm chủng đầy đủ: đạt 49,3% kế hoạch",
        "so sánh 4 chỉ tiêu",
    ),
    ("tỉnh nào có tỷ lệ quản lý thai 6T/2023 cao nhất?", "Cao nhất", "Sơn La: 91,2%", "so sánh 2 địa bàn"),
    ("năm nào tỷ lệ quản lý thai của Sơn La thấp nhất?", "Thấp nhất", "6T/2023: 91,2%", "so sánh 2 kỳ"),
]


@pytest.mark.parametrize(
    ("question", "begins", "holds", "compared"), ANSWERS, ids=[row[0] for row in ANSWERS]
)
def test_first_of_its_siblings(
    assistant: Assistant, question: str, begins: str, holds: str, compared: str
) -> None:
    answer = assistant.ask(question)
    first = answer.text.split("\n")[0]
    assert first.startswith(begins), first
    assert holds in first.split(" – ")[0], first
    assert compared in first, first
    assert unsourced(answer, assistant._archive.reports()) == []


def test_top_of_a_list_names_as_many_as_asked_for(assistant: Assistant) -> None:
    first = assistant.ask("top 2 bệnh nhiều ca mắc nhất Sơn La 6T/2023").text.split("\n")[0]
    assert first.index("thủy đậu: 236 ca") < first.index("tay chân miệng: 143 ca")
    assert "17 ca" not in first


def test_missed_plans_with_ceilings_read_as_such(assistant: Assistant) -> None:
    answer = assistant.ask("những chỉ tiêu nào chưa đạt kế hoạch ở Sơn La 6T/2023?")
    first = answer.text.split("\n")[0]
    assert "3 trong 4 chỉ tiêu có kế hoạch chưa đạt kế hoạch (mới 6 tháng)" in first
    assert "thấp còi" in first
    assert "sàng lọc trước sinh" not in first
    assert unsourced(answer, assistant._archive.reports()) == []


def test_values_of_other_periods_are_not_ranked(assistant: Assistant) -> None:
    answer = assistant.ask("tỉnh nào có tỷ lệ sàng lọc trước sinh cao nhất?")
    assert "Cao nhất" not in answer.text


def test_places_of_a_list_in_a_months_report_are_ranked(tmp_path):
    """'Trong tháng ghi nhận 41 ca …: huyện A 12 ca, huyện B 9 ca': the month is all that the report is of."""
    text = (
        "SỞ Y TẾ SƠN LA\nSố: 9/BC-SYT\nSơn La, ngày 28 tháng 8 năm 2023\n\nBÁO CÁO\n"
        "Kết quả công tác y tế tháng 8 năm 2023\n\nI. KẾT QUẢ\n1. Tay chân miệng\n"
        "Trong tháng ghi nhận 33 ca mắc tay chân miệng tại 3 huyện: Mai Sơn 12 ca, Sông Mã 17 ca, Yên Châu 4 ca. "
        "Cộng dồn 205 ca.\n"
    )
    (tmp_path / "son-la-t8-2023.txt").write_text(text, encoding="utf-8")
    with Archive.open(tmp_path / "kho", embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest([tmp_path / "son-la-t8-2023.txt"], archive, lambda _: None)
        answer = Assistant(archive).ask("huyện nào nhiều ca tay chân miệng nhất tháng 8/2023?")
    assert answer.text.partition("\n")[0].startswith("Cao nhất (Tay chân miệng): Sông Mã: 17 ca [1]")
