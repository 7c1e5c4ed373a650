"""The assistant as a LangChain Runnable: invoke, stream, batch and their async forms; callbacks pass through."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, TypedDict

from langchain_core.callbacks import CallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Answer, PartialAnswer
from assistant.assistant import Assistant
from assistant.conversation import Turn
from vectorstore.errors import UsageError

_END = object()


class Asked(TypedDict, total=False):
    """A question with what narrows it; only `question` must be there."""

    question: str
    history: Sequence[Turn | str]  # turns, or only the questions asked before, oldest first
    place: str | None
    period: str | None
    reports: Sequence[str]  # keys


class AssistantRunnable(Runnable[str | Asked, Answer | PartialAnswer]):
    """Questions in, answers out. `invoke` gives the Answer; `stream` gives PartialAnswers, then the Answer.

    Callbacks, tags and metadata of a config go on to the language model. Raises UsageError as `Assistant.ask`.
    """

    def __init__(self, assistant: Assistant, name: str = "HoiBaoCao") -> None:
        self._assistant = assistant
        self.name = name

    def invoke(self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """The answer to one question."""
        answer = self._call_with_config(self._ask, input, config, run_type="chain")
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Iterator[Answer | PartialAnswer]:
        """Checked parts of the answer as it grows, each in place of the one before, and the Answer last."""
        yield from self._transform_stream_with_config(iter([input]), self._grow, config, run_type="chain")

    async def astream(
        self, input: str | Asked, config: RunnableConfig | None = None, **kwargs: Any
    ) -> AsyncIterator[Answer | PartialAnswer]:
        """`stream` without holding up the event loop."""
        parts = self.stream(input, config)
        try:
            while (part := await asyncio.to_thread(next, parts, _END)) is not _END:
                assert isinstance(part, Answer | PartialAnswer)
                yield part
        finally:
            await asyncio.to_thread(parts.close)  # type: ignore[attr-defined]

    def _ask(
        self, asked: str | Asked, run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Answer | PartialAnswer:
        return self._assistant.ask(**_arguments(asked), config=config)

    def _grow(
        self, asked: Iterator[str | Asked], run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Iterator[Answer | PartialAnswer]:
        for one in asked:
            yield from self._assistant.stream(**_arguments(one), config=config)


def _arguments(asked: object) -> dict[str, Any]:
    """The arguments of `Assistant.ask`. Raises UsageError for anything else than a question."""
    if isinstance(asked, str):
        return {"question": asked}
    known = Asked.__annotations__
    if (
        not isinstance(asked, dict)
        or not isinstance(asked.get("question"), str)
        or asked.keys() - known.keys()
    ):
        raise UsageError(f"Câu hỏi phải là một chuỗi, hoặc một dict có {', '.join(known)}.")
    history = tuple(Turn(turn) if isinstance(turn, str) else turn for turn in asked.get("history") or ())
    return {**asked, "history": history}
