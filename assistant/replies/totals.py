"""Totals that no source prints: the parts, each with its source, and the sum shown as worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from assistant.answer import Answer
from assistant.derived import sum_working
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, Scope
from assistant.figures.scopes import reports_for, scopes_of
from assistant.figures.selection import Selector
from assistant.indicators.identity import identity_of
from assistant.indicators.sameness import Same, compare
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.question import Question
from assistant.replies.figure_answer import accepted
from assistant.replies.side_by_side import scope_label
from assistant.texts.text_rules import asks, quantity_words
from assistant.wording import amount, join_words, name_words, scope_words, value_words
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind
from vectorstore.archive import Archive
from vectorstore.records import Bound, Kind, Period, Place, Report, Role, Span

_AS_GOOD = 0.12
_VALUES = (Role.RESULT, Role.PRIOR)
_MOST = 12  # places added up
_OPEN = (Bound.ABOVE, Bound.AT_LEAST, Bound.BELOW, Bound.AT_MOST)
# Words of a sum, of what is added up, and how many of them: no part of what is counted.
_WORDS = frozenset(
    (
        "tong",
        "tong_so",
        "cong",
        "gop",
        "lai",
        "ca",
        "ky",
        "ki",
        "hai",
        "ba",
        "bon",
        "nam",
        "tinh",
        "huyen",
        "chung",
        "so",
        "va",
    )
)
_LEVELS = re.compile(
    r"\b(?:(?P<count>\d{1,2}|hai|ba|bon|nam|sau|bay|tam)|cac|tat ca cac|nhung)\s+(?P<level>tinh|huyen)\b"
)


class Totals:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector

    def answer(self, question: Question, held: Sequence[Report]) -> Answer | None:
        """The sum over the places or periods of the question; its parts alone where they cannot be added up.

        None where no total of several is asked for, or nothing is known of any of them.
        """
        if not asks("asks_total", question.text) or question.cues & {
            "compare",
            "consistency",
            "cause",
            "superlative",
        }:
            return None
        question = replace(question, topic=tuple(t for t in question.topic if t.text not in _WORDS))
        scopes = self._scopes(question, held)
        if len(scopes) < 2 or question.roles or any(scope.populations is not None for scope in scopes):
            return None
        cells = self._cells(question, scopes, held)
        if not any(cells):
            return None
        draft = Draft(self._archive, question.text)
        printed = self._printed(question, scopes, cells, held)
        if printed is not None:
            mark = draft.cite_figure(printed.figure, printed.report)
            about = f"{name_words(printed.figure)} – {scope_words(printed.figure, printed.report)}"
            draft.line(
                f"Tổng in sẵn trong nguồn: {value_words(printed.figure, printed.report)} – {about}", mark
            )
        _write(draft, scopes, cells, printed)
        for mark in draft.marks:
            draft.quote(mark)
        return draft.answer()

    def _scopes(self, question: Question, held: Sequence[Report]) -> list[Scope]:
        """Those named; of 'các huyện', every district that has a report."""
        named = scopes_of(question)
        level = _LEVELS.search(fold(question.text))
        if len(named) > 1 or level is None or len(question.places) > 1:
            return named
        inside = question.places[0] if question.places else None
        places = sorted(
            {
                r.place
                for r in held
                if r.place and r.kind is not Kind.PLAN and not r.place.commune
                and bool(r.place.district) is (level["level"] == "huyen")
                and (inside is None or inside.contains(r.place))
            }
        )  # fmt: skip
        count = level["count"]
        wanted = (int(count) if count.isdigit() else quantity_words().get(count, 0)) if count else len(places)
        period = question.periods[0] if question.periods else None
        return [Scope(place, period) for place in places[:_MOST]] if wanted == len(places) else named

    def _cells(
        self, question: Question, scopes: Sequence[Scope], held: Sequence[Report]
    ) -> list[Candidate | None]:
        """The best figure of each scope; where no period is named, of the latest one that all of them have."""
        found = [self._near(question, scope, held) for scope in scopes]
        if any(scope.period is not None for scope in scopes):
            return [near[0] if near else None for near in found]
        if all(found):
            common = set.intersection(*({_period(c) for c in near} for near in found)) - {None}
            latest = max(common, key=lambda p: (p.end, p.months), default=None)  # type: ignore[union-attr]
            if latest is not None:
                return [next(c for c in near if _period(c) == latest) for near in found]
        return [max(near, key=_ends, default=None) for near in found]

    def _near(self, question: Question, scope: Scope, held: Sequence[Report]) -> list[Candidate]:
        reports = [r for r in reports_for(self._archive, scope, held) if r.kind is not Kind.PLAN]
        ranked = [
            c for c in accepted(self._selector.rank(question, scope, reports)) if c.figure.role in _VALUES
        ]
        return [c for c in ranked if c.score >= ranked[0].score - _AS_GOOD]

    def _printed(
        self,
        question: Question,
        scopes: Sequence[Scope],
        cells: Sequence[Candidate | None],
        held: Sequence[Report],
    ) -> Candidate | None:
        """The value that a report prints for just the periods that are to be added up."""
        periods = [scope.period.period for scope in scopes if scope.period]
        known = next((cell for cell in cells if cell is not None), None)
        whole = _joined(periods)
        if known is None or whole is None or len({scope.place for scope in scopes}) > 1:
            return None
        scope = replace(scopes[0], period=AskedPeriod(whole))
        near = [c for c in self._near(question, scope, held) if _period(c) == whole]
        return next((c for c in near if _same(c, known)), None)


def _write(
    draft: Draft, scopes: Sequence[Scope], cells: Sequence[Candidate | None], printed: Candidate | None
) -> None:
    known = [cell for cell in cells if cell is not None]
    parts = []
    for scope, cell in zip(scopes, cells, strict=True):
        if cell is None:
            parts.append(f"{scope_label(scope)}: không có số liệu")
            continue
        mark = draft.cite_figure(cell.figure, cell.report)
        parts.append(f"{_where(cell)}: {amount(cell.figure)} {mark}")
    obstacle = _obstacle(scopes, cells)
    begin = "" if printed is not None else "Nguồn không in số tổng. "
    if obstacle:
        draft.line(f"{begin}Không cộng được: {obstacle}. {name_words(known[0].figure)}: {'; '.join(parts)}")
        return
    working = sum_working([cell.figure for cell in known])
    draft.line(f"{begin}Tính thêm: {working} – {name_words(known[0].figure)} ({'; '.join(parts)})")
    if any(cell.figure.bound is Bound.ABOUT for cell in known):
        draft.line("Lưu ý: trong các số đã cộng có số ước thực hiện.")


def _where(cell: Candidate) -> str:
    """'Điện Biên, 6T/2024': the value of a year before by its own period."""
    place, period = _place(cell), _period(cell)
    return ", ".join(part.label for part in (place, period) if part)


def _obstacle(scopes: Sequence[Scope], cells: Sequence[Candidate | None]) -> str:
    """Why the parts cannot be added up; "" where they can."""
    missing = [scope_label(scope) for scope, cell in zip(scopes, cells, strict=True) if cell is None]
    if missing:
        return f"chưa có số liệu của {join_words(missing)}"
    known = [cell for cell in cells if cell is not None]
    if any(_is_rate(cell) for cell in known):
        return "tỷ lệ của các địa bàn, các kỳ không cộng với nhau"
    if any(cell.figure.bound in _OPEN for cell in known):
        return "có số chỉ nêu mức trên hoặc dưới"
    for one, other in combinations(known, 2):
        if not _same(one, other):
            return "các số không cùng chỉ tiêu hoặc đơn vị tính"
        reason = _overlap(one, other)
        if reason:
            return reason
    return ""


def _overlap(one: Candidate, other: Candidate) -> str:
    """Places that nest, periods that overlap, or places of different periods."""
    a, b = _place(one), _place(other)
    first, second = _period(one), _period(other)
    if one.figure == other.figure:
        return "hai phần là cùng một số liệu"
    if a and b and a != b and (a.contains(b) or b.contains(a)):
        return "địa bàn này nằm trong địa bàn kia nên sẽ tính trùng"
    if first is None or second is None:
        return "chưa rõ kỳ của một số liệu"
    if a != b and first != second:
        return "số liệu của các địa bàn thuộc các kỳ khác nhau"
    if a == b and first.start <= second.end and second.start <= first.end:
        return "các kỳ chồng lên nhau nên sẽ tính trùng"
    return ""


def _joined(periods: Sequence[Period]) -> Period | None:
    """One period made of several that follow each other; None where a gap or an overlap lies between."""
    if len(periods) < 2:
        return None
    order = sorted(periods, key=lambda p: p.start)
    for one, other in pairwise(order):
        if (one.last_year * 12 + one.last_month) + 1 != other.first_year * 12 + other.first_month:
            return None
    first, last = order[0], order[-1]
    return Period(first.first_year, first.first_month, last.last_year, last.last_month)


def _is_rate(cell: Candidate) -> bool:
    unit = cell.view.unit
    printed = cell.figure.unit
    return printed.startswith(("%", "‰", "/")) or (
        unit is not None and unit.kind in (UnitKind.RATE, UnitKind.RATIO)
    )


def _same(one: Candidate, other: Candidate) -> bool:
    a, b = (identity_of(c.figure, c.figure) for c in (one, other))
    return compare(a, b).same is not Same.NO


def _place(cell: Candidate) -> Place | None:
    return cell.figure.place or cell.report.place


def _period(cell: Candidate) -> Period | None:
    """The months that a figure covers: a cumulative one begins in January."""
    own = cell.figure.period or cell.report.period
    if own and cell.figure.span is Span.CUMULATIVE and own.first_year == own.last_year:
        return Period(own.first_year, 1, own.last_year, own.last_month)
    return own


def _ends(cell: Candidate) -> tuple[int, int]:
    own = _period(cell)
    return (own.last_year, own.last_month) if own else (0, 0)
