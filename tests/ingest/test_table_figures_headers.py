"""Column headers: what their words say, what a spanning cell covers, how columns read together."""

import pytest

from ingest.document import Row, Table
from ingest.figures.columns import read_columns
from ingest.figures.context import FigureContext
from ingest.figures.headers import (
    ColumnKind,
    header_kind,
    header_paths,
    header_role,
    header_unit,
    is_comparison,
    is_index_row,
    measure,
    rule_data,
)
from vectorstore.records import Kind, Period, Place, Role, Span

HALF = Period(2024, 1, 2024, 6)
MAY = Period(2024, 5, 2024, 5)
RULES = rule_data()


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in RULES["role"] for text in r["examples"]])
def test_role_rule_is_the_first_to_match_its_examples(rule, text):
    found = header_role(text)
    assert found is not None
    assert (found.role, found.weak) == (rule["role"], rule.get("weak", False))


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in RULES["role"] for text in r["not"]])
def test_role_rule_leaves_its_counterexamples_alone(rule, text):
    found = header_role(text)
    assert found is None or found.role != rule["role"]


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in RULES["kind"] for text in r["examples"]])
def test_kind_rule_matches_its_examples(rule, text):
    assert header_kind(text) == rule["kind"]


@pytest.mark.parametrize(("rule", "text"), [(r, text) for r in RULES["kind"] for text in r["not"]])
def test_kind_rule_leaves_its_counterexamples_alone(rule, text):
    assert header_kind(text) != rule["kind"]


@pytest.mark.parametrize("text", RULES["comparison"]["examples"])
def test_comparison_headings(text):
    assert is_comparison(text)


@pytest.mark.parametrize(("text", "left"), RULES["measure"]["examples"].items())
def test_measure_is_what_is_neither_role_nor_time(text, left):
    assert measure(text) == left


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tỷ lệ (%)", "%"),
        ("Kinh phí (triệu đồng)", "triệu đồng"),
        ("Đơn vị tính: tỷ đồng", "tỷ đồng"),
        ("% đạt", "%"),
        ("Kế hoạch (giao lần 2)", ""),
        ("Thực hiện", ""),
    ],
)
def test_unit_in_header(text, unit):
    assert header_unit([text]) == unit


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["(1)", "(2)", "(3)", "(4)"], True),
        (["A", "B", "1", "2", "3=2/1"], True),
        (["1", "2", "3", "4=3/2*100"], True),
        (["1", "Sởi", "3", "4"], False),
        (["12", "40", "7", "3"], False),
    ],
)
def test_index_row(cells, expected):
    assert is_index_row(Row(tuple(cells))) is expected


def paths(*rows):
    return [" / ".join(path) for path in header_paths([Row(tuple(row)) for row in rows], len(rows[0]))]


def test_spanning_cell_covers_columns_that_have_subheaders():
    got = paths(["TT", "Tên", "Năm 2024", "", "Ghi chú"], ["", "", "Mắc", "Chết", ""])
    assert got == ["TT", "Tên", "Năm 2024 / Mắc", "Năm 2024 / Chết", "Ghi chú"]


def test_spanning_cell_stops_at_a_column_of_one_row():
    got = paths(
        ["TT", "Tên", "Từ đầu năm", "", "", "Tháng này", "Mức giao", ""],
        ["", "", "CK", "2024", "Chênh", "", "Số giao", "% đạt"],
    )
    assert got[4:] == ["Từ đầu năm / Chênh", "Tháng này", "Mức giao / Số giao", "Mức giao / % đạt"]


def test_three_header_rows():
    got = paths(
        ["Bệnh", "Thực hiện", "", "", ""],
        ["", "2024", "", "2023", ""],
        ["", "Mắc", "Chết", "Mắc", "Chết"],
    )
    assert got[2] == "Thực hiện / 2024 / Chết"
    assert got[3] == "Thực hiện / 2023 / Mắc"


def test_title_row_and_index_row_are_no_header_texts():
    got = paths(["Đơn vị tính: người", "", "", ""], ["TT", "Huyện", "KH", "TH"], ["(1)", "(2)", "(3)", "(4)"])
    assert got == ["TT", "Huyện", "KH", "TH"]


