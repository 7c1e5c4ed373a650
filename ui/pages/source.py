"""The source view: the page of the PDF with the quoted words boxed, or the section's text with the quote marked.

Any fragment of a page opens it by `chip` or `opener`; the panel itself is built by ui.pages.source_panel.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote as url_quote

from ui.pages.bridge import button
from ui.pages.excerpt import Excerpt, find_excerpt, find_span, table_header
from ui.pages.markup import attributes, escape
from ui.pages.pdf_page import Box, Sheet, locate
from ui.pages.quoted import excerpt_html
from vectorstore.errors import ReadError
from vectorstore.records import Passage, Report, Section

if TYPE_CHECKING:
    from assistant.citation import Citation
    from vectorstore.archive import Archive

CHANNEL = "source"
CLOSED = ""
# Passages of a long section (an annex of hundreds of rows) that are shown on each side of the quote.
_AROUND = 15


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a report: a page or a section, and the words that are quoted there ("" for none).

    `turned` is a place that was turned to: its page is shown even where the quote stands on another.
    """

    report: str
    page: int | None = None
    section: tuple[str, ...] = ()
    quote: str = ""
    turned: bool = False

    @classmethod
    def of(cls, citation: Citation) -> Reference:
        return cls(citation.report.key, citation.page, citation.section, citation.quote)

    def encoded(self) -> str:
        place = [self.report, self.page, list(self.section), self.quote, self.turned]
        return json.dumps(place, ensure_ascii=False)

    @classmethod
    def decoded(cls, text: str) -> Reference | None:
        """The reference in a message of the browser; None where there is none."""
        try:
            report, page, section, quote, turned = json.loads(text)
        except (ValueError, TypeError, RecursionError):
            return None
        whole = isinstance(report, str) and isinstance(quote, str) and isinstance(section, list)
        if not whole or isinstance(page, bool) or not isinstance(page, int | None):
            return None
        return cls(report, page, tuple(str(heading) for heading in section), quote, turned is True)


def chip(number: int, citation: Citation) -> str:
    """The numbered mark of a citation; pressed, it opens the source view."""
    page = f", trang {citation.page}" if citation.page is not None else ""
    label = f"Xem nguồn {number}: {citation.report.label}{page}"
    return opener(Reference.of(citation), str(number), class_="chip", aria_label=label, title=label)


def opener(reference: Reference, text: str, **more: str) -> str:
    """A button that opens the source view at a reference."""
    return button(CHANNEL, reference.encoded(), text, **more)


def original_url(report: Report) -> str:
    return f"/nguon/{url_quote(report.key)}/tep"


def picture_url(report: Report, page: int) -> str:
    # The content's hash keeps a picture of a replaced file out of the browser's memory.
    return f"/nguon/{url_quote(report.key)}/trang/{page}.png?v={report.sha256[:12]}"


