"""`hoibaocao remove`: reports out of the archive."""

from __future__ import annotations

import argparse

from ui.commands.noting import noting
from ui.composition import open_archive
from ui.filters import known_keys
from ui.settings import Settings

HELP = "gỡ báo cáo khỏi kho"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "keys", metavar="MÃ", nargs="+", help="mã báo cáo, như lệnh “hoibaocao reports” liệt kê"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    from ui.journal import Action

    with open_archive(settings, writable=True) as archive, noting(settings) as note:
        # All names are checked before the first report goes: a slip in the second must not half-do the work.
        keys = known_keys(archive.reports(), arguments.keys)
        for key in keys:
            archive.remove(key)
            note(Action.REMOVE, key, {})
            print(f"Đã gỡ báo cáo {key}.")
    return 0
