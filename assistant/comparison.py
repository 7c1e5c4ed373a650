"""Figures set beside each other: two values of one report for one thing, and places and periods compared."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.cues import generic_terms
from assistant.selection import Candidate
from assistant.topic import Terms, parts_of
from vectorstore.records import Bound, Figure, Role, Span

_AS_GOOD = 0.1
_LONG_LABEL = 2  # terms from which a row's label names one thing wherever it stands
_CLOSE = 0.25  # between prose and table, whose wordings differ
_CONSIDERED = 12  # candidates looked at


def discrepancies(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Further values that the top candidate's report states for the very same thing."""
    top = ranked[0]
    return [
        candidate
        for candidate in ranked[1:_CONSIDERED]
        if candidate.score >= top.score - _CLOSE and contradicts(top, candidate)
    ][:1]


def contradicts(one: Candidate, other: Candidate) -> bool:
    """Same report, indicator, role, period, span, population and unit, printed elsewhere with another value."""
    a, b = one.figure, other.figure
    same = (
        one.report.key == other.report.key
        and a.role is b.role is not Role.CHANGE
        and one.view.populations == other.view.populations
        and a.place == b.place
        and _same_stretch(one, other)
        and _same_kind(one, other)
        and (a.column == b.column or a.in_table is not b.in_table)
        and a.group != b.group
        and a.quote != b.quote
        and _open_ended(a) == _open_ended(b)
    )
    return same and not _equal(a.value, b.value) and _same_thing(one, other)


def _equal(a: Decimal, b: Decimal) -> bool:
    """Equal as far as the coarser of the two prints: 45,2 and 45,20; 12,4 and 12,41."""
    digits = min(_decimals(a), _decimals(b))
    quantum = Decimal(1).scaleb(-digits)
    return a.quantize(quantum) == b.quantize(quantum)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _same_thing(one: Candidate, other: Candidate) -> bool:
    """Rows share label and parent, sentences their name; a row and a sentence say each other's name."""
    if one.figure.in_table is other.figure.in_table:
        long = len(one.view.own.concepts - generic_terms()) >= _LONG_LABEL and not _of_namesakes(one, other)
        same = one.view.own == other.view.own if long else _names(one) == _names(other)
        return same and one.score - other.score <= _AS_GOOD
    row, sentence = (one, other) if one.figure.in_table else (other, one)
    around_row = [field.terms for field in row.view.fields[:-1]]
    around_sentence = [field.terms for field in sentence.view.fields]
    short = len(sentence.view.own.concepts - generic_terms()) < _LONG_LABEL
    said = _said(sentence.view.own, around_row) and (not short or _said(sentence.view.parent, around_row))
    return said and _said(row.view.own, around_sentence)


def _of_namesakes(one: Candidate, other: Candidate) -> bool:
    """Rows whose heads name two things: 'Tăng huyết áp › phát hiện mới', 'Đái tháo đường › phát hiện mới'.

    A head of many terms is an activity under which the same thing may be counted again.
    """
    a, b = _names(one)[1], _names(other)[1]
    return bool(a and b) and a.isdisjoint(b) and max(len(a), len(b)) <= _LONG_LABEL


def _names(candidate: Candidate) -> tuple[frozenset[str], frozenset[str]]:
    view = candidate.view
    return view.own.concepts - generic_terms(), view.parent.concepts - generic_terms()


def _said(name: Terms, around: Sequence[Terms]) -> bool:
    """Everything of weight in a name stands in what surrounds the other."""
    concepts = name.concepts - generic_terms()
    return all(any(c in t.concepts or t.syllables.issuperset(parts_of(c)) for t in around) for c in concepts)


def _open_ended(figure: Figure) -> bool:
    return figure.bound not in (Bound.EXACT, Bound.ABOUT)


def _same_stretch(one: Candidate, other: Candidate) -> bool:
    """Periods that end together, neither of them the month alone unless both are."""
    a, b = one.figure, other.figure
    both_end = a.period == b.period or (a.period and b.period and a.period.end == b.period.end)
    return bool(both_end) and (a.span is Span.MONTH) == (b.span is Span.MONTH)


def _same_kind(one: Candidate, other: Candidate) -> bool:
    """Same unit, as far as both say one."""
    a, b = one.view.unit, other.view.unit
    return a is None or b is None or a.kind is b.kind
