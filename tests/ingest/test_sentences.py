"""Sentence ends in report Vietnamese."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.vietnamese.sentences import split_sentences

# Sentences parted by " | ": the split of the text without the bars.
CASES = {
    "plain": "Khám 120 lượt. | Điều trị 30 lượt.",
    "thousands and decimals": "Đã tiêm 1.204.518 liều, đạt 61,7%. | Còn 3.000 liều.",
    "half-year mark": "Số liệu 6T.2024 của huyện. | Hết.",
    "decision number": "Theo Quyết định số: 12/QĐ-TTg. | Tiếp tục thực hiện.",
    "city": "Trung tâm Y tế TP. Sơn La có 05 khoa. | Hết.",
    "titles": "BS.CKII Trần Văn Bình và ThS. Lê Thị Hoa dự. | Hết.",
    "initial": "Ông Nguyễn Văn A. Phụ trách chung",
    "and so on, going on": "Thuốc, hóa chất, v.v. được cấp đủ. | Hết.",
    "numbered start": "1. Tăng cường giám sát. | 2. Củng cố mạng lưới.",
    "numbered behind colon": "Gồm: 1. Khám sàng lọc; 2. Tư vấn. | Hết.",
    "deep number": "2.1.3. Công tác dược. | Bảo đảm đủ thuốc.",
    "year end": "So với năm 2023. | Trong đó có 02 ca.",
    "quotes": "Mở cuộc thi “Vì sức khỏe.” | Có 40 người dự.",
    "brackets": "Giảm 3 ca (cùng kỳ 5 ca.). | Không tử vong.",
    "footnote mark": "Có 01 ca ho gà.¹ | Không có ổ dịch.",
    "mark in brackets": "Được 3.140 hộ.[1] | Đạt kế hoạch.",
    "no blank": "Theo đề án.Tăng cường nhân lực.",
    "lines": "Kết quả:\n | - Khám 12 lượt\n | - Điều trị 3 lượt",
    "dots": "Thuốc, vật tư... được cấp đủ. | Hết.",
    "lower case goes on": "Đạt 50 tr. đồng và 3 tỷ. | Hết.",
    "closing mark": "Trên đây là báo cáo của Sở Y tế./.",
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_sentences_end_where_a_reader_ends_them(case: str) -> None:
    expected = [piece.strip() for piece in case.split(" | ")]
    text = case.replace("\n | ", "\n").replace(" | ", " ")
    found = [text[start:end] for start, end in split_sentences(text)]
    if text.startswith("Theo đề án."):
        expected = ["Theo đề án.", "Tăng cường nhân lực."]
    assert found == expected


@given(
    st.text(alphabet=st.sampled_from(list("Abc 12.,;:!?…“”()[]\n¹đỆ")), max_size=80) | st.text(max_size=80)
)
def test_spans_hold_every_character_once(text: str) -> None:
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
