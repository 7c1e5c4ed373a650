"""Quantities in words ("gần một nửa", "gấp đôi", "cao nhất"): said by a source, or worked out from figures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files

from assistant.guard.claims import Placed, subject_of, target_of
from assistant.guard.derived import Derived, rounded
from assistant.guard.evidence import Evidence
from assistant.sources import Source
from ingest.vietnamese.numbers import format_number
from ingest.vietnamese.text import fold, nfc
from vectorstore.records import Place, Role

_HALF_A_TIME = r"(?! (?:đầu|cuối|năm|tháng|quý|sau|kỳ|đêm|ngày|thế kỷ))"  # "nửa đầu năm" is no quantity
_FALL = re.compile(r"\bgiảm(?: \w+){0,2} $")
_RISE = re.compile(r"\btăng(?: \w+){0,2} $")
_WORD = re.compile(r"[^\W\d_]+")
_COMPARED = re.compile(r"^[^.;]{0,40}\b(?:cùng kỳ|năm trước|năm ngoái|kế hoạch|chỉ tiêu|so với)\b")
_ASKED_MOST = re.compile(r"\bnhat\b")
_BESIDE = 12  # characters between a share and its words: "46,8% (gần một nửa)"
_WHOLE = ("toàn bộ", "tất cả")


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of the quantities in words: the one that nothing bears out, or how the others were worked out."""

    unproven: str = ""
    derived: tuple[Derived, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with what is known of it; `places` with positions, `held` the figures that it may rest on."""

    plain: str
    placed: Sequence[Placed]
    places: Sequence[tuple[int, Place]]
    held: Sequence[Evidence]
    sources: Sequence[Source]  # cited
    every: Sequence[Source]  # that might have been
    question: str


def prove(statement: Statement) -> Proof:
    """Look at every quantity in words. A source's own words bear it out where a neighbouring word is the same."""
    text = nfc(statement.plain).lower()
    derived = []
    for match in _found(text):
        if _said(match, text, statement.sources):
            continue
        ratio = _ratio(match.group("core")) if match.re is _ratios() else None
        working = _worked_out(match, ratio, text, statement) if ratio else None
        if working is not None:
            derived.append(working)
        elif not _whole(match, statement) and not _extreme(match, text, statement):
            return Proof(statement.plain[match.start() : match.end()])
    return Proof(derived=tuple(derived))


def _found(text: str) -> Iterator[re.Match[str]]:
    taken: list[tuple[int, int]] = []
    for pattern in (_ratios(), _vague(), _extremes()):
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match


def _said(match: re.Match[str], text: str, sources: Sequence[Source]) -> bool:
    """Whether a cited source says the same words beside the same word."""
    words = " ".join(match.group().split())
    before = _WORD.findall(text[: match.start()])[-1:]
    after = _WORD.findall(text[match.end() :])[:1]
    for source in sources:
        held = " ".join(nfc(source.text).lower().split())
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", held):
            same_before = before and _WORD.findall(held[: found.start()])[-1:] == before
            if same_before or (after and _WORD.findall(held[found.end() :])[:1] == after):
                return True
    return False


def _worked_out(match: re.Match[str], ratio: Fraction, text: str, statement: Statement) -> Derived | None:
    """The two figures whose ratio it is, or the share that it repeats."""
    low, high = _limits(match.group("hedge") or "")
    lead = text[: match.start()]
    wanted = 1 - ratio if _FALL.search(lead) else 1 + ratio if _RISE.search(lead) and ratio < 1 else ratio
    before = [p for p in statement.placed if p.end <= match.start()]
    after = [p for p in statement.placed if p.start >= match.end()]
    subject = subject_of(before, after, statement.places, match.start(), statement.held)
    if subject is None:
        return None
    rest = fold(text[match.end() :])
    target = target_of(rest, after, subject, statement.places, match.end(), statement.held)
    if isinstance(target, Evidence) and target.figure.value and target != subject:
        found = Fraction(subject.figure.value) / Fraction(target.figure.value)
        if not low * wanted <= found <= high * wanted:
            return None
        shown = format_number(rounded(Decimal(found.numerator) / Decimal(found.denominator), 2))
        return Derived((subject, target), f"{subject.figure.printed} / {target.figure.printed} = {shown} lần")
    beside = [p for p in (*before, *after) if _beside(p, match) and p.evidence.figure.unit == "%"]
    compared = _COMPARED.search(text[match.end() :])
    for share in [] if compared else beside:
        if low * wanted <= Fraction(share.evidence.figure.value) / 100 <= high * wanted:
            return Derived((share.evidence,), "")
    return None


def _beside(placed: Placed, match: re.Match[str]) -> bool:
    return max(placed.start - match.end(), match.start() - placed.end) <= _BESIDE


def _whole(match: re.Match[str], statement: Statement) -> bool:
    """'toàn bộ' of a full hundred per cent."""
    full = any(p.evidence.figure.unit == "%" and p.evidence.figure.value == 100 for p in statement.placed)
    return full and match.group().strip() in _WHOLE


def _extreme(match: re.Match[str], text: str, statement: Statement) -> bool:
    """Whether the figure called the most is so among those of its kind in the sources, where that was asked for."""
    if match.re is not _extremes() or not _ASKED_MOST.search(fold(statement.question)):
        return False
    if any(
        words in text and words not in statement.question.lower() for words in _rules()["extremes"]["beyond"]
    ):
        return False
    after = [p for p in statement.placed if p.start >= match.end()]
    before = [p for p in statement.placed if p.end <= match.start()]
    chosen = after[:1] or before[-1:]
    if not chosen:
        return False
    figure = chosen[0].evidence.figure
    alike = [
        other.value
        for source in statement.every
        if source.citation is not None
        for other in source.figures
        if (other.unit, other.role, other.span, other.in_table, other.column)
        == (figure.unit, figure.role, figure.span, figure.in_table, figure.column)
    ]
    most = match.group("way") in _rules()["extremes"]["most"]
    return figure.role in (Role.RESULT, Role.CHANGE, Role.ATTAINMENT) and figure.value == (
        max(alike, default=figure.value) if most else min(alike, default=figure.value)
    )


@cache
def _rules() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("assistant.guard").joinpath("quantities.toml").read_text("utf-8"))


