"""Names of indicators that a typed beginning may mean, the most frequent first."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.indicators.identity import is_bare
from ingest.vietnamese.text import fold, squeeze

if TYPE_CHECKING:
    from vectorstore.archive import Archive

_OFFERED = 8  # names at once
_LONGEST = 140  # characters of a name that is offered
_State = tuple[tuple[str, str], ...]


class Names:
    """The names of an archive's indicators. Safe to use from several threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._known = lru_cache(maxsize=1)(self._read)

    def like(self, typed: str) -> list[str]:
        """Names that hold every word typed, with or without diacritics; the last word may be unfinished."""
        words = fold(squeeze(typed)).split()
        if not words:
            return []
        found = [(name, folded) for name, folded in self._all() if _holds(folded, words)]
        phrase = f" {' '.join(words)}"
        found.sort(key=lambda entry: phrase not in entry[1])  # words that stand together first
        return [name for name, _ in found[:_OFFERED]]

    def frequent(self, number: int = _OFFERED) -> list[str]:
        """Names that the most reports have."""
        return [name for name, _ in self._all()[:number]]

    def _all(self) -> list[tuple[str, str]]:
        return self._known(tuple((report.key, report.sha256) for report in self._archive.reports()))

    def _read(self, state: _State) -> list[tuple[str, str]]:
        """Names by how many reports have them, each with its folded form between blanks."""
        wordings = sorted(self._archive.indicators(), key=lambda w: (-len(w.reports), -w.figures, w.name))
        names: dict[str, str] = {}
        for wording in wordings:
            name = _plain(wording.name)
            names.setdefault(f" {fold(name)}", name)
        return [(name, folded) for folded, name in names.items() if len(name) <= _LONGEST]


def _plain(name: str) -> str:
    """The last link of a chain, with the one that it is of where it names nothing by itself."""
    links = name.split(" › ")
    own = " › ".join(links[-2:] if is_bare(links[-1]) else links[-1:])
    return own[:1].upper() + own[1:]


def _holds(folded: str, words: list[str]) -> bool:
    """Every word begins a word of the name."""
    return all(f" {word}" in folded for word in words)
