"""Units that stand above a table: in its caption, in a line of its own, in the sentence that announces it."""

from __future__ import annotations

import pytest

from ingest.document import Block, BlockKind, Document, Row, Table
from ingest.figures import extract_figures
from ingest.outline import outline
from vectorstore.records import Kind, Period, Place, Report

TABLE = Table(
    (Row(("TT", "Nội dung", "Năm 2023", "Năm 2022")),), (Row(("1", "Chi thường xuyên", "56.200", "49.800")),)
)
REPORT = Report(
    "r", "", "", Place("Lai Châu"), Period.year(2023), Kind.REPORT, False, None, "r.txt", "0", None
)


@pytest.mark.parametrize(
    "captions",
    [
        ("Bảng 4. Kinh phí các nguồn (đơn vị: triệu đồng)",),
        ("Bảng 4. Kinh phí các nguồn", "Đơn vị tính: triệu đồng"),
        ("Kinh phí các nguồn như sau (ĐVT: triệu đồng):",),
        ("3. Kinh phí: chi theo nguồn (ĐVT: triệu đồng)",),
    ],
    ids=["caption", "own line", "sentence", "heading"],
)
def test_unit_above_a_table_is_that_of_its_values(captions: tuple[str, ...]) -> None:
    texts = ("BÁO CÁO", "Kết quả năm 2023", "I. KẾT QUẢ", "Ngành đã làm nhiều việc.", *captions)
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in texts] + [Block(BlockKind.TABLE, "", table=TABLE)]
    found = extract_figures(outline(Document(tuple(blocks), 1, "txt"), "r"), REPORT).figures
    assert [(f.unit, f.printed) for f in found if f.in_table] == [
        ("triệu đồng", "56.200"),
        ("triệu đồng", "49.800"),
    ]


def test_caption_with_a_colon_in_brackets_is_not_cut() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, text) for text in ("I. KẾT QUẢ", "Bảng 4. Kinh phí (đơn vị: triệu đồng)")
    ]
    tree = outline(Document((*blocks, Block(BlockKind.TABLE, "", table=TABLE)), 1, "txt"), "r")
    assert tree.sections[-1].heading == "Bảng 4. Kinh phí (đơn vị: triệu đồng)"
