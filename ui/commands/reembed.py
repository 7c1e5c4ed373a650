"""`hoibaocao reembed`: the archive's vectors made anew with the model of the settings."""

from __future__ import annotations

import argparse
import sys

from ui.commands.console import redraw
from ui.composition import open_archive
from ui.settings import Settings

HELP = "tính lại véc-tơ của kho bằng mô hình đang chọn; bị ngắt thì chạy lại để làm tiếp"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="TÊN",
        help="mô hình véc-tơ theo tên hoặc thư mục (mặc định theo thiết lập); “” là mô hình kèm theo",
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.model is not None:
        settings = settings.changed(embedding_model=arguments.model)
    with open_archive(settings, embed=False) as archive:
        total = len(archive.reports())
    progress = _Reporter(total)
    with open_archive(settings, writable=True, change_model=True, progress=progress):
        progress.close()
    print(
        f"Kho {settings.archive} nay dùng mô hình {settings.embedding_model or 'kèm theo'}; {progress.said}."
    )
    return 0


class _Reporter:
    """Progress on stderr: redrawn in place on a terminal, a line for each report done in a log."""

    def __init__(self, reports: int) -> None:
        self._reports = reports
        self._done = self._texts = 0
        self._live = sys.stderr.isatty()

    @property
    def said(self) -> str:
        if not self._texts:
            return "véc-tơ vốn đã đủ, không phải tính lại"
        return f"đã tính véc-tơ cho {self._done} báo cáo (kho có {self._reports})"

    def __call__(self, done: int, total: int, report: str) -> None:
        self._texts = max(self._texts, done)
        ended = done >= total
        self._done += ended and bool(report)
        text = f"{report or 'các chỉ tiêu'}: {done}/{total} véc-tơ"
        if self._live:
            redraw(text)
        elif ended:
            print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._live:
            redraw("")
