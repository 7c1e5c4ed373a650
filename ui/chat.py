"""The question page: filters, conversation, question box. Handlers only; answers come from the assistant."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from ingest.vietnamese.text import fold
from ui.pages import render
from ui.pages.excerpt import excerpts
from ui.pages.waiting import WaitingRoom
from ui.turns import turns
from vectorstore.errors import HoiBaoCaoError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from vectorstore.archive import Archive

logger = logging.getLogger(__name__)

TITLE = "Hỏi báo cáo y tế"
ANY = "Tất cả"
EXAMPLES = 4
# A conversation longer than this forgets its beginning, so that a page left open does not grow for ever.
_KEPT_EXCHANGES = 50
_FORGET_AFTER_SECONDS = 4 * 3600
_BUSY = "Hiện có nhiều người đang hỏi. Xin bấm nút hỏi lại sau ít phút."
_FAILED = (
    "Xin lỗi, hệ thống gặp lỗi khi trả lời câu hỏi này. Hãy thử lại; nếu vẫn lỗi, hãy báo người phụ trách."
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what the page shows for it."""

    question: str
    html: str
    answer: str = ""  # the answer's text; "" while it is worked out, and where there was none
    ticket: int = 0  # of the waiting room; 0 where nothing is awaited


class Page:
    """The handlers over one archive, shared by all visitors; what a visitor said lives in that visitor's state."""

    def __init__(self, archive: Archive, assistant: Assistant, places: int) -> None:
        self._archive = archive
        self._assistant = assistant
        self._waiting = WaitingRoom(places)

    def opened(self) -> list[Any]:
        """What the page shows at first, from the archive at hand: summary, filter choices, example questions."""
        reports = self._archive.reports()
        places = sorted({report.place.label for report in reports if report.place}, key=fold)
        periods = sorted({report.period for report in reports if report.period}, reverse=True)
        choices = [(f"{report.label}: {report.title}", report.key) for report in reports]
        questions = self._assistant.examples(EXAMPLES) if reports else []
        buttons = [*questions, *[""] * EXAMPLES][:EXAMPLES]
        return [
            render.escape(render.archive_line(reports)),
            gr.update(choices=[ANY, *places]),
            gr.update(choices=[ANY, *(period.label for period in periods)]),
            gr.update(choices=choices),
            *(gr.update(value=text, visible=bool(text)) for text in buttons),
        ]

    def take(self, question: str, past: Sequence[Exchange]) -> list[Exchange] | None:
        """The conversation with the question in it, at once; None where there is nothing new to ask."""
        question = (question or "").strip()
        if not question or (past and self._waiting.holds(past[-1].ticket)):
            return None
        kept = list(past)[-_KEPT_EXCHANGES:]
        ticket = self._waiting.enter()
        if ticket is None:
            return [*kept, Exchange(question, render.notice_html(_BUSY))]
        return [*kept, Exchange(question, render.waiting_html(), ticket=ticket)]

    def again(self, past: Sequence[Exchange]) -> list[Exchange] | None:
        """The conversation with its last question asked once more."""
        if not past or self._waiting.holds(past[-1].ticket):
            return None
        return self.take(past[-1].question, past[:-1])

    def answer(
        self, taken: Sequence[Exchange], place: str, period: str, reports: Sequence[str]
    ) -> Iterator[list[Exchange]]:
        """The conversation as the answer to its last question grows; nothing where none is awaited."""
        if not taken or not taken[-1].ticket:
            yield list(taken)  # nothing is awaited: what stands there stays
            return
        *kept, asked = taken
        filters = {
            "place": None if place == ANY else place,
            "period": None if period == ANY else period,
            "reports": tuple(reports or ()),
        }
        try:
            for exchange in self._grown(asked.question, kept, filters):
                yield [*kept, exchange]
        finally:
            self._waiting.leave(asked.ticket)

    def _grown(self, question: str, kept: Sequence[Exchange], filters: dict[str, Any]) -> Iterator[Exchange]:
        try:
            history = turns([{"question": e.question, "answer": e.answer} for e in kept if e.answer])
            answer = self._assistant.ask(question, history=history, **filters)
            quoted = excerpts(self._archive, answer.citations)
        except HoiBaoCaoError as error:
            yield Exchange(question, render.notice_html(str(error)))
        except Exception:  # the boundary of one question: the page and the other visitors go on
            logger.exception("a question could not be answered")
            yield Exchange(question, render.notice_html(_FAILED))
        else:
            for html in render.stages(answer, quoted):
                yield Exchange(question, html, answer.text)


