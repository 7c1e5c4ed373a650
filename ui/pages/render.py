"""An answer as HTML. Everything that comes from reports or users is untrusted and escaped here, in one place.

The chat shows Markdown, so markup characters are written as numeric entities: neither an HTML nor a Markdown
parser sees anything but text in `<script>`, `**x**`, `[x](javascript:…)` or `$$x$$`. The HTML holds no line
breaks, since a blank line would end a Markdown HTML block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest

from assistant.answer import Answer, Citation
from ingest.vietnamese.text import fold
from ui.pages.excerpt import Excerpt, lines_with_spans
from vectorstore.records import Report

# Every ASCII character that HTML or Markdown gives a meaning to, also those of bare links (":", "/", "@").
_MARKUP = re.compile(r"[\"#$&'*/:<=>@\[\\\]^_`{|}~]")
# Controls that HTML forbids, halves of surrogate pairs, and marks that turn the direction of what follows.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_REFERENCE = re.compile(r"\[(\d{1,3})\]")
_SPACES = re.compile(r"\s+")
# So many sources leave the direct answer above them in sight; the others open on demand.
_SOURCES_SHOWN = 4
_PLACES_SHOWN = 6


def escape(text: str) -> str:
    """Text as it will be read, on one line, inert for HTML and Markdown."""
    plain = _CONTROL.sub("", _SPACES.sub(" ", text))
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", plain)


def question_html(question: str) -> str:
    return f'<div class="asked">{escape(question)}</div>'


def notice_html(message: str) -> str:
    """A message of the system itself, such as a question that is too long."""
    return f'<div class="answer"><p class="notice">{escape(message)}</p></div>'


def waiting_html() -> str:
    return '<div class="answer"><p class="waiting">Đang tra cứu trong kho báo cáo…</p></div>'


def stages(answer: Answer, quoted: Sequence[Excerpt]) -> Iterator[str]:
    """The answer as it grows: the direct line, then the context, then the sources."""
    lines = answer.text.splitlines() or [""]
    direct = _direct(lines[0], answer.refused)
    context = _context(lines[1:])
    parts = [direct, context, _alternatives(answer), _sources(answer.citations, quoted)]
    shown = ""
    for part in parts:
        if part:
            shown += part
            yield f'<div class="answer">{shown}</div>'


def _direct(line: str, refused: bool) -> str:
    kind = "direct refused" if refused else "direct"
    return f'<p class="{kind}">{_with_references(line)}</p>'


def _context(lines: Sequence[str]) -> str:
    """Paragraphs, list items and, where lines have tabs, tables."""
    blocks = []
    for tabular, group in groupby((line for line in lines if line.strip()), key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in group] if tabular else []
        blocks.append(_table(rows) if tabular else "")
        blocks.extend(f"<p>{_with_references(line)}</p>" for line in ([] if tabular else group))
    body = "".join(blocks)
    return f'<div class="context">{body}</div>' if body else ""


def _with_references(line: str) -> str:
    """Escaped text with the citation marks [1], [2] … set as such."""
    parts = _REFERENCE.split(line)
    # split() gives text and numbers in turn
    pairs = zip_longest(parts[::2], parts[1::2])
    return "".join(
        escape(text or "") + (f'<sup class="mark">&#91;{number}&#93;</sup>' if number else "")
        for text, number in pairs
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    cells = "".join(f"<th>{_with_references(cell)}</th>" for cell in head)
    lines = "".join(
        f"<tr>{''.join(f'<td>{_with_references(cell)}</td>' for cell in row)}</tr>" for row in body
    )
    return f'<div class="scroll"><table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table></div>'


def _alternatives(answer: Answer) -> str:
    if not answer.alternatives:
        return ""
    items = "".join(f"<li>{escape(question)}</li>" for question in answer.alternatives)
    return f'<div class="alternatives"><p>Có thể hỏi:</p><ul>{items}</ul></div>'


def _sources(citations: Sequence[Citation], quoted: Sequence[Excerpt]) -> str:
    if not citations:
        return ""
    items = [
        _source(number, citation, excerpt)
        for number, (citation, excerpt) in enumerate(zip(citations, quoted, strict=True), start=1)
    ]
    first, rest = "".join(items[:_SOURCES_SHOWN]), items[_SOURCES_SHOWN:]
    more = (
        f'<details class="more"><summary>Xem thêm {len(rest)} nguồn</summary>{"".join(rest)}</details>'
        if rest
        else ""
    )
    title = '<p class="sources-title">Nguồn trích dẫn (bấm để xem nguyên văn)</p>'
    return f'<div class="sources">{title}{first}{more}</div>'


def _source(number: int, citation: Citation, excerpt: Excerpt) -> str:
    page = f'<span class="page">trang {citation.page}</span>' if citation.page is not None else ""
    path = " › ".join(citation.section)
    label = citation.report.label
    where = f'<span class="path">{escape(path)}</span>' if path else ""
    return (
        f'<details class="source"><summary><span class="number">{number}</span>'
        f'<span class="what"><span class="title">{escape(citation.report.title)}</span>'
        f'<span class="label">{escape(label)}</span>{page}{where}</span></summary>'
        f'<div class="quoted">{excerpt_html(excerpt)}</div></details>'
    )


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


def archive_line(reports: Iterable[Report]) -> str:
    """What the archive holds, on one line under the title."""
    reports = list(reports)
    if not reports:
        return "Kho chưa có báo cáo nào; hãy nạp bằng lệnh hoibaocao ingest."
    places = sorted({report.place.province for report in reports if report.place}, key=fold)
    years = sorted({year for r in reports if r.period for year in (r.period.first_year, r.period.last_year)})
    span = "" if not years else str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    shown = ", ".join(places[:_PLACES_SHOWN]) + (" …" if len(places) > _PLACES_SHOWN else "")
    return " · ".join(part for part in (f"Kho có {len(reports)} báo cáo", shown, span) if part)
