"""`hoibaocao figures` and `hoibaocao compare` over a small archive."""

from __future__ import annotations

import csv
import io
import json

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
    status = command.main([line[0], "--archive", folder, *line[1:]])
    out, err = capsys.readouterr()
    return status, out, err


def test_figures_lists_every_report_with_sources(folder, capsys):
    status, out, _ = run(capsys, folder, "figures", NAME)
    assert status == 0 and out.startswith("Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ (%), 3 báo cáo")
    assert (
        "“TE < 1 tuổi TCĐĐ”" in out and "46,1%" in out and "95%" in out and "[1]" in out and "Nguồn:" in out
    )
    assert "Chỉ tiêu gần nhất:" in out and "khác nhóm đối tượng" in out


def test_figures_json_and_csv(folder, capsys):
    _, out, _ = run(capsys, folder, "figures", NAME, "--json", "--place", "Cao Bằng", "--from", "2023")
    assert [line["report"] for line in json.loads(out)["lines"]] == ["cao-bang-6t-2023"]
    _, out, _ = run(capsys, folder, "figures", NAME, "--csv", "--report", "cao-bang-2022")
    [row] = csv.DictReader(io.StringIO(out))
    assert (row["Giá trị"], row["Báo cáo"], row["Loại số"]) == ("94.6", "cao-bang-2022", "kết quả")


@pytest.mark.parametrize(
    ("options", "reports"),
    [
        (["--role", "ke-hoach"], 2),
        (["--period", "2022"], 1),
        (["--to", "2022"], 1),
        (["--size", "2", "--page", "2"], 1),
        (["--size", "0"], 3),
        (["--place", "tuyen quang"], 1),
    ],
)
def test_figures_filters_and_pages(folder, capsys, options, reports):
    status, out, _ = run(capsys, folder, "figures", NAME, "--json", *options)
    assert status == 0 and len(json.loads(out)["lines"]) == reports


def test_unknown_indicator_is_said_with_neighbours(folder, capsys):
    status, out, _ = run(capsys, folder, "figures", "tiêm chủng đầy đủ vùng nông thôn")
    assert status == 0 and "Kho không có chỉ tiêu" in out and "Chỉ tiêu gần nhất:" in out


def test_coverage_names_what_is_missing(folder, capsys):
    _, out, _ = run(capsys, folder, "figures", "công suất sử dụng giường bệnh", "--coverage")
    assert "báo cáo không nêu" in out and "chưa có báo cáo" in out and "88,5% [1]" in out


@pytest.mark.parametrize("name", ["bieu-do.png", "bieu-do.svg"])
def test_charts_are_written(folder, capsys, tmp_path, name):
    status, _, err = run(capsys, folder, "figures", NAME, "--chart", str(tmp_path / name))
    assert status == 0 and (tmp_path / name).stat().st_size > 5_000 and "Đã vẽ" in err


def test_compare_prints_difference_with_working_and_sources(folder, capsys):
    line = ["--indicator", NAME, "--report", "tuyen-quang-6t-2023", "--report", "cao-bang-6t-2023"]
    status, out, _ = run(capsys, folder, "compare", *line)
    assert status == 0 and "46,1% [1]" in out and "48,4% [2]" in out
    assert "46,1 − 48,4 = −2,3" in out and "[2] " in out
    _, out, _ = run(capsys, folder, "compare", *line, "--json")
    assert json.loads(out)["rows"][0]["cells"][2]["working"] == "46,1 − 48,4 = −2,3"
    _, out, _ = run(capsys, folder, "compare", *line, "--csv")
    assert [row["Giá trị"] for row in csv.DictReader(io.StringIO(out))] == ["46.1", "48.4", "-2.3"]


def test_compare_takes_several_places_and_periods(folder, capsys):
    line = ["--indicator", "lượt khám bệnh", "--place", "Cao Bằng", "--period", "2022", "--period", "6T/2023"]
    _, out, _ = run(capsys, folder, "compare", *line)
    assert (
        "760.412 lượt" in out and "371.900 lượt" in out and "Lưu ý: Các kỳ so sánh dài ngắn khác nhau" in out
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["figures"], "Chưa nêu chỉ tiêu"),
        (["figures", " "], "Chưa nêu chỉ tiêu"),
        (["figures", NAME, "--place", "qwerty"], "Không rõ địa bàn"),
        (["figures", NAME, "--from", "xưa"], "Không rõ kỳ"),
        (["figures", NAME, "--report", "cao-bang"], "Kho không có báo cáo mã"),
        (["figures", NAME, "--chart", "x.gif"], ".png hoặc .svg"),
        (["figures", "giá vàng", "--coverage"], "Kho không có chỉ tiêu"),
        (["figures", NAME, "--split", "không có"], "không có cách ghi"),
        (["compare"], "--indicator"),
        (["compare", "--indicator", NAME, "--report", "x"], "Kho không có báo cáo mã"),
    ],
)
def test_bad_usage_is_one_sentence(folder, capsys, line, message):
    status, out, err = run(capsys, folder, *line)
    assert status == 2 and out == "" and message in err and err.count("\n") == 1


def test_corrections_are_remembered_and_printed(tmp_path, capsys):
    make_archive(tmp_path).close()
    folder = str(tmp_path / "archive")
    status, _, err = run(capsys, folder, "figures", NAME, "--split", "TE < 1 tuổi TCĐĐ")
    assert status == 0 and "Đã ghi nhớ" in err
    _, out, _ = run(capsys, folder, "figures", "tỷ lệ trẻ em dưới 1 tuổi tiêm chủng đầy đủ", "--json")
    assert len(json.loads(out)["lines"]) in (1, 2)
    _, out, _ = run(capsys, folder, "figures", "--corrections")
    assert all(entry["together"] is False for entry in json.loads(out)["indicators"])
    _, _, err = run(capsys, folder, "figures", "vắc xin BCG", "--merge", "lượt khám bệnh")
    assert "là một chỉ tiêu" in err
