"""Drafts of figures from a number, its subject and its role; and what only the whole block shows of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ingest.figures.outcomes import is_pair
from ingest.figures.prose_bracketed import without_spread
from ingest.figures.prose_cues import cue
from ingest.figures.prose_draft import DENOMINATOR, NUMERATOR, Draft
from ingest.figures.prose_nameless import NAMELESS, is_nameless
from ingest.figures.prose_periods import plan_period, prior_period, result_period, summed_period
from ingest.figures.prose_roles import SHORT_OF, change_unit, plan_follows
from ingest.figures.prose_subjects import Subject, is_group
from ingest.figures.prose_told import Told, Turn
from ingest.vietnamese.numbers import Part
from ingest.vietnamese.units import UnitKind, unit_named
from vectorstore.records import Bound, Period, Role, Span

# "Chỉ tiêu không đạt: khám thai, xử lý 100% ổ dịch": what was aimed at
_UNMET = re.compile(
    r"\W*(?:\w{1,3}[.)/]\s+)?(?:các |\w+ )?chỉ tiêu (?:không|chưa) đạt[^:.]{0,40}:", re.IGNORECASE
)
_WHOLE = 100
_SO_FAR = re.compile(r"(?<!\w)tiến độ(?!\w)", re.IGNORECASE)
_BRACKET = 40  # characters
_ROUNDED = Decimal("0.6")  # points between a printed share of the plan and the one worked out
_SENTENCE_END = re.compile(r"[.!?]\s")
_OF_PRIOR = re.compile(r"\s*so (?:với )?(?:cùng kỳ|ck|năm|kỳ|tháng|quý)(?!\w)", re.IGNORECASE)


def make_draft(told: Told, turn: Turn, subject: Subject | None) -> Draft:
    """The draft of a number; its subject may still be to come."""
    mention, lead, setting = turn.mention, turn.lead, turn.setting
    results = [d for d in told.of_group(subject) if d.role is Role.RESULT]
    # "126 BN (quý II: 70), đạt 40% KH": what follows the brackets goes on from what stands before them
    results = [d for d in results if d.path == setting.path[: len(d.path)]] or results
    unit = mention.unit
    if turn.over and turn.over.mention.part is Part.DENOMINATOR:
        unit = turn.unit
    if turn.role is Role.CHANGE:
        unit = change_unit(unit, mention.kind, _of_rate(told, subject, results))
    span = _span(told, turn, subject, results)
    period = _period(told, turn, subject, results)
    if span is Span.CUMULATIVE and turn.role is not Role.PLAN:
        period = summed_period(period, told.context.period, turn.sentence)
    return Draft(
        mention=mention,
        subject=subject,
        role=turn.role,
        sign=_sign(told, turn),
        bound=lead.bound if mention.bound is Bound.EXACT else mention.bound,
        unit=unit,
        span=span,
        period=period,
        column=_column(told, turn),
        timed=lead.span is not None,
        refused=_refused(told, turn, subject),
        path=setting.path,
        aside=_aside(told, turn),
    )


def _aside(told: Told, turn: Turn) -> str:
    """The words of a number's clause, but not the place whose count stands in brackets behind them."""
    start, end = turn.setting.before.start, turn.setting.after.end
    return without_spread(told.text[start:end], told.text[end : end + _BRACKET], told.context.home).strip()


def _of_rate(told: Told, subject: Subject | None, results: list[Draft]) -> bool:
    """Whether a change is one of a rate: not that of 'giảm 25 BN (3,7%)', nor of the fraction behind a rate."""
    changes = [d for d in told.of_group(subject) if d.role is Role.CHANGE]
    if changes and changes[-1].mention.kind is not UnitKind.RATE:
        return False
    levels = [d for d in results if not d.column] or results
    return levels[-1].mention.kind is UnitKind.RATE if levels else bool(subject and subject.rate)


