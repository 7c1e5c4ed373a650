"""From files to cited answers, with the real archive: the command as an official runs it, and bad input."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ui import command
from vectorstore.embedding import DEFAULT_MODEL

REPORT = """SỞ Y TẾ TỈNH {place}

BÁO CÁO
Kết quả công tác y tế {period}

I. KẾT QUẢ THỰC HIỆN
1. Công tác khám, chữa bệnh
- Tổng số lượt khám bệnh là {visits} lượt, tăng 4,1% so với cùng kỳ năm trước.
2. Tiêm chủng mở rộng
- Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt {rate}% (kế hoạch năm là 95%).
II. KHÓ KHĂN
- Thiếu bác sĩ chuyên khoa ở tuyến huyện.
"""
QUESTION = "Tỷ lệ tiêm chủng đầy đủ của trẻ dưới 1 tuổi ở Bến Tre 6 tháng đầu năm 2023?"


def write(path: Path, place: str, period: str, visits: str, rate: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(place=place, period=period, visits=visits, rate=rate), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bao-cao")
    write(root / "ben-tre-6t-2023.txt", "BẾN TRE", "6 tháng đầu năm 2023", "512.340", "48,6")
    write(root / "ca-mau-6t-2023.txt", "CÀ MAU", "6 tháng đầu năm 2023", "433.010", "51,3")
    (root / "sub").mkdir()
    (root / "sub" / "empty.txt").write_bytes(b"")
    (root / "sub" / "picture.png").write_bytes(b"\x89PNG")
    return root


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the folder, for tests that only read it."""
    kho = tmp_path_factory.mktemp("kho") / "kho"
    assert command.main(["ingest", str(folder), "--archive", str(kho)]) == 1  # for the empty file
    return kho


@pytest.fixture
def kho(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "kho"))


def run(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str, str]:
    capsys.readouterr()
    status = command.main([str(arg) for arg in argv])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_ingest_lists_every_file_and_names_what_it_could_not_read(folder, tmp_path, capsys):
    status, out, err = run(capsys, "ingest", folder, "--archive", tmp_path / "kho")
    assert status == 1
    assert re.search(r"đã thêm +ben-tre-6t-2023\.txt +.*Bến Tre 6T/2023", out)
    assert re.search(r"lỗi +empty\.txt +\S", out) and re.search(r"bỏ qua +picture\.png +\S", out)
    assert "2 đã thêm" in out and "trang/giây" in err


def test_second_run_changes_nothing(folder, kho, capsys):
    status, out, _ = run(capsys, "ingest", folder / "ben-tre-6t-2023.txt", "--archive", kho)
    assert (status, "1 không đổi" in out) == (0, True)


def test_question_is_answered_with_its_source(kho, capsys):
    status, out, _ = run(capsys, "ask", QUESTION, "--json", "--archive", kho)
    answer = json.loads(out)
    assert status == 0 and not answer["refused"]
    assert "48,6%" in answer["answer"].splitlines()[0]
    citation = answer["citations"][0]
    assert citation["report"] == "ben-tre-6t-2023" and "48,6%" in citation["quote"]
    assert any("Tiêm chủng" in heading for heading in citation["section"])


@pytest.mark.parametrize(
    "question", ["Tỷ lệ tiêm chủng đầy đủ ở Hà Giang 6T/2023?", "Giá vàng hôm nay bao nhiêu?", "xin chào"]
)
def test_what_the_archive_does_not_hold_is_refused(kho, capsys, question):
    status, out, _ = run(capsys, "ask", question, "--json", "--archive", kho)
    assert status == 0 and json.loads(out)["refused"] is True


def test_changed_file_changes_the_answer(kho, tmp_path, capsys):
    changed = write(tmp_path / "ben-tre-6t-2023.txt", "BẾN TRE", "6 tháng đầu năm 2023", "512.340", "49,9")
    assert "1 cập nhật" in run(capsys, "ingest", changed, "--archive", kho)[1]
    out = run(capsys, "ask", QUESTION, "--archive", kho)[1]
    assert "49,9%" in out and "48,6" not in out


def test_removed_report_leaves_nothing(kho, capsys):
    assert run(capsys, "remove", "ben-tre-6t-2023", "--archive", kho)[0] == 0
    assert "ben-tre" not in run(capsys, "reports", "--archive", kho)[1]
    assert "48,6" not in run(capsys, "ask", QUESTION, "--archive", kho)[1]


def test_vectors_that_were_deleted_come_back(kho, folder, capsys):
    shutil.rmtree(kho / "vectors")
    status, out, _ = run(capsys, "ask", QUESTION, "--archive", kho)
    assert status == 0 and "48,6%" in out


@pytest.mark.parametrize(
    ("make", "command_line", "said"),
    [
        (lambda p: None, ["ask", "q"], "Chưa có kho báo cáo"),
        (lambda p: p.write_text("x"), ["ask", "q"], "không phải thư mục"),
        (lambda p: (p.mkdir(), (p / "x").write_text("x")), ["reports"], "không phải kho báo cáo"),
        (lambda p: (p.mkdir(), (p / "x").write_text("x")), ["ingest", "."], "không phải kho báo cáo"),
    ],
    ids=["no archive", "a file", "another folder", "ingest into another folder"],
)
def test_archive_that_is_none_is_told_in_one_line(tmp_path, capsys, make, command_line, said):
    place = tmp_path / "x"
    make(place)
    status, out, err = run(capsys, *command_line, "--archive", place)
    assert status == 1 and out == "" and said in err and err.count("\n") == 1


def test_folder_without_reports_is_told(tmp_path, capsys):
    (tmp_path / "leer").mkdir()
    status, _, err = run(capsys, "ingest", tmp_path / "leer", "--archive", tmp_path / "kho")
    assert status == 2 and "Không thấy tệp báo cáo nào" in err


def test_archive_of_another_model_is_refused_with_the_way_out(kho, tmp_path, capsys, monkeypatch):
    other = Path(shutil.copytree(DEFAULT_MODEL, tmp_path / "model"))
    config = next(other.rglob("*.json"))
    config.write_text(config.read_text("utf-8") + "\n", encoding="utf-8")
    monkeypatch.setenv("HOIBAOCAO_EMBEDDING_MODEL", str(other))
    more = write(tmp_path / "moi.txt", "AN GIANG", "quý I năm 2023", "1.234", "20,1")
    status, _, err = run(capsys, "ingest", more, "--archive", kho)
    assert status == 1 and "mô hình" in err
