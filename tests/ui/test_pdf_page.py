"""Pictures of PDF pages, and quotes boxed on them: broken over lines and pages, in turned pages, in tables."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ui.pages.pdf_page import Box, locate, picture
from ui.samples.fonts import vietnamese_fonts
from vectorstore.errors import ReadError

Draw = Callable[[Canvas], None]


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Path]:
    """A PDF whose pages are drawn by functions; A4 (595 × 842 points), the lower left corner is (0, 0)."""

    def draw(*pages: Draw, size: tuple[float, float] = A4) -> Path:
        pdfmetrics.registerFont(TTFont("viet", str(vietnamese_fonts()[0])))
        path = tmp_path / "a.pdf"
        canvas = Canvas(str(path), pagesize=size)
        for page in pages:
            canvas.setFont("viet", 12)
            page(canvas)
            canvas.showPage()
        canvas.save()
        return path

    return draw


def lines(*texts: str, x: float = 60, top: float = 700) -> Draw:
    """Lines of text, 20 points apart, the first with its baseline at `top`."""

    def page(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            canvas.drawString(x, top - 20 * number, text)

    return page


def boxes(path: Path, quote: str, page: int = 1) -> tuple[Box, ...]:
    return locate(path, "x", page, quote).boxes


def test_quote_on_one_line_is_boxed_where_it_stands(drawn):
    [box] = boxes(drawn(lines("Trước đó. Đạt 48,6% kế hoạch. Sau đó.")), "Đạt 48,6% kế hoạch.")
    assert box.left > 60 / 595 and box.left + box.width < 320 / 595
    assert box.top == pytest.approx((842 - 700 - 11) / 842, abs=0.01) and 0.01 < box.height < 0.025


def test_quote_over_lines_has_a_box_a_line(drawn):
    path = drawn(lines("Tỷ lệ tiêm chủng", "đầy đủ đạt 48,6%", "trong kỳ."))
    found = boxes(path, "Tỷ lệ tiêm chủng đầy đủ đạt 48,6% trong kỳ.")
    assert len(found) == 3 and [box.top for box in found] == sorted(box.top for box in found)


@pytest.mark.parametrize(
    "quote",
    [
        "tỷ lệ   tiêm chủng\nđạt 48,6%",
        "Tỷ lệ tiêm chủng đạt 48,6%".encode().decode(),
        "Ty le tiem chung đạt 48,6 %",
    ],
    ids=["spaces", "as printed", "without diacritics"],
)
def test_spaces_marks_and_diacritics_do_not_count(drawn, quote):
    assert len(boxes(drawn(lines("- Tỷ lệ tiêm chủng đạt 48,6%; còn lại")), quote)) == 1


def test_quote_over_a_page_break_is_boxed_on_both_pages(drawn):
    path = drawn(lines("Số lượt khám trong kỳ là", top=60), lines("12.345 lượt, tăng so với cùng kỳ."))
    quote = "Số lượt khám trong kỳ là 12.345 lượt, tăng so với cùng kỳ."
    [head], [tail] = boxes(path, quote, 1), boxes(path, quote, 2)
    assert head.top > 0.9 and tail.top < 0.2


def test_quote_of_another_page_is_not_boxed(drawn):
    assert (
        boxes(drawn(lines("Một câu ở trang này."), lines("Câu khác.")), "Nội dung hoàn toàn khác hẳn.") == ()
    )


def test_row_whose_cells_are_drawn_apart_is_boxed_cell_by_cell(drawn):
    def table(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "1")
        canvas.drawString(90, 700, "Số trẻ được tiêm đủ mũi")
        canvas.drawString(330, 700, "(ước)")
        canvas.drawString(400, 700, "9.876")

    found = boxes(drawn(table), "1\tSố trẻ được tiêm đủ mũi\t9.876")
    assert len(found) == 2 and found[1].left > 0.6


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_box_of_a_turned_page_lies_in_the_picture_where_the_words_are(drawn, turn):
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.drawString(60, 400, "Số liệu của trang")

    path = drawn(page)
    box = _union(boxes(path, "Số liệu của trang"))
    assert (box.height > box.width) == (turn in (90, 270))
    image = Image.open(io.BytesIO(picture(path, f"x{turn}", 1))).convert("L")
    width, height = image.size
    right, bottom = (box.left + box.width) * width, (box.top + box.height) * height
    area = (int(box.left * width) - 2, int(box.top * height) - 2, int(right) + 3, int(bottom) + 3)
    assert image.crop(area).getextrema()[0] < 128  # ink
    image.paste(255, area)
    assert image.getextrema()[0] > 200  # and nowhere else


def _union(found: tuple[Box, ...]) -> Box:
    left, top = min(b.left for b in found), min(b.top for b in found)
    right, bottom = max(b.left + b.width for b in found), max(b.top + b.height for b in found)
    return Box(left, top, right - left, bottom - top)


def test_picture_is_a_png_of_readable_size(drawn):
    png = picture(drawn(lines("Một dòng"), size=landscape(A4)), "x", 1)
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG" and image.width == 1240 and image.width > image.height


def test_picture_of_a_replaced_file_is_another(drawn):
    one = picture(drawn(lines("Một")), "1", 1)
    assert picture(drawn(lines("Hai chữ khác")), "2", 1) != one


@pytest.mark.parametrize("page", [0, 3, 99])
def test_page_that_is_not_there_is_told(drawn, page):
    with pytest.raises(ReadError, match="không có trang"):
        locate(drawn(lines("a"), lines("b")), "y", page, "")


def test_damaged_file_is_told(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 hong")
    with pytest.raises(ReadError, match="Không mở được"):
        picture(tmp_path / "a.pdf", "z", 1)
