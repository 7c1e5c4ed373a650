"""Sentences that lean on each other, derived numbers, comparisons, words."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.guard.guard import Guard
from assistant.sources import SourceShelf
from tests.assistant.four_reports import make_archive
from ui.composition import sentence_figures
from vectorstore.archive import Archive

RATE = "Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?"
BOTH = "So sánh tỷ lệ tiêm chủng đầy đủ của Hòa Bình và Yên Bái 6T/2023"
HANDS = "Tay chân miệng ở Hòa Bình 6T/2023 bao nhiêu ca?"
POISONING = "Ngộ độc thực phẩm ở Hòa Bình 6T/2023 mấy vụ, bao nhiêu người mắc?"
PREGNANT = "Tỷ lệ phụ nữ đẻ được quản lý thai ở Hòa Bình 6T/2023?"
FEVER = "Sốt xuất huyết ở Yên Bái tháng 10/2023 lũy tích bao nhiêu ca?"
FIRST = "Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 đạt 46,8% [1]."
TWO = "Tỷ lệ tiêm chủng đầy đủ 6T/2023 của Hòa Bình đạt 46,8%, của Yên Bái đạt 43,1% [1][2]."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return make_archive(tmp_path_factory.mktemp("guard"))


def _guard(archive: Archive, question: str, *before: str) -> Guard:
    answer = Assistant(archive).ask(question)
    guard = Guard(SourceShelf(archive).sources(answer), sentence_figures, question)
    for sentence in before:
        verdict = guard.check(sentence)
        assert verdict.fault == ""
        guard.take(verdict)
    return guard


HOLDS = {
    "leans on the sentence before": (RATE, [FIRST], "Con số này tăng 2,3% so với cùng kỳ [1]."),
    "plan of what was said": (RATE, [FIRST], "Kế hoạch giao là 95% [1]."),
    "same period a year before": (RATE, [FIRST], "Cùng kỳ năm 2022 là 44,5% [1]."),
    "several in one sentence": (
        RATE, [], "Hòa Bình đạt 46,8% trẻ tiêm chủng đầy đủ, tăng 2,3% so với cùng kỳ năm 2022 (44,5%) [1]."),
    "difference to the plan": (RATE, [FIRST], "Như vậy còn thấp hơn kế hoạch 48,2 điểm % (95 − 46,8) [1]."),
    "rise in words": (RATE, [], "Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 đạt 46,8%, tăng so với cùng kỳ [1]."),
    "below the plan": (RATE, [], "Tỷ lệ tiêm chủng đầy đủ của Hòa Bình là 46,8%, thấp hơn kế hoạch (95%) [1]."),
    "higher than a year before": (RATE, [FIRST], "Kết quả này cao hơn cùng kỳ năm 2022 (44,5%) [1]."),
    "both comparisons": (
        RATE, [FIRST], "Kết quả này cao hơn cùng kỳ năm 2022 (44,5%) nhưng thấp hơn kế hoạch (95%) 48,2 điểm % [1]."),
    "risen from": (RATE, [FIRST], "Tỷ lệ này tăng so với mức 44,5% của cùng kỳ năm 2022 [1]."),
    "plan behind a result": (RATE, [FIRST], "Kết quả mới đạt 46,8% trong khi kế hoạch cả năm là 95% [1]."),
    "places in pairs": (
        BOTH, [], "Tỷ lệ tiêm chủng đầy đủ 6T/2023 của Hòa Bình và Yên Bái lần lượt là 46,8% và 43,1% [1][2]."),
    "difference of places": (BOTH, [TWO], "Hòa Bình cao hơn Yên Bái 3,7 điểm % (46,8 − 43,1) [1][2]."),
    "lower place first": (BOTH, [TWO], "Yên Bái thấp hơn Hòa Bình 3,7 điểm % [1][2]."),
    "copied": (HANDS, [], "Bệnh Tay chân miệng: ghi nhận 143 ca mắc, giảm 21 ca so với cùng kỳ năm 2022 (164 ca) [1]."),
    "leading zero": (POISONING, [], "Ngộ độc thực phẩm ở Hòa Bình 6T/2023 xảy ra 3 vụ, 29 người mắc [1]."),
    "part and whole": (
        PREGNANT, [],
        "Tỷ lệ phụ nữ đẻ được quản lý thai của Hòa Bình đạt 91,2%, riêng phụ nữ đẻ người dân tộc thiểu số 84,6% [1]."),
    "cumulative": (FEVER, [], "Lũy tích từ đầu năm đến tháng 10/2023, Yên Bái ghi nhận 97 ca mắc sốt xuất huyết [1]."),
}  # fmt: skip


@pytest.mark.parametrize(("question", "before", "text"), HOLDS.values(), ids=HOLDS)
def test_holds(archive, question, before, text):
    assert _guard(archive, question, *before).check(text).fault == ""


FAILS = {
    "another number for the one before": (RATE, [FIRST], "Con số này tăng 3,2% so với cùng kỳ [1]."),
    "change as level": (RATE, [FIRST], "Cùng kỳ năm 2022 là 2,3% [1]."),
    "level as plan": (RATE, [FIRST], "Kế hoạch giao là 44,5% [1]."),
    "wrong difference": (RATE, [FIRST], "Như vậy còn thấp hơn kế hoạch 38,2 điểm % [1]."),
    "wrong working": (RATE, [FIRST], "Như vậy còn thấp hơn kế hoạch 48,2 điểm % (95 − 46,6) [1]."),
    "points called per cent": (RATE, [FIRST], "Như vậy còn thấp hơn kế hoạch 48,2% [1]."),
    "fall in words": (RATE, [], "Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 đạt 46,8%, giảm so với cùng kỳ [1]."),
    "above the plan": (RATE, [], "Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 đạt 46,8%, vượt kế hoạch (95%) [1]."),
    "lower than a year before": (RATE, [FIRST], "Kết quả này thấp hơn cùng kỳ năm 2022 (44,5%) [1]."),
    "higher than the plan": (RATE, [FIRST], "Kết quả này cao hơn kế hoạch năm (95%) [1]."),
    "plan met, then stated": (RATE, [FIRST], "Kết quả vượt kế hoạch, đạt 95% [1]."),
    "places exchanged": (
        BOTH, [], "Tỷ lệ tiêm chủng đầy đủ 6T/2023 của Hòa Bình và Yên Bái lần lượt là 43,1% và 46,8% [1][2]."),
    "which is higher": (BOTH, [TWO], "Yên Bái cao hơn Hòa Bình 3,7 điểm % [1][2]."),
    "sum of rates": (BOTH, [TWO], "Tổng cộng cả hai tỉnh đạt 89,9% [1][2]."),
    "no place where there are two": (BOTH, [], "Tỷ lệ tiêm chủng đầy đủ 6T/2023 đạt 46,8% [1]."),
    "deaths that none reported": (HANDS, [], "Hòa Bình ghi nhận 143 ca mắc Tay chân miệng, 21 ca tử vong [1]."),
    "cases as outbreaks": (POISONING, [], "Ngộ độc thực phẩm ở Hòa Bình 6T/2023 xảy ra 29 vụ [1]."),
    "part for whole": (PREGNANT, [], "Tỷ lệ phụ nữ đẻ được quản lý thai của Hòa Bình 6T/2023 đạt 84,6% [1]."),
    "whole for part": (PREGNANT, [], "Tỷ lệ phụ nữ đẻ người DTTS được quản lý thai của Hòa Bình là 91,2% [1]."),
    "month for cumulative": (FEVER, [], "Riêng trong tháng 10/2023, Yên Bái ghi nhận 97 ca mắc sốt xuất huyết [1]."),
    "no deaths turned round": (FEVER, [], "Sốt xuất huyết ở Yên Bái lũy tích 97 ca mắc, 14 ca tử vong [1]."),
    "a phone number": (RATE, [], "Liên hệ 0912 345 678 để biết tỷ lệ tiêm chủng đầy đủ của Hòa Bình 46,8% [1]."),
    "a document": (RATE, [], "Theo Quyết định số 999/QĐ-BYT, tỷ lệ tiêm chủng đầy đủ của Hòa Bình đạt 46,8% [1]."),
    "too long": (RATE, [], "Tỷ lệ tiêm chủng đầy đủ " * 60 + "[1]."),
}  # fmt: skip


@pytest.mark.parametrize(("question", "before", "text"), FAILS.values(), ids=FAILS)
def test_fails(archive, question, before, text):
    assert _guard(archive, question, *before).check(text).fault


def test_derived_number_is_shown_with_its_working(archive):
    verdict = _guard(archive, BOTH, TWO).check("Hòa Bình cao hơn Yên Bái 3,7 điểm % [1][2].")
    assert verdict.text.endswith("(tính từ nguồn: 46,8 − 43,1 = 3,7 điểm %)")
    assert {figure.printed for figure in verdict.figures} == {"46,8", "43,1"}


def test_fault_names_what_the_source_says(archive):
    verdict = _guard(archive, RATE).check("Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 đạt 95% [1].")
    assert verdict.fault == "95 trong nguồn là kế hoạch, không phải kết quả"
