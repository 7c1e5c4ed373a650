"""Place, period, role, span and population of a figure against those of a question."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.figures.constraints import (
    effective_period,
    period_penalty,
    place_penalty,
    population_penalty,
    role_penalty,
    span_penalty,
)
from assistant.questions.asked_periods import AskedPeriod
from assistant.questions.question import Question, parse_question
from tests.vectorstore.builders import a_figure, a_report
from vectorstore.records import Figure, Kind, Period, Place, Report, Role, Span

HALF, YEAR, MAY, Q2 = (
    Period(2024, 1, 2024, 6),
    Period.year(2024),
    Period(2024, 5, 2024, 5),
    Period(2024, 4, 2024, 6),
)
JUNE, SO_FAR = Period(2024, 6, 2024, 6), Period(2024, 1, 2024, 5)
REPORT = a_report()
OF_MAY = a_report("t5", period=MAY)
PLAN = a_report("kh", period=YEAR, kind=Kind.PLAN)


def figure(**changes: Any) -> Figure:
    return a_figure("tinh-a-6t-2024", 0, "Tỷ lệ tiêm chủng đầy đủ", "48.6", **changes)


def penalty(
    found: Figure, report: Report, asked: Period, text: str = "Tỷ lệ tiêm chủng?", point: bool = False
):
    return period_penalty(found, report, AskedPeriod(asked, point), parse_question(text))


ROLES = [
    ("Tỷ lệ tiêm chủng?", Role.RESULT, True),
    ("Tỷ lệ tiêm chủng?", Role.PLAN, False),
    ("Tỷ lệ tiêm chủng?", Role.PRIOR, False),
    ("Tỷ lệ tiêm chủng?", Role.CHANGE, False),
    ("Chỉ tiêu tiêm chủng?", Role.PLAN, True),
    ("Chỉ tiêu tiêm chủng?", Role.RESULT, False),
    ("Tiêm chủng tăng hay giảm?", Role.CHANGE, True),
    ("Tiêm chủng tăng hay giảm?", Role.RESULT, False),
    ("Tiêm chủng cùng kỳ năm trước?", Role.PRIOR, True),
    ("Tiêm chủng cùng kỳ năm trước?", Role.RESULT, False),
    ("Tiêm chủng đạt bao nhiêu % kế hoạch?", Role.ATTAINMENT, True),
    ("Tiêm chủng đạt bao nhiêu % kế hoạch?", Role.PLAN, False),
]


@pytest.mark.parametrize(
    ("text", "role", "allowed"), ROLES, ids=[f"{text} {role}" for text, role, _ in ROLES]
)
def test_role_is_hard(text: str, role: Role, allowed: bool) -> None:
    assert (role_penalty(figure(role=role), parse_question(text), REPORT) is not None) is allowed


def test_prior_value_answers_for_its_own_period() -> None:
    prior = figure(role=Role.PRIOR, period=HALF.shifted(-1))
    asked = parse_question("Tỷ lệ tiêm chủng 6T/2023?")
    assert role_penalty(prior, asked, REPORT) is not None
    assert role_penalty(prior, parse_question("Tỷ lệ tiêm chủng 6T/2024?"), REPORT) is None


def test_plan_document_gives_targets_first() -> None:
    asked = parse_question("Tỷ lệ tiêm chủng năm 2024?")
    target, other = (role_penalty(figure(role=role), asked, PLAN) for role in (Role.PLAN, Role.RESULT))
    assert target == 0
    assert other is not None
    assert other > 0


PERIODS = {
    "the report's own": (figure(), REPORT, HALF, False, True),
    "the year before": (figure(), REPORT, HALF.shifted(-1), False, False),
    "a quarter that ends with the half-year": (figure(), REPORT, Q2, False, False),
    "the quarter alone": (figure(span=Span.MONTH), REPORT, Q2, False, True),
    "the month alone": (figure(span=Span.MONTH), REPORT, JUNE, False, True),
    "the last month of a half-year is not the half-year": (figure(), REPORT, JUNE, False, False),
    "whole year, half-year report": (figure(), REPORT, YEAR, False, True),
    "whole year, month report": (figure(period=MAY), OF_MAY, YEAR, False, False),
    "whole year, the month alone": (figure(span=Span.MONTH), REPORT, YEAR, False, False),
    "another year": (figure(), REPORT, Period.year(2023), False, False),
    "month": (figure(period=MAY, span=Span.MONTH), OF_MAY, MAY, False, True),
    "month, cumulative value": (figure(period=MAY, span=Span.CUMULATIVE), OF_MAY, MAY, False, True),
    "months so far, cumulative value": (figure(period=MAY, span=Span.CUMULATIVE), OF_MAY, SO_FAR, False, True),
    "months so far, month alone": (figure(period=MAY, span=Span.MONTH), OF_MAY, SO_FAR, False, False),
    "months so far, a level": (figure(period=MAY), OF_MAY, SO_FAR, False, True),
    "point at the end of the month": (figure(period=MAY), OF_MAY, SO_FAR, True, True),
    "point, month alone": (figure(period=MAY, span=Span.MONTH), OF_MAY, SO_FAR, True, False),
    "point at another end": (figure(), REPORT, SO_FAR, True, False),
    "target of the year in a half-year report": (figure(role=Role.PLAN, period=YEAR), REPORT, HALF, False, True),
    "target of another year": (figure(role=Role.PLAN, period=Period.year(2025)), REPORT, HALF, False, False),
    "target of several years": (figure(role=Role.PLAN, period=Period(2021, 1, 2025, 12)), PLAN, YEAR, False, True),
    "no period anywhere": (figure(period=None), a_report("x", period=None), HALF, False, False),
}  # fmt: skip


@pytest.mark.parametrize(("found", "report", "asked", "point", "allowed"), PERIODS.values(), ids=PERIODS)
def test_period_is_hard(found: Figure, report: Report, asked: Period, point: bool, allowed: bool) -> None:
    assert (penalty(found, report, asked, point=point) is not None) is allowed


def test_nearer_period_costs_less() -> None:
    exact, whole_year = penalty(figure(), REPORT, HALF), penalty(figure(), REPORT, YEAR)
    assert exact == 0
    assert whole_year is not None
    assert whole_year > 0


def test_month_asked_prefers_the_month_alone() -> None:
    asked = parse_question("Có mấy ca trong T5/2024?")
    month, so_far = (figure(period=MAY, span=span) for span in (Span.MONTH, Span.CUMULATIVE))
    assert span_penalty(month, REPORT, asked) < span_penalty(so_far, REPORT, asked)


def test_target_of_the_year_does_not_answer_for_a_part_of_it() -> None:
    target = figure(role=Role.PLAN, period=YEAR)
    assert penalty(target, PLAN, HALF, "Tỷ lệ tiêm chủng 6T/2024?") is None
    asked = "Chỉ tiêu tiêm chủng 6T/2024?"
    of_half = penalty(figure(role=Role.PLAN, period=HALF), PLAN, HALF, asked)
    of_year = penalty(target, PLAN, HALF, asked)
    assert of_half == 0 and of_year is not None and of_half < of_year


PRIORS = {
    "in the report of the period": ("Cùng kỳ của 6T/2024?", HALF, 2023, True),
    "asked by its own period": ("Cùng kỳ, 6T/2023?", HALF.shifted(-1), 2023, True),
    "with its year": ("6T/2024, cùng kỳ năm 2023?", HALF, 2023, True),
    "of a year that is not its own": ("6T/2024, cùng kỳ năm 2022?", HALF, 2023, False),
    "of a report of another year": ("Cùng kỳ của 6T/2026?", Period(2026, 1, 2026, 6), 2023, False),
}


@pytest.mark.parametrize(("text", "asked", "year", "allowed"), PRIORS.values(), ids=PRIORS)
def test_prior_value(text: str, asked: Period, year: int, allowed: bool) -> None:
    prior = figure(role=Role.PRIOR, period=Period(year, 1, year, 6))
    assert (penalty(prior, REPORT, asked, text) is not None) is allowed


@pytest.mark.parametrize(
    ("text", "span"),
    [("riêng trong tháng 5/2024 có mấy ca", Span.MONTH), ("lũy tích đến tháng 5/2024", Span.CUMULATIVE)],
)
def test_span_asked_for_costs_least(text: str, span: Span) -> None:
    asked = parse_question(text)
    costs = {s: span_penalty(figure(period=MAY, span=s), REPORT, asked) for s in Span}
    assert min(costs, key=lambda s: costs[s]) is span


def test_without_a_word_the_cumulative_value_is_meant() -> None:
    asked = parse_question("6T/2024 có mấy ca")
    month, so_far = (span_penalty(figure(span=s), REPORT, asked) for s in (Span.MONTH, Span.CUMULATIVE))
    assert month > so_far


@pytest.mark.parametrize(
    ("own", "mentioned", "asked", "free"),
    [
        ((), (), "Tỷ lệ quản lý thai?", True),
        (("DTTS",), (), "Tỷ lệ quản lý thai của DTTS?", True),
        ((), ("DTTS",), "Tỷ lệ quản lý thai của DTTS?", True),
        (("DTTS",), (), "Tỷ lệ quản lý thai?", False),
        ((), (), "Tỷ lệ quản lý thai của DTTS?", False),
        (("nông thôn",), (), "Tỷ lệ quản lý thai của DTTS?", False),
        (("DTTS", "nông thôn"), (), "Tỷ lệ quản lý thai của DTTS?", False),
    ],
)
def test_population(own: tuple[str, ...], mentioned: tuple[str, ...], asked: str, free: bool) -> None:
    cost = population_penalty(frozenset(own), frozenset(mentioned), parse_question(asked))
    assert (cost == 0) is free


@pytest.mark.parametrize(
    ("own", "asked", "allowed"),
    [
        (Place("Lai Châu"), Place("Lai Châu"), True),
        (None, Place("Lai Châu"), True),
        (Place("Lai Châu", "Sìn Hồ"), Place("Lai Châu"), False),
        (Place("Lai Châu"), Place("Lai Châu", "Sìn Hồ"), False),
        (Place("Lai Châu", "Sìn Hồ"), Place("Lai Châu", "Sìn Hồ"), True),
        (Place("Lai Châu"), Place("Sơn La"), False),
        (Place("Lai Châu", "Sìn Hồ"), None, True),
    ],
)
def test_place_is_hard(own: Place | None, asked: Place | None, allowed: bool) -> None:
    assert (place_penalty(figure(place=own), REPORT, asked) is not None) is allowed


def test_place_of_the_whole_report_stands_first_where_none_is_asked() -> None:
    whole = place_penalty(figure(), REPORT, None)
    part = place_penalty(figure(place=Place("Lai Châu", "Sìn Hồ")), REPORT, None)
    assert whole == 0
    assert part is not None
    assert part > 0


def test_cumulative_value_begins_in_january() -> None:
    assert effective_period(figure(period=MAY, span=Span.CUMULATIVE), OF_MAY) == SO_FAR
    assert effective_period(figure(period=MAY, span=Span.MONTH), OF_MAY) == MAY
    assert effective_period(figure(period=None), REPORT) == HALF


def test_an_empty_question_constrains_nothing() -> None:
    assert role_penalty(figure(), Question("", ()), REPORT) == 0


@pytest.mark.parametrize(
    ("quote", "allowed"),
    [
        ("Tính đến ngày 31/5/2024 có 41 tổ giám sát.", True),
        ("Trong 6 tháng có 41 tổ giám sát.", False),
    ],
)
def test_a_day_within_the_report_is_of_the_sentence_that_names_it(quote: str, allowed: bool) -> None:
    found = figure(quote=quote, printed="41", period=HALF)
    assert (penalty(found, REPORT, SO_FAR, point=True) == 0.0) is allowed


def test_a_target_does_not_tell_what_was_reached_a_year_ago() -> None:
    target = figure(role=Role.PLAN, period=YEAR)
    assert role_penalty(target, parse_question("Năm ngoái 2023 bao phủ BHYT mấy %?"), PLAN) is None


def test_an_estimate_in_a_plan_stands_before_its_targets() -> None:
    question = parse_question("Ước thực hiện năm 2024 tỷ lệ tiêm chủng đầy đủ?")
    estimate, target = figure(role=Role.RESULT, period=YEAR), figure(role=Role.PLAN, period=YEAR)
    assert role_penalty(estimate, question, PLAN) == 0.0 < (role_penalty(target, question, PLAN) or 0)


@pytest.mark.parametrize(
    ("name", "asked", "allowed"),
    [
        ("Trung tâm Y tế huyện Phong Thổ khám bệnh", Place("Lai Châu", "Phong Thổ"), True),
        ("Trung tâm Y tế huyện Sìn Hồ khám bệnh", Place("Lai Châu", "Phong Thổ"), False),
        ("khám bệnh toàn tỉnh", Place("Lai Châu", "Phong Thổ"), False),
    ],
)
def test_a_place_named_by_the_figure_may_be_asked(name: str, asked: Place, allowed: bool) -> None:
    found = a_figure("tinh-a-6t-2024", 0, name, "48.6")
    assert (place_penalty(found, REPORT, asked) is not None) is allowed


def test_a_share_spent_is_a_share_of_the_allotment() -> None:
    question = parse_question("Tỷ lệ giải ngân vốn đầu tư công?")
    assert role_penalty(figure(role=Role.ATTAINMENT), question, REPORT) == 0.0
    assert role_penalty(figure(role=Role.ATTAINMENT), parse_question("Tỷ lệ tiêm chủng?"), REPORT) is None


@pytest.mark.parametrize(
    ("quote", "allowed"),
    [("Toàn tỉnh có 640 giường kế hoạch.", True), ("Toàn tỉnh có 640 giường thực kê.", False)],
    ids=["allotted", "in-use"],
)
def test_beds_that_were_allotted_are_told_as_a_result(quote: str, allowed: bool) -> None:
    beds = figure(unit="giường", printed="640", quote=quote, start=13, end=16)
    asked = parse_question("được giao bao nhiêu giường bệnh?")
    assert (role_penalty(beds, asked, REPORT) is not None) is allowed


@pytest.mark.parametrize(
    ("period", "expected"),
    [(YEAR, 0.05), (HALF, None)],
    ids=["ahead-of-the-report", "of-its-own-time"],
)
def test_an_estimate_ahead_of_the_report_answers_what_is_expected(
    period: Period, expected: float | None
) -> None:
    asked = parse_question("Dự kiến tiêm chủng đầy đủ đạt bao nhiêu trong năm 2024?")
    assert role_penalty(figure(period=period), asked, REPORT) == expected


def test_the_plan_of_the_year_hardly_answers_for_a_month_to_come() -> None:
    of_year = figure(role=Role.PLAN, period=YEAR)
    july, march = Period(2024, 7, 2024, 7), Period(2024, 3, 2024, 3)
    ahead = penalty(of_year, REPORT, july, "Kế hoạch khám bệnh tháng 7/2024?")
    held = penalty(of_year, REPORT, march, "Kế hoạch khám bệnh tháng 3/2024?")
    assert ahead is not None and held is not None and ahead > held
    of_july = figure(role=Role.PLAN, period=july)
    assert penalty(of_july, REPORT, july, "Kế hoạch khám bệnh tháng 7/2024?") == 0