# header (one or two rows), report's period → role, period and span of the value columns
COLUMNS = {
    "plan, estimate, prior year, shares": (
        HALF,
        [
            [
                "TT",
                "Chỉ tiêu",
                "KH giao 2024",
                "Ước 6T.2024",
                "TH 6T.2023",
                "So với KH",
                "So với CK",
            ]
        ],
        ["plan 2024", "result 6T/2024", "prior 6T/2023", "attainment 6T/2024", "change 6T/2024"],
    ),
    "month beside cumulative": (
        MAY,
        [
            [
                "TT",
                "Chỉ tiêu",
                "ĐVT",
                "KH 2024",
                "Trong tháng",
                "Lũy tích 5 tháng",
                "LT/KH (%)",
                "LT cùng kỳ",
                "+/-",
            ]
        ],
        [
            "plan 2024",
            "result T5/2024 month",
            "result 5T/2024 cumulative",
            "attainment 5T/2024 cumulative",
            "prior 5T/2023 cumulative",
            "change 5T/2024 cumulative",
        ],
    ),
    "month and cumulative said by periods alone": (
        MAY,
        [["Nội dung", "Tháng 5/2024", "5 tháng năm 2024", "5 tháng năm 2023"]],
        ["result T5/2024 month", "result 5T/2024 cumulative", "prior 5T/2023"],
    ),
    "years alone": (
        HALF,
        [["TT", "Nội dung", "2023", "2024", "Chênh lệch"]],
        ["prior 6T/2023", "result 6T/2024", "change 6T/2024"],
    ),
    "whole earlier year beside a half year": (
        HALF,
        [["Nội dung", "Thực hiện năm 2023", "Kế hoạch 2024", "6 tháng 2024", "% KH"]],
        ["prior 2023", "plan 2024", "result 6T/2024", "attainment 6T/2024"],
    ),
    "comparison over plan and prior": (
        HALF,
        [
            ["TT", "Chỉ số", "KH", "TH", "Cùng kỳ", "So sánh (%)", ""],
            ["", "", "", "", "", "Kế hoạch", "Cùng kỳ"],
        ],
        ["plan 2024", "result 6T/2024", "prior 6T/2023", "attainment 6T/2024", "change 6T/2024"],
    ),
    "years over plan, result and share": (
        HALF,
        [
            ["TT", "Nội dung", "Năm 2024", "", "", "Cùng kỳ 2023", "Tăng, giảm"],
            ["", "", "Chỉ tiêu", "Kết quả 6 tháng", "Đạt (%)", "", ""],
        ],
        ["plan 2024", "result 6T/2024", "attainment 6T/2024", "prior 6T/2023", "change 6T/2024"],
    ),
    "prior over plan and result": (
        HALF,
        [
            ["Chỉ tiêu", "6 tháng năm 2023", "", "6 tháng năm 2024", ""],
            ["", "Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"],
        ],
        ["plan 6T/2023", "prior 6T/2023", "plan 6T/2024", "result 6T/2024"],
    ),
    "previous month": (
        MAY,
        [["Bệnh", "Tháng trước", "Tháng này", "Tăng/giảm so với tháng trước"]],
        ["prior T4/2024", "result T5/2024 month", "change T5/2024 month"],
    ),
    "quarter": (
        Period(2024, 4, 2024, 6),
        [["Chỉ tiêu", "Kế hoạch năm", "Trong quý", "Lũy kế 6 tháng", "Tỷ lệ thực hiện (%)"]],
        ["plan 2024", "result Q2/2024 month", "result 6T/2024 cumulative", "attainment 6T/2024 cumulative"],
    ),
    "next year": (
        Period.year(2024),
        [["Chỉ tiêu", "KH 2024", "Ước TH 2024", "Dự kiến KH 2025", "Ước TH 2024/KH 2024 (%)"]],
        ["plan 2024", "result 2024", "plan 2025", "attainment 2024"],
    ),
    "subjects said before a colon": (
        HALF,
        [["TT", "Xã", "Khám thai: KH năm", "Khám thai: TH", "Khám thai: %", "Sởi: KH năm", "Sởi: Đạt %"]],
        [
            "plan 2024",
            "result 6T/2024",
            "attainment 6T/2024",
            "plan 2024",
            "attainment 6T/2024",
        ],
    ),
    "words that no rule knows": (
        HALF,
        [["Loại", "Cột lạ", "Cột khác"]],
        ["result 6T/2024", "result 6T/2024"],
    ),
}


