"""`hoibaocao compare`: indicators of several reports, places and periods beside each other."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assistant.export.paper import Paper
from assistant.indicators.compare import compare
from assistant.indicators.listing import parse_period, parse_place
from assistant.indicators.locate import Indicators
from ui.commands.books import save_workbook
from ui.commands.pictures import save_pictures
from ui.commands.sources import table_csv, table_text
from ui.composition import open_archive
from ui.filters import known_keys
from ui.settings import Settings

if TYPE_CHECKING:
    from vectorstore.archive import Archive

T = TypeVar("T")
HELP = "so sánh chỉ tiêu giữa các báo cáo, nơi, kỳ: số gốc kèm nguồn, chênh lệch kèm cách tính"
FILTERED = True
OWN_FILTERS = True  # several places and periods


def add_scope(parser: argparse.ArgumentParser) -> None:
    """What is compared: indicators, places, periods, reports."""
    parser.add_argument(
        "--indicator",
        metavar="CHỈ_TIÊU",
        action="append",
        required=True,
        help="chỉ tiêu cần so sánh (dùng được nhiều lần)",
    )
    for name, metavar, text in (
        ("--place", "NƠI", "địa phương (dùng được nhiều lần)"),
        ("--period", "KỲ", "kỳ, ví dụ 6T/2024, 2023 (dùng được nhiều lần)"),
        ("--report", "MÃ", "mã báo cáo (dùng được nhiều lần)"),
    ):
        parser.add_argument(name, metavar=metavar, action="append", default=argparse.SUPPRESS, help=text)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_scope(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in dưới dạng JSON")
    form.add_argument("--csv", action="store_true", help="in dưới dạng CSV, mỗi dòng một ô")
    parser.add_argument("--xlsx", metavar="FILE", type=Path, help="ghi bảng ra tệp Excel .xlsx")
    parser.add_argument("--chart", metavar="FILE", type=Path, help="vẽ biểu đồ vào tệp .png hoặc .svg")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    with open_archive(settings) as archive:
        table = compared(compare, archive, arguments)
    if arguments.json:
        print(json.dumps(table.as_json(), ensure_ascii=False, indent=2))
    else:
        print(table_csv(table) if arguments.csv else table_text(table), end="" if arguments.csv else "\n")
    if arguments.xlsx:
        save_workbook(Paper((table,)), arguments.xlsx)
    if arguments.chart:
        save_pictures(table, arguments.chart)
    return 0


def compared(how: Callable[..., T], archive: Archive, arguments: argparse.Namespace) -> T:
    """What `how` (`compare` or `gather`) makes of the indicators, places, periods and reports of `add_scope`."""
    reports = archive.reports()
    known = {report.place for report in reports if report.place}
    return how(
        Indicators(archive),
        archive,
        arguments.indicator,
        places=[parse_place(text, known) for text in _several(arguments.place)],
        periods=[parse_period(text) for text in _several(arguments.period)],
        reports=known_keys(reports, arguments.report or ()),
    )


def _several(value: str | Sequence[str] | None) -> Sequence[str]:
    """Given before the command's name, an option holds one text."""
    return [value] if isinstance(value, str) else value or ()
