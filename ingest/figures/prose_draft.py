"""Figures in the making: what a sentence's walk knows of a number before the record is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_mentions import Mention
from ingest.figures.prose_subjects import Subject
from ingest.vietnamese.periods import PeriodMatch
from vectorstore.records import Bound, Period, Place, Role, Span

NUMERATOR, DENOMINATOR = "tử số", "mẫu số"


@dataclass(slots=True)
class Draft:
    mention: Mention
    subject: Subject | None  # None while the subject is still to come in the sentence
    role: Role
    sign: int
    bound: Bound
    unit: str
    span: Span
    period: Period | None
    column: str = ""
    timed: bool = False  # its own words name the stretch of time
    refused: str = ""  # why it is no figure after all
    path: tuple[int, ...] = ()  # the parentheses that it stands in
    place: Place | None = None  # inside the report's place
    aside: str = ""  # the words of its clause alone, for populations and places


@dataclass(slots=True)
class Scope:
    """What holds inside one parenthesis, or at the top of the sentence."""

    path: tuple[int, ...]
    anchor: Subject | None = None  # of the number before
    parent: Subject | None = None  # whose parts are being told
    role: Role | None = None  # holds until the next semicolon: '(cùng kỳ xảy ra 01 vụ với 25 ca)'
    span: Span | None = None
    period: PeriodMatch | None = None
    earlier: bool = False  # the values of an earlier period are told: '…; cùng kỳ 3 vụ, 67 người mắc'
    pending: list[Draft] = field(default_factory=list)


def entered(scopes: list[Scope], setting: Setting) -> list[Scope]:
    """The scopes open at a number: left ones closed, their waiting numbers handed on; one a bracket."""
    kept = [scope for scope in scopes if scope.path == setting.path[: len(scope.path)]]
    for closed in scopes[len(kept) :]:
        kept[-1].pending.extend(closed.pending)
        if kept[-1].anchor is None and setting.joint == ")":  # "Tỷ lệ … (KH 94%; cùng kỳ 16%) đạt 45%"
            kept[-1].anchor = closed.anchor
    while len(kept[-1].path) < len(setting.path):
        outer = kept[-1]
        path = setting.path[: len(outer.path) + 1]
        kept.append(Scope(path, anchor=outer.anchor, role=outer.role, period=outer.period))
    return kept
