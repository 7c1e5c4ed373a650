"""Word: layout by Nghị định 30/2020/NĐ-CP, real tables, real footnotes, charts with words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from assistant.export.paper import Letterhead, Paper
from assistant.export.word import to_docx
from assistant.indicators.compare import compare
from assistant.indicators.listing import locate
from assistant.table import Table
from tests.assistant.export.hostile import hostile_table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def content(paper):
    return to_docx(paper)


@pytest.fixture(scope="module")
def document(content):
    return docx.Document(io.BytesIO(content))


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def texts(document):
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return [p.text for p in document.paragraphs] + cells


def test_page_and_font(document):
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25 and 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35 and 15 <= round(section.right_margin.mm) <= 20
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman" and Pt(13) <= normal.font.size <= Pt(14)


def test_page_number_above_but_not_on_the_first_page(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml and section.header.paragraphs[0].alignment == 1
    assert "PAGE" not in section.first_page_header._element.xml


@pytest.mark.parametrize(
    "text",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "SỞ Y TẾ TỈNH CAO BẰNG",
        "Cao Bằng, ngày 05 tháng 02 năm 2023", "BC-SYT", "BÁO CÁO", "Nơi nhận:", "PHÓ GIÁM ĐỐC", "Hoàng Văn Tư",
        "Danh mục nguồn số liệu", "PHỤ LỤC",
    ],
)  # fmt: skip
def test_parts_of_an_administrative_document(document, text):
    assert any(text in found for found in texts(document))


def test_footnotes_are_a_part_of_their_own_with_separators(content, paper):
    notes = part(content, "word/footnotes.xml").findall(f"{W}footnote")
    assert [note.get(f"{W}type") for note in notes[:2]] == ["separator", "continuationSeparator"]
    ids = [note.get(f"{W}id") for note in notes]
    assert len(set(ids)) == len(ids) and len(ids) - 2 >= len(paper.summary.notes)
    said = ["".join(note.itertext()) for note in notes]
    assert any("cao-bang-6t-2023" in text and "48,4%" in text for text in said)
    assert any("48,4 − 46,1 = 2,3 điểm %" in text for text in said)
    settings = part(content, "word/settings.xml")
    assert len(settings.findall(f"{W}footnotePr/{W}footnote")) == 2


def test_each_footnote_is_marked_once_and_referred_to_again(content):
    body = part(content, "word/document.xml")
    marked = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    notes = [note.get(f"{W}id") for note in part(content, "word/footnotes.xml").findall(f"{W}footnote")[2:]]
    assert marked == notes == [str(n) for n in range(1, len(notes) + 1)]
    bookmarks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    again = [field.text.split()[1] for field in body.iter(f"{W}instrText") if "NOTEREF" in field.text]
    assert again and set(again) <= bookmarks


def test_the_table_repeats_its_header_and_keeps_rows_whole(document):
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Chỉ tiêu")
    first = table.rows[0]._tr.trPr
    assert first.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1].cells[2].text.startswith("48,4") and table.rows[1].cells[1].text == "%"


def test_charts_have_words_for_those_who_cannot_see(content):
    body = part(content, "word/document.xml")
    described = [e.get("descr") for e in body.iter() if e.tag.endswith("}docPr")]
    assert described and all("Biểu đồ" in text for text in described)


def test_no_charts_where_none_are_wanted(paper):
    made = docx.Document(io.BytesIO(to_docx(replace(paper, charts=False))))
    assert not made.inline_shapes


def test_an_empty_letterhead_is_left_to_fill_in(paper):
    made = docx.Document(io.BytesIO(to_docx(replace(paper, letterhead=Letterhead(), charts=False))))
    assert any("[TÊN CƠ QUAN BAN HÀNH]" in text for text in texts(made))


@pytest.mark.parametrize(
    ("letterhead", "text"),
    [
        (Letterhead("Trung tâm Y tế huyện Mường Nhé", day=date(2024, 10, 12)), "ngày 12 tháng 10 năm 2024"),
        (Letterhead("Trung tâm Y tế huyện Mường Nhé"), "BC-TTYT"),
        (Letterhead("Sở Y tế", number="318/BC-SYT"), "Số: 318/BC-SYT"),
    ],
)
def test_number_and_day(letterhead, text):
    made = docx.Document(io.BytesIO(to_docx(Paper(letterhead=letterhead))))
    assert any(text in found for found in texts(made))


def test_marks_that_the_layout_sets_are_not_doubled():
    letterhead = Letterhead("Sở Y tế", number="Số: 318/BC-SYT", recipients=("- Như trên;",))
    made = "\n".join(texts(docx.Document(io.BytesIO(to_docx(Paper(letterhead=letterhead))))))
    assert "\nSố: 318/BC-SYT" in made and "Báo cáo số 318/BC-SYT" in made and "\n- Như trên;" in made


def test_a_wide_table_lies_and_a_wider_one_goes_downwards(archive, indicators):
    table = compare(indicators, archive, ["tỷ lệ tiêm chủng đầy đủ"], reports=["cao-bang-6t-2023"])
    assert len(table.columns) > 5
    lying = docx.Document(io.BytesIO(to_docx(Paper((table,), charts=False))))
    assert lying.sections[-1].page_width > lying.sections[-1].page_height
    row = table.rows[0]
    wider = Table(table.title, table.columns * 2, (replace(row, cells=row.cells * 2),))
    down = docx.Document(io.BytesIO(to_docx(Paper((wider,), charts=False))))
    assert [c.text for c in down.tables[1].rows[0].cells] == ["Chỉ tiêu", "Nơi, kỳ", "Giá trị"]


def test_lines_of_an_indicator_are_a_table(indicators):
    made = docx.Document(io.BytesIO(to_docx(Paper(located=locate(indicators, "tỷ lệ tiêm chủng đầy đủ")))))
    assert any("Cao Bằng 6T/2023" in row.cells[0].text for t in made.tables for row in t.rows)


def test_a_hostile_report_stays_text():
    content = to_docx(Paper((hostile_table(),)))
    made = docx.Document(io.BytesIO(content))
    assert any(
        "<w:t>" in text for text in ("".join(part(content, "word/footnotes.xml").itertext()), *texts(made))
    )
