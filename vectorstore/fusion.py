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


def weighted_sum(scored: Iterable[Sequence[tuple[T, float]]], weights: Iterable[float]) -> dict[T, float]:
    """Scores of several searches as one, best first: each put on 0…1 over its own results, weighted, and added.

    An item that a search did not find gets nothing from it. Unlike ranks, scores keep how far the first is ahead
    (Bruch, Gai and Ingber, ACM TOIS 2023). Equal sums stay in the order in which the searches name the items.
    """
    sums: dict[T, float] = {}
    for found, weight in zip(scored, weights, strict=True):
        low = min((score for _, score in found), default=0.0)
        span = max((score for _, score in found), default=0.0) - low
        for item, score in found:
            sums[item] = sums.get(item, 0.0) + weight * ((score - low) / span if span else 1.0)
    return dict(sorted(sums.items(), key=lambda entry: -entry[1]))
