"""Text files: encodings, marks, letterheads, tables, cut sentences, footnotes, page numbers."""

# ruff: noqa: E501  (cases are whole report lines)

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind
from ingest.readers.text import parse_text, read_text
from vectorstore.errors import ReadError

SAMPLE = "Tỷ lệ trẻ em được tiêm chủng đầy đủ trong tỉnh đạt 61,7% kế hoạch năm của các huyện, xã."


def texts(text: str, format: str = "txt") -> list[str]:
    return [block.text for block in parse_text(text, format).blocks]


def table_of(text: str) -> Block:
    (block,) = [block for block in parse_text(text).blocks if block.kind is BlockKind.TABLE]
    return block


ENCODINGS = {
    "utf-8": SAMPLE.encode(),
    "utf-8 with mark": SAMPLE.encode("utf-8-sig"),
    "utf-16 little end": b"\xff\xfe" + SAMPLE.encode("utf-16-le"),
    "utf-16 big end": b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
    "utf-16 without mark": SAMPLE.encode("utf-16-le"),
    "decomposed": unicodedata.normalize("NFD", SAMPLE).encode(),
    "windows line ends": (SAMPLE + "\r\n\r\n").encode(),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS)
def test_encoding_is_found_by_the_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(data)
    assert read_text(path).blocks[0].text == SAMPLE


