"""Units: the one after a number, the one a question asks for, the one an indicator's wording implies."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from ingest.vietnamese.text import fold, nfc

_LONGEST_FORM = 60
_EXACT_UP_TO = 2  # letters: "bn", "ổ", "th" are units only with their own diacritics
_SLIPS_FROM = 5  # letters: longer forms are units even with a wrong tone mark
_QUESTION_WORD = re.compile(
    r"\b(?:bao nhieu|bao nhiu|bao lam|bnhieu|bnhiu|bn|may|duoc may|dat may)\s+(?:la\s+)?"
)
_DENOMINATOR = re.compile(r"\s?/\s?\d+(?:[.,]\d+)*(?![\d/-])")
_PERCENT = re.compile(r"%|‰|\bphan (?:tram|nghin|ngan)\b")
_COUNTED = re.compile(r"\b(?:tong so|tong|so luong|so)\s+")


class UnitKind(StrEnum):
    RATE = "rate"
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its canonical print: Unit("/10.000 dân", UnitKind.RATE)."""

    canonical: str
    kind: UnitKind


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """Where a unit stands in the NFC text, without the space before it."""

    start: int
    end: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class _Lexicon:
    forms: dict[str, dict[str, Unit]]  # folded form → exact lower-case form → unit
    by_canonical: dict[str, Unit]
    base: re.Pattern[str]  # "/100.000 trẻ đẻ sống" over folded text
    bases: dict[str, str]
    populations: dict[str, str]
    implied: tuple[tuple[re.Pattern[str], Unit], ...]
    not_before: dict[str, list[str]]


def unit_at(text: str, end: int) -> UnitMatch | None:
    """The unit that starts at `end` of an NFC text, after spaces at most: '48,6 %' at 4 → '%'; else None.

    A numerator has its denominator's unit: '12/15 xã' at 2 → 'xã'.
    """
    denominator = _DENOMINATOR.match(text, end)
    if denominator and not _lexicon().base.match(fold(text[end : end + _LONGEST_FORM])):
        end = denominator.end()
    start = end
    while start < len(text) and text[start] in " \u00a0":
        start += 1
    if start >= len(text) or start - end > 2:
        return None
    window = fold(text[start : start + _LONGEST_FORM])
    per_base = _per_base(window, text, start)
    found = _noun(window, text, start)
    if per_base and (found is None or per_base.end >= found.end):
        return per_base
    if found is None or found.unit.kind is not UnitKind.COUNT:
        return found
    rest = found.end
    per_base = _per_base(fold(text[rest : rest + _LONGEST_FORM]), text, rest)
    if per_base is None or text[rest : rest + 1] not in ("/", " "):
        return found
    combined = Unit(found.unit.canonical + per_base.unit.canonical, UnitKind.RATE)
    return UnitMatch(found.start, per_base.end, combined)


def unit_in_words(question: str) -> Unit | None:
    """The unit that a question asks in: 'được mấy % trẻ' → '%', 'bao nhiêu ca' → 'ca'; else None."""
    text = nfc(question)
    folded = fold(text)
    based = _lexicon().base.search(folded)
    if based:
        found = _per_base(folded[based.start() :], text, based.start())
        if found:
            return found.unit
    asked = None
    for match in _QUESTION_WORD.finditer(folded):
        found = unit_at(text, match.end())
        if found:
            asked = asked or found.unit
        elif folded == text.lower():
            asked = asked or _short_noun(folded, match.end())
    if asked:
        return asked
    percent = _PERCENT.search(folded)
    if percent:
        return unit_named("‰" if percent.group() == "‰" or "ng" in percent.group() else "%")
    return None


def _short_noun(folded: str, end: int) -> Unit | None:
    """A short unit after "bao nhieu" in a text without diacritics, where it can be but one: "may xa" → 'xã'."""
    word = re.match(r"\s*([a-z]{2,})\b", folded[end:])
    forms = _lexicon().forms.get(word[1], {}) if word else {}
    units = set(forms.values())
    return (
        units.pop()
        if word and len(units) == 1 and not _continues(folded[end:].lstrip(), len(word[1]))
        else None
    )


def implied_unit(indicator: str) -> Unit | None:
    """The unit that an indicator's wording implies: 'Tỷ lệ …' → '%', 'Tổng tỷ suất sinh' → 'con/phụ nữ'."""
    text = nfc(indicator)
    folded = fold(text)
    lexicon = _lexicon()
    based = lexicon.base.search(folded)
    if based:
        found = _per_base(folded[based.start() :], text, based.start())
        if found:
            return found.unit
    for pattern, unit in lexicon.implied:
        if pattern.search(folded):
            return unit
    counted = _COUNTED.match(folded)
    found = unit_at(text, counted.end()) if counted else None
    return found.unit if found else None