def build_chat(archive: Archive, assistant: Assistant, concurrency: int, queue: int) -> gr.Blocks:
    """The page over an archive; `concurrency` questions are answered at once, `queue` more may wait."""
    page = Page(archive, assistant, places=concurrency + queue)
    blocks = gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True)
    with blocks:
        # Markdown, not HTML components: those evaluate templates, which the page's headers forbid.
        with gr.Row(elem_id="head"):
            gr.Markdown(f"# {TITLE}", elem_id="title")
            holdings = gr.Markdown(elem_id="holdings")
        filters = _filters()
        past = gr.State([], time_to_live=_FORGET_AFTER_SECONDS)
        chatbot = _chatbot()
        with gr.Row(elem_id="examples") as example_row:
            examples = [gr.Button(visible=False, size="sm", elem_classes="example") for _ in range(EXAMPLES)]
        box, send, new = _question_row()
        wired = _Wiring(page, past, chatbot, box, filters, example_row)
        wired.asks([send.click, box.submit])
        for button in examples:
            wired.example(button)
        wired.retries()
        wired.clears([new.click, chatbot.clear])
        blocks.load(page.opened, None, [holdings, *filters, *examples], queue=False, **PRIVATE)
    # The waiting room limits how many wait; Gradio's own limit would tell of it in English.
    blocks.queue(default_concurrency_limit=concurrency, api_open=False)
    return blocks


# No endpoint of the page is an API for others.
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def _filters() -> tuple[gr.Dropdown, gr.Dropdown, gr.Dropdown]:
    with gr.Row(elem_id="filters"):
        place = gr.Dropdown([ANY], value=ANY, label="Địa phương", elem_id="place", scale=2, min_width=150)
        period = gr.Dropdown([ANY], value=ANY, label="Kỳ báo cáo", elem_id="period", scale=2, min_width=150)
        reports = gr.Dropdown(
            [], value=[], multiselect=True, label="Báo cáo (để trống: tất cả)", elem_id="reports", scale=4
        )
    return place, period, reports


def _question_row() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    with gr.Row(elem_id="ask"):
        box = gr.Textbox(
            placeholder="Nhập câu hỏi, ví dụ: Tỷ lệ tiêm chủng đầy đủ 6 tháng đầu năm?",
            show_label=False,
            label="Câu hỏi",
            container=False,
            lines=1,
            max_lines=6,
            scale=8,
            autofocus=True,
            elem_id="question",
        )
        send = gr.Button("Hỏi", variant="primary", scale=1, min_width=88, elem_id="send")
        new = gr.Button("Cuộc hỏi mới", scale=1, min_width=128, elem_id="new")
    return box, send, new


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="conversation",
        label="Hội thoại",
        show_label=False,
        scale=1,
        height=None,
        min_height=240,
        buttons=[],
        latex_delimiters=[],
        layout="panel",
        feedback_options=None,
        group_consecutive_messages=False,
        placeholder="Hãy hỏi về số liệu, kết quả, khó khăn, kiến nghị… có trong các báo cáo của kho.",
    )


class _Wiring:
    """Which event calls which handler with what."""

    def __init__(
        self,
        page: Page,
        past: gr.State,
        chatbot: gr.Chatbot,
        box: gr.Textbox,
        filters: Sequence[gr.Dropdown],
        example_row: gr.Row,
    ) -> None:
        self._page = page
        self._inputs = [box, past, *filters]
        self._chatbot = chatbot
        self._answers: list[Any] = []
        self.outputs = [past, chatbot, box, example_row]

    def asks(self, events: Sequence[Any]) -> None:
        for event in events:
            self._then_answer(event(self._taken, self._inputs[:2], self.outputs, queue=False, **PRIVATE))

    def example(self, button: gr.Button) -> None:
        past = self._inputs[1]
        self._then_answer(button.click(self._taken, [button, past], self.outputs, queue=False, **PRIVATE))

    def retries(self) -> None:
        past = self._inputs[1]
        self._then_answer(self._chatbot.retry(self._again, [past], self.outputs, queue=False, **PRIVATE))

    def _then_answer(self, taken: Any) -> None:
        # Two steps: the question is seen at once, even where its turn to be answered comes later.
        self._answers.append(taken.then(self._answered, self._inputs[1:], self.outputs[:2], **PRIVATE))

    def clears(self, events: Sequence[Any]) -> None:
        """Wired last: an answer that is still growing must not come back into the new conversation."""
        for event in events:
            event(self._cleared, None, self.outputs, queue=False, cancels=self._answers, **PRIVATE)

    def _cleared(self) -> list[Any]:
        return [[], [], "", gr.update(visible=True)]

    def _taken(self, question: str, past: list[Exchange]) -> list[Any]:
        return self._shown(self._page.take(question, past))

    def _again(self, past: list[Exchange]) -> list[Any]:
        return self._shown(self._page.again(past))

    def _shown(self, taken: list[Exchange] | None) -> list[Any]:
        if taken is None:
            return [gr.skip()] * len(self.outputs)
        return [taken, messages(taken), "", gr.update(visible=False)]

    def _answered(self, taken: list[Exchange], *filters: Any) -> Iterator[list[Any]]:
        for grown in self._page.answer(taken, *filters):
            yield [grown, messages(grown)]


def messages(past: Sequence[Exchange]) -> list[dict[str, str]]:
    """Exchanges as the chat component takes them."""
    shown = []
    for exchange in past:
        shown.append({"role": "user", "content": render.question_html(exchange.question)})
        shown.append({"role": "assistant", "content": exchange.html})
    return shown
