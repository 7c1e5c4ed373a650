"""Results against the plan and against the same period of last year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.drafting.facts import Said, exact
from assistant.drafting.phrases import Phrases, relation
from assistant.drafting.summary import Sentence
from assistant.drafting.words import is_rate, period_words
from assistant.indicators import working
from assistant.table import Cell
from vectorstore.records import Role

_ROUNDING = Decimal("0.1")


def against_plan(phrases: Phrases, said: Sequence[Said]) -> Iterator[Sentence]:
    """One sentence for each place and period that has a plan or its share of one."""
    for one in said:
        plan, attainment = one.get(Role.PLAN), one.get(Role.ATTAINMENT)
        if plan is None and attainment is None:
            continue
        words = {
            **phrases.scoped(one),
            "plan": phrases.value(plan) if plan else "",
            "plan_period": _period(plan),
        }
        if attainment is not None:
            share, _, mark = phrases.value(attainment).partition(" [")
            cited = " " if f"[{mark}" in words["plan"] else f"[{mark}"  # one mark where one source says both
            attains = "đạt" if words["verb"] == "đạt" or not is_rate(_unit(one)) else "bằng"
            yield phrases.sentence("plan.attainment", **words, attainment=share, attains=attains, cited=cited)
        elif plan is not None and one.result is not None:
            yield _to_plan(phrases, one, plan, one.result, words)
        else:
            yield phrases.sentence("plan.target", **words)


def _to_plan(phrases: Phrases, one: Said, plan: Cell, result: Cell, words: dict[str, str]) -> Sentence:
    """The share that a count is of its plan; the distance of a rate from it."""
    if not is_rate(result.unit):
        share = working.share(result, plan, one.measure)
        if share.value is not None:
            return phrases.sentence("plan.share", **words, share=phrases.worked(share, result, plan))
    difference = working.difference(result, plan, one.measure)
    if difference.value is None:
        return phrases.sentence("plan.beside", **words)
    if not difference.value:
        return phrases.sentence("plan.equal", **words)
    return phrases.sentence(
        "plan.difference",
        **words,
        relation=relation(difference, result.unit),
        difference=phrases.worked(difference, result, plan),
    )


def against_prior(phrases: Phrases, said: Sequence[Said]) -> Iterator[Sentence]:
    """One sentence for each place and period: the change as printed, else as worked out of both values."""
    for one in said:
        prior, printed, result = one.get(Role.PRIOR), one.get(Role.CHANGE), one.result
        if prior is None and printed is None:
            continue
        words = {
            **phrases.scoped(one),
            "prior": phrases.value(prior) if prior else "",
            "prior_period": _period(prior) or period_words(one.period.shifted(-1) if one.period else None),
        }
        worked = change_of(one)
        if printed is not None and not (worked and _contradicts(printed, worked, one)):
            yield _changed(phrases, words, printed, phrases.bare(_unsigned(printed)))
        elif worked is not None and result is not None:
            yield _changed(phrases, words, worked, phrases.worked(worked, result, prior))
        else:
            yield phrases.sentence("prior.beside", **words)


def change_of(one: Said) -> Cell | None:
    """The change against last year as worked out; None where nothing follows from the two values."""
    result, prior = one.result, one.get(Role.PRIOR)
    if result is None or prior is None or not (exact(result) and exact(prior)):
        return None
    found = working.difference(result, prior, one.measure)
    return found if found.value is not None else None


def _contradicts(printed: Cell, worked: Cell, one: Said) -> bool:
    """A printed change that neither the difference nor the relative change of the two values gives."""
    result, prior = one.result, one.get(Role.PRIOR)
    assert printed.value is not None and worked.value is not None and result and prior
    said = [worked.value]
    if prior.value and result.value is not None:
        said.append((result.value - prior.value) / prior.value * 100)
    return all(abs(abs(value) - abs(printed.value)) > _ROUNDING for value in said)


def _changed(phrases: Phrases, words: dict[str, str], change: Cell, said: str) -> Sentence:
    assert change.value is not None
    if not change.value:
        return phrases.sentence("prior.same", **words)
    direction = "tăng" if change.value > 0 else "giảm"
    return phrases.sentence("prior.change", **words, direction=direction, change=said)


def _unsigned(cell: Cell) -> Cell:
    """A printed change without its sign: the sentence says 'giảm'."""
    assert cell.figure is not None
    bare = cell.figure.printed.lstrip("+-−–( ").rstrip(")")
    return replace(cell, figure=replace(cell.figure, printed=bare))


def _unit(one: Said) -> str:
    cell = one.result or one.get(Role.PLAN)
    return cell.unit if cell else ""


def _period(cell: Cell | None) -> str:
    return period_words(cell.figure.period) if cell and cell.figure else ""
