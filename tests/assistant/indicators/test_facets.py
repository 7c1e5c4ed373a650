"""The rules in facets.toml are terms of the vocabulary, and each does what its example says."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from assistant.indicators import facets as module
from assistant.indicators.facets import facets
from assistant.indicators.identity import identity_of_text, is_bare
from ingest.vietnamese.terms import concept_name
from ingest.vietnamese.text import fold

DATA = tomllib.loads(resources.files(module.__package__).joinpath("facets.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", ["implied", "whole"])
def test_terms_that_hold_others_are_concepts(name):
    assert [term for term in getattr(facets(), name) if concept_name(term) is None] == []


def test_terms_said_for_one_another_are_concepts():
    known = [term for term in facets().alike if concept_name(term) is None and term != "moi_phat_sinh"]
    assert known == []


@pytest.mark.parametrize("name", ["light", "soft"])
def test_two_wordings_of_the_example_have_one_core(name):
    one, other = DATA[name]["example"]
    assert identity_of_text(one).core == identity_of_text(other).core != frozenset()


@pytest.mark.parametrize("name", ["bare", "people"])
def test_example_names_nothing_by_itself(name):
    assert is_bare(DATA[name]["example"])


def test_example_of_the_denominator_is_found():
    assert facets().denominator.search(fold(DATA["denominator"]["example"]))


def test_diseases_are_read_from_the_vocabulary():
    assert {"soi", "benh_lao", "covid_19", "tang_huyet_ap"} <= facets().diseases
    assert "mui_bo_sung" not in facets().diseases
