"""A person's corrections are remembered in the archive and honoured by the next question."""

from __future__ import annotations

import pytest

from assistant.indicators.correct import merge, split
from assistant.indicators.locate import Indicators
from assistant.indicators.reasons import why_apart, why_one
from tests.assistant.indicators.two_offices import make_archive
from vectorstore.errors import UsageError

SHORT = "TE < 1 tuổi TCĐĐ"


@pytest.fixture
def own(tmp_path):
    with make_archive(tmp_path) as archive:
        yield archive


def best(archive, name):
    return Indicators(archive).find(name).best


def test_merged_indicators_are_found_by_either_name(own):
    merge(own, best(own, "vắc xin BCG"), best(own, "TCĐĐ"))
    printed = {m.figure.printed for m in best(own, "vắc xin BCG").members}
    assert {"51,3", "46,1", "48,4"} <= printed
    assert printed == {m.figure.printed for m in best(own, "TCĐĐ").members}
    assert "do người dùng gộp" in why_one(best(own, "TCĐĐ"))


def test_a_wording_told_apart_stays_apart_and_both_are_found(own):
    split(own, best(own, "TCĐĐ"), SHORT)
    found = Indicators(own).find("tỷ lệ tiêm chủng đầy đủ")
    both = [found.best, *found.nearest[:3]]
    [long] = [i for i in both if "46,1" in {m.figure.printed for m in i.members}]
    [short] = [i for i in both if "94,6" in {m.figure.printed for m in i.members}]
    assert SHORT not in long.wordings and short.wordings == (SHORT,)


def test_the_last_word_counts(own):
    split(own, best(own, "TCĐĐ"), SHORT)
    found = Indicators(own).find("tỷ lệ tiêm chủng đầy đủ")
    merge(
        own,
        found.best,
        next(i for i in found.nearest if set(i.wordings) == {SHORT} or "46,1" in str(i.members)),
    )
    assert {"46,1", "94,6"} <= {m.figure.printed for m in best(own, "TCĐĐ").members}


def test_corrections_go_to_another_archive(own, tmp_path):
    split(own, best(own, "TCĐĐ"), SHORT)
    (tmp_path / "other").mkdir()
    with make_archive(tmp_path / "other") as other:
        assert other.corrections.load(own.corrections.export()) == 1
        assert (
            SHORT not in best(other, "tỷ lệ trẻ em dưới 1 tuổi tiêm chủng đầy đủ").wordings
            or len(best(other, "TCĐĐ").wordings) == 1
        )


def test_one_and_the_same_cannot_be_merged(own):
    with pytest.raises(UsageError, match="đã là một chỉ tiêu"):
        merge(own, best(own, "TCĐĐ"), best(own, "tiêm chủng đầy đủ"))


@pytest.mark.parametrize("wording", ["không có cách ghi này", ""])
def test_only_its_own_wording_can_be_told_apart(own, wording):
    with pytest.raises(UsageError, match="không có cách ghi"):
        split(own, best(own, "TCĐĐ"), wording)


def test_reasons_are_said(indicators):
    found = indicators.find("tỷ lệ tiêm chủng đầy đủ")
    assert why_one(found.best)[0] == "cùng thuật ngữ: tiêm chủng đầy đủ"
    assert "khác nội dung" in why_apart(found.best, indicators.find("vắc xin BCG").best)
    assert any("dân tộc thiểu số" in why_apart(found.best, near) for near in found.nearest)
