"""Questions for the parts of a printed total."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from tests.assistant.small_archive import assistant_of
from tests.assistant.sourced_numbers import unsourced

REPORT = """SỞ Y TẾ SƠN LA
Số: 78/BC-SYT
Sơn La, ngày 05 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ
1. Tài chính
- Tổng số chi 52.700 triệu đồng, trong đó: chi lương 31.200 triệu đồng; chi mua thuốc 15.100 triệu đồng; \
chi khác 6.400 triệu đồng.
2. Khám bệnh
- Tổng số lượt khám bệnh: 83.000 lượt.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_of(tmp_path_factory.mktemp("parts"), {"son-la": REPORT})


@pytest.mark.parametrize(
    "question",
    [
        "Cơ cấu chi 6 tháng đầu năm 2023 của Sơn La?",
        "tong so chi 6T/2023 cua Son La gom nhung khoan nao",
        "Chi 6T/2023 Sơn La theo từng khoản?",
    ],
)
def test_the_total_and_its_parts(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    lines = answer.text.splitlines()
    assert lines[0].startswith("52.700 triệu đồng"), answer.text
    assert [line.split(" [")[0].rpartition(": ")[2] for line in lines[1:4]] == [
        "31.200 triệu đồng", "15.100 triệu đồng", "6.400 triệu đồng",
    ]  # fmt: skip
    assert unsourced(answer, assistant._archive.reports()) == []


def test_what_has_no_parts_is_answered_by_itself(assistant: Assistant) -> None:
    answer = assistant.ask("Cơ cấu lượt khám bệnh 6T/2023 Sơn La?")
    assert "83.000 lượt" in answer.text.splitlines()[0]
