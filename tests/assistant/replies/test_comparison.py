"""Two values of one report, found by its audit and told with the answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.figures.candidate import Candidate, Scope
from assistant.figures.selection import Selector
from assistant.questions.question import parse_question
from assistant.replies.comparison import discrepancies
from tests.vectorstore.builders import a_content, a_figure, open_archive
from vectorstore.records import Figure, Finding, FindingKind, Level, Period, Role, Span

KEY = "tinh-a-6t-2024"
RATE = "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ"
FIGURES = (a_figure(KEY, 0, RATE, "48.6"), a_figure(KEY, 1, RATE, "47.2"))


def printed_beside(folder: Path, figures: tuple[Figure, ...], findings: tuple[Finding, ...]) -> list[str]:
    with open_archive(folder, writable=True) as archive:
        archive.put(replace(a_content(KEY, figures=figures), findings=findings))
        ranked = Selector(archive).rank(parse_question(RATE), Scope(), archive.reports())
        return [candidate.figure.printed for candidate in discrepancies(archive, ranked)]


def a_finding(kind: FindingKind, *figures: int) -> Finding:
    return Finding(KEY, Level.CONTRADICTION, "Hai giá trị khác nhau.", figures, kind)


def test_repeat_of_the_top_figure_is_told_with_its_other_value(tmp_path: Path) -> None:
    assert printed_beside(tmp_path, FIGURES, (a_finding(FindingKind.REPEAT, 0, 1),)) == ["47,2"]


@pytest.mark.parametrize(
    "findings",
    [(), (a_finding(FindingKind.SHARE, 0, 1),), (a_finding(FindingKind.REPEAT, 1, 2),)],
    ids=["no-finding", "another-kind", "of-other-figures"],
)
def test_nothing_is_told_without_a_repeat_of_the_figure(
    tmp_path: Path, findings: tuple[Finding, ...]
) -> None:
    assert printed_beside(tmp_path, FIGURES, findings) == []


def test_other_value_is_told_though_its_wording_was_not_ranked(tmp_path: Path) -> None:
    figures = (FIGURES[0], a_figure(KEY, 1, "Một việc khác hẳn", "47.2"))
    assert printed_beside(tmp_path, figures, (a_finding(FindingKind.REPEAT, 0, 1),)) == ["47,2"]


@pytest.mark.parametrize(
    ("role", "told"),
    [(Role.RESULT, ["48,6"]), (Role.PLAN, [])],
    ids=["state-at-one-day", "targets-of-two-times"],
)
def test_values_up_to_one_day_are_told_whatever_their_span(
    tmp_path: Path, role: Role, told: list[str]
) -> None:
    quarter = replace(
        a_figure(KEY, 1, RATE, "47.2"), period=Period(2024, 4, 2024, 6), role=role, span=Span.PERIOD
    )
    since_january = replace(
        FIGURES[0], period=Period(2024, 1, 2024, 6), role=role, span=Span.CUMULATIVE, in_table=True
    )
    archive = open_archive(tmp_path, writable=True)
    with archive:
        content = a_content(KEY, figures=(since_january, quarter))
        archive.put(replace(content, findings=(a_finding(FindingKind.REPEAT, 0, 1),)))
        selector, report = Selector(archive), archive.reports()[0]
        found = {c.number: c for c in archive.figures()}
        view = next(v for v in selector.views([report]) if v.figure == found[1])
        top = Candidate(found[1], report, 1.0, 1.0, frozenset(), 0.0, False, view)
        assert [c.figure.printed for c in discrepancies(archive, [top])] == told
