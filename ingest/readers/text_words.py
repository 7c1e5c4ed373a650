"""Word lists of the text reader, from text.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def text_words(name: str) -> frozenset[str]:
    """The list of that name, lower case."""
    lists = tomllib.loads(files(__package__).joinpath("text.toml").read_text("utf-8"))
    return frozenset(lists[name])
