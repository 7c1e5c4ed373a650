"""Page numbers, running heads and stamps of PDF pages: lines that belong to the paper, not to the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf_lines import Line
from ingest.vietnamese.text import fold

EDGE = 0.12  # of the page height: where running heads and feet stand
MIN_REPEATS = 3  # pages on which a running head comes again

_PAGE_NUMBER = re.compile(
    r"[-–—\[(]?\s*(?:trang|page|tr\.?)?\s*\d{1,4}\s*(?:(?:/|of|tren)\s*\d{1,4})?\s*[-–—\])]?|[ivxl]{1,6}",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:nguoi ky|ky boi|co quan|thoi gian ky|chuc vu|email|so van ban den|digitally signed|signature not)"
    r"\s*(?::|by\b|verified)"
)


def split_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> tuple[list[list[Line]], list[str]]:
    """Lines of content page by page, and the texts that were left out.

    pages: a page's lines from top to bottom; heights: points.
    """
    running = _running(pages, heights)
    kept: list[list[Line]] = []
    dropped: list[str] = []
    for lines, height in zip(pages, heights, strict=True):
        own: list[Line] = []
        for number, line in enumerate(lines):
            outer = number < 2 or number >= len(lines) - 2
            at_edge = _at_edge(line, height)
            if (
                at_edge and ((outer and _PAGE_NUMBER.fullmatch(fold(line.text))) or _key(line) in running)
            ) or (_STAMP.match(fold(line.text)) and line.size <= 10 and at_edge):
                dropped.append(line.text)
            else:
                own.append(line)
        kept.append(own)
    return kept, dropped


def _at_edge(line: Line, height: float) -> bool:
    return line.base < EDGE * height or line.base > (1 - EDGE) * height


def _key(line: Line) -> tuple[str, int]:
    """What a running head has in common on all pages: its words without numbers, and its height."""
    return re.sub(r"\d+", "#", fold(line.text)), round(line.base / 6)


def _running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        counts.update({_key(line) for line in (*lines[:3], *lines[-3:]) if _at_edge(line, height)})
    least = max(MIN_REPEATS, len(pages) // 3)
    return {key for key, count in counts.items() if count >= least}
