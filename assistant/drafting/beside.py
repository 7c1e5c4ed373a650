"""Places beside each other in one period, and periods of one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from assistant.drafting.facts import Said, exact, periods_of, places_of
from assistant.drafting.phrases import Phrases, relation
from assistant.drafting.summary import Sentence
from assistant.drafting.words import listing, period_words, place_words
from assistant.indicators import working
from assistant.table import Cell
from vectorstore.records import Role


def between_places(phrases: Phrases, said: Sequence[Said]) -> Iterator[Sentence]:
    """Two places set against each other, of more the highest and the lowest; targets never beside results."""
    for period in periods_of(said):
        known = [one for one in said if one.period == period and _comparable(one)]
        if len(places_of(known)) == 2 and len(known) == 2:
            yield from _two(
                phrases, known[0], known[1], place_words(known[0].place), place_words(known[1].place)
            )
        elif len(known) > 2 and len({_unit(one) for one in known}) == 1:
            yield from _many(phrases, known)
    known = [one for one in said if _comparable(one)]
    as_long = len({one.period.months for one in known if one.period}) == 1  # no half-year beside a year
    if as_long and len(known) == len(places_of(known)) == len(periods_of(known)) == 2:
        names = [f"{place_words(one.place)} {period_words(one.period)}" for one in known]
        yield from _two(phrases, known[0], known[1], names[0], names[1], one_period=False)


def between_periods(phrases: Phrases, said: Sequence[Said]) -> Iterator[Sentence]:
    """From the first to the last period of a place; only stretches of one length."""
    for place in places_of(said):
        known = [one for one in said if one.place == place and one.period and _comparable(one)]
        known.sort(key=lambda one: one.period.end if one.period else date.min)
        if len(known) < 2 or len({one.period.months for one in known if one.period}) > 1:
            continue
        first, last = known[0], known[-1]
        difference = _difference(last, first)
        if difference is None or _told_already(first, last):
            continue
        words = {
            **phrases.scoped(last), "first": period_words(first.period), "last": period_words(last.period),
        }  # fmt: skip
        if not difference.value:
            yield phrases.sentence("periods.same", **words)
            continue
        worked = phrases.worked(difference, last.result, first.result)
        direction = "tăng" if difference.value > 0 else "giảm"
        yield phrases.sentence("periods.change", **words, direction=direction, difference=worked)


def _told_already(first: Said, last: Said) -> bool:
    """Whether the first period is last year's, and the later report gives its value: the part before says that."""
    prior = last.get(Role.PRIOR)
    same_months = last.period is not None and first.period == last.period.shifted(-1)
    return same_months and prior is not None and prior.value == _value(first)


def _two(
    phrases: Phrases, one: Said, other: Said, name: str, other_name: str, one_period: bool = True
) -> Iterator[Sentence]:
    difference = _difference(one, other)
    if difference is None or one.result is None:
        return
    words = {**phrases.scoped(one), "place": "", "one": name, "other": other_name}
    words["period"] = words["period"] if one_period else ""
    if not difference.value:
        yield phrases.sentence("places.equal", **words, value=phrases.value(one.result))
        return
    yield phrases.sentence(
        "places.two",
        **words,
        relation=relation(difference, one.result.unit),
        difference=phrases.worked(difference, one.result, other.result),
    )


def _many(phrases: Phrases, known: Sequence[Said]) -> Iterator[Sentence]:
    high, low = max(map(_value, known)), min(map(_value, known))
    if high == low:
        return
    top = [one for one in known if _value(one) == high]
    bottom = [one for one in known if _value(one) == low]
    difference = _difference(top[0], bottom[0])
    if difference is None:
        return
    yield phrases.sentence(
        "places.many",
        **{**phrases.scoped(known[0]), "place": ""},
        highest=_named(phrases, top),
        lowest=_named(phrases, bottom),
        difference=phrases.worked(difference, top[0].result, bottom[0].result),
    )


def _named(phrases: Phrases, said: Sequence[Said]) -> str:
    return listing(f"{place_words(one.place)} ({phrases.bare(one.cells[Role.RESULT])})" for one in said)


def _comparable(one: Said) -> bool:
    return one.result is not None and exact(one.result)


def _difference(one: Said, other: Said) -> Cell | None:
    assert one.result is not None and other.result is not None
    found = working.difference(one.result, other.result, one.measure)
    return found if found.value is not None else None


def _value(one: Said) -> Decimal:
    assert one.result is not None and one.result.value is not None
    return one.result.value


def _unit(one: Said) -> str:
    return one.result.unit if one.result else ""
