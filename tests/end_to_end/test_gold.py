"""Floors for the gold questions over the real reports, and no number without a source among their answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.assistant.sourced_numbers import unsourced
from tests.end_to_end.gold import Sitting, load_scorer, sit

RIGHT, CITED, REFUSED = 88.0, 93.0, 100.0  # per cent, of the questions in their base form
APART = 5.0  # points between formats
EVERY = 4  # of the questions are asked of the other formats


@pytest.fixture(scope="session")
def sitting(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    return sit(shared, "txt", tmp_path_factory.mktemp("gold-txt"))


def test_questions_are_answered_rightly(sitting: Sitting) -> None:
    assert sitting.share("right") >= RIGHT, _misses(sitting)


def test_answers_are_cited(sitting: Sitting) -> None:
    assert sitting.share("cited") >= CITED


def test_what_the_archive_does_not_hold_is_refused(sitting: Sitting) -> None:
    assert sitting.share("right", unanswerable=True) >= REFUSED, _misses(sitting)


def test_no_number_without_a_source(sitting: Sitting) -> None:
    found = {a.gold["id"]: lines for a in sitting.asked if (lines := unsourced(a.answer, sitting.reports))}
    assert found == {}


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_other_formats_answer_alike(
    form: str, sitting: Sitting, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = sit(shared, form, tmp_path_factory.mktemp(f"gold-{form}"), EVERY)
    same = sitting.only(other.ids)
    assert abs(other.share("right") - same.share("right")) <= APART, _misses(other)
    assert abs(other.share("cited") - same.share("cited")) <= APART
    assert {a.gold["id"]: lines for a in other.asked if (lines := unsourced(a.answer, other.reports))} == {}


def test_the_scorer_is_the_one_described(shared: Path) -> None:
    scorer = load_scorer(shared)
    assert scorer.numbers("1.005.662 và 45,20 [3]") == {"1005662", "45.2"}


def _misses(sitting: Sitting) -> str:
    return "; ".join(f"{a.gold['id']}: {a.row['why']}" for a in sitting.asked if not a.row["right"])
