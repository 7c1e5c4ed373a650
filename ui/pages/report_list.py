"""The list of reports: searched, filtered, sorted and paged on the server, its state in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from ingest.vietnamese.text import fold, squeeze
from ui.pages.bridge import button
from ui.pages.markup import address, escape
from vectorstore.counts import Counts
from vectorstore.records import Kind, Report

CHANNEL = "reports"
PER_PAGE = 25
ANY = "Tất cả"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report with what the list says of it besides."""

    report: Report
    counts: Counts
    person: str  # who added it; "" where nobody is known
    added: datetime | None


@dataclass(frozen=True, slots=True)
class Query:
    """What the list shows; the names in the address are those of `url`."""

    words: str = ""
    place: str = ANY
    period: str = ANY
    kind: str = ANY
    sort: str = "key"
    descending: bool = False
    page: int = 1
    open: str = ""  # key of the report that is shown in place of the list

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Query:
        """From the address; what it does not know is left out."""
        page = parameters.get("trang", "")
        sort = parameters.get("sap", "").removeprefix("-")
        return cls(
            words=parameters.get("tim", "")[:200],
            place=parameters.get("noi", ANY)[:100],
            period=parameters.get("ky", ANY)[:40],
            kind=parameters.get("loai", ANY)[:40],
            sort=sort if sort in _COLUMNS else "key",
            descending=parameters.get("sap", "").startswith("-"),
            page=int(page) if page.isdecimal() and int(page[:6]) > 0 else 1,
            open=parameters.get("bao-cao", "")[:200],
        )

    def url(self) -> str:
        named = {
            "tim": self.words,
            "noi": "" if self.place == ANY else self.place,
            "ky": "" if self.period == ANY else self.period,
            "loai": "" if self.kind == ANY else self.kind,
            "sap": ("-" if self.descending else "") + self.sort
            if (self.sort, self.descending) != ("key", False)
            else "",
            "trang": str(self.page) if self.page > 1 else "",
            "bao-cao": self.open,
        }
        given = {name: value for name, value in named.items() if value}
        return "/kho" + (f"?{urlencode(given)}" if given else "")

    def sorted_by(self, column: str) -> Query:
        """The same sorted by a column: the other way round where it already is."""
        if column not in _COLUMNS:
            return self
        turned = not self.descending if column == self.sort else column in _LARGEST_FIRST
        return replace(self, sort=column, descending=turned, page=1)


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int


def _place(entry: Entry) -> str:
    return entry.report.place.label if entry.report.place else ""


def _period(entry: Entry) -> tuple[int, int, int, int]:
    period = entry.report.period
    return (period.last_year, period.last_month, -period.months, 1) if period else (0, 0, 0, 0)


# Column: heading, what it is sorted by.
_COLUMNS: dict[str, tuple[str, Callable[[Entry], Any]]] = {
    "key": ("Báo cáo", lambda entry: fold(entry.report.title or entry.report.key)),
    "place": ("Nơi", lambda entry: fold(_place(entry))),
    "period": ("Kỳ", _period),
    "kind": ("Loại", lambda entry: str(entry.report.kind)),
    "pages": ("Trang", lambda entry: entry.report.pages or 0),
    "figures": ("Số liệu", lambda entry: entry.counts.figures),
    "findings": ("Cần xem lại", lambda entry: entry.counts.findings),
    "date": ("Ngày ký", lambda entry: entry.report.date.isoformat() if entry.report.date else ""),
    "added": ("Thêm vào kho", lambda entry: entry.added.timestamp() if entry.added else 0.0),
}
_LARGEST_FIRST = frozenset({"period", "pages", "figures", "findings", "date", "added"})
_NUMBERS = frozenset({"pages", "figures", "findings"})


