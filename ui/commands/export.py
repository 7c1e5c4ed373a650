"""`hoibaocao export`: a comparison as a Word, Excel, CSV or Markdown file, with its summary where asked for."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafting.compose import draft
from assistant.drafting.editing import from_text, to_text
from assistant.drafting.gather import gather
from assistant.drafting.summary import Summary
from assistant.export.paper import Letterhead, Paper
from assistant.export.write import FORMATS, save
from assistant.table import Table
from ui.commands.compare import add_scope, compared
from ui.composition import make_writer, open_archive
from ui.settings import Settings
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from vectorstore.archive import Archive

HELP = "xuất bảng so sánh ra Word, Excel, CSV, Markdown; kèm đoạn tóm tắt, chú thích nguồn và biểu đồ"
FILTERED = True
OWN_FILTERS = True  # several places and periods
_TEXT = ".txt"  # the summary alone, to be edited and given back with --text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scope(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True,
        help="tệp cần ghi; đuôi .docx, .xlsx, .csv, .md, hoặc .txt (chỉ đoạn tóm tắt, để sửa)",
    )  # fmt: skip
    parser.add_argument("--draft", action="store_true", help="kèm đoạn tóm tắt so sánh, mỗi câu có nguồn")
    parser.add_argument(
        "--text", metavar="FILE", type=Path, help="dùng đoạn tóm tắt đã sửa trong tệp .txt này"
    )
    parser.add_argument("--title", metavar="TRÍCH_YẾU", default="", help="trích yếu nội dung văn bản")
    parser.add_argument("--no-charts", action="store_true", help="không kèm biểu đồ")
    parser.add_argument("--agency", metavar="CƠ_QUAN", default="", help="cơ quan ban hành văn bản")
    parser.add_argument("--above", metavar="CƠ_QUAN", default="", help="cơ quan chủ quản trực tiếp")
    parser.add_argument("--number", metavar="SỐ", default="", help="số, ký hiệu văn bản, ví dụ 318/BC-SYT")
    parser.add_argument("--place-of-issue", metavar="ĐỊA_DANH", default="", help="địa danh ghi trên văn bản")
    parser.add_argument("--date", metavar="NGÀY", default="", help="ngày ban hành, ví dụ 05/7/2024")
    parser.add_argument("--signer-title", metavar="CHỨC_VỤ", default="", help="chức vụ người ký")
    parser.add_argument("--signer", metavar="HỌ_TÊN", default="", help="họ tên người ký")
    parser.add_argument(
        "--recipient", metavar="NƠI_NHẬN", action="append", default=[], help="nơi nhận (dùng được nhiều lần)"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    target: Path = arguments.output
    if target.suffix.lower() not in (*FORMATS, _TEXT):
        known = ", ".join((*FORMATS, _TEXT))
        raise UsageError(f"Không xuất được tệp “{target.name}”; hãy chọn đuôi {known}.")
    letterhead = _letterhead(arguments)
    with open_archive(settings) as archive:
        tables: list[Table] = compared(gather, archive, arguments)
        wanted = arguments.draft or arguments.text or target.suffix.lower() == _TEXT
        summary = _summary(archive, settings, tables, arguments) if wanted else None
    if target.suffix.lower() == _TEXT:
        assert summary is not None
        target.write_text(to_text(summary), "utf-8")
    else:
        charts = not arguments.no_charts
        save(
            Paper((tables[0],), summary, letterhead=letterhead, charts=charts, title=arguments.title), target
        )
    for fault in summary.faults if summary else ():
        print(f"Cần xem lại: {fault}", file=sys.stderr)
    if summary is not None and summary.notice:
        print(summary.notice, file=sys.stderr)
    print(f"Đã ghi {target}", file=sys.stderr)
    return 0


def _summary(
    archive: Archive, settings: Settings, tables: list[Table], arguments: argparse.Namespace
) -> Summary:
    """From the patterns; as a person has edited it, or as the language model words it where there is one."""
    summary = draft(tables, arguments.title)
    if arguments.text is not None:
        try:
            return from_text(arguments.text.read_text("utf-8-sig"), summary)
        except UnicodeDecodeError as error:
            raise UsageError(
                f"Tệp {arguments.text.name} không phải văn bản UTF-8; hãy lưu lại bằng UTF-8."
            ) from error
    writer = make_writer(archive, settings)
    if writer is None:
        return summary
    from assistant.drafting.worded import worded

    return worded(tables, summary, writer)


def _letterhead(arguments: argparse.Namespace) -> Letterhead:
    return Letterhead(
        agency=arguments.agency,
        above=arguments.above,
        number=arguments.number,
        place_of_issue=arguments.place_of_issue,
        day=_day(arguments.date) if arguments.date else None,
        signer_title=arguments.signer_title,
        signer=arguments.signer,
        recipients=tuple(arguments.recipient),
    )


def _day(text: str) -> date:
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise UsageError(f"Không rõ ngày “{text}”; xin ghi như 05/7/2024.")