def unit_named(name: str) -> Unit | None:
    """The unit of which `name` is the canonical print or a form, alone: 'BN' → 'bệnh nhân'; else None."""
    text = nfc(name).strip()
    known = _lexicon().by_canonical.get(text)
    if known:
        return known
    found = unit_at(text, 0)
    return found.unit if found and found.end == len(text) else None


@cache
def cases() -> frozenset[str]:
    """Canonical units in which sick people are counted: "ca", "bệnh nhân"."""
    return frozenset(_data()["people"]["cases"])


@cache
def people() -> frozenset[str]:
    """Canonical units in which people are counted, cases among them."""
    return cases() | frozenset(_data()["people"]["others"])


def _noun(window: str, text: str, start: int) -> UnitMatch | None:
    """The longest form at the window's start that ends with a word."""
    forms = _lexicon().forms
    for length in range(len(window), 0, -1):
        candidates = forms.get(window[:length])
        if candidates is None or not _ends_word(window, length):
            continue
        unit = _accept(text[start : start + length], candidates)
        if unit and not _continues(window, length):
            return UnitMatch(start, start + length, unit)
    return None


def _ends_word(window: str, length: int) -> bool:
    return not _is_letter(window[length - 1]) or length == len(window) or not _is_letter(window[length])


def _is_letter(character: str) -> bool:
    """Letters and digits; not the raised digit of a footnote: 'người¹'."""
    return character.isalpha() or character.isdecimal()


def _continues(window: str, length: int) -> bool:
    """True when the word goes on to mean something else: 'tỷ' of 'tỷ lệ' is no money."""
    after = re.match(r" ?([a-z]+)", window[length:])
    return after is not None and after[1] in _lexicon().not_before.get(window[:length], ())


def _accept(source: str, candidates: dict[str, Unit]) -> Unit | None:
    lower = source.lower()
    if lower in candidates:
        return candidates[lower]
    plain = fold(source) == lower
    letters = sum(c.isalpha() for c in source)
    if (plain and letters > _EXACT_UP_TO) or letters >= _SLIPS_FROM:
        return next(iter(candidates.values()))
    return None


def _per_base(window: str, text: str, start: int) -> UnitMatch | None:
    lexicon = _lexicon()
    match = lexicon.base.match(window)
    if match is None:
        return None
    base, population = lexicon.bases[match["base"]], match["population"]
    if population is None and match["sign"] != "/":
        return None
    counted = lexicon.populations[population] if population else ""
    canonical = f"/{base} {counted}".rstrip()
    unit = lexicon.by_canonical.get(canonical) or Unit(canonical, UnitKind.RATE)
    return UnitMatch(start, start + match.end(), unit)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("units.toml").read_text("utf-8"))


@cache
def _lexicon() -> _Lexicon:
    data = _data()
    forms: dict[str, dict[str, Unit]] = {}
    by_canonical: dict[str, Unit] = {}
    for entry in data["unit"]:
        unit = Unit(entry["canonical"], UnitKind(entry["kind"]))
        if unit.canonical in by_canonical:
            raise ValueError(f"units.toml: {unit.canonical!r} stands twice")
        by_canonical[unit.canonical] = unit
        for form in {*entry["forms"], unit.canonical}:
            _add_form(forms, nfc(form).lower(), unit)
    bases = {fold(form): base for base, prints in data["bases"].items() for form in prints}
    populations = {fold(form): name for name, prints in data["populations"].items() for form in prints}
    implied = tuple(
        (re.compile(rule["pattern"]), _known(by_canonical, rule["unit"])) for rule in data["implied"]
    )
    pattern = _base_pattern(bases, populations)
    return _Lexicon(forms, by_canonical, pattern, bases, populations, implied, data["not_before"])


def _add_form(forms: dict[str, dict[str, Unit]], form: str, unit: Unit) -> None:
    if len(form) > _LONGEST_FORM:
        raise ValueError(f"units.toml: form {form!r} is longer than {_LONGEST_FORM} characters")
    exact = forms.setdefault(fold(form), {})
    if exact.setdefault(form, unit) != unit:
        raise ValueError(
            f"units.toml: form {form!r} stands under {exact[form].canonical!r} and {unit.canonical!r}"
        )


def _known(units: dict[str, Unit], name: str) -> Unit:
    if name in units:
        return units[name]
    if name.startswith("/"):
        return Unit(name, UnitKind.RATE)
    raise ValueError(f"units.toml: implied unit {name!r} is not defined")


def _base_pattern(bases: dict[str, str], populations: dict[str, str]) -> re.Pattern[str]:
    def either(words: dict[str, str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    return re.compile(
        rf"\s*(?P<sign>/|\btren(?=\s))\s*(?P<base>{either(bases)})(?![\w.,]*\d)"
        rf"(?:\s*(?P<population>{either(populations)})(?![^\W¹²³⁰⁴-⁹]))?"
    )
