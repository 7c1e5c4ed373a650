"""`hoibaocao demo`: sample reports, an archive of them, and the question page over it."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from ui.commands.serve import add_arguments as add_address
from ui.commands.serve import serve_archive, with_address
from ui.composition import open_archive
from ui.settings import Settings
from vectorstore.errors import HoiBaoCaoError

HELP = "dựng kho mẫu (số liệu minh họa), nạp và mở trang hỏi đáp"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "directory",
        metavar="DIR",
        nargs="?",
        type=Path,
        help="thư mục để giữ báo cáo mẫu và kho; không ghi thì dùng thư mục tạm, xóa khi thoát",
    )
    add_address(parser)


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    settings = with_address(arguments, settings)
    # Ended by the system as by Ctrl+C, so that the temporary folder goes.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        directory = arguments.directory or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="hoibaocao-", ignore_cleanup_errors=True))
        )
        archive = arguments.archive or directory / "kho-bao-cao"
        settings = settings.changed(archive=archive)
        build(directory / "bao-cao-mau", settings)
        serve_archive(settings)
    return 0


def build(samples: Path, settings: Settings) -> None:
    """Write the sample reports and take them into the archive of the settings."""
    from ingest.pipeline import State, ingest
    from ui.commands.ingest import Reporter
    from ui.samples.make_samples import make_samples

    samples.mkdir(parents=True, exist_ok=True)
    make_samples(samples)
    with open_archive(settings, writable=True) as archive:
        summary = ingest([samples], archive, Reporter())
    if failed := summary.of(State.FAILED):
        raise HoiBaoCaoError(f"Không nạp được báo cáo mẫu {failed[0].path.name}: {failed[0].reason}.")
    print(f"Kho mẫu: {settings.archive}", file=sys.stderr)
