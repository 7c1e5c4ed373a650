"""Embedding models behind an address: OpenAI-compatible servers, text-embeddings-inference among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from langchain_core.embeddings import Embeddings

from vectorstore.embedding import unit_rows
from vectorstore.errors import ArchiveError
from vectorstore.profiles import profile_of, segment

if TYPE_CHECKING:
    from langchain_openai import OpenAIEmbeddings

T = TypeVar("T")

_SECONDS = 120.0  # for one batch: a large model on a processor is slow
_RETRIES = 2
_REFUSED = frozenset(
    {400, 413, 422}
)  # by servers that take fewer texts a call; text-embeddings-inference: 32


class ServerEmbeddings(Embeddings):
    """A model at an address such as http://127.0.0.1:8080/v1, through LangChain's OpenAIEmbeddings.

    Prompts and segmentation as the model's profile says; unit vectors. The server names no fingerprint, so
    archives know the model by its name. `batch_size`: texts a call, fewer where the server takes fewer.
    """

    def __init__(self, address: str, model: str, *, key: str = "", batch_size: int = 64) -> None:
        self.name = model
        self.fingerprint = ""
        self._address = address.rstrip("/")
        self._key = key
        self._batch_size = batch_size
        self._profile = profile_of(model)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of texts, one row a text. Raises ArchiveError when the server does not answer."""
        if not texts:
            return []
        shown = self._shown(texts, self._profile.document)
        return self._asked(lambda: self._in_batches(shown), len(texts))

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question. Raises ArchiveError when the server does not answer."""
        (shown,) = self._shown([text], self._profile.query)
        return self._asked(lambda: [self._client.embed_query(shown)], 1)[0]

    def _in_batches(self, texts: list[str]) -> list[list[float]]:
        """Vectors of texts; a server that refuses a batch is asked again with half of it, and from then on."""
        client = self._client
        from openai import APIStatusError

        while True:
            size = self._batch_size
            try:
                return client.embed_documents(texts, chunk_size=size)
            except APIStatusError as exc:
                if exc.status_code not in _REFUSED or min(size, len(texts)) == 1:
                    raise
                self._batch_size = max(1, min(size, len(texts)) // 2)

    def _shown(self, texts: Sequence[str], prompt: str | None) -> list[str]:
        # Servers refuse an empty text.
        spoken = [segment(text) if self._profile.segmented else text for text in texts]
        return [f"{prompt or ''}{text}" if text.strip() else f"{prompt or ''}." for text in spoken]

    def _asked(self, call: Callable[[], list[list[float]]], count: int) -> list[list[float]]:
        try:
            vectors = call()
            if len(vectors) != count or not vectors[0]:
                raise ValueError(f"{len(vectors)} vectors for {count} texts")
            return unit_rows(vectors)
        except (
            Exception
        ) as exc:  # a boundary: openai, httpx and a server's odd answers each raise their own kinds
            raise ArchiveError(
                f"Máy chủ véc-tơ {self._address} không trả lời được cho mô hình “{self.name}” "
                f"({_reason(exc)}); hãy kiểm tra địa chỉ, tên mô hình và khóa truy cập."
            ) from exc

    @cached_property
    def _client(self) -> OpenAIEmbeddings:
        try:
            from langchain_openai import OpenAIEmbeddings
        except ImportError as exc:
            raise ArchiveError(
                "Máy chủ véc-tơ cần gói langchain-openai; hãy cài thêm (pip install 'hoibaocao[server]')."
            ) from exc
        options: dict[str, Any] = {
            "model": self.name,
            "base_url": self._address,
            "api_key": self._key or "none",  # servers of one's own ask for none, the client for some
            "check_embedding_ctx_length": False,  # would send OpenAI's token numbers instead of text
            "request_timeout": _SECONDS,
            "max_retries": _RETRIES,
        }
        return OpenAIEmbeddings(**options)


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
