"""Diseases, vaccines and the like, which shut each other out: a figure of one never answers for another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from assistant.figures.matching import Field, scattered, speaks
from assistant.questions.cues import little_terms
from assistant.questions.topic import Terms, TopicTerm
from ingest.vietnamese.terms import broader, concept_name, concepts_of, related, term_of

_DOSE = re.compile(r"(?:mui|lieu)_\d")
_WOMEN = "nu"
_CASES = frozenset(("ca_mac", "truong_hop", "mac", "benh", "benh_nhan"))
_NAMES = 3  # fields that name a figure


@cache
def subjects() -> frozenset[str]:
    """The canonical terms that shut each other out. Raises ValueError for an unknown section or wording."""
    data = _data()
    found = {term_of(wording) for section in data["sections"] for wording in concepts_of(section)}
    describing = {term_of(wording) for wording in data["describing"]}
    if unknown := describing - found:
        raise ValueError(f"subjects.toml: {sorted(unknown)} are of none of the sections")
    return frozenset(found - describing) | listed("also")


@cache
def listed(name: str) -> frozenset[str]:
    """The canonical terms of one list of subjects.toml: "money", "decisive". Raises ValueError for a wrong one."""
    terms = {term_of(wording) for wording in _data()[name]}
    if unknown := [term for term in terms if concept_name(term) is None]:
        raise ValueError(f"subjects.toml: {sorted(unknown)} are no concepts")
    return frozenset(terms)


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files(__package__).joinpath("subjects.toml").read_text(encoding="utf-8"))


def other_dose(asked: Iterable[TopicTerm], fields: Sequence[Field]) -> bool:
    """Whether another dose than the one asked is named: "mũi 1" is no "mũi 2"."""
    doses = {term.text for term in asked if _DOSE.fullmatch(term.text)}
    named = {c for field in fields[:_NAMES] for c in field.terms.concepts if _DOSE.fullmatch(c)}
    return bool(doses and named) and doses.isdisjoint(named)


def unspoken(asked: Iterable[TopicTerm], fields: Sequence[Field]) -> bool:
    """Whether a subject is asked of which the fields say nothing, nor of what it is a kind of."""
    return any(term.text in _exclusive() and not _spoken(term, fields) for term in asked)


@cache
def _exclusive() -> frozenset[str]:
    return subjects() | listed("institutions")


def _spoken(term: TopicTerm, fields: Sequence[Field]) -> bool:
    near = frozenset(broader(term.text)) & subjects() | related(term.text)
    if scattered(term, fields, least=2):
        return True  # "Thuốc tiêm" in the table of "biện pháp tránh thai"
    return any(speaks(term, field.terms) or near & field.terms.concepts for field in fields)


def foreign(asked: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a name's terms are of a subject although none that has to do with it is asked."""
    own = named & subjects()
    if not own:
        return False
    near = own.union(*(broader(term) for term in own), *(related(term) for term in own))
    return near.isdisjoint(asked) and own.isdisjoint(wide for term in asked for wide in broader(term))


def of_one_among_all(asked: Iterable[TopicTerm], named: frozenset[str]) -> bool:
    """Whether a name is of one disease where something is asked that is done for all: "mổ mộng" and "ca phẫu thuật"."""
    terms = {term.text for term in asked} - little_terms() - _CASES
    return bool(terms) and terms <= listed("procedures") and bool(named & subjects())


def a_kind_only(asked: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a name is of a kind of the subject asked for: "AIDS" where "HIV" is asked."""
    kinds = (named & subjects()) - asked
    return any(not asked.isdisjoint(broader(kind)) for kind in kinds) and named.isdisjoint(asked & subjects())


def vaccinated_instead(asked: Iterable[TopicTerm], named: frozenset[str]) -> bool:
    """Whether nothing but a disease is asked, and a name is of the vaccination against one: "Bạch hầu?" and "DPT4"."""
    terms = {term.text for term in asked} - little_terms() - _CASES
    return bool(terms) and terms <= subjects() and bool(named & _immunisation())


def of_everybody(asked: Iterable[TopicTerm], named: frozenset[str]) -> bool:
    """Whether women are asked who have what anybody may have, and a name is of all who have it."""
    terms = {term.text for term in asked}
    return _WOMEN in terms and _WOMEN not in named and not (terms & named).isdisjoint(_of_anybody())


@cache
def _of_anybody() -> frozenset[str]:
    return frozenset(term_of(w) for section in _data()["of_anybody"] for w in concepts_of(section))


@cache
def _immunisation() -> frozenset[str]:
    return frozenset(term_of(wording) for wording in concepts_of("immunisation"))


def undecided(asked: Iterable[TopicTerm], naming: Sequence[Terms]) -> bool:
    """Whether a decisive term is asked that none of a figure's names says."""
    return any(
        term.text in listed("decisive") and not any(speaks(term, terms) for terms in naming) for term in asked
    )
