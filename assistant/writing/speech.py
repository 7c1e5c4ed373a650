"""A chat model's words as they come, within limits of time and length; every failure is a ModelError."""

from __future__ import annotations

import contextvars
import logging
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.writing.failures import Failure, ModelError, failure_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import RunnableConfig

logger = logging.getLogger(__name__)

LONGEST = 12_000  # characters of one answer; the prompts ask for a tenth of it
_DONE = object()


class Speech:
    """One answer of a model, chunk by chunk. A thread of its own reads it, so that the time limit holds whatever

    the server does; it ends with its next chunk or with the client's own time limit.
    """

    def __init__(
        self, model: BaseChatModel, messages: Sequence[tuple[str, str]], time_limit: float,
        config: RunnableConfig | None = None,
    ) -> None:  # fmt: skip
        self._model, self._messages, self._config = model, list(messages), config
        self._ends = time.monotonic() + time_limit
        self._chunks: queue.Queue[object] = queue.Queue()
        self._stopped = threading.Event()
        self._finish = ""

    def __iter__(self) -> Iterator[str]:
        """Pieces of text in order. Raises ModelError when the model fails, is slow, too long, cut off or silent."""
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._read,), daemon=True).start()
        length, last = 0, ""
        try:
            while (chunk := self._next()) is not _DONE:
                if isinstance(chunk, BaseException):
                    logger.info("the language model failed: %s", type(chunk).__name__)
                    raise ModelError(failure_of(chunk))
                text = str(chunk)
                length, last = length + len(text), text or last
                if length > LONGEST:
                    raise ModelError(Failure.LONG)
                yield text
        finally:
            self._stopped.set()
        if not length:
            raise ModelError(Failure.EMPTY)
        if self._finish == "length" or (not self._finish and last.rstrip()[-1:].isalnum()):
            raise ModelError(Failure.CUT)

    def _next(self) -> object:
        try:
            return self._chunks.get(timeout=max(0.0, self._ends - time.monotonic()))
        except queue.Empty:
            raise ModelError(Failure.SLOW) from None

    def _read(self) -> None:
        try:
            for chunk in self._model.stream(self._messages, config=self._config):
                if self._stopped.is_set():
                    return
                self._finish = str(chunk.response_metadata.get("finish_reason") or self._finish)
                self._chunks.put(_text(chunk))
            self._chunks.put(_DONE)
        except Exception as error:  # the boundary to a foreign client: handed over, and told as one sentence
            self._chunks.put(error)


def _text(chunk: Any) -> str:
    """The words of a chunk; reasoning and tool calls are none."""
    content = chunk.content
    if isinstance(content, str):
        return content
    parts = (part if isinstance(part, str) else part.get("text") for part in content)
    return "".join(part for part in parts if isinstance(part, str))
