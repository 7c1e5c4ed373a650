"""What yes/no questions assert."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.questions.question import parse_question
from assistant.replies.claims import ClaimKind, claim_of, lower_is_better, subject_of
from vectorstore.records import Bound

# question, kind, value, side
CLAIMS = [
    ("Tỷ lệ khám thai ở Hòa Bình 6T/2023 có đạt kế hoạch không?", ClaimKind.MET, None, Bound.EXACT),
    ("sàng lọc sơ sinh Hòa Bình 2023 đạt chỉ tiêu chưa", ClaimKind.MET, None, Bound.EXACT),
    ("ty le tiem chung Hoa Binh nam 2023 da vuot ke hoach chua", ClaimKind.MET, None, Bound.EXACT),
    ("lượt khám bệnh 2023 đã hoàn thành kế hoạch năm hay chưa?", ClaimKind.MET, None, Bound.EXACT),
    ("bao phủ BHYT năm 2023 có đạt mục tiêu đề ra không", ClaimKind.MET, None, Bound.EXACT),
    ("số ca sởi có tăng không?", ClaimKind.RISES, None, Bound.EXACT),
    ("tiêm chủng đầy đủ có cao hơn cùng kỳ không", ClaimKind.RISES, None, Bound.EXACT),
    ("tay chân miệng giảm so với cùng kỳ năm 2022 không?", ClaimKind.FALLS, None, Bound.EXACT),
    ("so ca dai co it hon nam ngoai ko", ClaimKind.FALLS, None, Bound.EXACT),
    ("tỷ lệ quản lý thai có đúng 98% không?", ClaimKind.STATES, Decimal(98), Bound.EXACT),
    ("tỷ lệ quản lý thai là 91,2% phải không", ClaimKind.STATES, Decimal("91.2"), Bound.EXACT),
    ("tỷ lệ quản lý thai có trên 90% không?", ClaimKind.STATES, Decimal(90), Bound.ABOVE),
    ("thấp còi có dưới 20% không?", ClaimKind.STATES, Decimal(20), Bound.BELOW),
    ("Hòa Bình có 17 ca sởi đúng không?", ClaimKind.STATES, Decimal(17), Bound.EXACT),
]
NONE = [
    "Tỷ lệ khám thai đạt bao nhiêu phần trăm kế hoạch?",
    "Vì sao tiêm chủng chưa đạt kế hoạch?",
    "Chỉ tiêu nào chưa đạt kế hoạch?",
    "Sởi tăng hay giảm bao nhiêu so với cùng kỳ?",
    "Tổng 97 ca mà cộng các loại lại có đúng không?",
    "Tỷ lệ tiêm 6 tháng 2022 là bao nhiêu, có đúng không?",
    "Kế hoạch năm 2023 là bao nhiêu?",
    "không có gì",
]


@pytest.mark.parametrize(("text", "kind", "value", "side"), CLAIMS, ids=[row[0] for row in CLAIMS])
def test_claim_of_a_yes_no_question(text: str, kind: ClaimKind, value: Decimal | None, side: Bound) -> None:
    claim = claim_of(parse_question(text))
    assert claim is not None
    assert (claim.kind, claim.value, claim.side) == (kind, value, side)


@pytest.mark.parametrize("text", NONE)
def test_no_claim(text: str) -> None:
    assert claim_of(parse_question(text)) is None


def test_subject_leaves_the_claim_out() -> None:
    question = parse_question("Hòa Bình có 17 ca sởi đúng không?")
    claim = claim_of(question)
    assert claim is not None
    subject = subject_of(question, claim)
    assert [term.text for term in subject.topic] == ["ca_mac", "benh_soi"] or "17" not in [
        term.text for term in subject.topic
    ]
    assert not subject.roles


def test_follow_up_claims_what_it_says_last() -> None:
    claim = claim_of(parse_question("sàng lọc sơ sinh có đạt kế hoạch không – có tăng không?"))
    assert claim is not None
    assert claim.kind is ClaimKind.RISES


# name, whether less is better
DIRECTIONS = [
    ("Tỷ số tử vong mẹ", True),
    ("Tỷ lệ trẻ dưới 5 tuổi suy dinh dưỡng thể thấp còi", True),
    ("Tỷ lệ sinh con thứ 3 trở lên", True),
    ("Tỷ số giới tính khi sinh", True),
    ("Số mắc › Bệnh sởi", True),
    ("Tỷ lệ tảo hôn", True),
    ("Tỷ lệ trẻ tiêm chủng đầy đủ", False),
    ("Số ca tử vong được điều tra", False),
    ("Trẻ suy dinh dưỡng được quản lý", False),
    ("Bệnh nhân phát hiện mới", False),
    ("Tỷ lệ mổ lấy thai", None),
]


@pytest.mark.parametrize(("name", "lower"), DIRECTIONS, ids=[row[0] for row in DIRECTIONS])
def test_direction_of_an_indicator(name: str, lower: bool | None) -> None:
    assert lower_is_better(name) is lower
