"""How well a line answers a question for text: its topic, its place under the right heading, its wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.matching import Topic, Weights, named, weigh
from assistant.questions.cues import generic_terms
from assistant.questions.question import Question
from assistant.questions.topic import Terms, TopicTerm, spelt, terms_of
from assistant.texts.lines import Line
from assistant.texts.text_rules import (
    document_words,
    fillers,
    kin,
    office_fields,
    people,
    says,
    states,
    time_words,
)
from assistant.texts.wanted import CAUSE, Wanted, kinds_of, label_kinds, wanted_of
from ingest.vietnamese.terms import related
from ingest.vietnamese.text import fold
from vectorstore.records import Kind, Report

_HEADING, _OUTER, _LEAD = 0.75, 0.5, 0.65  # credit of a term that only stands around the line
_PHRASE, _PAIR, _PARTLY, _WIDER, _RELATED = 0.95, 0.75, 0.35, 0.6, 0.5
_OF_TITLE = 0.3  # weight of a term that the report's own title has: all of it is about that
_OF_PEOPLE = 0.4  # weight of a word for those whom a thing is of
_OF_STATE = 0.5  # weight of a word for how a thing stands ("thấp", "chậm"), where its cause is asked for
_OWN, _OPENING, _FIRST = 0.22, 0.08, 0.1  # for saying it in the line itself, and at its beginning
_IS_TITLE = -0.6  # for the report's own title
_TITLED, _TITLED_KIND = (
    0.3,
    0.6,
)  # for standing under a heading that is the topic; and is of the kind asked for
_WHOLE_HEADING = 0.9  # share of a bare topic from which a heading is that of the office asked for
_IS_TITLED = 0.6  # share of the topic from which a heading is the topic
_INTENT = 0.3  # for standing under a heading of the kind asked for ("Khó khăn", "Kiến nghị")
_NO_PROPOSAL = (
    -0.45
)  # what is proposed to whom stands under such a heading or in such a sentence, nowhere else
_LACKS, _NO_DIFFICULTY = (
    0.1,
    -0.3,
)  # for telling what is lacking where difficulties are asked for, and for not
_NO_TASK = -0.3  # what was done, where it is asked what is to be done; a plan is nothing but tasks
_PROPOSES = 0.15  # for proposing something, beside the difficulties under one heading
_FUTURE = -0.12  # tasks to come and proposals, where none are asked for
_TROUBLE, _TROUBLES = -0.1, frozenset({"difficulty", "cause"})  # difficulties, where none are asked for
_NAMED = 0.4  # for the number of the document or scheme that the question names
_ENUMERATES = 0.12  # for a list, where names are asked for
_FILLER = 0.15  # weight of a word that only questions use
_KIN = 0.85
_INTENT_NEAR = 0.2  # for a line or list head that says the kind itself
_LABELLED = 0.05  # and more for a line that is labelled so itself
_ALIKE = 0.12  # for a heading whose words the question uses
_REASON, _DOCUMENT, _DIRECTION = 0.2, 0.45, 0.1
_SAME_PAIRS = 0.25  # for all pairs of syllables of the question, small words included
_AHEAD = 0.45  # for tasks to come, where a time after the report's is asked about
_MISSED, _DATED = 0.35, 0.25  # for telling which targets were missed, and when
_NO_REASON = -0.3  # for giving no cause, neither in its words nor under "Nguyên nhân"
_REASON_OF_IT, _OF_IT = 0.2, 0.6  # more for a reason in a line that speaks of that share of the topic
_FORMAL = -1.0  # the score of a signature or a legend: no statement
_TABLE, _ANNOUNCES, _NOTE, _COURTESY, _HOLLOW = -0.25, -0.08, -0.04, -0.3, -0.4
_PLACE = 0.35  # for naming the district that the question names, in the report of its province
_SYLLABLE = 0.3  # credit of a one-syllable term found inside another term: "thiếu" in "dân tộc thiểu số"
_MISSING = 0.3  # share of the topic
_NAMING = frozenset(("dan_so", "tre_em"))  # generic for figures, but a programme where tasks are asked for
_PROSE = 4  # words of a cell that is a sentence
_BEGINNING = 45  # characters that name what a line is of
_FIGURE = re.compile(r"[\d.,%+()<>≥≤ -]*\d[\d.,%+()<>≥≤ -]*|x", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ScoredLine:
    line: Line
    score: float
    coverage: float  # share of the topic, 0 to 1, that the line and what stands around it speak of
    titled: bool = False  # its own heading is the topic


def topic_in(question: Question, report: Report, weights: Weights) -> Topic:
    """The question's topic for one report: what its title says of every line of it weighs little."""
    terms = tuple(term for term in question.topic if term.text != CAUSE or len(question.topic) == 1)
    topic = weigh(_with_kin(terms), weights, question.background)
    wanted = wanted_of(question)
    stated = (
        states() if wanted.reason else frozenset()
    )  # the sentence that gives the cause may put it otherwise
    asking = (time_words() if wanted.dated else frozenset()) | (
        document_words() if wanted.document else frozenset()
    )
    found = {
        term: weight
        * _factor(term, report)
        * (_OF_STATE if term.text in stated else 1.0)
        * (_FILLER if term.text in asking else 1.0)
        for term, weight in topic.weights.items()
    }
    total = sum(found.values()) or 1.0
    return Topic({term: weight / total for term, weight in found.items()})


