from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.compose import draft
from assistant.drafting.gather import gather
from assistant.export.paper import Letterhead, Paper
from tests.assistant.indicators.conftest import archive, indicators
from vectorstore.records import Period

__all__ = ["archive", "indicators"]

LETTERHEAD = Letterhead(
    "Sở Y tế tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Cao Bằng", "", "Cao Bằng", date(2023, 2, 5),
    signer_title="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", signer="Hoàng Văn Tư", recipients=("UBND tỉnh (b/c);", "Lưu: VT."),
)  # fmt: skip
WANTED = [
    "tỷ lệ tiêm chủng đầy đủ",
    "số ca mắc sởi",
    "tổng số lượt khám bệnh",
    "công suất sử dụng giường bệnh",
]


@pytest.fixture(scope="session")
def paper(archive, indicators):
    tables = gather(indicators, archive, WANTED, periods=[Period(2023, 1, 2023, 6)])
    return Paper((tables[0],), draft(tables), letterhead=LETTERHEAD)
