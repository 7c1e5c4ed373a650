"""Two values of one report: when they contradict each other and when they are two things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.comparison import contradicts, discrepancies
from assistant.question import parse_question
from assistant.selection import Candidate, Scope, Selector
from tests.vectorstore.builders import HALF_2024, a_content, a_figure, open_archive
from vectorstore.records import Bound, Figure, Place, Role, Span

KEY = "tinh-a-6t-2024"
RATE = "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ"
NEW = "Bệnh nhân phát hiện mới"
ROW: dict[str, Any] = {"in_table": True, "unit": "người", "column": "Thực hiện", "section": 1}


def prose(number: int, value: str, indicator: str = RATE, **changes: Any) -> Figure:
    """A figure of a sentence of its own."""
    figure = a_figure(KEY, number, indicator, value, **changes)
    return Figure(**{**_fields(figure), "quote": f"Câu {number}: {figure.quote}"})


def row(number: int, value: str, *chain: str, indicator: str = NEW, **changes: Any) -> Figure:
    figure = a_figure(KEY, number, indicator, value, chain=chain, **(ROW | changes))
    return Figure(**{**_fields(figure), "quote": f"{number}\t{indicator}\t{figure.printed}"})


def _fields(figure: Figure) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in Figure.__dataclass_fields__}


NCD = "Bệnh không lây nhiễm"
CASES = {
    "two sentences, one rate": (prose(0, "48.6"), prose(1, "47.2"), True),
    "the same value": (prose(0, "48.6"), prose(1, "48.6"), False),
    "one rounds the other": (prose(0, "48.6"), prose(1, "48.61"), False),
    "trailing nought": (prose(0, "48.6"), prose(1, "48.60"), False),
    "one sentence states both": (prose(0, "48.6"), a_figure(KEY, 1, RATE, "47.2", group=0), False),
    "another role": (prose(0, "48.6"), prose(1, "95", role=Role.PLAN), False),
    "two changes": (prose(0, "2.1", role=Role.CHANGE), prose(1, "3.4", role=Role.CHANGE), False),
    "two targets": (prose(0, "95", role=Role.PLAN), prose(1, "90", role=Role.PLAN), True),
    "another population": (prose(0, "48.6"), prose(1, "40.1", populations=("DTTS",)), False),
    "another place": (prose(0, "48.6"), prose(1, "40.1", place=Place("Lai Châu", "Sìn Hồ")), False),
    "another year": (prose(0, "48.6"), prose(1, "40.1", period=HALF_2024.shifted(-1)), False),
    "the month alone": (prose(0, "48.6"), prose(1, "8.1", span=Span.MONTH), False),
    "another unit": (prose(0, "48.6"), prose(1, "1250", unit="trẻ"), False),
    "an open end": (prose(0, "48.6"), prose(1, "40", bound=Bound.ABOVE), False),
    "about": (prose(0, "48.6"), prose(1, "40", bound=Bound.ABOUT), True),
    "another thing": (prose(0, "48.6"), prose(1, "40", "Tỷ lệ phụ nữ đẻ được quản lý thai"), False),
    "rows of two diseases": (row(0, "655", NCD, "Tăng huyết áp"), row(1, "271", NCD, "Đái tháo đường"), False),
    "one row twice": (row(0, "655", NCD, "Tăng huyết áp"), row(1, "271", NCD, "Tăng huyết áp"), True),
    "two columns": (row(0, "655", NCD, "Tăng huyết áp"), row(1, "9", NCD, "Tăng huyết áp", column="Chết"), False),
    "row and sentence": (
        row(0, "655", NCD, "Tăng huyết áp"),
        prose(1, "640", "Bệnh nhân tăng huyết áp phát hiện mới", unit="người"),
        True,
    ),
    "row and sentence of another disease": (
        row(0, "655", NCD, "Tăng huyết áp"),
        prose(1, "271", "Bệnh nhân đái tháo đường phát hiện mới", unit="người"),
        False,
    ),
}  # fmt: skip


@pytest.fixture
def ranked(tmp_path: Path) -> Callable[..., list[Candidate]]:
    """The figures of one report as candidates for a question, in the order of their numbers."""

    def rank(*figures: Figure, question: str = "Tỷ lệ tiêm chủng đầy đủ?") -> list[Candidate]:
        with open_archive(tmp_path) as archive:
            archive.put(a_content(KEY, figures=figures))
            scope = Scope()
            parsed = parse_question(question)
            candidates = Selector(archive).rank(parsed, scope, archive.reports())
        return sorted(candidates, key=lambda c: c.figure.number)

    return rank


def _question(figure: Figure) -> str:
    words = {Role.PLAN: "Chỉ tiêu", Role.CHANGE: "Tăng giảm"}.get(figure.role, "")
    return f"{words} {figure.indicator} {figure.chain[-1] if figure.chain else ''}?"


@pytest.mark.parametrize(("one", "other", "expected"), CASES.values(), ids=CASES)
def test_contradiction(
    ranked: Callable[..., list[Candidate]], one: Figure, other: Figure, expected: bool
) -> None:
    candidates = ranked(one, other, question=_question(one))
    found = len(candidates) == 2 and contradicts(*candidates)
    assert found is expected
    if len(candidates) == 2:
        assert contradicts(*reversed(candidates)) is expected


def test_one_discrepancy_is_named(ranked: Callable[..., list[Candidate]]) -> None:
    candidates = ranked(prose(0, "48.6"), prose(1, "47.2"), prose(2, "46.9"))
    assert [c.figure.printed for c in discrepancies(candidates)] == ["47,2"]


def test_no_discrepancy_of_a_figure_alone(ranked: Callable[..., list[Candidate]]) -> None:
    assert discrepancies(ranked(prose(0, "48.6"))) == []
