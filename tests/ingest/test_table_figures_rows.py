"""Rows of tables: marks, labels, and the chain of rows that gives each its meaning."""

from decimal import Decimal

import pytest

from ingest.figures.chains import chains
from ingest.figures.marks import Mark, MarkKind, mark_of, split_label
from ingest.figures.row_units import counted_noun, label_unit, split_unit, unit_cell
from ingest.figures.rows import RowText, clean_label, join_continuations, read_mark
from ingest.figures.subjects import place_named
from vectorstore.records import Place


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("A", MarkKind.LETTER, (1,)),
        ("Đ", MarkKind.LETTER, (4,)),
        ("I", MarkKind.ROMAN, (1,)),
        ("XIV.", MarkKind.ROMAN, (14,)),
        ("C", MarkKind.LETTER, (3,)),
        ("7", MarkKind.NUMBER, (7,)),
        ("2.1", MarkKind.DOTTED, (2, 1)),
        ("a)", MarkKind.SMALL, (1,)),
        ("-", MarkKind.DASH, ()),
        ("*", MarkKind.STAR, ()),
        ("+", MarkKind.PLUS, ()),
        ("", MarkKind.NONE, ()),
    ],
)
def test_mark_of_an_ordinal_cell(text, kind, key):
    found = mark_of(text)
    assert (found.kind, found.key) == (kind, key)


@pytest.mark.parametrize("text", ["Công tác y tế", "1816/QĐ", "2024 ca"])
def test_ordinal_cell_with_words_has_no_mark(text):
    assert mark_of(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("- Nam", MarkKind.DASH, "Nam"),
        ("–Nữ", MarkKind.DASH, "Nữ"),
        ("+ Tuyến xã", MarkKind.PLUS, "Tuyến xã"),
        ("*. Phát thanh", MarkKind.STAR, "Phát thanh"),
        (". Giáo viên", MarkKind.DOT, "Giáo viên"),
        ("2.1. Khám thai", MarkKind.DOTTED, "Khám thai"),
        ("IV. Dân số", MarkKind.ROMAN, "Dân số"),
        ("a) Nội trú", MarkKind.SMALL, "Nội trú"),
        ("18 tháng tuổi", MarkKind.NONE, "18 tháng tuổi"),
        ("-5 độ", MarkKind.NONE, "-5 độ"),
        ("Xã I", MarkKind.NONE, "Xã I"),
    ],
)
def test_mark_at_the_head_of_a_label(text, kind, rest):
    mark, label = split_label(text)
    assert (mark.kind, label) == (kind, rest)


@pytest.mark.parametrize(
    ("ordinal", "label", "kind", "rest"),
    [
        ("3", "* Tư vấn", MarkKind.NUMBER, "Tư vấn"),
        ("-", "+ Tuyến tỉnh", MarkKind.PLUS, "Tuyến tỉnh"),
        ("II. Dự phòng", "", MarkKind.ROMAN, "Dự phòng"),
        ("", "- Nam", MarkKind.DASH, "Nam"),
        ("1", "18. Tháng", MarkKind.NUMBER, "18. Tháng"),
    ],
    ids=["number over star", "plus over dash", "merged cell", "label's own", "number in label stays"],
)
def test_mark_from_ordinal_and_label(ordinal, label, kind, rest):
    mark, text = read_mark(ordinal, label)
    assert (mark.kind, text) == (kind, rest)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Tập huấn:", "Tập huấn"),
        ("Mẫu xét nghiệm, trong đó:", "Mẫu xét nghiệm"),
        ("Người bệnh. Trong đó:", "Người bệnh"),
        ("Trong đó: nữ", "nữ"),
        ("Trong đó:", "Trong đó"),
        ("Lớp học (***)", "Lớp học"),
        ("Số trẻ < 5 tuổi", "Số trẻ < 5 tuổi"),
    ],
)
def test_clean_label(text, clean):
    assert clean_label(text) == clean


def tree(*lines):
    """Rows from 'ordinal|label|value' (value '' for a heading) → 'parent > parent > label' of each."""
    rows = []
    for index, line in enumerate(lines):
        ordinal, label, value = line.split("|")
        mark, text = read_mark(ordinal, label)
        number = Decimal(value) if value not in ("", "-") else None
        rows.append(RowText(index, mark, text, bool(value), number, rate=label_unit(text) == "%"))
    return [" > ".join((*chain, row.clean)) for chain, row in zip(chains(rows), rows, strict=True)]


def test_ordinals_nest_by_kind():
    got = tree(
        "A|Chung|", "I|Dự phòng|", "1|Lao|", "|- Khám|5", "2|Phong|", "|- Khám|3", "II|Dân số|", "1|Sinh|2"
    )
    assert got[3] == "Chung > Dự phòng > Lao > Khám"
    assert got[5] == "Chung > Dự phòng > Phong > Khám"
    assert got[7] == "Chung > Dân số > Sinh"


