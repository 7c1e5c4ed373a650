"""The PDF reader on drawn pages: paragraphs, footnotes, heads, columns."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from ingest.document import BlockKind, Document
from ingest.readers.pdf import read_pdf
from tests.ingest.readers_documents import BOLD, LEADING, LEFT, RIGHT, SERIF, Sheet, body, ruled_table


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bao-cao.pdf"


def test_wrapped_lines_are_one_paragraph_each(path: Path) -> None:
    sheet = Sheet(path)
    sheet.line("1. Công tác tổ chức", x=LEFT + 36, font=BOLD)
    for text in body(4):
        sheet.paragraph(text)
    sheet.save()
    document = read_pdf(path)
    assert texts(document) == ["1. Công tác tổ chức", *body(4)]
    assert [bool(block.style.bold) for block in document.blocks] == [True, False, False, False, False]
    assert document.blocks[1].style.indent == pytest.approx(36, abs=1)
    assert document.blocks[1].style.size == pytest.approx(13, abs=0.1)


def test_paragraphs_without_indent_are_parted_by_spacing(path: Path) -> None:
    sheet = Sheet(path)
    wanted = [*body(3), "- Số lượt khám: 120 lượt.", "- Số ca chuyển tuyến: 7 ca."]
    for text in wanted:
        sheet.paragraph(text, indent=0, gap=19)
    sheet.save()
    document = read_pdf(path)
    assert texts(document) == wanted
    assert [block.kind for block in document.blocks[3:]] == [BlockKind.ITEM, BlockKind.ITEM]


def test_dash_inside_a_sentence_begins_no_item(path: Path) -> None:
    sheet = Sheet(path)
    for text in body(3):
        sheet.paragraph(text)
    text = "Kế hoạch phát triển sự nghiệp gắn với mục tiêu chung về chính trị"
    sheet.line(text, x=RIGHT - sheet.canvas.stringWidth(text, SERIF, 13), gap=22)
    sheet.line("- xã hội của huyện trong những năm tới.")
    sheet.save()
    assert texts(read_pdf(path))[-1].endswith("chính trị - xã hội của huyện trong những năm tới.")


def test_sentence_over_a_page_break_is_one_block_of_the_first_page(path: Path) -> None:
    sheet = Sheet(path)
    for text in body(4):
        sheet.paragraph(text)
    sheet.line(
        "Trong kỳ, đơn vị đã tiếp nhận và xử lý các phản ánh của người dân về thái độ", x=LEFT + 36, gap=22
    )
    sheet.page()
    sheet.line("phục vụ, thời gian chờ khám và vệ sinh buồng bệnh.", x=LEFT)
    sheet.paragraph(body(1)[0])
    sheet.save()
    document = read_pdf(path)
    assert document.pages == 2
    cut = document.blocks[4]
    assert cut.text.endswith("thái độ phục vụ, thời gian chờ khám và vệ sinh buồng bệnh.")
    assert cut.page == 1
    assert document.blocks[5].page == 2


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("giai đoạn 2021-", "2025 được giao", "giai đoạn 2021-2025 được giao"),
        ("phối hợp Quân-", "Dân y của xã", "phối hợp Quân-Dân y của xã"),
        ("kinh tế -", "xã hội của xã", "kinh tế - xã hội của xã"),
    ],
)
def test_hyphen_at_a_line_end(path: Path, first: str, second: str, joined: str) -> None:
    sheet = Sheet(path)
    for text in body(3):
        sheet.paragraph(text)
    start = "Đơn vị tiếp tục thực hiện các nhiệm vụ của "
    width = RIGHT - LEFT - sheet.canvas.stringWidth(start + first, SERIF, 13)
    sheet.line(start + first, x=LEFT + width, gap=22)
    sheet.line(second, x=LEFT)
    sheet.save()
    assert texts(read_pdf(path))[-1].endswith(joined)


def test_page_numbers_and_running_heads_are_furniture(path: Path) -> None:
    sheet = Sheet(path)
    for number in range(1, 5):
        sheet.put(300, 815, str(number))
        sheet.put(LEFT, 30, f"Trạm Y tế xã Nậm Lúc - báo cáo tháng - tờ {number}", size=9)
        for text in body(3):
            sheet.paragraph(text)
        sheet.page()
    sheet.save()
    document = read_pdf(path)
    assert len(document.blocks) == 12
    assert "3" in document.furniture
    assert any(line.startswith("Trạm Y tế xã") for line in document.furniture)


def test_letterhead_of_two_columns(path: Path) -> None:
    sheet = Sheet(path)
    sheet.put(95, 790, "SỞ Y TẾ TỈNH A", size=12)
    sheet.put(280, 790, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, 12)
    sheet.put(85, 775, "TRUNG TÂM Y TẾ HUYỆN B", BOLD, 12)
    sheet.put(320, 775, "Độc lập - Tự do - Hạnh phúc", BOLD)
    sheet.put(100, 755, "Số: 12/BC-TTYT")
    sheet.put(330, 755, "B, ngày 05 tháng 4 năm 2023")
    sheet.y = 740
    sheet.centred("BÁO CÁO", gap=24)
    sheet.centred("Kết quả công tác quý I năm 2023")
    for text in body(5):
        sheet.paragraph(text)
    sheet.save()
    document = read_pdf(path)
    assert document.letterhead == (
        "SỞ Y TẾ TỈNH A",
        "TRUNG TÂM Y TẾ HUYỆN B",
        "Số: 12/BC-TTYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "B, ngày 05 tháng 4 năm 2023",
    )
    assert texts(document)[:2] == ["BÁO CÁO", "Kết quả công tác quý I năm 2023"]
    assert document.blocks[0].style.centred


def test_footnote_goes_behind_the_block_with_its_mark(path: Path) -> None:
    sheet = Sheet(path)
    sheet.line("Tỷ lệ đạt yêu cầu là 12", gap=22, x=LEFT + 36)
    end = sheet.put(LEFT + 36, sheet.y, "Tỷ lệ đạt yêu cầu là 12")
    end = sheet.put(end, sheet.y + 5, "3", size=8)
    sheet.put(end, sheet.y, " phần trăm số cơ sở.")
    for text in body(3):
        sheet.paragraph(text)
    mark = sheet.put(LEFT, 80, "3", size=6.5)
    sheet.put(mark, 76, " Không tính cơ sở tạm dừng hoạt động trong kỳ.", size=10)
    sheet.put(LEFT, 64, "và cơ sở mới cấp phép.", size=10)
    sheet.save()
    document = read_pdf(path)
    assert "12³ phần trăm" in document.blocks[0].text
    note = document.blocks[1]
    assert (note.kind, note.mark) == (BlockKind.FOOTNOTE, "3")
    assert note.text == "³ Không tính cơ sở tạm dừng hoạt động trong kỳ. và cơ sở mới cấp phép."
    assert texts(document)[2:] == body(3)


def test_decomposed_letters_become_composed(path: Path) -> None:
    sheet = Sheet(path)
    sheet.line(unicodedata.normalize("NFD", "Tỷ lệ trẻ được tiêm đủ mũi"))
    sheet.save()
    assert texts(read_pdf(path)) == ["Tỷ lệ trẻ được tiêm đủ mũi"]


def test_bold_head_inside_a_paragraph(path: Path) -> None:
    sheet = Sheet(path)
    sheet.y -= LEADING
    end = sheet.put(LEFT, sheet.y, "2. Yêu cầu: ", BOLD)
    sheet.put(end, sheet.y, "Mỗi trạm cử một người theo dõi.")
    sheet.save()
    (block,) = read_pdf(path).blocks
    assert block.text[: block.style.bold_prefix] == "2. Yêu cầu:"
    assert not block.style.bold


def test_signature_columns_are_read_one_after_the_other(path: Path) -> None:
    sheet = Sheet(path)
    for text in body(3):
        sheet.paragraph(text)
    y = sheet.y - 40
    for number, text in enumerate(("Nơi nhận:", "- Phòng A;", "- Phòng B;", "- Lưu: VT.")):
        sheet.put(LEFT, y - 13 * number, text, size=11)
    sheet.put(400, y - 1, "KT. GIÁM ĐỐC", BOLD)
    sheet.put(395, y - 17, "PHÓ GIÁM ĐỐC", BOLD)
    sheet.save()
    expected = ["Nơi nhận:", "- Phòng A;", "- Phòng B;", "- Lưu: VT.", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"]
    found = texts(read_pdf(path))[3:]
    assert " ".join(found) == " ".join(expected)


def test_legacy_text_is_converted(path: Path) -> None:
    sheet = Sheet(path)
    sheet.line("B¸o c¸o c«ng t¸c tiªm chñng cña huyÖn trong n¨m võa qua.")
    sheet.line("Tæng sè: 45", gap=30)
    sheet.save()
    document = read_pdf(path)
    assert texts(document) == ["Báo cáo công tác tiêm chủng của huyện trong năm vừa qua.", "Tổng số: 45"]


def test_pages_that_are_images_are_named(path: Path) -> None:
    sheet = Sheet(path)
    sheet.paragraph(body(1)[0])
    sheet.page()
    sheet.canvas.drawImage(ImageReader(Image.new("L", (40, 40), 128)), 50, 50, 400, 600)
    sheet.page()
    sheet.save()
    document = read_pdf(path)
    assert document.properties["image_pages"] == "2"
    assert document.pages == 2


def test_hanging_items_and_block_indents(path: Path) -> None:
    sheet = Sheet(path)
    for text in body(4):
        sheet.paragraph(text)
    first = "- Tiếp tục rà soát danh sách các hộ chưa có công trình phụ, phân công cán bộ"
    sheet.line(first, x=LEFT + 18, gap=22)
    sheet.line("phụ trách từng thôn theo dõi và hướng dẫn.", x=LEFT + 26)
    sheet.line("- Cấp phát hóa chất.", x=LEFT + 18, gap=20)
    sheet.line("1.2. Kết quả giám sát", x=LEFT + 18, font=BOLD, gap=22)
    sheet.paragraph(body(1)[0])
    sheet.save()
    found = texts(read_pdf(path))[4:]
    assert found[0] == f"{first} phụ trách từng thôn theo dõi và hướng dẫn."
    assert found[1:] == ["- Cấp phát hóa chất.", "1.2. Kết quả giám sát", body(1)[0]]


def test_table_between_paragraphs_keeps_its_place(path: Path) -> None:
    sheet = Sheet(path)
    for text in body(2):
        sheet.paragraph(text)
    sheet.y = ruled_table(
        sheet, [["TT", "Xã", "Số hộ"], ["1", "Nậm Lúc", "200"]], (85, 115, 280, 350), sheet.y - 20
    )
    sheet.paragraph("Các xã còn lại chưa có số liệu.")
    sheet.save()
    kinds = [block.kind for block in read_pdf(path).blocks]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_table_wider_than_the_text_parts_no_paragraph(path: Path) -> None:
    sheet = Sheet(path)
    wanted = [text.replace("nhân lực", "41 người") for text in body(9)]
    for text in wanted[:5]:
        sheet.paragraph(text, indent=0, gap=22)
    sheet.y = ruled_table(
        sheet, [["TT", "Xã", "Số hộ"], ["1", "Nậm Lúc", "200"]], (LEFT, 115, 280, RIGHT + 45), sheet.y - 20
    )
    for text in wanted[5:]:
        sheet.paragraph(text, indent=0, gap=22)
    sheet.save()
    found = [block.text for block in read_pdf(path).blocks if block.kind is not BlockKind.TABLE]
    assert found == wanted


def test_frame_round_a_text_is_no_table(path: Path) -> None:
    sheet = Sheet(path)
    sheet.canvas.rect(80, 600, 460, 100)
    for text in body(1):
        sheet.y = 690
        sheet.paragraph(text)
    sheet.save()
    assert texts(read_pdf(path)) == body(1)
