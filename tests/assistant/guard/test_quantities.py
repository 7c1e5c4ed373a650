"""Quantities in words: said by a source, worked out from its figures, or not shown."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assistant.assistant import Assistant
from assistant.guard import quantities
from assistant.guard.guard import Guard, Verdict
from assistant.sources import SourceShelf
from tests.assistant.four_reports import make_archive
from ui.composition import sentence_figures
from vectorstore.archive import Archive

PERIOD = "6 tháng đầu năm 2023"
RATE = "Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?"
SUGAR = "Số bệnh nhân đái tháo đường phát hiện mới ở Hòa Bình 6T/2023?"
HANDS = "So sánh số ca tay chân miệng của Hòa Bình và Yên Bái 6T/2023"
HIGHEST = "Bệnh nào có nhiều ca mắc nhất ở Hòa Bình 6T/2023?"
NEW = f"Số bệnh nhân đái tháo đường phát hiện mới của Hòa Bình {PERIOD} là 271 người"
VACCINATED = f"Tỷ lệ tiêm chủng đầy đủ của Hòa Bình {PERIOD} đạt 46,8%"
BOTH = f"Số ca mắc Tay chân miệng {PERIOD} của Hòa Bình là 143 ca"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return make_archive(tmp_path_factory.mktemp("quantities"))


def _check(archive: Archive, question: str, text: str) -> Verdict:
    answer = Assistant(archive).ask(question)
    assert not answer.refused
    marks = "".join(f"[{n}]" for n in range(1, len(answer.citations) + 1))
    return Guard(SourceShelf(archive).sources(answer), sentence_figures, question).check(f"{text} {marks}.")


HOLDS = {
    "more than half of the plan": (SUGAR, f"{NEW}, bằng hơn một nửa kế hoạch năm", "271 / 480 = 0,56 lần"),
    "nearly half of the plan": (RATE, f"{VACCINATED}, bằng gần một nửa kế hoạch", "46,8 / 95 = 0,49 lần"),
    "a share in words": (RATE, f"{VACCINATED} (gần một nửa)", ""),
    "half of a year": (RATE, f"Nửa đầu năm 2023, {VACCINATED[0].lower()}{VACCINATED[1:]}", ""),
    "half as much again": (
        HANDS,
        f"{BOTH}, hơn gấp rưỡi Yên Bái (88 ca)",
        "143 / 88 = 1,63 lần",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("question", "text", "working"), HOLDS.values(), ids=HOLDS)
def test_borne_out(archive, question, text, working):
    verdict = _check(archive, question, text)
    assert verdict.fault == ""
    assert working in verdict.text
    assert ("tính từ nguồn" in verdict.text) == bool(working)


FAILS = {
    "twice the year before": (SUGAR, f"{NEW}, gấp đôi cùng kỳ năm trước", "gấp đôi"),
    "risen threefold": (SUGAR, f"{NEW}, tăng gấp ba so với cùng kỳ", "gấp ba"),
    "fallen by half": (SUGAR, f"{NEW}, giảm một nửa so với cùng kỳ", "giảm"),
    "nearly half of a larger part": (SUGAR, f"{NEW}, bằng gần một nửa kế hoạch năm", "gần một nửa"),
    "two thirds of the plan": (RATE, f"{VACCINATED}, bằng hai phần ba kế hoạch", "hai phần ba"),
    "half of something else": (RATE, f"Tỷ lệ tiêm chủng đầy đủ của Hòa Bình {PERIOD} chiếm một nửa dân số", "một nửa"),
    "another share in words": (RATE, f"{VACCINATED} (hơn hai phần ba)", "hơn hai phần ba"),
    "thousands": (SUGAR, f"Hòa Bình {PERIOD} phát hiện mới hàng nghìn bệnh nhân đái tháo đường", "hàng nghìn"),
    "some dozens": (SUGAR, f"Hòa Bình {PERIOD} phát hiện mới vài chục bệnh nhân đái tháo đường", "vài chục"),
    "the most of the country": (RATE, f"{VACCINATED}, cao nhất cả nước", "cao nhất"),
    "a rank": (RATE, f"{VACCINATED}, đứng thứ hai", "đứng thứ"),
    "almost all": (RATE, f"Hầu hết trẻ em của Hòa Bình {PERIOD} được tiêm chủng đầy đủ", "Hầu hết"),
    "the most, not asked": (HANDS, f"{BOTH}, nhiều nhất trong các bệnh", "nhiều nhất"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "text", "named"), FAILS.values(), ids=FAILS)
def test_not_borne_out(archive, question, text, named):
    assert f"“{named}”" in _check(archive, question, text).fault


def test_words_without_diacritics_are_not_shown(archive):
    text = "Ty le tiem chung day du cua Hoa Binh 6 thang dau nam 2023 dat 46,8%, gap doi cung ky nam truoc"
    assert "có dấu" in _check(archive, RATE, text).fault


def test_the_most_where_it_was_asked(archive):
    answer = Assistant(archive).ask(HIGHEST)
    first, other = answer.figures[0], answer.figures[-1]
    assert first.value > other.value
    said = "Bệnh có nhiều ca mắc nhất của Hòa Bình {period} là {name} với {number} ca"
    true = _check(archive, HIGHEST, said.format(period=PERIOD, name=first.name, number=first.printed))
    false = _check(archive, HIGHEST, said.format(period=PERIOD, name=other.name, number=other.printed))
    assert true.fault == ""
    assert "nhất” không có trong nguồn" in false.fault


def test_every_quantity_has_a_ratio():
    for words in ("gấp đôi", "một nửa", "hai phần ba", "ba phần tư"):
        match = quantities._ratios().search(f"đạt {words} kế hoạch")
        assert match is not None
        assert quantities._ratio(match["core"]) in (2, Fraction(1, 2), Fraction(2, 3), Fraction(3, 4))
