"""Words beside a number that make it another number's: deaths, suspected cases, a mean, the whole country."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.vietnamese.text import nfc, squeeze


@dataclass(frozen=True, slots=True)
class Qualifier:
    """One class of such words.

    near: a source must say it in the figure's own clause; else anywhere in the sentence or heading.
    turns: a sentence must say it too where the name of the figure does.
    """

    name: str
    said: re.Pattern[str]
    source: re.Pattern[str]
    unless: re.Pattern[str] | None
    near: bool
    turns: bool


@lru_cache(maxsize=4_000)
def said_in(text: str, in_source: bool = False) -> frozenset[str]:
    """The classes whose words a text says; `in_source`: also in the wider ways in which sources say them."""
    plain = squeeze(nfc(text).lower())
    found = set()
    for qualifier in _read():
        bare = qualifier.unless.sub(" ", plain) if qualifier.unless else plain
        if (qualifier.source if in_source else qualifier.said).search(bare):
            found.add(qualifier.name)
    return frozenset(found)


def unsupported(said: str, own: str, around: str) -> str:
    """The class that the words of a number say and its source does not; '' when there is none.

    `own`: the figure's name and clause in the source, `around`: its whole sentence and headings.
    """
    near, far = said_in(own, in_source=True), said_in(around, in_source=True)
    named = said_in(said)
    return next((q.name for q in _read() if q.name in named - (near if q.near else far)), "")


def left_out(name: str, sentence: str) -> str:
    """The class that a figure's own name says and a sentence about it does not; '' when there is none."""
    missing = said_in(name) - said_in(sentence, in_source=True)
    return next((q.name for q in _read() if q.turns and q.name in missing), "")


@cache
def _read() -> tuple[Qualifier, ...]:
    rules = tomllib.loads(files("assistant.guard").joinpath("qualifiers.toml").read_text("utf-8"))
    return tuple(
        Qualifier(
            name,
            _any(entry["patterns"]),
            _any([*entry["patterns"], *entry.get("source", ())]),
            _any(entry["unless"]) if "unless" in entry else None,
            bool(entry.get("near", True)),
            bool(entry.get("turns", False)),
        )
        for name, entry in rules.items()
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    """Whole words; a pattern that starts with a slash stands behind one: 'lượt/ngày'."""
    starts = ("" if pattern.startswith("/") else r"(?<!\w)" for pattern in patterns)
    return re.compile(
        "|".join(f"{start}{pattern}(?!\\w)" for start, pattern in zip(starts, patterns, strict=True))
    )
