"""What names an indicator: its canonical terms, without those that any indicator may have.

'Tỷ lệ hộ gia đình dùng nước hợp vệ sinh' and 'HGĐ sử dụng nước HVS' have one set of terms; 'mũi 1' and 'mũi 2' differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ingest.vietnamese.data import load
from ingest.vietnamese.populations import find_populations
from ingest.vietnamese.terms import TokenKind, canonical, term_of
from ingest.vietnamese.text import fold, nfc

# "Dân số", "Tổng dân số", "Dân số trung bình năm 2023", "Dân số toàn tỉnh"
_POPULATION = re.compile(
    r"^(?:tong )?(?:so )?dan so(?: trung binh)?(?: (?:toan|cua) (?:tinh|huyen|xa|thanh pho|dia ban))?"
    r"(?: (?:uoc )?(?:\d{1,2} thang )?(?:dau )?(?:nam )?(?:19|20)\d\d)?$"
)
_DEATH_COLUMN = re.compile(
    r"(?:^|› )(?:so )?(?:c|ch|chet|tv|tu vong)(?: \d{4})?$"
)  # of a pair "M | C", "Mắc | Chết"
_MEMORY = 100_000  # wordings remembered: those of a report recur, those of an archive more so


def counts_deaths(column: str) -> bool:
    """True for the header of a column of deaths: 'Chết 2023', 'Sởi › C' beside 'Sởi › M'."""
    return bool(_DEATH_COLUMN.search(fold(column)))


def is_population(wording: str) -> bool:
    """True for a wording that names the people of a place, all of them, and nothing else."""
    return bool(_POPULATION.match(fold(wording).strip(" .:")))


@lru_cache(maxsize=_MEMORY)
def name_terms(wording: str, populations: tuple[str, ...] = ()) -> frozenset[str]:
    """The terms that tell an indicator from others; those of the `populations` (codes) are left out."""
    text = nfc(wording)
    covered = [m for m in find_populations(text) if m.code in populations] if populations else []
    return frozenset(
        token.text
        for token in canonical(text)
        if token.kind is not TokenKind.STOP
        and token.text not in generic_terms()
        and not any(m.start <= token.start and token.end <= m.end for m in covered)
    )


def weight(terms: Iterable[str]) -> int:
    """How much a set of terms says: its syllables. 'giám định thương tích' says 4, 'quản lý' nothing."""
    return sum(len(term.split("_")) for term in terms if term not in weak_terms())


def telling(terms: Iterable[str]) -> frozenset[str]:
    """The terms that speak of something: neither numbers nor words of any heading."""
    return frozenset(t for t in terms if t not in weak_terms() and not t[0].isdigit() and len(t) > 1)


@cache
def generic_terms() -> frozenset[str]:
    return frozenset(load("naming.toml")["generic"])


@cache
def weak_terms() -> frozenset[str]:
    """Terms that say next to nothing of what is counted."""
    return frozenset(load("naming.toml")["weak"])


@cache
def loose_terms() -> frozenset[str]:
    """Terms that one wording of an indicator has and another leaves out."""
    return frozenset(load("naming.toml")["loose"])


@cache
def diseases() -> frozenset[str]:
    """Terms of single diseases: what stands below one is of it, whatever its own name."""
    rules, sections = load("naming.toml"), load("concepts_diseases.toml")
    found = {term_of(wording) for name in rules["disease_sections"] for wording in sections[name]}
    return frozenset(found - set(rules["umbrella"]))


@cache
def acute_diseases() -> frozenset[str]:
    """Terms of diseases that pass, so that the cases of a period are new ones."""
    rules, sections = load("naming.toml"), load("concepts_diseases.toml")
    return diseases() & {term_of(wording) for name in rules["acute_sections"] for wording in sections[name]}


def other_disease(one: Iterable[str], other: Iterable[str]) -> bool:
    """Names of two diseases that pass, neither a form of the other: cases of one are no part of the other's."""
    a, b = acute_diseases().intersection(one), acute_diseases().intersection(other)
    return bool(a and b) and not any(_forms_of_one(x, y) for x in a for y in b)


def _forms_of_one(one: str, other: str) -> bool:
    """'cúm' and 'cúm A'; 'sốt rét' and 'vivax'."""
    of_malaria = {term_of(wording) for wording in load("concepts_diseases.toml")["malaria"]}
    return one.startswith(other) or other.startswith(one) or {one, other} <= of_malaria


@cache
def people() -> frozenset[str]:
    """Units in which people and their cases are counted."""
    return frozenset(load("naming.toml")["people"])
