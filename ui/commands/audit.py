"""`hoibaocao audit`: where the archive's reports contradict themselves and each other."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter

from assistant.audit.listing import as_text
from assistant.audit.remark import LEVELS, Remark
from ui.commands.console import Counter as Progress
from ui.composition import open_archive
from ui.filters import matching
from ui.settings import Settings
from vectorstore.records import Level

HELP = "tìm chỗ báo cáo tự mâu thuẫn hoặc không khớp với báo cáo khác, kèm phép tính và nguồn"
FILTERED = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in danh sách dưới dạng JSON")
    parser.add_argument("--rounding", action="store_true", help="kể cả những chỗ chỉ lệch do làm tròn số")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from assistant.audit.auditor import audit_of

    with open_archive(settings) as archive:
        reports = matching(
            archive.reports(), arguments.place, arguments.period, tuple(arguments.report or ())
        )
        counter = Progress("Đã kiểm", len(reports), "báo cáo")
        remarks = audit_of(archive, reports, progress=lambda _: counter.step())
        counter.close()
    shown = told(remarks, arguments.rounding)
    if arguments.json:
        print(json.dumps([remark.as_json() for remark in shown], ensure_ascii=False, indent=2))
    elif shown:
        print(as_text(shown))
    print(summary(remarks, len(reports)), file=sys.stderr)
    return 0


def told(remarks: list[Remark], rounding: bool) -> list[Remark]:
    """The remarks to show: those of mere rounding only when asked for."""
    return [remark for remark in remarks if rounding or remark.level is not Level.ROUNDING]


def summary(remarks: list[Remark], reports: int) -> str:
    """'Đã kiểm 12 báo cáo: 3 mâu thuẫn, 1 nghi vấn, 2 làm tròn.'"""
    counts = Counter(remark.level for remark in remarks)
    parts = ", ".join(f"{counts[level]} {name}" for level, name in LEVELS.items())
    return f"Đã kiểm {reports} báo cáo: {parts}."
