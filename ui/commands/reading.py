"""The report of a reading: what of a report's numbers became figures, and what did not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ui.commands.console import table
from vectorstore.errors import ArchiveError
from vectorstore.records import Figure, Gap, Role

if TYPE_CHECKING:
    from ingest.figures import Dismissed
    from ingest.reading import Reading
    from vectorstore.archive import Archive

ROLES = {
    Role.RESULT: "kết quả thực hiện",
    Role.PLAN: "kế hoạch, chỉ tiêu",
    Role.PRIOR: "kỳ trước để so sánh",
    Role.CHANGE: "tăng, giảm",
    Role.ATTAINMENT: "tỷ lệ đạt kế hoạch",
}
# Why a number is no figure: the reasons of ingest.figures and ingest.vietnamese.dismissals.
REASONS = {
    "heading number": "số thứ tự đề mục",
    "item label": "số thứ tự ý",
    "ordinal": "cột số thứ tự",
    "header": "tiêu đề bảng",
    "label": "thuộc tên chỉ tiêu trong bảng",
    "unit": "thuộc đơn vị tính",
    "unit base": "thuộc đơn vị tính",
    "note": "cột ghi chú",
    "text cell": "ô có lời văn",
    "date": "ngày tháng",
    "year": "năm",
    "period": "kỳ báo cáo, mốc thời gian",
    "duration": "khoảng thời gian",
    "time of day": "giờ trong ngày",
    "document number": "số hiệu văn bản",
    "reference": "tham chiếu (biểu, phụ lục, điều)",
    "descriptor": "thuộc tên chỉ tiêu (độ tuổi, số mũi …)",
    "name": "thuộc tên riêng (COVID-19, khu vực III …)",
    "phone": "số điện thoại",
    "recipients": "nơi nhận, số bản lưu",
    "footnote mark": "dấu chú thích",
    "share of the prior value": "tỷ lệ so với kỳ trước, đã có số gốc",
    "difference from the plan": "chênh lệch so với kế hoạch",
    "no name": "không có tên chỉ tiêu",
    "unreadable": "không đọc được thành một số",
}
_QUOTE = 90  # characters of a line that are shown around a number
_OTHER = "khác"


def short_form(figures: int, gaps: int, dismissed: int) -> str:
    """'3.242 số liệu, 316 ô để trống, 807 số không phải số liệu'."""
    counted = ((figures, "số liệu"), (gaps, "ô để trống"), (dismissed, "số không phải số liệu"))
    return ", ".join(f"{_count(number)} {what}" for number, what in counted if number or what == "số liệu")


def reread(archive: Archive, key: str) -> Reading:
    """The reading of a report's original file, done again. Raises ArchiveError where the file is gone."""
    from ingest.reading import read_file

    report, original = archive.report(key), archive.original(key)
    if report is None or original is None:
        raise ArchiveError(
            f"Kho không còn giữ tệp gốc của báo cáo “{key}”; hãy nạp lại tệp rồi xem kết quả đọc."
        )
    return read_file(original, key, report.sha256)


def told(reading: Reading, stored: int, every: bool = False) -> str:
    """The report of a reading for the terminal; with `every`, each dismissed number with its line.

    `stored`: how many figures the archive holds of the report; fewer or more are told.
    """
    figures, content = reading.content.figures, reading.content
    unexplained = reading.unexplained()
    lines = [
        f"{content.report.title} ({content.report.key})",
        *_identity(reading),
        "",
        f"Số trong văn bản: {_count(reading.numbers())}",
        f"Là số liệu: {_count(len(figures))}{_said_in_words(figures)}",
        _indented(table(("", "Bảng", "Lời văn", "Cộng"), _by_role(figures))),
        f"Ô để trống, chưa có số: {_count(len(content.gaps))}",
        *_rows(_by_label(content.gaps)),
        f"Không phải số liệu: {_count(reading.dismissed_numbers)}",
        *_rows(_by_reason(reading.no_figures)),
    ]
    if unexplained:
        lines.append(f"Chưa rõ: {_count(abs(unexplained))}")
    if stored != len(figures):
        lines.append(
            f"Lưu ý: kho đang giữ {_count(stored)} số liệu của báo cáo này, do phiên bản trước đọc; "
            "nạp lại bằng “hoibaocao ingest --force” để cập nhật."
        )
    if every:
        lines += ["", *_each(reading.no_figures)]
    return "\n".join(lines)


