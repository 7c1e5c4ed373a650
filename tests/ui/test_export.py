"""`hoibaocao export`, and the Excel files of `compare` and `figures`."""

from __future__ import annotations

import openpyxl
import pytest

from tests.assistant.indicators.two_offices import make_archive
from ui import command

NAME = "tỷ lệ tiêm chủng đầy đủ"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive")
    make_archive(path).close()
    return str(path / "archive")


def run(capsys, folder, *line):
    status = command.main([line[0], "--archive", folder, *map(str, line[1:])])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "md"])
def test_the_ending_decides(folder, capsys, tmp_path, ending):
    target = tmp_path / f"so-sanh.{ending}"
    line = ("export", "--indicator", NAME, "--period", "6T/2023", "-o", target, "--draft", "--no-charts")
    status, out, err = run(capsys, folder, *line)
    assert (status, out) == (0, "") and f"Đã ghi {target}" in err and target.stat().st_size > 200


def test_the_summary_is_edited_as_text_and_given_back(folder, capsys, tmp_path):
    text, target = tmp_path / "tom-tat.txt", tmp_path / "so-sanh.md"
    scope = ("export", "--indicator", NAME, "--period", "6T/2023")
    assert run(capsys, folder, *scope, "-o", text)[0] == 0
    edited = text.read_text("utf-8").replace("46,1% [2]", "64,1% [2]")
    text.write_text(edited, "utf-8")
    status, _, err = run(capsys, folder, *scope, "-o", target, "--text", text)
    assert status == 0 and "Cần xem lại: Số 64,1 không có trong nguồn" in err
    assert "64,1%" in target.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "a.odt"], "hãy chọn đuôi .docx, .xlsx, .csv, .md, .txt"),
        (["-o", "a.docx", "--date", "mai"], "Không rõ ngày “mai”"),
        (["-o", "a.docx", "--report", "khong-co"], "Kho không có báo cáo"),
        ([], "-o"),
    ],
)
def test_bad_usage_is_one_sentence(folder, capsys, tmp_path, monkeypatch, options, message):
    monkeypatch.chdir(tmp_path)
    status, _, err = run(capsys, folder, "export", "--indicator", NAME, *options)
    assert status == 2 and message in err and err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_compare_and_figures_into_excel(folder, capsys, tmp_path):
    one, two, three = (tmp_path / f"{n}.xlsx" for n in "abc")
    assert run(capsys, folder, "compare", "--indicator", NAME, "--xlsx", one)[0] == 0
    assert run(capsys, folder, "figures", NAME, "--xlsx", two)[0] == 0
    assert run(capsys, folder, "figures", NAME, "--coverage", "--xlsx", three)[0] == 0
    assert [openpyxl.load_workbook(p).sheetnames[0] for p in (one, two, three)] == ["Bảng", "Số liệu", "Bảng"]
    status, _, err = run(capsys, folder, "compare", "--indicator", NAME, "--xlsx", "a.csv")
    assert status == 2 and "Tệp Excel phải có đuôi .xlsx" in err
