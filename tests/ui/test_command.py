"""The command end to end over a small archive: what is printed where, and with which exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.fakes import RATE, REPORTS
from ui import command
from ui.commands import ask, reports
from vectorstore.errors import ArchiveError, ArchiveLockedError, UsageError


def test_ask_prints_answer_and_sources(wired, capsys):
    assert command.main(["ask", "Tỷ lệ tiêm chủng?"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("61,7% trẻ dưới 1 tuổi")
    assert "trang 3" in out and "› 2.1. Tiêm chủng" in out and RATE in out


def test_ask_json_keeps_the_contract(wired, capsys):
    assert command.main(["ask", "Tỷ lệ tiêm chủng?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["mode"] == "extractive" and answer["refused"] is False and "id" in answer
    citation = answer["citations"][0]
    assert citation["report"] == REPORTS[0].key and citation["page"] == 3 and citation["quote"] == RATE
    assert set(citation) == {"report", "title", "place", "period", "section", "page", "quote"}
    assert set(answer["figures"][0]) == {"indicator", "value", "unit", "place", "period", "role"}


def test_refusal_is_an_answer(wired, capsys):
    assert command.main(["ask", "thời tiết mai"]) == 0
    assert "Có thể hỏi" in capsys.readouterr().out


def test_filters_reach_the_assistant(wired):
    line = ["ask", "q", "--place", "Cà Mau", "--period", "2022", "--report", "a", "--report", "b"]
    assert command.main(line) == 0
    assert wired.calls[0] | {"question": "", "history": ()} == {
        "question": "",
        "history": (),
        "place": "Cà Mau",
        "period": "2022",
        "reports": ("a", "b"),
    }


@pytest.mark.parametrize("question", ["", "a" * 20_000], ids=["empty", "20,000 characters"])
def test_question_of_wrong_length_is_bad_usage(wired, capsys, question):
    assert command.main(["ask", question]) == 2
    assert capsys.readouterr().err.startswith("hoibaocao: lỗi: Câu hỏi")


def batch(tmp_path: Path, *lines: str) -> list[str]:
    file = tmp_path / "q.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return ["ask", "--batch", str(file)]


def test_batch_answers_in_order(wired, capsys, tmp_path):
    lines = [json.dumps({"id": n, "question": f"câu {n}", "history": ["trước"]}) for n in ("a", "b", "c")]
    assert command.main(batch(tmp_path, *lines, "")) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["a", "b", "c"]
    assert wired.calls[0]["history"][0].question == "trước"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "không phải JSON"),
        ("[]", "thiếu trường"),
        ('{"id": 1}', "thiếu trường"),
        ('{"question": 3}', "thiếu trường"),
        ('{"question": "q", "history": "x"}', "history"),
        ('{"question": "q", "history": [1]}', "history"),
        ('{"question": ""}', "Câu hỏi phải"),
        ('{"question": "hỏng"}', "RuntimeError"),
    ],
)
def test_batch_tells_a_wrong_line_and_answers_the_others(wired, capsys, tmp_path, line, said):
    good = '{"id": "ok", "question": "q"}'
    assert command.main(batch(tmp_path, good, line, good)) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    assert "dòng 2:" in captured.err and said in captured.err


def test_batch_reads_standard_input(wired, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 7, "question": "q"}\n'))
    assert command.main(["ask", "--batch", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == 7


@pytest.mark.parametrize(
    ("content", "said"), [(None, "Không đọc được"), (b"\xff\xfe\x00", "UTF-8")], ids=["missing", "not UTF-8"]
)
def test_batch_file_that_cannot_be_read(wired, capsys, tmp_path, content, said):
    file = tmp_path / "q.jsonl"
    if content is not None:
        file.write_bytes(content)
    assert command.main(["ask", "--batch", str(file)]) == 2
    assert said in capsys.readouterr().err


def test_reports_lists_and_filters(wired, capsys):
    assert command.main(["reports"]) == 0
    assert "Bến Tre" in capsys.readouterr().out
    assert command.main(["reports", "--json", "--place", "ca mau"]) == 0
    assert [r["report"] for r in json.loads(capsys.readouterr().out)] == ["ca-mau-2022"]


def test_report_as_json_is_complete():
    assert reports.as_json(REPORTS[2])["place"] is None
    assert reports.as_json(REPORTS[0])["date"] == "2023-07-03"


def test_remove_checks_all_names_before_the_first_goes(wired, capsys, archive):
    assert command.main(["remove", "ca-mau-2022", "ben-tre"]) == 2
    assert archive.removed == [] and "ben-tre-6t-2023" in capsys.readouterr().err
    assert command.main(["remove", "CA-MAU-2022"]) == 0
    assert archive.removed == ["ca-mau-2022"]


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (UsageError("Sai cách dùng."), 2, "lỗi: Sai cách dùng."),
        (ArchiveError("Không phải kho."), 1, "lỗi: Không phải kho."),
        (ArchiveLockedError("Đang có tiến trình khác."), 1, "lỗi: Đang có"),
        (PermissionError(13, "Permission denied", "kho"), 1, "lỗi: kho: Permission denied; hãy"),
        (ValueError("x\ny"), 1, "lỗi ngoài dự kiến (ValueError: x y)"),
        (KeyboardInterrupt(), 130, "đã dừng"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_failure_is_one_line_with_its_status(monkeypatch, capsys, error, status, said):
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(ask, "open_archive", fail)
    assert command.main(["ask", "q"]) == status
    err = capsys.readouterr().err
    assert said in err and err.count("\n") == 1 and "Traceback" not in err


def test_debug_shows_the_traceback(monkeypatch, capsys):
    def fail(*_: object, **__: object) -> None:
        raise ValueError("x")

    monkeypatch.setattr(ask, "open_archive", fail)
    monkeypatch.setenv("HOIBAOCAO_DEBUG", "1")
    assert command.main(["ask", "q"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_help_reaches_a_closed_pipe_and_an_ascii_terminal_in_utf8():
    root = Path(command.__file__).parents[1]
    line = f"{sys.executable} -m ui.command --help | head -1"
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(line, shell=True, cwd=root, env=environment, capture_output=True, timeout=60)
    assert done.stdout.decode("utf-8").startswith("Cách dùng:")
    assert done.stderr == b""


def test_help_loads_no_heavy_library():
    root = Path(command.__file__).parents[1]
    heavy = ("torch", "gradio", "chromadb", "langchain_core")
    code = f"import sys, ui.command; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
