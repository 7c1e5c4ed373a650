"""Values told in the order of what was told before: 'A 9,1%, B 16,8% (KH lần lượt là 9,0% và 16,5%)'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_subjects import Subject, completed, joined, tidy
from ingest.figures.prose_told import Told, Turn
from ingest.figures.subjects import place_named
from vectorstore.records import Place, Role

_SAID = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)", re.IGNORECASE)
_LISTED = (",", "và")
_COMPARED = (Role.PLAN, Role.PRIOR)
_ITEMS = re.compile(r",\s+|\s+và\s+")
_LEADING = re.compile(
    r"\s*(?<!\w)(?:tại|ở|của|cho|thuộc)(?: các)?(?: (?:huyện|thị xã|thành phố|tỉnh|xã))?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A number's place in a list of bare numbers, and how long the list is."""

    index: int
    length: int
    said: bool  # "lần lượt" stands before the list
    names: tuple[str, ...] = ()  # what it is told of, where that stands before: "Tại A và B lần lượt là"


def listed(text: str, settings: list[Setting]) -> dict[int, Listed]:
    """The numbers of lists of two and more, by where they begin."""
    found: dict[int, Listed] = {}
    position = 0
    while position < len(settings):
        end = position + 1
        while end < len(settings) and _goes_on(text, settings[position], settings[end]):
            end += 1
        head = settings[position]
        length = end - position
        said = _SAID.search(text, head.before.start, head.before.end)
        names = _names(text[head.before.start : said.start()], length) if said else ()
        for index, setting in enumerate(settings[position:end] if length > 1 else []):
            found[setting.mention.start] = Listed(index, length, said is not None, names)
        position = end
    return found


def _names(before: str, length: int) -> tuple[str, ...]:
    """'Số mắc tại A, B và C' → ('Số mắc tại A', 'B', 'C'); () where fewer are named."""
    items = [item.strip() for item in _ITEMS.split(before.strip())]
    return tuple(items[-length:]) if len(items) >= length > 1 and all(items[-length:]) else ()


def _goes_on(text: str, head: Setting, setting: Setting) -> bool:
    bare = not text[setting.before.start : setting.before.end].strip(" ,")
    units = (head.mention.unit, setting.mention.unit)
    alike = units[0] == units[1] or not units[0]  # "40 và 12 ca"
    return bare and alike and setting.path == head.path and setting.joint in _LISTED


def respective_subject(told: Told, turn: Turn, place: Listed, own: str) -> Subject | None:
    """The subject of this sentence whose turn it is in the list; None where the list is of something else."""
    if place.names and (place.index or _SAID.search(own)):
        return _named(told, turn, place)
    if place.index == 0:
        mates = [
            s for s in told.subjects[told.begun :] if s.unit == turn.mention.unit and s.role is Role.RESULT
        ]
        told.paired = tuple(mates[-place.length :]) if len(mates) >= place.length else ()
        told.apart = tidy(_SAID.sub(" ", own)) if turn.lead.part and turn.share else ""
    if not told.paired:
        return None
    mate = told.paired[place.index]
    if told.apart:  # "riêng trẻ DTTS: 18,1% và 28,4%" after both rates of all children
        return told.create(turn, mate.indicator, joined(mate.chain, (told.apart,)))
    bare = not own or _SAID.fullmatch(own)
    return mate if bare and (place.said or turn.role in _COMPARED) else None


def _named(told: Told, turn: Turn, place: Listed) -> Subject:
    """The subject of the place or thing whose turn it is among those named before the list."""
    first, name = tidy(place.names[0]), tidy(place.names[place.index])
    head, located = _head_and_place(first, told.context.home)
    if located and all(place_named(tidy(n), told.context.home) for n in place.names[1:]):
        own = head or (told.previous.indicator if told.previous else told.nearest_name())
        return told.create(turn, own, (*told.base_chain(turn.lead.topic), name if place.index else located))
    if place.index:
        parts = first.split()[: -len(name.split())]
        name = completed(name, first) or (" ".join([*parts, name]) if parts else name)
    return told.create(turn, name, told.base_chain(turn.lead.topic))


def _head_and_place(first: str, home: Place | None) -> tuple[str, str]:
    """'Số mắc tại huyện A' → ('Số mắc', 'huyện A'); ("", "") where it ends in no place."""
    words = first.split()
    for start in range(len(words)):
        name = " ".join(words[start:])
        if place_named(name, home):
            return tidy(_LEADING.sub("", " ".join(words[:start]))), name
    return "", ""
