"""Offices that questions and reports name."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from assistant.questions.offices import find_offices, of_office
from assistant.questions.question import parse_question
from tests.assistant.small_archive import assistant_of, report_text
from tests.vectorstore.builders import a_report
from vectorstore.records import Place

PROVINCE = Place("Tuyên Quang")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("BVĐK tỉnh Tuyên Quang có mấy điều dưỡng?", ["bệnh viện"]),
        ("benh vien da khoa tinh co bao nhieu giuong", ["bệnh viện"]),
        ("Bệnh viện Phổi tỉnh: số lượt khám", ["bệnh viện chuyên khoa"]),
        ("CDC Tuyên Quang 6T/2024", ["trung tâm kiểm soát bệnh tật"]),
        ("TTYT huyện Sơn Dương và Phòng Y tế", ["trung tâm y tế", "phòng y tế"]),
        ("SỞ Y TẾ TUYÊN QUANG", ["sở y tế"]),
        ("Tỷ lệ nhiễm khuẩn bệnh viện năm 2023?", []),
        ("Tỷ lệ tiêm chủng đầy đủ?", []),
    ],
)
def test_offices_are_found_by_any_of_their_names(text: str, kinds: list[str]) -> None:
    assert [match.kind for match in find_offices(text)] == kinds


def test_an_office_chooses_its_reports_and_leaves_the_topic() -> None:
    hospital = a_report("bv", place=PROVINCE, agency="Bệnh viện đa khoa tỉnh Tuyên Quang")
    department = a_report("syt", place=PROVINCE, agency="Sở Y tế Tuyên Quang")
    question = parse_question("Số điều dưỡng của BVĐK tỉnh Tuyên Quang?", [PROVINCE])
    found = of_office(question, [department, hospital])
    assert found is not None
    narrowed, reports = found
    assert reports == [hospital]
    assert [term.text for term in narrowed.topic] == ["dieu_duong"]


def test_no_office_is_taken_where_the_archive_has_no_report_of_it() -> None:
    department = a_report("syt", place=PROVINCE, agency="Sở Y tế Tuyên Quang")
    assert of_office(parse_question("BVĐK tỉnh có mấy giường?", [PROVINCE]), [department]) is None


def test_the_other_place_of_a_comparison_keeps_its_reports() -> None:
    hospital = a_report("bv", place=PROVINCE, agency="Bệnh viện đa khoa tỉnh Tuyên Quang")
    other = a_report("khac", place=Place("Hà Giang"), agency="Sở Y tế Hà Giang")
    question = parse_question("Số giường: BVĐK tỉnh Tuyên Quang và Hà Giang?", [PROVINCE, Place("Hà Giang")])
    found = of_office(question, [hospital, other])
    assert found is not None and found[1] == [hospital, other]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    department = report_text(
        "Sở Y tế Tuyên Quang", "Kết quả công tác y tế năm 2023", "Số điều dưỡng toàn ngành: 1.204 người."
    )
    hospital = report_text(
        "Bệnh viện Đa khoa tỉnh Tuyên Quang",
        "Tổng kết hoạt động bệnh viện năm 2023",
        "Số điều dưỡng: 317 người.",
    )
    return assistant_of(tmp_path_factory.mktemp("offices"), {"so": department, "benh-vien": hospital})


def test_a_hospital_answers_for_itself(assistant: Assistant) -> None:
    answer = assistant.ask("Số điều dưỡng của BVĐK tỉnh Tuyên Quang năm 2023?")
    assert answer.text.startswith("317 người")
