"""What each side of a comparison is given."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from ingest.pipeline import ingest
from ingest.vietnamese.text import fold, index_terms
from vectorstore.archive import Archive

YEN_BAI = """SỞ Y TẾ YÊN BÁI
Số: 44/BC-SYT
Yên Bái, ngày 04 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN

1. Dinh dưỡng
Số trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi là 9.310 trẻ.
Số trẻ em dân tộc thiểu số dưới 5 tuổi suy dinh dưỡng thể thấp còi là 7.205 trẻ.
Tỷ lệ trẻ em dưới 5 tuổi suy dinh dưỡng thể thấp còi là 21,4%.
Tỷ lệ trẻ em dân tộc thiểu số dưới 5 tuổi suy dinh dưỡng thể thấp còi là 26,8%.

2. Tiêm chủng mở rộng
Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 47,9%, kế hoạch năm 96%.
Tỷ lệ phụ nữ có thai được tiêm đủ mũi vắc xin uốn ván đạt 44,6%, kế hoạch năm 92%.

3. Quản lý hành nghề
Trên địa bàn tỉnh có 14 công ty kinh doanh thuốc chữa bệnh.
"""
SON_LA = """SỞ Y TẾ SƠN LA
Số: 61/BC-SYT
Sơn La, ngày 06 tháng 7 năm 2023

BÁO CÁO
Kết quả công tác y tế 6 tháng đầu năm 2023

I. KẾT QUẢ THỰC HIỆN

1. Tiêm chủng mở rộng
Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 43,2%.
Tỷ lệ phụ nữ có thai được tiêm đủ mũi vắc xin uốn ván đạt 40,5%.

2. Quản lý hành nghề
Tổng số có 09 công ty dược tư nhân và 305 quầy thuốc.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sides")
    files = {"yen-bai-6t-2023": YEN_BAI, "son-la-6t-2023": SON_LA}
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with Archive.open(folder / "archive", embedder=None, analyze=index_terms, fold=fold) as archive:
        ingest([folder / f"{name}.txt" for name in files], archive, print)
        yield Assistant(archive)


def printed(answer):
    return [
        [cell.figure.printed if cell.figure else None for cell in row.cells[:2]] for row in answer.table.rows
    ]


def test_a_side_that_alone_has_an_answer_has_it_beside_the_other_too(assistant):
    assert "09" in assistant.ask("Sơn La 6T/2023 có bao nhiêu công ty dược?").text.splitlines()[0]
    answer = assistant.ask("Yên Bái (6T/2023) và Sơn La (6T/2023) mỗi tỉnh có bao nhiêu công ty dược?")
    assert printed(answer) == [["14", "09"]]


def test_a_side_that_has_none_alone_has_none(assistant):
    answer = assistant.ask(
        "So sánh tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng thấp còi của Yên Bái và Sơn La 6T/2023"
    )
    assert printed(answer) == [["21,4", None]]
    assert "Sơn La 6T/2023: không có số liệu" in answer.text


def test_a_population_and_its_whole_are_compared_by_their_rates(assistant):
    """Of a part there are never more than of its whole."""
    answer = assistant.ask(
        "Trẻ em dân tộc dưới 5 tuổi ở Yên Bái 6T/2023 thấp còi nhiều hơn mặt bằng chung không?"
    )
    assert printed(answer) == [["21,4", "26,8"]]


def test_their_counts_are_given_where_counts_are_asked_for(assistant):
    answer = assistant.ask(
        "So sánh số trẻ dưới 5 tuổi thấp còi chung toàn tỉnh và số trẻ dân tộc thiểu số ở Yên Bái 6T/2023"
    )
    assert [found for row in printed(answer) for found in row][:2] == ["9.310", "7.205"]


def test_indicators_in_a_list_are_no_targets_and_its_heading_is_no_row(assistant):
    answer = assistant.ask(
        "Bảng hai chỉ tiêu tiêm chủng: trẻ tiêm chủng đầy đủ, phụ nữ có thai tiêm uốn ván – Yên Bái, Sơn La 6T/2023"
    )
    assert printed(answer) == [["47,9", "43,2"], ["44,6", "40,5"]]
