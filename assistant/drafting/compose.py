"""A comparison summary from tables, without a language model: results, plan, last year, places, remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.drafting.against import against_plan, against_prior
from assistant.drafting.beside import between_periods, between_places
from assistant.drafting.facts import Said, facts_of, periods_of, places_of
from assistant.drafting.phrases import Phrases
from assistant.drafting.remarks import remarks
from assistant.drafting.summary import Notes, Paragraph, Sentence, Summary
from assistant.drafting.words import listing, period_words, place_words, rules, verb
from assistant.table import Cell, Table
from vectorstore.records import Role

_Part = Callable[[Phrases, Sequence[Said]], Iterable[Sentence]]


def draft(tables: Table | Sequence[Table], title: str = "") -> Summary:
    """The summary of one or several tables (see `gather` for a comparison with plan and last year).

    Every sentence is cited but those that say what is missing. `title` is worked out where none is given.
    """
    tables = [tables] if isinstance(tables, Table) else list(tables)
    facts = facts_of(tables)
    notes = Notes()
    phrases = Phrases(notes)
    parts: tuple[tuple[str, _Part], ...] = (
        ("result", results),
        ("plan", against_plan),
        ("prior", against_prior),
        ("places", between_places),
        ("periods", between_periods),
    )
    written: list[tuple[str, list[Paragraph]]] = []
    for name, part in parts:
        found = [tuple(part(phrases, said)) for said in facts.values()]
        written.append((name, [Paragraph(sentences) for sentences in found if sentences]))
    warnings = tuple(dict.fromkeys(w for table in tables for w in table.warnings))
    closing = tuple(remarks(phrases, facts, warnings))
    written.append(("remarks", [Paragraph((sentence,)) for sentence in closing]))
    return Summary(title or title_of(facts), tuple(_numbered(written)), notes.all())


def title_of(facts: dict[str, list[Said]]) -> str:
    """'So sánh một số chỉ tiêu y tế 6 tháng đầu năm 2024 của tỉnh Điện Biên và tỉnh Lai Châu'."""
    said = [one for of_label in facts.values() for one in of_label]
    what = "kết quả một số chỉ tiêu y tế" if len(facts) > 1 else "kết quả một chỉ tiêu y tế"
    periods = [words for words in map(period_words, periods_of(said)) if words]
    places = [words for words in map(place_words, places_of(said)) if words]
    parts = [
        "So sánh",
        what,
        listing(periods) if len(periods) <= 3 else "qua các kỳ",
        f"của {listing(places)}" if 0 < len(places) <= 3 else "của các địa phương" if places else "",
    ]
    return " ".join(part for part in parts if part)


def _numbered(parts: Iterable[tuple[str, list[Paragraph]]]) -> Iterator[Paragraph]:
    number = 0
    for name, paragraphs in parts:
        for position, paragraph in enumerate(paragraphs):
            number += position == 0
            heading = f"{number}. {rules()['headings'][name]}" if position == 0 else ""
            yield Paragraph(paragraph.sentences, heading)


def results(phrases: Phrases, said: Sequence[Said]) -> Iterator[Sentence]:
    """What was reached, one sentence an indicator where places or periods can be listed."""
    known = [one for one in said if one.result]
    if not known:
        return
    first = phrases.scoped(known[0])
    if len(known) == 1:
        yield phrases.sentence("result.one", **first, value=phrases.value(_result(known[0])))
        return
    places, periods = places_of(known), periods_of(known)
    if len(periods) == 1:
        kind, named = "places", {"period": first["period"]}
        words = [f"của {place_words(one.place)}" if one.place else "" for one in known]
    elif len(places) == 1:
        kind, named = "periods", {"place": first["place"]}
        words = [period_words(one.period) for one in known]
    else:
        kind, named = "mixed", {}
        words = [f"{place_words(one.place)} {period_words(one.period)}" for one in known]
    items = [
        f"{name} {verb(one.label, _result(one).unit)} {phrases.value(_result(one))}".strip()
        for name, one in zip(words, known, strict=True)
    ]
    yield phrases.sentence(f"result.{kind}", label=known[0].label, items=listing(items), **named)


def _result(said: Said) -> Cell:
    return said.cells[Role.RESULT]