def find(entries: Sequence[Entry], query: Query) -> Found:
    """The entries that the query asks for, one page of them; the last page where it asks for one behind it."""
    held = [entry for entry in entries if _fits(entry, query)]
    held.sort(key=lambda entry: entry.report.key)
    held.sort(key=_COLUMNS[query.sort][1], reverse=query.descending)
    pages = max(1, -(-len(held) // PER_PAGE))
    page = min(query.page, pages)
    return Found(tuple(held[(page - 1) * PER_PAGE : page * PER_PAGE]), len(held), page, pages)


def _fits(entry: Entry, query: Query) -> bool:
    report = entry.report
    if query.place not in (ANY, "") and query.place not in _places(report):
        return False
    if query.period not in (ANY, "") and (report.period is None or report.period.label != query.period):
        return False
    if query.kind not in (ANY, "") and str(report.kind) != query.kind:
        return False
    text = fold(" ".join((report.title, report.agency, report.label, report.key, report.file)))
    return all(word in text for word in fold(squeeze(query.words)).split())


def _places(report: Report) -> tuple[str, ...]:
    """The labels under which a report is found: of its place, and of the province that this lies in."""
    return (report.place.label, report.place.province) if report.place else ()


def choices(reports: Sequence[Report]) -> tuple[list[str], list[str], list[str]]:
    """Places, periods and kinds to filter by."""
    places = sorted({label for report in reports for label in _places(report)}, key=fold)
    periods = sorted({report.period for report in reports if report.period}, reverse=True)
    kinds = [str(kind) for kind in Kind if any(report.kind is kind for report in reports)]
    return [ANY, *places], [ANY, *dict.fromkeys(period.label for period in periods)], [ANY, *kinds]


def list_html(found: Found, query: Query) -> str:
    """The table with its heading, its pages, and its address."""
    if not found.total:
        narrowed = query != Query(sort=query.sort, descending=query.descending)
        said = "Không có báo cáo nào khớp; hãy bỏ bớt điều kiện." if narrowed else "Kho chưa có báo cáo nào."
        return f'<p class="empty">{said}</p>{address(query.url())}'
    heads = "".join(_head(column, query) for column in _COLUMNS)
    rows = "".join(_row(entry) for entry in found.entries)
    return (
        f'<p class="total">{found.total} báo cáo</p><div class="scroll" tabindex="0" role="region" '
        f'aria-label="Danh sách báo cáo"><table class="reports"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_pages(found)}{address(query.url())}"
    )


def _head(column: str, query: Query) -> str:
    here = column == query.sort
    order = ("descending" if query.descending else "ascending") if here else "none"
    arrow = (" ▾" if query.descending else " ▴") if here else ""
    name = _COLUMNS[column][0]
    press = button(CHANNEL, f"sort:{column}", name + arrow, title=f"Sắp theo {name.lower()}")
    return f'<th scope="col" aria-sort="{order}" class="{_class(column)}">{press}</th>'


def _row(entry: Entry) -> str:
    report = entry.report
    title = button(CHANNEL, f"open:{report.key}", report.title or report.key, class_="open")
    draft = ' <span class="tag">dự thảo</span>' if report.draft else ""
    added = f"{entry.added.astimezone():%d/%m/%Y}" if entry.added else ""
    who = f'<span class="who">{escape(entry.person)}</span>' if entry.person else ""
    cells = {
        "place": escape(_place(entry)),
        "period": escape(report.period.label if report.period else ""),
        "kind": escape(report.kind.capitalize()) + draft,
        "pages": str(report.pages) if report.pages is not None else "",
        "figures": number(entry.counts.figures),
        "findings": number(entry.counts.findings) if entry.counts.findings else "",
        "date": f"{report.date:%d/%m/%Y}" if report.date else "",
        "added": added + who,
    }
    own = f'<th scope="row">{title}<span class="key">{escape(report.key)}</span></th>'
    return f"<tr>{own}{''.join(_cell(column, cell) for column, cell in cells.items())}</tr>"


def _cell(column: str, cell: str) -> str:
    # The heading goes along, for the phone, where a row becomes a card.
    return f'<td class="{_class(column)}" data-head="{_COLUMNS[column][0]}">{cell}</td>'


def _class(column: str) -> str:
    return f"col-{column} number" if column in _NUMBERS else f"col-{column}"


def _pages(found: Found) -> str:
    if found.pages == 1:
        return ""
    before = _step(found.page - 1, "‹ Trước") if found.page > 1 else ""
    after = _step(found.page + 1, "Sau ›") if found.page < found.pages else ""
    return (
        f'<nav class="steps" aria-label="Các trang của danh sách">{before}'
        f'<span class="here">Trang {found.page}/{found.pages}</span>{after}</nav>'
    )


def _step(page: int, text: str) -> str:
    return button(CHANNEL, f"page:{page}", text)


def number(value: int) -> str:
    """Thousands parted by points: 1.234."""
    return f"{value:,}".replace(",", ".")
