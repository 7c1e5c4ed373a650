"""Numbers that no reader of numbers sees are found, and let through where a source writes the same."""

from __future__ import annotations

import pytest

from assistant.guard.notation import hidden_number

SHOWN = ["Ho gà¹ tại khu vực III; bệnh viện hạng II; dự án One Health; tiêu chí ½ số thôn"]

HIDDEN = {
    "full width": ("đạt ４７,２%", "４７"),
    "arabic": ("có ٣١ ca", "٣١"),
    "superscript": ("có ⁴¹ ca", "⁴¹"),
    "half": ("chiếm ½ dân số", "½"),
    "roman": ("ghi nhận XLI ca", "XLI"),
    "roman beside another word": ("có III ca sởi", "III"),
    "chinese": ("có 四 ca", "四"),
    "english": ("đạt ninety percent", "ninety"),
}
PLAIN = {
    "none": "đạt 47,2% kế hoạch",
    "footnote of the source": "ho gà¹ tăng 3 ca",
    "zone of the source": "khu vực III có 4 xã",
    "quarter": "quý II năm 2023 đạt 40 ca",
    "name of the source": "dự án One Health",
    "square and cubic metres": "phun 40 m² và xử lý 12 m³ rác",
    "office": "CDC tỉnh giám sát",
}


@pytest.mark.parametrize(("text", "found"), HIDDEN.values(), ids=HIDDEN)
def test_hidden(text, found):
    assert hidden_number(text, SHOWN) == found


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_plain(text):
    assert hidden_number(text, SHOWN) == ""
