"""So sánh as HTML: what is compared, the table with its workings and warnings, and the text of the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.summary import Summary
from assistant.export.write import FORMATS
from assistant.table import Cell, Column, Row, Table
from ui.commands.sources import MISSING, printed_text
from ui.pages.bridge import button, sends
from ui.pages.charts_view import charts_html
from ui.pages.markup import address, attributes, escape, escape_lines
from ui.pages.parts import (
    FILE_NAMES,
    files,
    notice,
    options,
    periods_of,
    places_of,
    query_string,
    text_field,
    value_html,
    worked_text,
)
from vectorstore.records import Report

LETTERHEAD = {  # field of the form: its label, an example
    "co-quan": ("Cơ quan ban hành", "Sở Y tế tỉnh Điện Biên"),
    "cap-tren": ("Cơ quan cấp trên", "UBND tỉnh Điện Biên"),
    "so": ("Số, ký hiệu", "318/BC-SYT"),
    "noi-ky": ("Nơi ban hành", "Điện Biên"),
    "ngay": ("Ngày", "05/7/2024"),
    "chuc-danh": ("Chức danh người ký", "KT. GIÁM ĐỐC"),
    "nguoi-ky": ("Người ký", ""),
    "noi-nhan": ("Nơi nhận (cách nhau bằng dấu ;)", "Bộ Y tế; Lưu: VT"),
}
CHANNEL = "compare"
DRAFT = "draft"  # channel of the draft's text
PATH = "so-sanh"
EXPORT = f"/{PATH}/du-thao"  # where the edited draft becomes a file
_SEPARATOR = ";"
_MOST = 24  # of one kind
_HEADINGS = {"chi-tieu": "Chỉ tiêu", "noi": "Nơi", "ky": "Kỳ", "bao-cao": "Báo cáo"}


@dataclass(frozen=True, slots=True)
class Query:
    """What is compared; in the address by the names of _HEADINGS, several parted by semicolons."""

    indicators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    draft: bool = field(default=False, kw_only=True)  # whether the draft is shown

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Query:
        """From the address or a form; nothing is known to be right yet."""
        lists = {name: _several(parameters.get(name, "")) for name in _HEADINGS}
        return cls(*lists.values()).shown(parameters.get("du-thao") == "1")

    def lists(self) -> dict[str, tuple[str, ...]]:
        """What is chosen, by the names of the address."""
        return dict(zip(_HEADINGS, (self.indicators, self.places, self.periods, self.reports), strict=True))

    def parameters(self) -> str:
        """'?chi-tieu=…&noi=A;B'."""
        given = {name: f"{_SEPARATOR} ".join(values) for name, values in self.lists().items()}
        return query_string({**given, "du-thao": "1" if self.draft else ""})

    def with_more(self, other: Query) -> Query:
        """This with what another names beside."""
        merged = {n: _several(_SEPARATOR.join((*v, *other.lists()[n]))) for n, v in self.lists().items()}
        return Query(*merged.values()).shown(self.draft)

    def without(self, name: str, value: str) -> Query:
        kept = {n: tuple(v for v in vs if (n, v) != (name, value)) for n, vs in self.lists().items()}
        return Query(*kept.values()).shown(self.draft and bool(kept["chi-tieu"]))

    def shown(self, draft: bool) -> Query:
        return replace(self, draft=draft)


def _several(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split())[:300] for part in text.split(_SEPARATOR))
    return tuple(dict.fromkeys(part for part in parts if part))[:_MOST]


def form_html(reports: Sequence[Report]) -> str:
    """The form that adds to what is compared."""
    return (
        f'<form class="tool-form" aria-label="Thêm vào bảng so sánh" data-clear=""{sends(CHANNEL, "add")}>'
        f"{text_field('Thêm chỉ tiêu', 'chi-tieu', '', 'goi-y', 'Ví dụ: tỷ lệ tiêm chủng đầy đủ', suggests=True)}"
        f"{text_field('Thêm nơi', 'noi', '', 'cac-noi', 'Mọi nơi có số liệu')}"
        f"{text_field('Thêm kỳ', 'ky', '', 'cac-ky', 'Mọi kỳ')}"
        f"{text_field('Hoặc báo cáo', 'bao-cao', '', 'cac-bao-cao', 'Mã báo cáo')}"
        '<button type="submit" class="primary">Thêm</button>'
        f"{options('goi-y', ())}{options('cac-noi', places_of(reports))}{options('cac-ky', periods_of(reports))}"
        f"{options('cac-bao-cao', (report.key for report in reports))}</form>"
    )


def chosen_html(query: Query, labels: Mapping[str, str]) -> str:
    """What is compared, each with the way to drop it; `labels` names keys."""
    groups = "".join(_group(name, values, labels) for name, values in query.lists().items() if values)
    clear = button(CHANNEL, "clear", "Bỏ hết", class_="quiet") if groups else ""
    return f'<div class="chosen">{groups}{clear}</div>' if groups else ""


def _group(name: str, values: Sequence[str], labels: Mapping[str, str]) -> str:
    chips = "".join(_chip(name, value, labels.get(value, value)) for value in values)
    heading = _HEADINGS[name]
    return f'<div class="group" role="group" aria-label="{heading}"><span>{heading}:</span>{chips}</div>'


def _chip(name: str, value: str, label: str) -> str:
    return button(CHANNEL, f"drop:{name}:{value}", f"{label} ×", class_="picked", aria_label=f"Bỏ {label}")


def welcome_html(names: Sequence[str]) -> str:
    """What an empty page says, with indicators that most reports have."""
    items = "".join(f"<li>{button(CHANNEL, f'take:{name}', name)}</li>" for name in names)
    heading = "<h2>Chỉ tiêu có nhiều số liệu nhất trong kho</h2>" if items else ""
    return (
        '<p class="hint">Chọn một hay nhiều chỉ tiêu, rồi chọn nơi và kỳ, hoặc chọn các báo cáo cần đặt cạnh '
        "nhau. Bỏ trống nơi và kỳ là lấy mọi nơi, mọi kỳ có số liệu.</p>"
        f'{heading}<ul class="names">{items}</ul>{address("/" + PATH)}'
    )


def compared_html(table: Table, query: Query) -> str:
    """The table, what to mind, its charts and files, the button of the draft, and the address."""
    warnings = "".join(f"<li>{escape(warning)}</li>" for warning in table.warnings)
    minded = f'<section class="warnings"><h2>Lưu ý</h2><ul>{warnings}</ul></section>' if warnings else ""
    link = files(
        "Tải bảng:",
        {FILE_NAMES[form]: f"/{PATH}/bang{form}{query.shown(False).parameters()}" for form in FORMATS},
    )
    ask = button(
        CHANNEL, "draft:0" if query.draft else "draft:1", "Ẩn dự thảo" if query.draft else "Viết dự thảo so sánh",
        class_="" if query.draft else "primary", aria_expanded="true" if query.draft else "false",
    )  # fmt: skip
    return (
        f"<h1>{escape(table.title)}</h1>{_table(table)}{_workings(table)}{minded}{link}"
        f'<details class="charts"><summary>Biểu đồ</summary>'
        f"{charts_html(table, PATH, query.shown(False).parameters())}</details>"
        f'<p class="ask-draft">{ask}</p>{address("/" + PATH + query.parameters())}'
    )


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{attributes(class_="derived") if column.derived else ""}>{escape(column.heading)}</th>'
        for column in table.columns
    )
    rows = "".join(_row(row, table.columns) for row in table.rows)
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Bảng so sánh"><table class="compared">'
        f'<thead><tr><th scope="col">Chỉ tiêu</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(row: Row, columns: Sequence[Column]) -> str:
    cells = "".join(_cell(cell, column) for cell, column in zip(row.cells, columns, strict=True))
    unit = f' <span class="tag">{escape(row.unit)}</span>' if row.unit else ""
    return f'<tr><th scope="row">{escape(row.label)}{unit}</th>{cells}</tr>'


def _cell(cell: Cell, column: Column) -> str:
    note = f'<span class="note">{escape(cell.note)}</span>' if cell.note else ""
    kind = "number derived" if column.derived else "number"
    if cell.value is None:
        empty = "" if column.derived else f'<span class="none">{MISSING}</span>'
        return f'<td class="{kind} gap">{note or empty}</td>'
    if cell.figure and cell.citation:
        printed = value_html(printed_text(cell.figure, cell.unit), cell.citation)
        return f'<td class="{kind}">{printed}{note}</td>'
    working = f'<span class="working">{escape(cell.working)}</span>' if cell.working else ""
    return f'<td class="{kind}">{escape(worked_text(cell.value, cell.unit))}{working}{note}</td>'


def _workings(table: Table) -> str:
    if not any(column.derived for column in table.columns):
        return ""
    return (
        '<p class="hint">Cột ghi “(tính)” không in trong báo cáo nào: được tính từ các số bên cạnh, phép tính ghi '
        "ngay dưới. Bấm vào một số in trong báo cáo để xem nguồn.</p>"
    )


def draft_html(summary: Summary, text: str, query: Query) -> str:
    """The draft as a text to edit; its files hold what stands in the box."""
    told = f'<p class="hint">{escape(summary.notice)}</p>' if summary.notice else ""
    fields = "".join(
        f'<input type="hidden"{attributes(name=name, value="; ".join(values))}>'
        for name, values in query.lists().items()
    )
    buttons = "".join(
        f'<button type="submit" name="dang"{attributes(value=form[1:])}>{FILE_NAMES[form]}</button>'
        for form in FORMATS
    )
    box = attributes(
        id="draft-text", name="van-ban", rows="22", spellcheck="false", data_live=f"send-{DRAFT}",
        aria_describedby="draft-flags", data_keep=PATH + query.parameters(),
    )  # fmt: skip
    letterhead = "".join(
        f"<label>{label}<input{attributes(type='text', name=name, placeholder=example, maxlength='300')}></label>"
        for name, (label, example) in LETTERHEAD.items()
    )
    return (
        f'<form class="draft" method="post" data-download=""{attributes(action=EXPORT)}>'
        '<label for="draft-text">Dự thảo (sửa được; mỗi số kèm dấu nguồn [n])</label>'
        f"{told}{fields}<textarea{box}>{escape_lines(text)}</textarea>"
        "<details><summary>Thể thức văn bản Word (bỏ trống để điền tay)</summary>"
        f'<div class="tool-form">{letterhead}</div></details>'
        f'<p class="files"><span>Tải dự thảo kèm bảng:</span>{buttons}</p>'
        '<p class="downloaded" role="status"></p></form>'
    )


def flags_html(summary: Summary) -> str:
    """What to look at in an edited draft, each with the sentence that it is about."""
    flagged = [(s.text, f) for p in summary.paragraphs for s in p.sentences for f in s.faults]
    if not flagged:
        return '<p class="fine" role="status">Mọi số trong dự thảo đều có trong nguồn được dẫn.</p>'
    items = "".join(f"<li><strong>{escape(f)}</strong><br>{escape(text)}</li>" for text, f in flagged)
    return f'<div class="flags" role="status"><h2>{len(flagged)} chỗ cần xem lại</h2><ul>{items}</ul></div>'


def failed_html(message: str, query: Query) -> str:
    """Why there is no table; the address stays."""
    return notice(message) + address("/" + PATH + query.parameters())
