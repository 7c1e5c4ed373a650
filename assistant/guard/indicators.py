"""Whether the words of a sentence speak of the figure whose number they give, and not of another one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.subjects import subjects
from assistant.guard.evidence import Evidence, fit, key_terms, own_terms, says, without_scope
from assistant.guard.matching import Stated
from assistant.questions.cues import generic_terms
from assistant.questions.topic import Terms, terms_of
from ingest.vietnamese.terms import broader, related
from ingest.vietnamese.text import fold
from vectorstore.records import Figure

_NAMED = 0.5  # share of a figure's name that the sentence must say
_WHOLLY = 0.99
_BETTER = 0.1  # by so much another figure must fit the words better, to be what they mean
_BACK = re.compile(
    r"\b(?:con so|so|chi tieu|ty le|muc|ket qua|so lieu) (?:nay|do|tren)\b|\b(?:trong do|nhu vay|so voi)\b"
    r"|\b(?:ke hoach|cung ky|chi tieu)\b"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATOR = re.compile(r"[;,.:()–]|\b(?:va|con|trong khi|rieng)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """The words round a number, from near to far."""

    near: Terms  # of the indicator that the reader of reports gives it
    clause: Terms
    sentence: Terms
    lead: Terms  # before it, from the number before on, without what stands in brackets
    before: Terms | None  # of the sentences accepted before, where this one may lean on them
    alone: bool = False  # the only figure of its sentence, which then speaks of nothing else


def said_of(stated: Stated, plain: str, folded: str, before: Terms | None, alone: bool = False) -> Said:
    start = max((m.end() for m in _SEPARATOR.finditer(folded[: stated.start])), default=0)
    following = _SEPARATOR.search(folded, stated.end)
    end = following.start() if following else len(plain)
    leans = before is not None and (_BACK.search(folded) or not key_terms(plain))
    bare = without_scope(plain)
    return Said(
        terms_of(without_scope(stated.figure.name)),
        terms_of(bare[start:end]),
        terms_of(bare),
        terms_of(_BRACKETS.sub(" ", without_scope(stated.lead))),
        before if leans else None,
        alone,
    )


def speaks_of(
    said: Said, evidence: Evidence, rivals: Sequence[Evidence], known_groups: frozenset[tuple[str, int]]
) -> bool:
    """True when the words name the figure, and no rival (a figure of another value) that they name better."""
    figure = evidence.figure
    if not _of_subject(said, evidence, rivals):
        return False
    if said.alone and any(_part_said(rival.figure, figure, said.sentence) for rival in rivals):
        return False
    for words in (said.near, said.clause):
        own = fit(figure, words)
        if any(
            fit(rival.figure, words) > own + _BETTER or _narrower(rival, figure, words) for rival in rivals
        ):
            return False
        if own >= _NAMED:
            return True
    own = fit(figure, said.sentence)
    if any(fit(rival.figure, said.sentence) > own + _BETTER for rival in rivals):
        return False
    if own >= _NAMED:
        return True
    if said.before is not None:
        same_group = (figure.report, figure.group) in known_groups
        return same_group or fit(figure, _joined(said.sentence, said.before)) >= _NAMED
    return not key_terms(figure.name) and _quoted(evidence, said.sentence)


def _narrower(rival: Evidence, figure: Figure, words: Terms) -> bool:
    """Whether the words say all of a rival's name, and that says more: the part is meant, not the whole."""
    extra = key_terms(rival.figure.name) - key_terms(figure.name)
    said = extra <= words.concepts and key_terms(figure.name) < key_terms(rival.figure.name)
    if said and fit(rival.figure, words) >= _WHOLLY:
        return True
    return _literally_instead(rival.figure, figure, words) or _part_said(rival.figure, figure, words)


def _literally_instead(rival: Figure, figure: Figure, words: Terms) -> bool:
    """Whether the words say a rival's own name term by term, and the figure's only nearly.

    "Nhiễm HIV" is near enough to "AIDS", "mũi nhắc lại 2" to "mũi 2", but for a row of their own.
    """
    own, other = own_terms(figure), own_terms(rival)
    literal = own & words.concepts
    loose = {term for term in own - literal if says(term, words)}
    return bool(loose and other) and other <= words.concepts and not other <= literal


def _part_said(part: Figure, figure: Figure, words: Terms) -> bool:
    """Whether the words say what tells a part from the whole that a figure counts: 'trong đó …'."""
    under = any(fold(parent).strip() == fold(figure.indicator).strip() for parent in part.chain)
    more = own_terms(part) - own_terms(figure)
    return under and bool(more) and more <= words.concepts


def _of_subject(said: Said, evidence: Evidence, rivals: Sequence[Evidence]) -> bool:
    """Whether the disease, vaccine or the like that the words name is the figure's: one never stands for another.

    Nor does a near one ("HIV" for "AIDS") where a rival is of the very one that is named.
    """
    lead = said.lead.concepts & subjects()
    around = (words.concepts & subjects() for words in (said.near, said.clause, said.sentence))
    spoken = lead if len(lead) == 1 else next((own for own in around if own), None)
    named = _subjects_of(evidence)
    if not spoken or not named or spoken & named:
        return True
    if any(spoken & own_terms(rival.figure) for rival in rivals):
        return False
    near = named.union(*(broader(term) for term in named), *(related(term) for term in named))
    return bool(spoken & near) or any(wide in named for term in spoken for wide in broader(term))


def _subjects_of(evidence: Evidence) -> frozenset[str] | None:
    """The subjects of a figure's row or clause, else of the nearest that it stands under; None when there are none."""
    figure = evidence.figure
    texts = (
        f"{figure.indicator} {figure.column}", *reversed(figure.chain), figure.quote,
        " › ".join(evidence.source.section),
    )  # fmt: skip
    return next((own for text in texts if (own := terms_of(text).concepts & subjects())), None)


def _quoted(evidence: Evidence, words: Terms) -> bool:
    """For a figure whose name says next to nothing: its sentence and heading speak of the words."""
    around = terms_of(" › ".join((*evidence.source.section[-1:], evidence.figure.quote)))
    wanted = {term for term in words.concepts - generic_terms() if not term[:1].isdigit()}
    return bool(wanted) and sum(term in around.concepts for term in wanted) >= _NAMED * len(wanted)


def _joined(one: Terms, other: Terms) -> Terms:
    return Terms(one.concepts | other.concepts, one.syllables | other.syllables, one.wider | other.wider)
