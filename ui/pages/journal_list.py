"""The list of the journal: filtered and paged on the server, its state in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ui.journal import Action, Entry, Journal, detail_line, figure_line, local_time, read_day
from ui.pages.bridge import button
from ui.pages.markup import address, attributes, escape

CHANNEL = "journal"
PATH = "nhat-ky"
FILE = f"/{PATH}/nhat-ky.csv"
PER_PAGE = 50
ANY = "Tất cả"
NOBODY = "máy này"  # without accounts
_FIGURES_SHOWN = 3
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Query:
    """What the list shows; the names in the address are those of `parameters`."""

    words: str = ""
    person: str = ANY
    action: str = ANY
    first: str = ""  # days as typed
    last: str = ""
    before: int | None = None  # entries older than this number

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Query:
        """From the address; what it does not know is left out."""
        action, before = parameters.get("viec", ANY), parameters.get("truoc", "")
        return cls(
            words=parameters.get("tim", "")[:200],
            person=parameters.get("nguoi", ANY)[:100],
            action=action if action in list(Action) else ANY,
            first=parameters.get("tu", "")[:20],
            last=parameters.get("den", "")[:20],
            before=int(before) if before.isdecimal() and len(before) < 18 else None,
        )

    def parameters(self) -> str:
        """'?nguoi=lan&viec=hỏi'; "" for the newest of all."""
        named = {
            "tim": self.words,
            "nguoi": "" if self.person == ANY else self.person,
            "viec": "" if self.action == ANY else self.action,
            "tu": self.first,
            "den": self.last,
            "truoc": str(self.before or ""),
        }
        given = {name: value for name, value in named.items() if value}
        return f"?{urlencode(given)}" if given else ""


def find(journal: Journal, query: Query, limit: int = PER_PAGE + 1) -> list[Entry]:
    """The entries that the query asks for, newest first: one page, and one more where there is more.

    Raises UsageError for a day that is none.
    """
    return journal.entries(
        person=None if query.person == ANY else "" if query.person == NOBODY else query.person,
        action=None if query.action == ANY else Action(query.action),
        since=read_day(query.first),
        until=read_day(query.last, after=True),
        words=query.words,
        limit=limit,
        before=query.before,
    )


def find_all(journal: Journal, query: Query) -> list[Entry]:
    """All entries of a query, for the file."""
    return find(journal, query, _ALL)


def people(journal: Journal) -> list[str]:
    """Whose entries can be asked for."""
    return [ANY, *(name or NOBODY for name in journal.people())]


def list_html(entries: Sequence[Entry], query: Query) -> str:
    """The table with the way to older entries and to the file, and its address."""
    mark = address(f"/{PATH}{query.parameters()}")
    if not entries:
        return f'<p class="empty">Nhật ký không có dòng nào khớp.</p>{mark}'
    shown = entries[:PER_PAGE]
    heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS.values())
    rows = "".join(map(_row, shown))
    newest = button(CHANNEL, "newest", "« Mới nhất") if query.before else ""
    older = button(CHANNEL, f"before:{shown[-1].number}", "Cũ hơn ›") if len(entries) > PER_PAGE else ""
    file = f'<a class="button" download{attributes(href=FILE + query.parameters())}>Tải về CSV</a>'
    return (
        f'<p class="file">{file}</p><div class="scroll" tabindex="0" role="region" aria-label="Nhật ký">'
        f'<table class="journal"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<nav class="steps" aria-label="Các trang của nhật ký">{newest}{older}</nav>{mark}'
    )


_COLUMNS = {
    "at": "Thời điểm",
    "person": "Người",
    "action": "Việc",
    "subject": "Đối tượng",
    "detail": "Chi tiết",
}


def _row(entry: Entry) -> str:
    cells = {
        "at": escape(local_time(entry.at)),
        "person": escape(entry.person or NOBODY),
        "action": escape(entry.action),
        "subject": escape(entry.subject),
        "detail": escape(detail_line(entry.detail)) + _figures(entry.figures),
    }
    # The heading goes along, for the phone, where a row becomes a card.
    return "<tr>" + "".join(_cell(name, cell) for name, cell in cells.items()) + "</tr>"


def _cell(name: str, cell: str) -> str:
    return f'<td class="col-{name}" data-head="{_COLUMNS[name]}">{cell}</td>'


def _figures(figures: Sequence[Mapping[str, Any]]) -> str:
    if not figures:
        return ""
    items = "".join(f"<li>{escape(figure_line(figure))}</li>" for figure in figures)
    opened = {"open": ""} if len(figures) <= _FIGURES_SHOWN else {}
    return (
        f"<details{attributes(**opened)}><summary>{len(figures)} số liệu</summary><ul>{items}</ul></details>"
    )
