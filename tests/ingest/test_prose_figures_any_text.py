"""Whatever the text, every number of it is a figure or dismissed, once, and stands where the quote says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind
from ingest.figures.context import FigureContext
from ingest.figures.prose import prose_figures
from ingest.vietnamese.numbers import find_numbers
from ingest.vietnamese.text import nfc
from vectorstore.records import Kind, Period, Place

FRAGMENTS = """
Tỷ lệ / Số ca / trẻ dưới 5 tuổi / đạt / là / tăng / giảm / so với cùng kỳ / ( / ) / ; / , / : / . / trong đó / và / với
kế hoạch / CK 2023 / lũy tích / trong tháng / 38,4% / 2.305.410 / 12/34 trẻ / 100.000 dân / 05 ca / -0,4 / +1,6
9-48 tháng / 30/6/2024 / 77/QĐ-SYT / không có / ca / BN / ¹ / [1] / năm 2024 / ≥ / %
"""
PARTS = [part for line in FRAGMENTS.strip().splitlines() for part in line.split(" / ")]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS), max_size=25).map(" ".join))


@given(text=TEXTS, kind=st.sampled_from(list(Kind)), period=st.sampled_from([None, Period(2024, 1, 2024, 6)]))
@settings(max_examples=300, deadline=None)
def test_every_number_is_a_figure_or_dismissed_once(text: str, kind: Kind, period: Period | None) -> None:
    context = FigureContext("r", Place("Hà Giang"), period, kind, 0, ())
    found = prose_figures(Block(BlockKind.PARAGRAPH, text), context)
    source = nfc(text)
    for figure in found.figures:
        assert figure.quote[figure.start : figure.end] == figure.printed
        assert figure.quote in source
    for other in found.dismissed:
        assert other.quote[other.start : other.start + len(other.printed)] == other.printed
    told = [figure.printed for figure in found.figures if figure.printed.lower() not in ("không", "chưa")]
    told += [other.printed for other in found.dismissed]
    assert sorted(told) == sorted(number.printed for number in find_numbers(source))
