"""The reports inside which a question is ranked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.candidate import Scope
from vectorstore.records import Kind, Report

_SHOWN = 3  # where the question leaves place or period open


def with_results(reports: Sequence[Report]) -> list[Report]:
    """Reports less the plans, which state no results."""
    return [report for report in reports if report.kind is not Kind.PLAN]


def each_ranked(reports: Sequence[Report], scope: Scope) -> Sequence[Report]:
    """The first report, or the first few where the question leaves place or period open."""
    return reports[: _SHOWN if scope.place is None or scope.period is None else 1]
