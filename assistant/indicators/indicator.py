"""An indicator of the archive: a group of figures under one label."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.indicators.grouping import LEVELS, Group, Member, wording_of
from assistant.indicators.identity import Identity, holds
from assistant.indicators.measures import COUNTED, RATES
from assistant.questions.topic import parts_of
from ingest.vietnamese.abbreviations import is_vietnamese_syllable
from ingest.vietnamese.naming import diseases
from ingest.vietnamese.text import fold
from vectorstore.records import Role

_SURPLUS = 0.35  # for a name that says more than was asked
_PARTLY = 0.5  # credit of a term of which a name says some syllables, by their share
_SOFT = 0.4  # weight of a term that other reports leave out
_NARROWER, _WIDER = 0.3, 0.6  # another population than asked
_OTHER_MEASURE, _OTHER_RATE = 0.3, 0.05
_DENOMINATOR = 0.3
_RATE = re.compile(r"(?:ty|ti) (?:le|so|suat)\b|cong suat\b")
_NO_LEVEL = 0.2  # nothing but changes or shares of a plan
_RARELY = 0.1  # of the most frequent wording's count: a wording that is rarer may be a slip
_MANY = 0.01  # for each tenfold of figures


@dataclass(frozen=True, slots=True)
class Indicator:
    """Figures that mean the same, wherever they stand."""

    group: Group

    @property
    def key(self) -> str:
        """By which it is asked for again and corrected; any of `keys` leads to it as well."""
        return min(self.keys)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(sorted(identity.key for identity in self.group.identities))

    @property
    def members(self) -> tuple[Member, ...]:
        return self.group.members

    @property
    def measure(self) -> str:
        return self.members[0].identity.measure

    @property
    def populations(self) -> tuple[str, ...]:
        return self.members[0].identity.populations

    @property
    def unit(self) -> str:
        """The unit printed most often."""
        units = Counter(m.figure.unit for m in self.members if m.figure.role in LEVELS)
        return units.most_common(1)[0][0] if units else ""

    @property
    def reports(self) -> int:
        return len({member.report.key for member in self.members})

    @property
    def wordings(self) -> tuple[str, ...]:
        """The wordings of the reports, the most frequent first."""
        return tuple(name for name, _ in Counter(wording_of(m) for m in self.members).most_common())

    @property
    def label(self) -> str:
        """The plainest of its wordings, most often seen: 'Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ'."""
        counted = Counter(wording_of(m) for m in self.members if m.figure.role is not Role.CHANGE)
        counted = counted or Counter(wording_of(m) for m in self.members)
        often = _RARELY * max(counted.values())
        usual = [name for name, count in counted.items() if count >= often]
        best = max(usual, key=lambda name: (_fits(name, self.measure), _plainness(name), counted[name]))
        return best[:1].upper() + best[1:]


def score(asked: Identity, indicator: Indicator, weight: dict[str, float]) -> float:
    """How well an indicator answers what was asked: the share of the terms said, less what it says beside."""
    own = max(_name_score(asked, identity, weight) for identity in indicator.group.identities)
    if indicator.populations != asked.populations:
        own -= _NARROWER if set(asked.populations) <= set(indicator.populations) else _WIDER
    own -= _measure_penalty(asked, indicator.measure)
    if indicator.members[0].identity.part:
        own -= _DENOMINATOR
    if not any(member.figure.role in LEVELS for member in indicator.members):
        own -= _NO_LEVEL
    return own + _MANY * math.log10(len(indicator.members))


def _measure_penalty(asked: Identity, own: str) -> float:
    rate = own.startswith(RATES)
    if not asked.measure:
        cases = bool(asked.core) and asked.core <= diseases()
        return 0.0 if rate is not cases else _OTHER_RATE  # "TCĐĐ?" asks for the rate, "sởi?" for the cases
    if asked.measure == own or (asked.measure == COUNTED and not rate):
        return 0.0
    return _OTHER_RATE if rate and asked.measure.startswith(RATES) else _OTHER_MEASURE


def answers(asked: Identity, indicator: Indicator) -> bool:
    """True when an indicator says everything that was asked, of the population asked.

    What tells little may be left out by a name that says nothing beside: "bao phủ" of "bao phủ ARV".
    """
    if indicator.populations != asked.populations:
        return False
    return any(
        all(_says(identity, term) for term in asked.core)
        and (
            all(_says(identity, term) for term in asked.soft)
            or (bool(asked.core) and all(_says(asked, term) for term in identity.core))
        )
        for identity in indicator.group.identities
    )


def weights(indicators: Iterable[Indicator]) -> dict[str, float]:
    """Rarity of the terms of indicators: log(1 + N / those that have it)."""
    counted: Counter[str] = Counter()
    total = 0
    for indicator in indicators:
        total += 1
        counted.update({t for identity in indicator.group.identities for t in identity.core | identity.soft})
    return {term: math.log(1 + total / count) for term, count in counted.items()}


def _name_score(asked: Identity, identity: Identity, weight: dict[str, float]) -> float:
    rare = max(weight.values(), default=1.0)
    wanted = {t: weight.get(t, rare) for t in asked.core} | {
        t: _SOFT * weight.get(t, rare) for t in asked.soft
    }
    said = sum(w * _credit(identity, term) for term, w in wanted.items())
    extra = sum(weight.get(t, rare) for t in identity.core if not _says(asked, t))
    whole = sum(weight.get(t, rare) for t in identity.core)
    share = said / sum(wanted.values()) if wanted else 0.0
    return share - (_SURPLUS * extra / whole if whole else 0.0)


def _credit(identity: Identity, term: str) -> float:
    """1 for a term that an identity says, some for one of which it says a part."""
    if _says(identity, term):
        return 1.0
    parts, said = set(parts_of(term)), {part for own in identity.terms for part in parts_of(own)}
    return _PARTLY * len(parts & said) / len(parts) if parts else 0.0


def _says(identity: Identity, term: str) -> bool:
    return term in identity.terms or holds(term, identity.terms)


def _fits(name: str, measure: str) -> bool:
    """True when a name says a rate of what is measured as one, and no rate of what is counted."""
    return bool(_RATE.match(fold(name))) is measure.startswith(RATES)


def _plainness(name: str) -> tuple[float, bool]:
    """Wordings with fewer capitals and abbreviations are plainer."""
    words = [word for word in name.replace("/", " ").split() if any(c.isalpha() for c in word)]
    plain = sum(
        not word[1:].isupper() and is_vietnamese_syllable(fold(word.strip("(),.;:").lower()))
        for word in words
    )
    return (round(plain / len(words), 1) if words else 0.0, not name.isupper())