def as_json(reading: Reading) -> dict[str, object]:
    """The same for programs; reasons and roles are their codes."""
    figures, gaps = reading.content.figures, reading.content.gaps
    return {
        "sections": len(reading.content.sections),
        "numbers": reading.numbers(),
        "unexplained": reading.unexplained(),
        "figures": {
            "count": len(figures),
            "table": _roles(f for f in figures if f.in_table),
            "prose": _roles(f for f in figures if not f.in_table),
        },
        "gaps": {"count": len(gaps), "roles": _roles(gaps)},
        "dismissed": {
            "count": reading.dismissed_numbers,
            "reasons": dict(Counter(found.reason for found in reading.no_figures).most_common()),
            "numbers": [
                {"printed": found.printed, "reason": found.reason, "quote": found.quote, "start": found.start}
                for found in reading.no_figures
            ],
        },
    }


def _identity(reading: Reading) -> Iterator[str]:
    report, sections = reading.content.report, reading.content.sections
    place = report.place.label if report.place else "chưa rõ"
    period = report.period.label if report.period else "chưa rõ"
    yield f"Địa phương: {place}; kỳ: {period}; loại: {report.kind}{' (dự thảo)' if report.draft else ''}"
    pages = f", {report.pages} trang" if report.pages is not None else ""
    depth = max((len(section.path) for section in sections), default=0)
    tables = sum(block.table is not None for block in reading.document.blocks)
    yield f"Tệp: {report.file}{pages}; {len(sections)} đề mục, {depth} cấp; {tables} bảng"
    for warning in reading.warnings:
        yield f"Lưu ý: {warning}"


def _said_in_words(figures: Iterable[Figure]) -> str:
    words = sum(not any(c.isdigit() for c in figure.printed) for figure in figures)
    return f", trong đó {_count(words)} nêu bằng chữ (“không có ca …”)" if words else ""


def _by_role(figures: tuple[Figure, ...]) -> list[tuple[str, str, str, str]]:
    in_table = Counter(figure.role for figure in figures if figure.in_table)
    in_prose = Counter(figure.role for figure in figures if not figure.in_table)
    return [
        (name, _count(in_table[role]), _count(in_prose[role]), _count(in_table[role] + in_prose[role]))
        for role, name in ROLES.items()
        if in_table[role] or in_prose[role]
    ]


def _by_label(gaps: tuple[Gap, ...]) -> Iterator[tuple[str, int]]:
    counted = Counter(gap.role for gap in gaps)
    return ((name, counted[role]) for role, name in ROLES.items() if counted[role])


def _by_reason(dismissed: tuple[Dismissed, ...]) -> list[tuple[str, int]]:
    return Counter(REASONS.get(found.reason, _OTHER) for found in dismissed).most_common()


def _rows(counted: Iterable[tuple[str, int]]) -> list[str]:
    rows = [(_count(number), name) for name, number in counted]
    size = max((len(number) for number, _ in rows), default=0)
    return [f"  {number:>{size}}  {name}" for number, name in rows]


def _each(dismissed: Iterable[Dismissed]) -> Iterator[str]:
    for found in dismissed:
        yield f"{found.printed}  [{REASONS.get(found.reason, _OTHER)}]  {_around(found)}"


def _around(found: Dismissed) -> str:
    """The part of the line that a number stands in."""
    first = max(0, found.start - _QUOTE // 2)
    last = found.start + len(found.printed) + _QUOTE // 2
    cut = " ".join(found.quote[first:last].split())
    return f"{'…' if first else ''}{cut}{'…' if last < len(found.quote) else ''}"


def _roles(records: Iterable[Figure | Gap]) -> dict[str, int]:
    return {str(role): number for role, number in Counter(record.role for record in records).most_common()}


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _count(number: int) -> str:
    """'3.242'."""
    return f"{number:,}".replace(",", ".")
