"""Quoted source text as HTML: lines with tabs as rows of a table, the quote in <mark>."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ui.pages.excerpt import Excerpt, lines_with_spans
from ui.pages.markup import escape


def excerpt_html(excerpt: Excerpt) -> str:
    """The source lines with the quote in <mark>; lines with tabs as rows of a table, under its header."""
    blocks = []
    header = "".join(f"<tr>{_cells('th', line)}</tr>" for line in excerpt.header)
    head = f"<thead>{header}</thead>" if header else ""
    for tabular, group in groupby(lines_with_spans(excerpt), key=lambda line: "\t" in line[0]):
        if tabular:
            rows = "".join(_row(*line) for line in group)
            blocks.append(f'<div class="scroll"><table>{head}<tbody>{rows}</tbody></table></div>')
        else:
            blocks.extend(f"<p>{_marked(*line)}</p>" for line in group if line[0].strip())
    return "".join(blocks)


def marked_html(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A quote with several stretches of it in <mark>; lines with tabs as rows of a table."""
    wanted = sorted(set(spans))
    lines, offset = [], 0
    for line in text.split("\n"):
        lines.append((offset, line))
        offset += len(line) + 1
    blocks = []
    for tabular, group in groupby(lines, key=lambda line: "\t" in line[1]):
        if tabular:
            rows = "".join(f"<tr>{_marked_cells(at, line, wanted)}</tr>" for at, line in group)
            blocks.append(f'<div class="scroll"><table><tbody>{rows}</tbody></table></div>')
        else:
            blocks.extend(f"<p>{_several_marked(at, line, wanted)}</p>" for at, line in group if line.strip())
    return "".join(blocks)


def _marked_cells(at: int, line: str, spans: Sequence[tuple[int, int]]) -> str:
    cells = []
    for cell in line.split("\t"):
        cells.append(f"<td>{_several_marked(at, cell, spans)}</td>")
        at += len(cell) + 1
    return "".join(cells)


def _several_marked(at: int, text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A stretch that begins `at` a place of the quote, with what of the spans lies in it marked."""
    shown, done = "", 0
    for start, end in ((max(0, s - at), min(len(text), e - at)) for s, e in spans):
        if done <= start < end:
            shown += f"{escape(text[done:start])}<mark>{escape(text[start:end])}</mark>"
            done = end
    return shown + escape(text[done:])


def _cells(tag: str, line: str) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in line.split("\t"))


def _row(line: str, start: int, end: int) -> str:
    cells, offset = [], 0
    for cell in line.split("\t"):
        first, last = (min(max(edge - offset, 0), len(cell)) for edge in (start, end))
        cells.append(f"<td>{_marked(cell, first, last)}</td>")
        offset += len(cell) + 1
    hit = ' class="hit"' if line[start:end].strip() else ""
    return f"<tr{hit}>{''.join(cells)}</tr>"


def _marked(line: str, start: int, end: int) -> str:
    if not line[start:end].strip():
        return escape(line)
    return f"{escape(line[:start])}<mark>{escape(line[start:end])}</mark>{escape(line[end:])}"
