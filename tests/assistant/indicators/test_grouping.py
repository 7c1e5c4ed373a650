"""Figures of two offices brought together."""

from __future__ import annotations

import pytest

from assistant.indicators.corrections import Corrections
from assistant.indicators.grouping import group_members
from assistant.indicators.members import members_of
from vectorstore.corrections import Correction

TOGETHER = [
    ("46,1", "48,4"), ("40,2", "39,5"), ("210", "148"), ("14,2", "17,9"), ("402.118", "371.900"), ("92", "88,5"),
    ("1,5", "900"), ("12", "5"), ("371.900", "760.412"), ("46,1", "95"), ("46,1", "44,0"), ("402.118", "51,2"),
]  # fmt: skip
APART = [
    ("46,1", "51,3"), ("46,1", "40,2"), ("46,1", "41,7"), ("46,1", "43,9"), ("46,1", "5.872"), ("12", "0"),
    ("14,2", "46,1"),
]  # fmt: skip


@pytest.fixture(scope="module")
def members(archive):
    return [member for report in archive.reports() for member in members_of(archive, report)]


@pytest.fixture(scope="module")
def group_of(members):
    groups = group_members(members)
    return {m.figure.printed: number for number, group in enumerate(groups) for m in group.members}


@pytest.mark.parametrize(("one", "other"), TOGETHER, ids=[f"{a} and {b}" for a, b in TOGETHER])
def test_one_indicator_in_two_reports_is_one_group(group_of, one, other):
    assert group_of[one] == group_of[other]


@pytest.mark.parametrize(("one", "other"), APART, ids=[f"{a} and {b}" for a, b in APART])
def test_what_only_looks_alike_is_another_group(group_of, one, other):
    assert group_of[one] != group_of[other]


def test_every_figure_is_in_exactly_one_group(members):
    grouped = [m for group in group_members(members) for m in group.members]
    assert sorted((m.report.key, m.figure.number) for m in grouped) == sorted(
        (m.report.key, m.figure.number) for m in members
    )


def test_a_report_that_has_both_keeps_likely_names_apart(members):
    """'Ngân sách đã chi' and 'Kinh phí ngân sách …' are one across reports, two where one report has both."""
    [long] = [m for m in members if m.figure.printed == "1,5"]
    [short] = [m for m in members if m.figure.printed == "900"]
    assert len(group_members([long, short])) == 1
    beside = type(short)(
        type(short.figure)(
            **{f: getattr(short.figure, f) for f in short.figure.__dataclass_fields__}
            | {"report": long.report.key, "place": long.figure.place, "period": long.figure.period}
        ),
        long.report, short.identity, short.path, short.around,
    )  # fmt: skip
    assert len(group_members([long, beside])) == 2


def test_a_person_may_merge_and_split(members):
    [bcg] = [m for m in members if m.figure.printed == "51,3"]
    [full] = [m for m in members if m.figure.printed == "46,1"]
    [other] = [m for m in members if m.figure.printed == "94,6"]
    some = [bcg, full, other]
    assert len(group_members(some)) == 2
    merged = Corrections([Correction(bcg.identity.key, full.identity.key, together=True)])
    assert len(group_members(some, merged)) == 1
    split = Corrections(
        [Correction(f"{full.identity.key}#te < 1 tuoi tcdd", full.identity.key, together=False)]
    )
    assert len(group_members(some, split)) == 3
