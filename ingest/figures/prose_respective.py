"""Values told in the order of what was told before: 'A 9,1%, B 16,8% (KH lần lượt là 9,0% và 16,5%)'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.figures.prose_clauses import Setting
from ingest.figures.prose_subjects import Subject
from ingest.figures.prose_told import Told, Turn
from vectorstore.records import Role

_SAID = re.compile(r"(?<!\w)(?:lần lượt|tương ứng)(?!\w)", re.IGNORECASE)
_LISTED = (",", "và")
_COMPARED = (Role.PLAN, Role.PRIOR)


@dataclass(frozen=True, slots=True)
class Listed:
    """A number's place in a list of bare numbers, and how long the list is."""

    index: int
    length: int
    said: bool  # "lần lượt" stands before the list


def listed(text: str, settings: list[Setting]) -> dict[int, Listed]:
    """The numbers of lists of two and more, by where they begin."""
    found: dict[int, Listed] = {}
    position = 0
    while position < len(settings):
        end = position + 1
        while end < len(settings) and _goes_on(text, settings[position], settings[end]):
            end += 1
        head = settings[position]
        said = bool(_SAID.search(text, head.before.start, head.before.end))
        for index, setting in enumerate(settings[position:end] if end - position > 1 else []):
            found[setting.mention.start] = Listed(index, end - position, said)
        position = end
    return found


def _goes_on(text: str, head: Setting, setting: Setting) -> bool:
    bare = not text[setting.before.start : setting.before.end].strip(" ,")
    alike = setting.mention.unit == head.mention.unit and setting.path == head.path
    return bare and alike and setting.joint in _LISTED


def respective_subject(told: Told, turn: Turn, place: Listed, own: str) -> Subject | None:
    """The subject of this sentence whose turn it is in the list; None where the list is of something else."""
    if own and not _SAID.fullmatch(own):
        return None
    if not place.said and turn.role not in _COMPARED:
        return None
    mates = [s for s in told.subjects[told.begun :] if s.unit == turn.mention.unit and s.role is Role.RESULT]
    return mates[-place.length :][place.index] if len(mates) >= place.length else None
