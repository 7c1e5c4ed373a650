"""The audit over figures of any kind: it never fails, and what it tells can be looked up."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.audit import audit
from tests.vectorstore.builders import a_content, a_figure
from vectorstore.records import Bound, FindingKind, Level, Period, Place, Role, Span

NAMES = (
    "Tỷ lệ bao phủ bảo hiểm y tế",
    "Số ca mắc Sởi",
    "Tổng số",
    "",
    "Dân số trung bình",
    "Lao khác",
    "§§",
    "1",
)
UNITS = ("%", "ca", "", "triệu đồng", "tỷ đồng", "/10.000 dân", "không rõ", "điểm %")
PLACES = (None, Place("Lai Châu"), Place("Lai Châu", "Sìn Hồ"), Place("Lai Châu", "Mường Tè"))
COLUMNS = ("", "tử số", "mẫu số", "Mắc")
VALUES = st.one_of(
    st.decimals(min_value=-1000, max_value=1000, places=1),
    st.integers(min_value=-5, max_value=10_000).map(Decimal),
    st.just(Decimal("9" * 40)),
    st.just(Decimal("0.000000000000000000000000000001")),
)


@st.composite
def figures(draw):
    count = draw(st.integers(min_value=0, max_value=12))
    return tuple(
        a_figure(
            "r", number, draw(st.sampled_from(NAMES)), str(draw(VALUES)),
            unit=draw(st.sampled_from(UNITS)), chain=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=2))),
            place=draw(st.sampled_from(PLACES)),
            period=draw(st.sampled_from([None, Period.year(2024), Period(2024, 1, 2024, 6)])),
            role=draw(st.sampled_from(list(Role))), span=draw(st.sampled_from(list(Span))),
            bound=draw(st.sampled_from(list(Bound))), in_table=draw(st.booleans()),
            group=draw(st.integers(min_value=0, max_value=4)), column=draw(st.sampled_from(COLUMNS)),
        )
        for number in range(count)
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(figures())
def test_audit_of_any_figures_names_figures_that_exist(found):
    for finding in audit(found, a_content().sections):
        assert len(finding.figures) >= 2 and set(finding.figures) <= {figure.number for figure in found}
        assert finding.kind in list(FindingKind) and finding.level in list(Level)
        assert finding.message.endswith(".")
