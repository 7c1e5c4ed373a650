"""What the shipped model learns from: pairs of a question and the passage that answers it, made and seeded here.

Three kinds. A passage as archives hold it (report, title, headings, sentences and rows about concepts of the field)
with a question for one of its concepts, in other words, without diacritics, abbreviated or misspelt; near-namesakes
of another place or period stand in the same batch. Two wordings of one concept. And syllables drawn by chance with
some of them as the question, so that what is no matter of health is told apart too.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingest.training.phonology import syllables
from ingest.training.vocabulary import words
from ingest.vietnamese.abbreviations import abbreviate
from ingest.vietnamese.data import load
from ingest.vietnamese.places_data import districts, provinces
from ingest.vietnamese.text import fold

_GROUPS = ("diseases", "family", "services", "management", "general")
_REPORTS, _WORDINGS = 0.5, 0.2  # shares of a batch; the rest is syllables drawn by chance
_NAMESAKES = 0.35  # of the passages: another place or period of the one before
_PLACES, _CHAPTERS = 8, 5  # of a batch
_FOLDED, _SHORTENED, _MISSPELT = 0.35, 0.2, 0.12  # shares of questions
_CHANCE_LENGTH, _COMMON_SHARE, _FUNCTION_SHARE = (30, 110), 0.6, 0.4
_YEARS = (2015, 2026)
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Pair:
    question: str
    passage: str


@dataclass(frozen=True, slots=True)
class _Concept:
    group: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Scope:
    """Place and period of a report, each in several wordings, the first being the report's own."""

    places: tuple[str, ...]
    periods: tuple[str, ...]


