"""Tables of PDF pages: ruled, half ruled, without lines, over pages, on turned pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import Document
from ingest.readers.pdf import read_pdf
from tests.ingest.readers_documents import LEFT, Sheet, body, ruled_table


def tables(document: Document) -> list[list[tuple[str, ...]]]:
    return [[row.cells for row in (*b.table.header, *b.table.rows)] for b in document.blocks if b.table]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bao-cao.pdf"


XS = (85.0, 115.0, 280.0, 350.0, 420.0, 480.0, 540.0)
HEAD = [["TT", "Tên bệnh", "Năm 2023", "", "Năm 2022", ""], ["", "", "Mắc", "Chết", "Mắc", "Chết"]]
SPANS = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5)]


def test_ruled_table_with_merged_header(path: Path) -> None:
    sheet = Sheet(path)
    rows = [
        *HEAD,
        ["1", "Bệnh có tên dài nên\nxuống dòng trong ô", "17", "", "11", "-"],
        ["2", "Sởi", "1.203", "2", "98", "0"],
    ]
    ruled_table(sheet, rows, XS, 700, SPANS)
    sheet.save()
    document = read_pdf(path)
    (block,) = document.blocks
    assert block.table is not None
    assert [row.cells for row in block.table.header] == [tuple(row) for row in HEAD]
    assert [row.cells for row in block.table.rows] == [
        ("1", "Bệnh có tên dài nên xuống dòng trong ô", "17", "", "11", "-"),
        ("2", "Sởi", "1.203", "2", "98", "0"),
    ]
    assert block.text.splitlines()[-1] == "2\tSởi\t1.203\t2\t98\t0"
    assert block.table.rows[0].indent == pytest.approx(4, abs=1)


def test_table_over_pages_is_one_also_where_the_header_is_not_repeated(path: Path) -> None:
    sheet = Sheet(path)
    for page, rows in enumerate((["1", "2"], ["3", "4"], ["5", "6"]), start=1):
        sheet.put(300, 815, str(page))
        head = HEAD if page < 3 else []
        lines = [[n, f"Bệnh {n}", n, "", n, ""] for n in rows]
        ruled_table(sheet, [*head, *lines], XS, 780, SPANS if head else ())
        sheet.page()
    sheet.save()
    (block,) = read_pdf(path).blocks
    assert block.table is not None
    assert len(block.table.header) == 2
    assert [row.cells[0] for row in block.table.rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row.page for row in block.table.rows] == [1, 1, 2, 2, 3, 3]


def test_table_with_uprights_only_is_cut_at_its_numbers(path: Path) -> None:
    sheet = Sheet(path)
    xs = (85.0, 300.0, 400.0, 500.0)
    for x in xs:
        sheet.canvas.line(x, 700, x, 600)
    for y in (700, 680, 600):
        sheet.canvas.line(xs[0], y, xs[-1], y)
    for row, cells in enumerate(
        (("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("Số hộ", "200", "190"), ("Số khẩu", "900", "880"))
    ):
        for x, text in zip(xs, cells, strict=False):
            sheet.put(x + 5, 686 - 20 * row, text, size=10)
    sheet.save()
    assert tables(read_pdf(path)) == [
        [("Chỉ tiêu", "Kế hoạch", "Thực hiện"), ("Số hộ", "200", "190"), ("Số khẩu", "900", "880")]
    ]


def test_table_without_lines_is_told_by_its_columns(path: Path) -> None:
    sheet = Sheet(path)
    for text in body(3):
        sheet.paragraph(text)
    grid = [
        ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"),
        ("1", "Số trạm", "9", "9"),
        ("2", "Số lượt khám", "1.200", "1.150"),
        ("3", "Tỷ lệ đạt", "90,0", "95,8"),
    ]
    for row in grid:
        sheet.y -= 18
        for x, text in zip((LEFT, 120, 300, 400), row, strict=True):
            sheet.put(x, sheet.y, text)
    sheet.save()
    assert tables(read_pdf(path)) == [grid]


@pytest.mark.parametrize("flag", [True, False], ids=["page turned back", "page left as it is"])
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_page_reads_upright(path: Path, rotation: int, flag: bool) -> None:
    width, height = 595.3, 841.9
    turns = {90: (0, 1, -1, 0, width, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, height)}
    sheet = Sheet(path)
    sheet.canvas.transform(*turns[rotation])
    ruled_table(sheet, [["TT", "Xã", "Số hộ"], ["1", "Nậm Lúc", "200"]], (85, 115, 280, 350), 500)
    sheet.put(85, 520, "Phụ lục kèm theo báo cáo")
    sheet.page(rotation if flag else 0)
    sheet.save()
    document = read_pdf(path)
    assert document.blocks[0].text == "Phụ lục kèm theo báo cáo"
    assert tables(document) == [[("TT", "Xã", "Số hộ"), ("1", "Nậm Lúc", "200")]]
