"""How lines of a report and questions for text show what they are, from `text_rules.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.questions.cues import spans_of
from ingest.vietnamese.terms import concept_name, term_of
from ingest.vietnamese.text import fold, nfc

_OF_QUESTIONS = ("asks_", "deaths", "document_year")  # rules over folded text


@cache
def rule(name: str) -> re.Pattern[str]:
    """One rule's pattern. Raises ValueError when its example is missed or its other one is found."""
    entry = _data()[name]
    pattern = re.compile("|".join(f"(?:{p})" for p in entry["patterns"]))
    ready = fold if name.startswith(_OF_QUESTIONS) else str.lower
    if not pattern.search(ready(entry["example"])):
        raise ValueError(f"text_rules.toml: [{name}] does not find its example {entry['example']!r}")
    if pattern.search(ready(entry["other"])):
        raise ValueError(f"text_rules.toml: [{name}] finds {entry['other']!r}")
    return pattern


def says(name: str, text: str) -> bool:
    """Whether an NFC line of a report meets a rule."""
    return rule(name).search(text.lower()) is not None


def asks(name: str, question: str) -> bool:
    """Whether a question meets a rule, with or without diacritics."""
    return next(spans_of(rule(name), nfc(question)), None) is not None


def rule_names() -> list[str]:
    return [name for name, entry in _data().items() if "patterns" in entry]


@cache
def fillers() -> frozenset[str]:
    """Folded words of questions that no line needs to hold."""
    return frozenset(_data()["fillers"]["words"])


@cache
def states() -> frozenset[str]:
    """Words for how a thing stands: 'thấp', 'chậm'."""
    return frozenset(_data()["states"]["words"])


@cache
def people() -> frozenset[str]:
    """Canonical terms for those whom a thing is of: 'phụ nữ' of births, 'người bệnh' of treatment."""
    return frozenset(_data()["people"]["words"])


@cache
def time_words() -> frozenset[str]:
    """Words that only ask when: 'thời hạn', 'ngày'."""
    return frozenset(_data()["time_words"]["words"])


@cache
def document_words() -> frozenset[str]:
    """Words that only ask for a document: 'văn bản', 'quyết định', 'ban hành'."""
    return frozenset(_data()["document_words"]["words"])


def office_fields(agency: str) -> str:
    """What all reports of such an office are about, in words: "Trung tâm Kiểm soát bệnh tật" → prevention."""
    folded = fold(agency)
    return ", ".join(words for office, words in _data()["office_fields"].items() if office in folded)


@cache
def kin() -> dict[str, frozenset[str]]:
    """Folded words of questions → canonical terms and syllable pairs that are said for them."""
    return {words: frozenset(term_of(w) for w in others) for words, others in _data()["kin"].items()}


@cache
def quantity_words() -> dict[str, int]:
    return dict(_data()["quantities"]["words"])


@cache
def diseases(*, infectious_only: bool) -> frozenset[str]:
    """Canonical terms of diseases. Raises ValueError for a wording that is no concept."""
    groups = _data()["groups"]
    names = [*groups["infectious"], *([] if infectious_only else groups["other"])]
    for name in names:
        if concept_name(term_of(name)) is None:
            raise ValueError(f"text_rules.toml: {name!r} is no concept")
    return frozenset(term_of(name) for name in names)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
