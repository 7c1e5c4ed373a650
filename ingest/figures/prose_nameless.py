"""Numbers that nothing names but the heading of a whole section: '70, trong đó …' where a page cut the sentence."""

from __future__ import annotations

import re

from ingest.figures.prose_subjects import Subject, bare_heading, is_head
from ingest.figures.prose_told import Told, Turn
from ingest.vietnamese.naming import diseases, name_terms
from ingest.vietnamese.text import fold

NAMELESS = "no name"
_BULLET = re.compile(r"\s*[-–+*•>✓●▪o]\s")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def is_nameless(told: Told, turn: Turn, subject: Subject | None) -> bool:
    """True for a number that opens a sentence without a word, under a heading that is no indicator.

    Under 'Số ca mắc' or the name of a disease, and in a list, the heading says what is counted.
    """
    if subject is None or not told.context.headings:
        return False
    group = told.of_group(subject)
    if group:  # "70, tăng 5": of the number before, whatever that is
        return all(draft.refused == NAMELESS for draft in group)
    heading = bare_heading(told.context.headings[-1])
    above = told.context.leads or told.topic or subject.chain or subject.indicator != heading
    if above or turn.noun or _WORDS.search(told.text, told.start, turn.mention.opening):
        return False
    listed = _BULLET.match(told.text) or is_head(heading) or fold(heading).startswith(("so ", "tong "))
    return not listed and not name_terms(heading) & diseases()
