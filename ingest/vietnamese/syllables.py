"""A text as comparable syllables: short forms spelt out, descriptors ('dưới 1 tuổi') as one token."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.vietnamese.abbreviations import long_form, pattern_of_compounds
from ingest.vietnamese.data import load
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import unit_at

_WORD = re.compile(r"[^\W\d_¹²³⁰⁴-⁹]+(?:\d+[^\W\d_¹²³⁰⁴-⁹]*)*|\d+(?:[.,]\d+)*|%|‰")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SANH = "sanh"  # "đi sanh" is "sinh", "so sanh" is "so sánh"
_HOW_MANY = "bn"  # "bn ca" asks how many, "bn lao" is a patient
_COUNTS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_DESCRIBES = re.compile(
    r"tuoi|thang|lan|mui|nhac|gio|\bky\b|\d\s*h\b|gam|\d\s*gr?\b|<|>|≥|15\s*[-–]\s*49|\dt\b|\bki\b|nl\d|hib\s?\(?\s*\d|pv\s?\d"
)


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable, number or descriptor of a text.

    key: folded, i for y after a consonant ("tỷ", "tỉ" → "ti"). exact: with diacritics, tone mark last.
    span: of the source, the whole short form's for a spelt-out syllable.
    """

    key: str
    exact: str
    start: int
    end: int
    descriptor: bool = False


def syllables(text: str) -> list[Syllable]:
    """The syllables of an NFC text, in order."""
    folded = fold(text)
    found: list[Syllable] = []
    position = 0
    for start, end, token in _reserved(text, folded):
        found += _plain(text, folded, position, start)
        if token.startswith("="):
            found += _spelt_out(token[1:], start, end)
        else:
            found.append(Syllable(token, token, start, end, descriptor=True))
        position = end
    return found + list(_plain(text, folded, position, len(text)))


def syllable_key(folded: str) -> str:
    """'ty' → 'ti', 'quy' → 'qui': spellings that only differ in i and y are one."""
    if len(folded) > 1 and folded.endswith("y") and (folded[-2] in "hklmstv" or folded.endswith("quy")):
        return folded[:-1] + "i"
    return folded


@lru_cache(maxsize=16384)
def exact_key(word: str) -> str:
    """Lower case with the tone mark last, so that 'hoà' equals 'hòa' and 'kỹ' equals 'kĩ'."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = "".join(mark for mark in marks if mark in _TONES)
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return syllable_key(base) + tones


def has_diacritics(text: str) -> bool:
    """True when a text is typed with Vietnamese letters."""
    return fold(text) != text.lower()


def _reserved(text: str, folded: str) -> list[tuple[int, int, str]]:
    """Descriptors ("dưới 1 tuổi") and compound short forms ("CN/T", as "=long form") without overlaps."""
    found = [
        (m.start(), m.end(), f"={long_form(m.group(), text)}") for m in pattern_of_compounds().finditer(text)
    ]
    if _DESCRIBES.search(folded):
        for pattern, token in _descriptors():
            for match in pattern.finditer(folded):
                named = _filled(match, token)
                if named:
                    space = len(match.group()) - len(match.group().lstrip())
                    found.append((match.start() + space, match.end(), named))
    kept: list[tuple[int, int, str]] = []
    for start, end, token in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, token))
    return kept


def _filled(match: re.Match[str], token: str) -> str | None:
    groups = [value for name, value in match.groupdict().items() if value is not None and name[0] == "a"]
    second = match.groupdict().get("b")
    numbers = [_COUNTS.get(value) or int(value) for value in groups]
    first = numbers[0] if numbers else 0
    last = int(second) if second else 0
    if second and last <= first:
        return None
    return token.replace("{a}", str(first)).replace("{b-1}", str(last - 1)).replace("{b}", str(last))


def _plain(text: str, folded: str, start: int, end: int) -> Iterator[Syllable]:
    for match in _WORD.finditer(text, start, end):
        yield from _read(text, folded, match.group(), match.start(), match.end())


def _read(text: str, folded: str, word: str, start: int, end: int) -> Iterator[Syllable]:
    if word[0].isdigit():
        yield Syllable(_number(word), _number(word), start, end)
        return
    if word == _HOW_MANY:
        asks = _asks_count(text, folded, start, end)
        yield from _spelt_out("bao nhiêu" if asks else "bệnh nhân", start, end)
        return
    compares = word == _SANH and folded[max(0, start - 4) : start].split()[-1:] == ["so"]
    chat = None if compares else _teencode().get(word)
    meant = chat or long_form(word, text)
    if meant and exact_key(meant) != exact_key(word):
        yield from _spelt_out(meant, start, end)
        return
    yield Syllable(syllable_key(folded[start:end]), exact_key(word), start, end)


def _asks_count(text: str, folded: str, start: int, end: int) -> bool:
    before = folded[:start].split()[-1:]
    if before and before[0] in ("may", "nhieu", "so", "tong", "le", "cac", "luot", "ty", "cho"):
        return False
    return unit_at(text, end) is not None or not folded[end:].strip(" ?.!")


def _spelt_out(meant: str, start: int, end: int) -> list[Syllable]:
    found = []
    for inner in _inner(meant):
        found.append(Syllable(inner.key, inner.exact, start, end, inner.descriptor))
    return found


@lru_cache(maxsize=2048)
def _inner(meant: str) -> tuple[Syllable, ...]:
    """The syllables of a long form; its own words are not spelt out again."""
    folded = fold(meant)
    reserved = [(s, e, t) for s, e, t in _reserved(meant, folded) if not t.startswith("=")]
    found: list[Syllable] = []
    position = 0
    for start, end, token in [*reserved, (len(meant), len(meant), "")]:
        for match in _WORD.finditer(meant, position, start):
            word = match.group()
            key = _number(word) if word[0].isdigit() else syllable_key(folded[match.start() : match.end()])
            found.append(
                Syllable(key, key if word[0].isdigit() else exact_key(word), match.start(), match.end())
            )
        if token:
            found.append(Syllable(token, token, start, end, descriptor=True))
        position = end
    return tuple(found)


def _number(word: str) -> str:
    return word.lstrip("0") or "0" if word.isdigit() else word


@cache
def _teencode() -> dict[str, str]:
    table = load("colloquial.toml")["teencode"]
    return {str(typed): str(meant) for typed, meant in table.items()}


@cache
def _descriptors() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = []
    for entry in load("descriptors.toml")["rule"]:
        if not entry.get("examples"):
            raise ValueError(f"descriptors.toml: rule {entry['pattern']!r} has no example")
        rules.append((re.compile(_with_macros(entry["pattern"])), str(entry["token"])))
    return tuple(rules)


def _with_macros(pattern: str) -> str:
    """{A}, {A2} … are counts in digits or words, {D}, {D2} … in digits, {E} the second of a range."""
    words = "|".join(_COUNTS)
    pattern = re.sub(r"\{A(\d?)\}", rf"0*(?P<a\1>\\d{{1,3}}|{words})", pattern)
    pattern = re.sub(r"\{D(\d?)\}", r"0*(?P<a1\1>\\d{1,3})", pattern)
    return pattern.replace("{E}", r"0*(?P<b>\d{1,3})")
