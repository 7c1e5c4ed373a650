"""The Word reader: what Word shows, not what the file stores."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from ingest.document import BlockKind, Document
from ingest.readers.docx import read_docx
from ingest.readers.docx_numbering import formatted, read_numbering
from tests.ingest.readers_documents import add_xml


@pytest.fixture
def word() -> Any:
    return docx.Document()


def saved(word: Any, folder: Path) -> Document:
    path = folder / "bao-cao.docx"
    word.save(str(path))
    return read_docx(path)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def number_part(
    word: Any, levels: str, numbers: str = '<w:num w:numId="50"><w:abstractNumId w:val="50"/></w:num>'
) -> None:
    root = word.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="50">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    for element in parse_xml(f"<w:body {nsdecls('w')}>{numbers}</w:body>"):
        root.append(element)


def level(depth: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def numbered(word: Any, text: str, depth: int = 0, number: int = 50) -> None:
    paragraph = word.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    add_xml(properties, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_rendered(word: Any, tmp_path: Path) -> None:
    number_part(
        word, level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)")
    )
    for text, depth in (
        ("Tổ chức", 0),
        ("Bộ máy", 1),
        ("Tuyến xã", 2),
        ("Tuyến thôn", 2),
        ("Nhân lực", 1),
        ("Chuyên môn", 0),
        ("Dự phòng", 1),
    ):
        numbered(word, text, depth)
    assert texts(saved(word, tmp_path)) == [
        "I. Tổ chức",
        "1. Bộ máy",
        "a) Tuyến xã",
        "b) Tuyến thôn",
        "2. Nhân lực",
        "II. Chuyên môn",
        "1. Dự phòng",
    ]


def test_numbers_of_several_levels_and_a_new_start(word: Any, tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="50"><w:abstractNumId w:val="50"/></w:num>'
        '<w:num w:numId="51"><w:abstractNumId w:val="50"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    number_part(word, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2."), again)
    numbered(word, "Dân số")
    numbered(word, "Mức sinh", 1)
    numbered(word, "Tầm soát", 1)
    numbered(word, "Tài chính", 0, 51)
    assert texts(saved(word, tmp_path)) == ["1. Dân số", "1.1. Mức sinh", "1.2. Tầm soát", "5. Tài chính"]


def test_bullets_are_items_with_their_sign(word: Any, tmp_path: Path) -> None:
    number_part(word, level(0, "bullet", "-") + level(1, "bullet", "+") + level(2, "bullet", "\uf0b7"))
    for depth, text in enumerate(("Khám bệnh", "Nội trú", "Phẫu thuật")):
        numbered(word, text, depth)
    document = saved(word, tmp_path)
    assert texts(document) == ["- Khám bệnh", "+ Nội trú", "• Phẫu thuật"]
    assert {block.kind for block in document.blocks} == {BlockKind.ITEM}
    assert document.blocks[0].style.indent == pytest.approx(18)


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "upperRoman", "IV"),
        (29, "lowerRoman", "xxix"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (3, "decimal", "3"),
    ],
)
def test_formatted(number: int, form: str, shown: str) -> None:
    assert formatted(number, form) == shown


def test_no_numbering_part_is_no_lists() -> None:
    assert read_numbering(None).label("1", 0) == ""


def test_faces_levels_and_bold_heads(word: Any, tmp_path: Path) -> None:
    word.add_heading("Kết quả", level=2)
    paragraph = word.add_paragraph()
    paragraph.add_run("2. Yêu cầu:").bold = True
    paragraph.add_run(" Các trạm nghiêm túc thực hiện.")
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("BÁO CÁO")
    run.bold, run.font.size = True, Pt(14)
    heading, head, centred = saved(word, tmp_path).blocks
    assert heading.style.level == 2
    assert head.text[: head.style.bold_prefix] == "2. Yêu cầu:"
    assert (centred.style.bold, centred.style.centred, centred.style.size) == (True, True, 14.0)


def test_tracked_changes_and_hidden_text(word: Any, tmp_path: Path) -> None:
    paragraph = word.add_paragraph("Số lượt khám là ")
    for xml in (
        '<w:del w:id="1" w:author="a"><w:r><w:delText>100</w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="a"><w:r><w:t>120</w:t></w:r></w:ins>',
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> bí mật</w:t></w:r>",
        "<w:r><w:t> lượt</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>người.</w:t></w:r>",
    ):
        element = add_xml(paragraph._p, xml)
        for text in element.iter(qn("w:t")):
            text.set(qn("xml:space"), "preserve")
    assert texts(saved(word, tmp_path)) == ["Số lượt khám là 120 lượt-người."]


def test_field_shows_its_result_only(word: Any, tmp_path: Path) -> None:
    paragraph = word.add_paragraph("Xem trang ")
    for xml in (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText>PAGEREF x</w:instrText><w:t>ẩn</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>12</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:t>.</w:t></w:r>",
    ):
        add_xml(paragraph._p, xml)
    assert texts(saved(word, tmp_path)) == ["Xem trang 12."]


def test_superscripts_stay_apart_from_numbers(word: Any, tmp_path: Path) -> None:
    paragraph = word.add_paragraph("Diện tích 12")
    paragraph.add_run("3").font.superscript = True
    paragraph.add_run(" phòng")
    assert texts(saved(word, tmp_path)) == ["Diện tích 12³ phòng"]


def with_footnotes(word: Any, notes: dict[int, str]) -> None:
    xml = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for n, text in notes.items()
    )
    blob = f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{xml}</w:footnotes>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def test_footnotes_follow_the_block_that_refers_to_them(word: Any, tmp_path: Path) -> None:
    with_footnotes(word, {7: "Tính cả xã mới.", 9: "Ước đến cuối kỳ."})
    for text, note in (("Có 9 trạm", 7), ("Có 40 tổ", 9)):
        paragraph = word.add_paragraph(text)
        add_xml(paragraph._p, f'<w:r><w:footnoteReference w:id="{note}"/></w:r>')
        paragraph.add_run(".")
    document = saved(word, tmp_path)
    assert texts(document) == ["Có 9 trạm¹.", "Tính cả xã mới.", "Có 40 tổ².", "Ước đến cuối kỳ."]
    assert [(b.kind, b.mark) for b in document.blocks[1::2]] == [
        (BlockKind.FOOTNOTE, "1"),
        (BlockKind.FOOTNOTE, "2"),
    ]


def test_typed_footnote_moves_behind_its_mark(word: Any, tmp_path: Path) -> None:
    for text in ("Số mắc là 5 ca¹.", "Số khỏi là 4 ca.", "¹ Một ca ngoại lai."):
        word.add_paragraph(text)
    document = saved(word, tmp_path)
    assert texts(document) == ["Số mắc là 5 ca¹.", "¹ Một ca ngoại lai.", "Số khỏi là 4 ca."]
    assert (document.blocks[1].kind, document.blocks[1].mark) == (BlockKind.FOOTNOTE, "1")


def fill(table: Any, rows: list[list[str]]) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text


def test_table_with_merged_cells(word: Any, tmp_path: Path) -> None:
    table = word.add_table(4, 4)
    fill(
        table,
        [
            ["TT", "Bệnh", "Năm 2023", ""],
            ["", "", "Mắc", "Chết"],
            ["1", "Sởi", "3", "0"],
            ["2", "Dại", "1", "1"],
        ],
    )
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    (block,) = saved(word, tmp_path).blocks
    assert block.table is not None
    assert [row.cells for row in block.table.header] == [
        ("TT", "Bệnh", "Năm 2023", ""),
        ("", "", "Mắc", "Chết"),
    ]
    assert [row.cells for row in block.table.rows] == [("1", "Sởi", "3", "0"), ("2", "Dại", "1", "1")]


def test_numbers_of_a_column_are_rendered(word: Any, tmp_path: Path) -> None:
    number_part(word, level(0, "decimal", "%1"))
    table = word.add_table(4, 2)
    fill(table, [["TT", "Xã"], ["", "Nậm Lúc"], ["", "Bản Cái"], ["", "Cốc Ly"]])
    for row in range(1, 4):
        properties = table.cell(row, 0).paragraphs[0]._p.get_or_add_pPr()
        add_xml(properties, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="50"/></w:numPr>')
    (block,) = saved(word, tmp_path).blocks
    assert block.table is not None
    # Word shows the numbers although the cells' paragraphs hold no text
    assert [row.cells[0] for row in block.table.rows] == ["1", "2", "3"]


def test_tables_in_a_row_are_joined_and_nested_ones_follow(word: Any, tmp_path: Path) -> None:
    first = word.add_table(2, 3)
    fill(first, [["TT", "Xã", "Số hộ"], ["1", "Nậm Lúc", "200"]])
    word.add_paragraph()
    second = word.add_table(2, 3)
    fill(second, [["TT", "Xã", "Số hộ"], ["2", "Bản Cái", "180"]])
    nested = second.cell(1, 2).add_table(2, 3)
    fill(nested, [["STT", "Thôn", "Hộ"], ["1", "Thôn Một", "40"]])
    outer, inner = saved(word, tmp_path).blocks
    assert outer.table is not None and inner.table is not None
    assert [row.cells[1] for row in outer.table.rows] == ["Nậm Lúc", "Bản Cái"]
    assert inner.table.rows[0].cells == ("1", "Thôn Một", "40")


def test_letterhead_and_signature_tables(word: Any, tmp_path: Path) -> None:
    head = word.add_table(2, 2)
    fill(
        head,
        [
            [
                "SỞ Y TẾ TỈNH A\nTRUNG TÂM Y TẾ B",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
            ],
            ["Số: 12/BC-TTYT", "B, ngày 05 tháng 4 năm 2023"],
        ],
    )
    word.add_paragraph("BÁO CÁO")
    foot = word.add_table(1, 2)
    fill(foot, [["Nơi nhận:\n- Phòng A;\n- Lưu: VT.", "GIÁM ĐỐC\n\nNguyễn Văn A"]])
    document = saved(word, tmp_path)
    assert document.letterhead[:3] == ("SỞ Y TẾ TỈNH A", "TRUNG TÂM Y TẾ B", "Số: 12/BC-TTYT")
    assert document.letterhead[-1] == "B, ngày 05 tháng 4 năm 2023"
    assert texts(document) == ["BÁO CÁO", "Nơi nhận:", "- Phòng A;", "- Lưu: VT.", "GIÁM ĐỐC", "Nguyễn Văn A"]


def test_manual_line_breaks_in_a_title(word: Any, tmp_path: Path) -> None:
    word.add_paragraph("Phần I\nKẾT QUẢ CÔNG TÁC\nQUÝ I NĂM 2023")
    assert texts(saved(word, tmp_path)) == ["Phần I", "KẾT QUẢ CÔNG TÁC QUÝ I NĂM 2023"]


def test_text_box_heads_and_feet(word: Any, tmp_path: Path) -> None:
    paragraph = word.add_paragraph("Ngoài khung.")
    box = "<w:txbxContent><w:p><w:r><w:t>Trong khung.</w:t></w:r></w:p></w:txbxContent>"
    add_xml(paragraph._p, f"<w:r><w:pict>{box}</w:pict></w:r>")
    word.sections[0].header.paragraphs[0].text = "Báo cáo tháng"
    document = saved(word, tmp_path)
    assert texts(document) == ["Ngoài khung.", "Trong khung."]
    assert "Báo cáo tháng" in document.furniture


def test_contents_table_is_left_out(word: Any, tmp_path: Path) -> None:
    add_xml(
        word.element.body,
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>I. Mở đầu ..... 3</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    add_xml(word.element.body, "<w:p><w:r><w:t>Nội dung.</w:t></w:r></w:p>")
    assert texts(saved(word, tmp_path)) == ["Nội dung."]


def test_decomposed_letters_become_composed(word: Any, tmp_path: Path) -> None:
    word.add_paragraph(unicodedata.normalize("NFD", "Tỷ lệ đẻ thường"))
    assert texts(saved(word, tmp_path)) == ["Tỷ lệ đẻ thường"]


@pytest.mark.parametrize(
    ("font", "runs", "shown"),
    [
        (".VnTime", ["Cã 45 xã", "m"], "Có 45 xóm"),
        (".VnTimeH", ["b¸o c¸o"], "BÁO CÁO"),
        ("VNI-Times", ["Xa", "õ vuøng cao"], "Xã vùng cao"),
        ("Times New Roman", ["Có là"], "Có là"),
    ],
)
def test_legacy_fonts(word: Any, tmp_path: Path, font: str, runs: list[str], shown: str) -> None:
    paragraph = word.add_paragraph()
    for text in runs:
        paragraph.add_run(text).font.name = font
    assert texts(saved(word, tmp_path)) == [shown]


def test_sentence_cut_into_two_paragraphs_is_mended(word: Any, tmp_path: Path) -> None:
    word.add_paragraph("Các đơn vị đã phối hợp với chính quyền địa phương, các tổ chức đoàn thể,")
    word.add_paragraph("các trường học để tuyên truyền.")
    word.add_paragraph("a) Kết quả")
    assert len(saved(word, tmp_path).blocks) == 2
