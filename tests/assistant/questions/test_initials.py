"""Short forms read from the archive's wordings."""

import pytest

from assistant.questions.initials import Initials

WORDINGS = (
    "Viên uống tránh thai",
    "Kê đơn cấp thuốc cho người bệnh",
    "Tỷ lệ hài lòng của người bệnh nội trú",
    "Tỷ lệ hài lòng của người dân",
    "Công suất sử dụng giường bệnh",
    "Danh mục thuốc tại tuyến xã",
    "Tập huấn về lao động",
    "Lớp tập huấn CM tổ chức được",
    "Số ca mắc sởi",
    "Số ca can thiệp mạch vành",
    "Điều trị lao tiềm ẩn",
    "Siêu âm các loại",
    "Số người tiêm vắc xin dại",
)


@pytest.mark.parametrize(
    ("question", "spelt"),
    [
        ("VUTT đạt mấy % kế hoạch?", "viên uống tránh thai đạt mấy % kế hoạch?"),
        ("KĐCT tuyến xã?", "kê đơn cấp thuốc tuyến xã?"),
        ("KDCT tuyến xã?", "kê đơn cấp thuốc tuyến xã?"),
        ("HL người dân?", "hài lòng người dân?"),
        ("DM thuốc tuyến xã?", "danh mục thuốc tuyến xã?"),
        ("CT mạch vành?", "can thiệp mạch vành?"),
        ("Lao TÂ?", "Lao tiềm ẩn?"),
        ("SÂ tháng 10?", "siêu âm tháng 10?"),
    ],
    ids=[
        "four-letters",
        "with-đ",
        "d-for-đ",
        "two-letters-of-a-term",
        "term-of-the-field",
        "known-otherwise",
        "words-beside",
        "letter-with-a-mark",
    ],
)
def test_spell_out_unknown_short_form_takes_the_words_of_the_archive(question: str, spelt: str) -> None:
    assert Initials(WORDINGS).spell_out(question) == spelt


@pytest.mark.parametrize(
    "question",
    [
        "BN THA đang quản lý?",
        "quý II năm 2024",
        "ABCD?",
        "TVL?",
        "TỶ LỆ HÀI LÒNG",
        "số liệu HL-2024/SYT",
        "lớp tập huấn CM?",
        "chụp CT?",
        "TV dại?",
    ],
    ids=[
        "listed",
        "roman",
        "in-no-wording",
        "short-and-no-term",
        "all-capitals",
        "part-of-a-number",
        "written-so-in-the-archive",
        "ambiguous-with-nothing-beside",
        "part-of-a-word-of-two-syllables",
    ],
)
def test_spell_out_leaves_what_it_cannot_know(question: str) -> None:
    assert Initials(WORDINGS).spell_out(question) == question


def test_spell_out_leaves_a_short_form_with_two_readings() -> None:
    assert Initials(("Khám sàng lọc trẻ em", "Khử sạch lớp tường")).spell_out("KSLT?") == "KSLT?"
