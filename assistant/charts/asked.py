"""Whether a question asks for a chart, and the table to draw where its answer is no comparison."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.table import Cell, Column, Row, Table
from assistant.wording import name_words
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Figure, Period, Place, Report, Role

# A "biểu đồ tăng trưởng" is kept of each child: what is counted, no picture that is asked for.
_WISHED = "|".join(rf"(?<={word} )" for word in ("ve", "giup", "lap", "tao", "xem", "bang", "mot", "cai"))
_NAMED = rf"(?:bieu do|(?:{_WISHED})do thi|đồ thị)"  # "do thi" alone may be "đô thị"
_ASKS = re.compile(rf"\b{_NAMED}\b(?! (?:tang truong|theo doi|phat trien|chuyen da|can nang))")
# "vẽ giúp tôi biểu đồ cột về …": the words of the wish itself.
_BEFORE = (
    "hay|giup|xin|nho|vui long|muon|ve|lap|dung|tao|cho|xem|lam|trinh bay|the hien|bang|toi|em|minh|mot|cai"
    "|thanh|dang|cac"
)
_BEHIND = "cot|duong|tron|thanh|ngang|giup|ho|di|duoc khong|cho|toi|em|minh|nhe|a|ve|the hien"
_WISH = re.compile(rf"\b(?:(?:{_BEFORE}) )*{_NAMED}\b(?: (?:{_BEHIND})\b)*")
_TYPED = re.compile(r"\b(?:đồ thị|đô thị)\b", re.IGNORECASE)
_DRAWN = (Role.RESULT, Role.PLAN, Role.PRIOR)
_HEADINGS = {Role.RESULT: "Kết quả", Role.PLAN: "Kế hoạch", Role.PRIOR: "Cùng kỳ"}
_MOST = 8  # indicators of one picture

Siblings = Callable[[Figure, Report], Iterable[Figure]]  # the other figures of the same row or clause


def asks_chart(question: str) -> bool:
    return bool(_ASKS.search(_read(question)))


def _read(question: str) -> str:
    """Folded, but for "đồ thị", which is a picture, and "đô thị", which is none."""
    folded = list(fold(question))
    for match in _TYPED.finditer(question):
        folded[match.start() : match.end()] = match.group().lower()
    return "".join(folded)


def without_wish(question: str) -> str:
    """'Vẽ biểu đồ số ca sởi của Hòa Bình' → 'số ca sởi của Hòa Bình'; as it is where no chart is asked for."""
    if not asks_chart(question):
        return question
    for match in reversed(list(_WISH.finditer(_read(question)))):
        question = f"{question[: match.start()]} {question[match.end() :]}"
    return squeeze(question).strip(" ,.;:–-")


def chart_table(answer: Answer, siblings: Siblings) -> Table | None:
    """The figures of an answer with plan and last year's value of the same source; None where nothing can be drawn.

    A line for each indicator and place, a column for each role and period.
    """
    cited = Cited(answer.citations)
    rows: dict[tuple[str, Place | None], list[Figure]] = {}
    for figure in answer.figures:
        key = (name_words(figure), cited.place(figure))
        drawn = [
            f for f in (figure, *_beside(figure, cited, siblings)) if f.role in _DRAWN and cited.source(f)
        ]
        if drawn and (key in rows or len(rows) < _MOST):
            rows.setdefault(key, []).extend(drawn)
    if not rows:
        return None
    places = {place for _, place in rows}
    place = next(iter(places)) if len(places) == 1 else None
    columns = _columns([figure for figures in rows.values() for figure in figures], place, cited)
    lines = [
        _row(name if place or where is None else f"{name} – {where.label}", figures, columns, cited)
        for (name, where), figures in rows.items()
    ]
    names = list(dict.fromkeys(name for name, _ in rows))
    title = names[0] if len(names) == 1 else "Số liệu của câu trả lời"
    return Table(f"{title} – {place.label}" if place else title, tuple(columns), tuple(lines))


@dataclass(frozen=True, slots=True)
class Cited:
    """What an answer cites: where its figures stand, and of which place and period they are."""

    citations: Sequence[Citation]

    def source(self, figure: Figure) -> Citation | None:
        own = [c for c in self.citations if c.report.key == figure.report and figure.quote in c.quote]
        return next((c for c in own if c.quote == figure.quote), next(iter(own), None))

    def place(self, figure: Figure) -> Place | None:
        report = self.report(figure)
        return figure.place or (report.place if report else None)

    def period(self, figure: Figure) -> Period | None:
        report = self.report(figure)
        return figure.period or (report.period if report else None)

    def report(self, figure: Figure) -> Report | None:
        return next((c.report for c in self.citations if c.report.key == figure.report), None)


def _beside(figure: Figure, cited: Cited, siblings: Siblings) -> list[Figure]:
    """Plan, result and last year's value of the same thing in the same sentence or row."""
    report = cited.report(figure)
    if report is None:
        return []
    mine = (figure.indicator, figure.place, figure.populations, figure.quote)
    return [
        other
        for other in siblings(figure, report)
        if other.role is not figure.role
        and (other.indicator, other.place, other.populations, other.quote) == mine
        and (Role.PLAN in (other.role, figure.role) or other.span is figure.span)
    ]


def _columns(figures: Sequence[Figure], place: Place | None, cited: Cited) -> list[Column]:
    """Results, plans, last year's values; without a plan the last are results of an earlier period."""
    found = dict.fromkeys((figure.role, cited.period(figure)) for figure in figures)
    planned = any(role is Role.PLAN for role, _ in found)
    ordered = sorted(found, key=lambda one: (_DRAWN.index(one[0]), one[1].end if one[1] else date.min))
    return [
        Column(_heading(role, period), place, period, role if planned else Role.RESULT)
        for role, period in ordered
    ]


def _row(label: str, figures: Sequence[Figure], columns: Sequence[Column], cited: Cited) -> Row:
    held: dict[str, Cell] = {}
    for figure in figures:
        cell = Cell(figure.value, figure.unit, figure, cited.source(figure))
        held.setdefault(_heading(figure.role, cited.period(figure)), cell)
    units = {cell.unit for cell in held.values()}
    cells = tuple(held.get(column.heading, Cell()) for column in columns)
    return Row(label, units.pop() if len(units) == 1 else "", cells)


def _heading(role: Role, period: Period | None) -> str:
    return f"{_HEADINGS[role]} {period.label}" if period else _HEADINGS[role]