def _factor(term: TopicTerm, report: Report) -> float:
    if _is_filler(term):
        return _FILLER
    if term.text in people():
        return _OF_PEOPLE
    return _OF_TITLE if of_title(term, report) else 1.0


def says_nothing(question: Question) -> bool:
    """True when a question for no kind of text is left with words that only questions use."""
    wanted = wanted_of(question)
    return not (wanted.kind or wanted.missed) and all(
        _is_filler(t) or t.kind == "number" for t in question.topic
    )


def _is_filler(term: TopicTerm) -> bool:
    return (term.kind != "concept" or "_" in term.text) and term.text in fillers()


def of_title(term: TopicTerm, report: Report) -> bool:
    """Whether a report's title or agency says a term: all of it is about that."""
    title = terms_of(f"{report.title} {report.agency} {office_fields(report.agency)}")
    return named(term, title) or spelt(term.exact_parts, title)


def _with_kin(topic: tuple[TopicTerm, ...]) -> tuple[TopicTerm, ...]:
    """The topic with two words that mean an authority as one term: 'trung', 'ương' → 'trung_uong'."""
    kept = list(topic)
    for words in kin():
        pair = words.split()
        texts = [term.text for term in kept]
        at = next((i for i in range(len(texts) - 1) if texts[i : i + 2] == pair), None)
        if at is not None:
            exact = (*kept[at].exact_parts, *kept[at + 1].exact_parts)
            kept[at : at + 2] = [TopicTerm("_".join(pair), "word", tuple(pair), (), exact_parts=exact)]
    return tuple(kept)


def is_bare(question: Question, report: Report) -> bool:
    """True when nothing but general words is asked about: 'khó khăn của ngành y tế là gì?'."""
    return all(
        of_title(t, report)
        or (t.text in generic_terms() and t.text not in _NAMING)
        or _is_filler(t)
        or t.kind == "number"
        for t in question.topic
    )