def _refused(told: Told, turn: Turn, subject: Subject | None) -> str:
    """Why a number is none after all: nameless, or a share that is neither one of the plan ('vượt 2% kế hoạch')."""
    if is_nameless(told, turn, subject):
        return NAMELESS
    if turn.share and turn.mention.value == _WHOLE and _UNMET.match(turn.sentence):
        return "descriptor"
    after = told.text[turn.setting.after.start : turn.setting.after.end]
    before = told.text[turn.setting.before.start : turn.setting.before.end].rstrip()
    if cue("plan_after", "ahead").match(after) and cue("difference", "end").search(before):
        return "difference from the plan"
    shared = (
        turn.role in (Role.RESULT, Role.PRIOR)
        and turn.lead.linked
        and subject is not None
        and not subject.rate
    )
    return "share of the prior value" if shared and _OF_PRIOR.match(after) else ""


def _sign(told: Told, turn: Turn) -> int:
    """Of a change: from its own words, else that of the change before ('giảm 2 ca mắc và 2 ca chết')."""
    unsigned = turn.mention.value >= 0 and turn.mention.printed[:1] != "+"
    if turn.role is not Role.CHANGE or turn.lead.sign or not unsigned or not told.drafts:
        return turn.lead.sign
    return told.drafts[-1].sign if told.drafts[-1].role is Role.CHANGE else 0


def _is_month_alone(told: Told, turn: Turn, results: list[Draft]) -> bool:
    """'DPT4 cộng dồn 61%, tháng 8: 7%' in the report of August, or of a quarter."""
    named = turn.lead.period
    summed = any(d.span is Span.CUMULATIVE for d in results)
    alone = named is not None and named.kind in ("month", "quarter")
    return summed and alone and named is not None and named.period == told.context.period


def _span(told: Told, turn: Turn, subject: Subject | None, results: list[Draft]) -> Span:
    if turn.role is Role.PLAN:
        return Span.CUMULATIVE if turn.lead.span is Span.CUMULATIVE else Span.PERIOD
    if turn.role is not Role.RESULT:
        return results[-1].span if results else turn.lead.span or Span.PERIOD
    if turn.lead.span:
        return turn.lead.span
    if results and _is_month_alone(told, turn, results):
        return Span.MONTH
    if results:
        return turn.scope.span if turn.scope.span and turn.joint != ";" else results[-1].span
    return subject.span if subject else Span.PERIOD


def _period(told: Told, turn: Turn, subject: Subject | None, results: list[Draft]) -> Period | None:
    report = told.context.period
    if turn.role is Role.PLAN:
        clause = told.text[turn.setting.before.start : turn.setting.before.end]
        if _SO_FAR.search(turn.sentence) and SHORT_OF.search(clause):
            return report  # "chưa đạt 64% theo tiến độ": where it should stand by now
        return plan_period(turn.lead, clause, turn.sentence, told.context)
    if turn.role is Role.RESULT:
        spanned = turn.lead.span in (Span.CUMULATIVE, Span.MONTH)
        if results and turn.lead.period is None:
            return report if spanned else results[-1].period
        if (
            not results
            and turn.lead.period is None
            and turn.lead.span is None
            and (shared := _shared(told, turn))
        ):
            return shared
        carried = None if told.of_group(subject) else turn.scope.period
        clause = told.text[turn.setting.before.start : turn.setting.before.end]
        after = told.text[turn.setting.after.start : turn.setting.after.end]
        return result_period(turn.lead, carried, report, clause, after)
    told_before = results or [d for d in told.of_group(subject) if d.role is Role.PRIOR]
    base = told_before[-1].period if told_before and turn.role is not Role.PRIOR else report
    base = results[-1].period if results else base
    return prior_period(turn.lead, turn.setting, told.text, base) if turn.role is Role.PRIOR else base


def _shared(told: Told, turn: Turn) -> Period | None:
    """'Quý III có 26 ca, trong đó 9 ca nặng': the period that the clause before names holds on."""
    path = turn.setting.path
    before = [d for d in told.drafts if d.mention.start >= told.start and d.path == path[: len(d.path)]]
    last = before[-1] if before else None
    if last is None or last.role is not Role.RESULT or turn.joint in (";", "") or last.period is None:
        return None
    other = last.period != told.context.period and last.span is not Span.CUMULATIVE
    return last.period if other else None


def _column(told: Told, turn: Turn) -> str:
    """'tử số', 'mẫu số' of a fraction; "" otherwise, and in '51 lớp/100 lớp giao'."""
    if turn.role is Role.PLAN and told.default is Role.RESULT:
        return ""
    if turn.over and not plan_follows(told.text, turn.over):
        return NUMERATOR
    return DENOMINATOR if turn.joint == "/" and not turn.share else ""


