"""`hoibaocao journal`: who did what and when."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ui.commands.console import table
from ui.settings import Settings

HELP = "xem nhật ký: ai đã hỏi, thêm, gỡ, sửa, xuất gì và lúc nào"
_SHOWN = 100
_ALL = 10_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", metavar="TỪ", nargs="*", help="chỉ những dòng có các từ này, dấu không bắt buộc"
    )
    parser.add_argument("--person", metavar="TÊN", help="chỉ của người này")
    parser.add_argument("--action", metavar="VIỆC", help="chỉ việc này: hỏi, thêm, gỡ, sửa, xuất …")
    parser.add_argument("--since", metavar="NGÀY", default="", help="từ ngày này, ví dụ 2026-11-01")
    parser.add_argument("--until", metavar="NGÀY", default="", help="đến hết ngày này")
    parser.add_argument(
        "--limit", metavar="N", type=int, default=_SHOWN, help=f"số dòng mới nhất (mặc định {_SHOWN})"
    )
    parser.add_argument("--csv", metavar="FILE", help="ghi tất cả các dòng ra tệp CSV; “-” là đầu ra chuẩn")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from ui.journal import action_named, as_csv, detail_line, local_time, read_day
    from ui.people.office import open_office

    action = action_named(arguments.action) if arguments.action else None
    since, until = read_day(arguments.since), read_day(arguments.until, after=True)
    with open_office(settings) as office:
        entries = office.journal.entries(
            arguments.person,
            action,
            since,
            until,
            " ".join(arguments.words),
            limit=_ALL if arguments.csv else max(arguments.limit, 1),
        )
    if arguments.csv:
        _write(as_csv(entries), arguments.csv)
        print(f"Đã ghi {len(entries)} dòng nhật ký.", file=sys.stderr)
    elif entries:
        rows = [
            (local_time(e.at), e.person or "máy này", e.action, e.subject, detail_line(e.detail))
            for e in entries
        ]
        print(table(("Thời điểm", "Người", "Việc", "Đối tượng", "Chi tiết"), rows))
    else:
        print("Nhật ký không có dòng nào khớp.", file=sys.stderr)
    return 0


def _write(text: str, name: str) -> None:
    if name == "-":
        sys.stdout.write(text)
    else:
        Path(name).write_bytes(text.encode("utf-8"))
