"""An argparse parser that speaks Vietnamese: usage, headings, help and errors."""

from __future__ import annotations

import argparse
import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any, NoReturn

from vectorstore.errors import UsageError

USAGE = "Cách dùng: "


class Formatter(argparse.HelpFormatter):
    """Help as argparse lays it out, under a Vietnamese 'usage' and with texts kept in their own lines."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, USAGE if prefix is None else prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(super(Formatter, self)._fill_text(line, width, indent) for line in text.splitlines())


class Parser(argparse.ArgumentParser):
    """Raises UsageError instead of printing argparse's English and leaving the process."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Formatter, add_help=False, allow_abbrev=False, **options)
        self._positionals.title = "Đối số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này rồi thoát")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{translate(message)}. Xem “{self.prog} --help”.")


def translate(message: str) -> str:
    """A message of argparse in Vietnamese; one that is not known stays as it is."""
    for pattern, text in _errors():
        if match := pattern.fullmatch(message):
            return text.format(**match.groupdict())
    return message


@functools.cache
def _errors() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("argparse_vi.toml").read_text("utf-8"))
    return tuple((re.compile(entry["message"], re.DOTALL), entry["text"]) for entry in table["error"])
