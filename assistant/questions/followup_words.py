"""A follow-up question said in full: 'Tỷ lệ tiêm chủng đầy đủ, so với cùng kỳ – Yên Bái, 6T/2023'."""

from __future__ import annotations

import re

from assistant.questions.question import Question
from ingest.vietnamese.periods import find_periods
from ingest.vietnamese.places import find_places
from ingest.vietnamese.populations import POPULATIONS
from ingest.vietnamese.text import fold, squeeze
from vectorstore.records import Role

_ROLES = {
    Role.PLAN: "kế hoạch",
    Role.PRIOR: "cùng kỳ năm trước",
    Role.CHANGE: "so với cùng kỳ",
    Role.ATTAINMENT: "so với kế hoạch",
}
# Words of asking, and of what is said anew behind the subject.
_ASKING = re.compile(
    r"\b(?:la\s+)?(?:duoc\s+|dat\s+|co\s+)?(?:bao nhieu|may|bn|(?:nhu )?the nao|ra sao|thi sao)"
    r"(?:\s+(?:%|phan tram|nguoi|ca|luot))?\b%?"
    r"|\b(?:cho (?:toi |em )?biet|xin hoi|hay (?:cho biet|neu))\b|[?!.]"
    r"|\b(?:so voi|cung ky|ke hoach|nam truoc|nam ngoai)\b.*$"
)
_LOOSE = re.compile(
    r"(?:\b(?:cua|o|tai|trong|tren dia ban|tinh|huyen|thanh pho|theo|ky|la|den het|den|va)\s*|[,–:\s]+)+$"
)
_LOOSE_START = re.compile(r"^(?:(?:o|tai|cua|trong|tinh|huyen|thi|va|,|–)\s+)+")
_SUBJECT_END = re.compile(r" \(| – ")


def resolved_words(question: Question, *subjects: Question) -> str:
    """The whole question: the words of `subjects` (the turns that name what is asked about), then the rest."""
    heads = [subject_words(subject) for subject in subjects]
    named = fold(" ".join(heads))
    beside = [
        POPULATIONS[code].forms[0]
        for code in sorted(question.populations)
        if code in POPULATIONS and fold(POPULATIONS[code].forms[0]) not in named
    ]
    beside += [_ROLES[role] for role in sorted(question.roles) if role in _ROLES]
    places = ", ".join(place.label for place in dict.fromkeys(question.places))
    periods = ", ".join(dict.fromkeys(asked.period.label for asked in question.periods))
    head = ": ".join(part for part in heads if part) + (f" ({', '.join(beside)})" if beside else "")
    return " – ".join(part for part in (head.strip(), ", ".join(p for p in (places, periods) if p)) if part)


def subject_words(question: Question) -> str:
    """What a question is about, in its own words: place, period and the words of asking left out."""
    if question.resolved:
        return _SUBJECT_END.split(question.resolved)[0]
    text = question.text
    spans = [(m.start, m.end) for m in find_places(text, question.places)]
    spans += [(m.start, m.end) for m in find_periods(text)]
    for start, end in sorted(spans, reverse=True):
        head = text[:start]
        loose = _LOOSE.search(fold(head))
        text = f"{head[: loose.start()] if loose else head} {text[end:]}"
    for match in reversed(list(_ASKING.finditer(fold(text)))):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    text = squeeze(text)
    loose = _LOOSE.search(fold(text))
    text = text[: loose.start()] if loose else text
    start_of = _LOOSE_START.match(fold(text))
    text = text[start_of.end() :] if start_of else text
    return text[:1].upper() + text[1:]
