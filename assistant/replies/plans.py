"""The plan of a result: of its own row or clause, else of its report, else of the plan for the same place and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures.candidate import Candidate, Scope
from assistant.figures.selection import Selector
from assistant.indicators.identity import identity_of
from assistant.indicators.sameness import Same, compare
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.question import Question
from assistant.replies.figure_answer import accepted
from vectorstore.records import Figure, Kind, Period, Report, Role

_CONSIDERED = 8  # candidates looked at in each report


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan of a result, the report that states it, and the share of it where the source prints one."""

    figure: Figure | None
    report: Report
    share: Figure | None = None


class Plans:
    def __init__(self, selector: Selector) -> None:
        self._selector = selector

    def of(self, result: Candidate, subject: Question, reports: Sequence[Report]) -> Planned:
        """The plan whose year holds the result's period; `subject` is the question for the result.

        The figure is None where no report states a plan for this indicator, population and place.
        """
        siblings = self._selector.beside(result.figure, result.report)
        share = _only(siblings, Role.ATTAINMENT)
        own = [s for s in siblings if s.role is Role.PLAN and _alike(s, result)]
        if own:
            return Planned(own[0], result.report, share)
        asked = replace(subject, roles=frozenset({Role.PLAN}), span=None, periods=())
        scope = Scope(result.figure.place or result.report.place, _year_of(result))
        plans = [r for r in reports if r.kind is Kind.PLAN and r.place == result.report.place]
        for report in [result.report, *plans]:
            for found in accepted(self._selector.rank(asked, scope, [report]))[:_CONSIDERED]:
                if (
                    found.figure.role is Role.PLAN
                    and _alike(found.figure, result)
                    and _same_indicator(found.figure, result.figure)
                ):
                    printed = share or _only(self._selector.beside(found.figure, report), Role.ATTAINMENT)
                    return Planned(found.figure, report, printed)
        return Planned(None, result.report, share)


def _only(figures: Sequence[Figure], role: Role) -> Figure | None:
    found = [figure for figure in figures if figure.role is role]
    return found[0] if len(found) == 1 else None


def _alike(plan: Figure, result: Candidate) -> bool:
    """Same unit and population, for a period that holds the result's."""
    own = result.figure.period or result.report.period
    covers = (
        plan.period is None
        or own is None
        or (plan.period.first_year <= own.last_year <= plan.period.last_year)
    )
    return covers and plan.unit == result.figure.unit and plan.populations == result.figure.populations


def _same_indicator(plan: Figure, result: Figure) -> bool:
    return compare(identity_of(plan, plan), identity_of(result, result)).same is not Same.NO


def _year_of(result: Candidate) -> AskedPeriod | None:
    own = result.figure.period or result.report.period
    return AskedPeriod(Period.year(own.last_year)) if own else None
