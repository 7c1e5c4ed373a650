"""Word comments on a draft: at the very number, and nothing else of the document changed."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant.audit.auditor import check_draft
from assistant.audit.comments import AUTHOR, write_comments
from assistant.audit.remark import Remark
from assistant.audit.word_text import ParagraphText
from ingest.pipeline import read_report
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.errors import ReadError, UsageError

HEAD = (
    "SỞ Y TẾ TUYÊN QUANG",
    "Số: 31/BC-SYT",
    "BÁO CÁO",
    "Kết quả công tác y tế 6 tháng đầu năm 2023",
    "I. KẾT QUẢ THỰC HIỆN",
)
SHARE = "- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ: 4.120/9.300 trẻ, đạt tỷ lệ 54,3%."
COLUMNS = ("TT", "Chỉ tiêu", "Kế hoạch năm 2023", "Thực hiện 6T.2023", "Cùng kỳ 2022", "So KH (%)")


def make(path: Path, runs: list[str], rows: list[tuple[str, ...]] = ()) -> Path:
    """A draft whose last paragraph is made of these runs, every other one bold, and perhaps a table below."""
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    paragraph = document.add_paragraph()
    for number, text in enumerate(runs):
        paragraph.add_run(text).bold = bool(number % 2)
    if rows:
        table = document.add_table(0, len(COLUMNS))
        for row in (COLUMNS, *rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def checked(path: Path, folder: Path) -> list[Remark]:
    with Archive.open(folder / "kho", embedder=None, analyze=index_terms, fold=fold) as archive:
        return check_draft(read_report(path, path.stem), archive)


def commented_words(path: Path) -> list[str]:
    """The text that each comment stands beside, in the order of the document."""
    found = []
    for start in docx.Document(str(path)).element.body.iter(qn("w:commentRangeStart")):
        text, node = "", start.getnext()
        while node is not None and node.tag != qn("w:commentRangeEnd"):
            text += "".join(t.text or "" for t in node.iter(qn("w:t")))
            node = node.getnext()
        found.append(text)
    return found


def shown(path: Path) -> list[list[tuple[str, bool | None]]]:
    """Every character of the body with its face."""
    document = docx.Document(str(path))
    paragraphs = [
        *document.paragraphs,
        *(c.paragraphs[0] for t in document.tables for r in t.rows for c in r.cells),
    ]
    return [[(letter, run.bold) for run in p.runs for letter in run.text] for p in paragraphs]


@pytest.mark.parametrize(
    "runs",
    [
        [SHARE],
        ["- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ: 4.120/9.300 trẻ, đạt tỷ lệ ", "54,3", "%."],
        ["- Tỷ lệ trẻ dưới 1 tuổi tiêm chủng đầy đủ: 4.120/9.300 trẻ, đạt tỷ lệ 54", ",3%."],
        [unicodedata.normalize("NFD", SHARE)],
        [SHARE.replace(" trẻ", "  trẻ")],
    ],
    ids=[
        "one run",
        "number in a run of its own",
        "number over two runs",
        "decomposed letters",
        "double spaces",
    ],
)
def test_comment_stands_at_the_number_and_the_text_is_as_before(tmp_path, runs):
    draft, out = make(tmp_path / "du-thao.docx", runs), tmp_path / "nhan-xet.docx"
    remarks = checked(draft, tmp_path)
    done = write_comments(draft, out, remarks)
    assert (done.placed, done.unplaced) == (1, 0)
    assert commented_words(out) == ["54,3"]
    assert shown(out) == shown(draft)
    (comment,) = docx.Document(str(out)).comments
    assert comment.author == AUTHOR
    assert "mâu thuẫn" in comment.text and "4.120 : 9.300 = 44,3%" in comment.text


def test_comment_stands_in_the_cell_of_its_column(tmp_path):
    rows = [
        ("1", "Số ca phẫu thuật", "520", "520", "520", "55,0"),
        ("2", "Số ca xét nghiệm", "55", "55", "55", "100,0"),
    ]
    draft, out = make(tmp_path / "du-thao.docx", ["Số liệu tại bảng sau."], rows), tmp_path / "nhan-xet.docx"
    remarks = checked(draft, tmp_path)
    assert [str(r.kind) for r in remarks] == ["attainment"]
    assert write_comments(draft, out, remarks).placed == 1
    assert commented_words(out) == ["55,0"]
    assert shown(out) == shown(draft)


def test_both_values_of_one_indicator_have_the_comment(tmp_path):
    rows = [("1", "Tỷ lệ bao phủ bảo hiểm y tế (%)", "95,0", "91,2", "90,0", "96,0")]
    draft = make(tmp_path / "du-thao.docx", ["Tỷ lệ bao phủ bảo hiểm y tế đạt 93,5%."], rows)
    out = tmp_path / "nhan-xet.docx"
    write_comments(draft, out, checked(draft, tmp_path))
    assert commented_words(out) == ["93,5", "91,2"]


def test_every_other_part_of_the_package_is_kept(tmp_path):
    draft, out = make(tmp_path / "du-thao.docx", [SHARE]), tmp_path / "nhan-xet.docx"
    write_comments(draft, out, checked(draft, tmp_path))
    touched = {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "word/comments.xml",
    }
    with zipfile.ZipFile(draft) as before, zipfile.ZipFile(out) as after:
        assert set(after.namelist()) == set(before.namelist()) | {"word/comments.xml"}
        assert all(before.read(name) == after.read(name) for name in set(before.namelist()) - touched)


def test_draft_file_itself_is_not_touched(tmp_path):
    draft = make(tmp_path / "du-thao.docx", [SHARE])
    before = draft.read_bytes()
    write_comments(draft, tmp_path / "nhan-xet.docx", checked(draft, tmp_path))
    assert draft.read_bytes() == before


def test_remark_whose_number_is_not_found_stands_at_the_head(tmp_path):
    draft = make(tmp_path / "du-thao.docx", [SHARE])
    remarks = checked(draft, tmp_path)
    other = make(tmp_path / "khac.docx", ["Nội dung khác hẳn."])
    done = write_comments(other, tmp_path / "nhan-xet.docx", remarks)
    assert (done.placed, done.unplaced) == (0, 1)
    assert commented_words(tmp_path / "nhan-xet.docx") == [HEAD[0]]


def test_report_text_cannot_break_the_document(tmp_path):
    body = "- Trẻ <b>em</b> & bà mẹ tiêm chủng đầy đủ: 4.120/9.300 trẻ, đạt tỷ lệ 54,3%."
    draft, out = make(tmp_path / "du-thao.docx", [body]), tmp_path / "nhan-xet.docx"
    write_comments(draft, out, checked(draft, tmp_path))
    (comment,) = docx.Document(str(out)).comments
    assert "<b>" in comment.text


@pytest.mark.parametrize(
    ("source", "target", "error", "says"),
    [
        ("du-thao.txt", "out.docx", UsageError, "Chỉ ghi được nhận xét vào tệp Word"),
        ("du-thao.docx", "du-thao.docx", UsageError, "phải khác tệp dự thảo"),
        ("du-thao.docx", "out.docx", ReadError, "bị hỏng"),
    ],
    ids=["no Word document", "draft would be overwritten", "damaged"],
)
def test_what_cannot_be_commented_is_refused(tmp_path, source, target, error, says):
    (tmp_path / source).write_text("không phải văn bản Word", encoding="utf-8")
    with pytest.raises(error, match=says):
        write_comments(tmp_path / source, tmp_path / target, [])


def test_deleted_text_of_tracked_changes_is_not_part_of_the_paragraph():
    document = docx.Document()
    paragraph = document.add_paragraph("đạt 45,2%")
    run = paragraph.runs[0]._r
    deleted = run.makeelement(qn("w:del"), {})
    run.addprevious(deleted)
    gone = docx.Document().add_paragraph("đạt 44%").runs[0]._r
    deleted.append(gone)
    assert ParagraphText(paragraph).text == "đạt 45,2%"


def test_real_draft_has_each_comment_at_its_number(shared, tmp_path):
    draft = shared / "archive/docx/lai-chau-6t-2022.docx"
    remarks, out = checked(draft, tmp_path), tmp_path / "nhan-xet.docx"
    done = write_comments(draft, out, remarks)
    assert remarks and done.unplaced == 0
    printed = {source.figure.printed for remark in remarks for source in remark.sources}
    assert set(commented_words(out)) <= printed
    assert [p.text for p in docx.Document(str(out)).paragraphs] == [
        p.text for p in docx.Document(str(draft)).paragraphs
    ]