class SourceView:
    """What the panel shows for a reference, over one archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def html(self, reference: Reference) -> str:
        report = self._archive.report(reference.report)
        if report is None:
            return _frame("", "", '<p class="notice">Báo cáo này không còn trong kho.</p>')
        original = self._archive.original(report.key)
        try:
            if original is not None and original.suffix.lower() == ".pdf":
                return self._page(report, original, reference)
        except ReadError as error:
            return _frame(
                _head(report, reference, original), "", f'<p class="notice">{escape(str(error))}</p>'
            )
        return self._section(report, original, reference)

    def _page(self, report: Report, original: Path, reference: Reference) -> str:
        page, sheet = _page_of(report, original, reference, self._first_page(reference))
        reference = replace(reference, page=page)
        picture = _picture(report, reference, sheet)
        text = self._as_text(reference) if reference.quote else ""
        nav = _steps(
            replace(reference, page=page - 1, turned=True) if page > 1 else None,
            f"Trang {page}/{sheet.pages}",
            replace(reference, page=page + 1, turned=True) if page < sheet.pages else None,
            "Trang",
        )
        return _frame(_head(report, reference, original), nav, picture + text)

    def _first_page(self, reference: Reference) -> int | None:
        """The page on which the section begins, for a reference that names no page."""
        if reference.page is not None or not reference.section:
            return reference.page
        sections = self._archive.sections(reference.report)
        return next((s.first_page for s in sections if s.path == reference.section), None)

    def _as_text(self, reference: Reference) -> str:
        paths = {(s.report, s.number): s.path for s in self._archive.sections(reference.report)}
        passages = self._archive.passages(reports=[reference.report])
        excerpt = find_excerpt(reference.quote, reference.section, reference.page, passages, paths)
        body = excerpt_html(excerpt)
        return f'<details class="as-text"><summary>Đoạn trích bằng chữ</summary>{body}</details>'

    def _section(self, report: Report, original: Path | None, reference: Reference) -> str:
        sections = self._archive.sections(report.key)
        passages = self._archive.passages(reports=[report.key])
        filled = [s for s in sections if any(p.section == s.number for p in passages)]
        shown = _section_of(reference, filled, passages)
        if shown is None:
            return _frame(
                _head(report, reference, original), "", '<p class="notice">Mục này không có chữ.</p>'
            )
        at = filled.index(shown)
        before, after = (
            Reference(report.key, None, filled[n].path, reference.quote, turned=True)
            if 0 <= n < len(filled)
            else None
            for n in (at - 1, at + 1)
        )
        own = [passage for passage in passages if passage.section == shown.number]
        nav = _steps(before, f"Mục {at + 1}/{len(filled)}", after, "Mục")
        head = _head(report, replace(reference, section=shown.path), original)
        return _frame(head, nav, f'<div class="section-text">{_section_html(own, reference.quote)}</div>')


def _page_of(report: Report, original: Path, reference: Reference, page: int | None) -> tuple[int, Sheet]:
    """The cited page; the one beside it where that holds more of the quote (a paragraph that goes on overleaf)."""
    first = max(1, page or 1)
    found = [(first, locate(original, report.sha256, first, reference.quote))]
    if reference.quote and found[0][1].share < 1 and not reference.turned:
        beside = [other for other in (first + 1, first - 1) if 1 <= other <= found[0][1].pages]
        found += [(other, locate(original, report.sha256, other, reference.quote)) for other in beside]
    return max(found, key=lambda place: place[1].share)


def _section_of(
    reference: Reference, filled: Sequence[Section], passages: Sequence[Passage]
) -> Section | None:
    """The section that is named, or the first below it; else the one that holds the quote; else the first."""
    named = [s for s in filled if reference.section and s.path[: len(reference.section)] == reference.section]
    holding = {p.section for p in passages if reference.quote and find_span(p.text, reference.quote)}
    best = [section for section in named or filled if section.number in holding]
    return next(iter(best or named or filled), None)


def _section_html(passages: Sequence[Passage], quote: str) -> str:
    hit = next((n for n, p in enumerate(passages) if quote and find_span(p.text, quote)), None)
    first = max(0, (hit or 0) - _AROUND)
    last = min(len(passages), (hit or 0) + _AROUND + 1)
    text = "\n".join(passage.text for passage in passages[first:last])
    start, end = find_span(text, quote) or (0, 0)
    cut = '<p class="cut">…</p>'
    body = excerpt_html(Excerpt(text, start, end, table_header(passages, first)))
    return (cut if first else "") + body + (cut if last < len(passages) else "")


def _picture(report: Report, reference: Reference, sheet: Sheet) -> str:
    url = picture_url(report, reference.page or 1)
    described = f"Trang {reference.page} của {report.label}"
    if reference.quote and sheet.boxes:
        described += f". Đoạn trích được khoanh: {reference.quote}"
    image = attributes(
        src=url,
        alt=described,
        width=str(round(sheet.width)),
        height=str(round(sheet.height)),
        loading="eager",
    )
    marks = "".join(_box(box) for box in sheet.boxes)
    missing = (
        '<p class="notice">Không tìm được vị trí đoạn trích trên trang này; xem đoạn trích bằng chữ bên dưới.</p>'
        if reference.quote and not sheet.boxes and not reference.turned
        else ""
    )
    zoom = attributes(
        href=url, target="_blank", rel="noopener", title="Mở hình trang ở thẻ mới", class_="sheet"
    )
    return f"{missing}<a{zoom}><img{image}>{marks}</a>"


def _box(box: Box) -> str:
    shares = (("left", box.left), ("top", box.top), ("width", box.width), ("height", box.height))
    style = ";".join(f"{name}:{100 * share:.2f}%" for name, share in shares)
    return f'<span class="hit" style="{style}"></span>'


def _head(report: Report, reference: Reference, original: Path | None) -> str:
    path = " › ".join(reference.section)
    where = f"<p{attributes(class_='path', title=path)}>{escape(path)}</p>" if path else ""
    link = attributes(href=original_url(report), target="_blank", rel="noopener", class_="original")
    file = f"<a{link}>Mở tệp gốc ({escape(original.suffix[1:].lower())})</a>" if original else ""
    label = f'<p class="label">{escape(report.label)}</p>'
    return f'<h2 tabindex="-1" class="source-title">{escape(report.title)}</h2>{label}{where}{file}'


def _steps(before: Reference | None, here: str, after: Reference | None, unit: str) -> str:
    def step(to: Reference | None, text: str) -> str:
        if to is None:
            return f'<button type="button" disabled>{text}</button>'
        return opener(to, text)

    return (
        f'<nav class="steps" aria-label="Chuyển {unit.lower()}">{step(before, f"‹ {unit} trước")}'
        f'<span class="here">{here}</span>{step(after, f"{unit} sau ›")}</nav>'
    )


def _frame(head: str, nav: str, body: str) -> str:
    close = button(CHANNEL, CLOSED, "Đóng", class_="close", aria_label="Đóng nguồn trích dẫn")
    return (
        f'<section class="source-view" aria-label="Nguồn trích dẫn"><header>{close}{head}{nav}</header>'
        f'<div class="source-body">{body}</div></section>'
    )
