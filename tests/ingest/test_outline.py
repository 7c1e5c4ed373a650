"""Section trees from numbering, typography and sequence."""

# ruff: noqa: E501  (cases are whole report lines)

from __future__ import annotations

import pytest

from ingest.document import Block, BlockKind, Document, Row, Table
from ingest.outline import Outline, outline
from ingest.readers.text import parse_text, read_text


def paths(text: str) -> list[str]:
    """The section paths of a text below the opening, ' › ' between headings."""
    return [" › ".join(section.path) for section in outline(parse_text(text), "r").sections[1:]]


def path_of(found: Outline, words: str) -> str:
    """Path of the section of the first block that holds the words and is no heading."""
    block = next(b for b in found.blocks if words in b.block.text and not b.heading)
    return " › ".join(found.sections[block.section].path)


PROSE = "Các đơn vị đã thực hiện đầy đủ nội dung được giao trong kỳ báo cáo."

TREES = {
    "part, letter, Roman number, numbers": (
        f"""Phần I

TÌNH HÌNH CHUNG

A. KẾT QUẢ

I. MẠNG LƯỚI

1. Tổ chức bộ máy
{PROSE}
2. Nhân lực
{PROSE}
II. DỊCH VỤ

1. Phòng bệnh
1.1. Giám sát dịch
{PROSE}
1.2. Tiêm chủng
{PROSE}
B. HOẠT ĐỘNG KHÁC
{PROSE}
Phần II
PHƯƠNG HƯỚNG
{PROSE}""",
        [
            "Phần I TÌNH HÌNH CHUNG",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › I. MẠNG LƯỚI",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › I. MẠNG LƯỚI › 1. Tổ chức bộ máy",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › I. MẠNG LƯỚI › 2. Nhân lực",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › II. DỊCH VỤ",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › II. DỊCH VỤ › 1. Phòng bệnh",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › II. DỊCH VỤ › 1. Phòng bệnh › 1.1. Giám sát dịch",
            "Phần I TÌNH HÌNH CHUNG › A. KẾT QUẢ › II. DỊCH VỤ › 1. Phòng bệnh › 1.2. Tiêm chủng",
            "Phần I TÌNH HÌNH CHUNG › B. HOẠT ĐỘNG KHÁC",
            "Phần II PHƯƠNG HƯỚNG",
        ],
    ),
    "slashes": (
        f"I/ Dự phòng\n1/ Lao\na/ Khám\n{PROSE}\nb/ Điều trị\n{PROSE}\n2/ Phong\n{PROSE}\nII/ Dân số\n{PROSE}",
        [
            "I/ Dự phòng",
            "I/ Dự phòng › 1/ Lao",
            "I/ Dự phòng › 1/ Lao › a/ Khám",
            "I/ Dự phòng › 1/ Lao › b/ Điều trị",
            "I/ Dự phòng › 2/ Phong",
            "II/ Dân số",
        ],
    ),
    "letter C after B, Roman I after A": (
        f"A. Một\nI. Mở\n{PROSE}\nB. Hai\n{PROSE}\nC. Ba\nI. Mở\n{PROSE}\nII. Tiếp\n{PROSE}\nD. Bốn\n{PROSE}",
        ["A. Một", "A. Một › I. Mở", "B. Hai", "C. Ba", "C. Ba › I. Mở", "C. Ba › II. Tiếp", "D. Bốn"],
    ),
    "letters up to I": (
        "\n".join(f"{letter}. Mục {letter}\n{PROSE}" for letter in "ABCDEFGHIK"),
        [f"{letter}. Mục {letter}" for letter in "ABCDEFGHIK"],
    ),
    "Vietnamese letters d, đ, e": (
        "1. Chung\n" + "\n".join(f"{letter}) Việc thứ\n{PROSE}" for letter in "abcdđe"),
        ["1. Chung", *(f"1. Chung › {letter}) Việc thứ" for letter in "abcdđe")],
    ),
    "decimals below a Roman number": (
        f"II. Kết quả\n2.1. Khám bệnh\n{PROSE}\n2.1.1. Nội trú\n{PROSE}\n2.2. Dược\n{PROSE}\nIII. Kiến nghị\n{PROSE}",
        [
            "II. Kết quả",
            "II. Kết quả › 2.1. Khám bệnh",
            "II. Kết quả › 2.1. Khám bệnh › 2.1.1. Nội trú",
            "II. Kết quả › 2.2. Dược",
            "III. Kiến nghị",
        ],
    ),
    "numbers with their Roman parent": (
        f"I. Kết quả\nI.1. Khám bệnh\n{PROSE}\nI.2. Dược\n{PROSE}\nII. Khác\nII.1. Thanh tra\n{PROSE}",
        [
            "I. Kết quả",
            "I. Kết quả › I.1. Khám bệnh",
            "I. Kết quả › I.2. Dược",
            "II. Khác",
            "II. Khác › II.1. Thanh tra",
        ],
    ),
    "tasks are no headings": (
        "Phần II\nNHIỆM VỤ TRỌNG TÂM\n"
        "1. Tiếp tục kiện toàn bộ máy, bố trí đủ nhân lực cho tuyến xã theo quy định hiện hành của ngành.\n"
        "2. Nâng chất lượng điều tra ổ dịch; mỗi huyện có ít nhất một đội cơ động đủ phương tiện, hóa chất.\n"
        "3. Đẩy mạnh truyền thông.\n"
        "Phần III\nKIẾN NGHỊ\n1. Với Bộ Y tế\nĐề nghị bố trí vốn.\n2. Với tỉnh\nĐề nghị bổ sung biên chế.",
        [
            "Phần II NHIỆM VỤ TRỌNG TÂM",
            "Phần III KIẾN NGHỊ",
            "Phần III KIẾN NGHỊ › 1. Với Bộ Y tế",
            "Phần III KIẾN NGHỊ › 2. Với tỉnh",
        ],
    ),
    "targets in brackets are no headings": (
        "1. Mục tiêu\n(1) Tỷ lệ bao phủ bảo hiểm y tế đạt 95%.\n(2) Tỷ lệ hài lòng đạt 90%.\n2. Giải pháp\n"
        + PROSE,
        ["1. Mục tiêu", "2. Giải pháp"],
    ),
    "a list inside the last section": (
        f"17. Đào tạo\n{PROSE}\n18. Thanh tra\nĐã thực hiện các việc sau:\n"
        "1. Kiểm tra 12 nhà thuốc trên địa bàn thành phố, xử phạt 02 cơ sở vi phạm quy chế kê đơn;\n"
        "2. Kiểm tra 05 phòng khám, nhắc nhở 01 phòng khám chưa niêm yết giá dịch vụ theo quy định;\n"
        f"19. Hợp tác quốc tế\n{PROSE}",
        ["17. Đào tạo", "18. Thanh tra", "19. Hợp tác quốc tế"],
    ),
    "stars and plain lines": (
        f"1. Nhân lực\nTuyến tỉnh\n- Sở Y tế có 03 phòng.\n- Có 02 bệnh viện.\nTuyến huyện: 08 trung tâm.\n"
        f"* Đào tạo cán bộ\n{PROSE}\n2. Dược\n{PROSE}",
        ["1. Nhân lực", "1. Nhân lực › Tuyến tỉnh", "1. Nhân lực › * Đào tạo cán bộ", "2. Dược"],
    ),
    "bulleted headings before their paragraphs": (
        "a. Bệnh truyền nhiễm\n- Bệnh dại: 12 người tiêm phòng, không có tử vong.\n- Tiêm chủng\n"
        "Các trạm tổ chức tiêm định kỳ hằng tháng, có bàn tiêm lưu động ở nơi xa.\n"
        "+ Trẻ dưới 1 tuổi: 100 trẻ.\n- Phòng chống lao\n"
        "Đội lưu động đã về các bản xa chụp phim, lấy đờm cho người có dấu hiệu nghi ngờ.\n",
        [
            "a. Bệnh truyền nhiễm",
            "a. Bệnh truyền nhiễm › - Tiêm chủng",
            "a. Bệnh truyền nhiễm › - Phòng chống lao",
        ],
    ),
    "Markdown levels without numbers": (
        f"# Tình hình\n\n{PROSE}\n\n## Dự phòng\n\n{PROSE}\n\n### Lao\n\n{PROSE}\n\n## Điều trị\n\n{PROSE}\n\n# Kiến nghị\n\n{PROSE}",
        [
            "Tình hình",
            "Tình hình › Dự phòng",
            "Tình hình › Dự phòng › Lao",
            "Tình hình › Điều trị",
            "Kiến nghị",
        ],
    ),
    "capitals without numbers": (
        f"KẾT QUẢ THỰC HIỆN\n\n{PROSE}\n\n1. Dự phòng\n{PROSE}\n2. Điều trị\n{PROSE}\n\nĐÁNH GIÁ CHUNG\n\n1. Ưu điểm\n{PROSE}",
        [
            "KẾT QUẢ THỰC HIỆN",
            "KẾT QUẢ THỰC HIỆN › 1. Dự phòng",
            "KẾT QUẢ THỰC HIỆN › 2. Điều trị",
            "ĐÁNH GIÁ CHUNG",
            "ĐÁNH GIÁ CHUNG › 1. Ưu điểm",
        ],
    ),
    "bold headings without numbers": (
        f"I. KẾT QUẢ\n\n**Công tác dự phòng**\n\n{PROSE}\n\n**Công tác điều trị**\n\n{PROSE}\n\nII. KIẾN NGHỊ\n\n{PROSE}",
        ["I. KẾT QUẢ", "I. KẾT QUẢ › Công tác dự phòng", "I. KẾT QUẢ › Công tác điều trị", "II. KIẾN NGHỊ"],
    ),
    "dashes behind numbers": (
        f"I - ĐẶC ĐIỂM\n1- Thuận lợi\n- Đủ người.\n2- Khó khăn\n- Thiếu xe.\nII - KẾT QUẢ\nA) Dự phòng\n1) Dịch bệnh:\n{PROSE}",
        [
            "I - ĐẶC ĐIỂM",
            "I - ĐẶC ĐIỂM › 1- Thuận lợi",
            "I - ĐẶC ĐIỂM › 2- Khó khăn",
            "II - KẾT QUẢ",
            "II - KẾT QUẢ › A) Dự phòng",
            "II - KẾT QUẢ › A) Dự phòng › 1) Dịch bệnh:",
        ],
    ),
    "short lines before paragraphs": (
        f"Y TẾ HUYỆN THÁNG 5/2024\n\nPhòng bệnh\n\n{PROSE}\n\nCông tác dược\n\n{PROSE * 2}\n\nKhám bệnh ngoại trú\n\n{PROSE * 2}",
        ["Công tác dược", "Khám bệnh ngoại trú"],
    ),
    "captions hold their tables alone": (
        f"1. Khám bệnh\n{PROSE}\nBảng 1. Lượt khám\nTT\tNội dung\tSố\n1\tKhám\t5\n2\tĐẻ\t3\nNhìn chung đạt.\n2. Dược\n{PROSE}",
        ["1. Khám bệnh", "1. Khám bệnh › Bảng 1. Lượt khám", "2. Dược"],
    ),
    "chapters": (
        f"CHƯƠNG I\nQUY ĐỊNH CHUNG\n{PROSE}\nCHƯƠNG II\nTỔ CHỨC\nMục 1. Bộ máy\n{PROSE}\nMục 2. Nhân sự\n{PROSE}",
        [
            "CHƯƠNG I QUY ĐỊNH CHUNG",
            "CHƯƠNG II TỔ CHỨC",
            "CHƯƠNG II TỔ CHỨC › Mục 1. Bộ máy",
            "CHƯƠNG II TỔ CHỨC › Mục 2. Nhân sự",
        ],
    ),
    "parts by words": (
        f"PHẦN THỨ NHẤT: Kết quả quý II\n1. Dự phòng\n{PROSE}\nPHẦN THỨ HAI: Nhiệm vụ quý III\n1. Chỉ tiêu\n{PROSE}",
        [
            "PHẦN THỨ NHẤT: Kết quả quý II",
            "PHẦN THỨ NHẤT: Kết quả quý II › 1. Dự phòng",
            "PHẦN THỨ HAI: Nhiệm vụ quý III",
            "PHẦN THỨ HAI: Nhiệm vụ quý III › 1. Chỉ tiêu",
        ],
    ),
    "letters with hyphens": (
        f"A- Kết quả\n{PROSE}\na- Dự phòng\n{PROSE}\nb- Điều trị\n{PROSE}\nB- Phương hướng\n{PROSE}",
        ["A- Kết quả", "A- Kết quả › a- Dự phòng", "A- Kết quả › b- Điều trị", "B- Phương hướng"],
    ),
    "a rate in short forms signs nothing": (
        f"I. Kết quả\n{PROSE}\nTL TYT KCB BHYT: 86,7%, CK 85%.\nII. Nhiệm vụ\n{PROSE}",
        ["I. Kết quả", "II. Nhiệm vụ"],
    ),
    "a number left out": (
        f"I. Một\n{PROSE}\nII. Hai\n{PROSE}\nIV. Bốn\n{PROSE}\nV. Năm\n{PROSE}",
        ["I. Một", "II. Hai", "IV. Bốn", "V. Năm"],
    ),
    "annexes and closing lines": (
        f"I. Kết quả\n{PROSE}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nTrần Văn Thử\n"
        "Phụ lục 01\nKẾT QUẢ CHỈ TIÊU\n(Kèm theo báo cáo)\nTT\tChỉ tiêu\tKết quả\n1\tSố ca\t12\n2\tSố lượt\t30\n"
        "Phụ lục 02THEO DÕI DỊCH\nTT\tBệnh\tMắc\n1\tSởi\t2\n2\tDại\t0",
        [
            "I. Kết quả",
            "Nơi nhận:",
            "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
            "Phụ lục 01 KẾT QUẢ CHỈ TIÊU",
            "Phụ lục 02 THEO DÕI DỊCH",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TREES.values(), ids=TREES)
def test_tree_of_text_is_read_from_its_numbering(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


def test_run_in_heading_is_split_off_its_paragraph() -> None:
    text = f"2.1. Quản lý dược\n{PROSE}\n2.2. Bảo đảm máu an toàn: Phối hợp tổ chức 03 đợt hiến máu tại các huyện."
    found = outline(parse_text(text), "r")
    heading, content = found.blocks[-2:]
    assert (heading.block.text, heading.heading) == ("2.2. Bảo đảm máu an toàn:", True)
    assert (content.block.text, content.heading) == ("Phối hợp tổ chức 03 đợt hiến máu tại các huyện.", False)
    assert heading.section == content.section


def test_figure_behind_a_heading_stays_with_it() -> None:
    found = outline(parse_text(f"1.1. Khối tỉnh: 09 đơn vị\n1.2. Tuyến huyện\n{PROSE}\n"), "r")
    block = found.blocks[0]
    assert (block.block.text, block.heading) == ("1.1. Khối tỉnh: 09 đơn vị", False)
    assert found.sections[block.section].heading == "1.1. Khối tỉnh"


def test_sentence_among_headings_belongs_to_their_parent() -> None:
    text = f"1. Mạng lưới\n1.1. Tuyến tỉnh\n{PROSE}\n1.2. Tuyến huyện\n{PROSE}\n1.3. Cả tỉnh có 1.750 giường bệnh, đạt 28,4 giường/vạn dân.\n"
    found = outline(parse_text(text), "r")
    assert path_of(found, "1.750 giường") == "1. Mạng lưới"


def test_title_is_the_heading_of_the_opening() -> None:
    text = "SỞ Y TẾ\nSố: 12/BC-SYT\n\nBÁO CÁO\n\nKẾT QUẢ CÔNG TÁC Y TẾ\nQUÝ I NĂM 2023\nThực hiện quy định, Sở báo cáo như sau:\nI. KẾT QUẢ\n"
    found = outline(parse_text(text + PROSE), "r")
    assert found.sections[0].heading == "BÁO CÁO KẾT QUẢ CÔNG TÁC Y TẾ QUÝ I NĂM 2023"
    assert [b.block.text for b in found.blocks if b.section == 0][-1].startswith("Thực hiện quy định")


def test_footnote_stands_in_the_section_of_its_mark() -> None:
    text = f"1. Dịch bệnh\nCó 01 ca ho gà¹.\n2. Môi trường\n{PROSE}\n¹ Ca bệnh ở huyện vùng cao."
    found = outline(parse_text(text), "r")
    assert path_of(found, "huyện vùng cao") == "1. Dịch bệnh"


def test_leads_are_the_list_heads_above_an_item() -> None:
    text = "1. Tiêm chủng\nKết quả:\n- Tổng số liều đã tiêm là 12.000, trong đó:\n+ Mũi 1: 7.000 liều.\n- Tai biến: không.\n"
    blocks = outline(parse_text(text + PROSE), "r").blocks
    leads = {block.block.text: block.leads for block in blocks}
    assert leads["+ Mũi 1: 7.000 liều."] == ("Kết quả:", "- Tổng số liều đã tiêm là 12.000, trong đó:")
    assert leads["- Tai biến: không."] == ("Kết quả:",)
    assert leads[PROSE] == ()


def test_sections_span_the_pages_of_their_blocks() -> None:
    blocks = [
        Block(BlockKind.PARAGRAPH, "I. KẾT QUẢ", 1),
        Block(BlockKind.PARAGRAPH, "1. Dự phòng", 1),
        Block(BlockKind.PARAGRAPH, PROSE, 2),
        Block(BlockKind.PARAGRAPH, "2. Điều trị", 3),
        Block(BlockKind.TABLE, "a\tb", 3, table=Table((), (Row(("a", "b"), 3), Row(("c", "d"), 5)))),
    ]
    sections = outline(Document(tuple(blocks), 5, "pdf"), "r").sections
    assert [(s.first_page, s.last_page) for s in sections] == [(None, None), (1, 5), (1, 2), (3, 5)]


def test_empty_document_has_the_opening_alone() -> None:
    found = outline(Document((), None, "txt"), "r")
    assert [s.number for s in found.sections] == [0] and found.blocks == ()


def test_headings_of_real_reports_nest(shared) -> None:  # type: ignore[no-untyped-def]
    for path in sorted((shared / "archive" / "txt").glob("*.txt")):
        found = outline(read_text(path), path.stem)
        labels = [s.label for s in found.sections if s.parent is None and s.label]
        assert len(found.sections) > 25, path.name
        assert all(label[0] in "IPp" for label in labels), labels
