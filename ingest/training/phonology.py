"""The syllables of written Vietnamese: onset × rhyme × tone by the rules of spelling."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Combining marks of the tones: ngang, huyền, sắc, hỏi, ngã, nặng.
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
CHECKED_TONES = ("\u0301", "\u0323")  # rhymes that end in a stop know sắc and nặng only

_LABIAL = {"b", "m", "ph", "v"}  # are not followed by a rounded glide
_BEFORE_FRONT = {"k", "gh", "ngh"}  # before e, ê, i, y; their partners c, g, ng stand elsewhere
_BEFORE_BACK = {"c", "g", "ng"}


def syllables() -> Iterator[str]:
    """Every syllable that the rules allow, NFC, lower case; both ways where usage differs: "hòa", "hoà"."""
    for onset, rhyme, stopped in _bodies():
        for tone in CHECKED_TONES if stopped else TONES:
            for vowel in _tone_places(onset, rhyme) if tone else (0,):
                yield unicodedata.normalize("NFC", onset + rhyme[: vowel + 1] + tone + rhyme[vowel + 1 :])


def _bodies() -> Iterator[tuple[str, str, bool]]:
    """(onset, rhyme, ends in a stop)."""
    for rhymes, stopped in ((part("open"), False), (part("stopped"), True)):
        for rhyme in rhymes:
            yield from ((onset, rhyme, stopped) for onset in ("", *part("onsets")) if _fits(onset, rhyme))
    for rhymes, stopped in ((part("rounded"), False), (part("rounded_stopped"), True)):
        for rhyme in rhymes:
            onsets = [onset for onset in part("onsets") if onset not in _LABIAL and _fits(onset, rhyme)]
            yield from ((onset, rhyme, stopped) for onset in ("", *onsets))
    yield from (("qu", rhyme, False) for rhyme in part("after_qu"))
    yield from (("qu", rhyme, True) for rhyme in part("after_qu_stopped"))
    yield from (("", rhyme, False) for rhyme in part("alone"))
    yield from (("", rhyme, True) for rhyme in part("alone_stopped"))
    yield from (("g", rhyme, rhyme == "it") for rhyme in ("i", "in", "iêng", "iêm", "it"))  # gì, gìn, giếng


@cache
def part(name: str) -> tuple[str, ...]:
    """A list of phonology.toml."""
    parts: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(parts[name].split())


def _fits(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in "eêiy"
    if onset in _BEFORE_FRONT:
        return front
    if onset in _BEFORE_BACK:
        return not front
    if onset == "gi":
        return rhyme[0] not in "iy"
    if rhyme == "y":
        return onset in {"h", "k", "l", "m", "s", "t"}  # by usage: hy, kỹ, lý, mỹ, sỹ, tỷ
    return True


def _tone_places(onset: str, rhyme: str) -> tuple[int, ...]:
    """Positions in the rhyme where a tone mark may stand."""
    for marked in ("ê", "ơ", "ă", "â", "ô", "ư"):
        if marked in rhyme:
            return (rhyme.rindex(marked),)
    vowels = [i for i, letter in enumerate(rhyme) if letter in "aeiouy"]
    if len(vowels) == 1:
        return (vowels[0],)
    if len(vowels) == 3:
        return (vowels[1],)
    if vowels[-1] < len(rhyme) - 1:
        return (vowels[-1],)
    if rhyme in {"oa", "oe", "uy"}:
        return (0, 1)
    return (vowels[0],)
