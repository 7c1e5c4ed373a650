"""How early each way of searching finds the passage that holds the evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from assistant.conversation import Turn
from assistant.evaluation.answers import QUESTIONS, VARIANTS
from assistant.evaluation.gold import UNANSWERABLE, Gold
from assistant.evaluation.scoring import folded, is_of, numbers, overlaps, wanted_numbers
from assistant.retrieval.retriever import ReportRetriever
from assistant.texts.search_terms import plain_terms
from vectorstore.archive import Archive
from vectorstore.records import Passage
from vectorstore.reranking import Reranker

CUTS = (1, 3, 5, 10)  # places at which evidence is looked for
DEPTH = 10
_MRR = 10

Key = tuple[str, int]  # of a passage: report, number
Search = Callable[[str, Sequence[str], int], Sequence[Passage]]  # question, questions before it, how many


@dataclass(frozen=True, slots=True)
class Query:
    """One wording with the passages that answer it."""

    text: str
    type: str
    relevant: frozenset[Key]
    history: tuple[str, ...] = ()
    variant: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The place, from 1, of the first right passage of each query; None beyond DEPTH."""

    queries: tuple[Query, ...]
    places: tuple[int | None, ...]
    groups: dict[str, list[int | None]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        groups: dict[str, list[int | None]] = defaultdict(list)
        for query, place in zip(self.queries, self.places, strict=True):
            groups[query.type].append(place)
            groups[VARIANTS if query.variant else QUESTIONS].append(place)
        object.__setattr__(self, "groups", dict(groups))

    def share(self, cut: int, group: str | None = None) -> float:
        """Percentage of queries with a right passage among the first `cut`."""
        places = self.places if group is None else self.groups[group]
        return 100 * sum(place is not None and place <= cut for place in places) / len(places)

    @property
    def mrr(self) -> float:
        """Mean reciprocal rank over the first ten places, 0…1."""
        return sum(1 / p for p in self.places if p is not None and p <= _MRR) / len(self.places)


def ways(archive: Archive, reranker: Reranker | None = None) -> dict[str, Search]:
    """The ways of searching that are compared, plainest first; a cross-encoder last, where one is given.

    bm25: every word, over passages that carry their report's name, title and headings. "typed": over all reports,
    whatever place, period or earlier turn the question names; without it those are kept to. whole: ordered by figures
    and lines besides.
    """
    within = partial(ReportRetriever, archive=archive, order=False)
    found: dict[str, Search] = {
        "bm25": lambda text, _, k: [hit.passage for hit in archive.search_text(plain_terms(text), k)],
        "text-typed": _by(within(understand=False, vector_weight=0)),
        "vectors-typed": _by(within(understand=False, text_weight=0)),
        "fused-typed": _by(within(understand=False)),
        "text": _by(within(vector_weight=0)),
        "vectors": _by(within(text_weight=0)),
        "fused": _by(within()),
        "whole-text": _by(ReportRetriever(archive=archive, vector_weight=0)),
        "whole": _by(ReportRetriever(archive=archive)),
    }
    if reranker is not None:
        found["reread"] = _by(ReportRetriever(archive=archive, reranker=reranker))
    return found


def _by(retriever: ReportRetriever) -> Search:
    def search(text: str, history: Sequence[str], k: int) -> list[Passage]:
        turns = [Turn(question) for question in history]
        return [passage for passage, _ in retriever.ranked(text, k, history=turns)]

    return search


def measure(search: Search, queries: Sequence[Query], step: Callable[[], None] = lambda: None) -> Found:
    """Ask each query of one way of searching."""
    places = []
    for query in queries:
        found = search(query.text, query.history, DEPTH)
        places.append(
            next((n for n, p in enumerate(found, start=1) if (p.report, p.number) in query.relevant), None)
        )
        step()
    return Found(tuple(queries), tuple(places))


def gold_queries(archive: Archive, questions: Iterable[Gold]) -> list[Query]:
    """Questions and variants with the passages of the archive that hold their evidence.

    Left out are those that nothing answers, and those whose evidence no passage of the archive holds.
    """
    passages = [(passage, folded(passage.text)) for passage in archive.passages()]
    queries = []
    for gold in questions:
        if gold.type == UNANSWERABLE or not (relevant := _relevant(gold, passages)):
            continue
        queries += [
            Query(text, gold.type, relevant, gold.history, variant=identifier != gold.id)
            for identifier, text in gold.asked()
        ]
    return queries


def _relevant(gold: Gold, passages: Sequence[tuple[Passage, str]]) -> frozenset[Key]:
    """Passages that hold a piece of evidence whole; where none does, since it was cut, those that overlap it."""
    own = [(passage, text) for passage, text in passages if is_of(passage.report, gold.reports)]
    found: set[Key] = set()
    for evidence in gold.evidence:
        wanted = folded(evidence)
        whole = {_key(passage) for passage, text in own if wanted in text}
        found |= whole or {_key(passage) for passage, _ in own if overlaps(passage.text, evidence)}
    wanted_here = wanted_numbers(gold)
    found |= {
        _key(passage)
        for passage, _ in passages
        if is_of(passage.report, gold.also) and wanted_here & numbers(passage.text)
    }
    return frozenset(found)


def _key(passage: Passage) -> Key:
    return passage.report, passage.number


def as_json(results: Mapping[str, Found]) -> dict[str, object]:
    """Shares at each cut over all and by group, and the mean reciprocal rank."""
    return {
        name: {
            "n": len(found.places),
            "mrr@10": round(found.mrr, 4),
            **{f"@{cut}": round(found.share(cut), 1) for cut in CUTS},
            "by": {
                group: {"n": len(places), **{f"@{cut}": round(found.share(cut, group), 1) for cut in CUTS}}
                for group, places in sorted(found.groups.items())
            },
        }
        for name, found in results.items()
    }