def score_line(line: Line, topic: Topic, wanted: Wanted, *, bare: bool) -> ScoredLine:
    if line.passage.kind != "table" and says("formal", line.text):
        return ScoredLine(line, _FORMAL, 0.0)
    own = share = opening = beginning = heading = 0.0
    for term, weight in topic.weights.items():
        in_line, in_heading = credit(term, line.terms, line.words), credit(term, line.heading)
        own += weight * in_line
        opening += weight * (in_line and credit(term, line.opening))
        beginning += weight * (in_line and credit(term, terms_of(line.text[:_BEGINNING])))
        heading += weight * in_heading
        around = max(
            _HEADING * in_heading, _LEAD * credit(term, line.lead_terms), _OUTER * credit(term, line.outer)
        )
        share += weight * max(in_line, around)
    under = _under(line, wanted)
    if bare and wanted.kind:  # only the kind is asked for, or what stands under the name of an office
        own = opening = beginning = 0.0
        heading = heading if heading >= _WHOLE_HEADING else 0.0
        share = 1.0 if under >= _INTENT_NEAR else 0.0
    elif bare and wanted.missed:
        share = max(share, float(says("missed_plan", line.text)))
    titled = heading >= _IS_TITLED and line.passage.kind != "table"
    of_kind = under >= _INTENT
    score = (
        share
        + _OWN * own
        + _OPENING * opening
        + _FIRST * beginning
        + under
        + _alike(line, wanted)
        + _wording(line, wanted)
    )
    if (
        line.section == 0
        and line.terms.syllables <= terms_of(f"báo cáo kế hoạch {line.report.title}").syllables
    ):
        score += _IS_TITLE
        titled = False
    elif titled or of_kind:
        score += heading * (_TITLED_KIND if of_kind else _TITLED)
    score += _of_kind(line, wanted, under)
    if wanted.reason and not bare and share >= _OF_IT and says("reason", line.text):
        score += _REASON_OF_IT
    return ScoredLine(line, score, share, titled)


def _of_kind(line: Line, wanted: Wanted, under: float) -> float:
    """For being a difficulty or proposal in its own words, where that is asked for; less for being none."""
    score = 0.0
    if wanted.proposal:
        score += (_PROPOSES if says("proposes", line.text) else 0.0) if under else _NO_PROPOSAL
    if "difficulty" in wanted.kinds:
        lacks = says("lacks", line.text)
        score += _LACKS if lacks else 0.0 if under else _NO_DIFFICULTY
    if wanted.kinds == {"task"} and not under and line.report.kind is not Kind.PLAN:
        score += _NO_TASK
    return score


def credit(term: TopicTerm, terms: Terms, words: str = "") -> float:
    """How far a text speaks of a term: in so many words, as a kind of it, or by some of its syllables."""
    if named(term, terms):
        return 1.0
    if term.text.replace("_", " ") in kin() and kin()[term.text.replace("_", " ")] & terms.concepts:
        return _KIN
    if words and len(term.parts) > 1 and f" {term.text.replace('_', ' ')} " in words:
        return _PHRASE
    best = 0.0
    if term.text in terms.wider:
        best = _WIDER
    elif term.kind == "concept" and related(term.text) & terms.concepts:
        best = _RELATED
    if written := [parts for parts in (term.exact_surface, term.exact_parts) if spelt(parts, terms)]:
        return max(best, *(_spelt(parts, term) for parts in written))
    parts = term.exact_parts
    share = len(terms.syllables.intersection(parts)) / len(parts) if len(parts) > 1 else 0.0
    return max(best, _PARTLY * share)


def _spelt(parts: Sequence[str], term: TopicTerm) -> float:
    """Credit of a term of which so many syllables stand in a text: chance for few, hardly for many."""
    if len(parts) > 2 or (len(parts) == 1 and term.kind != "concept"):
        return _PHRASE
    return _PAIR if len(parts) == 2 else _SYLLABLE


def absent_share(topic: Topic, lines: Sequence[Line]) -> float:
    """Share of the topic that stands in terms of the field which none of the lines, nor their titles, hold."""
    reports = {line.report.key: line.report for line in lines}.values()
    return sum(
        weight
        for term, weight in topic.weights.items()
        if term.kind == "concept"
        and not any(of_title(term, report) for report in reports)
        and not any(_holds(term, line) for line in lines)
    )


def speaks_of(topic: Topic, line: Line) -> bool:
    """Whether a line with what stands around it holds the terms of the field of a topic, but for a small share."""
    return absent_share(topic, [line]) < _MISSING


def says_term(term: TopicTerm, line: Line) -> bool:
    """Whether a line itself or its own heading speaks of a term."""
    return max(credit(term, line.terms, line.words), credit(term, line.heading)) >= _PHRASE


def heads(term: TopicTerm, line: Line) -> bool:
    """Whether a line stands under a term as its own heading."""
    return line.section != 0 and credit(term, line.heading) >= _PHRASE


def _holds(term: TopicTerm, line: Line) -> bool:
    fields = (line.heading, line.lead_terms, line.outer)
    return credit(term, line.terms, line.words) >= _RELATED or any(
        credit(term, f) >= _RELATED for f in fields
    )


