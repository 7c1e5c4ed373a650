"""Sentences of Vietnamese reports, where full stops also stand in numbers, titles and numbering."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

# A stop and what may close it: "….”", "…).", "…[3]" and the mark of a footnote behind the stop.
_STOP = re.compile(r"(?:\.{1,3}|…|[!?])+[\"”’»)\]]*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰⁽⁾]{1,5}|\[\d{1,3}\])?")
_WORD_BEFORE = re.compile(r"[^\s(“\"«\[]*$")
# "1.", "2.1.", "a)", "IV." at the start of a line, or behind a colon or semicolon: numbering, no end.
_NUMBERING = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Za-zĐđ])")
_CLOSING = re.compile(r"[\"”’»)\]]+")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of a text in order, without the blanks between them.

    A new line always ends a sentence; every character that is not blank is in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, start, stop.start(), stop.end(), line.end()):
                _add(spans, text, start, stop.end())
                start = stop.end()
        _add(spans, text, start, line.end())
    return spans


@cache
def _abbreviations() -> frozenset[str]:
    lists = tomllib.loads(files(__package__).joinpath("sentences.toml").read_text("utf-8"))
    return frozenset(word for words in lists.values() for word in words)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if piece.strip():
        spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))


def _ends_sentence(text: str, start: int, stop: int, after: int, end: int) -> bool:
    """Whether the stop at [stop, after) ends the sentence from `start` in a line up to `end`."""
    rest = text[after:end]
    following = rest.lstrip(' \t\u00a0“"‘«(-–+*•')
    if not following:
        return bool(rest.strip())
    if following[0].islower():
        return False
    before = text[start:stop]
    match = _WORD_BEFORE.search(before)
    word = match.group() if match else ""
    if not rest[0].isspace():
        return _is_glued_end(text[stop:after], word, following)
    if text[stop:after] != ".":
        return True
    return not _keeps_stop(before, word)


def _is_glued_end(stop: str, word: str, following: str) -> bool:
    """'… theo quy định.Tăng cường …': a full word, a stop, and a capitalised word without a blank."""
    if stop[0] != "." or (len(stop) > 1 and not _CLOSING.fullmatch(stop[1:])):
        return False
    lower = [c for c in word if c.islower()]
    starts_word = len(following) > 1 and following[0].isupper() and following[1].islower()
    return starts_word and len(lower) >= 2 and "." not in word and word.lower() not in _abbreviations()


def _keeps_stop(before: str, word: str) -> bool:
    """Whether the stop behind `word` is part of it: an abbreviation, an initial, a number of a list."""
    bare = word.strip('(“"[«')
    if bare.lower() in _abbreviations():
        return True
    if len(bare) == 1 and bare.isupper():
        return True
    head = before[: len(before) - len(word)].rstrip()
    return bool(_NUMBERING.fullmatch(bare)) and bare.strip("0") != "" and (not head or head[-1] in ":;")
