"""Records: how places and reports are named."""

from datetime import date

import pytest

from tests.vectorstore.builders import a_report
from vectorstore.records import Kind, Period, Place


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (Place("Lai Châu"), "Lai Châu"),
        (Place("Lai Châu", "Phong Thổ"), "Phong Thổ (Lai Châu)"),
        (Place("Sơn La", "Mường La", "Nậm Giôn"), "Nậm Giôn (Mường La)"),
        (Place("Sơn La", commune="Nậm Giôn"), "Nậm Giôn (Sơn La)"),
    ],
    ids=["province", "district", "commune", "commune without a district"],
)
def test_label_of_a_place_names_what_it_lies_in(place: Place, label: str) -> None:
    assert place.label == label


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({}, "Báo cáo Lai Châu 6T/2024"),
        ({"kind": Kind.PLAN, "period": None}, "Kế hoạch Lai Châu"),
        ({"place": None, "period": None}, "Báo cáo"),
        ({"agency": "Bệnh viện Mắt tỉnh Lai Châu"}, "Báo cáo Bệnh viện Mắt tỉnh Lai Châu 6T/2024"),
        ({"agency": "Trung tâm Y tế huyện Phong Thổ"}, "Báo cáo Lai Châu 6T/2024"),
        ({"agency": "Trung tâm pháp y tỉnh Lai Châu"}, "Báo cáo Trung tâm pháp y tỉnh Lai Châu 6T/2024"),
    ],
    ids=["all known", "no period", "neither", "hospital", "health centre", "another centre"],
)
def test_label_of_a_report_names_what_is_known(changes: dict[str, object], label: str) -> None:
    assert a_report(**changes).label == label


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Period(2024, 5, 2024, 5), "T5/2024"),
        (Period(2024, 4, 2024, 6), "Q2/2024"),
        (Period(2024, 1, 2024, 6), "6T/2024"),
        (Period.year(2024), "2024"),
        (Period(2021, 1, 2025, 12), "2021-2025"),
        (Period(2024, 7, 2024, 12), "7/2024-12/2024"),
        (Period.week(2024, 23), "tuần 23/2024"),
        (Period.week(2024, 26), "tuần 26/2024"),  # 24/6 to 30/6: ends with its month
        (Period.week(2025, 1), "tuần 1/2025"),  # begins in December
        (Period.days(date(2024, 6, 1), date(2024, 6, 15)), "01/06/2024-15/06/2024"),
        (Period.days(date(2024, 6, 1), date(2024, 6, 30)), "T6/2024"),
        (Period(2024, 1, 2024, 6, 0, 9), "01/01/2024-09/06/2024"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_label_of_a_period(period: Period, label: str) -> None:
    assert period.label == label


def test_period_of_days_has_its_ends() -> None:
    week = Period.week(2024, 23)
    assert (week.start, week.end, week.months, week.is_week) == (date(2024, 6, 3), date(2024, 6, 9), 1, True)
    assert not Period(2024, 6, 2024, 6).is_week


@pytest.mark.parametrize(
    ("period", "years", "label"),
    [
        (Period.week(2024, 23), -1, "tuần 23/2023"),
        (Period.week(2020, 53), 1, "tuần 52/2021"),
        (Period.days(date(2024, 2, 15), date(2024, 2, 29)), -1, "15/02/2023-28/02/2023"),
        (Period(2024, 1, 2024, 6), -2, "6T/2022"),
    ],
    ids=["week", "week that the other year has not", "end of February", "months"],
)
def test_shifted_period_is_the_same_part_of_another_year(period: Period, years: int, label: str) -> None:
    assert period.shifted(years).label == label