def columns(header, period, kind=Kind.REPORT, row=None):
    width = len(header[0])
    body = row or ["1", "Số ca khám"][-2:] + ["5"] * (width - 2)
    if header[0][0] not in ("TT", "STT"):
        body = row or ["Số ca khám"] + ["5"] * (width - 1)
    if "ĐVT" in header[0]:
        body[header[0].index("ĐVT")] = "ca"
    table = Table(tuple(Row(tuple(cells)) for cells in header), (Row(tuple(body)),))
    context = FigureContext("r", Place("Lai Châu"), period, kind, 0, ())
    return [column for column in read_columns(table, context) if column.kind is ColumnKind.VALUE]


@pytest.mark.parametrize(("period", "header", "expected"), COLUMNS.values(), ids=COLUMNS.keys())
def test_columns_have_role_period_and_span(period, header, expected):
    got = []
    for column in columns(header, period):
        span = "" if column.span is Span.PERIOD else f" {column.span}"
        got.append(f"{column.role} {column.period.label}{span}")
    assert got == expected


def test_numbers_of_a_plan_are_targets_whatever_the_header_says():
    got = columns([["TT", "Chỉ tiêu", "Thực hiện 2023", "Năm 2024", "Kết quả"]], Period.year(2024), Kind.PLAN)
    assert [column.role for column in got] == [Role.RESULT, Role.PLAN, Role.PLAN]


def test_chi_tieu_heads_labels_or_targets():
    got = columns([["TT", "Chỉ tiêu", "Chỉ tiêu giao 2024", "Thực hiện"]], HALF)
    assert [column.role for column in got] == [Role.PLAN, Role.RESULT]


def test_share_of_passed_samples_is_no_attainment_without_a_plan():
    got = columns([["TT", "Loại mẫu", "Số mẫu", "Số mẫu đạt", "Tỷ lệ đạt (%)"]], HALF)
    assert [column.role for column in got] == [Role.RESULT] * 3
    assert got[2].rate


def test_subjects_before_a_colon_part_the_columns():
    got = columns([["TT", "Xã", "Sởi: KH", "Sởi: TH", "BCG: KH", "BCG: TH", "Ghi: một lần"]], HALF)
    assert [column.measures for column in got] == [("Sởi",), ("Sởi",), ("BCG",), ("BCG",), ("Ghi: một lần",)]


def test_columns_headed_by_districts_have_their_place():
    got = columns([["TT", "Chỉ tiêu", "Phong Thổ", "Sìn Hồ", "Toàn tỉnh"]], HALF)
    assert [column.place for column in got] == [
        Place("Lai Châu", "Phong Thổ"),
        Place("Lai Châu", "Sìn Hồ"),
        None,
    ]


def test_measures_part_subjects():
    header = [["TT", "Tên bệnh", "6 tháng 2024", "", "Cùng kỳ", ""], ["", "", "Mắc", "Chết", "Mắc", "Chết"]]
    got = columns(header, HALF)
    assert [column.measures for column in got] == [("Mắc",), ("Chết",)] * 2
    assert got[0].subject == got[2].subject != got[1].subject
    assert [column.header for column in got] == ["Mắc", "Chết"] * 2


@pytest.mark.parametrize(
    ("header", "cells", "kinds"),
    [
        (["TT", "Chỉ tiêu", "Đơn vị", "KH"], ["1", "Giường", "giường", "5"], "ordinal label unit value"),
        (["", "", "KH"], ["1", "Giường", "5"], "ordinal label value"),
        (["Năm", "Số ca"], ["2021", "5"], "label value"),
        (["Nội dung", "TH", "Ghi chú"], ["Khám", "5", "do dịch"], "label value note"),
        (["TT", "Huyện", "Xã", "Ca"], ["1", "Sìn Hồ", "Nậm Tăm", "5"], "ordinal label label value"),
        (
            ["TT", "Nội dung", "Đơn vị thực hiện", "Số lớp"],
            ["1", "Tập huấn", "TTYT", "5"],
            "ordinal label note value",
        ),
    ],
    ids=["unit", "no words", "years", "note", "two labels", "who does it"],
)
def test_kinds_of_columns(header, cells, kinds):
    table = Table((Row(tuple(header)),), (Row(tuple(cells)),))
    context = FigureContext("r", Place("Lai Châu"), HALF, Kind.REPORT, 0, ())
    assert " ".join(column.kind for column in read_columns(table, context)) == kinds
