"""A conversation: questions taken, answered, kept. Handlers without Gradio; answers come from the assistant."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.conversation import Turn
from ui.history import Conversation, History
from ui.history import Exchange as Kept
from ui.pages import render
from ui.pages.waiting import WaitingRoom
from ui.people.visitor import Visitor
from vectorstore.errors import HoiBaoCaoError, UsageError

if TYPE_CHECKING:
    from assistant.assistant import Assistant

logger = logging.getLogger(__name__)

ANY = "Tất cả"
# A conversation longer than this shows its end only, so that a page left open does not grow for ever.
_SHOWN_EXCHANGES = 50
_OFFERED = 3  # questions that a refusal offers
_BUSY = "Hiện có nhiều người đang hỏi. Xin bấm nút hỏi lại sau ít phút."
_STOPPED = "Đã dừng theo yêu cầu."
_FAILED = (
    "Xin lỗi, hệ thống gặp lỗi khi trả lời câu hỏi này. Hãy thử lại; nếu vẫn lỗi, hãy báo người phụ trách."
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what the page shows for it."""

    question: str
    html: str
    answer: Answer | None = None  # None while it is worked out, and where there was none
    ticket: int = 0  # of the waiting room; 0 where nothing is awaited
    number: int = 0  # in the kept conversation, from 1; 0 where it is not kept there yet


@dataclass(frozen=True, slots=True)
class Talk:
    """A visitor's conversation as one tab shows it; `id` is "" until its first answer is kept."""

    id: str = ""
    exchanges: tuple[Exchange, ...] = ()

    def last(self, exchange: Exchange) -> Talk:
        """The same with another last exchange."""
        return replace(self, exchanges=(*self.exchanges[:-1], exchange))


@dataclass(frozen=True, slots=True)
class Filters:
    """What the visitor narrowed the archive to; ANY or "" where not."""

    place: str = ANY
    period: str = ANY
    reports: tuple[str, ...] = ()

    def arguments(self) -> dict[str, Any]:
        """As Assistant.ask takes them."""
        named = {"place": self.place, "period": self.period}
        return {
            **{name: None if value in (ANY, "", None) else value for name, value in named.items()},
            "reports": tuple(self.reports or ()),
        }


