"""`hoibaocao reports`: what the archive holds."""

from __future__ import annotations

import argparse
import json
import sys

from ui.commands.console import table
from ui.composition import open_archive
from ui.filters import matching
from ui.settings import Settings
from vectorstore.records import Report

HELP = "liệt kê các báo cáo có trong kho"
FILTERED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in danh sách dưới dạng JSON")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    with open_archive(settings) as archive:
        reports = matching(
            archive.reports(), arguments.place, arguments.period, tuple(arguments.report or ())
        )
    if arguments.json:
        print(json.dumps([as_json(report) for report in reports], ensure_ascii=False, indent=2))
    elif reports:
        rows = [_row(report) for report in reports]
        print(table(("Mã", "Địa phương", "Kỳ", "Loại", "Số trang", "Tên báo cáo"), rows))
    else:
        print("Không có báo cáo nào khớp; nạp báo cáo bằng lệnh “hoibaocao ingest PATH”.", file=sys.stderr)
    return 0


def as_json(report: Report) -> dict[str, object]:
    """A report for programs; dates are ISO 8601, unknowns null."""
    return {
        "report": report.key,
        "title": report.title,
        "agency": report.agency,
        "place": report.place.label if report.place else None,
        "period": report.period.label if report.period else None,
        "kind": str(report.kind),
        "draft": report.draft,
        "date": report.date.isoformat() if report.date else None,
        "file": report.file,
        "pages": report.pages,
    }


def kind_of(report: Report) -> str:
    """'báo cáo (dự thảo)'."""
    return f"{report.kind} (dự thảo)" if report.draft else str(report.kind)


def _row(report: Report) -> tuple[str, ...]:
    place = report.place.label if report.place else "chưa rõ"
    period = report.period.label if report.period else "chưa rõ"
    pages = str(report.pages) if report.pages is not None else "–"
    return report.key, place, period, kind_of(report), pages, report.title
