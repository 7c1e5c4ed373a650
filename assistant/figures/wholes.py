"""A whole before its parts: "Giải ngân 69 tỷ, trong đó …" answers with the sum, unless a part says what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.figures.candidate import Candidate, FigureView
from assistant.figures.matching import HEADING_FIELD, UNIT_FIELD, speaks
from assistant.questions.cues import generic_terms
from assistant.questions.topic import TopicTerm, raw_syllables
from vectorstore.records import Figure

_WHOLE = 0.3  # a whole stands before its parts when it scores this close
_PART = 0.15  # a part that says more of what is asked stands before its whole when it scores this close


def whole_first(ranked: list[Candidate], asked: Sequence[TopicTerm]) -> list[Candidate]:
    """'Giải ngân 69 tỷ, trong đó …': where the best is a part, the whole of the same sentence stands first.

    Not where the part says something of the question that the whole does not: "quầy thuốc" among "cơ sở bán lẻ thuốc".
    """
    if not ranked:
        return ranked
    top = ranked[0]
    for whole in ranked[1:]:
        if whole.score < top.score - _WHOLE:
            break
        same = whole.figure.quote == top.figure.quote and whole.figure.unit == top.figure.unit
        part_says = any(_says_alone(t, top.view, whole.view) for t in asked)
        if same and not part_says and top.figure.chain[-1:] == (whole.figure.indicator,):
            return [whole, *(c for c in ranked if c is not whole)]
    part = next((c for c in ranked[1:] if _says_more(c, top, asked)), None)
    return ranked if part is None else [part, *(c for c in ranked if c is not part)]


def _says_more(part: Candidate, whole: Candidate, asked: Sequence[TopicTerm]) -> bool:
    """Whether a part of the best says all that it says of the question, and more: "trong đó 33 lưu học sinh Lào"."""
    own = part.figure.quote == whole.figure.quote and part.figure.chain[-1:] == (whole.figure.indicator,)
    near = part.score >= whole.score - _PART and part.said > whole.said
    telling = (term for term in asked if not term.light and term.text not in generic_terms())
    return own and near and any(_says_alone(term, part.view, whole.view) for term in telling)


def _begins_alike(part: Figure, whole: Figure) -> bool:
    """'Phòng khám có máy thở' of 'phòng khám tư nhân': the same things, of which the part's other words tell some."""
    one, other = (raw_syllables(figure.indicator)[:2] for figure in (part, whole))
    return len(one) > 1 and one == other


def _says_alone(term: TopicTerm, part: FigureView, whole: FigureView) -> bool:
    """Whether a part's name says something that its whole does not: not by its unit ("02 cuộc"), nor its heading."""
    narrower = part.populations != whole.populations or _begins_alike(part.figure, whole.figure)
    around = (UNIT_FIELD,) if narrower else (UNIT_FIELD, HEADING_FIELD)
    said = (whole.own, *(whole.fields[i].terms for i in around))
    return speaks(term, part.own) and not any(speaks(term, terms) for terms in said)
