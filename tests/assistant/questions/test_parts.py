"""A question for several things taken apart."""

from __future__ import annotations

import pytest

from assistant.questions.parts import parts_of
from assistant.questions.question import Question, parse_question
from vectorstore.records import Place

KNOWN = (Place("Hòa Bình"), Place("Yên Bái"))

# question, then topic and unit of each part
CASES = [
    ("Tỷ lệ BHYT của Hòa Bình?", [("tham_gia_bao_hiem_y_te", "%")]),
    ("Số lượt khám bệnh, chữa bệnh là bao nhiêu?", [("so_luot kham_benh_chua_benh", "lượt khám")]),
    (
        "Ngộ độc thực phẩm ở Hòa Bình 6T/2023: mấy vụ, bao nhiêu người mắc?",
        [("ngo_doc_thuc_pham vu", "vụ"), ("ca_mac", "người")],
    ),
    (
        "Ngộ độc thực phẩm mấy vụ, bao nhiêu người mắc, mấy trẻ tử vong?",
        [("ngo_doc_thuc_pham vu", "vụ"), ("ca_mac", "người"), ("tu_vong_tre_em", "trẻ")],
    ),
    ("co may tram y te va bao nhieu bac si", [("tram_y_te", "trạm y tế"), ("bac_si", "bác sĩ")]),
    (
        "Số giường bệnh với công suất giường?",
        [("giuong_benh", "giường"), ("cong_suat_su_dung_giuong_benh", "%")],
    ),
    (
        "Số ca sởi, ca dại và tay chân miệng ở Yên Bái",
        [("truong_hop soi", "ca"), ("truong_hop benh_dai", "ca"), ("tay_chan_mieng", "ca")],
    ),
    (
        "Nghị quyết 41/2022/NQ-HĐND của Yên Bái thu hút bác sĩ thế nào?",  # its slashes part nothing
        [("nghi_quyet 41 2022 nghi_quyet hoi_dong_nhan_dan thu_hut bac_si", None)],
    ),
    ("tiêm uốn ván + tiêm sởi", [("tiem_chung uon_van", None), ("tiem_chung soi", None)]),
]


def parts(text: str) -> list[Question]:
    return parts_of(parse_question(text, KNOWN))


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_each_part_has_its_topic_and_unit(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [
        (" ".join(t.text for t in part.topic), part.unit.canonical if part.unit else None)
        for part in parts(text)
    ]
    assert found == expected


def test_base_of_a_rate_holds_for_every_part() -> None:
    units = {part.unit.canonical for part in parts("tỷ lệ bác sĩ, dược sĩ trên 1 vạn dân") if part.unit}
    assert units == {"/10.000 dân"}


def test_first_part_is_the_background_of_the_others() -> None:
    first, *others = parts("Ngộ độc thực phẩm mấy vụ, bao nhiêu người mắc, mấy trẻ tử vong?")
    assert first.background == ()
    assert all(part.background == first.topic for part in others)


def test_parts_keep_what_the_question_constrains() -> None:
    for part in parts("Hòa Bình 6T/2023 của người DTTS: bao nhiêu ca sởi, bao nhiêu ca dại?"):
        assert part.places == (KNOWN[0],)
        assert [asked.period.label for asked in part.periods] == ["6T/2023"]
        assert part.populations == {"DTTS"}


@pytest.mark.parametrize("text", ["", ", , ,", "và"])
def test_nothing_to_part_is_one_question(text: str) -> None:
    assert len(parts(text)) == 1
