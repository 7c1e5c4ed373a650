"""One report: what was understood of it, with ways to correct, replace and remove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.audit.auditor import audit_of
from ui.pages.bridge import button, sends
from ui.pages.markup import attributes, escape
from ui.pages.remarks_view import remarks_html
from ui.pages.report_list import CHANNEL, number
from ui.pages.source import Reference, opener, original_url
from vectorstore.records import Figure, Kind, Report, Role, Section

if TYPE_CHECKING:
    from vectorstore.archive import Archive

CHANGE = "change"  # channel of what only editors may do
FIGURES_PER_PAGE = 50
_OUTLINE_OPEN = 200  # headings up to which the outline is unfolded at once
_ROLES = {
    Role.RESULT: "kết quả",
    Role.PLAN: "kế hoạch",
    Role.PRIOR: "cùng kỳ",
    Role.CHANGE: "tăng, giảm",
    Role.ATTAINMENT: "% kế hoạch",
}


@dataclass(frozen=True, slots=True)
class View:
    """What of a report is shown, and to whom."""

    key: str
    figures_page: int = 1
    editor: bool = False
    busy: bool = False  # something is being read: a report that is not there may be about to come


def view_html(archive: Archive, view: View, added: str) -> str:
    """The whole view; `added` says when and by whom the report came in. Says so where there is none of the key."""
    back = button(CHANNEL, "list", "‹ Danh sách", class_="back")
    report = archive.report(view.key)
    if report is None:
        said = "đang được đọc; trang sẽ tự hiện khi xong" if view.busy else "không có trong kho"
        return f'<article class="report">{back}<p class="notice">Báo cáo “{escape(view.key)}” {said}.</p></article>'
    sections = archive.sections(report.key)
    figures = archive.figures(reports=[report.key])
    changes = _changes(report) if view.editor else ""
    return (
        f'<article class="report">{back}<h1>{escape(report.title or report.key)}</h1>'
        f"{_facts(report, figures, added)}{_files(archive, report)}{changes}"
        f"{_findings(archive, report)}{_outline(report, sections)}"
        f"{_figures(figures, sections, view)}</article>"
    )


def _facts(report: Report, figures: Sequence[Figure], added: str) -> str:
    facts = [
        ("Nơi", report.place.label if report.place else "chưa rõ"),
        ("Kỳ", report.period.label if report.period else "chưa rõ"),
        ("Loại", report.kind.capitalize() + (" (dự thảo)" if report.draft else "")),
        ("Cơ quan", report.agency or "chưa rõ"),
        ("Ngày ký", f"{report.date:%d/%m/%Y}" if report.date else "chưa rõ"),
        ("Số trang", str(report.pages) if report.pages is not None else "không chia trang"),
        ("Số liệu", number(len(figures))),
        ("Mã", report.key),
        ("Thêm vào kho", added),
    ]
    rows = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts if value)
    return f'<dl class="facts">{rows}</dl>'


def _files(archive: Archive, report: Report) -> str:
    if archive.original(report.key) is None:
        return '<p class="notice">Kho không còn tệp gốc của báo cáo này.</p>'
    link = attributes(href=original_url(report), target="_blank", rel="noopener", class_="button")
    read = opener(Reference(report.key, 1 if report.pages else None), "Xem trong trang này", class_="button")
    ask = attributes(href=f"/?hoi={quote('Các kết quả chính của ' + report.label + '?')}", class_="button")
    return f'<p class="files">{read}<a{link}>Mở tệp gốc</a><a{ask}>Hỏi về báo cáo này</a></p>'


def _changes(report: Report) -> str:
    return f'<div class="changes">{_correction(report)}{_replacement(report)}{_removal(report)}</div>'


def _correction(report: Report) -> str:
    fields = (
        _field(
            "Nơi",
            "place",
            report.place.label if report.place else "",
            "ví dụ: Điện Biên; Phong Thổ (Lai Châu)",
        ),
        _field("Kỳ", "period", report.period.label if report.period else "", "ví dụ: 6T/2024, Q1/2024, 2023"),
        _kind_field(report.kind),
        _field("Mã", "key", report.key, "chữ không dấu, số, gạch nối"),
    )
    return (
        '<details><summary class="button">Sửa thông tin</summary>'
        f"<form{sends(CHANGE, f'correct:{report.key}')}>{''.join(fields)}"
        '<p class="hint">Báo cáo được đọc lại với thông tin đã sửa; thông tin này được giữ cả khi nạp lại tệp.</p>'
        '<button type="submit" class="primary">Lưu</button></form></details>'
    )


def _field(label: str, name: str, value: str, hint: str) -> str:
    box = attributes(
        type="text", name=name, value=value, placeholder=hint, maxlength="120", autocomplete="off"
    )
    return f"<label>{label}<input{box}></label>"


def _kind_field(kind: Kind) -> str:
    options = "".join(
        f"<option{attributes(value=str(k))}{' selected' if k is kind else ''}>{escape(k.capitalize())}</option>"
        for k in Kind
    )
    return f'<label>Loại<select name="kind">{options}</select></label>'


def _replacement(report: Report) -> str:
    pick = attributes(type="file", accept=".docx,.pdf,.txt,.md", data_upload="", data_replaces=report.key)
    return (
        '<details><summary class="button">Thay bằng tệp khác</summary><div class="form">'
        f"<label>Bản mới của báo cáo này<input{pick}></label>"
        '<p class="hint">Bản cũ được giữ 30 ngày để hoàn tác.</p></div></details>'
    )


def _removal(report: Report) -> str:
    remove = button(CHANGE, f"remove:{report.key}", "Gỡ khỏi kho", class_="danger")
    return (
        '<details><summary class="button">Gỡ khỏi kho</summary><div class="form">'
        "<p>Gỡ báo cáo này? Số liệu của báo cáo sẽ không còn được trả lời; có thể hoàn tác trong 30 ngày.</p>"
        f"{remove}</div></details>"
    )


def _findings(archive: Archive, report: Report) -> str:
    """Where the report contradicts itself; how it stands to other reports, `hoibaocao audit` tells."""
    remarks = audit_of(archive, [report], against_others=False)
    return f"<h2>Cần xem lại ({len(remarks)})</h2>{remarks_html(remarks)}" if remarks else ""


def _opener_of(figure: Figure, sections: Sequence[Section], text: str, look: str) -> str:
    path = sections[figure.section].path if figure.section < len(sections) else ()
    return opener(Reference(figure.report, figure.page, path, figure.quote), text, class_=look)


def _outline(report: Report, sections: Sequence[Section]) -> str:
    below: dict[int | None, list[Section]] = {}
    for section in sections:
        if section.heading:
            below.setdefault(section.parent, []).append(section)

    def branch(parent: int | None) -> str:
        items = "".join(leaf(section) for section in below.get(parent, ()))
        return f"<ul>{items}</ul>" if items else ""

    def leaf(section: Section) -> str:
        reference = Reference(report.key, section.first_page, section.path)
        return f"<li>{opener(reference, section.heading, class_='heading')}{branch(section.number)}</li>"

    tree = branch(None) or "<p>Không thấy đề mục nào.</p>"
    heading = f"Đề mục ({number(len(sections))})" if len(sections) > _OUTLINE_OPEN else "Đề mục"
    state = "" if len(sections) > _OUTLINE_OPEN else " open"
    return f'<details class="outline"{state}><summary><h2>{heading}</h2></summary>{tree}</details>'


def _figures(figures: Sequence[Figure], sections: Sequence[Section], view: View) -> str:
    if not figures:
        return "<h2>Số liệu</h2><p>Không đọc được số liệu nào.</p>"
    pages = -(-len(figures) // FIGURES_PER_PAGE)
    page = min(max(1, view.figures_page), pages)
    shown = figures[(page - 1) * FIGURES_PER_PAGE : page * FIGURES_PER_PAGE]
    rows = "".join(_figure_row(figure, sections) for figure in shown)
    heads = "".join(
        f'<th scope="col">{name}</th>' for name in ("Chỉ tiêu", "Giá trị", "Là", "Nơi", "Kỳ", "Nguồn")
    )
    steps = (
        '<nav class="steps" aria-label="Các trang số liệu">'
        + (button(CHANNEL, f"figures:{page - 1}", "‹ Trước") if page > 1 else "")
        + f'<span class="here">Trang {page}/{pages}</span>'
        + (button(CHANNEL, f"figures:{page + 1}", "Sau ›") if page < pages else "")
        + "</nav>"
    )
    return (
        f'<h2 id="figures">Số liệu ({number(len(figures))})</h2><div class="scroll" tabindex="0" role="region" '
        f'aria-label="Số liệu"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
        f"{steps if pages > 1 else ''}"
    )


def _figure_row(figure: Figure, sections: Sequence[Section]) -> str:
    value = " ".join(part for part in (f"{figure.bound}{figure.printed}", figure.unit) if part)
    cells = (
        figure.name + (f" – {figure.column}" if figure.column else ""),
        value,
        _ROLES[figure.role],
        figure.place.label if figure.place else "",
        figure.period.label if figure.period else "",
    )
    where = f"trang {figure.page}" if figure.page is not None else "xem"
    source = _opener_of(figure, sections, where, "link")
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}<td>{source}</td></tr>"
