"""The words that tell the role, bound or direction of a number, from prose_cues.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


def cue(name: str, at: str = "") -> re.Pattern[str]:
    """The pattern of a section of prose_cues.toml, at the "start", "end", "whole" of a text, or anywhere.

    Raises KeyError for a section that the file has not.
    """
    return _compiled(name, at)


@cache
def _sections() -> dict[str, str]:
    data = tomllib.loads(resources.files(__package__).joinpath("prose_cues.toml").read_text("utf-8"))
    return {name: "|".join(section["patterns"]) for name, section in data.items()}


@cache
def _compiled(name: str, at: str) -> re.Pattern[str]:
    either = _sections()[name]
    form = {
        "": r"(?<!\w)(?:{})(?!\w)",
        "start": r"^\W*(?:{})(?!\w)",
        "end": r"(?:(?<!\w)|(?<=[↑↓]))(?:{})$",
        "whole": r"(?:{})",
        "repeated end": r"(?:(?<!\w)(?:{})\s*)*$",
        "ahead": r"\s*(?:{})(?!\w)",
    }[at]
    return re.compile(form.replace("{}", either), re.IGNORECASE)
