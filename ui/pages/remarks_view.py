"""What an audit found, as HTML: each remark with its arithmetic and every quote, the numbers that are meant marked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.audit.remark import Remark, Source
from assistant.citation import Citation
from ui.pages.markup import attributes, escape
from ui.pages.quoted import marked_html
from ui.pages.source import Reference, opener


def remarks_html(remarks: Sequence[Remark], first: int = 1) -> str:
    """A numbered list that begins with `first`."""
    items = "".join(f"<li>{_remark(remark)}</li>" for remark in remarks)
    return f'<ol class="remarks"{attributes(start=str(first))}>{items}</ol>'


def _remark(remark: Remark) -> str:
    working = f'<p class="working">{escape(remark.working)}</p>' if remark.working else ""
    quotes: dict[tuple[Citation, bool], list[Source]] = {}
    for source in remark.sources:
        quotes.setdefault((source.citation, source.draft), []).append(source)
    level = f'<span class="tag level-{remark.level}">{escape(remark.level_name)}</span>'
    shown = "".join(map(_quote, quotes.values()))
    return (
        f'<p class="message">{level} {escape(remark.message)}</p>{working}<div class="quotes">{shown}</div>'
    )


def _quote(sources: Sequence[Source]) -> str:
    """One quote, with the numbers that are meant marked in it."""
    citation, draft = sources[0].citation, sources[0].draft
    page = f", trang {citation.page}" if citation.page is not None else ""
    where = " › ".join(citation.section[-2:])
    label = "Dự thảo" if draft else citation.report.label or citation.report.key
    head = f"{label}{page}{': ' + where if where else ''}"
    see = "" if draft else opener(Reference.of(citation), "Xem nguồn", class_="quiet")
    quoted = marked_html(citation.quote, [(s.figure.start, s.figure.end) for s in sources])
    return f'<blockquote class="quote"><p class="where">{escape(head)} {see}</p>{quoted}</blockquote>'
