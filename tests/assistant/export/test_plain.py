"""CSV and Markdown."""

from __future__ import annotations

import csv
import io
import re

import pytest

from assistant.export.paper import Paper
from assistant.export.plain import to_csv, to_markdown
from assistant.export.safe import guarded, legal
from assistant.indicators.listing import locate
from tests.assistant.export.hostile import hostile_table


def test_csv_opens_in_excel_with_numbers_and_sources(paper):
    content = to_csv(paper)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    first = rows[0]
    assert (first["Giá trị"], first["Đơn vị"], first["Báo cáo"]) == ("48.4", "%", "cao-bang-6t-2023")
    assert any(row["Cách tính"] == "48,4 − 46,1 = 2,3" for row in rows)


def test_csv_of_an_indicator_has_every_value_with_its_role(indicators):
    located = locate(indicators, "tỷ lệ tiêm chủng đầy đủ")
    rows = list(csv.DictReader(io.StringIO(to_csv(Paper(located=located)).decode("utf-8-sig"))))
    assert {"kết quả", "kế hoạch", "cùng kỳ"} <= {row["Loại số"] for row in rows}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_what_spreadsheets_take_for_a_formula_is_guarded(start):
    assert guarded(f"{start}1") == f"'{start}1"


@pytest.mark.parametrize(("value", "kept"), [(None, ""), (3, 3), ("a=1", "a=1"), ("", "")])
def test_other_values_stay(value, kept):
    assert guarded(value) == kept


def test_csv_of_a_hostile_report_has_no_formula():
    rows = list(csv.reader(io.StringIO(to_csv(Paper((hostile_table(),))).decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_markdown_has_the_summary_tables_and_footnotes(paper):
    text = to_markdown(paper).decode()
    assert text.startswith("# So sánh") and "## 1. Kết quả thực hiện" in text
    assert "| 48,4%[^1] | 46,1%[^2] | 2,3 điểm % (số tính)[^" in text
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert marks and marks == set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))


def test_markdown_of_a_hostile_report_is_text():
    text = to_markdown(Paper((hostile_table(),))).decode()
    assert "<w:t>" not in re.sub(r"\\<", "", text) and "\x07" not in text
    assert not re.search(r"(?<!\\)\]\(", text)


def test_texts_made_safe():
    assert legal("a\x00b\x0bc\ud800\n") == "abc\n"
