"""`hoibaocao check`: a draft against itself and against what the archive holds of its place."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from assistant.audit.listing import as_text
from ui.commands.audit import summary, told
from ui.composition import open_archive
from ui.settings import Settings
from vectorstore.errors import UsageError
from vectorstore.records import Report

HELP = "kiểm một dự thảo trước khi gửi: tự mâu thuẫn, không khớp với báo cáo trước của cùng địa phương"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="tệp dự thảo (.docx, .pdf, .txt, .md); không nạp vào kho"
    )
    parser.add_argument(
        "--docx", metavar="OUT", type=Path, help="ghi bản sao của dự thảo .docx có nhận xét tại từng con số"
    )
    parser.add_argument("--json", action="store_true", help="in danh sách dưới dạng JSON")
    parser.add_argument("--rounding", action="store_true", help="kể cả những chỗ chỉ lệch do làm tròn số")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.audit.auditor import check_draft, compared_with
    from ingest.pipeline import read_report

    if not arguments.file.is_file():
        raise UsageError(f"Không thấy tệp {arguments.file}; hãy kiểm tra đường dẫn tới dự thảo.")
    if arguments.docx and arguments.file.suffix.lower() != ".docx":
        raise UsageError(
            f"Chỉ ghi được nhận xét vào tệp Word .docx, còn {arguments.file.name} thì không; hãy bỏ --docx."
        )
    content = read_report(arguments.file, arguments.file.stem)
    with open_archive(settings) as archive:
        remarks = check_draft(content, archive)
        others = compared_with(content, archive)
    shown = told(remarks, arguments.rounding)
    if arguments.json:
        print(json.dumps([remark.as_json() for remark in shown], ensure_ascii=False, indent=2))
    elif shown:
        print(as_text(shown))
    print(closing(content.report, others), file=sys.stderr)
    print(summary(remarks, 1), file=sys.stderr)
    if arguments.docx:
        from assistant.audit.comments import write_comments

        done = write_comments(arguments.file, arguments.docx, shown)
        head = f" ({done.unplaced} nhận xét không định vị được, đặt ở đầu văn bản)" if done.unplaced else ""
        print(f"Đã ghi {done.placed + done.unplaced} nhận xét vào {arguments.docx}{head}.", file=sys.stderr)
    return 0


def closing(report: Report, others: list[Report]) -> str:
    """What the draft was set against, so that silence is not taken for agreement."""
    if report.place is None or report.period is None:
        return "Không rõ địa phương hoặc kỳ của dự thảo nên chỉ kiểm trong nội bộ dự thảo."
    if not others:
        return f"Kho chưa có báo cáo nào khác của {report.place.label}; chỉ kiểm trong nội bộ dự thảo."
    return f"Đối chiếu {report.label} với {len(others)} báo cáo của {report.place.label} trong kho."
