"""What an indicator is measured in: what its unit, its name and its role say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.indicators.measures import measure_of, measure_of_text
from tests.ui.fakes import FIGURE
from vectorstore.records import Role

MEASURES = {
    "visits": ("Số lượt khám bệnh", "lượt", Role.RESULT, "lượt"),
    "visits of patients": ("Tổng số lần khám bệnh", "lượt bệnh nhân", Role.RESULT, "lượt"),
    "cases are people": ("Số ca mắc", "ca", Role.RESULT, "người"),
    "each a year": ("Số lượt khám chữa bệnh/người/năm", "lượt", Role.PLAN, "/người"),
    "share of the plan alone": ("Hộ được thăm", "%", Role.ATTAINMENT, ""),
    "change in per cent alone": ("Hộ được thăm", "%", Role.CHANGE, ""),
    "change in points": ("Bao phủ BHYT", "điểm %", Role.CHANGE, "%"),
}


@pytest.mark.parametrize(("name", "unit", "role", "measure"), MEASURES.values(), ids=MEASURES)
def test_measure_of_a_figure_without_another_beside_it(name, unit, role, measure):
    figure = replace(FIGURE, value=Decimal(5), unit=unit, indicator=name, role=role)
    assert measure_of(figure, figure) == measure


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Lượt khám BHYT", "lượt"),
        ("Số ca mắc sởi", "người"),
        ("lượt khám bệnh/người/năm", "/người"),
        ("TCĐĐ", ""),
    ],
)
def test_measure_that_a_wording_asks_for(text, measure):
    assert measure_of_text(text) == measure
