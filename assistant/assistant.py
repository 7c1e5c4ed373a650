"""One question in, one cited answer out; worded by a language model where one is at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant import refusal
from assistant.answer import Answer, PartialAnswer
from assistant.charts.asked import asks_chart, chart_table
from assistant.conversation import Turn, in_context, says_nothing_new
from assistant.examples import example_questions
from assistant.figures.candidate import Scope
from assistant.figures.matching import speaks
from assistant.figures.scopes import may_tell_of, reports_for, scopes_of
from assistant.figures.selection import Selector, in_scope
from assistant.filters import named_period, named_place
from assistant.questions.cues import find_cues, generic_terms
from assistant.questions.initials import Initials
from assistant.questions.left_out_year import reference_of
from assistant.questions.offices import names_unknown_hospital
from assistant.questions.question import TEXT_CUES, Question, parse_question
from assistant.questions.senses import senses
from assistant.ranking.answers import Rankings
from assistant.ranking.shortfalls import Shortfalls
from assistant.ranking.thresholds import Thresholds
from assistant.ranking.ticks import Ticks
from assistant.replies.alternatives import nearest
from assistant.replies.breakdowns import Breakdowns
from assistant.replies.clarify import Clarifications
from assistant.replies.figure_answer import FigureAnswers
from assistant.replies.premise import asks_why_missed, reached_plan, share_of_plan, wrong_premise
from assistant.replies.rises import RisesAndFalls, asks_which
from assistant.replies.side_by_side import SideBySide
from assistant.replies.sum_checks import SumChecks
from assistant.replies.totals import Totals
from assistant.replies.verdicts import Verdicts
from assistant.texts.line_limits import keeps_to
from assistant.texts.line_score import ScoredLine
from assistant.texts.signature import signers
from assistant.texts.text_answer import TextAnswers
from assistant.texts.text_rules import asks
from assistant.texts.text_scope import without_mentioned_periods
from assistant.texts.words_wanted import (
    NEAR,
    WHOLLY,
    asks_number,
    for_words_only,
    of_reasons,
    plan_by_name,
    said_in_words,
)
from ingest.vietnamese.periods import find_periods
from vectorstore.archive import Archive
from vectorstore.errors import UsageError
from vectorstore.records import Kind, Place, Report, Role

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from assistant.writing.writer import Writer
    from vectorstore.reranking import Reranker

LONGEST_QUESTION = 2000  # characters


class Assistant:
    """Answers questions over one archive. Safe to use from several threads."""

    def __init__(
        self, archive: Archive, writer: Writer | None = None, reranker: Reranker | None = None
    ) -> None:
        self._archive = archive
        self._writer = writer
        self._selector = Selector(archive)
        self._figures = FigureAnswers(archive, self._selector)
        self._texts = TextAnswers(archive, reranker)
        self._rises = RisesAndFalls(archive)
        self._tables = SideBySide(archive, self._selector, self._answer_side)
        self._clarifications = Clarifications(archive, self._selector)
        self._totals = Totals(archive, self._selector)
        self._initials = lru_cache(maxsize=8)(self._read_initials)
        self._known = lru_cache(maxsize=8)(self._read_places)
        # Questions of a form of their own; each gives None for any other question.
        forms = (SumChecks, Breakdowns, Verdicts, Rankings, Shortfalls, Thresholds, Ticks)
        self._forms = tuple(form(archive, self._selector).answer for form in forms)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        place: str | None = None,
        period: str | None = None,
        reports: Sequence[str] = (),
        config: RunnableConfig | None = None,
    ) -> Answer:
        """Answer one question; `place`, `period` and `reports` (keys) narrow the archive as filters.

        `config` goes to the language model (callbacks, tags). Raises UsageError for an empty or over-long
        question, or a filter that names nothing.
        """
        for answer in self.stream(question, history, place, period, reports, config):
            if isinstance(answer, Answer):
                return answer
        raise AssertionError("a stream ends with its answer")

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        place: str | None = None,
        period: str | None = None,
        reports: Sequence[str] = (),
        config: RunnableConfig | None = None,
    ) -> Iterator[PartialAnswer | Answer]:
        """The answer as it grows, checked sentences only, and at last the Answer; as `ask` otherwise.

        Without a language model the Answer comes at once and alone.
        """
        filters = (place, period, reports)
        extracted = self._extracted(question, history, *filters)
        if self._writer is None:
            yield extracted
            return
        if extracted.refused and history:
            extracted = self._reworded(question, history, filters, extracted, config)
        yield from self._writer.stream(extracted, history, config)

    def _reworded(
        self,
        question: str,
        history: Sequence[Turn],
        filters: tuple[str | None, str | None, Sequence[str]],
        refusal_given: Answer,
        config: RunnableConfig | None,
    ) -> Answer:
        """What a follow-up gets that the rules could not resolve, once the model has said it in full.

        The model may only name what the conversation has named; otherwise the refusal stays.
        """
        assert self._writer is not None
        held = self._filtered(*filters)
        known = self._known(tuple(held))

        def parse(text: str) -> Question:
            return self._parsed(text, held, known)

        if self._refused_outright(parse(question), held):
            return refusal_given
        full = self._writer.standalone(question, history, config)
        if not full or len(full) > LONGEST_QUESTION or not says_nothing_new(full, question, history, parse):
            return refusal_given
        answer = self._extracted(full, (), *filters)
        return refusal_given if answer.refused else self._charted(replace(answer, resolved=full), question)

    def _extracted(
        self,
        question: str,
        history: Sequence[Turn],
        place: str | None,
        period: str | None,
        reports: Sequence[str],
    ) -> Answer:
        if not question.strip():
            raise UsageError(
                "Câu hỏi trống; xin nhập câu hỏi, ví dụ “tỷ lệ tiêm chủng đầy đủ 6 tháng đầu năm?”."
            )
        if len(question) > LONGEST_QUESTION:
            raise UsageError(f"Câu hỏi dài quá {LONGEST_QUESTION} ký tự; xin rút gọn còn một câu hỏi.")
        held = self._filtered(place, period, reports)
        known = self._known(tuple(held))
        parsed = in_context(question, history, lambda text: self._parsed(text, held, known))
        parsed = without_mentioned_periods(parsed, held)
        outright = self._refused_outright(parsed, held)
        if outright is not None:
            return outright
        answer = replace(self._meant(parsed, held), resolved=parsed.resolved)
        if not answer.refused or answer.alternatives:
            return self._charted(answer, question)
        return replace(answer, alternatives=nearest(parsed, self._selector, held, self._answers(held, known)))

    def _charted(self, answer: Answer, question: str) -> Answer:
        """With a table to draw, where the question asks for a chart."""
        if answer.refused or not asks_chart(question):
            return answer
        table = answer.table or chart_table(answer, self._selector.beside)
        return replace(answer, question=question, table=table)

    def _answers(self, held: Sequence[Report], known: Sequence[Place]) -> Callable[[str, str], bool]:
        """Whether a question that names its place and period is answered, from the report of a key first."""

        def answers(text: str, key: str) -> bool:
            found = self._answered(without_mentioned_periods(parse_question(text, known), held), held)
            return not found.refused and bool(found.citations) and found.citations[0].report.key == key

        return answers

    def _parsed(self, text: str, held: Sequence[Report], known: Sequence[Place]) -> Question:
        """One question by itself; months without a year are of the year that the archive suggests."""
        spelt = self._spelt_out(text, held)
        question = parse_question(spelt, known)
        reference = reference_of(question, held)
        return question if reference is None else parse_question(spelt, known, reference)

    def examples(self, n: int = 4) -> list[str]:
        """Questions that this archive can answer."""
        return example_questions(self._archive, n)

    def _spelt_out(self, text: str, held: Sequence[Report]) -> str:
        return self._initials(tuple(held)).spell_out(text)

    def _read_places(self, held: tuple[Report, ...]) -> tuple[Place, ...]:
        """The places of the reports, and the communes whose figures reports of districts print."""
        inner = [r.key for r in held if r.place and r.place.district and not r.place.commune]
        communes = (place for place in self._archive.places(inner) if place.commune)
        return tuple(dict.fromkeys([*(r.place for r in held if r.place), *communes]))

    def _read_initials(self, held: tuple[Report, ...]) -> Initials:
        keys = tuple(report.key for report in held)
        wordings = (indicator.name for indicator in self._archive.indicators(keys=keys))
        return Initials(wordings, self._known(held))

    def _filtered(self, place: str | None, period: str | None, keys: Sequence[str]) -> list[Report]:
        wanted_place, wanted_period = named_place(place), named_period(period)
        unknown = [key for key in keys if self._archive.report(key) is None]
        if unknown:
            raise UsageError(
                f"Kho không có báo cáo “{unknown[0]}”; xem danh sách bằng lệnh hoibaocao reports."
            )
        return [
            report
            for report in self._archive.reports(keys=keys or None)
            if (wanted_place is None or (report.place is not None and wanted_place.contains(report.place)))
            and (wanted_period is None or report.period == wanted_period.period)
        ]

    def _refused_outright(self, question: Question, held: Sequence[Report]) -> Answer | None:
        if "medical" in question.cues:
            return refusal.medical(question, held)
        if "instruction" in question.cues:
            return refusal.instruction(question, held)
        if names_unknown_hospital(question.text, self._archive, held):
            return refusal.unknown_topic(question, held)
        if "chitchat" in question.cues or not (question.topic or question.places):
            return refusal.chitchat(question, held)
        return None

    def _meant(self, question: Question, held: Sequence[Report]) -> Answer:
        """The answer in the first sense that the archive answers; where it does in none, the likeliest's refusal."""
        first: Answer | None = None
        for sense, reports in senses(question, held):
            answer = self._answered(sense, reports)
            if not answer.refused:
                return answer
            first = first or answer
        assert first is not None  # a question has a sense
        return first

    def _answered(self, question: Question, held: Sequence[Report]) -> Answer:
        if "reports" in question.cues and not question.places:
            found = self._texts.mentions(question, held)
            return found or refusal.unknown_topic(question, held)
        scopes = scopes_of(question)
        of_place = [r for scope in scopes for r in reports_for(self._archive, Scope(scope.place), held)]
        if not of_place:
            return (
                refusal.unknown_place(question, question.places, held)
                if question.places
                else refusal.unknown_topic(question, held)
            )
        total = self._totals.answer(question, held)
        if total is not None:
            return total
        if len(scopes) > 1 and "cause" not in question.cues:
            table = self._tables.answer(question, scopes, held)
            if table is not None:
                return table
        return self._answer_scope(question, scopes[0], list(dict.fromkeys(of_place)), held)

    def _answer_scope(
        self, question: Question, scope: Scope, of_place: list[Report], held: Sequence[Report]
    ) -> Answer:
        reports = reports_for(self._archive, scope, of_place)
        if question.in_report is not None:
            reports = [
                r
                for r in reports
                if r.period
                and r.period.end <= question.in_report.end
                and r.period.start >= question.in_report.start
            ] or reports
        if not reports:
            return self._told_of(question, scope, of_place) or refusal.unknown_period(question, of_place)
        if "cause" in question.cues and all(self._only_plans(report) for report in reports):
            return refusal.only_targets(question, reports)
        outright = self._from_places(question, reports)
        if outright is not None:
            return outright
        for form in self._forms:
            if (found := form(question, scope, reports)) is not None:
                return found
        ranked = self._selector.rank(question, scope, reports)
        lines = self._texts.rank(question, reports)
        wrong = wrong_premise(question, ranked, lines)
        if wrong is None and asks_why_missed(question):
            wrong = reached_plan(self._selector.rank(share_of_plan(question), scope, reports))
        if wrong is not None:
            return refusal.false_premise(question, reports, wrong.text, wrong.sources)
        spoken = self._texts.answered(question, lines)
        wants_text = (
            question.wants_text
            or asks("asks_document", question.text)
            or asks("asks_means", question.text)
            or plan_by_name(question, reports)
        )
        if not (wants_text and spoken):
            back = self._clarifications.answer(question, scope, reports)
            if back is not None:
                return back
            answer = self._figures.answer(question, scope, reports, ranked, lines)
            if answer is not None and not for_words_only(question, ranked) and not of_reasons(question):
                return answer
        quoted = wants_text or not asks_number(question, reports) or said_in_words(question, lines)
        quoted = quoted or (spoken and self._tells(question, scope, lines[0]))
        if spoken and quoted and keeps_to(question, lines[0]):
            return self._texts.answer(question, lines)
        return refusal.unknown_topic(question, reports)

    def _only_plans(self, report: Report) -> bool:
        """Whether a document is a plan that does not first say what was done the year before."""
        if report.kind is not Kind.PLAN or report.period is None:
            return report.kind is Kind.PLAN
        results = self._archive.figures(reports=[report.key], roles=[Role.RESULT])
        return not any(f.period and f.period.end < report.period.start for f in results)

    def _told_of(self, question: Question, scope: Scope, of_place: Sequence[Report]) -> Answer | None:
        """What a report of more months says of the ones asked: "hỏng từ tháng 3/2024", in that of the half-year."""
        asked = scope.period.period if scope.period else None
        words = "text" in question.cues or bool(question.cues & TEXT_CUES)
        words = words or asks("asks_ahead", question.text)
        if asked is None or not words or question.roles:
            return None
        around = [r for r in of_place if r.period and may_tell_of(r.period, asked)]
        lines = [line for line in self._texts.rank(question, around) if line.coverage >= NEAR]
        told = [s for s in lines if any(m.period == asked for m in find_periods(s.line.text))]
        return self._texts.answer(question, told) if told and keeps_to(question, told[0]) else None

    def _answer_side(self, question: Question, scope: Scope, held: Sequence[Report]) -> Answer:
        """One side of a comparison, asked by itself."""
        of_place = reports_for(self._archive, Scope(scope.place), held)
        return self._answer_scope(question, scope, of_place, held)

    def _tells(self, question: Question, scope: Scope, scored: ScoredLine) -> bool:
        """Whether a line says all that is asked, a number of the unit with it: it is quoted where no figure answers."""
        line = scored.line
        plan = Role.PLAN not in question.roles or any(cue.name == "plan" for cue in find_cues(line.text))
        enough = NEAR if "text" in question.cues else WHOLLY
        if scored.coverage < enough or question.unit is None or not plan:
            return False
        within = [v for v in self._selector.views([line.report]) if v.figure.quote in line.text]
        if "text" in question.cues:  # "máy nào hỏng, sửa hết bao nhiêu": the line says both
            return any(v.unit is not None and v.unit.kind is question.unit.kind for v in within)
        held = [v for v in within if in_scope(v.figure, line.report, question, scope)]
        naming = [t for t in question.topic if t.kind == "concept" and t.text not in generic_terms()]
        return any(v.unit == question.unit and any(speaks(t, v.name) for t in naming) for v in held)

    def _from_places(self, question: Question, reports: list[Report]) -> Answer | None:
        """What stands in known places: the signature at the end; the diseases that rose or fell."""
        if "signer" in question.cues:
            return signers(self._archive, question, reports)
        if asks_which(question):
            near = self._texts.narrowed(question, reports)
            return self._rises.answer(question, near, self._texts.lines(near))
        return None
