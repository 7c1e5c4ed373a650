"""A LangChain retriever over the archive: full text and vectors, fused, then ordered by what passages say."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field, PrivateAttr

from assistant.conversation import Turn
from assistant.questions.question import Question
from assistant.retrieval.passage_rank import PassageRanker
from assistant.retrieval.reading import concept_terms, subject
from assistant.texts.search_terms import both_ways, plain_terms, search_terms
from ingest.vietnamese.text import squeeze
from vectorstore.archive import Archive
from vectorstore.catalogue import Hit
from vectorstore.errors import ArchiveError
from vectorstore.fusion import weighted_sum
from vectorstore.records import Passage, Period, Place, Report
from vectorstore.reranking import RERANKED, Reranker, reread

__all__ = ["ReportRetriever", "both_ways", "search_terms"]

_log = logging.getLogger(__name__)

MIN_DEPTH = 100  # places of each search that are fused; deeper ones held the evidence of 1 question in 600
DEPTH_FACTOR = 5  # the same for a large k
# Of the nearest passage, where the best by words has 1. Chosen on the real reports and public sets alike: more helps
# the reports by half a point, and is below full text alone on general text.
VECTOR_WEIGHT = 0.15
# Of the best by the question's bare words, beside 1 by its terms, pairs and other wordings: without them a general
# text is found later than by plain BM25.
PLAIN_WEIGHT = 0.5
MAX_QUESTION = 4_000  # characters of a question that are searched for


class ReportRetriever(BaseRetriever):
    """Passages for a question, best first, from reports of a place, a period or a list of keys.

    A place and period that the question itself names are kept to where the archive has them, and what it asks of is
    searched for in the catalogue's other wordings too. `invoke(question,
    k=…, history=…)` asks for another number than `k`, and in the light of earlier turns. Documents hold the
    passage as it stands in the source; their metadata say report, title, place, period, section path, page,
    passage number, kind and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Archive
    k: int = Field(default=10, ge=1)
    place: Place | None = None
    period: Period | None = None
    reports: tuple[str, ...] | None = None  # keys; None is all
    expand: Callable[[str], Sequence[str]] = both_ways  # other wordings: "TCĐĐ" → "tiêm chủng đầy đủ"
    text_weight: float = Field(default=1.0, ge=0)  # 0 leaves the full text out
    vector_weight: float = Field(default=VECTOR_WEIGHT, ge=0)  # 0 leaves the vectors out
    understand: bool = True  # keep to the question's place and period, in the light of earlier turns
    order: bool = True  # by figures and lines, where the question is understood
    reranker: Reranker | None = None  # a cross-encoder that reads the best passages again

    _ranker: PassageRanker = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        self._ranker = PassageRanker(self.archive)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
        history: Sequence[Turn] = (),
    ) -> list[Document]:
        return self._documents(query, self.k if k is None else k, history)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,
        k: int | None = None,
        history: Sequence[Turn] = (),
    ) -> list[Document]:
        return await asyncio.to_thread(self._documents, query, self.k if k is None else k, history)

    def ranked(
        self, query: str, k: int, keys: Sequence[str] | None = None, history: Sequence[Turn] = ()
    ) -> list[tuple[Passage, float]]:
        """The k best passages among reports (None: all) with their scores, best first."""
        text = squeeze(query)[:MAX_QUESTION]
        if not self.understand:
            return self._reread(text, self._fused(text, k, keys))[:k]
        held = self.archive.reports(keys=keys)
        question = self._ranker.understood(text, history, held)
        reports = self._ranker.within(question, held)
        narrowed = len(reports) < len(held)
        asked = subject(question, reports if narrowed else ())
        within = [report.key for report in reports] if narrowed else keys
        found = self._fused(asked, k, within, sparing=narrowed and self.order)
        return self._reread(question.text, self._ordered(question, found, reports))[:k]

    def _ordered(
        self, question: Question, found: list[tuple[Passage, float]], reports: Sequence[Report]
    ) -> list[tuple[Passage, float]]:
        """Passages by the search's score and by how well their figures and lines answer."""
        if not found or not self.order:
            return found
        top = found[0][1] or 1.0
        added = self._ranker.scores(question, [passage for passage, _ in found], reports)
        scored = [(p, score / top + more) for (p, score), more in zip(found, added, strict=True)]
        return sorted(scored, key=lambda item: -item[1])

    def _fused(
        self, text: str, k: int, keys: Sequence[str] | None, *, sparing: bool = False
    ) -> list[tuple[Passage, float]]:
        """Passages by words and by meaning, best first.

        `sparing`: vectors are asked only where words find too little. That is for questions that named their reports
        and are ordered by figures and lines: there the vectors added nothing for any type of question.
        """
        depth = max(MIN_DEPTH, DEPTH_FACTOR * k)
        wordings = [wording for wording in map(squeeze, self.expand(text)) if wording]
        terms = [*search_terms(text, wordings), *concept_terms(text)]
        by_words = self.archive.search_text(terms, depth, keys) if self.text_weight else []
        by_bare_words = self.archive.search_text(plain_terms(text), depth, keys) if self.text_weight else []
        wanted = self.vector_weight and not (sparing and len(by_words) >= k)
        by_meaning = self._nearest("\n".join((text, *wordings)), depth, keys) if wanted else []
        scores = weighted_sum(
            [[(hit.passage, hit.score) for hit in hits] for hits in (by_words, by_bare_words, by_meaning)],
            (self.text_weight, self.text_weight * PLAIN_WEIGHT, self.vector_weight),
        )
        return list(scores.items())

    def _reread(self, text: str, scored: list[tuple[Passage, float]]) -> list[tuple[Passage, float]]:
        """The best passages in the order of the cross-encoder, where there is one, and of the order before."""
        if self.reranker is None or not scored:
            return scored
        near = scored[:RERANKED]
        read = reread(self.reranker, text, [p.text for p, _ in near], [score for _, score in near])
        return [*((near[at][0], score) for at, score in read), *scored[RERANKED:]]

    def _documents(self, query: str, k: int, history: Sequence[Turn]) -> list[Document]:
        keys = None
        if self.place or self.period or self.reports is not None:
            keys = [r.key for r in self.archive.reports(self.place, self.period, self.reports)]
        found = self.ranked(query, k, keys, history)
        reports = {r.key: r for r in self.archive.reports(keys={passage.report for passage, _ in found})}
        paths = {
            (section.report, section.number): section.path
            for key in reports
            for section in self.archive.sections(key)
        }
        return [
            _document(
                passage, score, reports[passage.report], paths.get((passage.report, passage.section), ())
            )
            for passage, score in found
            if passage.report in reports  # it may have been removed between the two reads
        ]

    def _nearest(self, text: str, depth: int, keys: Sequence[str] | None) -> list[Hit]:
        try:
            return self.archive.search_vectors(text, depth, keys)
        except ArchiveError as exc:
            _log.warning("Tìm theo nghĩa không dùng được, chỉ tìm theo từ: %s", exc)
            return []


def _document(passage: Passage, score: float, report: Report, path: tuple[str, ...]) -> Document:
    metadata: dict[str, Any] = {
        "report": report.key,
        "title": report.title,
        "place": report.place.label if report.place else None,
        "period": report.period.label if report.period else None,
        "section": list(path),
        "page": passage.page,
        "passage": passage.number,
        "kind": passage.kind,
        "score": score,
    }
    return Document(id=f"{passage.report}:{passage.number}", page_content=passage.text, metadata=metadata)
