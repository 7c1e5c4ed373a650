"""Cells that hold no number: the row asked for stands in the report, and is left blank there."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import Candidate
from assistant.questions.question import Question
from assistant.wording import name_words, scope_words
from vectorstore.archive import Archive

_NEARER = 0.08  # a blank cell must speak of the question so much better than the best figure


def blank_instead(blanks: Sequence[Candidate], figures: Sequence[Candidate]) -> Candidate | None:
    """The blank cell that is what was asked, where no figure is it as well."""
    if not blanks:
        return None
    top = blanks[0]
    if not figures:
        return top
    best = figures[0]
    return top if top.score >= best.score + _NEARER and best.figure.group != top.figure.group else None


def say_blank(archive: Archive, question: Question, blank: Candidate) -> Answer:
    """A refusal that shows the row."""
    figure, report = blank.figure, blank.report
    draft = Draft(archive, question.text)
    mark = draft.cite(report, (*draft.path(report, figure.section), *figure.chain), figure.page, figure.quote)
    cell = f"ghi “{figure.printed}”" if figure.printed else "để trống"
    column = f" (cột “{figure.column}”)" if figure.column else ""
    draft.line(
        f"Báo cáo không ghi số liệu này: ô tương ứng{column} {cell} – {name_words(figure)} – "
        f"{scope_words(figure, report)}",
        mark,
    )
    draft.quote(mark)
    return draft.answer(refused=True)