def numerators(drafts: list[Draft]) -> None:
    """A result in the unit of its group's fraction is the count behind the rate: 'thêm 30 trẻ'."""
    fractions = {d.subject.group: d.unit for d in drafts if d.subject and d.column == DENOMINATOR}
    rates = {d.subject.group for d in drafts if d.subject and d.unit == "%" and d.role is Role.RESULT}
    for draft in drafts:
        group = draft.subject.group if draft.subject else -1
        if draft.column or draft.role is not Role.RESULT or group not in fractions or group not in rates:
            continue
        if draft.unit == fractions[group] and draft.unit != "%":
            draft.column = NUMERATOR


def outcomes(drafts: list[Draft]) -> None:
    """'Mắc/chết: 12/0' are two indicators, no fraction."""
    for cases, deaths in pairwise(drafts):
        subject = cases.subject
        if (cases.column, deaths.column) != (NUMERATOR, DENOMINATOR) or subject is None:
            continue
        if is_pair(subject.indicator):
            group = max(d.subject.group for d in drafts if d.subject) + 1
            cases.subject = replace(subject, indicator="số ca mắc")
            deaths.subject = replace(subject, indicator="số ca tử vong", group=group)
            cases.column = deaths.column = ""
            cases.unit, deaths.unit = cases.unit or "ca", deaths.unit or "ca"


def settle_changes(text: str, drafts: list[Draft]) -> None:
    """'320 ca, 01 tử vong, tăng 6,7%': of the cases, since no whole number of deaths gives that share."""
    for position, change in enumerate(drafts):
        if change.role is not Role.CHANGE or change.unit != "%" or change.subject is None:
            continue
        own = next((d for d in reversed(drafts[:position]) if _counts(d, change.subject)), None)
        if own is None or _is_possible(own, change):
            continue
        for other in reversed(drafts[:position]):
            if _SENTENCE_END.search(text, other.mention.end, change.mention.start):
                break
            if _counts(other, other.subject) and other is not own and _is_possible(other, change):
                change.subject, change.period, change.span = other.subject, other.period, other.span
                break


def _counts(draft: Draft, subject: Subject | None) -> bool:
    """Whether a number is a whole count that says how many of a subject there are."""
    same = subject is not None and draft.subject is not None and draft.subject.group == subject.group
    whole = draft.mention.value == draft.mention.value.to_integral_value()
    return same and draft.role is Role.RESULT and whole and draft.mention.kind is not UnitKind.RATE


def _is_possible(result: Draft, change: Draft) -> bool:
    """Whether a whole earlier count gives the printed rise or fall, allowing for its rounding."""
    share = abs(change.mention.value) * (change.sign or 1)
    half = Decimal(1).scaleb(change.mention.value.as_tuple().exponent) / 2  # type: ignore[arg-type]
    low, high = 1 + (share - half) / 100, 1 + (share + half) / 100
    if low <= 0 or not result.mention.value:
        return False
    return int(result.mention.value / low) >= result.mention.value / high


def units_of_parts(drafts: list[Draft]) -> None:
    """'18 viên chức (trong đó bác sĩ 05)', '96 người: nam 80, nữ 16': what a bare part counts."""
    for position, draft in enumerate(drafts):
        subject = draft.subject
        if (
            draft.unit
            or subject is None
            or draft.role is not Role.RESULT
            or not subject.chain
            or draft.mention.zero
        ):
            continue
        own = unit_named(subject.indicator)
        if own is not None and own.kind is UnitKind.COUNT and own.canonical == subject.indicator.lower():
            draft.unit = own.canonical
        elif is_group(subject.indicator) or draft.place is not None or " đạt" in subject.indicator:
            above = (d for d in reversed(drafts[:position]) if d.subject and d.role is Role.RESULT)
            whole = next((d for d in above if d.subject and d.subject.indicator == subject.chain[-1]), None)
            counted = whole is not None and whole.mention.kind is UnitKind.COUNT
            if whole and counted and draft.mention.value <= whole.mention.value:
                draft.unit = whole.unit


