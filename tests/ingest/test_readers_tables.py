"""Header detection and joining of tables, whatever the format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Row
from ingest.readers.tables import as_table, header_height, is_index_row, join_tables, table_block

HEAD = "TT|Chỉ tiêu|KH 2023|TH 2023"


def rows(*lines: str, page: int | None = None) -> list[Row]:
    return [Row(tuple(line.split("|")), page) for line in lines]


def block(*lines: str, page: int | None = None) -> Block:
    return table_block(as_table(rows(*lines, page=page)), page)


@pytest.mark.parametrize(
    ("lines", "height"),
    [
        pytest.param((HEAD, "1|Số giường|120|118"), 1, id="one row"),
        pytest.param(("STT|Xã|Số hộ", "1|Nậm Lúc|200"), 1, id="STT"),
        pytest.param(("Số TT|Nội dung|2021|2022", "1|Số giường|5|6"), 1, id="years are labels"),
        pytest.param(("TT|Bệnh|Năm 2023||Năm 2022|", "||Mắc|Chết|Mắc|Chết", "1|Sởi|3||4|"), 2, id="two rows"),
        pytest.param(
            ("TT|Bệnh|Năm nay||Năm trước|", "||Mắc|Chết|Mắc|Chết", "(1)|(2)|(3)|(4)|(5)|(6)", "1|Sởi|3||4|"),
            3,
            id="index row",
        ),
        pytest.param((HEAD, "A|B|1|2", "1|Số giường|120|118"), 2, id="letters and numbers as index"),
        pytest.param((HEAD, "I|Công tác điều trị||", "1|Số giường|1|2"), 1, id="group row is body"),
        pytest.param((HEAD, "|- Trong đó nữ||", "1|Số giường|1|2"), 1, id="sub row is body"),
        pytest.param(("12|Số giường|120|118", "13|Số bác sĩ|4|5"), 0, id="no header"),
        pytest.param(
            ("|- Số lượt khám|120|118", "|- Số lượt chuyển|4|5"), 0, id="goes on from a page before"
        ),
        pytest.param(("Tổng số dân|35.200", "Số hộ|8.100"), 0, id="key and value"),
        pytest.param(("Tên xã|Số hộ|Số khẩu", "Nậm Lúc|200|900"), 1, id="header without TT"),
        pytest.param(("Đơn vị tính: người|||", HEAD, "1|Số giường|120|118"), 2, id="title over the labels"),
        pytest.param(("II|Công tác dân số||", "1|Số trẻ|1|2"), 0, id="begins with a group row"),
    ],
)
def test_header_height(lines: tuple[str, ...], height: int) -> None:
    assert header_height(rows(*lines)) == height


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(1)|(2)|(3)|(4)", True),
        ("A|B|1|2|3=2/1", True),
        ("1|2|3|4", True),
        ("1|Sởi|3|4", False),
        ("5|6|7|8", False),
        ("1||3|", False),
        ("|||", False),
    ],
)
def test_is_index_row(line: str, expected: bool) -> None:
    assert is_index_row(Row(tuple(line.split("|")))) is expected


def test_as_table_pads_squeezes_and_drops_empty_rows() -> None:
    table = as_table([Row(("TT", "Xã ", " Số  hộ")), Row(("", "")), Row(("1", "Nậm\nLúc"))])
    assert [row.cells for row in table.header] == [("TT", "Xã", "Số hộ")]
    assert [row.cells for row in table.rows] == [("1", "Nậm Lúc", "")]


def test_header_that_comes_again_inside_the_body_is_dropped() -> None:
    table = as_table(rows(HEAD, "1|Số giường|120|118", HEAD.upper(), "2|Số bác sĩ|4|5"))
    assert [row.cells[0] for row in table.rows] == ["1", "2"]


def test_given_number_of_header_rows_is_kept() -> None:
    assert len(as_table(rows("a|b", "c|d", "e|f"), header_rows=2).header) == 2


def test_tables_of_following_pages_are_joined() -> None:
    first = block(HEAD, "1|Số giường|120|118", page=1)
    again = block(HEAD, "2|Số bác sĩ|4|5", page=2)
    bare = block("3|Số trạm|7|7", page=3)
    (joined,) = join_tables([first, again, bare])
    assert joined.table is not None
    assert [row.cells[0] for row in joined.table.rows] == ["1", "2", "3"]
    assert [row.page for row in joined.table.rows] == [1, 2, 3]
    assert joined.text.count("TT\t") == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("TT|Xã|Số hộ|Số khẩu", "1|Nậm Lúc|2|3"), id="another header"),
        pytest.param(("4|Số trạm|7|7|100", "5|Số tổ|1|2|50"), id="another width"),
    ],
)
def test_other_tables_stay_apart(other: tuple[str, ...]) -> None:
    assert len(join_tables([block(HEAD, "1|Số giường|120|118"), block(*other)])) == 2


def test_text_between_tables_keeps_them_apart() -> None:
    caption = Block(BlockKind.PARAGRAPH, "Phụ lục 02")
    blocks = [block(HEAD, "1|Số giường|120|118"), caption, block(HEAD, "1|Số trạm|7|7")]
    assert len(join_tables(blocks)) == 3


def test_row_cut_by_a_page_break_is_joined() -> None:
    first = block(HEAD, "1|Số hộ có nhà tiêu đạt yêu cầu (theo mẫu|120|118")
    rest = block(HEAD, "|mới của ngành)||", "2|Số trạm|7|7")
    (joined,) = join_tables([first, rest])
    assert joined.table is not None
    assert joined.table.rows[0].cells == (
        "1",
        "Số hộ có nhà tiêu đạt yêu cầu (theo mẫu mới của ngành)",
        "120",
        "118",
    )


@pytest.mark.parametrize("head", ["|- Nữ|60|58", "|trong đó: nữ|60|58", "|Nữ giới||", "|nữ giới|60|58"])
def test_sub_row_after_a_page_break_stays_a_row(head: str) -> None:
    (joined,) = join_tables([block(HEAD, "1|Số người khám|120|118"), block(HEAD, head, "2|Số trạm|7|7")])
    assert joined.table is not None
    assert len(joined.table.rows) == 3


cells = st.text(alphabet="aăbđ1 2.,%-\t\n", max_size=6)


@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_every_raggedness_gives_a_grid(texts: list[list[str]]) -> None:
    table = as_table(Row(tuple(line)) for line in texts)
    assert {len(row.cells) for row in (*table.header, *table.rows)} <= {table.width}
    assert all("\n" not in cell and "\t" not in cell for row in table.rows for cell in row.cells)
