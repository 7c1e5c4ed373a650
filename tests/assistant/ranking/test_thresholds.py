"""Places within limits, with or without cases, and rows with or without a tick, over one district's table."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.questions.question import parse_question
from assistant.ranking.asked import is_total, pattern
from assistant.ranking.limits import limits_in, limits_of
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from tests.assistant.small_archive import assistant_of
from tests.assistant.sourced_numbers import unsourced
from vectorstore.archive import Archive

REPORT = """UBND HUYỆN THUẬN CHÂU
TRUNG TÂM Y TẾ
Số: 214/BC-TTYT
Thuận Châu, ngày 09 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế huyện Thuận Châu, tỉnh Sơn La 6 tháng đầu năm 2023

I. KẾT QUẢ

1. Tiêm chủng mở rộng
Công tác tiêm chủng được duy trì thường xuyên. Có 05 thôn dưới 20%.

2. Kết quả theo xã
Bảng 1. Kết quả theo xã 6 tháng đầu năm 2023
TT\tXã\tDân số\tTiêm chủng đầy đủ (%)\tSốt rét (ca)\tXã đạt TCQG về y tế
1\tBon Phặng\t5.210\t48,2\t-\tx
2\tChiềng Ly\t4.870\t51,6\t2\tx
3\tMường Khiêng\t6.305\t29,4\t7\t
4\tLong Hẹ\t3.914\t33,8\t3\t
5\tPhổng Lái\t5.127\t50,1\t-\tx
\tTổng cộng\t25.426\t42,6\t12\t3
"""

# question, sign and value of each limit, percent, level, counted
LIMITS = [
    ("những xã nào dưới 30%", [("below", "30")], True, "xa", False),
    ("bao nhiêu huyện đạt trên 95%", [("above", "95")], True, "huyen", True),
    ("nhung xa nao co tu 50 ca tro len", [("at_least", "50")], False, "xa", False),
    ("huyện nào chưa đạt 80% kế hoạch", [("below", "80")], True, "huyen", False),
    ("các xã từ 50% đến dưới 80%", [("at_least", "50"), ("below", "80")], True, "xa", False),
    ("xã nào không quá 5 ca", [("at_most", "5")], False, "xa", False),
    ("địa phương nào có ca sốt rét", [("above", "0")], False, "", False),
    ("huyện nào không có ca mắc sởi", [("at_most", "0")], False, "huyen", False),
]
NO_LIMITS = [
    "tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng là bao nhiêu",
    "những xã nào có trẻ dưới 5 tuổi suy dinh dưỡng",
    "xã nào thấp nhất",
    "vì sao xã nào cũng dưới 50%",
    "tiêm chủng đạt trên 95% không",
]
# question, names on the first line, names that are not
ANSWERS = [
    (
        "Những xã nào của Thuận Châu tiêm chủng đầy đủ dưới 35% 6T/2023?",
        ["2 trong 5", "Mường Khiêng", "Long Hẹ"],
        ["Phổng Lái"],
    ),
    (
        "Bao nhiêu xã của Thuận Châu tiêm chủng đầy đủ trên 50% 6T/2023?",
        ["2 trong 5", "Chiềng Ly"],
        ["Bon Phặng"],
    ),
    ("Xã nào ở Thuận Châu có ca sốt rét 6T/2023?", ["3 trong 5", "Mường Khiêng: 7"], ["Phổng Lái"]),
    (
        "Xã nào ở Thuận Châu không có ca sốt rét 6T/2023?",
        ["2 trong 5", "Bon Phặng", "Phổng Lái"],
        ["Mường Khiêng"],
    ),
    (
        "Những xã nào của Thuận Châu chưa đạt tiêu chí quốc gia về y tế 6T/2023?",
        ["2 trong 5", "Long Hẹ"],
        ["Phổng Lái"],
    ),
    (
        "nhung xa nao cua Thuan Chau da dat tieu chi quoc gia ve y te 6T/2023",
        ["3 trong 5", "Phổng Lái"],
        ["Mường Khiêng"],
    ),
]


@pytest.mark.parametrize(
    ("text", "limits", "percent", "level", "counted"), LIMITS, ids=[row[0] for row in LIMITS]
)
def test_limits_of_a_question(
    text: str, limits: list[tuple[str, str]], percent: bool, level: str, counted: bool
) -> None:
    asked = limits_of(parse_question(text))
    assert asked is not None
    assert [(limit.sign, str(limit.value)) for limit in asked.limits] == limits
    assert (asked.percent, asked.level, asked.counted) == (percent, level, counted)


@pytest.mark.parametrize("text", NO_LIMITS)
def test_no_limits(text: str) -> None:
    assert limits_of(parse_question(text)) is None


def test_limits_of_a_sentence() -> None:
    assert {(limit.sign, int(limit.value)) for limit in limits_in("còn 12 xã dưới 30%")} == {("below", 30)}


@pytest.mark.parametrize(
    "name",
    [
        "places", "below", "at_most", "above", "at_least", "upwards", "downwards", "no_limit", "none", "some",
        "ticked_rows", "lacking",
    ],
)  # fmt: skip
def test_rule_fits_its_examples(name: str) -> None:
    assert pattern(name)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("thresholds")
    files = folder / "files"
    files.mkdir()
    (files / "thuan-chau-6t-2023.txt").write_text(REPORT, "utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([files], archive, lambda _: None)
    return Assistant(archive)


@pytest.mark.parametrize(("question", "names", "others"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_places_listed_and_counted(
    assistant: Assistant, question: str, names: list[str], others: list[str]
) -> None:
    answer = assistant.ask(question)
    first = answer.text.split("\n")[0]
    assert not answer.refused
    assert all(name in first for name in names)
    assert not any(name in first for name in others)
    assert not unsourced(answer, [])
    rows = [citation.quote for citation in answer.citations]
    assert rows and all("\t" in row for row in rows)


def test_a_count_that_no_table_gives_is_refused(assistant: Assistant) -> None:
    question = "Bao nhiêu xã của Thuận Châu có tỷ lệ hộ dùng nước sạch dưới 40% 6T/2023?"
    assert assistant.ask(question).refused


@pytest.mark.parametrize(
    ("label", "total"),
    [("Tổng cộng", True), ("Toàn huyện", True), ("Tong cong", True), ("Cộng:", True), ("Tông Cọ", False)],
)
def test_rows_that_add_others_up(label: str, total: bool) -> None:
    assert is_total(label) is total


DISEASES = """TRUNG TÂM KIỂM SOÁT BỆNH TẬT SƠN LA
Số: 88/BC-KSBT