def test_list_restarted_inside_another_nests_and_ends():
    got = tree("A|Y tế|", "I|Phòng bệnh|1", "II|Dân số|", "A|Pháp lệnh|", "1|Sinh|2", "B|Chung|", "1|Tử|2",
               "III|Thực phẩm|", "1|Kiểm tra|4", "B|Nước sạch|", "1|Xã|9")  # fmt: skip
    assert got[4] == "Y tế > Dân số > Pháp lệnh > Sinh"
    assert got[6] == "Y tế > Dân số > Chung > Tử"
    assert got[8] == "Y tế > Thực phẩm > Kiểm tra"
    assert got[10] == "Nước sạch > Xã"


def test_letter_i_after_h_is_a_letter():
    got = tree("G|Bảy|", "1|a|1", "H|Tám|", "1|b|1", "I|Chín|", "1|c|1")
    assert got[5] == "Chín > c"


def test_dotted_numbers_stand_under_their_number():
    got = tree("2|Sàng lọc|", "2.1|Trước sinh|4", "2.2|Sơ sinh|5", "|+ Miễn phí|3", "3|Tư vấn|6")
    assert got[3] == "Sàng lọc > Sơ sinh > Miễn phí"
    assert got[4] == "Tư vấn"


def test_dotted_numbers_without_their_number_stand_under_the_letter():
    got = tree("A|Khám|", "1.1|Nội trú|4", "1.2|Ngoại trú|5", "B|Thuốc|", "2.1|Mẫu|3")
    assert got[2] == "Khám > Ngoại trú"
    assert got[4] == "Thuốc > Mẫu"


def test_plus_belongs_to_the_nearest_dash():
    got = tree("1|Bướu cổ|", "|- Khám|9", "|+ Nam|4", "|- Điều trị|7", "|+ Nam|3", "|+ Nữ|4")
    assert got[2] == "Bướu cổ > Khám > Nam"
    assert got[5] == "Bướu cổ > Điều trị > Nữ"


def test_plus_above_dash_where_a_table_has_it_so():
    got = tree("1|Khám|", "|+ Nội trú|9", "|- Nam|4", "|- Nữ|5", "|+ Ngoại trú|7", "|- Nam|3")
    assert got[3] == "Khám > Nội trú > Nữ"
    assert got[5] == "Khám > Ngoại trú > Nam"


def test_unmarked_rows_are_members_beside_dash_rows():
    got = tree("1|Phòng lao|", "|- Số xã|9", "|Tổng số bệnh nhân|50", "|- Phát hiện mới|20", "|+ Lao phổi|9")
    assert got[2] == "Phòng lao > Tổng số bệnh nhân"
    assert got[3] == "Phòng lao > Phát hiện mới"
    assert got[4] == "Phòng lao > Phát hiện mới > Lao phổi"


def test_dash_rows_are_parts_of_unmarked_rows_where_headings_have_no_dash_below():
    got = tree(
        "I|Giường bệnh|",
        "|Tuyến tỉnh quản lý|50",
        "|- Đa khoa|30",
        "|- Y học cổ truyền|20",
        "|Tuyến huyện quản lý|9",
    )
    assert got[3] == "Giường bệnh > Tuyến tỉnh quản lý > Y học cổ truyền"
    assert got[4] == "Giường bệnh > Tuyến huyện quản lý"


def test_opener_holds_unmarked_rows_until_they_add_up():
    got = tree("1|Giám định|", "|Tổng số, trong đó:|10", "|Tai nạn|4", "|Tàn tật|6", "|Số buổi họp|3")
    assert got[2:] == [
        "Giám định > Tổng số > Tai nạn",
        "Giám định > Tổng số > Tàn tật",
        "Giám định > Số buổi họp",
    ]


def test_heading_between_dash_rows_takes_the_place_of_the_number():
    got = tree(
        "I|Dự phòng|",
        "1|Sốt rét|",
        "|- Khám|1",
        "|Phòng giun sán|",
        "|- Tẩy giun|2",
        "2|Sốt xuất huyết|",
        "|- Xã|1",
    )
    assert got[4] == "Dự phòng > Phòng giun sán > Tẩy giun"
    assert got[6] == "Dự phòng > Sốt xuất huyết > Xã"


def test_dash_row_ends_a_heading_of_unmarked_rows():
    got = tree("I|Tiêm chủng|", "|- Xã|1", "|Viêm não:|", "|Đối tượng|5", "|Đã tiêm|4", "|- Tập huấn|2")
    assert got[4] == "Tiêm chủng > Viêm não > Đã tiêm"
    assert got[5] == "Tiêm chủng > Tập huấn"


def test_marks_of_the_ordinal_column_stand_above_those_of_labels():
    got = tree(
        "1|Dân số|",
        "*|Sàng lọc|",
        "-|Trước sinh|8",
        "|+ Miễn phí|5",
        "-|Sơ sinh|6",
        "*|Tư vấn|",
        "+|Tại xã|3",
    )
    assert got[3] == "Dân số > Sàng lọc > Trước sinh > Miễn phí"
    assert got[6] == "Dân số > Tư vấn > Tại xã"


