"""Any document has an outline that holds all of it."""

# ruff: noqa: E501  (cases are whole report lines)

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Document, Row, Style, Table
from ingest.outline import outline
from ingest.readers.text import parse_text

_STARTS = (
    "I. ", "II. ", "C. ", "1. ", "2. ", "1.1. ", "2.3 ", "a) ", "(1) ", "- ", "+ ", "* ", "Phần I", "Phụ lục 01 ", "Biểu 2",
    "Nơi nhận:", "GIÁM ĐỐC", "¹ ", "", "BÁO CÁO", "Bảng 3. ", "1.1.1. ", "X. ", "Chương 2 ",
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.builds(
        str.__add__,
        st.sampled_from(_STARTS),
        st.sampled_from(
            (
                "",
                "Tên mục",
                "TÊN MỤC",
                "Tên: nội dung dài hơn hai mươi lăm chữ.",
                "Kể từ đầu kỳ, mỗi xã đã họp bàn một lần.",
                "trong đó:",
            )
        ),
    ),
)
_STYLES = st.builds(
    Style,
    bold=st.sampled_from((None, True, False)),
    bold_prefix=st.integers(0, 40),
    level=st.sampled_from((None, None, 1, 2, 3)),
)
_TABLE = Table((), (Row(("1", "2")),))
_BLOCKS = st.lists(
    st.one_of(
        st.builds(
            Block, st.sampled_from(list(BlockKind)[:2]), _TEXTS, st.none() | st.integers(1, 9), _STYLES
        ),
        st.builds(
            Block,
            st.just(BlockKind.FOOTNOTE),
            _TEXTS,
            st.none(),
            _STYLES,
            st.none(),
            st.sampled_from(("", "1", "*")),
        ),
        st.just(Block(BlockKind.TABLE, "1\t2", 1, table=_TABLE)),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(_BLOCKS)
def test_every_block_is_kept_once_and_in_order(blocks: list[Block]) -> None:
    blocks = [replace(block, text=" ".join(block.text.split())) for block in blocks]
    found = outline(Document(tuple(blocks), None, "txt"), "r")
    read = "".join(b.block.text for b in found.blocks).replace(" ", "")
    assert read == "".join(b.text for b in blocks).replace(" ", "")
    assert [s.number for s in found.sections] == list(range(len(found.sections)))
    assert all(0 <= b.section < len(found.sections) for b in found.blocks)
    for section in found.sections[1:]:
        above = () if section.parent is None else found.sections[section.parent].path
        assert section.path == (*above, section.heading)
        assert section.parent is None or 0 < section.parent < section.number


@settings(max_examples=150, deadline=None)
@given(st.lists(_TEXTS, max_size=30).map("\n".join))
def test_any_text_has_an_outline(text: str) -> None:
    assert outline(parse_text(text), "r").sections[0].number == 0
