"""Locating an indicator across the archive: which one is meant, and every report that has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.indicators.corrections import Corrections
from assistant.indicators.facets import facets
from assistant.indicators.grouping import Member, group_members
from assistant.indicators.identity import Identity, holds, identity_of_text, is_bare
from assistant.indicators.indicator import Indicator, answers, score, weights
from assistant.indicators.members import members
from assistant.indicators.sameness import names
from assistant.questions.topic import Terms, terms_of
from vectorstore.catalogue import Indicator as Wording
from vectorstore.corrections import Correction
from vectorstore.errors import UsageError
from vectorstore.records import Figure, Place

if TYPE_CHECKING:
    from vectorstore.archive import Archive

_NEAREST = 8  # indicators offered
_NEAR = 0.2  # score from which one is offered
_WHOLE_INDEX = 20_000  # wordings up to which all are looked at; beyond, those that the full text finds
_FOUND_BY_TEXT = 3_000
_REMEMBERED = 64  # questions whose indicators are kept ready
_LONGEST = 300  # characters of a wording that is asked for

_State = tuple[tuple[tuple[str, str], ...], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """The indicator that a wording means (None: none does), and the nearest others, best first."""

    asked: str
    best: Indicator | None
    nearest: tuple[Indicator, ...]


class Indicators:
    """The indicators of an archive. Safe to use from several threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._ranked = lru_cache(maxsize=_REMEMBERED)(self._rank)

    def find(self, text: str, nearest: int = _NEAREST) -> Found:
        """The indicator that a wording means, in whatever words reports have it.

        Raises UsageError for an empty or over-long wording.
        """
        if not text.strip() or len(text) > _LONGEST:
            raise UsageError(
                f"Tên chỉ tiêu phải có từ 1 đến {_LONGEST} ký tự, ví dụ “tỷ lệ tiêm chủng đầy đủ”; hãy nhập lại."
            )
        asked = identity_of_text(text)
        ranked = [entry for entry in self._ranked(asked, self._state()) if entry[0] >= _NEAR]
        best = ranked[0][1] if ranked and answers(asked, ranked[0][1]) else None
        others = [indicator for _, indicator in ranked if indicator is not best]
        return Found(text, best, tuple(others[:nearest]))

    def by_key(self, key: str) -> Indicator | None:
        """The indicator of a key that `find` has given; None when its reports have left the archive."""
        asked = Identity.from_key(key)
        if asked is None:
            return None
        return next((i for _, i in self._ranked(asked, self._state()) if key in i.keys), None)

    def places(self) -> frozenset[Place]:
        """The places of the archive's reports."""
        return frozenset(report.place for report in self._archive.reports() if report.place)

    def _state(self) -> _State:
        """Changes whenever the reports or a person's corrections do."""
        reports = tuple((report.key, report.sha256) for report in self._archive.reports())
        return reports, tuple(self._archive.corrections.all())

    def _rank(self, asked: Identity, state: _State) -> tuple[tuple[float, Indicator], ...]:
        corrections = self._archive.corrections.all()
        groups = group_members(self._candidates(asked, corrections), Corrections(corrections))
        found = [Indicator(group) for group in groups]
        weight = weights(found)
        ranked = [(score(asked, indicator, weight), indicator) for indicator in found]
        return tuple(sorted(ranked, key=lambda entry: (-entry[0], -len(entry[1].members))))

    def _candidates(self, asked: Identity, corrections: Sequence[Correction]) -> Iterator[Member]:
        """Figures whose name, or what it stands under, shares a term with what is asked."""
        kin = [asked, *_said_to_be(asked, corrections)]
        wanted = [
            i.id for i in self._wordings(asked) if is_bare_name(i.name) or _speaks_of(terms_of(i.name), kin)
        ]
        by_report: dict[str, list[Figure]] = defaultdict(list)
        for figure in self._archive.figures(indicators=wanted):
            by_report[figure.report].append(figure)
        for report in self._archive.reports(keys=by_report):
            for member in members(self._archive, report, by_report[report.key]):
                if any(_shares(member.identity.terms, identity.core or identity.soft) for identity in kin):
                    yield member

    def _wordings(self, asked: Identity) -> list[Wording]:
        wordings = self._archive.indicators()
        if len(wordings) <= _WHOLE_INDEX:
            return wordings
        text = " ".join(names([term]) for term in asked.terms)
        return [wording for wording, _ in self._archive.search_indicators(text, _FOUND_BY_TEXT)]


def is_bare_name(name: str) -> bool:
    """True for chain and indicator that name nothing: the heading above them does."""
    return all(is_bare(link) for link in name.split(" › "))


def _said_to_be(asked: Identity, corrections: Sequence[Correction]) -> Iterator[Identity]:
    """Identities that a person has joined with one that says what is asked."""
    for correction in corrections:
        pair = [Identity.from_key(key) for key in (correction.one, correction.other)]
        for own, other in (pair, pair[::-1]):
            if correction.together and own and other and asked.core and asked.core <= own.terms:
                yield other


def _speaks_of(name: Terms, kin: Sequence[Identity]) -> bool:
    said = name.concepts | {facets().alike.get(term, term) for term in name.concepts}
    return any(_shares(said, identity.core or identity.soft) for identity in kin)


def _shares(said: frozenset[str], terms: frozenset[str]) -> bool:
    """True when the two have a term in common, or one term holds another: 'dân số lập HSSKĐT' of 'hồ sơ'."""
    return (
        not said.isdisjoint(terms)
        or any(holds(term, said) for term in terms)
        or any(holds(s, terms) for s in said)
    )
