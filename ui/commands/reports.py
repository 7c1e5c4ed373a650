"""`hoibaocao reports`: what the archive holds; of a report named by its key, how its numbers were read."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ui.commands.console import table
from ui.commands.reading import as_json as reading_as_json
from ui.commands.reading import reread, told
from ui.composition import open_archive
from ui.filters import known_keys, matching
from ui.settings import Settings
from vectorstore.errors import UsageError
from vectorstore.records import Report

if TYPE_CHECKING:
    from vectorstore.archive import Archive

HELP = "liệt kê các báo cáo có trong kho; với MÃ: kết quả đọc của báo cáo đó"
FILTERED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", metavar="MÃ", nargs="*", help="mã báo cáo cần xem kết quả đọc")
    parser.add_argument(
        "--numbers", action="store_true", help="cùng MÃ: kê cả từng số không phải số liệu, kèm dòng chứa nó"
    )
    parser.add_argument("--json", action="store_true", help="in danh sách dưới dạng JSON")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.numbers and not arguments.keys:
        raise UsageError("Tùy chọn --numbers cần mã báo cáo, ví dụ: hoibaocao reports MÃ --numbers.")
    with open_archive(settings, embed=False) as archive:  # listed whatever model made the vectors
        if arguments.keys:
            return _tell_readings(archive, arguments)
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


def _tell_readings(archive: Archive, arguments: argparse.Namespace) -> int:
    keys = known_keys(archive.reports(), arguments.keys)
    readings = [(key, reread(archive, key)) for key in keys]
    if arguments.json:
        found = [
            as_json(reading.content.report) | {"reading": reading_as_json(reading)} for _, reading in readings
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    texts = (told(reading, len(archive.figures([key])), arguments.numbers) for key, reading in readings)
    print("\n\n".join(texts))
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
