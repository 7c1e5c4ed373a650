"""Statements that are true pass; the same with one thing changed do not. Each case is one sentence of a model."""

from __future__ import annotations

import pytest

from assistant.citation import Citation
from assistant.guard.guard import Guard
from assistant.sources import Source, SourceShelf
from tests.assistant.four_reports import make_archive
from tests.assistant.guard.lies import STATEMENTS, Statement, lies, said
from ui.composition import sentence_figures

QUESTION = "Số liệu các chỉ tiêu y tế?"
TRUE = [(f"{s.role} {s.number} wording {w}", s, said(s, w)) for s in STATEMENTS for w in (0, 1)]
LIES = list(
    {
        text: (f"{s.role} {s.number} {kind}", s, text) for s in STATEMENTS for kind, text in lies(s).items()
    }.values()
)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[Source]:
    """Every clause and row of the two half-year reports, as the sources of one answer."""
    archive = make_archive(tmp_path_factory.mktemp("lies"))
    citations = []
    for report in archive.reports():
        if report.key not in ("hoa-binh-6t-2023", "yen-bai-6t-2023"):
            continue
        sections = archive.sections(report.key)
        quotes = dict.fromkeys((f.section, f.page, f.quote) for f in archive.figures(reports=[report.key]))
        citations += [Citation(report, sections[number].path, page, quote) for number, page, quote in quotes]
    shelf = SourceShelf(archive)
    return [
        shelf.of_citation(number, citation)
        for number, citation in enumerate(sorted(citations, key=lambda c: c.report.key), start=1)
    ]


def _cited(sources: list[Source], statement: Statement) -> int:
    return next(
        s.number
        for s in sources
        if statement.source in s.text and s.report.place and s.report.place.label == statement.place
    )


def _guard(sources: list[Source]) -> Guard:
    return Guard(sources, sentence_figures, QUESTION)


@pytest.mark.parametrize(("statement", "text"), [case[1:] for case in TRUE], ids=[case[0] for case in TRUE])
def test_true_statement_holds_and_cites_its_source(sources, statement, text):
    verdict = _guard(sources).check(f"{text} [{_cited(sources, statement)}].")
    assert verdict.fault == ""
    assert [figure.printed for figure in verdict.figures] == [statement.number]
    assert statement.source in verdict.citations[0].quote


@pytest.mark.parametrize(("statement", "text"), [case[1:] for case in LIES], ids=[case[0] for case in LIES])
def test_lie_does_not_hold(sources, statement, text):
    verdict = _guard(sources).check(f"{text} [{_cited(sources, statement)}].")
    assert verdict.fault
    assert not verdict.citations


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: f"{s.role} {s.number}")
@pytest.mark.parametrize(
    "mark", ["", "[99]", "wrong"], ids=["no mark", "invented mark", "mark of another source"]
)
def test_right_number_with_a_wrong_mark_gets_the_right_source(sources, statement, mark):
    right = _cited(sources, statement)
    wrong = next(s.number for s in sources if s.number != right and s.text != sources[right - 1].text)
    verdict = _guard(sources).check(f"{said(statement)} {mark.replace('wrong', f'[{wrong}]')}.")
    assert verdict.fault == ""
    assert statement.source in verdict.citations[0].quote


def test_there_are_two_hundred_lies_and_more():
    assert len(LIES) >= 200


def test_lies_are_of_every_kind():
    kinds = {kind.rstrip("0123456789,.") for s in STATEMENTS for kind in lies(s)}
    assert len(kinds) >= 12