def _under(line: Line, wanted: Wanted) -> float:
    """Credit for difficulties among difficulties, proposals among proposals."""
    if not wanted.kinds:
        return 0.0
    if wanted.kinds & label_kinds(line):
        return _INTENT + _LABELLED
    if wanted.kinds & kinds_of(line) and line.section != 0:
        return _INTENT
    near = f"{fold(line.text[:160])} {fold(line.lead)}"
    return _INTENT_NEAR if any(word in near for word in wanted.headings) else 0.0


def _alike(line: Line, wanted: Wanted) -> float:
    """Credit for a heading that the question words itself: 'tồn tại, hạn chế' before 'khó khăn, vướng mắc'."""
    concepts = line.heading.concepts
    if not wanted.kind or not concepts:
        return 0.0
    return _ALIKE * len(concepts & wanted.asked.concepts) / len(concepts)


def _wording(line: Line, wanted: Wanted) -> float:
    score = _TABLE if line.passage.kind == "table" and not is_prose_row(line) else 0.0
    if line.passage.kind != "table" and says("announces", line.text):
        score += _HOLLOW if line.hollow else _ANNOUNCES
    if line.passage.kind == "table" and says("table_head", line.text):
        score += _HOLLOW
    if says("courtesy", line.text):
        score += _COURTESY
    if any(f" {place} " in line.words for place in wanted.places if not _is_of(line.report, place)):
        score += _PLACE
    if line.note:
        score += _NOTE
    if wanted.named and wanted.named in line.terms.syllables | line.heading.syllables:
        score += _NAMED
    if not wanted.task and not wanted.proposal and line.report.kind is not Kind.PLAN and is_future(line):
        score += _FUTURE
    elif not (wanted.kinds or wanted.lacking) and kinds_of(line) & _TROUBLES:
        score += _TROUBLE
    if wanted.names and line.passage.kind != "table" and says("enumerates", line.text):
        score += _ENUMERATES
    if wanted.reason and says("reason", line.text):
        score += _REASON
    elif wanted.reason and not _among_causes(line):
        score += _NO_REASON
    if wanted.asked.pairs:
        score += _SAME_PAIRS * len(wanted.asked.pairs & line.terms.pairs) / len(wanted.asked.pairs)
    if wanted.since and line.report.period and wanted.since > line.report.period.end:
        score += _AHEAD if is_future(line) else 0.0
    if wanted.lacking:
        score += _LACKS if says("lacks", line.text) else -_LACKS
    if wanted.missed and says("missed_plan", line.text):
        score += _MISSED
    if wanted.dated:
        score += _DATED if says("dated", line.text) else -_DATED
    if wanted.document and says("document", line.text):
        score += _DOCUMENT
    if (wanted.rise and says("rises", line.text)) or (wanted.fall and says("falls", line.text)):
        score += _DIRECTION
    return score


def _among_causes(line: Line) -> bool:
    """Whether a line stands under "Nguyên nhân" itself, not only among difficulties."""
    return "nguyen nhan" in fold(line.path[-1] if line.path else "") or "nguyen nhan" in fold(line.lead)


def gives_reason(line: Line) -> bool:
    """Whether a line gives a cause, or tells of difficulties and causes."""
    return says("reason", line.text) or bool(kinds_of(line) & {"cause", "difficulty"})


def is_future(line: Line) -> bool:
    """Whether a line tells of tasks to come or proposes something."""
    kinds = kinds_of(line)
    return bool(kinds) and kinds <= {"task", "proposal"}


def is_prose_row(line: Line) -> bool:
    """Whether a table's row says something in words: "Phòng Tư pháp | Tuyên truyền … | Quý II"."""
    cells = [cell.strip() for cell in line.text.split("\t")]
    return any(len(cell.split()) >= _PROSE for cell in cells) and not any(
        _FIGURE.fullmatch(cell) for cell in cells[1:]
    )


def _is_of(report: Report, place: str) -> bool:
    """True when the whole report is about the place: naming it says nothing."""
    return report.place is not None and place == fold(report.place.commune or report.place.district)
