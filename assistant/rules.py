"""Rules of wording kept as data: TOML beside a module, each pattern with a text it finds and one it misses."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any


class Rules:
    """The rules of one file, read when first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._patterns: dict[str, re.Pattern[str]] = {}

    @cached_property
    def data(self) -> dict[str, Any]:
        """All tables of the file."""
        return tomllib.loads(self._path.read_text("utf-8"))

    def pattern(self, name: str) -> re.Pattern[str]:
        """One rule. Raises ValueError when its example is missed or its other one is found."""
        if name not in self._patterns:
            entry = self.data[name]
            pattern = re.compile("|".join(f"(?:{p})" for p in entry["patterns"]))
            if not pattern.search(entry["example"]) or pattern.search(entry["other"]):
                raise ValueError(f"{self._path.name}: [{name}] does not fit its examples")
            self._patterns[name] = pattern
        return self._patterns[name]


def has_word(folded: str, word: str) -> bool:
    """Whether a folded text has a word, or several in a row, on their own."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) is not None
