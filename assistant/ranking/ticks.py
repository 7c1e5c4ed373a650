"""Which rows of a table are ticked in a column, and which are not: "xã nào chưa đạt chuẩn" of a column of "x"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer
from assistant.draft import Draft
from assistant.figures.candidate import Scope
from assistant.figures.matching import Weights, weigh
from assistant.figures.selection import Selector
from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from assistant.questions.topic import Terms, terms_of
from assistant.ranking.asked import is_total, pattern
from assistant.texts.line_score import credit
from ingest.vietnamese.text import fold
from vectorstore.archive import Archive
from vectorstore.records import Passage, Report

_TICKS = frozenset({"x", "✓", "v", "√", "☑", "có", "đạt", "+"})
_BLANKS = frozenset({"", "-", "–", "o", "0", "không", "chưa", "chưa đạt", "không đạt", "☐"})
_FEWEST = 3  # rows of a table with a column of ticks
_SPEAKS = 0.75  # share of the topic that a column's head must speak of
_OTHER_CUES = frozenset({"cause", "proposal", "difficulty", "signer", "superlative", "reports", "task"})
_SHOWN = 60  # rows named


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    cells: tuple[str, ...]
    text: str
    passage: Passage


@dataclass(slots=True)
class _Table:
    """The rows of one section that have as many cells, with the rows above them as their head."""

    heads: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)

    def head(self, column: int) -> str:
        """What stands over a column, the cell that spans it included."""
        words: list[str] = []
        for cells in self.heads:
            own = next((cells[at] for at in range(column, -1, -1) if cells[at]), "")
            spans = cells[column] or not words
            words += [own] if spans and own not in words else []
        return " ".join(words)

    def ticked(self) -> list[int]:
        """The columns that hold ticks and blanks alone."""
        if len(self.rows) < _FEWEST:
            return []
        width = len(self.rows[0].cells)
        return [
            at
            for at in range(1, width)
            if {row.cells[at].lower() for row in self.rows} <= _TICKS | _BLANKS
            and any(row.cells[at].lower() in _TICKS for row in self.rows)
        ]


class Ticks:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        del selector  # ticks are no figures

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """The rows that are ticked, or left blank where "chưa", "không" is asked; None where no column is meant."""
        folded = fold(question.text)
        rows = pattern("ticked_rows").search(folded)
        if rows is None or question.cues & _OTHER_CUES or question.unit is not None:
            return None
        lacking = pattern("lacking").search(folded) is not None
        if "number" in question.cues and not lacking:
            return None  # how many have it a report says itself
        draft = Draft(self._archive, question.text)
        for report in reports[:1] if scope.place and scope.period else reports:
            found = self._column(question, rows.span(), report)
            if found is not None:
                _write(draft, report, *found, lacking=lacking)
                break
        return draft.answer() if draft.lines else None

    def _column(self, question: Question, span: tuple[int, int], report: Report) -> tuple[_Table, int] | None:
        """The table and column whose head speaks best of what is asked of the rows."""
        terms = [
            term
            for term in question.topic
            if term.text not in generic_terms() and not span[0] <= term.start < span[1]
        ]
        tables = [(t, at) for t in _tables(self._archive.passages(reports=[report.key])) for at in t.ticked()]
        heads = [terms_of(table.head(at)) for table, at in tables]
        topic = weigh(terms, Weights(heads))
        if topic.empty or not tables:
            return None

        def share(head: Terms) -> float:
            return sum(weight * credit(term, head) for term, weight in topic.weights.items())

        best = max(range(len(tables)), key=lambda at: (share(heads[at]), -at))
        return tables[best] if share(heads[best]) >= _SPEAKS else None


def _tables(passages: Iterable[Passage]) -> list[_Table]:
    """The tables of a report; one that is parted over passages is whole again."""
    found: dict[tuple[int, int], _Table] = {}
    for passage in passages:
        if passage.kind != "table":
            continue
        for text in passage.text.split("\n"):
            cells = tuple(cell.strip() for cell in text.split("\t"))
            table = found.setdefault((passage.section, len(cells)), _Table())
            label = _label(cells)
            if label and (_is_numbered(cells) or table.rows):
                if not is_total(label):
                    table.rows.append(_Row(label, cells, text, passage))
            elif not table.rows:
                table.heads.append(cells)
    return list(found.values())


def _label(cells: Sequence[str]) -> str:
    """The name of a row: its first cell, or the second after a number; "" for a row of a table's head."""
    named = [cell for cell in cells[:2] if any(c.isalpha() for c in cell)]
    return named[0] if named and (named[0] == cells[0] or not cells[0] or _is_ordinal(cells[0])) else ""


def _is_numbered(cells: Sequence[str]) -> bool:
    """Whether a row is no head: it has an ordinal, a number or a tick."""
    rest = [cell.lower() for cell in cells[1:]]
    return _is_ordinal(cells[0]) or any(c[:1].isdigit() or c in _TICKS for c in rest)


def _is_ordinal(cell: str) -> bool:
    return cell.rstrip(".)").isdigit()


def _write(draft: Draft, report: Report, table: _Table, column: int, *, lacking: bool) -> None:
    """The rows asked for on one line, each with its source; "Chưa có bác sĩ" ticked means that it lacks."""
    head = table.head(column)
    ticked = lacking is (pattern("lacking").search(fold(head)) is not None)
    found = [row for row in table.rows if (row.cells[column].lower() in _TICKS) is ticked]
    path = draft.path(report, table.rows[0].passage.section)
    marks = {row.label: draft.cite(report, path, row.passage.page, row.text) for row in found[:_SHOWN]}
    how = "được đánh dấu" if ticked else "để trống, không được đánh dấu"
    where = f"{how} ở cột “{head}” của bảng"
    if not found:
        mark = draft.cite(report, path, table.rows[0].passage.page, table.rows[0].text)
        draft.line(f"{report.label}: không có dòng nào {where}", mark)
        return
    names = "; ".join(f"{label} {mark}" for label, mark in marks.items())
    draft.line(f"{report.label}: {len(found)} trong {len(table.rows)} dòng {where}: {names}")
    for mark in marks.values():
        draft.quote(mark)
