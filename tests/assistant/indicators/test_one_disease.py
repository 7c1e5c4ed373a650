"""A disease that is told in counts and in rates, by reports of different places."""

from __future__ import annotations

import pytest

from assistant.export.plain import csv_text
from assistant.export.rows import of_located, of_table
from assistant.indicators.compare import compare
from assistant.indicators.listing import locate
from assistant.indicators.locate import Indicators
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive
from vectorstore.records import Place

HEAD = """SỞ Y TẾ {office}
Số: 41/BC-SYT
{place}, ngày 05 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế {what}

I. KẾT QUẢ
"""
BODIES = {
    "Sơn La": (
        "6 tháng đầu năm 2023",
        "- Sốt xuất huyết: quý II ghi nhận 31 ca (quý I: 18 ca), cộng dồn 6 tháng 49 ca.\n"
        "- Tỷ lệ bệnh nhân lao được điều trị đạt gần 92%.\n",
    ),
    "Hòa Bình": (
        "6 tháng đầu năm 2023",
        "Biểu 1. Số liệu theo huyện\n"
        "TT\tĐơn vị\tMắc sốt xuất huyết\tMắc sốt xuất huyết/100.000 dân\n"
        "1\tMai Châu\t14\t25,1\n2\tĐà Bắc\t11\t20,3\n3\tLạc Sơn\t9\t6,8\n\tToàn tỉnh\t34\t3,9\n",
    ),
    "Yên Bái": (
        "6 tháng đầu năm 2023",
        "- Số ca mắc sốt xuất huyết là 27 ca.\n- Tỷ lệ bệnh nhân lao được điều trị đạt trên 95%.\n",
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for number, (place, (what, body)) in enumerate(BODIES.items()):
        text = HEAD.format(office=place.upper(), place=place, what=what) + body
        (folder / f"r{number}.txt").write_text(text, "utf-8")
    with Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold) as made:
        ingest(sorted(folder.glob("*.txt")), made, lambda _: None)
        yield made


def test_a_disease_alone_asks_for_its_cases(archive):
    located = locate(Indicators(archive), "sốt xuất huyết", size=None)
    assert located.indicator.unit == "ca"
    assert {line.place.province for line in located.lines} == {"Sơn La", "Hòa Bình", "Yên Bái"}


def test_the_rate_is_found_by_its_words(archive):
    located = locate(Indicators(archive), "số mắc sốt xuất huyết/100.000 dân", size=None)
    assert located.indicator.unit == "/100.000 dân"


def test_quarters_of_a_half_year_are_told_as_quarters(archive):
    lines = locate(Indicators(archive), "sốt xuất huyết Sơn La", size=None).lines
    values = {line.period.label: str(line.result.figure.value) for line in lines}
    assert values == {"Q1/2023": "18", "Q2/2023": "31", "6T/2023": "49"}


def test_what_bounds_a_value_stands_beside_it_in_a_spreadsheet(archive):
    indicators = Indicators(archive)
    name = "tỷ lệ bệnh nhân lao được điều trị"
    sheet = of_located(locate(indicators, name, size=None))
    bounds = {row[sheet.header.index("Giá trị")]: row[sheet.header.index("Mức")] for row in sheet.rows}
    assert {str(value): bound for value, bound in bounds.items()} == {"92": "gần", "95": "trên"}
    table = of_table(compare(indicators, archive, [name], places=[Place("Sơn La"), Place("Yên Bái")]))
    assert {row[table.header.index("Mức")] for row in table.rows if row[table.header.index("Giá trị")]} >= {
        "gần", "trên",
    }  # fmt: skip
    assert "trên,95,%" in csv_text(sheet)


def test_places_that_are_compared_have_the_indicator_where_one_fits(archive):
    indicators = Indicators(archive)
    table = compare(indicators, archive, ["sốt xuất huyết"], places=[Place("Sơn La"), Place("Yên Bái")])
    assert [row.unit for row in table.rows] == ["ca"]
