"""Quoted source text as HTML: lines with tabs as rows of a table, the quote in <mark>."""

from __future__ import annotations

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
