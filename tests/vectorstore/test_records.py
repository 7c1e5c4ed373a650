"""Records: how places and reports are named."""

import pytest

from tests.vectorstore.builders import a_report
from vectorstore.records import Kind, Place


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
    ],
    ids=["all known", "no period", "neither"],
)
def test_label_of_a_report_names_what_is_known(changes: dict[str, object], label: str) -> None:
    assert a_report(**changes).label == label
