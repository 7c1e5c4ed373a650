"""The office that a question names as its source: "bao nhiêu giường ở BVĐK tỉnh" is asked of its reports."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.questions.question import Question, parse_question
from ingest.vietnamese.terms import canonical
from ingest.vietnamese.text import fold, nfc
from vectorstore.archive import Archive
from vectorstore.records import Place, Report

_NUMBERED = re.compile(r"\b[Bb](?:ệnh|enh) [Vv](?:iện|ien) (?:I{1,3}|IV)\b(?!\.)")


@dataclass(frozen=True, slots=True)
class OfficeMatch:
    kind: str
    start: int
    end: int


def names_unknown_hospital(text: str, archive: Archive, reports: Sequence[Report]) -> bool:
    """Whether a hospital called by a Roman number is named that no report is of or speaks of: "Bệnh viện II"."""
    match = _NUMBERED.search(text)
    if match is None:
        return False
    name = re.compile(rf"{fold(match.group())}\b")
    passages = archive.passages(reports=[report.key for report in reports])
    names = (words for report in reports for words in (report.agency, report.title))
    return not any(name.search(fold(words)) for words in (*names, *(p.text for p in passages)))


def find_offices(text: str) -> list[OfficeMatch]:
    """Offices that a text names, in order; the word "bệnh viện" within a longer term names none."""
    text = nfc(text)
    folded = fold(text)
    terms = [(t.start, t.end) for t in canonical(text) if t.kind == "concept"]
    found: list[OfficeMatch] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(folded):
            start, end = match.span()
            inside = any(s < start < e for s, e in terms)
            if not inside and not any(start < other.end and other.start < end for other in found):
                found.append(OfficeMatch(kind, start, end))
    return sorted(found, key=lambda match: match.start)


def of_office(question: Question, reports: Iterable[Report]) -> tuple[Question, list[Report]] | None:
    """The question less the office that it names, and the reports that such an office of its places issued.

    None where none is named, or the archive has no report of it.
    """
    offices = find_offices(question.text)
    kinds = {office.kind for office in offices}
    held = list(reports)
    issued = [r for r in held if _kind(r.agency) in kinds and _is_of(r, question)]
    if not issued:
        return None
    known = {_kind(report.agency) for report in issued}
    named = [office for office in offices if office.kind in known]
    elsewhere = [p for p in question.places if not any(_lies_in(report, p) for report in issued)]
    others = [r for r in held if any(_lies_in(r, place) for place in elsewhere)]
    return _without(question, named), issued + others


def _without(question: Question, offices: Sequence[OfficeMatch]) -> Question:
    def named(start: int) -> bool:
        return any(office.start <= start < office.end for office in offices)

    words = {word for o in offices for word in fold(question.text)[o.start : o.end].split()}
    rest = question.text
    for (
        office
    ) in offices:  # read anew: "số đẻ tại bệnh viện X" asks for births there, not for births in hospitals
        rest = rest[: office.start] + ";" * (office.end - office.start) + rest[office.end :]
    return replace(
        question,
        topic=tuple(t for t in parse_question(rest, question.places).topic if not named(t.start)),
        background=tuple(term for term in question.background if not named(term.start)),
        unknown=frozenset(name for name in question.unknown if not words.issuperset(name.split())),
    )


def _is_of(report: Report, question: Question) -> bool:
    return not question.places or any(_lies_in(report, place) for place in question.places)


def _lies_in(report: Report, place: Place) -> bool:
    """Whether a report can speak of a place."""
    return report.place is not None and (report.place == place or report.place.contains(place))


@cache
def _kind(agency: str) -> str:
    found = find_offices(agency)
    return found[-1].kind if found else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return tuple(
        (office["kind"], re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"))
        for office in data["office"]
        for pattern in office["patterns"]
    )