class Chat:
    """The handlers over one archive, shared by all visitors; what a visitor said lives in that visitor's Talk."""

    def __init__(self, assistant: Assistant, history: History, places: int) -> None:
        self._assistant = assistant
        self._history = history
        self._waiting = WaitingRoom(places)

    def opened(self, visitor: Visitor, id: str) -> Talk:
        """A conversation of the visitor as it was kept; an empty one where there is none of this id."""
        if not id:
            return Talk()
        try:
            kept = self._history.exchanges(visitor.name, id)
        except UsageError:
            return Talk()
        return Talk(id, tuple(map(_shown, kept[-_SHOWN_EXCHANGES:], range(len(kept)))))

    def take(self, visitor: Visitor, question: str, talk: Talk) -> Talk | None:
        """The conversation with the question in it, at once; None where there is nothing new to ask."""
        question = (question or "").strip()
        if not question or self._awaited(talk):
            return None
        # What was said in another tab belongs to the conversation too.
        said = self.opened(visitor, talk.id).exchanges or talk.exchanges
        return replace(talk, exchanges=(*said, self._entered(question)))

    def again(self, visitor: Visitor, talk: Talk, at: int) -> Talk | None:
        """The conversation with its question `at` (from 0) asked once more: the last one in its place."""
        if not 0 <= at < len(talk.exchanges) or self._awaited(talk):
            return None
        asked = talk.exchanges[at]
        if at < len(talk.exchanges) - 1:
            return self.take(visitor, asked.question, talk)
        return talk.last(replace(self._entered(asked.question), number=asked.number))

    def answer(self, visitor: Visitor, talk: Talk, filters: Filters) -> Iterator[Talk]:
        """The conversation as the answer to its last question grows, and at last as it is kept.

        Nothing changes where no answer is awaited.
        """
        if not self._awaited(talk):
            yield talk
            return
        asked = talk.exchanges[-1]
        try:
            grown = asked
            for grown in self._grown(asked, talk.exchanges[:-1], filters):
                yield talk.last(grown)
            yield self._kept(visitor, talk, grown)
        finally:
            self._waiting.leave(asked.ticket)

    def stopped(self, talk: Talk) -> Talk:
        """The conversation with the answer that was awaited given up."""
        if not self._awaited(talk):
            return talk
        asked = talk.exchanges[-1]
        self._waiting.leave(asked.ticket)
        return talk.last(
            replace(asked, html=render.stopped_html(_STOPPED, len(talk.exchanges) - 1), ticket=0)
        )

    def conversations(self, visitor: Visitor, search: str = "", limit: int = 50) -> list[Conversation]:
        """The visitor's own, the last changed first."""
        return self._history.conversations(visitor.name, search, limit)

    def rename(self, visitor: Visitor, id: str, title: str) -> None:
        """Raises UsageError for an empty title, and where the visitor has no conversation of this id."""
        self._history.rename(visitor.name, id, title)

    def forget(self, visitor: Visitor, id: str) -> None:
        """Take a conversation out. Raises UsageError where the visitor has none of this id."""
        self._history.delete(visitor.name, id)

    def recall(self, visitor: Visitor, id: str) -> None:
        """Bring a conversation back that was taken out. Raises UsageError where it is gone."""
        self._history.restore(visitor.name, id)

    def _awaited(self, talk: Talk) -> bool:
        return bool(talk.exchanges) and self._waiting.holds(talk.exchanges[-1].ticket)

    def _entered(self, question: str) -> Exchange:
        ticket = self._waiting.enter()
        if ticket is None:
            return Exchange(question, render.notice_html(_BUSY))
        return Exchange(question, render.waiting_html(), ticket=ticket)

    def _grown(self, asked: Exchange, before: Sequence[Exchange], filters: Filters) -> Iterator[Exchange]:
        turns = [Turn(e.question, e.answer.text) for e in before if e.answer]
        try:
            for part in self._assistant.stream(asked.question, history=turns, **filters.arguments()):
                if isinstance(part, Answer):
                    answer = self._with_a_way_on(part)
                    yield replace(asked, html=render.answer_html(answer, len(before)), answer=answer)
                else:
                    yield replace(asked, html=render.growing_html(part))
        except HoiBaoCaoError as error:
            yield replace(asked, html=render.notice_html(str(error)))
        except Exception:  # the boundary of one question: the page and the other visitors go on
            logger.exception("a question could not be answered")
            yield replace(asked, html=render.notice_html(_FAILED))

    def _with_a_way_on(self, answer: Answer) -> Answer:
        """A refusal with questions that the archive answers, where it comes without."""
        if not answer.refused or answer.alternatives:
            return answer
        return replace(answer, alternatives=tuple(self._assistant.examples(_OFFERED)))

    def _kept(self, visitor: Visitor, talk: Talk, grown: Exchange) -> Talk:
        """The conversation with its last exchange in the history; as it is where that cannot be written."""
        notice = "" if grown.answer else _FAILED
        try:
            id = talk.id or self._history.begin(visitor.name, grown.question).id
            if grown.number:
                self._history.amend(visitor.name, id, grown.number, grown.question, grown.answer, notice)
                number = grown.number
            else:
                number = self._history.append(visitor.name, id, grown.question, grown.answer, notice).number
        except Exception:  # the boundary of the history: the answer is shown even where it cannot be kept
            logger.exception("a conversation could not be kept")
            return talk.last(replace(grown, ticket=0))
        return replace(talk, id=id).last(replace(grown, ticket=0, number=number))


def _shown(kept: Kept, at: int) -> Exchange:
    """An exchange of the history as the page shows it at a place (from 0) of the conversation."""
    html = render.answer_html(kept.answer, at) if kept.answer else render.notice_html(kept.notice)
    return Exchange(kept.question, html, kept.answer, number=kept.number)


def messages(talk: Talk) -> list[dict[str, str]]:
    """Exchanges as the chat component takes them."""
    shown = []
    for number, exchange in enumerate(talk.exchanges):
        shown.append({"role": "user", "content": render.question_html(exchange.question, number)})
        shown.append({"role": "assistant", "content": exchange.html})
    return shown
