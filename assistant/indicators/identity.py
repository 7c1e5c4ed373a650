"""Which indicator a figure is of: the terms that name it, how it is measured, of whom, and what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.indicators.facets import facets
from assistant.indicators.measures import PEOPLE, measure_of, measure_of_text
from assistant.questions.topic import parts_of, terms_of
from ingest.vietnamese.naming import acute_diseases, is_population
from ingest.vietnamese.populations import POPULATIONS, find_populations
from ingest.vietnamese.terms import Token, TokenKind, canonical
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Figure

_MEMORY = 100_000
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEW = "moi_phat_sinh"
_POPULATION = "dan_so"
_ILL = "ca_mac"
_SEEN = frozenset(("phat_hien", "phat_hien_moi"))  # of a disease that passes, the same as to have it
DENOMINATOR = "den"
_KEY_PARTS = 4
_CHILDREN = frozenset(("tre_em", "tre_so_sinh"))


@dataclass(frozen=True, slots=True)
class Identity:
    """What a figure is of. Figures with equal identities are of one indicator; see `sameness` for others."""

    core: frozenset[str]  # canonical terms that name it: {"tiem_chung_day_du"}
    soft: frozenset[str]  # terms of its name that other reports leave out: {"su_dung"}
    measure: str  # "%", "‰", "/10.000 dân", "tiền", "người", "lượt", "xã"; "" where nothing tells
    populations: tuple[str, ...]  # codes, sorted; () is everybody
    part: str = ""  # "den" for the number of those concerned
    wording: str = ""  # folded; only where a person has told one wording from the others

    @property
    def key(self) -> str:
        """The identity on one line, the same in every archive: 'tiem_chung_day_du|%|DTTS|'."""
        name = " ".join(sorted(self.core)) + "~" + " ".join(sorted(self.soft))
        told = f"#{self.wording}" if self.wording else ""
        return f"{name.rstrip('~')}|{self.measure}|{','.join(self.populations)}|{self.part}{told}"

    @property
    def terms(self) -> frozenset[str]:
        return self.core | self.soft

    @classmethod
    def from_key(cls, key: str) -> Identity | None:
        """The identity of a key; None for a text that is none."""
        parts = key.split("|", _KEY_PARTS - 1)
        if len(parts) != _KEY_PARTS:
            return None
        core, _, soft = parts[0].partition("~")
        populations = tuple(parts[2].split(",")) if parts[2] else ()
        part, _, wording = parts[3].partition("#")
        return cls(frozenset(core.split()), frozenset(soft.split()), parts[1], populations, part, wording)


@dataclass(frozen=True, slots=True)
class _Label:
    """The terms of one wording."""

    core: frozenset[str]
    soft: frozenset[str]

    @property
    def bare(self) -> bool:
        """True for 'Số ca mắc', 'Trong đó: nữ', 'Số học sinh': it is of what stands above it."""
        return not (self.core - facets().bare - facets().people)


def identity_of(figure: Figure, own: Figure, path: Sequence[str] = ()) -> Identity:
    """The identity of a figure; `own` is the figure of its group that is printed in the indicator's own
    unit, `path` the headings above it, outermost first."""
    above = [_label(text) for text in reversed(figure.chain)]
    headings = [] if figure.in_table else [_heading(text) for text in reversed(path) if text]
    label = _label(figure.indicator)
    core, soft = set(label.core), set(label.soft)
    if label.bare:
        for outer in (*above, *headings):
            core |= outer.core
            soft |= outer.soft if outer in above else frozenset()
            if not outer.bare:
                break
    elif core <= facets().activity | facets().bare | facets().people:
        core |= _disease((*above, *headings))
    for outer in above:  # "Bệnh nhân phát hiện mới › Basedow": a head of outcomes counts for its rows
        if outer.core and outer.core <= facets().bare and not core & facets().outcomes.keys():
            core |= outer.core
    core |= _outcomes(figure.column)
    soft |= core & facets().soft
    core -= facets().soft
    part = DENOMINATOR if _is_denominator(figure) else ""
    measure = measure_of(figure, own)
    if measure in ("", PEOPLE) and is_population(figure.indicator):
        core, soft = {_POPULATION}, set()
    return _identity(core, soft, measure, tuple(sorted(set(figure.populations))), part)


def identity_of_text(text: str) -> Identity:
    """The identity that a person's wording names."""
    if is_population(text):
        return Identity(frozenset({_POPULATION}), frozenset(), PEOPLE, ())
    label = _label(text)
    codes = {m.code for m in find_populations(nfc(text)) if POPULATIONS[m.code].apart}
    return _identity(set(label.core), set(label.soft), measure_of_text(text), tuple(sorted(codes)), "")


