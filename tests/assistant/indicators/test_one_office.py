"""A district's monthly report and its plan: months alone, shares of the plan alone, targets in the coverage."""

from __future__ import annotations

import pytest

from assistant.indicators.listing import NO_REPORT, PLAN_ONLY, coverage
from assistant.indicators.locate import Indicators
from assistant.indicators.observations import observations
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive

MONTH = """TRUNG TÂM Y TẾ HUYỆN MAI CHÂU
Số: 51/BC-TTYT
Mai Châu, ngày 05 tháng 10 năm 2023

BÁO CÁO
Kết quả công tác y tế tháng 9 và 9 tháng đầu năm 2023

I. KẾT QUẢ

1. Khám bệnh, chữa bệnh
Khám bệnh trong tháng 4.150 lượt; lũy tích 9 tháng 38.720 lượt, đạt 74,5% kế hoạch năm (52.000 lượt).

2. Tiêm chủng mở rộng
Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 66,3%.
"""
PLAN = """ỦY BAN NHÂN DÂN HUYỆN MAI CHÂU
Số: 19/KH-UBND
Mai Châu, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
Chăm sóc sức khỏe Nhân dân năm 2024

I. MỤC TIÊU
1. Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt trên 95%.
2. Số lượt khám chữa bệnh/người/năm đạt 2,1 lượt.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mai-chau")
    for name, text in {"mai-chau-t9-2023": MONTH, "mai-chau-ke-hoach-2024": PLAN}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest(
            [folder / f"{name}.txt" for name in ("mai-chau-t9-2023", "mai-chau-ke-hoach-2024")],
            archive,
            print,
        )
        yield archive


def test_the_month_alone_stands_apart_from_the_months_so_far(archive):
    lines = observations(Indicators(archive).find("số lượt khám bệnh").best.members)
    assert {line.period.label: line.result.figure.printed for line in lines} == {
        "9T/2023": "38.720",
        "T9/2023": "4.150",
    }
    assert not any(line.others for line in lines)


def test_visits_a_head_are_no_visits(archive):
    best = Indicators(archive).find("số lượt khám bệnh").best
    assert "2,1" not in {member.figure.printed for member in best.members}
    each = Indicators(archive).find("số lượt khám bệnh/người/năm").best
    assert {member.figure.printed for member in each.members} == {"2,1"}


def test_coverage_says_where_there_is_but_a_target(archive):
    grid = coverage(archive, Indicators(archive).find("tiêm chủng đầy đủ").best)
    [row] = grid.rows
    cells = dict(zip((column.heading for column in grid.columns), row.cells, strict=True))
    assert (str(cells["9T/2023"].value), cells["9T/2023"].note) == ("66.3", "")
    assert (str(cells["2024"].value), cells["2024"].note) == ("95", f"trên mức này; {PLAN_ONLY}")
    assert cells["2024"].citation is not None
    assert NO_REPORT not in {cell.note for cell in cells.values()}
