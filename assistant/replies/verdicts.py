"""Yes or no first, then the figure that says so: plan met, rise or fall, a value taken for granted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.derived import difference_working, share_working
from assistant.draft import Draft
from assistant.figures.candidate import Candidate, Scope
from assistant.figures.selection import Selector
from assistant.questions.question import Question
from assistant.replies.claims import Claim, ClaimKind, claim_of, lower_is_better, subject_of
from assistant.replies.comparison import discrepancies
from assistant.replies.figure_answer import accepted
from assistant.replies.plans import Planned, Plans
from assistant.texts.text_rules import says
from assistant.wording import amount, change, months_words, name_words, scope_words, value_words
from vectorstore.archive import Archive
from vectorstore.records import Bound, Figure, Kind, Report, Role

_AS_GOOD = 0.12  # another report's figure this close to the best is an answer too
_NEAR, _COVERS = 0.08, 0.02  # and another of the same report, that speaks of as much
_CLAIMED = 0.1  # coverage less than the best from which a figure of just the stated value is the one meant
_SURELY = 0.7  # coverage from which a figure contradicts what the question states
_REPORTS_SHOWN = 5
_WHOLE = 100  # % of the plan
_NEAR_PLAN = 60  # characters before a plan's number that say that it is a ceiling


class Verdicts:
    def __init__(self, archive: Archive, selector: Selector) -> None:
        self._archive = archive
        self._selector = selector
        self._plans = Plans(selector)

    def answer(self, question: Question, scope: Scope, reports: Sequence[Report]) -> Answer | None:
        """A yes or no for each report that answers, the likeliest first; None where no figure bears on the claim."""
        claim = claim_of(question)
        if claim is None:
            return None
        subject = subject_of(question, claim)
        ranked = [
            c
            for c in accepted(self._selector.rank(subject, scope, reports))
            if c.figure.role in (Role.RESULT, Role.PRIOR) and c.report.kind is not Kind.PLAN
        ]
        if not ranked:
            return self._only_plan(question, subject, scope, reports) if claim.kind is ClaimKind.MET else None
        draft = Draft(self._archive, question.text)
        say = self._says(claim, subject, reports)
        ranked = _of_period(ranked, scope)
        if claim.kind is ClaimKind.STATES:
            ranked = _that_may_be_meant(ranked, claim)
        near = _of_each_report(ranked, scope, rated=subject.unit is None) if ranked else []
        judged = [c for choices in near if (c := next((c for c in choices if say(draft, c)), None))]
        if not judged and claim.kind is ClaimKind.MET:
            judged = [choices[0] for choices in near if self._unplanned(draft, choices[0])]
        if not judged:
            return None
        self._conflict(draft, judged[0], ranked)
        self._beside(draft, judged[0])
        for mark in draft.marks:
            draft.quote(mark)
        return draft.answer()

    def _only_plan(
        self, question: Question, subject: Question, scope: Scope, reports: Sequence[Report]
    ) -> Answer | None:
        """Where nothing but the plan is in the archive: the target, and that no result is there to hold against it."""
        planned = replace(subject, roles=frozenset({Role.PLAN}))
        targets = [
            c for c in accepted(self._selector.rank(planned, scope, reports)) if c.figure.role is Role.PLAN
        ]
        if not targets:
            return None
        draft, plan = Draft(self._archive, question.text), targets[0]
        mark = draft.cite_figure(plan.figure, plan.report)
        target = _lowered(value_words(plan.figure, plan.report))
        draft.line(f"Chưa có kết quả để đối chiếu; {target} – {_about(plan)}", mark)
        draft.quote(mark)
        return draft.answer()

    def _says(
        self, claim: Claim, subject: Question, reports: Sequence[Report]
    ) -> Callable[[Draft, Candidate], bool]:
        """What writes the verdict of one candidate, and tells whether it could."""
        if claim.kind is ClaimKind.MET:
            return lambda draft, c: self._met(draft, c, self._plans.of(c, subject, reports))
        if claim.kind is ClaimKind.STATES:
            return lambda draft, c: self._stated(draft, c, claim)
        return lambda draft, c: self._moved(draft, c, rises=claim.kind is ClaimKind.RISES)

    def _unplanned(self, draft: Draft, result: Candidate) -> bool:
        words = (
            "Chưa kết luận được: nguồn không nêu kế hoạch của chỉ tiêu này; "
            f"kết quả: {amount(result.figure)} – {_about(result)}"
        )
        draft.line(words, draft.cite_figure(result.figure, result.report))
        return True

    def _met(self, draft: Draft, result: Candidate, planned: Planned) -> bool:
        plan = planned.figure
        if plan is None and planned.share is None:
            return False
        mark, about = draft.cite_figure(result.figure, result.report), _about(result)
        if plan is None:
            draft.line(f"{_by_share(result.figure, planned.share)} – {about}", mark)
            return True
        marks = [mark, draft.cite_figure(plan, planned.report)]
        lower = is_ceiling(plan, result.figure)
        target = f"{amount(result.figure)} so với {_lowered(value_words(plan, planned.report))}"
        if lower is None:
            draft.line(f"{_upper(target)} – {about}", *marks)
        else:
            verdict = _verdict(result.figure, plan, lower=lower)
            working = _working(result.figure, planned, lower=lower)
            draft.line(f"{verdict}{_so_far(result, plan)}: {target}{working} – {about}", *marks)
        return True

    def _moved(self, draft: Draft, result: Candidate, *, rises: bool) -> bool:
        siblings = self._selector.beside(result.figure, result.report)
        moved = _change_of(result.figure, siblings)
        prior = next((s for s in siblings if s.role is Role.PRIOR and _same_measure(s, result.figure)), None)
        if result.figure.role is not Role.RESULT or (moved is None and prior is None):
            return False
        difference = moved.value if moved else result.figure.value - (prior.value if prior else Decimal(0))
        words = change(moved) if moved else _worked_change(result.figure, prior) if prior else ""
        before = f", {_lowered(value_words(prior, result.report))}" if prior and moved else ""
        answer = _yes_or_no(difference, rises=rises)
        marks = [draft.cite_figure(f, result.report) for f in (result.figure, moved or prior) if f]
        draft.line(
            f"{answer}: {words} – {name_words(result.figure)} – {scope_words(result.figure, result.report)}: "
            f"{amount(result.figure)}{before}",
            *marks,
        )
        return True

    def _stated(self, draft: Draft, result: Candidate, claim: Claim) -> bool:
        """'Không đúng: nguồn ghi 40%'; the number of the question is not repeated, no source holds it."""
        holds = _holds(result.figure, claim)
        if holds is None or (not holds and result.coverage < _SURELY):
            return False
        mark = draft.cite_figure(result.figure, result.report)
        words = "Đúng: " if holds else "Không đúng: nguồn ghi "
        about = f"{name_words(result.figure)} – {scope_words(result.figure, result.report)}"
        draft.line(f"{words}{_lowered(value_words(result.figure, result.report))} – {about}", mark)
        if not holds:
            siblings = self._selector.beside(result.figure, result.report)
            other = next((s for s in siblings if s.value == claim.value and s.role is not Role.RESULT), None)
            if other:
                draft.line(f"Số trong câu hỏi là: {_lowered(value_words(other, result.report))}", mark)
        return True

    def _beside(self, draft: Draft, top: Candidate) -> None:
        """The same period last year, where the row or clause prints it and the verdict does not."""
        if len(draft.lines) > 1:
            return
        mark = draft.cite_figure(top.figure, top.report)
        parts = [
            value_words(s, top.report)
            for s in self._selector.beside(top.figure, top.report)
            if s.role in (Role.PRIOR, Role.PLAN)
            and s.unit == top.figure.unit
            and s.printed not in draft.lines[0]
        ]
        if parts:
            draft.line(f"Cùng nguồn: {'; '.join(dict.fromkeys(parts))}", mark)

    def _conflict(self, draft: Draft, top: Candidate, ranked: Sequence[Candidate]) -> None:
        for other in discrepancies(self._archive, [top, *(c for c in ranked if c is not top)]):
            draft.line(
                f"Lưu ý: cùng báo cáo còn ghi {amount(other.figure)} – {name_words(other.figure)}",
                draft.cite_figure(other.figure, other.report),
            )


def _of_period(ranked: Sequence[Candidate], scope: Scope) -> list[Candidate]:
    """Of figures that answer as well, those of just the period asked for first: the year before ten months of it."""
    asked = scope.period.period if scope.period else None
    close = ranked[0].score - _AS_GOOD
    exact = [c for c in ranked if c.score >= close and (c.figure.period or c.report.period) == asked]
    return [*exact, *(c for c in ranked if c not in exact)]


def _that_may_be_meant(ranked: Sequence[Candidate], claim: Claim) -> list[Candidate]:
    """Results in the unit of the number that the question states; those that have just this value first."""
    kind = claim.unit.kind if claim.unit else None
    fitting = [
        c
        for c in ranked
        if c.figure.role is Role.RESULT and (kind is None or c.view.unit is None or c.view.unit.kind is kind)
    ]
    if claim.side is not Bound.EXACT or not fitting:
        return fitting
    close = fitting[0].coverage - _CLAIMED
    return sorted(fitting, key=lambda c: not (c.figure.value == claim.value and c.coverage >= close))


def _of_each_report(ranked: Sequence[Candidate], scope: Scope, *, rated: bool) -> list[list[Candidate]]:
    """The best candidates of the best report, and of each other one where place or period was left open.

    `rated` puts rates before counts that answer as well.
    """
    top = ranked[0]
    best: dict[str, list[Candidate]] = {top.report.key: []}
    for candidate in ranked:
        known = best.setdefault(candidate.report.key, []) if candidate.score >= top.score - _AS_GOOD else None
        if known is not None and _as_good(candidate, known):
            known.append(candidate)
    if scope.place is not None and scope.period is not None:
        best = {top.report.key: best[top.report.key]}
    choices = [
        sorted(found, key=lambda c: rated and not c.figure.unit.startswith("%"))
        for found in best.values()
        if found
    ]
    return choices[:_REPORTS_SHOWN]


def _as_good(candidate: Candidate, known: Sequence[Candidate]) -> bool:
    return not known or (
        candidate.score >= known[0].score - _NEAR and candidate.coverage >= known[0].coverage - _COVERS
    )


def _about(result: Candidate) -> str:
    return f"{name_words(result.figure)} – {scope_words(result.figure, result.report)}"


def _by_share(result: Figure, share: Figure | None) -> str:
    """The verdict where only the share of the plan is printed."""
    if share is None:
        return amount(result)
    words = f"bằng {amount(share)} kế hoạch; kết quả: {amount(result)}"
    if lower_is_better(result.name) is not False:
        return _upper(words)
    return f"{'Đạt' if share.value >= _WHOLE else 'Chưa đạt'} kế hoạch: {words}"


def is_ceiling(plan: Figure, result: Figure) -> bool | None:
    """Whether the plan is a ceiling; None where neither more nor less than it is better."""
    if plan.bound in (Bound.BELOW, Bound.AT_MOST):
        return True
    if plan.bound in (Bound.ABOVE, Bound.AT_LEAST):
        return False
    if says("ceiling", plan.quote[max(0, plan.start - _NEAR_PLAN) : plan.start]):
        return True
    return lower_is_better(result.name)


def is_met(result: Figure, plan: Figure, *, lower: bool) -> bool:
    """Whether a result reaches its plan; `lower`: the plan is a ceiling."""
    strict = plan.bound in (Bound.BELOW, Bound.ABOVE) and result.bound is not plan.bound
    gap = plan.value - result.value if lower else result.value - plan.value
    return gap > 0 or (gap == 0 and not strict)


def _verdict(result: Figure, plan: Figure, *, lower: bool) -> str:
    """'Đạt', 'Vượt', 'Chưa đạt' kế hoạch."""
    if not is_met(result, plan, lower=lower):
        return "Chưa đạt kế hoạch"
    return "Đạt kế hoạch" if lower or result.value == plan.value else "Đạt, vượt kế hoạch"


def _so_far(result: Candidate, plan: Figure) -> str:
    """' (mới 6 tháng)' where the result covers only a part of the plan's year."""
    own = result.figure.period or result.report.period
    if own is None or plan.period is None or own.months >= plan.period.months:
        return ""
    return f" (mới {months_words(own)})"


