"""`hoibaocao ingest`: files and folders into the archive, with progress and a closing table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.commands.console import redraw, table
from ui.commands.noting import Note, noting
from ui.commands.reading import short_form
from ui.composition import open_archive
from ui.settings import Settings
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from ingest.pipeline import Outcome, Progress, Summary

HELP = "nạp báo cáo (tệp hoặc thư mục) vào kho; nạp lại tệp cũ không làm thay đổi gì"
# By the values of ingest.pipeline.State, which is imported only when something is ingested.
_STATES = {
    "added": "đã thêm",
    "replaced": "cập nhật",
    "unchanged": "không đổi",
    "skipped": "bỏ qua",
    "failed": "lỗi",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=Path,
        help="tệp .docx, .pdf, .txt, .md, hoặc thư mục chứa chúng",
    )
    parser.add_argument(
        "--force", action="store_true", help="đọc lại cả những tệp không đổi (sau khi nâng cấp)"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from ingest.pipeline import ingest

    with open_archive(settings, writable=True) as archive, noting(settings) as note:
        summary = ingest(arguments.paths, archive, _noted(Reporter(), note), force=arguments.force)
    if not summary.outcomes or all(outcome.state == "skipped" for outcome in summary.outcomes):
        _tell_skipped(summary)
        raise UsageError(
            "Không thấy tệp báo cáo nào để nạp; hãy chỉ tới tệp .docx, .pdf, .txt, .md hoặc thư mục có chúng."
        )
    print(closing(summary))
    if summary.failed:
        print(
            "Một số tệp chưa nạp được; lý do của từng tệp nêu ở bảng kết quả, hãy sửa rồi nạp lại các tệp đó.",
            file=sys.stderr,
        )
    return int(summary.failed)


def _noted(report: Callable[[Progress], None], note: Note) -> Callable[[Progress], None]:
    """Progress as reported, and an entry of the journal for each report that came in."""
    from ui.journal import Action

    actions = {"added": Action.ADD, "replaced": Action.REPLACE}

    def told(event: Progress) -> None:
        report(event)
        if event.outcome is not None and event.outcome.state in actions:
            note(actions[event.outcome.state], event.outcome.key, {"tệp": event.outcome.path.name})

    return told


class Reporter:
    """Progress on stderr: a live line on a terminal, and a line for each report done."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def __call__(self, event: Progress) -> None:
        counted = f"[{event.index}/{event.total}] {event.name}"
        speed = f"{event.pages} trang, {_number(event.pages_per_second)} trang/giây"
        if event.outcome is not None:
            if self._live:
                redraw("")
            why = f": {told}" if (told := event.outcome.reason or _read_of(event.outcome)) else ""
            print(f"{counted}: {_STATES[event.outcome.state]}{why} ({speed})", file=sys.stderr, flush=True)
        elif self._live:
            redraw(f"{counted}: đang đọc … ({speed})")


def closing(summary: Summary) -> str:
    """The table of what became of each file, its totals, and what should be checked."""
    rows = [(_STATES[outcome.state], outcome.path.name, _detail(outcome)) for outcome in summary.outcomes]
    states = [str(outcome.state) for outcome in summary.outcomes]
    counts = ", ".join(f"{states.count(state)} {text}" for state, text in _STATES.items())
    speed = summary.pages / summary.seconds if summary.seconds else 0.0
    pages = f"{summary.pages} trang trong {_number(summary.seconds)} giây ({_number(speed)} trang/giây)"
    return f"{table(('Kết quả', 'Tệp', 'Báo cáo hoặc lý do'), rows)}\n\nTổng cộng: {counts}; {pages}."


def _detail(outcome: Outcome) -> str:
    if outcome.reason or outcome.report is None:
        return outcome.reason
    label = outcome.report.label or outcome.report.title
    notes = "".join(f"; lưu ý: {warning}" for warning in outcome.warnings)
    return f"{outcome.key}: {label}{notes}"


def _read_of(outcome: Outcome) -> str:
    """What was read from a file, in short; "" where it was not read."""
    if outcome.state not in ("added", "replaced"):
        return ""
    return short_form(outcome.figures, outcome.gaps, outcome.dismissed)


def _number(value: float) -> str:
    """With one decimal, after a comma."""
    return f"{value:.1f}".replace(".", ",")


def _tell_skipped(summary: Summary) -> None:
    for outcome in summary.outcomes:
        print(f"{outcome.path}: {outcome.reason}", file=sys.stderr)
