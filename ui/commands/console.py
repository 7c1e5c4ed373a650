"""What long jobs and tables look like on a terminal."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Iterable, Sequence

# Off a terminal (a log file, another program) a line each tenth of the work is enough to see that it moves.
_LOG_STEPS = 10
_REDRAW_SECONDS = 0.1
_MAX_CELL = 60


class Counter:
    """'Đã trả lời 12/182 câu hỏi' on stderr: redrawn in place on a terminal, now and then in a log."""

    def __init__(self, verb: str, total: int, noun: str) -> None:
        self._verb, self._total, self._noun = verb, total, noun
        self._done = 0
        self._drawn = 0.0
        self._live = sys.stderr.isatty()

    def step(self) -> None:
        self._done += 1
        text = f"{self._verb} {self._done}/{self._total} {self._noun}"
        if self._live and time.monotonic() - self._drawn > _REDRAW_SECONDS:
            self._drawn = time.monotonic()
            redraw(text)
        elif not self._live and self._done % max(1, self._total // _LOG_STEPS) == 0:
            print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._live:
            redraw("")


def redraw(text: str) -> None:
    """Replace the last line of stderr, which must be a terminal."""
    print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)


def width(text: str) -> int:
    """Columns that a text takes: combining marks none, wide East Asian characters two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns set flush under their header; cells longer than 60 characters are cut, but never the last one."""
    cells = [tuple(header), *((*map(_cut, row[:-1]), row[-1]) for row in rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(header))]
    return "\n".join(
        "  ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def _cut(cell: str) -> str:
    cell = " ".join(cell.split())
    return cell if len(cell) <= _MAX_CELL else cell[: _MAX_CELL - 1] + "…"