def _working(result: Figure, planned: Planned, *, lower: bool) -> str:
    """The share of the plan as printed, else worked out; below a ceiling the distance to it."""
    plan = planned.figure
    if plan is None:
        return ""
    if lower:
        return f" (tính thêm: {difference_working(result, plan)})" if result.value != plan.value else ""
    if planned.share is not None:
        return f", đạt {amount(planned.share)} kế hoạch"
    working = share_working(result, plan)
    return f" (tính thêm: {working} kế hoạch)" if working else ""


def _change_of(result: Figure, siblings: Sequence[Figure]) -> Figure | None:
    changes = [s for s in siblings if s.role is Role.CHANGE]
    return changes[0] if len(changes) == 1 else None


def _same_measure(prior: Figure, result: Figure) -> bool:
    """A value of the year before, not the distance to it ('ít hơn cùng kỳ 13 người')."""
    return prior.unit == result.unit and not says(
        "distance", prior.quote[max(0, prior.start - 30) : prior.start]
    )


def _worked_change(result: Figure, prior: Figure) -> str:
    if result.value == prior.value:
        return f"bằng cùng kỳ ({amount(prior)})"
    way = "tăng" if result.value > prior.value else "giảm"
    return f"{way} so với cùng kỳ {amount(prior)} (tính thêm: {difference_working(result, prior)})"


def _yes_or_no(difference: Decimal, *, rises: bool) -> str:
    if difference and (difference > 0) == rises:
        return "Có"
    return "Không"


def _holds(figure: Figure, claim: Claim) -> bool | None:
    """Whether the value is as claimed; None where the value's own bound leaves it open."""
    value, said = figure.value, claim.value
    if said is None:
        return None
    if figure.bound in (Bound.EXACT, Bound.ABOUT):
        return _within(value, said, claim.side)
    if value == said and figure.bound in (claim.side, Bound.ABOUT):
        return True
    floor = figure.bound in (Bound.ABOVE, Bound.AT_LEAST)
    if claim.side in (Bound.ABOVE, Bound.AT_LEAST) and floor and value >= said:
        return True
    return True if claim.side in (Bound.BELOW, Bound.AT_MOST) and not floor and value <= said else None


def _within(value: Decimal, said: Decimal, side: Bound) -> bool:
    if side is Bound.ABOVE:
        return value > said
    if side is Bound.AT_LEAST:
        return value >= said
    if side is Bound.BELOW:
        return value < said
    return value <= said if side is Bound.AT_MOST else value == said


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
