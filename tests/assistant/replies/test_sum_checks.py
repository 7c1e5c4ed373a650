"""Questions whether printed parts add up to a printed total."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.small_archive import assistant_of
from tests.assistant.sourced_numbers import unsourced

REPORT = """SỞ Y TẾ SƠN LA
Số: 77/BC-SYT
Sơn La, ngày 05 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ
- Cấp phát màn tẩm hóa chất 900 cái, trong đó: huyện loại một 520 cái; huyện loại hai 380 cái.
- Cử 60 cán bộ đi đào tạo, trong đó: bác sĩ 21; điều dưỡng 25; hộ sinh 16.

PHỤ LỤC
STT\tNội dung\tĐơn vị tính\tKế hoạch năm 2023\tThực hiện 6T/2023
1\tSố hộ gia đình sử dụng nhà tiêu hợp vệ sinh\tHộ\t16.000\t8.100
\t+ Nông thôn\tHộ\t10.000\t5.050
\t+ Thành thị\tHộ\t6.000\t3.100
2\tKhám sức khỏe định kỳ\tLượt\t7.000\t3.300
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_of(tmp_path_factory.mktemp("sums"), {"son-la": REPORT})


# question, how the first line begins, what else the answer holds
CHECKS = [
    (
        "hộ có nhà tiêu hợp vệ sinh Sơn La 6T/2023: nông thôn cộng thành thị có bằng tổng không?",
        "Không khớp: tổng số in trong báo cáo là 8.100 hộ",
        ["5.050 + 3.100 = 8.150 hộ, nhiều hơn tổng số đã in"],
    ),
    (
        "ho co nha tieu hop ve sinh Son La 6T/2023: nong thon cong thanh thi co bang tong khong",
        "Không khớp",
        ["8.150"],
    ),
    (
        "Màn tẩm hóa chất cấp ở Sơn La 6T/2023, các loại cộng lại có khớp với tổng không?",
        "Khớp: tổng số in trong báo cáo là 900",
        ["520 + 380 = 900"],
    ),
    (
        "60 cán bộ Sơn La cử đi đào tạo 6T/2023: chi tiết có khớp không?",
        "Không khớp: tổng số in trong báo cáo là 60 cán bộ",
        ["21 + 25 + 16 = 62"],
    ),
]


@pytest.mark.parametrize(("question", "begins", "holds"), CHECKS, ids=[c[0][:24] for c in CHECKS])
def test_parts_are_added_up_and_set_beside_the_total(
    assistant: Assistant, question: str, begins: str, holds: list[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(begins), answer.text
    assert all(words in answer.text for words in holds), answer.text
    assert not answer.refused
    assert unsourced(answer, assistant._archive.reports()) == []


OTHERS = [
    "Khám sức khỏe định kỳ Sơn La 6T/2023 có đủ không cộng gì thêm không?",  # no parts
    "Số hộ có nhà tiêu hợp vệ sinh Sơn La 6T/2023?",
    "75 cán bộ Sơn La cử đi đào tạo 6T/2023: chi tiết có khớp không?",  # no such total
]


@pytest.mark.parametrize("question", OTHERS, ids=[q[:24] for q in OTHERS])
def test_other_questions_get_no_verdict_on_a_sum(assistant: Assistant, question: str) -> None:
    assert "hớp: tổng số in" not in assistant.ask(question).text
