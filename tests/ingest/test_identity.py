"""Identity: kind, title, agency, place and date of a document, read from its head."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Document, Style
from ingest.identity import Identity, identify
from ingest.readers.letterhead import letterhead_length
from ingest.readers.text import parse_text, read_text
from tests.ingest.identity_documents import MOTTO, SYT, TTYT, document, identity
from vectorstore.records import Kind, Period, Place


@dataclass
class Head:
    letterhead: tuple[str, ...]
    texts: tuple[str, ...]
    agency: str
    place: Place | None


REPORT = ("BÁO CÁO", "Kết quả công tác y tế quý I năm 2022")
HEADS = {
    "department": Head(SYT, REPORT, "Sở Y tế Cao Bằng", Place("Cao Bằng")),
    "hospital of one branch signs in the province's town": Head(
        ("SỞ Y TẾ ĐẮK LẮK", "BỆNH VIỆN MẮT", "Buôn Ma Thuột, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Bệnh viện mắt tỉnh Đắk Lắk",
        Place("Đắk Lắk"),
    ),
    "general hospital of a district": Head(
        ("SỞ Y TẾ ĐẮK LẮK", "BỆNH VIỆN ĐA KHOA", "Krông Pắc, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Bệnh viện đa khoa huyện Krông Pắc",
        Place("Đắk Lắk", "Krông Pắc"),
    ),
    "department, tỉnh on its own line": Head(
        ("SỞ Y TẾ", "TỈNH GIA LAI", "Số: 3/BC-SYT", "Gia Lai, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Sở Y tế Gia Lai",
        Place("Gia Lai"),
    ),
    "department of a city": Head(
        ("UBND THÀNH PHỐ HẢI PHÒNG", "SỞ Y TẾ", "Hải Phòng, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Sở Y tế Hải Phòng",
        Place("Hải Phòng"),
    ),
    "number and date line only": Head(
        ("Số: /BC-SYT", "Hà Giang, ngày 12 tháng 4 năm 2022"), REPORT, "Sở Y tế Hà Giang", Place("Hà Giang")
    ),
    "date line of the province's city": Head(
        ("Số: 7/BC-SYT", "Tân An, ngày 12 tháng 4 năm 2022"), REPORT, "Sở Y tế Long An", Place("Long An")
    ),
    "date line only": Head(("Yên Bái, ngày tháng 4 năm 2022",), REPORT, "Sở Y tế Yên Bái", Place("Yên Bái")),
    "date line with a slip": Head(
        ("SỞ Y TẾ", "Cao Bắng, ngày 12 tháng 4 năm 2022"), REPORT, "Sở Y tế Cao Bằng", Place("Cao Bằng")
    ),
    "no letterhead, the text says it": Head(
        (),
        (*REPORT, "Sở Y tế tỉnh Bắc Kạn báo cáo kết quả quý I như sau:"),
        "Sở Y tế Bắc Kạn",
        Place("Bắc Kạn"),
    ),
    "health centre": Head(TTYT, REPORT, "Trung tâm Y tế huyện Mường La", Place("Sơn La", "Mường La")),
    "health centre of a namesake": Head(
        ("SỞ Y TẾ BÌNH ĐỊNH", "TRUNG TÂM Y TẾ HUYỆN AN LÃO"),
        REPORT,
        "Trung tâm Y tế huyện An Lão",
        Place("Bình Định", "An Lão"),
    ),
    "health centre without the word huyện": Head(
        ("SỞ Y TẾ HÒA BÌNH", "TRUNG TÂM Y TẾ MAI CHÂU"),
        REPORT,
        "Trung tâm Y tế huyện Mai Châu",
        Place("Hòa Bình", "Mai Châu"),
    ),
    "health centre of a city that shares the province's name": Head(
        ("SỞ Y TẾ LAI CHÂU", "TRUNG TÂM Y TẾ THÀNH PHỐ LAI CHÂU", "Lai Châu, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Trung tâm Y tế thành phố Lai Châu",
        Place("Lai Châu", "thành phố Lai Châu"),
    ),
    "committee of a district over two lines": Head(
        ("ỦY BAN NHÂN DÂN", "HUYỆN THAN UYÊN", "Số: 9/BC-UBND", "Than Uyên, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "UBND huyện Than Uyên",
        Place("Lai Châu", "Than Uyên"),
    ),
    "committee known by number and date line": Head(
        ("Số: 9/BC-UBND", "Than Uyên, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "UBND huyện Than Uyên",
        Place("Lai Châu", "Than Uyên"),
    ),
    "committee of a province": Head(
        ("ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU", "Số: 9/BC-UBND", "Cà Mau, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "UBND tỉnh Cà Mau",
        Place("Cà Mau"),
    ),
    "health office of a district": Head(
        ("UBND HUYỆN BA VÌ", "PHÒNG Y TẾ", "Ba Vì, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Phòng Y tế huyện Ba Vì",
        Place("Hà Nội", "Ba Vì"),
    ),
    "centre for disease control": Head(
        ("SỞ Y TẾ TỈNH ĐẮK NÔNG", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT", "Gia Nghĩa, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Trung tâm Kiểm soát bệnh tật tỉnh Đắk Nông",
        Place("Đắk Nông"),
    ),
    "hospital": Head(
        ("SỞ Y TẾ LÀO CAI", "BỆNH VIỆN ĐA KHOA TỈNH", "Lào Cai, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Bệnh viện đa khoa tỉnh Lào Cai",
        Place("Lào Cai"),
    ),
    "hospital that names its province and signs in another town": Head(
        ("SỞ Y TẾ AN GIANG", "BỆNH VIỆN ĐA KHOA AN GIANG", "Châu Đốc, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Bệnh viện đa khoa An Giang",
        Place("An Giang"),
    ),
    "hospital in short": Head(
        ("SỞ Y TẾ LÀO CAI", "BVĐK TỈNH", "Lào Cai, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Bệnh viện đa khoa tỉnh Lào Cai",
        Place("Lào Cai"),
    ),
    "another centre of the department": Head(
        ("SỞ Y TẾ LÀO CAI", "TRUNG TÂM KIỂM NGHIỆM", "Lào Cai, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Trung tâm kiểm nghiệm tỉnh Lào Cai",
        Place("Lào Cai"),
    ),
    "commune station": Head(
        ("TRUNG TÂM Y TẾ HUYỆN MƯỜNG LA", "TRẠM Y TẾ XÃ NẬM GIÔN", "Nậm Giôn, ngày 2 tháng 4 năm 2022"),
        REPORT,
        "Trạm Y tế xã Nậm Giôn",
        Place("Sơn La", "Mường La", "Nậm Giôn"),
    ),
    "ministry": Head(("BỘ Y TẾ", MOTTO[0], "Hà Nội, ngày 2 tháng 4 năm 2022"), REPORT, "Bộ Y tế", None),
    "columns run together": Head(
        (
            "SỞ Y TẾ SƠN LA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TTYT HUYỆN MƯỜNG LA Độc lập - Tự do - Hạnh phúc",
        ),
        REPORT,
        "Trung tâm Y tế huyện Mường La",
        Place("Sơn La", "Mường La"),
    ),
    "title names the place": Head(
        (),
        ("BÁO CÁO", "Công tác tiêm chủng huyện Quỳ Hợp, tỉnh Nghệ An quý I năm 2022"),
        "",
        Place("Nghệ An", "Quỳ Hợp"),
    ),
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_agency_and_place(head: Head) -> None:
    found = identity(*head.texts, letterhead=head.letterhead)
    assert (found.agency, found.place) == (head.agency, head.place)


TITLES = [
    (("BÁO CÁO", "Công tác y tế quý I năm 2022"), "Báo cáo công tác y tế quý I năm 2022", Kind.REPORT, False),
    (("BÁO CÁO CÔNG TÁC Y TẾ QUÝ I NĂM 2022",), "Báo cáo công tác y tế quý I năm 2022", Kind.REPORT, False),
    (
        ("BÁO CÁO", "TỔNG HỢP KẾT QUẢ HOẠT ĐỘNG NỬA ĐẦU NĂM,", "VIỆC CẦN LÀM NỬA CUỐI NĂM 2022", "PHẦN I"),
        "Báo cáo tổng hợp kết quả hoạt động nửa đầu năm, việc cần làm nửa cuối năm 2022",
        Kind.REPORT,
        False,
    ),
    (("DỰ THẢO", "BÁO CÁO", "Công tác y tế năm 2022"), "Báo cáo công tác y tế năm 2022", Kind.REPORT, True),
    (("BÁO CÁO", "(Dự thảo)", "Công tác y tế năm 2022"), "Báo cáo công tác y tế năm 2022", Kind.REPORT, True),
    (
        ("DỰ THẢO KẾ HOẠCH", "Phòng, chống dại năm 2022"),
        "Kế hoạch phòng, chống dại năm 2022",
        Kind.PLAN,
        True,
    ),
    (("CHƯƠNG TRÌNH", "Công tác năm 2022"), "Chương trình công tác năm 2022", Kind.PLAN, False),
    (("PHƯƠNG ÁN", "Ứng phó dịch năm 2022"), "Phương án ứng phó dịch năm 2022", Kind.PLAN, False),
    (
        ("TỜ TRÌNH", "Về việc giao chỉ tiêu năm 2022"),
        "Tờ trình về việc giao chỉ tiêu năm 2022",
        Kind.OTHER,
        False,
    ),
    (
        ("QUYẾT ĐỊNH", "Giao chỉ tiêu kế hoạch năm 2022"),
        "Quyết định giao chỉ tiêu kế hoạch năm 2022",
        Kind.OTHER,
        False,
    ),
    (("Báo cáo", "Công tác HIV/AIDS năm 2022"), "Báo cáo công tác HIV/AIDS năm 2022", Kind.REPORT, False),
    (
        ("BÁO CÁO", "CÔNG TÁC PHÒNG, CHỐNG HIV/AIDS TỈNH CAO BẰNG NĂM 2022"),
        "Báo cáo công tác phòng, chống HIV/AIDS tỉnh Cao Bằng năm 2022",
        Kind.REPORT,
        False,
    ),
    (
        ("KẾT QUẢ CÔNG TÁC Y TẾ THÁNG 5 NĂM 2022",),
        "Báo cáo kết quả công tác y tế tháng 5 năm 2022",
        Kind.REPORT,
        False,
    ),
]


@pytest.mark.parametrize(("texts", "title", "kind", "draft"), TITLES, ids=lambda value: str(value)[:40])
def test_title_kind_and_draft(texts: tuple[str, ...], title: str, kind: Kind, draft: bool) -> None:
    found = identity(*texts, "Căn cứ chức năng, nhiệm vụ được giao;")
    assert (found.title, found.kind, found.draft) == (title, kind, draft)


def test_title_ends_where_the_report_begins_to_speak() -> None:
    found = identity("BÁO CÁO", "Công tác dược năm 2022", "Năm qua đơn vị đã cung ứng đủ thuốc cho cả tỉnh.")
    assert found.title == "Báo cáo công tác dược năm 2022"


def test_bold_lines_go_on_with_the_title() -> None:
    bold = Style(bold=True, centred=True)
    blocks = [
        Block(BlockKind.PARAGRAPH, text, style=bold) for text in ("BÁO CÁO", "Công tác dược", "Năm 2022")
    ]
    found = identify(Document((*blocks, Block(BlockKind.PARAGRAPH, "Năm qua …")), 1, "docx", SYT), "tep.docx")
    assert found.title == "Báo cáo công tác dược Năm 2022"


def test_letterhead_read_as_a_table_is_understood() -> None:
    rows = "UBND TỈNH CAO BẰNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ\tĐộc lập - Tự do - Hạnh phúc"
    blocks = (Block(BlockKind.TABLE, rows), *(Block(BlockKind.PARAGRAPH, text) for text in REPORT))
    found = identify(Document(blocks, 1, "docx"), "tep.docx")
    assert (found.agency, found.place) == ("Sở Y tế Cao Bằng", Place("Cao Bằng"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cao Bằng, ngày 05 tháng 7 năm 2023", date(2023, 7, 5)),
        ("TP. Cao Bằng, ngày 5 tháng 07 năm 2023", date(2023, 7, 5)),
        ("Cao Bằng, ngày tháng 7 năm 2023", None),
        ("Cao Bằng, ngày … tháng … năm 2023", None),
        ("Cao Bằng, ngày 31 tháng 02 năm 2023", None),
    ],
)
def test_date_of_signing(line: str, expected: date | None) -> None:
    assert identity(*REPORT, letterhead=("SỞ Y TẾ", line)).date == expected


@pytest.mark.parametrize(
    "lines",
    [
        ("Cao Bằng, ngày 05 tháng 7 năm", "2023"),
        ("Cao Bằng, ngày 05 tháng 7", "năm 2023"),
        ("Cao Bằng, ngày 05", "tháng 7 năm 2023"),
    ],
)
def test_date_that_the_narrow_column_breaks_is_one(lines: tuple[str, ...]) -> None:
    found = identity(*REPORT, letterhead=("SỞ Y TẾ CAO BẰNG", "BỆNH VIỆN NHI TỈNH", *lines))
    assert (found.date, found.agency) == (date(2023, 7, 5), "Bệnh viện nhi tỉnh Cao Bằng")
    head = ["SỞ Y TẾ CAO BẰNG", "Độc lập - Tự do - Hạnh phúc", *lines, "BÁO CÁO"]
    assert letterhead_length(head) == len(head) - 1


def test_file_name_is_the_last_hint() -> None:
    found = identify(document("BÁO CÁO", "Công tác dược", letterhead=()), "phong-tho-lai-chau-q3-2021.docx")
    assert (found.place, found.period) == (Place("Lai Châu", "Phong Thổ"), Period(2021, 7, 2021, 9))
    assert found.warnings == ("Kỳ báo cáo Q3/2021 suy ra từ tên tệp vì tiêu đề không ghi; hãy kiểm tra lại.",)


def test_the_document_outweighs_its_file_name() -> None:
    found = identity("BÁO CÁO", "Công tác y tế quý I năm 2022", name="lai-chau-6t-2024.pdf")
    assert (found.place, found.period) == (Place("Cao Bằng"), Period(2022, 1, 2022, 3))


def test_nothing_known_is_said() -> None:
    found = identify(document("Kính thưa các đồng chí", letterhead=()), "van-ban.txt")
    assert (found.place, found.period, found.agency) == (None, None, "")
    assert [warning.split(" ")[0:2] for warning in found.warnings] == [["Không", "rõ"], ["Không", "rõ"]]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_document_has_an_identity(texts: list[str]) -> None:
    assert isinstance(identify(parse_text("\n\n".join(texts)), "x"), Identity)


REAL = {
    "dien-bien-6t-2024": ("Sở Y tế Điện Biên", "Điện Biên", "6T/2024", Kind.REPORT, True, date(2024, 7, 11)),
    "lai-chau-6t-2022": ("Sở Y tế Lai Châu", "Lai Châu", "6T/2022", Kind.REPORT, False, None),
    "phong-tho-ke-hoach-2024": (
        "UBND huyện Phong Thổ",
        "Phong Thổ (Lai Châu)",
        "2024",
        Kind.PLAN,
        False,
        None,
    ),
}


@pytest.mark.parametrize(("key", "expected"), REAL.items(), ids=REAL.keys())
def test_real_reports(key: str, expected: tuple[object, ...], shared: Path) -> None:
    found = identify(read_text(shared / "archive" / "txt" / f"{key}.txt"), "x.txt")
    assert found.place is not None and found.period is not None
    told = (found.agency, found.place.label, found.period.label, found.kind, found.draft, found.date)
    assert told == expected
    assert found.warnings == ()
