"""Counts since ever beside those of the period; comparisons of more places than there are columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.indicators.compare import compare
from assistant.indicators.locate import Indicators
from ingest.pipeline import ingest
from ingest.vietnamese.places import all_districts
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.records import Place, Role

HEAD = """SỞ Y TẾ NGHỆ AN
Số: 77/BC-SYT
Nghệ An, ngày 09 tháng {month} năm 2023

BÁO CÁO
Kết quả công tác y tế {period}

I. KẾT QUẢ
"""
EVER = """1. HIV/AIDS
Lũy tích toàn tỉnh có 9.140 ca nhiễm HIV.

Phụ lục 01
KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023
TT\tChỉ tiêu\tThực hiện 6T/2023\tThực hiện 6T/2022
1\tNhiễm HIV trong kỳ (ca)\t61\t70
"""
DISTRICTS = "\nBảng 1. Số ca mắc sởi theo huyện\n\nHuyện\tSố ca mắc sởi\n" + "\n".join(
    f"{place.district}\t{n}" for n, place in enumerate(all_districts("Nghệ An"), 3)
)


def archive_of(folder: Path, texts: dict[str, str]) -> Archive:
    source = folder / "reports"
    source.mkdir()
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    archive = Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold)
    ingest([source], archive, lambda _: None)
    return archive


def test_those_of_the_period_are_another_indicator_than_those_since_ever(tmp_path):
    half = HEAD.format(month=7, period="6 tháng đầu năm 2023")
    with archive_of(tmp_path, {"nghe-an-6t-2023": half + EVER}) as archive:
        found = Indicators(archive).find("nhiễm HIV")
    assert found.best is not None
    assert [m.figure.printed for m in found.best.members if m.figure.role is Role.RESULT] == ["61"]


@pytest.mark.parametrize(("places", "columns"), [([], 2), ([Place("Nghệ An", "Con Cuông")], 2)])
def test_too_many_places_are_narrowed_to_those_of_reports(tmp_path, places, columns):
    texts = {
        name: HEAD.format(month=month, period=period) + "1. Sởi\nSố ca mắc sởi là 245 ca.\n" + DISTRICTS
        for name, month, period in (("a", 4, "quý I năm 2023"), ("b", 7, "6 tháng đầu năm 2023"))
    }
    with archive_of(tmp_path, texts) as archive:
        table = compare(Indicators(archive), archive, ["số ca mắc sởi"], places=places)
    named = [column for column in table.columns if not column.derived]
    assert len(named) == columns
    assert any("nơi có báo cáo riêng" in warning for warning in table.warnings) is not bool(places)
