"""Communes that a district's report has rows of: asked about by name, with "xã" or without."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.records import Place

REPORT = """SỞ Y TẾ LAI CHÂU
TRUNG TÂM Y TẾ HUYỆN MƯỜNG TÈ
Số: 88/BC-TTYT
Mường Tè, ngày 05 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ
1. Tiêm chủng
Kết quả theo Biểu 1.

Biểu 1. Kết quả tiêm chủng theo xã
TT\tXã, thị trấn\tSố trẻ được tiêm\tTỷ lệ tiêm chủng đầy đủ (%)
1\tKa Lăng\t41\t52,6
2\tTá Bạ\t37\t48,1
3\tThị trấn Mường Tè\t58\t61,3
\tTổng cộng\t136\t54,4
"""

COMMUNE = Place("Lai Châu", "Mường Tè", "Ka Lăng")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("communes")
    (folder / "muong-te.txt").write_text(REPORT, encoding="utf-8")
    held = Archive.open(folder / "kho", embedder=None, analyze=index_terms, fold=fold)
    ingest([folder / "muong-te.txt"], held, lambda progress: None)
    return held


def test_archive_knows_the_communes_of_its_tables(archive: Archive) -> None:
    assert COMMUNE in archive.places()
    assert archive.places(["muong-te"]) == archive.places()
    assert archive.places([]) == []


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Tỷ lệ tiêm chủng đầy đủ xã Ka Lăng 6 tháng đầu năm 2023?", "52,6%"),
        ("ty le tiem chung day du ka lang 6t/2023", "52,6%"),
        ("Tỷ lệ tiêm chủng đầy đủ của Tá Bạ 6T/2023?", "48,1%"),
        ("Tỷ lệ tiêm chủng đầy đủ xã Tá Bạ, huyện Mường Tè 6T/2023?", "48,1%"),
        ("Tỷ lệ tiêm chủng đầy đủ của huyện Mường Tè 6T/2023?", "54,4%"),
    ],
)
def test_rate_of_a_commune(archive: Archive, question: str, value: str) -> None:
    answer = Assistant(archive).ask(question, [])
    assert answer.as_json()["answer"].startswith(value)
