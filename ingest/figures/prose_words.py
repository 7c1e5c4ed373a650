"""The word lists that reading prose needs, from prose_words.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ingest.vietnamese.text import fold

OF_WHICH = r"trong đó|tr?[./]? ?đó|tr/đ"  # written out or short: "tr.đó"


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled lists; every pattern ignores case."""

    enumerations: re.Pattern[str]  # nouns that hold commas
    heads: re.Pattern[str]  # first words of a complete indicator: "Tỷ lệ", "Số", …
    complete: re.Pattern[str]  # those that stay by themselves after "trong đó"
    dependents: re.Pattern[str]  # whole phrases that speak of the subject before
    rates: re.Pattern[str]  # those of a rate
    verbs: re.Pattern[str]  # a verb at the end of a phrase, whose object is the counted noun
    short_verbs: re.Pattern[str]  # the same for verbs that also end nouns: alone, or after "đã", "được" …
    links: re.Pattern[str]  # linking words between a subject and its number, at the end
    openers: re.Pattern[str]  # words before a subject that say nothing of it, at the start
    labels: re.Pattern[str]  # whole phrases before a colon that name nothing
    empty: re.Pattern[str]  # whole phrases that are only a verb of being
    parts: re.Pattern[str]  # words that open the parts of what was just counted
    month: re.Pattern[str]  # this and the next two: for folded text, as scans lose diacritics
    cumulative: re.Pattern[str]
    now: re.Pattern[str]
    direction: re.Pattern[str]  # also for folded text: headings of sections on what is to be done
    not_direction: re.Pattern[str]
    descriptors_before: re.Pattern[str]
    weak_descriptors_before: re.Pattern[str]
    descriptors_after: re.Pattern[str]
    durations: re.Pattern[str]
    descriptors: re.Pattern[str]
    countable: re.Pattern[str]  # nouns that "không có" makes a zero
    specific: re.Pattern[str]  # in a counted noun: an event of its own kind
    groups: re.Pattern[str]  # words that name a part of the population and nothing else
    nameless: frozenset[str]  # canonical terms that do not say what they speak of
    alternatives: tuple[re.Pattern[str], ...]  # words that take each other's place: "nội trú", "ngoại trú"
    governors: dict[str, str]  # first word of a fragment → the head's verb before it: "mũi" → "tiêm"


_WORD = r"(?<!\w)(?:{})(?!\w)"
_STARTS = r"(?:{})(?!\w)"
_WHOLE = r"(?:{})"
_AHEAD = r"\s*(?:{})(?!\w)"
_BEHIND = r"(?<!\w)(?:{})\s*$"
_FORMS = {
    "enumerations": _WORD,
    "heads": _WORD,
    "complete": _STARTS,
    "dependents": _WHOLE,
    "rates": _STARTS,
    "verbs": r"(?<!\w)(?:{})$",
    "short_verbs": r"(?:^|(?<!\w)(?:đã|đang|được|để|và|sẽ|cùng|mưu|tục|trình)\s)(?:{})$",
    "links": r"(?:(?<!\w)(?:{})|[:=–-])$",
    "openers": r"^(?:{})(?!\w)[\s,:]*",
    "labels": _WHOLE,
    "empty": _WHOLE,
    "parts": _WORD,
    "month": _WORD,
    "cumulative": _WORD,
    "now": _WORD,
    "direction": _WORD,
    "not_direction": _WORD,
    "descriptors_before": _BEHIND,
    "weak_descriptors_before": _BEHIND,
    "descriptors_after": _AHEAD,
    "durations": _AHEAD,
    "descriptors": r"(?<![\d.,])(?:{})(?![.,]?\d)",
    "countable": _STARTS,
    "specific": _WORD,
    "groups": _WORD,
}
_FOLDED = ("month", "cumulative", "now", "direction", "not_direction")  # read in folded text


@cache
def words() -> Words:
    """The lists, read once."""
    data = tomllib.loads(resources.files(__package__).joinpath("prose_words.toml").read_text("utf-8"))
    compiled = {}
    for name, form in _FORMS.items():
        either = "|".join(data[name]["patterns"])
        either = fold(either) if name in _FOLDED else either
        compiled[name] = re.compile(form.replace("{}", either), re.IGNORECASE)
    alternatives = tuple(
        re.compile(_WORD.format("|".join(row)), re.IGNORECASE) for row in data["alternatives"]["rows"]
    )
    return Words(
        **compiled,
        alternatives=alternatives,
        nameless=frozenset(data["nameless"]["terms"]),
        governors=dict(data["governors"]),
    )
