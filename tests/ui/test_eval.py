"""`hoibaocao eval` and `hoibaocao reembed` over small real archives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.assistant.four_reports import HOA_BINH
from tests.vectorstore.builders import WordEmbedder
from ui import command, composition
from vectorstore.errors import ArchiveError

RATE = "Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 46,8%"
GOLD = (
    {
        "id": "a",
        "type": "lookup",
        "question": "Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?",
        "variants": ["tcdd hoa binh 6t/2023"],
        "history": [],
        "reports": ["hoa-binh"],
        "gold_numbers": [["46,8"]],
        "evidence": [RATE],
        "section": ["2. Tiêm chủng mở rộng"],
    },
    {
        "id": "b",
        "type": "unanswerable",
        "question": "Giá vàng Hòa Bình 6T/2023?",
        "variants": [],
        "history": [],
    },
    {
        "id": "c",
        "type": "lookup",
        "question": "Tỷ lệ bảo hiểm y tế ở Hòa Bình 6T/2023?",
        "variants": [],
        "history": [],
        "reports": ["hoa-binh"],
        "gold_numbers": [["12,3"]],
        "evidence": ["không có câu này: 12,3"],
        "section": [],
    },
)


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> dict[str, WordEmbedder]:
    """Small embedders by the name that the settings give."""
    made: dict[str, WordEmbedder] = {}

    def make(settings):
        name = settings.embedding_model
        if name == "hỏng":
            raise ArchiveError("Không có mô hình này; hãy chọn mô hình khác.")
        return made.setdefault(
            name, WordEmbedder(name or "kèm theo", (name or "0").encode().hex().ljust(64, "0"))
        )

    monkeypatch.setattr(composition, "make_embedder", make)
    return made


@pytest.fixture
def files(models: dict[str, WordEmbedder], tmp_path: Path) -> tuple[str, str]:
    """A gold file and a folder with a report."""
    (tmp_path / "bc").mkdir()
    (tmp_path / "bc" / "hoa-binh-6t-2023.txt").write_text(HOA_BINH, "utf-8")
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(entry, ensure_ascii=False) for entry in GOLD), "utf-8")
    return str(gold), str(tmp_path / "bc")


def run(capsys: pytest.CaptureFixture[str], *line: str, status: int = 0) -> str:
    assert command.main(list(line)) == status, capsys.readouterr().err
    return capsys.readouterr().out


def test_answers_are_scored_with_their_misses(files, capsys, tmp_path):
    out = run(capsys, "eval", *files)
    assert "lookup        3    66,7" in " ".join(out.split("\n")[1:2]) or "lookup" in out
    assert "unanswerable  1       100,0" in out or "100,0" in out
    assert "[c] lookup: thiếu 12,3" in out and "hỏi: Tỷ lệ bảo hiểm y tế" in out
    assert not (tmp_path / "kho-bao-cao").exists()


def test_answers_as_json(files, capsys):
    out = json.loads(run(capsys, "eval", *files, "--json"))
    assert out["groups"]["lookup"] == {"n": 3, "right": 66.7, "cited": 66.7, "first": 66.7, "section": 66.7}
    assert out["groups"]["questions"]["n"] == 3 and out["groups"]["variants"]["right"] == 100
    assert [miss["id"] for miss in out["misses"]] == ["c"]


def test_misses_are_cut_where_asked(files, capsys):
    assert "và 1 câu nữa" in run(capsys, "eval", *files, "--misses", "0")


def test_retrieval_is_measured_by_way_and_type(files, capsys):
    out = run(capsys, "eval", *files, "--retrieval")
    assert "Mô hình véc-tơ: kèm theo" in out and "MRR@10" in out
    for way in ("bm25", "text", "vectors", "fused", "whole-text", "whole"):
        assert any(line.split()[0] == way for line in out.splitlines() if line.split())


def test_models_are_compared_on_an_archive_that_stays_as_it_is(files, capsys, models, tmp_path):
    gold, folder = files
    run(capsys, "ingest", folder, "--archive", str(tmp_path / "kho"))
    line = [
        "eval",
        gold,
        "--retrieval",
        "--json",
        "--model",
        "một",
        "--model",
        "hai",
        "--archive",
        str(tmp_path / "kho"),
    ]
    out = json.loads(run(capsys, *line))
    assert list(out) == ["một", "hai"] and out["hai"]["whole"]["n"] == 2
    assert models["một"].embedded and models["hai"].embedded
    run(capsys, "ask", "Tiêm chủng?", "--archive", str(tmp_path / "kho"))  # still of the model that made it


def test_benchmark_needs_no_archive(capsys, models, tmp_path):
    from tests.assistant.evaluation.test_retrieval import write_set

    out = json.loads(run(capsys, "eval", "--benchmark", str(write_set(tmp_path / "bo")), "--json"))
    assert out["bo"]["fused"]["@1"] == 100 and out["bo"]["fused"]["n"] == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["eval"], "Chưa có tệp câu hỏi mẫu"),
        (["eval", "không-có.jsonl"], "Không đọc được tệp câu hỏi mẫu"),
        (["eval", "x.jsonl", "--model", "m"], "--model chỉ dùng khi đo tìm kiếm"),
        (["eval", "--benchmark", "không-có"], "Không đọc được tệp"),
    ],
)
def test_bad_usage_is_told(models, capsys, line, said):
    assert command.main(line) == 2
    assert said in capsys.readouterr().err


def test_gold_of_other_reports_is_told(files, capsys, tmp_path):
    (tmp_path / "khác.jsonl").write_text(json.dumps(GOLD[2]), "utf-8")
    assert command.main(["eval", str(tmp_path / "khác.jsonl"), files[1], "--retrieval"]) == 2
    assert "Không đoạn nào của kho" in capsys.readouterr().err


def test_reembed_changes_the_model_over(files, capsys, monkeypatch, tmp_path):
    kho = ["--archive", str(tmp_path / "kho")]
    run(capsys, "ingest", files[1], *kho)
    monkeypatch.setenv("HOIBAOCAO_EMBEDDING_MODEL", "một")
    assert command.main(["ask", "Tiêm chủng?", *kho]) == 1
    assert "hoibaocao reembed" in capsys.readouterr().err
    assert "hoa-binh-6t-2023" in run(capsys, "reports", *kho)  # whatever model made the vectors
    assert "nay dùng mô hình một; đã tính véc-tơ cho 1 báo cáo (kho có 1)" in run(capsys, "reembed", *kho)
    assert "vốn đã đủ" in run(capsys, "reembed", *kho)
    run(capsys, "ask", "Tiêm chủng?", *kho)
    monkeypatch.delenv("HOIBAOCAO_EMBEDDING_MODEL")
    assert "nay dùng mô hình hai" in run(capsys, "reembed", "--model", "hai", *kho)


def test_reembed_with_a_model_that_is_not_there_changes_nothing(files, capsys, tmp_path):
    kho = ["--archive", str(tmp_path / "kho")]
    run(capsys, "ingest", files[1], *kho)
    assert command.main(["reembed", "--model", "hỏng", *kho]) == 1
    assert "hãy chọn mô hình khác" in capsys.readouterr().err
    run(capsys, "ask", "Tiêm chủng?", *kho)


def test_address_without_a_model_is_refused(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("HOIBAOCAO_EMBEDDING_ADDRESS", "http://127.0.0.1:9/v1")
    assert command.main(["ingest", str(tmp_path)]) == 2
    assert "HOIBAOCAO_EMBEDDING_MODEL" in capsys.readouterr().err
