"""Fusing rankings."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

# Cormack, Clarke and Büttcher (SIGIR 2009): with 60, the first places of one ranking do not drown the others.
RANK_CONSTANT = 60

T = TypeVar("T", bound=Hashable)


def reciprocal_rank(
    rankings: Iterable[Sequence[T]], weights: Iterable[float] | None = None, constant: int = RANK_CONSTANT
) -> dict[T, float]:
    """Scores by reciprocal rank fusion, best first: the sum of weight / (constant + rank), ranks from 1.

    Equal scores stay in the order in which the rankings name them.
    """
    scores: dict[T, float] = {}
    ordered = list(rankings)
    for ranking, weight in zip(ordered, weights or [1.0] * len(ordered), strict=True):
        for rank, item in enumerate(ranking, 1):
            scores[item] = scores.get(item, 0.0) + weight / (constant + rank)
    return dict(sorted(scores.items(), key=lambda entry: -entry[1]))