def test_star_with_values_is_no_parent_of_unmarked_rows():
    got = tree("V|HIV|", "*|Nhiễm ở nhóm DTTS|1", "|Phụ nữ được tư vấn|95")
    assert got[2] == "HIV > Phụ nữ được tư vấn"


def test_population_rows_belong_to_the_row_above():
    got = tree("I|Dân số|", "|- Tổng dân số|90", "|- Nữ|40", "|- Số hộ|20", "|Trong đó: hộ nghèo|5")
    assert got[2] == "Dân số > Tổng dân số > Nữ"
    assert got[4] == "Dân số > Số hộ > hộ nghèo"


def test_population_rows_below_a_number_belong_to_the_number():
    got = tree("1|Tỷ lệ tiêm|95", "|- Số trẻ trong diện|20", "|- Người dân tộc thiểu số|93")
    assert got[2] == "Tỷ lệ tiêm > Người dân tộc thiểu số"


def test_indented_rows_stand_under_the_row_before():
    indents = {"Khám": 0.0, "Tỉnh": 12.0, "Huyện": 12.0, "Mổ": 0.0}
    rows = [
        RowText(i, Mark(MarkKind.NONE), label, True, Decimal(1), indent=indent)
        for i, (label, indent) in enumerate(indents.items())
    ]
    assert chains(rows) == [(), ("Khám",), ("Khám",), ()]


def test_label_cut_by_a_page_break_is_joined():
    rows = [RowText(0, Mark(MarkKind.NONE), "Học sinh lớp 1 (chưa uống", True),
            RowText(1, Mark(MarkKind.NONE), "vitamin A)", False),
            RowText(2, Mark(MarkKind.NONE), "Số trẻ đã tiêm", True)]  # fmt: skip
    assert join_continuations(rows) == {1: 0}
    assert rows[0].clean == "Học sinh lớp 1 (chưa uống vitamin A)"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tr.đồng", "triệu đồng"),
        ("%", "%"),
        ("bác sĩ/vạn dân", "bác sĩ/vạn dân"),
        ("BN", "bệnh nhân"),
        ("nt", None),
        ("Lượt", "lượt"),
    ],
)
def test_unit_cell(text, unit):
    assert unit_cell(text) == unit


@pytest.mark.parametrize(
    ("label", "bare", "unit"),
    [
        ("Lượt khám (lượt)", "Lượt khám", "lượt"),
        ("Dân số tham gia (%)", "Dân số tham gia", "%"),
        ("Lao các thể (/100.000 dân)", "Lao các thể", "/100.000 dân"),
        ("TSGT (bé trai/100 bé gái)", "TSGT", "bé trai/100 bé gái"),
        ("Giám sát (lần/quý/huyện)", "Giám sát (lần/quý/huyện)", "lần"),
        ("Xã triển khai (lũy tích)", "Xã triển khai (lũy tích)", ""),
        ("Giám sát (6 đợt/xã/năm)", "Giám sát (6 đợt/xã/năm)", ""),
        ("Kinh phí (triệu đồng)", "Kinh phí", "triệu đồng"),
    ],
)
def test_unit_in_brackets(label, bare, unit):
    assert split_unit(label) == (bare, unit)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Tỷ lệ trẻ được cân", "%"),
        ("Tỷ lệ mắc phong/dân số", ""),
        ("Tỷ lệ mắc hen/10,000 dân", "/10.000 dân"),
        ("Tỷ lệ tử vong trẻ em dưới 5 tuổi", "‰"),
        ("Điều tra tỷ lệ nhiễm sán", ""),
        ("T.Số bệnh nhân quản lý", "bệnh nhân"),
        ("Số B/n được khám", "bệnh nhân"),
        ("Số xã có bác sĩ", "xã"),
    ],
)
def test_unit_that_a_label_implies(label, unit):
    assert label_unit(label) == unit


@pytest.mark.parametrize(
    ("label", "noun"), [("Trẻ 6-60 tháng", "trẻ"), ("Xã hội hóa", ""), ("Khám phụ khoa", "")]
)
def test_noun_that_a_label_begins_with(label, noun):
    assert counted_noun(label) == noun


@pytest.mark.parametrize(
    ("label", "commune"),
    [
        ("Xã Pa Tần", "Pa Tần"),
        ("Xã đạt chuẩn quốc gia", None),
        ("XÃ ĐẠT TIÊU CHÍ QUỐC GIA VỀ Y TẾ", None),
    ],
)
def test_commune_has_a_name_and_an_indicator_of_communes_is_none(label, commune):
    home = Place("Lào Cai", "Bảo Thắng")
    assert place_named(label, home) == (Place("Lào Cai", "Bảo Thắng", commune) if commune else None)