def is_bare(text: str) -> bool:
    """True for a wording that is of what stands above it: 'Số ca mắc', 'Trong đó: nữ'."""
    return _label(text).bare


def surroundings(figure: Figure, path: Sequence[str]) -> frozenset[str]:
    """The terms of what a figure's name stands under: rows, heads and headings."""
    return frozenset(t for text in (*figure.chain, *path) for t in terms_of(text).concepts)


def holds(term: str, terms: Iterable[str]) -> bool:
    """True when one of the terms says this one too: as a part of its own words, or by the rules."""
    parts = set(parts_of(term))
    return any(
        other != term and (parts <= set(parts_of(other)) or term in facets().implied.get(other, ()))
        for other in terms
    )


def _identity(
    core: set[str], soft: set[str], measure: str, populations: tuple[str, ...], part: str
) -> Identity:
    for activity, parts in facets().whole.items():
        if activity in core and parts <= core | soft:
            core, soft = core - parts, soft - parts
    if (core | soft) & _SEEN and core - _SEEN and core - _SEEN <= acute_diseases():
        core, soft = core - _SEEN, soft - _SEEN | {_ILL}
    kept = {term for term in core if not holds(term, core)}
    rest = {term for term in soft - core if not holds(term, kept | soft)}
    return Identity(frozenset(kept), frozenset(rest), measure, populations, part)


def _disease(labels: Sequence[_Label]) -> frozenset[str]:
    """The disease of the nearest wording above that names one."""
    return next((found for label in labels if (found := label.core & facets().diseases)), frozenset())


def _is_denominator(figure: Figure) -> bool:
    return figure.column == "mẫu số" or bool(facets().denominator.search(fold(nfc(figure.indicator))))


@lru_cache(maxsize=_MEMORY)
def _label(text: str) -> _Label:
    source = nfc(text)
    spans = [(m.start, m.end) for m in find_populations(source) if POPULATIONS[m.code].apart]
    rules = facets()
    core: set[str] = set()
    soft: set[str] = set()
    tokens = _without_stretches(_ages(canonical(source)))
    for token in tokens:
        inside = any(start <= token.start < end for start, end in spans)
        if token.kind is TokenKind.STOP or inside or _YEAR.fullmatch(token.text) or token.text in rules.light:
            continue
        (soft if token.text in rules.soft else core).add(rules.alike.get(token.text, token.text))
    if _NEW in terms_of(text).concepts:
        core.add(rules.alike.get(_NEW, _NEW))
    return _Label(frozenset(core), frozenset(soft - core))


def _ages(tokens: list[Token]) -> list[Token]:
    """'TE 18 tháng' as 'trẻ 18 tháng tuổi': a bare number of months or years beside children is their age."""
    if not any(token.text in _CHILDREN for token in tokens):
        return tokens
    found: list[Token] = []
    for number, unit in zip(tokens, [*tokens[1:], None], strict=True):
        aged = number.kind is TokenKind.NUMBER and unit is not None and unit.text in ("thang", "tuoi")
        age = f"{number.text}_{unit.text if unit else ''}".removesuffix("_tuoi") + "_tuoi"
        found.append(replace(number, text=age, kind=TokenKind.CONCEPT) if aged else number)
    return found


def _without_stretches(tokens: list[Token]) -> list[Token]:
    """'thực hiện 6 tháng' without its number: it tells the time, not the indicator."""
    return [
        token
        for token, after in zip(tokens, [*tokens[1:], None], strict=False)
        if not (token.kind is TokenKind.NUMBER and after is not None and after.text == "thang")
    ]


@lru_cache(maxsize=_MEMORY)
def _heading(text: str) -> _Label:
    """The terms of the field in a heading: its numbers and plain words name nothing."""
    concepts = {t.text for t in canonical(text) if t.kind is TokenKind.CONCEPT}
    label = _label(text)
    return _Label(label.core & {facets().alike.get(c, c) for c in concepts}, label.soft)


@lru_cache(maxsize=_MEMORY)
def _outcomes(column: str) -> frozenset[str]:
    """What a column's header says of people: 'Mắc' → ca_mac."""
    found = {t.text for t in canonical(column)} & facets().outcomes.keys()
    return frozenset(facets().alike.get(term, term) for term in found)
