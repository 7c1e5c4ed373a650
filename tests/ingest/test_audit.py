"""The audit of one report: every kind of slip found with its arithmetic, and nothing where all agrees."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.audit import audit
from tests.ingest.audit_agreeing import AGREEING
from tests.ingest.audit_reports import read
from tests.ingest.audit_slips import SLIPS


def told(content):
    return [(f.kind, f.level, f.working) for f in content.findings]


@pytest.mark.parametrize(("body", "expected"), SLIPS.values(), ids=SLIPS)
def test_slip_is_found_with_its_arithmetic(tmp_path, body, expected):
    assert told(read(tmp_path, body)) == expected


@pytest.mark.parametrize("body", AGREEING.values(), ids=AGREEING)
def test_nothing_is_found_where_all_agrees(tmp_path, body):
    content = read(tmp_path, body)
    assert content.figures
    assert told(content) == []


@pytest.mark.parametrize(("body", "expected"), SLIPS.values(), ids=SLIPS)
def test_message_is_one_sentence_that_holds_the_printed_number(tmp_path, body, expected):
    content = read(tmp_path, body)
    for finding in content.findings:
        first = content.figures[finding.figures[0]]
        assert finding.message.endswith(".") and "\n" not in finding.message
        assert first.printed.strip("-+()") in finding.message


def test_findings_come_gravest_first(tmp_path):
    content = read(
        tmp_path,
        "- Phụ nữ có thai tiêm đủ mũi uốn ván: 2.999/3.500 người, đạt tỷ lệ 85,6%.\n"
        "- Tổng số cơ sở vi phạm: 40 cơ sở (trong đó phạt tiền 25 cơ sở, nhắc nhở 22 cơ sở).\n"
        "- Trẻ em được tiêm đủ: 100/200 trẻ, đạt tỷ lệ 60,0%.",
    )
    assert [f.level for f in content.findings] == ["contradiction", "suspicious", "rounding"]


def test_audit_does_not_depend_on_other_reports_or_on_when_it_runs(tmp_path):
    content = read(tmp_path, SLIPS["prose against table, abbreviated"][0])
    assert audit(content.figures, content.sections) == content.findings


def test_name_with_many_values_is_no_name(tmp_path):
    lines = "\n".join(
        f"- Số lượt truyền thông lồng ghép tại cộng đồng là {n} lượt." for n in (120, 140, 160, 180)
    )
    assert told(read(tmp_path, lines)) == []


@pytest.mark.parametrize("key", ["dien-bien-6t-2024", "lai-chau-6t-2022"])
def test_real_reports_give_the_same_findings_from_text_and_word(shared, key):
    from ingest.pipeline import read_report

    found = [
        sorted(
            (f.kind, f.level, f.working)
            for f in read_report(shared / f"archive/{form}/{key}.{form}", key).findings
        )
        for form in ("txt", "docx")
    ]
    assert found[0] and all(one == other for one, other in pairwise(found))


def test_plan_of_a_district_has_no_findings(shared):
    from ingest.pipeline import read_report

    path = shared / "archive/txt/phong-tho-ke-hoach-2024.txt"
    assert read_report(path, path.stem).findings == ()