class Texts:
    """Draws batches of pairs; the same seed draws the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._rules = _rules()
        self._chapters = _chapters()
        self._places = _places()
        self._function = [w for text in words()["weights"].values() for w in text.split()]
        self._common = list(dict.fromkeys(words()["common"]["syllables"].split()))
        self._frequency = [
            1 / (rank + 10) for rank in range(len(self._common))
        ]  # Zipf's law, flattened at the top
        self._rare = sorted(set(syllables()) - set(self._common) - set(self._function))

    def batch(self, size: int) -> list[Pair]:
        """Pairs of which each passage answers its own question only, as far as chance allows."""
        reports = round(size * _REPORTS)
        wordings = round(size * _WORDINGS)
        pairs = self._report_pairs(reports)
        pairs += [self._wording_pair() for _ in range(wordings)]
        return pairs + [self._chance_pair() for _ in range(size - reports - wordings)]

    def _report_pairs(self, count: int) -> list[Pair]:
        """Passages of a few places and chapters; some are namesakes of the one before them."""
        places = self._random.sample(self._places, _PLACES)
        chapters = self._random.sample(sorted(self._chapters), _CHAPTERS)
        concepts = [c for name in chapters for c in self._chapters[name]]
        pairs: list[Pair] = []
        while len(pairs) < count:
            concept = self._random.choice(concepts)
            scope = self._scope(self._random.choice(places))
            namesake = self._random.random() < _NAMESAKES
            pairs.append(self._report_pair(concept, scope, named=namesake))
            if namesake:
                other = self._random.choice([place for place in places if place != scope.places])
                pairs.append(self._report_pair(concept, self._scope(other), named=True))
        return pairs[:count]

    def _report_pair(self, concept: _Concept, scope: _Scope, *, named: bool) -> Pair:
        near = self._chapters[concept.group]
        prose = self._random.random() < 0.25
        kinds = ["prose"] if prose else ["figure", "row"]
        shown = self._pick(concept.wordings)
        lines = [self._line(kinds, shown, near, scope)]
        lines += [
            self._line(kinds, self._pick(self._random.choice(near).wordings), near, scope)
            for _ in range(self._random.randint(0, 7))
        ]
        self._random.shuffle(lines)
        text = "\n".join((self._context(concept, scope), *lines))
        forms = self._rules["questions"]["prose" if prose else "figure"]
        asked = self._filled(self._pick(forms), self._pick(concept.wordings), "", scope)
        form = "{place} {period}: {q}" if named else self._pick(self._rules["questions"]["scope"])
        question = form.format(q=asked, place=self._pick(scope.places), period=self._pick(scope.periods))
        return Pair(self._worn(question), text)

    def _context(self, concept: _Concept, scope: _Scope) -> str:
        outline = self._rules["outline"]
        label = f"{self._pick(outline['kinds'])} {scope.places[0]} {scope.periods[0]}"
        title = self._pick(outline["titles"]).format(period=self._pick(scope.periods))
        heading = self._pick(self._rules["headings"][concept.group])
        return f"{label}\n{title}\n{self._pick(outline['parts'])} › {self._pick(outline['chapters'])} › {heading}"

    def _line(self, kinds: Sequence[str], shown: str, near: Sequence[_Concept], scope: _Scope) -> str:
        other = self._pick(self._random.choice(near).wordings)
        return self._filled(self._pick(self._rules["sentences"][self._pick(kinds)]), shown, other, scope)

    def _filled(self, form: str, shown: str, other: str, scope: _Scope) -> str:
        """A template with its blanks filled in; each number is another."""
        fillers = self._rules["fillers"]
        draw: dict[str, Callable[[], str]] = {
            "c": lambda: shown,
            "d": lambda: other,
            "n": self._number,
            "p": self._share,
            "q": self._share,
            "unit": lambda: self._pick(fillers["units"]),
            "who": lambda: self._pick(fillers["populations"]),
            "before": lambda: "năm trước",
        }
        return re.sub(r"\{(\w+)\}", lambda match: draw[match.group(1)](), form)

    def _number(self) -> str:
        value = int(10 ** self._random.uniform(0, 6))
        return f"{value:,}".replace(",", ".")

    def _share(self) -> str:
        return f"{self._random.uniform(0, 100):.1f}".replace(".", ",")

    def _scope(self, places: tuple[str, ...]) -> _Scope:
        year = self._random.randint(*_YEARS)
        month, quarter = self._random.randint(1, 12), self._random.randint(1, 4)
        blanks = {"y": year, "m": month, "k": quarter, "r": _ROMAN[quarter - 1]}
        forms = self._rules["periods"][self._random.choice(sorted(self._rules["periods"]))]
        return _Scope(places, tuple(form.format(**blanks) for form in forms))

    def _wording_pair(self) -> Pair:
        concept = self._random.choice(self._chapters[self._random.choice(sorted(self._chapters))])
        return Pair(self._worn(self._pick(concept.wordings)), self._pick(concept.wordings))

    def _chance_pair(self) -> Pair:
        """A text of syllables drawn by chance, and a question of some that stand side by side in it."""
        length = self._random.randint(*_CHANCE_LENGTH)
        common = round(length * _COMMON_SHARE)
        text = self._random.choices(self._common, self._frequency, k=common)
        text += self._random.choices(self._rare, k=length - common)
        self._random.shuffle(text)
        starts = [self._random.randrange(length - 2) for _ in range(self._random.randint(1, 3))]
        asked = [word for start in starts for word in text[start : start + 2]]
        for run in (text, asked):
            for _ in range(round(len(run) * _FUNCTION_SHARE)):
                run.insert(self._random.randrange(len(run)), self._random.choice(self._function))
        question = " ".join(asked)
        return Pair(fold(question) if self._random.random() < _FOLDED else question, " ".join(text))

    def _worn(self, question: str) -> str:
        """A question as typed: shortened, misspelt, without diacritics."""
        if self._random.random() < _SHORTENED:
            question = abbreviate(question)
        if self._random.random() < _MISSPELT:
            question = self._misspelt(question)
        return fold(question) if self._random.random() < _FOLDED else question

    def _misspelt(self, text: str) -> str:
        one, other = self._pick(self._rules["slips"]["swaps"]).split()
        spot = self._random.randrange(len(text))
        if one in text[spot:]:
            return text[:spot] + text[spot:].replace(one, other, 1)
        return text[:spot] + text[spot + 1 :] if len(text) > 8 else text

    def _pick(self, values: Sequence[str]) -> str:
        return self._random.choice(values)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))


@cache
def _chapters() -> dict[str, tuple[_Concept, ...]]:
    """The concepts of the field by the group in which they are listed."""
    found = {}
    for name in _GROUPS:
        for group, listed in load(f"concepts_{name}.toml").items():
            found[group] = tuple(
                _Concept(group, (wording, *(other.lstrip("=") for other in others)))
                for wording, others in listed.items()
            )
    return found


@cache
def _places() -> tuple[tuple[str, ...], ...]:
    """Provinces with their short forms, and districts with their type."""
    found = [(name, f"tỉnh {name}", *unit.codes) for name, unit in provinces().items()]
    found += [(unit.name, f"{unit.type} {unit.name}") for unit in districts()]
    return tuple(found)
