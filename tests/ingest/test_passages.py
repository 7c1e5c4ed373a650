"""Passages: size, order, conservation of the text, and list heads that keep their items."""

from __future__ import annotations

import pytest

from ingest.document import Block, BlockKind, Document, Row, Table
from ingest.outline import outline
from ingest.passages import LIMIT, TABLE_ROWS, make_passages
from ingest.readers.text import parse_text, read_text
from vectorstore.records import Passage

SENTENCE = "Trong kỳ, các đơn vị đã khám cho 1.250 lượt người, đạt 61,7% kế hoạch giao."


def passages_of(text: str) -> tuple[Passage, ...]:
    return make_passages(outline(parse_text(text), "r"), "r")


def test_sections_never_share_a_passage() -> None:
    found = passages_of("1. Khám bệnh\nKhám 12 lượt.\n2. Dược\nĐủ thuốc.\n")
    assert [(p.section, p.text) for p in found] == [(1, "Khám 12 lượt."), (2, "Đủ thuốc.")]
    assert [p.number for p in found] == [0, 1]


def test_short_blocks_of_a_section_are_merged_line_by_line() -> None:
    (found,) = passages_of("1. Khám bệnh\nKết quả:\n- Khám 12 lượt.\n- Điều trị 3 lượt.\n")
    assert found.text == "Kết quả:\n- Khám 12 lượt.\n- Điều trị 3 lượt."
    assert found.kind == "list"


def test_long_paragraph_is_cut_at_sentence_ends() -> None:
    found = passages_of("1. Khám bệnh\n" + " ".join([SENTENCE] * 40) + "\n")
    assert len(found) > 2
    assert all(len(p.text) <= LIMIT and p.text.endswith("giao.") and p.kind == "prose" for p in found)
    assert " ".join(p.text for p in found) == " ".join([SENTENCE] * 40)


def test_list_head_goes_with_its_first_item() -> None:
    body = "\n".join([" ".join([SENTENCE] * 7), "Kết quả cụ thể:", "- " + " ".join([SENTENCE] * 6)])
    found = passages_of("1. Khám bệnh\n" + body)
    assert [p.text.split(":")[0] for p in found][-1] == "Kết quả cụ thể"


def test_table_is_cut_by_rows_with_its_header_first() -> None:
    rows = "\n".join(f"{n}\tChỉ tiêu {n}\t{n}0" for n in range(1, 31))
    found = [
        p for p in passages_of(f"Phụ lục 01\nSỐ LIỆU\nTT\tChỉ tiêu\tKết quả\n{rows}\n") if p.kind == "table"
    ]
    lines = [p.text.split("\n") for p in found]
    assert [len(part) for part in lines] == [TABLE_ROWS + 1, TABLE_ROWS, 6]
    assert lines[0][0] == "TT\tChỉ tiêu\tKết quả" and lines[1][0] == "13\tChỉ tiêu 13\t130"


def test_table_passages_know_the_page_of_their_first_row() -> None:
    rows = tuple(Row((str(n), "x", "y"), 1 + n // 12) for n in range(24))
    table = Table((), rows)
    block = Block(BlockKind.TABLE, "", 1, table=table)
    block = Block(BlockKind.TABLE, "\n".join(row.text for row in rows), 1, table=table)
    found = make_passages(outline(Document((block,), 2, "pdf"), "r"), "r")
    assert [p.page for p in found] == [1, 2]


def test_footnotes_are_passages_of_their_own() -> None:
    found = passages_of(f"1. Dịch bệnh\nCó 01 ca ho gà¹.\n{SENTENCE}\n¹ Ca bệnh ở vùng cao.\n")
    assert [(p.kind, p.text) for p in found] == [
        ("prose", f"Có 01 ca ho gà¹.\n{SENTENCE}"),
        ("footnote", "¹ Ca bệnh ở vùng cao."),
    ]


def test_heading_without_text_below_is_a_passage() -> None:
    found = passages_of("1. Khám bệnh\nKhám 12 lượt.\n2. Không có ca ngộ độc thực phẩm\n")
    assert found[-1].text == "2. Không có ca ngộ độc thực phẩm"


def test_signature_and_title_can_be_quoted() -> None:
    text = "BÁO CÁO\nKẾT QUẢ QUÝ I\nI. KẾT QUẢ\nKhám 12 lượt.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn Thử\n"
    found = passages_of(text)
    assert found[0].text == "BÁO CÁO\nKẾT QUẢ QUÝ I"
    assert found[-1].text == "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn Thử"


@pytest.mark.parametrize("key", ["dien-bien-6t-2024", "lai-chau-6t-2022", "phong-tho-ke-hoach-2024"])
def test_passages_of_real_reports_hold_all_their_text(shared, key: str) -> None:  # type: ignore[no-untyped-def]
    found = outline(read_text(shared / "archive" / "txt" / f"{key}.txt"), key)
    passages = make_passages(found, key)
    held = "".join(sorted("".join("".join(p.text.split()) for p in passages)))
    parents = {s.parent for s in found.sections}
    blocks = [b for b in found.blocks if not (b.heading and b.section)]
    content = "".join("".join(b.block.text.split()) for b in blocks)
    alone = [b for b in found.blocks if b.heading and b.section and b.section not in parents]
    assert len(held) >= len(content)
    assert len(held) <= len(content) + sum(len(b.block.text) for b in alone)
    prose = [len(p.text) for p in passages if p.kind in ("prose", "list")]
    assert sum(length > LIMIT + 100 for length in prose) <= 2