BÁO CÁO
Công tác phòng, chống dịch 6 tháng đầu năm 2023

PHỤ LỤC
TÌNH HÌNH MẮC, CHẾT MỘT SỐ BỆNH TRUYỀN NHIỄM

TT\tTên bệnh\tMắc\tChết
1\tSởi\t14\t
2\tThủy đậu\t320\t
3\tBệnh dại\t3\t3
4\tViêm não vi rút\t11\t1
5\tQuai bị\t45\t
"""


@pytest.mark.parametrize(
    ("question", "names", "others"),
    [
        ("Những bệnh nào ở Sơn La có ca tử vong 6T/2023?", ["dại: 3", "Viêm não vi rút: 1"], ["Sởi", "Quai"]),
        ("Bệnh nào ở Sơn La trên 40 ca mắc 6T/2023?", ["Thủy đậu: 320", "Quai bị: 45"], ["Sởi", "dại"]),
    ],
    ids=["with-deaths", "above-a-number"],
)
def test_diseases_listed(tmp_path: Path, question: str, names: list[str], others: list[str]) -> None:
    first = assistant_of(tmp_path, {"cdc-son-la-6t-2023": DISEASES}).ask(question).text.split("\n")[0]
    assert all(name in first for name in names)
    assert not any(name in first for name in others)
