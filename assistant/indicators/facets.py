"""What tells indicators apart, from `facets.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.vietnamese.data import load
from ingest.vietnamese.terms import term_of


@dataclass(frozen=True, slots=True)
class Facets:
    light: frozenset[str]  # terms that say nothing of which indicator it is
    soft: frozenset[str]  # terms that one report writes and another leaves out
    people: frozenset[str]
    activity: frozenset[str]  # what is done for many diseases
    bare: frozenset[str]  # outcomes that name nothing by themselves
    implied: dict[str, frozenset[str]]  # term → terms that it holds already
    whole: dict[str, frozenset[str]]  # activity → parts that together are all of it
    alike: dict[str, str]  # term → the first of those said for one another
    outcomes: dict[str, str]  # term → what became of people
    denominator: re.Pattern[str]  # over folded text
    diseases: frozenset[str]


@cache
def facets() -> Facets:
    """The rules. Raises ValueError where a term stands under two outcomes or in two groups."""
    data = tomllib.loads(resources.files(__package__).joinpath("facets.toml").read_text("utf-8"))
    terms = {name: frozenset(data[name]["terms"]) for name in ("light", "soft", "people", "activity", "bare")}
    alike: dict[str, str] = {}
    for group in data["alike"]["groups"]:
        for term in group:
            if alike.setdefault(term, group[0]) != group[0]:
                raise ValueError(f"facets.toml: {term!r} stands in two groups of [alike]")
    outcomes: dict[str, str] = {}
    for name, members in data["outcome"].items():
        for term in members:
            if outcomes.setdefault(term, name) != name:
                raise ValueError(f"facets.toml: {term!r} stands under two outcomes")
    return Facets(
        **terms,
        implied={term: frozenset(held) for term, held in data["implied"].items()},
        whole={term: frozenset(parts) for term, parts in data["whole"].items()},
        alike=alike,
        outcomes=outcomes,
        denominator=re.compile("|".join(data["denominator"]["patterns"])),
        diseases=_diseases(data["diseases"], alike),
    )


def _diseases(rule: dict[str, list[str]], alike: dict[str, str]) -> frozenset[str]:
    sections = load("concepts_diseases.toml")
    terms = {term_of(wording) for name in rule["sections"] for wording in sections[name]} | set(rule["terms"])
    return frozenset(alike.get(term, term) for term in terms)
