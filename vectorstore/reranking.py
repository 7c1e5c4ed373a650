"""Cross-encoders by name or path: a model that reads question and passage together, slower and more exact."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from vectorstore.errors import ArchiveError
from vectorstore.fusion import weighted_sum

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

RERANKED = 30  # texts that a cross-encoder reads: it costs a second for a hundred on two cores
RERANK_WEIGHT = 0.5  # of its best text, where that of the order before has 1
_LONGEST = 512  # tokens of question and passage together


@runtime_checkable
class Reranker(Protocol):
    """Scores texts for a question: the higher the better, comparable within one call only."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]: ...


def reread(
    reranker: Reranker, question: str, texts: Sequence[str], scores: Sequence[float]
) -> list[tuple[int, float]]:
    """Positions of texts with their new scores, best first: the order so far, and the cross-encoder's say in it.

    `scores` are those of the search, best first. Raises ArchiveError when the model cannot be had.
    """
    near = list(enumerate(scores))
    read = list(enumerate(reranker.scores(question, texts)))
    return list(weighted_sum([near, read], (1.0, RERANK_WEIGHT)).items())


class CrossEncoderReranker:
    """A sentence-transformers cross-encoder, loaded when first used. Safe to use from several threads."""

    def __init__(
        self, name_or_path: str, *, device: str | None = None, batch_size: int = 32, download: bool = True
    ) -> None:
        self.name = name_or_path
        self._device = device
        self._batch_size = batch_size
        self._download = download
        self._turn = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text. Raises ArchiveError when the model cannot be had."""
        if not texts:
            return []
        pairs = [(question, text) for text in texts]
        with self._turn:
            found = self._model.predict(pairs, batch_size=self._batch_size, show_progress_bar=False)
        return [float(score) for score in found]

    @cached_property
    def _model(self) -> CrossEncoder:
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("DO_NOT_TRACK", "1")
        local = Path(self.name).expanduser().is_dir()
        try:
            from sentence_transformers import CrossEncoder

            model: CrossEncoder = CrossEncoder(
                str(Path(self.name).expanduser()) if local else self.name,
                num_labels=1,
                max_length=_LONGEST,
                device=self._device,
                local_files_only=local or not self._download,
                trust_remote_code=False,
            )
            return model
        except Exception as exc:  # a boundary: hub, transformers and torch each raise their own kinds
            raise ArchiveError(
                f"Không mở được mô hình xếp lại “{self.name}”; hãy kiểm tra tên hoặc thư mục và kết nối mạng, "
                "hoặc để trống thiết lập để không dùng."
            ) from exc
