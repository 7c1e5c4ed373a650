"""A LangChain retriever over the archive: full text and vectors, fused by reciprocal rank."""

from __future__ import annotations

import asyncio
import logging
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from ingest.vietnamese.abbreviations import abbreviate, expand
from ingest.vietnamese.text import fold, squeeze, terms
from vectorstore.archive import Archive
from vectorstore.errors import ArchiveError
from vectorstore.fusion import reciprocal_rank
from vectorstore.records import Passage, Period, Place, Report

_log = logging.getLogger(__name__)

MIN_DEPTH = (
    50  # places of each ranking that are fused; deeper ones changed no first ten on the gold questions
)
DEPTH_FACTOR = 5  # the same for a large k
TEXT_WEIGHT = 1.0
VECTOR_WEIGHT = 0.2  # of 0 to 1, with the model that ships: the best five were most often right with this
MAX_QUESTION = 4_000  # characters of a question that are searched for


def both_ways(text: str) -> Sequence[str]:
    """The text with its abbreviations spelt out, and with its long forms abbreviated, where that changes it."""
    return [wording for wording in (expand(text), abbreviate(text)) if wording != text]


class ReportRetriever(BaseRetriever):
    """Passages for a question, best first, from reports of a place, a period or a list of keys.

    `invoke(question, k=…)` asks for another number than `k`. `expand` gives other wordings of what a question
    says ("tỷ lệ TCĐĐ" → "tiêm chủng đầy đủ"). Documents hold the passage as it stands in the source; their
    metadata say report, title, place, period, section path, page, passage number, kind and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    archive: Archive
    k: int = Field(default=10, ge=1)
    place: Place | None = None
    period: Period | None = None
    reports: tuple[str, ...] | None = None  # keys; None is all
    expand: Callable[[str], Sequence[str]] = both_ways

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return self._documents(query, self.k if k is None else k)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return await asyncio.to_thread(self._documents, query, self.k if k is None else k)

    def ranked(self, query: str, k: int, keys: Sequence[str] | None = None) -> list[tuple[Passage, float]]:
        """The k best passages among reports (None: all) with their fused scores, best first."""
        question = squeeze(query)[:MAX_QUESTION]
        depth = max(MIN_DEPTH, DEPTH_FACTOR * k)
        wordings = [wording for wording in map(squeeze, self.expand(question)) if wording]
        text = [
            hit.passage for hit in self.archive.search_text(search_terms(question, wordings), depth, keys)
        ]
        meaning = self._nearest("\n".join((question, *wordings)), depth, keys)
        scores = reciprocal_rank([text, meaning], (TEXT_WEIGHT, VECTOR_WEIGHT))
        return list(scores.items())[:k]

    def _documents(self, query: str, k: int) -> list[Document]:
        keys = None
        if self.place or self.period or self.reports is not None:
            keys = [r.key for r in self.archive.reports(self.place, self.period, self.reports)]
        found = self.ranked(query, k, keys)
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

    def _nearest(self, text: str, depth: int, keys: Sequence[str] | None) -> list[Passage]:
        try:
            return [hit.passage for hit in self.archive.search_vectors(text, depth, keys)]
        except ArchiveError as exc:
            _log.warning("Tìm theo nghĩa không dùng được, chỉ tìm theo từ: %s", exc)
            return []


def search_terms(question: str, wordings: Sequence[str] = ()) -> list[list[str]]:
    """A question as groups for a full-text search: its words, its pairs of neighbours, its other wordings.

    Vietnamese writes a word in several syllables: pairs keep "sốt rét" from being found as "sốt" and "rét".
    """
    groups: list[list[str]] = []
    for text in (question, *wordings):
        words = terms(text)
        told = [word for word in words if fold(word) not in _folded_words("question_words")]
        strong = [word for word in told if fold(word) not in _folded_words("weak_words")]
        groups += [[word] for word in strong or told or words]
        groups += [[f"{a} {b}"] for a, b in pairwise(words) if a in told and b in told]
    return groups


@cache
def _folded_words(name: str) -> frozenset[str]:
    rules = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return frozenset(fold(rules[name]).split())


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
