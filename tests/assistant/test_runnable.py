"""The assistant as a LangChain Runnable."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, PartialAnswer
from assistant.assistant import Assistant
from assistant.conversation import Turn
from assistant.runnable import AssistantRunnable
from assistant.writing.writer import Writer
from tests.assistant.four_reports import make_archive
from ui.composition import sentence_figures
from vectorstore.archive import Archive
from vectorstore.errors import UsageError

RATE = "Tỷ lệ tiêm chủng đầy đủ ở Hòa Bình 6T/2023?"
GOOD = "Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 là 46,8% [1]. Kế hoạch giao là 95% [1]."


class Heard(BaseCallbackHandler):
    def __init__(self) -> None:
        self.names: list[str] = []
        self.tags: list[str] = []

    def on_chain_start(self, *_: Any, **__: Any) -> None:
        self.names.append("chain")

    def on_chat_model_start(self, *_: Any, **told: Any) -> None:
        self.names.append("model")
        self.tags += told["tags"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return make_archive(tmp_path_factory.mktemp("runnable"))


@pytest.fixture
def runnable(archive: Archive) -> AssistantRunnable:
    model = GenericFakeChatModel(messages=iter([AIMessage(GOOD)] * 4))
    return AssistantRunnable(Assistant(archive, Writer(archive, model, sentence_figures)))


def test_it_is_a_runnable_that_goes_into_chains(runnable):
    assert isinstance(runnable, Runnable)
    chain = runnable | RunnableLambda(lambda answer: answer.text.split("\n")[0])
    assert chain.invoke(RATE).startswith("Tỷ lệ tiêm chủng đầy đủ của Hòa Bình 6T/2023 là 46,8% [1].")


def test_callbacks_and_tags_reach_the_model(runnable):
    heard = Heard()
    runnable.invoke(RATE, {"callbacks": [heard], "tags": ["thử"]})
    assert heard.names == ["chain", "model"]
    assert "thử" in heard.tags


def test_stream_gives_parts_then_the_answer(runnable):
    *parts, answer = runnable.stream(RATE)
    assert [type(part) for part in parts] == [PartialAnswer, PartialAnswer]
    assert isinstance(answer, Answer)
    assert answer.mode == "model"


def test_batch_keeps_the_order(runnable):
    answers = runnable.batch([RATE, "Xin chào"])
    assert [answer.refused for answer in answers] == [False, True]


async def test_async_forms(runnable):
    assert (await runnable.ainvoke(RATE)).mode == "model"
    parts = [part async for part in runnable.astream(RATE)]
    assert isinstance(parts[0], PartialAnswer)
    assert isinstance(parts[-1], Answer)
    assert len(await runnable.abatch([RATE, RATE])) == 2


@pytest.mark.parametrize("history", [[RATE], [Turn(RATE, "46,8% [1]")]], ids=["questions", "turns"])
def test_question_with_history_and_filters(archive, history):
    answer = AssistantRunnable(Assistant(archive)).invoke(
        {"question": "Còn Yên Bái?", "history": history, "reports": ["yen-bai-6t-2023"]}
    )
    assert "43,1%" in answer.text
    assert answer.resolved == "Tỷ lệ tiêm chủng đầy đủ – Yên Bái, 6T/2023"


@pytest.mark.parametrize("asked", [{}, {"question": 5}, {"question": "x", "place_name": "y"}, 7])
def test_what_is_no_question_is_refused(archive, asked):
    with pytest.raises(UsageError, match="Câu hỏi phải là"):
        AssistantRunnable(Assistant(archive)).invoke(asked)
