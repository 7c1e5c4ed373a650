"""Figures from running text: every number of a paragraph, list item or footnote, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.document import Block
from ingest.figures.context import Dismissed, Extraction, FigureContext
from ingest.figures.prose_clauses import settings
from ingest.figures.prose_draft import Draft
from ingest.figures.prose_mentions import Mention, zeros
from ingest.figures.prose_places import locate
from ingest.figures.prose_record import (
    months,
    numerators,
    outcomes,
    parts_of_money,
    planned_denominators,
    settle_changes,
    shares_of_plans,
    units_of_parts,
)
from ingest.figures.prose_refusals import measuring
from ingest.figures.prose_spelled import spelled
from ingest.figures.prose_subjects import is_group, is_head
from ingest.figures.prose_text import Stretch, sentences, separators
from ingest.figures.prose_topics import LABEL
from ingest.figures.prose_walk import Walk
from ingest.figures.prose_words import words
from ingest.vietnamese.numbers import NumberMatch, find_numbers
from ingest.vietnamese.populations import apart_populations
from ingest.vietnamese.set_phrases import Reworded, reworded
from ingest.vietnamese.text import nfc
from vectorstore.records import Figure, Role

WHOLE_QUOTE = 300  # characters: a block up to this length is quoted whole
_FOOTNOTE_MARKS = str.maketrans(
    dict.fromkeys("¹²³⁰⁴⁵⁶⁷⁸⁹⁽⁾", " ")
)  # "5 ca²": the mark is no part of the unit
_MARKS = " -+*•·–\t_"  # of lists and emphasis
_QUOTE_BULLET = re.compile(r"^\s*>\s+", re.MULTILINE)  # "> Trong tháng: 40 ca": a bullet, no bound
_TOPIC = re.compile(r"^\W*([^.;:\d]{3,160}?)\s*:\s+(?=(?:\d+% )?(?:[^\s\d]+\s+){3})")


def prose_figures(block: Block, context: FigureContext) -> Extraction:
    """The figures of a block in order of their numbers, the others with the reason; any text will do."""
    written = nfc(block.text)
    source = reworded(written)
    text = _QUOTE_BULLET.sub(_blank, source.text.translate(_FOOTNOTE_MARKS))
    found = find_numbers(source.text)
    stretches = sentences(text)
    as_written = _Written(written, source)
    walk = Walk(text, context, _topic(text, stretches))
    dismissed: list[Dismissed] = []
    for stretch in stretches:
        numbers = [n for n in found if stretch.start <= n.start < stretch.end]
        measured, refused = measuring(text, stretch, numbers)
        every = sorted([*measured, *zeros(text, stretch), *spelled(text, stretch)], key=lambda m: m.start)
        marks = separators(text, stretch.start, stretch.end, [Stretch(m.start, m.end) for m in every])
        walk.sentence(stretch.start, stretch.end, settings(text, stretch, every, marks))
        dismissed += [_dismissed(as_written, stretch, r.number, r.reason) for r in refused]
    planned_denominators(walk.drafts)
    shares_of_plans(walk.drafts)
    settle_changes(text, walk.drafts)
    outcomes(walk.drafts)
    parts_of_money(walk.drafts)
    numerators(walk.drafts)
    months(walk.drafts, context.period)
    locate(text, stretches, walk.drafts, context.home)
    units_of_parts(walk.drafts)
    figures = tuple(
        _figure(as_written, stretches, draft, context) for draft in walk.drafts if not draft.refused
    )
    dismissed += [_withdrawn(as_written, stretches, draft) for draft in walk.drafts if draft.refused]
    return Extraction(figures, tuple(dismissed))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _topic(text: str, stretches: list[Stretch]) -> tuple[str, ...]:
    """The run-in topic of a block of several sentences: 'Phòng, chống bệnh Lao: …'."""
    match = _TOPIC.match(text)
    if not match or not stretches or match.end() > stretches[0].end:
        return ()
    topic = LABEL.sub("", match[1].strip(_MARKS))
    return (topic,) if topic and not is_head(topic) and not words().labels.fullmatch(topic) else ()


@dataclass(frozen=True, slots=True)
class _Written:
    """A block's text as written, which quotes and their offsets are of."""

    text: str
    read: Reworded

    def quote(self, stretch: Stretch) -> Stretch:
        if len(self.text) <= WHOLE_QUOTE:
            return Stretch(0, len(self.text))
        return self.at(stretch.start, stretch.end)

    def at(self, start: int, end: int) -> Stretch:
        return Stretch(self.read.source(start), self.read.source(end))

    def words(self, stretch: Stretch) -> str:
        return self.text[stretch.start : stretch.end]


def _dismissed(written: _Written, stretch: Stretch, number: NumberMatch, reason: str) -> Dismissed:
    quote = written.quote(stretch)
    start = written.read.source(number.start) - quote.start
    return Dismissed(number.printed, reason, written.words(quote), start)


def _withdrawn(written: _Written, stretches: list[Stretch], draft: Draft) -> Dismissed:
    stretch = next(s for s in stretches if s.start <= draft.mention.start < s.end)
    quote = written.quote(stretch)
    start = written.read.source(draft.mention.start) - quote.start
    return Dismissed(draft.mention.printed, draft.refused, written.words(quote), start)


def _figure(written: _Written, stretches: list[Stretch], draft: Draft, context: FigureContext) -> Figure:
    mention = draft.mention
    stretch = next(s for s in stretches if s.start <= mention.start < s.end)
    quote, printed = written.quote(stretch), written.at(mention.start, mention.end)
    subject = draft.subject
    assert subject is not None  # the walk settles every subject
    return Figure(
        report=context.report,
        number=0,
        value=_value(mention, draft),
        unit=draft.unit,
        printed=mention.printed,
        indicator=subject.indicator,
        chain=subject.chain,
        place=draft.place or context.place,
        period=draft.period,
        role=draft.role,
        span=draft.span,
        populations=_populations(draft),
        bound=draft.bound,
        in_table=False,
        section=context.section,
        page=context.page,
        quote=written.words(quote),
        start=printed.start - quote.start,
        end=printed.end - quote.start,
        group=subject.group,
        column=draft.column,
    )


def _populations(draft: Draft) -> tuple[str, ...]:
    """Those that the indicator names, else those of the nearest link of its chain."""
    assert draft.subject is not None
    for link in (own := draft.subject.indicator, *reversed(draft.subject.chain)):
        found = apart_populations(link, whole=is_group(link), heading=link != own)
        if found:
            return found
    return ()


def _value(mention: Mention, draft: Draft) -> Decimal:
    """A fall is negative, whether or not the number is printed with a sign."""
    if draft.role is Role.CHANGE and draft.sign:
        return abs(mention.value) * draft.sign
    return mention.value