def test_windows_1258_keeps_its_combining_tones(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    # Windows-1258 writes 'ế' as 'ê' and a combining acute accent.
    parted = "".join(
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", c)[:2])
        + unicodedata.normalize("NFD", c)[2:]
        if len(unicodedata.normalize("NFD", c)) == 3
        else c
        for c in "Công tác y tế năm 2024"
    )
    path.write_bytes(parted.encode("cp1258"))
    assert read_text(path).blocks[0].text == "Công tác y tế năm 2024"


OLD_FONTS = {
    "TCVN3 bytes": "Sè l\u00adît kh¸m bÖnh t¹i c¸c tr¹m y tÕ x· ®¹t kÕ ho¹ch".encode("cp1252"),
    "TCVN3 saved as utf-8": "Sè l\u00adît kh¸m bÖnh t¹i c¸c tr¹m y tÕ x· ®¹t kÕ ho¹ch".encode(),
    "VNI bytes": "Soá löôït khaùm beänh taïi caùc traïm y teá xaõ ñaït keá hoaïch".encode("cp1252"),
}


@pytest.mark.parametrize("data", OLD_FONTS.values(), ids=OLD_FONTS)
def test_text_of_old_fonts_becomes_unicode(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(data)
    assert read_text(path).blocks[0].text == "Số lượt khám bệnh tại các trạm y tế xã đạt kế hoạch"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "không có nội dung"),
        (b"  \n\t\n", "không có nội dung"),
        (bytes(range(1, 32)) * 40, "không phải tệp văn bản"),
    ],
    ids=["empty", "blank", "binary"],
)
def test_file_without_text_is_an_error_that_says_so(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "hong.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=message):
        read_text(path)


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Không đọc được"):
        read_text(tmp_path / "khong-co.txt")


LETTERHEADS = {
    "one column": "SỞ Y TẾ TỈNH A\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/BC-SYT\nA, ngày 05 tháng 7 năm 2023\n\n",
    "two columns by blanks": "SỞ Y TẾ TỈNH A          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/BC-SYT           Độc lập - Tự do - Hạnh phúc\n                        A, ngày 05 tháng 7 năm 2023\n\n",
    "two columns by tabs": "SỞ Y TẾ TỈNH A\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/BC-SYT\tĐộc lập - Tự do - Hạnh phúc\n\tA, ngày 05 tháng 7 năm 2023\n\n",
}


@pytest.mark.parametrize("head", LETTERHEADS.values(), ids=LETTERHEADS)
def test_letterhead_is_apart_and_the_title_stays(head: str) -> None:
    document = parse_text(head + "BÁO CÁO\n\nKẾT QUẢ CÔNG TÁC Y TẾ QUÝ II\n\nNội dung báo cáo.")
    assert {"SỞ Y TẾ TỈNH A", "Số: 12/BC-SYT", "A, ngày 05 tháng 7 năm 2023"} <= set(document.letterhead)
    assert [b.text for b in document.blocks] == [
        "BÁO CÁO",
        "KẾT QUẢ CÔNG TÁC Y TẾ QUÝ II",
        "Nội dung báo cáo.",
    ]


JOINS = {
    "lower case behind a blank line": (
        "Các tổ lưu động đã đi hết các bản vùng cao trong\n\nhuyện để tư vấn.",
        ["Các tổ lưu động đã đi hết các bản vùng cao trong huyện để tư vấn."],
    ),
    "comma": (
        "Buổi tập huấn có mặt đại diện trạm y tế, nhà trường, hội phụ nữ,\n\nĐoàn thanh niên của các xã.",
        ["Buổi tập huấn có mặt đại diện trạm y tế, nhà trường, hội phụ nữ, Đoàn thanh niên của các xã."],
    ),
    "number": (
        "+ Khu khám mới của trung tâm được cấp kinh phí theo kế hoạch giai đoạn\n\n2026-2030 mới khởi công.",
        ["+ Khu khám mới của trung tâm được cấp kinh phí theo kế hoạch giai đoạn 2026-2030 mới khởi công."],
    ),
    "open word": (
        "Đoàn đã làm việc với ban quản lý chợ, các bếp ăn tập thể và\n\nTrường nội trú của huyện.",
        ["Đoàn đã làm việc với ban quản lý chợ, các bếp ăn tập thể và Trường nội trú của huyện."],
    ),
    "stop at the start of a line": (
        "Có 05 nhà hộ sinh ở khu trung tâm\n. Ngoài ra còn 11 quầy thuốc.",
        ["Có 05 nhà hộ sinh ở khu trung tâm. Ngoài ra còn 11 quầy thuốc."],
    ),
    "heading and text stay two": ("1. Công tác dược\n\nBảo đảm đủ thuốc.", ["1. Công tác dược", "Bảo đảm đủ thuốc."]),
    "items stay apart": ("- Khám bệnh\n- Điều trị", ["- Khám bệnh", "- Điều trị"]),
    "title lines stay apart": ("ƯỚC KẾT QUẢ QUÝ BA\nCỦA TOÀN HUYỆN", ["ƯỚC KẾT QUẢ QUÝ BA", "CỦA TOÀN HUYỆN"]),
    "over a footnote": (
        "- Lái xe và hộ lý đã học sơ cấp cứu¹, vận chuyển người bệnh nặng\n\n¹ Lớp mở trong tháng 4\n\nvề tuyến trên; 07 xe được thay lốp.",
        ["- Lái xe và hộ lý đã học sơ cấp cứu¹, vận chuyển người bệnh nặng về tuyến trên; 07 xe được thay lốp.", "¹ Lớp mở trong tháng 4"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), JOINS.values(), ids=JOINS)
def test_cut_sentences_are_joined_and_nothing_else(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_lines_broken_by_hand_become_paragraphs() -> None:
    paragraph = (
        "Trong sáu tháng đầu năm các đơn vị trong ngành đã triển khai đồng bộ\n"
        "các nhiệm vụ được giao, Bộ Y tế và Ủy ban nhân dân tỉnh đánh giá cao\n"
        "Công tác phòng bệnh được duy trì thường xuyên ở tất cả các xã, phường\n"
        "và thị trấn.\n"
    )
    assert texts("\n".join([paragraph] * 4))[0].endswith("xã, phường và thị trấn.")


def test_footnotes_are_told_by_their_marks() -> None:
    document = parse_text(
        "Có 01 ca ho gà¹ và thanh tra 02 cuộc⁽²⁾, thăm 12 hộ[3].\n\n¹ Ở vùng cao.\n\n⁽²⁾ Theo kế hoạch.\n\n[3] Cùng kỳ 10 hộ.\n"
    )
    notes = [(b.mark, b.text) for b in document.blocks if b.kind is BlockKind.FOOTNOTE]
    assert notes == [("1", "¹ Ở vùng cao."), ("2", "⁽²⁾ Theo kế hoạch."), ("3", "[3] Cùng kỳ 10 hộ.")]


@pytest.mark.parametrize(
    "line", ["- Khám", "+ Khám", "* Khám", "• Khám", "· Khám", "– Khám", "- + Khám", "o Khám"]
)
def test_bullets_make_items_and_stay_in_the_text(line: str) -> None:
    block = parse_text(f"{line} bệnh 12 lượt.").blocks[0]
    assert (block.kind, block.text) == (BlockKind.ITEM, f"{line} bệnh 12 lượt.")


def test_markdown_marks_become_style() -> None:
    blocks = parse_text(
        "## **1.2. Mục tiêu**\n\n**1.3. Chung:** Nâng cao\n\n*Ghi chú (\\*) riêng*\n\n# Hết\n"
    ).blocks
    assert [b.text for b in blocks] == ["1.2. Mục tiêu", "1.3. Chung: Nâng cao", "Ghi chú (*) riêng", "Hết"]
    assert (blocks[0].style.level, blocks[0].style.bold) == (2, True)
    assert blocks[1].style.bold_prefix == len("1.3. Chung:")
    assert blocks[2].style.italic and blocks[3].style.level == 1


def test_bold_over_two_lines_is_one_paragraph_unless_broken_by_hand() -> None:
    assert texts("**KẾT QUẢ CÔNG TÁC\nNĂM 2024**") == ["KẾT QUẢ CÔNG TÁC NĂM 2024"]
    assert texts("**KT. GIÁM ĐỐC  \nPHÓ GIÁM ĐỐC**") == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_stars_that_are_no_emphasis_stay() -> None:
    assert texts("**Chung**\n\nSố lớp (***) đã mở 3 * 4 lớp", "md")[1] == "Số lớp (***) đã mở 3 * 4 lớp"


ROWS = {
    "tabs": "TT\tChỉ tiêu\tKế hoạch\tThực hiện\n1\tKhám bệnh\t100\t45\n\t- Trẻ em\t\t12\n2\tĐiều trị\t30\t\n",
    "pipes": "| TT | Chỉ tiêu | Kế hoạch | Thực hiện |\n| 1 | Khám bệnh | 100 | 45 |\n|  | - Trẻ em |  | 12 |\n| 2 | Điều trị | 30 |  |\n",
    "pipes with rule": "| TT | Chỉ tiêu | Kế hoạch | Thực hiện |\n|---|:--|---:|--:|\n| 1 | **Khám bệnh** | 100 | 45 |\n|  | - Trẻ em |  | 12 |\n| 2 | Điều trị | 30 |  |\n",
    "pipes between cells alone": "TT | Chỉ tiêu | Kế hoạch | Thực hiện\n1 | Khám bệnh | 100 | 45\n | - Trẻ em |  | 12\n2 | Điều trị | 30 |\n",
    "pipes between cells, first cell empty": " | Chỉ tiêu | Kế hoạch | Thực hiện\n1 | Khám bệnh | 100 | 45\n | - Trẻ em |  | 12\n2 | Điều trị | 30 | \n",
    "drawn lines": "│ TT │ Chỉ tiêu │ Kế hoạch │ Thực hiện │\n├────┼────┼────┼────┤\n│ 1 │ Khám bệnh │ 100 │ 45 │\n│  │ - Trẻ em │  │ 12 │\n│ 2 │ Điều trị │ 30 │  │\n",
    "columns of blanks": (
        "TT  Chỉ tiêu    Kế hoạch  Thực hiện\n1   Khám bệnh   100       45\n    - Trẻ em              12\n2   Điều trị    30        \n3   Xét nghiệm  50        20\n"
    ),
}


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS)
def test_rows_become_one_table(text: str) -> None:
    table = table_of("Kết quả như sau:\n\n" + text).table
    assert table is not None
    assert [row.cells[1:] for row in table.header] == [("Chỉ tiêu", "Kế hoạch", "Thực hiện")]
    assert [row.cells for row in table.rows][:3] == [
        ("1", "Khám bệnh", "100", "45"),
        ("", "- Trẻ em", "", "12"),
        ("2", "Điều trị", "30", ""),
    ]


def test_blank_column_between_columns_of_blanks_keeps_its_header() -> None:
    """Values under "Cộng dồn" moved to "Giao năm" where nothing was assigned."""
    table = table_of(
        "Kết quả như sau:\n\n"
        "TT  Chỉ số      Giao năm  Cộng dồn  Ghi chú\n"
        "1   Khám bệnh             45\n2   Điều trị              12\n3   Xét nghiệm            20\n"
    ).table
    assert table is not None
    assert [row.cells for row in table.header] == [("TT", "Chỉ số", "Giao năm", "Cộng dồn", "Ghi chú")]
    assert table.rows[0].cells == ("1", "Khám bệnh", "", "45", "")


def test_table_that_goes_on_with_its_header_again_is_one() -> None:
    half = "TT\tChỉ tiêu\tKết quả\n{0}\tViệc {0}\t{0}5\n"
    table = table_of(half.format(1) + "\n" + half.format(2) + "\n" + half.format(3)).table
    assert table is not None and [row.cells[0] for row in table.rows] == ["1", "2", "3"]


def test_loose_line_between_rows_belongs_to_the_table() -> None:
    table = table_of("TT\tChỉ tiêu\tKết quả\n1\tTỷ lệ trẻ được\ttrên 90\nbổ sung vi chất\n2\tKhám\t3\n").table
    assert table is not None and len(table.rows) == 2


def test_indented_line_is_no_row() -> None:
    assert texts("\tNơi nhận:\n- Như trên;") == ["Nơi nhận:", "- Như trên;"]


def test_page_numbers_and_drawn_lines_are_furniture() -> None:
    page = "\n".join(f"Nội dung thứ {n} của trang." for n in range(12))
    document = parse_text(f"{page}\n\n2\n\n{page}\n\n3\n\n-----\n\n{page}\n\f- 4 -\n\n{page}\n")
    assert document.furniture == ("2", "3", "- 4 -")
    assert all("trang" in block.text for block in document.blocks)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from(list("Ab đÍ12.,:;-+*#|\t \n\f¹[]()_>\\")), max_size=300)
    | st.text(max_size=200)
)
def test_any_text_is_read_without_loss_of_letters(text: str) -> None:
    document = parse_text(text)
    pieces = [*document.letterhead, *document.furniture, *(block.text for block in document.blocks)]
    read = sum(c.isalpha() for c in "".join(pieces))
    assert read <= sum(c.isalpha() for c in unicodedata.normalize("NFC", text))
    assert all(block.text and "\n" not in block.text for block in document.blocks if block.table is None)


def test_words_of_every_real_report_are_kept(shared: Path) -> None:
    for path in sorted((shared / "archive" / "txt").glob("*.txt")):
        document = read_text(path)
        pieces = [*document.letterhead, *(block.text for block in document.blocks)]
        read = [c for c in "".join(pieces) if c.isalnum()]
        source = [c for c in unicodedata.normalize("NFC", path.read_text("utf-8")) if c.isalnum()]
        # Repeated table headers are the only text that goes.
        assert 0.96 * len(source) <= len(read) <= len(source), path.name
