"""Words of a question that nothing explains: short forms, and names of places that are not known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.vietnamese.terms import Token, expand
from ingest.vietnamese.text import fold

_CAPITALS = re.compile(r"(?<![\w/.-])(?![IVX]+\b)[A-ZĐ]{3,6}\d?(?![\w/.-])")
# A unit whose name follows; "mấy xã", "các huyện" and "tuyến xã" name none.
_NAMED_UNIT = re.compile(
    r"(?<!\bmay )(?<!\bnhieu )(?<!\bso )(?<!\bcac )(?<!\bnhung )(?<!\bmoi )(?<!\btuyen )(?<!\bcap )(?<!\btoan )(?<!\d )"
    r"\b(?:xa|phuong|thi tran|huyen|thi xa)\b(?=\s)"
)
_SHORT = 7  # letters of the longest short form, with its question mark


def unknown_short_forms(text: str, taken: Iterable[tuple[int, int]]) -> frozenset[str]:
    """Short forms in capitals that are neither listed, a numeral nor of a place or period."""
    spans = list(taken)
    return frozenset(
        fold(match.group())
        for match in _CAPITALS.finditer("" if _is_shouted(text) else text)
        if expand(match.group()) == match.group()
        and not any(start < match.end() and match.start() < end for start, end in spans)
    )


def _is_shouted(text: str) -> bool:
    """Whether a whole question is typed in capitals; "CSHP NCT HD 2023?" is made of short forms."""
    return text.isupper() and any(len(word) > _SHORT or fold(word) != word.lower() for word in text.split())


def unknown_names(text: str, tokens: Iterable[Token]) -> frozenset[str]:
    """The syllables of a name behind "xã", "huyện" … that is of no known place: "xã Mường Chanh".

    Of one that is written with capitals the whole run too: syllables that stand apart elsewhere are no such name.
    """
    folded, found = fold(text), set()
    cased = text != text.lower() and text != text.upper()
    for unit in _NAMED_UNIT.finditer(folded):
        end, run = unit.end(), list[str]()
        for token in tokens:
            if token.start < end:
                continue
            named = text[token.start].isupper() if cased else token.kind == "word"
            syllable = token.kind in ("word", "stop") or (cased and " " not in text[token.start : token.end])
            if token.start > end + 1 or not syllable or not named:
                break
            run.append(token.text)
            end = token.end
        found |= {*run, " ".join(run)} if cased and len(run) > 1 else {*run}
    return frozenset(found) | (_proper_names(text, tokens) if cased else frozenset())


def _proper_names(text: str, tokens: Iterable[Token]) -> frozenset[str]:
    """The syllables of names that nothing knows: 'Mường Chanh', 'Hoàng Văn Thụ'."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        named = (
            token.kind == "word"
            and text[token.start].isupper()
            and not text[token.start : token.end].isupper()
        )
        if not named or (runs[-1] and token.start > runs[-1][-1].end + 1):
            runs.append([])
        if named:
            runs[-1].append(token)
    return frozenset(token.text for run in runs if len(run) > 1 for token in run)