def _ratio(words: str) -> Fraction:
    rules = _rules()
    return Fraction(str({**rules["multiples"], **rules["fractions"]}[" ".join(words.split())]))


def _limits(hedge: str) -> tuple[Fraction, Fraction]:
    least, most = _rules()["hedges"][" ".join(hedge.split())]
    return Fraction(least), Fraction(most)


@cache
def _ratios() -> re.Pattern[str]:
    rules = _rules()
    names = sorted([*rules["multiples"], *rules["fractions"]], key=len, reverse=True)
    hedges = sorted(filter(None, rules["hedges"]), key=len, reverse=True)
    core, hedge = "|".join(map(_spaced, names)), "|".join(map(_spaced, hedges))
    # "một phần năm 2024" is part of a year.
    return re.compile(rf"(?<!\w)(?:(?P<hedge>{hedge})\s+)?(?P<core>{core})(?!\w)(?!\s\d){_HALF_A_TIME}")


@cache
def _vague() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_rules()['vague']['patterns'])})(?!\w)")


@cache
def _extremes() -> re.Pattern[str]:
    """'cao nhất', 'nhiều ca mắc nhất'."""
    rules = _rules()["extremes"]
    ways = "|".join((*rules["most"], *rules["least"]))
    return re.compile(rf"(?<!\w)(?P<way>{ways})(?: (?!nhất)[^\W\d_]+){{0,4}}? nhất(?!\w)")


def _spaced(words: str) -> str:
    return words.replace(" ", r"\s+")
