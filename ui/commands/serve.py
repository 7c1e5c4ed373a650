"""`hoibaocao serve`: the question page in the browser."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ui.composition import make_assistant, open_archive
from ui.settings import Settings
from vectorstore.directory import CATALOGUE

HELP = "mở trang hỏi đáp trên trình duyệt"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", metavar="ĐỊA_CHỈ", help="địa chỉ lắng nghe (mặc định 127.0.0.1: chỉ máy này)"
    )
    parser.add_argument(
        "--port", metavar="CỔNG", type=int, help="cổng (mặc định 7860; 0 là cổng trống bất kỳ)"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    serve_archive(with_address(arguments, settings))
    return 0


def with_address(arguments: argparse.Namespace, settings: Settings) -> Settings:
    """The settings with the address of the command line, where it gives one. Raises UsageError."""
    given = {
        name: getattr(arguments, name) for name in ("host", "port") if getattr(arguments, name) is not None
    }
    return settings.changed(**given)


def serve_archive(settings: Settings) -> None:
    """Serve until stopped. Raises ArchiveError, or UsageError where the address cannot be used."""
    from ui.people.office import open_office
    from ui.server import serve

    with (
        open_archive(settings, writable=_writable(settings.archive)) as archive,
        open_office(settings) as office,
    ):
        serve(archive, make_assistant(archive, settings), settings, office)


def _writable(archive: Path) -> bool:
    """True for an archive that reports can be added to from the pages."""
    files = (archive, archive / CATALOGUE)
    return all(os.access(path, os.W_OK) for path in files)
