"""Populations of figures (ethnic minorities, rural, zone III, …) and where a text names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.vietnamese.abbreviations import is_ambiguous, long_form
from ingest.vietnamese.data import load
from ingest.vietnamese.phrases import PhraseIndex
from ingest.vietnamese.syllables import has_diacritics, syllables
from ingest.vietnamese.text import nfc

_BLOCK = ""
_ACRONYM = re.compile(r"[A-ZĐ]+(?:&[A-ZĐ]+)*")
_COMMUNE_NAME = re.compile(r" [A-ZĐÀ-Ỹ]")
_CAPITAL_BEFORE = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_]*\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-ZĐÀ-Ỹ]")
_LONG_SHORT_FORM = re.compile(r"(?<![\w/-])[A-ZĐ]{4,12}(?![\w/-])")  # long enough to mean one thing
_SHORT = re.compile(r"(?!TE$)[A-ZĐ]{2,3}")  # "TE" below a count is the children among all


@dataclass(frozen=True, slots=True)
class Population:
    """apart: a figure of this population is another figure than the whole population's."""

    code: str
    apart: bool
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PopulationMatch:
    """Where a population is named in the NFC text."""

    start: int
    end: int
    code: str


class _Populations(Mapping[str, Population]):
    """Populations by code, read on first use."""

    def __getitem__(self, code: str) -> Population:
        return _read()[0][code]

    def __iter__(self) -> Iterator[str]:
        return iter(_read()[0])

    def __len__(self) -> int:
        return len(_read()[0])


POPULATIONS: Mapping[str, Population] = _Populations()


def find_populations(text: str, heading: bool = False) -> list[PopulationMatch]:
    """The populations that a text names, in order: 'người DTTS ở xã KV3' → DTTS, KV3.

    A short form names one only where it is listed: "HN" is as often "hội nghị" or "hôn nhân" as "hộ nghèo".
    heading: inside long short forms none is sought: "CCHC, kiểm tra HNYDTN" names topics.
    """
    source = nfc(text)
    parts = syllables(source)
    _, index, short = _read()
    found = []
    for match in index.find(source, parts, has_diacritics(source)):
        start, end = parts[match.first].start, parts[match.last - 1].end
        if match.name == _BLOCK or (_ACRONYM.fullmatch(source[start:end]) and source[start:end] not in short):
            continue
        if source[start:end].lower() == "tại xã" and _COMMUNE_NAME.match(source, end):
            continue  # "tại xã Nà Phặc": one place, no level of care
        if match.name == "nam" and _in_name(source, start, end):
            continue
        found.append(PopulationMatch(start, end, match.name))
    inside = () if heading else _in_short_forms(source, index)
    spelt = [m for m in inside if not any(f.start < m.end and m.start < f.end for f in found)]
    return sorted([*found, *spelt], key=lambda m: m.start) if spelt else found


def _in_short_forms(source: str, index: PhraseIndex) -> Iterator[PopulationMatch]:
    """Populations inside a short form that means one thing: 'HSTH', 'CS HNYDTN'."""
    for short in _LONG_SHORT_FORM.finditer(source):
        words = None if is_ambiguous(short.group()) else long_form(short.group(), source)
        for match in index.find(words, syllables(words), has_diacritics(words)) if words else ():
            if match.name != _BLOCK:
                yield PopulationMatch(*short.span(), match.name)


def apart_populations(text: str, whole: bool = False, heading: bool = False) -> tuple[str, ...]:
    """Codes of the populations in a text that make a figure another one than everybody's: ('DTTS',).

    whole: the text is a population and nothing else ("Trẻ em" below "Số lượt khám"), so that subjects count.
    """
    source = nfc(text)
    codes = {
        m.code: None for m in find_populations(source, heading) if not _is_subject(source, m.start, m.end)
    }
    if "nam" in codes and "nữ" in codes:  # "cặp nam, nữ" are everybody
        codes = {code: None for code in codes if code not in ("nam", "nữ")}
    return tuple(code for code in codes if whole or POPULATIONS[code].apart)


def _in_name(text: str, start: int, end: int) -> bool:
    """'Hàm Thuận Nam', 'Nam Đàn': a part of a name, not men."""
    if not text[start].isupper():
        return False
    return bool(_CAPITAL_BEFORE.search(text, 0, start) or _CAPITAL_AFTER.match(text, end))


def _is_subject(text: str, start: int, end: int) -> bool:
    """'Phụ nữ đẻ': whom the indicator is about, not the female part of all; 'MN', 'HN', 'TH': too short to tell."""
    return bool(_SHORT.fullmatch(text[start:end])) or text[:start].lower().endswith("phụ ")


@cache
def _read() -> tuple[dict[str, Population], PhraseIndex, frozenset[str]]:
    data = load("populations.toml")
    populations: dict[str, Population] = {}
    index = PhraseIndex()
    for entry in data["population"]:
        population = Population(entry["code"], bool(entry["apart"]), tuple(entry["forms"]))
        if population.code in populations or not population.forms:
            raise ValueError(f"populations.toml: {population.code!r} stands twice or has no forms")
        populations[population.code] = population
        for form in population.forms:
            index.add(form, population.code)
    for form in data["block"]["forms"]:
        index.add(form, _BLOCK)
    forms = (form for population in populations.values() for form in population.forms)
    return populations, index, frozenset(form for form in forms if _ACRONYM.fullmatch(form))
