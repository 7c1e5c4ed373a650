"""Cases and deaths in short: columns "M" and "C", and "12/0" under "Mắc/Chết"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.cells import CellNumber
from ingest.vietnamese.numbers import Part
from ingest.vietnamese.text import fold

CASES, DEATHS = "Mắc", "Chết"
_SHORT = {"m": CASES, "c": DEATHS, "tv": "Tử vong"}
_SHORT_DEATHS = frozenset({"c", "tv"})
_CASES = r"(?<![\w/])(?:m|(?:số )?(?:ca )?mắc)"
_DEATHS = r"(?P<deaths>c|tv|(?:số )?(?:ca )?(?:chết|tử vong))"
# "M/C", "Mắc/Chết", "Số mắc - số chết", "Mắc (chết)"; not "Mắc/100.000 dân"
_PAIR = re.compile(
    rf"{_CASES}\s*(?:[/,–-]\s*{_DEATHS}(?![\w/])|\(\s*{_DEATHS.replace('deaths', 'inner')}\s*\))", re.I
)


def spelled_out(paths: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Header paths with the letters "M" and "C" ("TV") as words, where a table has columns of both."""
    leaves = {_letter(path[-1]) for path in paths if path}
    if "m" not in leaves or not leaves & _SHORT_DEATHS:
        return list(paths)
    return [(*path[:-1], _SHORT.get(_letter(path[-1]), path[-1])) if path else path for path in paths]


def outcome_of(header: Sequence[str], number: CellNumber) -> str:
    """What a number of a cell under such a header counts: "Mắc" or "Chết"; "" under any other header."""
    match = next((found for text in header if (found := _PAIR.search(text))), None)
    if match is None:
        return ""
    if number.part is not Part.DENOMINATOR and not number.second:
        return CASES
    deaths = _letter(match["deaths"] or match["inner"])
    return "Tử vong" if deaths.endswith(("tv", "tu vong")) else DEATHS


def is_pair(text: str) -> bool:
    """'Mắc/chết', 'số ca mắc/tử vong': names cases and deaths and nothing else."""
    return bool(_PAIR.fullmatch(text.strip()))


def without_pair(text: str) -> str:
    """A header without the words of both: 'M/C tháng 6' → 'tháng 6'."""
    return _PAIR.sub(" ", text)


def _letter(text: str) -> str:
    return fold(text).strip(" .()")
