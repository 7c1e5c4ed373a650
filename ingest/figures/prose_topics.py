"""The subject in the words before a number, without list marks, role words and narrative."""

from __future__ import annotations

import re

from ingest.figures.prose_cues import cue
from ingest.figures.prose_peel import EDGES
from ingest.figures.prose_words import words
from vectorstore.records import Role

LABEL = re.compile(
    r"^(?:\[\d{1,2}\]\s*|[-–+*•·○o]\s+|\(?\d{1,2}[.)/](?:\s+|$)|[a-zđ][.)]\s+|\d{1,2}(?:\.\d{1,2})+[./]?\s+)"
)
_BARE_LABEL = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[a-zđ]")  # "4" of "4. 100% trạm y tế …"
_PLUS = re.compile(r"^\+\s*")
_MARKDOWN = re.compile(r"\*\*|__|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_COLON = re.compile(r":(?!\d)")
_SUM = re.compile(r"tổng(?: số)?|số", re.IGNORECASE)
# "tỷ lệ … đạt giảm tỷ lệ …": a value is missing between the two
_DRIVEN = re.compile(
    r"(?<!\w)(?:đạt )?(?:giảm|tăng|nâng|duy trì)\s+(?=tỷ (?:lệ|suất|số)(?!\w))", re.IGNORECASE
)
# "đặt mục tiêu giảm số hộ nghèo", "đưa số ca mắc": the verbs are no part of what is counted
_AIMED = re.compile(
    r"^(?:.*?(?<!\w)(?:(?:đặt|đề)(?: ra)? mục tiêu|phấn đấu)(?!\w))?\s*"
    r"(?:(?<!\w)(?:(?:kéo |cắt )?giảm|tăng|nâng|đưa|hạ|hạn chế)\s+(?=(?:số|tổng|tỷ lệ|tỉ lệ|tỷ suất|mức)\s))?(?=\S)",
    re.IGNORECASE,
)
_LONG = 26  # words: a longer clause is a narrative of which only the end is the subject
_TURNS = 6  # openers that may follow each other


def subject_in(peeled: str, role: Role | None) -> tuple[str, tuple[str, ...]]:
    """The subject in the peeled words, and the topics that stood before colons."""
    text = LABEL.sub("", _MARKDOWN.sub("", peeled).strip(EDGES))
    text = _PLUS.sub("", LABEL.sub("", text.strip(EDGES + "(")))
    pieces = [opened(LABEL.sub("", piece.strip(EDGES)), role) for piece in _COLON.split(text)]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return "", ()
    topics = tuple(piece for piece in pieces[:-1] if not words().labels.fullmatch(piece))
    own = _AIMED.sub("", _shortened(pieces[-1]))
    nameless = words().labels.fullmatch(own) or words().empty.fullmatch(own) or _BARE_LABEL.fullmatch(own)
    return ("" if nameless else own), topics


def opened(text: str, role: Role | None) -> str:
    """Without the words in front that say nothing of the subject, and those that only gave the role."""
    for _ in range(_TURNS):
        shorter = words().openers.sub("", text).strip(EDGES)
        if role is Role.PRIOR:
            shorter = cue("prior_words", "start").sub("", shorter).strip(EDGES)
        if role is Role.PLAN:
            shorter = cue("plan_words", "start").sub("", shorter).strip(EDGES)
            cut = cue("plan_tail", "end").sub("", shorter).strip(EDGES)
            shorter = shorter if _SUM.fullmatch(cut) else cut
        if shorter == text:
            break
        text = shorter
    return text


def _shortened(text: str) -> str:
    """A clause's subject without the narrative in front of it."""
    driven = list(_DRIVEN.finditer(text))
    if driven and words().rates.search(text, 0, driven[-1].start()):
        text = text[driven[-1].end() :]
    if words().heads.match(text):
        return text
    while (comma := text.find(", ")) > 0 and cue("circumstance", "start").match(text):
        text = text[comma + 2 :]
    nouns = [match.span() for match in words().enumerations.finditer(text)]
    commas = [m.end() for m in re.finditer(r",\s+", text) if not any(a <= m.start() < b for a, b in nouns)]
    for cut in reversed(commas):
        if words().heads.match(text, cut):
            return text[cut:]
    if len(text.split()) > _LONG and commas:
        text = text[commas[-1] :]
    return _last_words(text)


def _last_words(text: str) -> str:
    """At most the last words of a very long clause, from a rate's head where there is one."""
    if len(text.split()) <= _LONG:
        return text
    heads = list(words().rates.finditer(text))
    return text[heads[-1].start() :] if heads else " ".join(text.split()[-_LONG:])
