"""Answers in the report's own words, over two small documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.assistant.small_archive import assistant_of, make_assistant

CASES = {
    "cause in parentheses": ("Vì sao số bệnh nhân lao mới ở Hà Giang 6T/2023 tăng?", "sàng lọc lưu động"),
    "difficulties of the sector": ("Ngành y tế Hà Giang gặp khó khăn gì 6 tháng 2023?", "dột nát"),
    "difficulty of one matter": ("Hà Giang khó khăn gì về bác sĩ 6T/2023?", "gây mê"),
    "no diacritics": ("Ha Giang kho khan gi ve bac si 6T/2023?", "gây mê"),
    "proposal to the ministry": (
        "Hà Giang kiến nghị gì với Bộ Y tế trong báo cáo 6T/2023?",
        "định mức nhân lực",
    ),
    "proposal to the province": ("Sở Y tế Hà Giang đề xuất gì với UBND tỉnh (6T/2023)?", "12 tỷ đồng"),
    "ministry meant by 'trung ương'": (
        "Hà Giang xin trung ương gì trong báo cáo 6 tháng 2023?",
        "định mức nhân lực",
    ),
    "task of a programme": ("Nhiệm vụ công tác dược 6 tháng cuối năm 2023 của Hà Giang?", "đấu thầu thuốc"),
    "task of a unit": ("Hội Phụ nữ huyện Bắc Mê được giao nhiệm vụ gì trong kế hoạch 2023?", "đúng lịch"),
    "names in a footnote": ("Ba bệnh viện tư nhân ở Hà Giang 6T/2023 tên là gì?", "Hoa Lư"),
    "what a sentence refers back to": (
        "Sở Y tế Hà Giang xin lùi thời gian trình hai văn bản nào (6T/2023)?",
        "cô đỡ",
    ),
    "number of a document": (
        "Bắc Mê thực hiện quyết định số mấy của Bộ Y tế về tinh thần phục vụ?",
        "1345/QĐ-BYT",
    ),
    "who signed": ("Ai ký báo cáo 6T/2023 của Hà Giang?", "Nguyễn Thị Mai Hoa"),
    "diseases that rose, listed": ("Những bệnh nào tăng so với cùng kỳ ở Hà Giang 6T/2023?", "Quai bị"),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return make_assistant(tmp_path_factory.mktemp("texts"))


@pytest.mark.parametrize(("question", "words"), CASES.values(), ids=CASES)
def test_first_citation_holds_the_answer(assistant: Assistant, question: str, words: str) -> None:
    answer = assistant.ask(question)
    assert not answer.refused
    assert words in answer.citations[0].quote
    assert words in answer.text.split("\n")[0]


def test_diseases_that_fell_are_listed_with_their_amounts(assistant: Assistant) -> None:
    answer = assistant.ask("Những bệnh truyền nhiễm nào giảm so với cùng kỳ ở Hà Giang 6T/2023?")
    first = answer.text.split("\n")[0]
    assert all(words in first for words in ("Dại", "Sởi", "03 ca", "06 ca"))
    assert "lao" not in first.lower()
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Báo cáo nào nhắc tới đấu thầu thuốc?", "Hà Giang"),
        ("Văn bản nào nói về Hội Phụ nữ?", "Bắc Mê"),
    ],
    ids=["report", "plan"],
)
def test_only_the_documents_that_mention_it_are_named(
    assistant: Assistant, question: str, label: str
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith("Có 1 văn bản") and label in answer.text.split("\n")[0]


def test_every_quote_stands_in_its_source(assistant: Assistant) -> None:
    for question, _ in CASES.values():
        for citation in assistant.ask(question).citations:
            passages = assistant._archive.passages(reports=[citation.report.key])
            assert any(citation.quote in passage.text for passage in passages)


def test_difficulties_of_a_field_are_told_in_other_words(assistant):
    first = assistant.ask("khó khăn gì về nhân lực ở Hà Giang nửa đầu năm 2023?").text.split("\n")[0]
    assert "Thiếu bác sĩ chuyên khoa gây mê" in first


def test_means_are_asked_for_though_a_rise_is_named(assistant):
    answer = assistant.ask("giải pháp giảm mức sinh cao ở Hà Giang 2023")
    assert "chiến dịch truyền thông dân số" in answer.text


TASKS = """SỞ Y TẾ HÀ GIANG
Số: 418/BC-SYT

BÁO CÁO
Kết quả hoạt động y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN
1. An toàn thực phẩm
Đã kiểm tra an toàn thực phẩm tại 40 bếp ăn tập thể, tuyên truyền về an toàn thực phẩm cho người dân.
2. Công tác dân số
Đã truyền thông về dân số tại các xã.

II. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM
1. Chấn chỉnh tác phong công vụ của viên chức toàn ngành.
2. Rà soát bếp ăn tập thể của trường học, bảo đảm an toàn thực phẩm.
3. Nâng cao chất lượng dân số ở các xã biên giới.
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Giải pháp về an toàn thực phẩm 6 tháng cuối năm 2023 của Hà Giang?", "Rà soát bếp ăn"),
        ("6 tháng cuối năm 2023 Hà Giang định làm gì về an toàn thực phẩm?", "Rà soát bếp ăn"),
        ("Nhiệm vụ trọng tâm 6 tháng cuối năm 2023 của Hà Giang về dân số?", "Nâng cao chất lượng dân số"),
    ],
    ids=["solutions", "intended", "programme-in-a-general-word"],
)
def test_what_is_to_be_done_is_no_tale_of_what_was_done(tmp_path: Path, question: str, words: str) -> None:
    answer = assistant_of(tmp_path, {"ha-giang-6t-2023": TASKS}).ask(question)
    assert words in answer.text.split("\n")[0]
    assert "Đã " not in answer.text.split("\n")[0]


CAUSES = """SỞ Y TẾ HÀ GIANG
Số: 512/BC-SYT

BÁO CÁO
Kết quả hoạt động y tế 9 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN
1. Tiêm chủng mở rộng
Trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 58,2%.
Nguyên nhân đạt thấp là do kho tuyến tỉnh hết vắc xin 5 trong 1 từ tháng 5.
2. Sức khỏe sinh sản
Còn 64 ca đẻ tại nhà.

II. TỒN TẠI, HẠN CHẾ
- Tiêm chủng đầy đủ chậm so với tiến độ năm.
- Đẻ tại nhà còn nhiều do tập quán sinh con tại buồng và đường vào bản sạt lở.
- Máy X-quang của Trung tâm Y tế Mèo Vạc hỏng từ tháng 6, chưa được sửa.
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Vì sao tiêm chủng đầy đủ 9T/2023 của Hà Giang thấp?", "hết vắc xin 5 trong 1"),
        ("Vì sao phụ nữ Hà Giang còn đẻ tại nhà nhiều (9T/2023)?", "tập quán sinh con"),
        ("Hà Giang 9T/2023 gặp khó khăn gì về trang thiết bị?", "Máy X-quang"),
    ],
    ids=["of-what-stands-before", "those-whom-it-is-of", "equipment-by-its-kind"],
)
def test_cause_is_given_not_what_it_is_the_cause_of(tmp_path: Path, question: str, words: str) -> None:
    answer = assistant_of(tmp_path, {"ha-giang-9t-2023": CAUSES}).ask(question)
    assert words in answer.text.split("\n")[0]
