"""Word lists of the outline, from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from ingest.vietnamese.text import fold


@cache
def words(name: str) -> tuple[str, ...]:
    """The list of that name in words.toml: folded, longest first."""
    lists: dict[str, list[str]] = _load()
    return tuple(sorted(lists[name], key=len, reverse=True))


@cache
def _load() -> dict[str, list[str]]:
    lists = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    for name, entries in lists.items():
        wrong = [entry for entry in entries if not entry or fold(entry) != entry]
        if wrong:
            raise ValueError(f"words.toml, {name}: entries must be lower case without diacritics: {wrong}")
    return lists


def begins_with(text: str, name: str) -> bool:
    """Whether a text begins with an entry of the list, as whole words."""
    folded = fold(text)
    return any(folded.startswith(entry) and not folded[len(entry) :][:1].isalnum() for entry in words(name))


def ends_with(text: str, name: str) -> bool:
    """Whether a text ends with an entry of the list, as whole words."""
    folded = fold(text)
    return any(
        folded.endswith(entry) and not folded[: len(folded) - len(entry)][-1:].isalnum()
        for entry in words(name)
    )
