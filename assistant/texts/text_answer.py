"""Answers in the report's own words (causes, proposals, tasks, names), and which reports speak of a thing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answer import Answer
from assistant.citation import as_row
from assistant.draft import Draft
from assistant.figures.matching import Weights
from assistant.questions.question import Question
from assistant.texts.line_limits import keeps_to
from assistant.texts.line_score import (
    ScoredLine,
    absent_share,
    gives_reason,
    heads,
    is_bare,
    says_nothing,
    says_term,
    score_line,
    speaks_of,
    topic_in,
)
from assistant.texts.lines import Line, has_note, load_lines
from assistant.texts.search_terms import search_terms
from assistant.texts.text_rules import asks, says
from assistant.texts.wanted import Wanted, wanted_of
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError
from vectorstore.records import Passage, Report
from vectorstore.reranking import RERANKED, Reranker, reread

_log = logging.getLogger(__name__)

ANSWERED = 0.50  # share of the topic that the best line must speak of
MENTIONED = 0.72  # and a report must, to be said to mention it
_ABSENT = 0.5  # share of the topic that nothing in the reports speaks of: not their matter
_KEPT = 0.62  # of the best score: further lines of its section
_ELSEWHERE = 0.85  # of the best score: lines of other sections
_LINES = 10
_CHARACTERS = 2400
_PARTS = 2  # lines more for what else is asked
_QUOTE = 900  # characters of a quote that joins lines
_BLOCK = 1300  # characters of a paragraph that is given whole
_REPORTS_REMEMBERED = 400
_MANY_REPORTS = 40  # more are narrowed by a search first
_PASSAGES = 100
_SAMPLE = 8  # reports whose lines tell rare words from common ones, where there are very many
_CLOSE = 0.8  # of the best coverage: another report that mentions it too


class TextAnswers:
    """`reranker`: a cross-encoder that has a say in which line answers best; None leaves it to the words."""

    def __init__(self, archive: Archive, reranker: Reranker | None = None) -> None:
        self._archive = archive
        self._reranker = reranker
        self._lines = lru_cache(maxsize=_REPORTS_REMEMBERED)(self._load_lines)
        self._weights = lru_cache(maxsize=64)(self._weigh)

    def rank(self, question: Question, reports: Iterable[Report]) -> list[ScoredLine]:
        """Lines of the reports, best first; of very many reports those that a search finds."""
        held = list(reports)
        weights, wanted = self._weights(tuple(held[:_MANY_REPORTS])), wanted_of(question)
        ranked = [
            scored
            for report, lines in self._near(question, held)
            for scored in _scored(question, report, lines, weights, wanted)
        ]
        ranked.sort(key=lambda scored: (-round(scored.score, 2), scored.line.report.key, scored.line.order))
        return ranked

    def answered(self, question: Question, ranked: Sequence[ScoredLine]) -> bool:
        """Whether the best line speaks of the topic, and the reports of its terms."""
        if not ranked or ranked[0].coverage < ANSWERED or says_nothing(question):
            return False
        if wanted_of(question).reason and not self._reasoned(ranked[0].line):
            return False
        top = ranked[0].line.report
        topic = topic_in(
            question,
            top,
            self._weights(tuple(dict.fromkeys(scored.line.report for scored in ranked))[:_MANY_REPORTS]),
        )
        return absent_share(topic, [scored.line for scored in ranked]) < _ABSENT

    def _reasoned(self, line: Line) -> bool:
        """Whether a line, or another of its paragraph, gives a cause."""
        return any(gives_reason(near) for near in self._lines(line.report) if near.block == line.block)

    def answer(self, question: Question, ranked: Sequence[ScoredLine]) -> Answer:
        """The best line and those of its section that answer too, in the order of the source."""
        ranked = self._reread(question, ranked)
        top = ranked[0]
        first = self._first(question, top.line)
        chosen = self._companions(top, first, ranked)
        elsewhere = [
            s.line for s in ranked[:_LINES] if s.score >= _ELSEWHERE * top.score and s.line not in chosen
        ]
        elsewhere = [*self._unsaid(question, [*first, *chosen], ranked), *elsewhere]
        draft = Draft(self._archive, question.text)
        self._write(draft, first, chosen, [line for line in elsewhere if line not in first][:3])
        return draft.answer()

    def _unsaid(self, question: Question, given: Sequence[Line], ranked: Sequence[ScoredLine]) -> list[Line]:
        """Where several things are asked, the best line for each of which the lines given do not speak."""
        if not asks("asks_several", question.text):
            return []
        report = given[0].report
        topic = topic_in(question, report, self._weights((report,)))
        missing = [
            term
            for term in topic.weights
            if term.kind == "concept" and not any(says_term(term, line) for line in given)
        ]
        own = [s.line for s in ranked if s.line.report == report]
        found = (
            next((line for line in own if heads(term, line)), None)
            or next((line for line in own if says_term(term, line)), None)
            for term in missing
        )
        return list(dict.fromkeys(line for line in found if line is not None))[:_PARTS]

    def _reread(self, question: Question, ranked: Sequence[ScoredLine]) -> Sequence[ScoredLine]:
        """Lines that may answer in the order of the cross-encoder and of the words, where there is one."""
        fit = [s for s in ranked[:RERANKED] if s.coverage >= ANSWERED and keeps_to(question, s)]
        if self._reranker is None or len(fit) < 2:
            return ranked
        try:
            texts, scores = [_read_as(s.line) for s in fit], [s.score for s in fit]
            order = [fit[at] for at, _ in reread(self._reranker, question.text, texts, scores)]
        except ArchiveError as exc:
            _log.warning("Không xếp lại được các đoạn, giữ thứ tự tìm theo từ: %s", exc)
            return ranked
        return [*order, *(s for s in ranked if s not in fit)]

    def mentions(self, question: Question, reports: Sequence[Report]) -> Answer | None:
        """The reports that speak of the topic, each with the line that does; None when none does."""
        best: dict[str, ScoredLine] = {}
        ranked = self.rank(question, reports)
        for scored in sorted(ranked, key=lambda scored: -round(scored.coverage, 2)):
            best.setdefault(scored.line.report.key, scored)
        weights = self._weights(tuple(list(reports)[:_MANY_REPORTS]))
        found = [
            scored
            for scored in best.values()
            if scored.coverage >= MENTIONED
            and speaks_of(topic_in(question, scored.line.report, weights), scored.line)
        ]
        if not found:
            return None
        found = [scored for scored in found if scored.coverage >= _CLOSE * found[0].coverage]
        draft = Draft(self._archive, question.text)
        names = "; ".join(scored.line.report.label for scored in found)
        draft.line(f"Có {len(found)} văn bản nhắc tới: {names}")
        for scored in found:
            draft.line(
                f"{scored.line.report.label}: “{_shown(scored.line.text)}”", _cite(draft, [scored.line])
            )
        return draft.answer()

    def _load_lines(self, report: Report) -> tuple[Line, ...]:
        return load_lines(self._archive, report)

    def _weigh(self, reports: tuple[Report, ...]) -> Weights:
        """Rarity over the reports; of very many over a few of them."""
        few = reports if len(reports) < _MANY_REPORTS else reports[:: _MANY_REPORTS // _SAMPLE]
        return Weights([line.terms for report in few for line in self._lines(report)])

    def lines(self, reports: Iterable[Report]) -> list[Line]:
        """The lines of the reports in their order."""
        return [line for report in reports for line in self._lines(report)]

    def narrowed(self, question: Question, reports: list[Report]) -> list[Report]:
        """Very many reports cut down to those that a search finds."""
        if len(reports) <= _MANY_REPORTS:
            return reports
        by_key = {report.key: report for report in reports}
        return [by_key[key] for key in self._found(question, reports)][:_MANY_REPORTS]

    def _near(self, question: Question, reports: list[Report]) -> Iterable[tuple[Report, Sequence[Line]]]:
        """The reports with their lines; of very many reports the passages that a search finds."""
        if len(reports) <= _MANY_REPORTS:
            return [(report, self._lines(report)) for report in reports]
        by_key = {report.key: report for report in reports}
        found = self._found(question, reports)
        return [
            (by_key[key], load_lines(self._archive, by_key[key], passages)) for key, passages in found.items()
        ]

    def _found(self, question: Question, reports: list[Report]) -> dict[str, list[Passage]]:
        hits = self._archive.search_text(search_terms(question.text), _PASSAGES, [r.key for r in reports])
        found: dict[str, list[Passage]] = {}
        for hit in hits:
            found.setdefault(hit.passage.report, []).append(hit.passage)
        return {key: sorted(passages, key=lambda passage: passage.number) for key, passages in found.items()}

    def _first(self, question: Question, top: Line) -> list[Line]:
        """The lines of the first quote: what the best one announces, means or explains in a footnote."""
        lines = self._lines(top.report)
        if says("announces", top.text):
            return _joined([line for line in lines if line.order == top.order or _governs(top, line)])
        if says("refers_back", top.text):
            before = [line for line in lines if line.block == top.block and line.order <= top.order]
            return _joined(before[::-1])[::-1]
        note = next((line for line in lines if has_note(top, line)), None)
        named = asks("asks_names", question.text) and not asks("asks_when", question.text)
        return [note] if note and named else [top]

    def _companions(self, top: ScoredLine, first: list[Line], ranked: Sequence[ScoredLine]) -> list[Line]:
        """Further lines, in the order of the source: of the section, of the paragraph, under the list head, notes."""
        lines, best = self._lines(top.line.report), top.line
        inside = [line for line in lines if line.section == best.section]
        good = {
            scored.line.order
            for scored in ranked[: 40 * _LINES]
            if scored.line.report.key == best.report.key and scored.line.section == best.section
            and (scored.score >= _KEPT * top.score or (top.titled and scored.titled))
        }  # fmt: skip
        block = [line for line in inside if line.block == best.block]
        if sum(len(line.text) for line in block) <= _BLOCK:
            good |= {line.order for line in block}
        good |= {line.order for line in inside if _governs(best, line) or has_note(best, line)}
        good.add(best.order)
        near = [line for line in inside if line.order in good and line not in first]
        return sorted(
            sorted(near, key=lambda line: abs(line.order - best.order))[:_LINES], key=lambda line: line.order
        )

    def _write(
        self, draft: Draft, first: list[Line], chosen: Sequence[Line], elsewhere: Sequence[Line]
    ) -> None:
        text = first[0].passage.text[first[0].start : first[-1].end]
        draft.line(f"{first[0].report.label}: {_shown(' '.join(text.split(chr(10))))}", _cite(draft, first))
        written = len(text)
        for line in [*chosen, *elsewhere]:
            if written > _CHARACTERS:
                break
            other = f"{line.report.label}: " if line.report.key != first[0].report.key else ""
            draft.line(f"{other}{_shown(line.text)}", _cite(draft, [line]))
            written += len(line.text)


def _read_as(line: Line) -> str:
    """A line as a cross-encoder reads it: below what governs it."""
    return "\n".join(part for part in (line.path[-1] if line.path else "", line.lead, line.text) if part)


def _scored(
    question: Question, report: Report, lines: Sequence[Line], weights: Weights, wanted: Wanted
) -> list[ScoredLine]:
    topic, bare = topic_in(question, report, weights), is_bare(question, report)
    return [score_line(line, topic, wanted, bare=bare) for line in lines]


def _governs(head: Line, line: Line) -> bool:
    return (
        bool(line.lead)
        and line.lead == head.text
        and line.section == head.section
        and line.order > head.order
    )


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The first of the lines that follow each other in one passage and fit in one quote."""
    kept: list[Line] = []
    for line in lines:
        if kept and (
            line.passage != kept[0].passage or sum(len(k.text) for k in kept) + len(line.text) > _QUOTE
        ):
            break
        kept.append(line)
    return kept


def _cite(draft: Draft, lines: Sequence[Line]) -> str:
    """The mark of lines that stand side by side in one passage."""
    first, last = lines[0], lines[-1]
    quote = first.passage.text[first.start : last.end]
    return draft.cite(first.report, first.path, first.passage.page, quote)


def _shown(text: str) -> str:
    return as_row(text) if "\t" in text else text
