"""Which digits of a text are no figures, and why. The rules stand in dismissals.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from ingest.vietnamese.documents import document_spans
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.text import fold
from ingest.vietnamese.units import UnitKind, unit_at

_BEFORE = 60
_LONG_BEFORE = 160
_AFTER = 80
_COUNTING = (UnitKind.COUNT, UnitKind.MONEY, UnitKind.RATE, UnitKind.RATIO)
_PERIOD_REASONS = {"date": "date", "year": "year"}


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    pattern: re.Pattern[str]
    exact: bool
    unless_unit: bool
    unless_before: re.Pattern[str] | None
    unless_around: re.Pattern[str] | None


def reason_at(text: str, start: int, end: int) -> str | None:
    """Why the digits text[start:end] are no figure, None when they are one."""
    for first, last, reason in _dismissed(text):
        if first < end and start < last:
            return reason
    return "name" if _is_coded(text, start) else None


@lru_cache(maxsize=512)
def _dismissed(text: str) -> tuple[tuple[int, int, str], ...]:
    folded = fold(text)
    found = [(start, end, "document number") for start, end in document_spans(text)]
    for rule in _rules():
        for match in rule.pattern.finditer(text if rule.exact else folded):
            if _holds(rule, text, folded, match):
                found.append((*match.span(), rule.reason))
    for period in find_periods(text):
        found.append((period.start, period.end, _PERIOD_REASONS.get(period.kind, "period")))
    return tuple(found)


def _holds(rule: _Rule, text: str, folded: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    if rule.unless_before and rule.unless_before.search(folded[max(0, start - _BEFORE) : start]):
        return False
    if rule.unless_around and rule.unless_around.search(folded[max(0, start - _LONG_BEFORE) : end + _AFTER]):
        return False
    if rule.unless_unit:
        unit = unit_at(text, end)
        return unit is None or unit.unit.kind not in _COUNTING
    return True


def _is_coded(text: str, start: int) -> bool:
    """'KV3', 'F0', 'B12': digits that a capital letter leads; 'đạt45' only lacks its space."""
    before = text[start - 1 : start] if start else ""
    if not before.isalpha():
        return before == "_"
    word = re.search(r"[^\W\d_]+$", text[:start])
    return word is not None and (word.group().isupper() or len(word.group()) == 1)


@cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads(resources.files(__package__).joinpath("dismissals.toml").read_text("utf-8"))
    return tuple(_rule(entry) for entry in data["rule"])


def _rule(entry: dict[str, object]) -> _Rule:
    pattern = str(entry["pattern"])
    if not entry.get("examples"):
        raise ValueError(f"dismissals.toml: rule {pattern!r} has no example")
    before, around = entry.get("unless_before"), entry.get("unless_around")
    return _Rule(
        reason=str(entry["reason"]),
        pattern=re.compile(pattern),
        exact=bool(entry.get("exact", False)),
        unless_unit=bool(entry.get("unless_unit", False)),
        unless_before=re.compile(str(before)) if before else None,
        unless_around=re.compile(str(around)) if around else None,
    )
