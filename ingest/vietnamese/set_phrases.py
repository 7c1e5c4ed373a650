"""Set phrases told in the words that the rules know, from set_phrases.toml: 'cùng thời điểm năm trước' is 'cùng kỳ'."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from ingest.vietnamese.data import load
from ingest.vietnamese.text import fold


@dataclass(frozen=True, slots=True)
class Reworded:
    """A text with its set phrases told anew, and where each of its characters stood."""

    text: str
    starts: tuple[int, ...] = ()  # offsets from which on the text is shifted
    shifts: tuple[int, ...] = ()  # what is to be added to an offset there

    def source(self, at: int) -> int:
        """The offset in the text as written."""
        found = bisect_right(self.starts, at)
        return at + self.shifts[found - 1] if found else at


def told_anew(text: str) -> str:
    """An NFC text with its set phrases in the words of the rules."""
    return reworded(text).text


def reworded(text: str) -> Reworded:
    """The same, with the way back to the offsets of what was written."""
    plain = text.lower() == fold(text)  # typed without diacritics
    taken = sorted((m.start(), m.end(), words) for words, p in _phrases(plain) for m in p.finditer(text))
    parts, starts, shifts = [], [], []
    end = length = 0
    for start, stop, words in taken:
        if start < end:
            continue
        words = words[0].upper() + words[1:] if text[start].isupper() else words
        parts += [text[end:start], words]
        length += start - end + len(words)
        end = stop
        starts.append(length)
        shifts.append(end - length)
    return Reworded("".join([*parts, text[end:]]), tuple(starts), tuple(shifts))


@cache
def _phrases(plain: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words and what they stand for; `plain` where diacritics are left out."""
    found = []
    for entry in load("set_phrases.toml")["phrase"]:
        words, either = entry["words"], "|".join(entry["patterns"])
        words, either = (fold(words), fold(either)) if plain else (words, either)
        found.append((words, re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)))
    return tuple(found)
