"""An answer as HTML: direct line, context, sources; every citation mark opens the source view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest

from assistant.answer import Answer, PartialAnswer
from assistant.charts.asked import asks_chart
from assistant.citation import Citation
from ingest.vietnamese.text import fold
from ui.pages.bridge import button, sends
from ui.pages.charts_view import drawn_html
from ui.pages.markup import attributes, escape
from ui.pages.source import Reference, chip, opener
from vectorstore.records import Report

CHANNEL = "chat"  # of the buttons at a question and its answer; their values are "what:number"
ASK = "ask"  # the channel by which a fragment asks a question
COMPLAINTS = ("sai số liệu", "sai nguồn", "thiếu")

_REFERENCE = re.compile(r"\[(\d{1,3})\]")
# So many sources leave the direct answer above them in sight; the others open on demand.
_SOURCES_SHOWN = 4
_PLACES_SHOWN = 6
_DISTRICTS_SHOWN = 4


def question_html(question: str, number: int) -> str:
    edit = button(
        CHANNEL, f"edit:{number}", "Sửa", class_="quiet", aria_label="Đưa câu hỏi này về ô nhập để sửa"
    )
    return f'<div class="asked"><span class="words">{escape(question)}</span>{edit}</div>'


def notice_html(message: str) -> str:
    """A message of the system itself, such as a question that is too long."""
    return f'<div class="answer"><p class="notice">{escape(message)}</p></div>'


def stopped_html(message: str, number: int) -> str:
    """What stands for an answer that was given up, with the way to ask again."""
    again = button(CHANNEL, f"again:{number}", "Hỏi lại", class_="quiet")
    return (
        f'<div class="answer"><p class="notice">{escape(message)}</p><div class="actions">{again}</div></div>'
    )


def waiting_html() -> str:
    return '<div class="answer growing"><p class="waiting">Đang tra cứu trong kho báo cáo…</p></div>'


def growing_html(part: PartialAnswer) -> str:
    """As much of an answer as is written and checked."""
    body = _understood(part.resolved) + _body(part.text, part.citations, refused=False)
    return f'<div class="answer growing">{body}</div>'


def answer_html(answer: Answer, number: int) -> str:
    """The whole answer with what can be done with it; `number` is its place in the conversation."""
    told = f'<p class="told">{escape(answer.notice)}</p>' if answer.notice else ""
    return (
        f'<div class="answer">{_understood(answer.resolved)}'
        f"{_body(answer.text, answer.citations, answer.refused)}{_charts(answer)}{told}{_alternatives(answer)}"
        f"{_sources(answer.citations)}{actions(answer, number)}</div>"
    )


def _charts(answer: Answer) -> str:
    """The chart of an answer, where the question asks for one."""
    return drawn_html(answer.table) if answer.table is not None and asks_chart(answer.question) else ""


def _understood(resolved: str) -> str:
    """The whole question, where the one asked leaned on the conversation."""
    return f'<p class="resolved">Hiểu là: {escape(resolved)}</p>' if resolved else ""


def _body(text: str, citations: Sequence[Citation], refused: bool) -> str:
    direct, *context = text.splitlines() or [""]
    return _direct(direct, citations, refused) + _context(context, citations)


def actions(answer: Answer, number: int) -> str:
    """Copy, ask again, and judge the answer."""
    copy = f"<button{attributes(type='button', class_='quiet', data_copy=as_text(answer))}>Chép kèm nguồn</button>"
    again = button(CHANNEL, f"again:{number}", "Hỏi lại", class_="quiet", aria_label="Hỏi lại câu này")
    good = button(CHANNEL, f"good:{number}", "Đúng", class_="quiet", aria_label="Câu trả lời này đúng")
    return f'<div class="actions">{copy}{again}{good}{_complaint(number)}</div>'


def as_text(answer: Answer) -> str:
    """The answer with its sources as plain text, to be pasted into a document."""
    lines = [answer.text]
    if answer.citations:
        lines += ["", "Nguồn:"]
    for number, citation in enumerate(answer.citations, start=1):
        page = f", trang {citation.page}" if citation.page is not None else ""
        path = f" › {' › '.join(citation.section)}" if citation.section else ""
        lines.append(
            f"[{number}] {citation.report.title} ({citation.report.label}){path}{page}: “{citation.quote}”"
        )
    return "\n".join(lines)


def _complaint(number: int) -> str:
    choices = "".join(
        f"<label><input{attributes(type='radio', name='reason', value=reason)}"
        f"{' checked' if reason == COMPLAINTS[0] else ''}> {escape(reason)}</label>"
        for reason in COMPLAINTS
    )
    note = attributes(name="note", rows="2", maxlength="1000", placeholder="Ghi chú (không bắt buộc)")
    return (
        '<details class="complaint"><summary class="quiet" aria-label="Báo câu trả lời chưa đúng">Chưa đúng</summary>'
        f"<form{sends(CHANNEL, f'bad:{number}')}><fieldset><legend>Câu trả lời này</legend>{choices}</fieldset>"
        f'<textarea aria-label="Ghi chú"{note}></textarea><button type="submit">Gửi góp ý</button></form></details>'
    )


def _direct(line: str, citations: Sequence[Citation], refused: bool) -> str:
    kind = "direct refused" if refused else "direct"
    return f'<p class="{kind}">{_with_references(line, citations)}</p>'


def _context(lines: Sequence[str], citations: Sequence[Citation]) -> str:
    """Paragraphs, list items and, where lines have tabs, tables."""
    blocks = []
    for tabular, group in groupby((line for line in lines if line.strip()), key=lambda line: "\t" in line):
        if tabular:
            blocks.append(_table([line.split("\t") for line in group], citations))
        else:
            blocks.extend(f"<p>{_with_references(line, citations)}</p>" for line in group)
    return f'<div class="context">{"".join(blocks)}</div>' if blocks else ""


def _with_references(line: str, citations: Sequence[Citation]) -> str:
    """Escaped text with the citation marks [1], [2] … as chips that open their source."""
    parts = _REFERENCE.split(line)
    # split() gives text and numbers in turn
    pairs = zip_longest(parts[::2], parts[1::2])
    return "".join(
        escape(text or "") + (_mark(int(number), citations) if number else "") for text, number in pairs
    )


def _mark(number: int, citations: Sequence[Citation]) -> str:
    if 1 <= number <= len(citations):
        return chip(number, citations[number - 1])
    return f'<sup class="mark">&#91;{number}&#93;</sup>'


def _table(rows: Sequence[Sequence[str]], citations: Sequence[Citation]) -> str:
    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(f"<{tag}>{_with_references(cell, citations)}</{tag}>" for cell in row)

    head, *body = rows
    lines = "".join(f"<tr>{cells('td', row)}</tr>" for row in body)
    return (
        f'<div class="scroll" tabindex="0"><table><thead><tr>{cells("th", head)}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _alternatives(answer: Answer) -> str:
    """Questions that the archive can answer instead, each asked by a press."""
    if not answer.alternatives:
        return ""
    items = "".join(f"<li>{button(ASK, text, text, class_='suggested')}</li>" for text in answer.alternatives)
    return f'<div class="alternatives"><p>Có thể hỏi:</p><ul>{items}</ul></div>'


def _sources(citations: Sequence[Citation]) -> str:
    """One line a place in a report, whatever the number of quotes from it."""
    joined: dict[tuple[str, tuple[str, ...], int | None], list[int]] = {}
    for number, citation in enumerate(citations, start=1):
        joined.setdefault((citation.report.key, citation.section, citation.page), []).append(number)
    items = [f"<li>{_source(numbers, citations)}</li>" for numbers in joined.values()]
    if not items:
        return ""
    first, rest = "".join(items[:_SOURCES_SHOWN]), items[_SOURCES_SHOWN:]
    more = (
        f'<details class="more"><summary>Xem thêm {len(rest)} nguồn</summary><ul>{"".join(rest)}</ul></details>'
        if rest
        else ""
    )
    return f'<div class="sources"><p class="sources-title">Nguồn</p><ul>{first}</ul>{more}</div>'


def _source(numbers: Sequence[int], citations: Sequence[Citation]) -> str:
    citation = citations[numbers[0] - 1]
    chips = "".join(chip(number, citations[number - 1]) for number in numbers)
    page = f", trang {citation.page}" if citation.page is not None else ""
    title = opener(
        Reference.of(citation), citation.report.label + page, class_="title", title=citation.report.title
    )
    path = " › ".join(citation.section)
    where = f'<span class="path">{escape(path)}</span>' if path else ""
    return f'<span class="numbers">{chips}</span><span class="what">{title}{where}</span>'


def archive_line(reports: Iterable[Report]) -> str:
    """What the archive holds, on one line: reports, provinces with the districts that have their own, years."""
    reports = list(reports)
    if not reports:
        return "Kho chưa có báo cáo nào; hãy thêm ở trang Kho báo cáo hoặc bằng lệnh hoibaocao ingest."
    districts: dict[str, set[str]] = {}
    for place in (report.place for report in reports if report.place):
        districts.setdefault(place.province, set()).update({place.district} if place.district else ())
    names = [_with_districts(province, districts[province]) for province in sorted(districts, key=fold)]
    years = sorted({year for r in reports if r.period for year in (r.period.first_year, r.period.last_year)})
    span = "" if not years else str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"
    shown = ", ".join(names[:_PLACES_SHOWN]) + (" …" if len(names) > _PLACES_SHOWN else "")
    return " · ".join(part for part in (f"Kho có {len(reports)} báo cáo", shown, span) if part)


def _with_districts(province: str, districts: Iterable[str]) -> str:
    names = sorted(districts, key=fold)
    more = " …" if len(names) > _DISTRICTS_SHOWN else ""
    return f"{province} ({', '.join(names[:_DISTRICTS_SHOWN])}{more})" if names else province
