"""Questions that an archive can answer, made from its own figures."""

from __future__ import annotations

from collections.abc import Iterator

from vectorstore.archive import Archive
from vectorstore.records import Figure, Kind, Report, Role

_LONGEST_NAME = 90
_SHORTEST_NAME = 15


def example_questions(archive: Archive, n: int) -> list[str]:
    """Up to `n` questions over different reports, the latest first."""
    reports = sorted(
        archive.reports(), key=lambda r: r.period.end.isoformat() if r.period else "", reverse=True
    )
    questions: list[str] = []
    for report in reports:
        question = next(_questions(archive, report), None)
        if question and question not in questions:
            questions.append(question)
        if len(questions) == n:
            break
    return questions


def _questions(archive: Archive, report: Report) -> Iterator[str]:
    """A rate of the whole place makes the plainest question."""
    if report.place is None or report.period is None:
        return
    for figure in archive.figures(reports=[report.key]):
        if _plain(figure):
            ask = "chỉ tiêu" if report.kind is Kind.PLAN else ""
            name = figure.indicator[0].lower() + figure.indicator[1:]
            question = f"{ask} {name} của {report.place.label} {report.period.label}?".strip()
            yield question[0].upper() + question[1:]


def _plain(figure: Figure) -> bool:
    name = figure.indicator
    return (
        figure.unit == "%"
        and figure.role in (Role.RESULT, Role.PLAN)
        and name.lower().startswith("tỷ lệ")
        and _SHORTEST_NAME <= len(name) <= _LONGEST_NAME
        and not figure.populations
    )
