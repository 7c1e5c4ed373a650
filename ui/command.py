"""The `hoibaocao` command: parses the line, runs one subcommand, and turns every failure into one sentence.

Exit status: 0 answered or refused, 1 anything that failed, 2 bad usage, 130 stopped with Ctrl+C.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from ui.commands import (
    ask,
    audit,
    check,
    compare,
    demo,
    eval,
    export,
    figures,
    ingest,
    journal,
    reembed,
    remove,
    reports,
    serve,
    user,
)
from ui.commands.parser import Parser
from ui.settings import Settings, load_settings
from vectorstore.errors import HoiBaoCaoError, UsageError

OK, FAILED, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130
_COMMANDS = (
    ingest, ask, figures, compare, export, audit, check, reports, remove, reembed, serve, user, journal, eval, demo,
)  # fmt: skip
_FILTERS = ("place", "period", "report")
_DESCRIPTION = "Hỏi đáp có trích dẫn trên kho báo cáo y tế: mỗi con số đều kèm nguồn."
_EPILOG = """Ví dụ:
  hoibaocao ingest bao-cao/
  hoibaocao ask "Tỷ lệ tiêm chủng đầy đủ ở Điện Biên 6 tháng đầu năm 2024?"
  hoibaocao serve
Thiết lập qua biến môi trường HOIBAOCAO_… hoặc tệp .env (xem README)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status."""
    _speak_utf8()
    debug = False
    try:
        settings = load_settings()
        debug = settings.debug
        arguments = parse(argv)
        return _run(arguments, settings)
    except KeyboardInterrupt:
        _say("đã dừng theo yêu cầu")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (head, less) has left: nothing to say, and no flush at exit may say it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except UsageError as error:
        return _fail(error, BAD_USAGE, debug)
    except Exception as error:  # the outermost boundary: whatever failed is one sentence for the user
        return _fail(error, FAILED, debug)


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """The arguments of a command line. Raises UsageError."""
    parser = build_parser()
    arguments = parser.parse_args(None if argv is None else list(argv))
    given = [f"--{name}" for name in _FILTERS if getattr(arguments, name, None)]
    if given and not arguments.filtered:
        parser.error(f"unrecognized arguments: {' '.join(given)}")
    return arguments


def build_parser() -> Parser:
    """The parser of the whole command; each subcommand adds its own arguments."""
    parser = Parser(prog="hoibaocao", description=_DESCRIPTION, epilog=_EPILOG)
    _common(parser, filtered=True, default=None)
    commands = parser.add_subparsers(title="Lệnh", metavar="LỆNH", dest="command", required=True)
    for module in _COMMANDS:
        name = module.__name__.rpartition(".")[2]
        sub = commands.add_parser(
            name, help=module.HELP, description=module.HELP[:1].upper() + module.HELP[1:] + "."
        )
        filtered = bool(getattr(module, "FILTERED", False))
        own = bool(getattr(module, "OWN_FILTERS", False))
        _common(sub, filtered and not own, default=argparse.SUPPRESS)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run, filtered=filtered)
    return parser


def _common(parser: argparse.ArgumentParser, filtered: bool, default: str | None) -> None:
    # A subparser's own default must not overwrite what stood before the subcommand: hence SUPPRESS there.
    parser.add_argument(
        "--archive",
        metavar="DIR",
        type=Path,
        default=default,
        help="thư mục của kho (mặc định ./kho-bao-cao)",
    )
    if filtered:
        parser.add_argument(
            "--place", metavar="NƠI", default=default, help="chỉ lấy báo cáo của địa phương này"
        )
        parser.add_argument(
            "--period",
            metavar="KỲ",
            default=default,
            help="chỉ lấy báo cáo của kỳ này, ví dụ 6T/2024, Q1/2024, 2023",
        )
        parser.add_argument(
            "--report",
            metavar="MÃ",
            action="append",
            default=default,
            help="chỉ lấy báo cáo có mã này (dùng được nhiều lần)",
        )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.archive is not None:
        settings = settings.changed(archive=arguments.archive)
    status: int = arguments.run(arguments, settings)
    sys.stdout.flush()
    return status


def _speak_utf8() -> None:
    """Vietnamese whatever the locale says; a character that cannot be written never fails an answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _fail(error: BaseException, status: int, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    if isinstance(error, HoiBaoCaoError):
        _say(f"lỗi: {error}")
    elif isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        _say(
            f"lỗi: {name}{error.strerror or error}; hãy kiểm tra đường dẫn, quyền truy cập và dung lượng đĩa."
        )
    else:
        what = " ".join(f"{type(error).__name__}: {error}".split())
        _say(f"lỗi ngoài dự kiến ({what}); hãy chạy lại với HOIBAOCAO_DEBUG=1 và báo người phụ trách.")
    return status


def _say(message: str) -> None:
    with contextlib.suppress(OSError):
        print(f"hoibaocao: {message}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