def parts_of_money(drafts: list[Draft]) -> None:
    """'Kinh phí 380 triệu đồng (tỉnh 310; huyện 70)': bare parts are in the unit of their sum."""
    sums: list[Draft] = []
    for draft in drafts:
        if draft.mention.kind is UnitKind.MONEY:
            sums.append(draft)
        if draft.unit or draft.subject is None:
            continue
        chain = draft.subject.chain
        whole = next((d for d in reversed(sums) if d.subject and d.subject.indicator in chain), None)
        if whole is not None and draft.mention.value < whole.mention.value:
            draft.unit = whole.unit


def planned_denominators(drafts: list[Draft]) -> None:
    """'612,4 tỷ đồng/850 tỷ đồng dự toán, đạt 72%', '41 người/40 người, đạt 102,5% KH': a plan and its share."""
    for above, below, share in zip(drafts, drafts[1:], drafts[2:], strict=False):
        groups = {draft.subject.group for draft in (above, below, share) if draft.subject}
        fraction = below.role is Role.PLAN or (above.column, below.column) == (NUMERATOR, DENOMINATOR)
        planned = below.role is Role.PLAN or share.role is Role.ATTAINMENT
        if (
            len(groups) != 1
            or not fraction
            or not planned
            or share.role in (Role.PRIOR, Role.CHANGE)
            or share.mention.unit != "%"
            or not below.mention.value
        ):
            continue
        worked_out = 100 * above.mention.value / below.mention.value
        if above.role is Role.RESULT and abs(worked_out - share.mention.value) < _ROUNDED:
            below.role, share.role = Role.PLAN, Role.ATTAINMENT
            above.column = below.column = ""
            below.span = Span.PERIOD
            if above.period is not None:
                below.period = Period.year(above.period.last_year)


def shares_of_plans(drafts: list[Draft]) -> None:
    """'Kế hoạch 3.200 lam; thực hiện 2.400 lam (75%)': a share that the two give is the one of the plan.

    'Kế hoạch 90%, thực hiện 81%, đạt 90%': what was carried out of a planned share is a result.
    """
    for plan, done in pairwise(drafts):
        shares = plan.mention.unit == done.mention.unit == "%" and _together(plan, done)
        if shares and (plan.role, done.role) == (Role.PLAN, Role.ATTAINMENT):
            done.role = Role.RESULT if cue("carried_out").search(done.aside) else done.role
    for plan, done, share in zip(drafts, drafts[1:], drafts[2:], strict=False):
        roles = (plan.role, done.role, share.role) == (Role.PLAN, Role.RESULT, Role.RESULT)
        if roles and _together(plan, done, share) and share.mention.unit == "%" and plan.mention.value:
            worked_out = 100 * done.mention.value / plan.mention.value
            share.role = Role.ATTAINMENT if abs(worked_out - share.mention.value) < _ROUNDED else share.role


def _together(*drafts: Draft) -> bool:
    return len({draft.subject.group for draft in drafts if draft.subject}) == 1


def months(drafts: list[Draft], report: Period | None) -> None:
    """A result told before the cumulative one is the month's alone: '120 liều, lũy tích 530 liều'."""
    for position, draft in enumerate(drafts):
        if draft.role is not Role.RESULT or draft.timed or draft.span is Span.MONTH or draft.subject is None:
            continue
        group = draft.subject.group
        later = next(
            (
                d
                for d in drafts[position + 1 :]
                if d.subject
                and d.subject.group == group
                and d.role is Role.RESULT
                and d.span is Span.CUMULATIVE
                and d.timed
            ),
            None,
        )
        bare = later is not None and not later.mention.unit  # "lấy 34 mẫu (lũy tích 287)"
        if later and (bare or later.mention.kind is draft.mention.kind or later.column == NUMERATOR):
            draft.span = Span.MONTH
            draft.period = report if draft.period == later.period else draft.period
            _months_of_parts(drafts[position + 1 : drafts.index(later)], draft)


def _months_of_parts(between: list[Draft], whole: Draft) -> None:
    """'23 người (bác sĩ 9), lũy kế 71 người': the part is of the month as its whole is."""
    assert whole.subject is not None
    for part in between:
        of_whole = part.subject is not None and whole.subject.indicator in part.subject.chain
        if of_whole and part.role is Role.RESULT and not part.timed and part.span is Span.PERIOD:
            part.span = Span.MONTH
