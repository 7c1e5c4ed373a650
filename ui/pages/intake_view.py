"""Files on their way into the archive, and what can be brought back, as HTML."""

from __future__ import annotations

from collections.abc import Sequence

from ui.intake.bin import KEPT_DAYS, Kept
from ui.intake.items import Item, State
from ui.intake.limits import Limits
from ui.pages.bridge import button
from ui.pages.markup import attributes, escape
from ui.pages.report_list import CHANNEL, number
from ui.pages.report_view import CHANGE

INTAKE = "intake"  # channel of the list of files
_SHOWN = 100


def drop_html(limits: Limits) -> str:
    """Where files are dropped or chosen; upload.js sends them and shows how far each is."""
    pick = attributes(type="file", multiple="", accept=".docx,.pdf,.txt,.md,.zip", data_upload="", id="pick")
    return (
        f'<div class="drop" data-drop=""><input{pick}><label for="pick"><span class="button">Chọn tệp báo cáo</span> '
        'hoặc kéo thả vào đây</label><span class="hint">.docx, .pdf, .txt, .md hoặc thư mục nén .zip; mỗi tệp tới '
        f'{limits.file_bytes >> 20} MB</span></div><div id="sending" aria-live="polite"></div>'
    )


def items_html(items: Sequence[Item]) -> str:
    """Every file with its state, those under way and those that failed first; all of them on one bar."""
    if not items:
        return ""
    files = [item for item in items if item.state is not State.UNPACKED]
    active = [item for item in files if item.state.active]
    failed = [item for item in files if item.state is State.FAILED]
    done = len(files) - len(active)
    told = f"Đã xử lý {number(done)}/{number(len(files))} tệp" + (
        f", {len(failed)} tệp lỗi" if failed else ""
    )
    bar = f"<progress{attributes(max=str(max(1, len(files))), value=str(done), aria_label=told)}></progress>"
    order = [*(i for i in active if i.state is not State.WAITING), *failed]
    order += [i for i in items if i not in order]
    lines = "".join(_line(item) for item in order[:_SHOWN])
    more = f"<li>và {number(len(order) - _SHOWN)} tệp nữa</li>" if len(order) > _SHOWN else ""
    clear = "" if active else button(INTAKE, "tidy", "Dọn danh sách", class_="quiet")
    return (
        f'<div class="intake"><p class="overall" role="status">{escape(told)} {clear}</p>{bar}'
        f"<ul>{lines}{more}</ul></div>"
    )


def _line(item: Item) -> str:
    look = {State.FAILED: "failed", State.LEFT: "left"}.get(
        item.state, "active" if item.state.active else "done"
    )
    return (
        f'<li class="{look}"><span class="name">{escape(item.name)}</span> '
        f'<span class="state">{escape(item.state)}</span>{_bar(item)}{_understood(item)}</li>'
    )


def _bar(item: Item) -> str:
    if not item.state.active:
        return ""
    named = attributes(aria_label=f"{item.name}: {item.state}")
    if item.state is State.READING:
        return f"<progress{named}></progress>"  # how long a file takes is not known before it is read
    share = 0.0 if item.state is State.WAITING else 0.8
    return f'<progress{named} max="1" value="{share}"></progress>'


def _understood(item: Item) -> str:
    """What a file was understood as, and what to check; or why it was left."""
    if item.report is None or item.state in (State.FAILED, State.LEFT):
        return f'<span class="reason">{escape(item.message)}</span>' if item.message else ""
    report = item.report
    told = f"{report.label}: {report.title} – {number(item.figures)} số liệu"
    opens = button(CHANNEL, f"open:{report.key}", "Xem, sửa", class_="link")
    undo = button(CHANGE, f"restore:{item.undo}", "Hoàn tác", class_="link") if item.undo else ""
    warnings = "".join(f'<span class="warning">{escape(warning)}</span>' for warning in item.warnings)
    return f'<span class="understood">{escape(told)}</span> {opens} {undo}{warnings}'


def removed_html(kept: Sequence[Kept]) -> str:
    """What was removed or replaced of late, each with the way back."""
    if not kept:
        return ""
    lines = "".join(
        f"<li>{escape(k.label or k.title)} <span class='key'>{escape(k.key)}</span> "
        f"{'đã thay' if k.replaced else 'đã gỡ'} {k.moment.astimezone():%d/%m/%Y %H:%M} "
        f"{escape(k.person)} {button(CHANGE, f'restore:{k.id}', 'Khôi phục', class_='link')}</li>"
        for k in kept[:_SHOWN]
    )
    return (
        f'<details class="removed"><summary>Đã gỡ hoặc thay trong {KEPT_DAYS} ngày ({len(kept)})</summary>'
        f"<ul>{lines}</ul></details>"
    )
