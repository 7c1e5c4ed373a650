"""Small documents for the readers' tests, drawn with reportlab and python-docx. Their wording is ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FONTS = Path("/usr/share/fonts/truetype/liberation2")
SERIF, BOLD, ITALIC = "Serif", "SerifBold", "SerifItalic"
LEFT, RIGHT, TOP = 85.0, 540.0, 780.0
SIZE, LEADING = 13.0, 16.0


@cache
def _fonts() -> bool:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if not FONTS.is_dir():
        return False
    for name, file in ((SERIF, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"LiberationSerif-{file}.ttf"))
    return True


class Sheet:
    """A page of A4 that is written line by line from the top."""

    def __init__(self, path: Path, size: tuple[float, float] = (595.3, 841.9)) -> None:
        from reportlab.pdfgen.canvas import Canvas

        if not _fonts():
            pytest.skip("no Liberation fonts on this machine")
        self.canvas = Canvas(str(path), pagesize=size)
        self.y = TOP

    def put(self, x: float, y: float, text: str, font: str = SERIF, size: float = SIZE) -> float:
        """Text at a place; the x where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)
        return x + self.canvas.stringWidth(text, font, size)

    def line(
        self, text: str, x: float = LEFT, font: str = SERIF, size: float = SIZE, gap: float = LEADING
    ) -> None:
        self.y -= gap
        self.put(x, self.y, text, font, size)

    def centred(self, text: str, font: str = BOLD, gap: float = 22.0) -> None:
        self.y -= gap
        width = self.canvas.stringWidth(text, font, SIZE)
        self.put((LEFT + RIGHT - width) / 2, self.y, text, font)

    def paragraph(self, text: str, indent: float = 36.0, font: str = SERIF, gap: float = 22.0) -> None:
        """A wrapped paragraph with a first-line indent."""
        x, step = LEFT + indent, gap
        words, row = text.split(" "), ""
        for word in words:
            trial = f"{row} {word}".strip()
            if x + self.canvas.stringWidth(trial, font, SIZE) > RIGHT:
                self.line(row, x, font, gap=step)
                x, step, row = LEFT, LEADING, word
            else:
                row = trial
        self.line(row, x, font, gap=step)

    def page(self, rotation: int = 0) -> None:
        if rotation:
            self.canvas.setPageRotation(rotation)
        self.canvas.showPage()
        self.y = TOP

    def save(self) -> None:
        self.canvas.save()


def ruled_table(
    sheet: Sheet,
    rows: Sequence[Sequence[str]],
    xs: Sequence[float],
    y: float,
    spans: Iterable[tuple[int, int, int, int]] = (),
    height: float = 18.0,
) -> float:
    """Draws a table with ruling lines from `y` downwards and returns where it ends.

    spans: (first row, first column, last row, last column) of merged cells; '\\n' parts lines of a cell.
    """
    covered = {
        (r, c): span
        for span in spans
        for r in range(span[0], span[2] + 1)
        for c in range(span[1], span[3] + 1)
    }
    heights = [height * max(1, *(cell.count("\n") + 1 for cell in row)) for row in rows]
    ys = [y - sum(heights[:n]) for n in range(len(rows) + 1)]
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            span = covered.get((r, c), (r, c, r, c))
            if c == 0 or covered.get((r, c - 1)) != span:
                sheet.canvas.line(xs[c], ys[r], xs[c], ys[r + 1])
            if r == 0 or covered.get((r - 1, c)) != span:
                sheet.canvas.line(xs[c], ys[r], xs[c + 1], ys[r])
            for n, text in enumerate(cell.split("\n")):
                sheet.put(xs[c] + 4, ys[r] - 13 - n * 12, text, size=10)
        sheet.canvas.line(xs[-1], ys[r], xs[-1], ys[r + 1])
    sheet.canvas.line(xs[0], ys[-1], xs[-1], ys[-1])
    return ys[-1]


def body(count: int = 6) -> list[str]:
    """Paragraphs long enough to wrap, so that a page's margins show."""
    return [
        f"Đoạn thứ {n} nói về việc bố trí nhân lực tại các trạm, việc cấp phát vật tư theo từng quý và việc"
        " kiểm tra chéo giữa các đơn vị, kết quả được tổng hợp gửi về phòng nghiệp vụ để theo dõi chung."
        for n in range(1, count + 1)
    ]


def add_xml(parent: Any, xml: str) -> Any:
    """Appends WordprocessingML (prefix w, one root element) to an element."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    wrapped = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    element = wrapped[0]
    parent.append(element)
    return element
