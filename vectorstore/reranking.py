"""Cross-encoders by name or path: a model that reads question and passage together, slower and more exact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable


@runtime_checkable
class Reranker(Protocol):
    """Scores texts for a question: the higher the better, comparable within one call only."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]: ...
