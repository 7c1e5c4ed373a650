"""Kiểm tra dự thảo as HTML: where the file is dropped, and the remarks with their arithmetic and both quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.audit.remark import LEVELS, Remark
from ui.commands.check import closing
from ui.intake.limits import MEGABYTE
from ui.pages.bridge import button
from ui.pages.drafts import Draft
from ui.pages.markup import address, attributes, escape
from ui.pages.parts import files, notice, query_string
from ui.pages.remarks_view import remarks_html
from vectorstore.records import Level

CHANNEL = "check"
PATH = "kiem-tra"
UPLOAD = f"/{PATH}/tep"
ALL, SERIOUS = "tat-ca", "quan-trong"
PER_PAGE = 40
_LEVELS = {"mau-thuan": Level.CONTRADICTION, "nghi-van": Level.SUSPICIOUS, "lam-tron": Level.ROUNDING}
_GONE = (
    "Không còn kết quả kiểm tra này (chỉ người gửi dự thảo xem được, và chỉ được giữ trong ngày); "
    "hãy gửi lại tệp dự thảo."
)
_ABOUT = (
    '<section class="about-check"><h2>Trước khi gửi báo cáo, hệ thống kiểm giúp</h2><ul>'
    "<li>Cùng một chỉ tiêu ghi hai số khác nhau ở hai chỗ; tỷ lệ, tăng giảm, % kế hoạch tính lại không khớp.</li>"
    "<li>Tổng không bằng các thành phần; số cộng dồn thấp hơn kỳ trước trong cùng năm.</li>"
    "<li>Số cùng kỳ và kế hoạch khác với báo cáo trước của cùng địa phương trong kho.</li></ul>"
    '<p class="hint">Mỗi nhận xét nêu phép tính và nguyên văn cả hai chỗ. Tệp Word tải về được kèm nhận xét bên '
    "lề tại từng con số.</p></section>"
)


@dataclass(frozen=True, slots=True)
class Query:
    """Which draft, and which of its remarks."""

    draft: str = ""
    level: str = SERIOUS
    page: int = 1

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Query:
        """From the address; what it does not know is left out."""
        level, page = parameters.get("muc", SERIOUS), parameters.get("trang", "")[:6]
        return cls(
            draft=parameters.get("du-thao", "")[:40],
            level=level if level in (*_LEVELS, ALL) else SERIOUS,
            page=int(page) if page.isdecimal() and int(page) else 1,
        )

    def parameters(self) -> str:
        """'?du-thao=…&muc=nghi-van'."""
        level = "" if self.level == SERIOUS else self.level
        page = "" if self.page == 1 else str(self.page)
        return query_string({"du-thao": self.draft, "muc": level, "trang": page})

    def told(self, remarks: Sequence[Remark]) -> list[Remark]:
        """The remarks that are shown: by default all but those of mere rounding."""
        if self.level == SERIOUS:
            return [remark for remark in remarks if remark.level is not Level.ROUNDING]
        return [remark for remark in remarks if self.level == ALL or remark.level is _LEVELS[self.level]]


def drop_html(largest: int) -> str:
    """Where the draft is dropped or chosen; tools.js sends it to UPLOAD and opens what comes of it."""
    pick = attributes(
        type="file", id="pick-draft", accept=".docx,.pdf,.txt,.md", data_check=UPLOAD, data_open=f"/{PATH}"
    )
    return (
        '<div class="drop" data-check-drop=""><input' + pick + '><label for="pick-draft">'
        '<span class="button">Chọn tệp dự thảo</span> <strong>hoặc thả tệp vào đây</strong></label>'
        f'<span class="hint">Word, PDF, văn bản; tới {largest // MEGABYTE} MB. Dự thảo không được đưa vào kho và '
        "chỉ người gửi xem được.</span></div>"
        '<p id="check-state" role="status" aria-live="polite"></p>'
    )


def checked_html(draft: Draft | None, query: Query) -> str:
    """The remarks on a draft; says so where it is not there."""
    mark = address(f"/{PATH}{query.parameters()}")
    if draft is None:
        return (notice(_GONE) if query.draft else _ABOUT) + mark
    told = query.told(draft.remarks)
    pages = max(1, -(-len(told) // PER_PAGE))
    page = min(query.page, pages)
    shown = told[(page - 1) * PER_PAGE : page * PER_PAGE]
    listed = remarks_html(shown, (page - 1) * PER_PAGE + 1) if shown else _none(draft)
    return f"{_head(draft)}{_filter(draft, query)}{_file(draft, query)}{listed}{_pager(page, pages)}{mark}"


def _none(draft: Draft) -> str:
    if draft.remarks:
        return '<p class="hint">Không có nhận xét nào ở mức này.</p>'
    said = "Không thấy chỗ nào mâu thuẫn." if draft.figures else "Không đọc được số liệu nào trong dự thảo."
    return f'<p class="fine">{said}</p>'


def _head(draft: Draft) -> str:
    report = draft.report
    scope = " – ".join(x.label for x in (report.place, report.period) if x)
    known = f"{scope}; " if scope else ""
    return (
        f"<h1>{escape(draft.path.name)}</h1><p>{escape(report.title)}</p>"
        f'<p class="about">{escape(known)}{draft.figures} số liệu. {escape(closing(report, list(draft.others)))}</p>'
    )


def _filter(draft: Draft, query: Query) -> str:
    counts = Counter(remark.level for remark in draft.remarks)
    serious = len(draft.remarks) - counts[Level.ROUNDING]
    names = {
        SERIOUS: f"Cần xem ({serious})",
        **{name: f"{LEVELS[level].capitalize()} ({counts[level]})" for name, level in _LEVELS.items()},
        ALL: f"Tất cả ({len(draft.remarks)})",
    }
    buttons = "".join(
        button(CHANNEL, f"level:{name}", text, aria_pressed="true" if query.level == name else "false")
        for name, text in names.items()
    )
    return f'<div class="views" role="group" aria-label="Mức của nhận xét">{buttons}</div>'


def _file(draft: Draft, query: Query) -> str:
    if draft.path.suffix.lower() != ".docx":
        return '<p class="hint">Bản có nhận xét bên lề chỉ làm được với tệp Word .docx.</p>'
    if not query.told(draft.remarks):
        return ""
    level = query_string({"muc": query.level})
    return files("Tải dự thảo có nhận xét bên lề:", {"Word": f"/{PATH}/{draft.id}/nhan-xet.docx{level}"})


def _pager(page: int, pages: int) -> str:
    if pages == 1:
        return ""
    before = button(CHANNEL, f"page:{page - 1}", "‹ Trước") if page > 1 else ""
    after = button(CHANNEL, f"page:{page + 1}", "Sau ›") if page < pages else ""
    return (
        f'<nav class="steps" aria-label="Các trang của nhận xét">{before}'
        f'<span class="here">Trang {page}/{pages}</span>{after}</nav>'
    )
