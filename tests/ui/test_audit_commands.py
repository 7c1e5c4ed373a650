"""`hoibaocao audit` and `hoibaocao check` end to end over a small archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest

from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from ui import command
from ui.commands import audit, check
from vectorstore.archive import Archive

HEAD = "SỞ Y TẾ TUYÊN QUANG\nSố: 31/BC-SYT\n\nBÁO CÁO\nKết quả công tác y tế 6 tháng đầu năm {year}\n\nI. KẾT QUẢ\n"
SLIP = "- Phụ nữ có thai tiêm đủ mũi uốn ván: 1.000/2.000 người, đạt tỷ lệ 60,0%.\n"
CUT_OFF = "- Trẻ em tiêm đủ mũi: 2.999/3.500 trẻ, đạt tỷ lệ 85,6%.\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two years of one province."""
    folder = tmp_path_factory.mktemp("kho")
    files = folder / "files"
    files.mkdir()
    lines = {2022: "- Số lượt khám bệnh là 120.400 lượt.\n", 2021: SLIP + CUT_OFF}
    for year, body in lines.items():
        (files / f"tuyen-quang-6t-{year}.txt").write_text(HEAD.format(year=year) + body, encoding="utf-8")
    with Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest([files], archive)
    return folder / "archive"


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    @contextmanager
    def open_archive(*_: object) -> Iterator[Archive]:
        with Archive.open(folder, embedder=None, analyze=index_terms, fold=fold, writable=False) as archive:
            yield archive

    for module in (audit, check):
        monkeypatch.setattr(module, "open_archive", open_archive)


def draft(path: Path, body: str) -> Path:
    if path.suffix == ".docx":
        document = docx.Document()
        for line in (HEAD.format(year=2023) + body).splitlines():
            document.add_paragraph(line)
        document.save(str(path))
    else:
        path.write_text(HEAD.format(year=2023) + body, encoding="utf-8")
    return path


def test_audit_lists_what_does_not_agree_with_its_quotes(capsys):
    assert command.main(["audit"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("1. [mâu thuẫn] Phụ nữ có thai")
    assert "Phép tính: 1.000 : 2.000 = 50,0%" in out and SLIP.strip() in out
    assert "làm tròn" not in out
    assert "Đã kiểm 2 báo cáo: 1 mâu thuẫn, 0 nghi vấn, 1 làm tròn." in err


def test_audit_tells_roundings_when_asked(capsys):
    assert command.main(["audit", "--rounding"]) == 0
    assert "[làm tròn]" in capsys.readouterr().out


def test_audit_of_one_report(capsys):
    assert command.main(["audit", "--report", "tuyen-quang-6t-2022"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and "Đã kiểm 1 báo cáo: 0 mâu thuẫn" in err


def test_audit_json_is_a_list_of_remarks(capsys):
    assert command.main(["audit", "--json"]) == 0
    (remark,) = json.loads(capsys.readouterr().out)
    assert set(remark) == {"report", "kind", "level", "message", "working", "sources"}
    assert remark["report"] == "tuyen-quang-6t-2021"
    assert {"quote", "page", "section", "value", "start", "end", "draft"} <= set(remark["sources"][0])


def test_audit_of_an_unknown_report_is_bad_usage(capsys):
    assert command.main(["audit", "--report", "khong-co"]) == 2
    assert "Kho không có báo cáo" in capsys.readouterr().err


def test_check_sets_a_draft_against_the_archive(tmp_path, capsys):
    file = draft(
        tmp_path / "du-thao.txt", "- Số lượt khám bệnh là 131.000 lượt, cùng kỳ năm 2022 là 140.400 lượt.\n"
    )
    assert command.main(["check", str(file)]) == 0
    out, err = capsys.readouterr()
    assert "140.400 − 120.400 = 20.000" in out and "Báo cáo Tuyên Quang 6T/2022" in out
    assert "Đối chiếu Báo cáo Tuyên Quang 6T/2023 với 2 báo cáo" in err


def test_check_writes_comments_beside_the_draft(tmp_path, capsys):
    file, out = draft(tmp_path / "du-thao.docx", SLIP + CUT_OFF), tmp_path / "nhan-xet.docx"
    assert command.main(["check", str(file), "--docx", str(out)]) == 0
    assert "Đã ghi 1 nhận xét" in capsys.readouterr().err
    assert len(list(docx.Document(str(out)).comments)) == 1


def test_check_without_findings_says_what_it_was_set_against(tmp_path, capsys):
    file = draft(tmp_path / "du-thao.txt", "- Số lượt khám bệnh là 131.000 lượt.\n")
    assert command.main(["check", str(file), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == [] and "Đối chiếu" in err


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (
            "SỞ Y TẾ LÀO CAI\n\nBÁO CÁO\nKết quả công tác y tế 6 tháng đầu năm 2023\n\nI. KẾT QUẢ\n",
            "chưa có báo cáo nào",
        ),
        ("BÁO CÁO\nKết quả công tác y tế\n\nI. KẾT QUẢ\n", "Không rõ địa phương hoặc kỳ"),
    ],
    ids=["place without reports", "no place"],
)
def test_check_says_when_there_is_nothing_to_set_it_against(tmp_path, capsys, head, says):
    file = tmp_path / "du-thao.txt"
    file.write_text(head + SLIP, encoding="utf-8")
    assert command.main(["check", str(file)]) == 0
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "options", "status", "says"),
    [
        ("khong-co.docx", None, [], 2, "Không thấy tệp"),
        ("du-thao.txt", SLIP, ["--docx", "out.docx"], 2, "Chỉ ghi được nhận xét vào tệp Word"),
        ("hong.docx", "PK\x03\x04 tệp nén đứt đoạn", [], 1, "bị hỏng"),
    ],
    ids=["missing file", "comments on a text file", "damaged file"],
)
def test_check_of_what_cannot_be_checked(tmp_path, capsys, name, content, options, status, says):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert command.main(["check", str(tmp_path / name), *options]) == status
    err = capsys.readouterr().err
    assert says in err and err.count("\n") == 1
