"""The report of a reading: counts by role and reason, each number with its line where asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.figures import Dismissed
from tests.ingest.test_reading import TEXT
from tests.ui.fakes import REPORTS, FakeArchive
from ui import command
from ui.commands import reading

KEY = REPORTS[0].key


@pytest.fixture
def original(wired, archive: FakeArchive, tmp_path: Path, monkeypatch) -> Path:
    """The archive keeps a file of its first report."""
    path = tmp_path / "dak-nong.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(archive, "original", lambda key: path if key == KEY else None, raising=False)
    monkeypatch.setattr(archive, "figures", lambda keys: [None] * 7, raising=False)
    return path


def test_report_of_a_reading_counts_figures_gaps_and_other_numbers(original, capsys):
    assert command.main(["reports", KEY]) == 0
    out = capsys.readouterr().out
    assert "Địa phương: Đắk Nông; kỳ: 6T/2023; loại: báo cáo" in out
    assert "Là số liệu: 7, trong đó 1 nêu bằng chữ" in out
    rows = [line.split() for line in out.splitlines()]
    assert ["kết", "quả", "thực", "hiện", "2", "2", "4"] in rows
    assert ["kế", "hoạch,", "chỉ", "tiêu", "1", "0", "1"] in rows
    assert "Ô để trống, chưa có số: 2" in out
    assert ["3", "ngày", "tháng"] in rows
    assert "Chưa rõ" not in out and "Lưu ý: kho" not in out and "45" not in out


def test_each_dismissed_number_is_shown_with_its_line_where_asked(original, capsys):
    assert command.main(["reports", KEY.upper(), "--numbers"]) == 0
    assert "45  [số hiệu văn bản]  Thực hiện Kế hoạch số 45/KH-SYT ngày 12/01/2023" in capsys.readouterr().out


def test_reading_as_json_has_codes_and_every_number(original, capsys):
    assert command.main(["reports", KEY, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)[0]["reading"]
    assert found["unexplained"] == 0
    assert found["figures"]["table"] == {"result": 2, "plan": 1, "attainment": 1}
    assert found["gaps"] == {"count": 2, "roles": {"plan": 1, "attainment": 1}}
    assert found["dismissed"]["count"] == len(found["dismissed"]["numbers"])


def test_figures_of_an_older_reading_are_told(original, capsys, archive, monkeypatch):
    monkeypatch.setattr(archive, "figures", lambda keys: [])
    command.main(["reports", KEY])
    assert "Lưu ý: kho đang giữ 0 số liệu" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "status", "said"),
    [
        (["reports", "khong-co"], 2, "Kho không có báo cáo mã “khong-co”"),
        (["reports", "--numbers"], 2, "--numbers cần mã báo cáo"),
        (["reports", REPORTS[1].key], 1, "không còn giữ tệp gốc"),
    ],
    ids=["unknown key", "numbers without key", "file gone"],
)
def test_what_cannot_be_told_is_one_sentence(original, capsys, line, status, said):
    assert command.main(line) == status
    assert said in capsys.readouterr().err


def test_short_form_leaves_out_what_is_not_there():
    assert reading.short_form(3242, 316, 807) == "3.242 số liệu, 316 ô để trống, 807 số không phải số liệu"
    assert reading.short_form(0, 0, 2) == "0 số liệu, 2 số không phải số liệu"


def test_every_reason_of_the_rules_has_a_name():
    root = Path(__file__).resolve().parents[2] / "ingest"
    rules = (root / "vietnamese" / "dismissals.toml").read_text("utf-8")
    reasons = {line.split('"')[1] for line in rules.splitlines() if line.startswith("reason = ")}
    assert reasons <= set(reading.REASONS)


def test_long_line_is_cut_around_its_number():
    quote = "a" * 200 + " 45 " + "b" * 200
    shown = reading._around(Dismissed("45", "date", quote, 201))
    assert "45" in shown and len(shown) < 110 and shown.startswith("…") and shown.endswith("…")
