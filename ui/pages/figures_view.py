"""Tra số liệu as HTML: the form, the lines of an indicator, where the archive has it, and what is near."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.export.write import FORMATS
from assistant.indicators.indicator import Indicator
from assistant.indicators.listing import (
    NO_REPORT,
    NOT_STATED,
    PLAN_ONLY,
    Located,
)
from assistant.indicators.observations import Observation
from assistant.indicators.reasons import why_apart, why_one
from assistant.table import Cell, Table
from ingest.vietnamese.text import fold
from ui.commands.sources import printed_text
from ui.pages.bridge import button, sends
from ui.pages.charts_view import PERIODS, charted, charts_html, recent
from ui.pages.figures_query import PATH, VIEWS, Query
from ui.pages.markup import address, attributes, escape
from ui.pages.parts import (
    FILE_NAMES,
    NOTHING,
    files,
    member_html,
    notice,
    options,
    periods_of,
    places_of,
    query_string,
    select,
    text_field,
    value_html,
)
from vectorstore.records import Report, Role

if TYPE_CHECKING:
    pass

CHANNEL = "figures"
CORRECT = "correct"  # channel of what only editors may do
PER_PAGE = 25
_ROWS = 60  # places of the coverage table on one page
_WORDINGS, _REASONS = 8, 3
_ROLE_NAMES = {
    "": "Mọi loại", "ket-qua": "Có kết quả", "ke-hoach": "Có kế hoạch", "cung-ky": "Có cùng kỳ",
    "tang-giam": "Có tăng, giảm", "dat": "Có tỷ lệ đạt KH",
}  # fmt: skip
# Heading, what it is sorted by ("" for none).
_COLUMNS = (
    ("Địa phương", "noi"), ("Kỳ", "ky"), ("Kết quả", "gia-tri"), ("Kế hoạch", ""), ("Cùng kỳ", ""),
    ("Tăng, giảm", ""), ("Đạt KH", ""), ("Nguồn", "bao-cao"),
)  # fmt: skip
_SHOWN = (Role.RESULT, Role.PLAN, Role.PRIOR, Role.CHANGE, Role.ATTAINMENT)
_LEGEND = (
    "Ô xám: kho chưa có báo cáo của nơi và kỳ ấy. “Không nêu”: có báo cáo nhưng không nêu chỉ tiêu này. "
    "Bấm vào một số để xem nguồn."
)


def form_html(query: Query, reports: Sequence[Report], shown: str) -> str:
    """The form; `shown` is what stands in the box of the indicator (the label of a key)."""
    named = dict.fromkeys(periods_of(reports))
    periods = {period: period for period in (*named, *filter(None, (query.first, query.last)))}
    return (
        f'<form class="tool-form" role="search" aria-label="Tra số liệu" data-auto=""{sends(CHANNEL, "form")}>'
        f"{text_field('Chỉ tiêu', 'chi-tieu', shown, 'goi-y', 'Ví dụ: tỷ lệ tiêm chủng đầy đủ', suggests=True)}"
        f"{text_field('Nơi', 'noi', query.place, 'cac-noi', 'Mọi nơi')}"
        f"{select('Từ kỳ', 'tu', query.first, {'': 'Từ đầu', **periods})}"
        f"{select('Đến kỳ', 'den', query.last, {'': 'Đến nay', **periods})}"
        f"{select('Loại số', 'loai', query.role, _ROLE_NAMES)}"
        f'<button type="submit" class="primary">Tra số liệu</button>'
        f"{options('goi-y', ())}{options('cac-noi', places_of(reports))}</form>"
    )


def welcome_html(examples: Sequence[str]) -> str:
    """What an empty page offers: indicators that most reports have."""
    items = "".join(f"<li>{button(CHANNEL, f'ask:{name}', name)}</li>" for name in examples)
    hint = '<p class="hint">Gõ tên chỉ tiêu bằng lời của mình, có dấu hay không dấu; có thể ghi kèm nơi và kỳ.</p>'
    heading = "<h2>Chỉ tiêu có nhiều số liệu nhất trong kho</h2>" if items else ""
    return f'{hint}{heading}<ul class="names">{items}</ul>{address("/" + PATH)}'


def located_html(located: Located, query: Query, editor: bool, grid: Table | None) -> str:
    """The answer to a query: the indicator, its lines (or `grid`: places × periods), what is near, the address."""
    mark = address(f"/{PATH}{query.parameters()}")
    near = _nearest(located, editor)
    if located.indicator is None:
        said = f"Kho không có chỉ tiêu “{located.asked}”."
        hint = " Có phải một trong các chỉ tiêu dưới đây?" if located.nearest else " Hãy thử cách gọi khác."
        return notice(said + hint) + near + mark
    head = _head(located.indicator, query, editor)
    if grid is None:
        body = _lines(located, query)
    elif query.view == "hinh":
        body = _cut(grid) + charts_html(charted(grid, located.indicator), PATH, query.parameters())
    else:
        body = _grid(grid, query)
    return f"{head}{_views(query)}{body}{_files(query)}{near}{mark}"


def _head(indicator: Indicator, query: Query, editor: bool) -> str:
    unit = f' <span class="tag">{escape(indicator.unit)}</span>' if indicator.unit else ""
    compare = query_string({"chi-tieu": indicator.label, "noi": query.place})
    link = f"<a{attributes(href=f'/so-sanh{compare}')}>Đem so sánh</a>"
    known: dict[str, str] = {}
    for name in indicator.wordings:
        known.setdefault(fold(name), name)
    names = list(known.values())
    wordings = "".join(
        f"<li>“{escape(name)}” {_split(indicator, name) if editor and len(names) > 1 else ''}</li>"
        for name in names
    )
    reasons = "".join(f"<p>Gộp vì {escape(reason)}.</p>" for reason in why_one(indicator)[:_REASONS])
    return (
        f"<h1>{escape(indicator.label)}{unit}</h1>"
        f'<p class="about">{indicator.reports} báo cáo, {len(indicator.members)} số liệu. {link}</p>'
        f'<details class="wordings"><summary>{len(names)} cách ghi trong các báo cáo</summary>'
        f"<ul>{wordings}</ul>{reasons}</details>"
    )


def _split(indicator: Indicator, wording: str) -> str:
    what = json.dumps(["split", indicator.key, wording], ensure_ascii=False)
    said = f"Tách cách ghi “{wording}” thành chỉ tiêu khác"
    return button(CORRECT, what, "Tách ra", class_="quiet", aria_label=said, title=said)


def _views(query: Query) -> str:
    tabs = "".join(
        button(CHANNEL, f"view:{name}", text, aria_pressed="true" if query.view == name else "false")
        for name, text in VIEWS.items()
    )
    return f'<div class="views" role="group" aria-label="Cách xem">{tabs}</div>'


def _lines(located: Located, query: Query) -> str:
    if not located.lines:
        return notice("Không có dòng số liệu nào khớp với điều kiện; hãy bỏ bớt điều kiện.")
    heads = "".join(_column(name, sort, query) for name, sort in _COLUMNS)
    rows = "".join(map(_line, located.lines))
    return (
        f'<p class="total">{located.total} dòng số liệu; bấm vào một số để xem nguồn.</p>'
        '<div class="scroll" tabindex="0" role="region" aria-label="Bảng số liệu">'
        f'<table class="sorted cards"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{pager(located.page, located.pages)}"
    )


def pager(page: int, pages: int) -> str:
    """The way to the pages before and behind."""
    if pages == 1:
        return ""
    before = button(CHANNEL, f"page:{page - 1}", "‹ Trước") if page > 1 else ""
    after = button(CHANNEL, f"page:{page + 1}", "Sau ›") if page < pages else ""
    return (
        f'<nav class="steps" aria-label="Các trang của bảng">{before}'
        f'<span class="here">Trang {page}/{pages}</span>{after}</nav>'
    )


def _column(name: str, sort: str, query: Query) -> str:
    if not sort:
        return f'<th scope="col">{name}</th>'
    here = sort == query.sort
    order = ("descending" if query.descending else "ascending") if here else "none"
    arrow = (" ▾" if query.descending else " ▴") if here else ""
    press = button(CHANNEL, f"sort:{sort}", name + arrow, title=f"Sắp theo {name.lower()}")
    return f'<th scope="col" aria-sort="{order}" class="col-{sort}">{press}</th>'


def _line(line: Observation) -> str:
    values = "".join(_value(line, role, name) for role, (name, _) in zip(_SHOWN, _COLUMNS[2:], strict=False))
    others = "".join(f' <span class="other">còn ghi {member_html(m)}</span>' for m in line.differing)
    first = line.members[0].figure
    page = f", trang {first.page}" if first.page is not None else ""
    where = f"{escape(line.report.label or line.report.title)}{page}"
    link = f"<a{attributes(href=f'/kho?bao-cao={line.report.key}')}>{where}</a>"
    return (
        f'<tr><th scope="row">{escape(line.place.label if line.place else "chưa rõ")}</th>'
        f'<td data-head="Kỳ">{escape(line.period.label if line.period else "chưa rõ")}</td>{values}'
        f'<td data-head="Nguồn" class="where">{link}{others}</td></tr>'
    )


def _value(line: Observation, role: Role, head: str) -> str:
    member = line.of(role)
    shown = member_html(member) if member else f'<span class="none">{NOTHING}</span>'
    return f'<td class="number" data-head="{head}">{shown}</td>'


def _grid(grid: Table, query: Query) -> str:
    """Places down, periods across; what is missing says why."""
    if not grid.rows or not grid.columns:
        return notice("Không có nơi và kỳ nào khớp với điều kiện; hãy bỏ bớt điều kiện.")
    pages = -(-len(grid.rows) // _ROWS)
    page = min(query.page, pages)
    shown = recent(grid)
    heads = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in shown.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>{"".join(map(_covered, row.cells))}</tr>'
        for row in shown.rows[(page - 1) * _ROWS : page * _ROWS]
    )
    return (
        f'<p class="total">{_LEGEND}</p>{_cut(grid)}'
        '<div class="scroll" tabindex="0" role="region" aria-label="Nơi và kỳ có số liệu"><table class="grid">'
        f'<thead><tr><th scope="col">Địa phương</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{pager(page, pages)}"
    )


def _cut(grid: Table) -> str:
    """Says so where only the last periods are shown."""
    if len(grid.columns) <= PERIODS:
        return ""
    return (
        f'<p class="hint">Đang hiện {PERIODS} kỳ gần nhất trong {len(grid.columns)} kỳ; muốn xem các kỳ trước, '
        "hãy chọn “Đến kỳ”. Tệp tải về có đủ các kỳ.</p>"
    )


def _covered(cell: Cell) -> str:
    if cell.figure and cell.citation:
        value = value_html(printed_text(cell.figure, cell.unit), cell.citation)
        note = f"<br><small>{escape(PLAN_ONLY)}</small>" if PLAN_ONLY in cell.note else ""
        return f'<td class="number">{value}{note}</td>'
    if cell.note == NO_REPORT:
        return f'<td class="gap"{attributes(title=NO_REPORT)}><span class="sr">{NO_REPORT}</span></td>'
    return f'<td class="gap silent">{escape("không nêu" if cell.note == NOT_STATED else cell.note)}</td>'


def _files(query: Query) -> str:
    return files(
        "Tải bảng số liệu:",
        {FILE_NAMES[form]: f"/{PATH}/so-lieu{form}{query.parameters()}" for form in FORMATS},
    )


def _nearest(located: Located, editor: bool) -> str:
    if not located.nearest:
        return ""
    items = "".join(f"<li>{_near(located.indicator, other, editor)}</li>" for other in located.nearest)
    return f'<section class="nearest"><h2>Chỉ tiêu gần nhất</h2><ul class="names">{items}</ul></section>'


def _near(indicator: Indicator | None, other: Indicator, editor: bool) -> str:
    unit = f" ({other.unit})" if other.unit else ""
    name = button(CHANNEL, f"ask:{other.key}", other.label + unit)
    why = why_apart(indicator, other) if indicator else ""
    reason = f'<span class="reason">{escape(why)}</span>' if why else ""
    join = ""
    if indicator and editor:
        what = json.dumps(["merge", indicator.key, other.key], ensure_ascii=False)
        said = f"Gộp “{other.label}” vào “{indicator.label}”"
        join = button(CORRECT, what, "Gộp vào", class_="quiet", aria_label=said, title=said)
    return f"{name}{reason}{join}"
