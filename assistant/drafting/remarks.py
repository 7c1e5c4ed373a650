"""What stands out, from the figures alone: against the plan, against last year, what is missing, what to mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.drafting.against import change_of
from assistant.drafting.facts import Said, exact, periods_of, places_of
from assistant.drafting.phrases import Phrases
from assistant.drafting.summary import Sentence
from assistant.drafting.words import listing, lower_first, period_words, place_words
from assistant.table import Cell
from vectorstore.records import Role


def remarks(
    phrases: Phrases, facts: Mapping[str, Sequence[Said]], warnings: Sequence[str]
) -> Iterator[Sentence]:
    """Groups of indicators, not judgements: whether a rise is good the figures do not say."""
    said = [one for of_label in facts.values() for one in of_label]
    for name in ("plan_above", "plan_below", "plan_below_so_far", "rise", "fall"):
        items = [item for of_label in facts.values() if (item := _item(phrases, name, of_label, said))]
        if items:
            yield phrases.sentence(f"remarks.{name}", items=listing(items))
    gaps = [
        _labelled(of_label[0].label, [_scope(one, said) for one in missing])
        for of_label in facts.values()
        if (missing := [one for one in of_label if not one.cells])
    ]
    if gaps:
        yield phrases.sentence("remarks.gap", items=listing(gaps))
    for warning in warnings:
        yield phrases.sentence("remarks.caution", text=warning.rstrip("."))


def _item(phrases: Phrases, group: str, of_label: Sequence[Said], among: Sequence[Said]) -> str:
    """'tỷ lệ … (tỉnh A [1], tỉnh B [2])': the places and periods of an indicator that are of a group."""
    scopes = []
    for one in of_label:
        for name, cells in _groups(one):
            if name == group:
                marks = "".join(dict.fromkeys(phrases.bare(cell).rpartition(" ")[2] for cell in cells))
                scopes.append(f"{_scope(one, among)} {marks}".strip())
    return _labelled(of_label[0].label, scopes) if scopes else ""


def _labelled(label: str, scopes: Sequence[str]) -> str:
    named = [scope for scope in scopes if scope]
    if len(named) == 1 and named[0].startswith("["):
        return f"{lower_first(label)} {named[0]}"
    return f"{lower_first(label)} ({', '.join(named)})" if named else lower_first(label)


def _groups(one: Said) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    result, plan, prior = one.result, one.get(Role.PLAN), one.get(Role.PRIOR)
    if result and plan and exact(result) and exact(plan) and result.unit == plan.unit:
        assert result.value is not None and plan.value is not None
        below = "plan_below_so_far" if _is_earlier(result, plan) else "plan_below"
        yield "plan_above" if result.value >= plan.value else below, (result, plan)
    change = change_of(one)
    if change is not None and change.value and result and prior:
        yield "rise" if change.value > 0 else "fall", (result, prior)


def _is_earlier(result: Cell, plan: Cell) -> bool:
    """True where the plan is of a longer time than the result: half a year beside the target of the year."""
    own, planned = (cell.figure.period if cell.figure else None for cell in (result, plan))
    return bool(own and planned and own.end < planned.end)


def _scope(one: Said, among: Sequence[Said]) -> str:
    """The place and the period, each where the summary has several."""
    parts = [
        place_words(one.place) if len(places_of(among)) > 1 else "",
        period_words(one.period) if len(periods_of(among)) > 1 else "",
    ]
    return " ".join(part for part in parts if part)
