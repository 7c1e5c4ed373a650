"""Hỏi đáp: conversations at the left, the conversation, and the source view at the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import gradio as gr

from assistant.questions.question import parse_question
from ingest.vietnamese.text import fold
from ui.chat import ANY, Chat, Filters, Talk, messages
from ui.journal import Action
from ui.pages import conversations, render
from ui.pages.bridge import PRIVATE, Channel, Sent, button
from ui.pages.conversations import conversations_html
from ui.pages.markup import escape
from ui.pages.shared import Shared
from ui.pages.source_panel import build_source_panel
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole
from vectorstore.errors import HoiBaoCaoError
from vectorstore.records import Report

PATH = ""
NAME = "Hỏi đáp"
ROLE = PersonRole.READER

EXAMPLES = 4
_FORGET_AFTER_SECONDS = 4 * 3600
# On a phone the list of conversations is a sheet.
_OPEN_HISTORY = '<button type="button" class="quiet" data-toggle="history-open">Các cuộc hỏi</button>'
_READER = needs(PersonRole.READER)


def build(shared: Shared, blocks: gr.Blocks) -> None:
    """The page; its conversation is in the address (?cuoc-hoi=…), a question may be (?hoi=…)."""
    page = _Page(shared)
    with gr.Row(elem_id="ask-page", elem_classes="room"):
        with gr.Column(elem_id="history", scale=0, min_width=0):
            talks, names = Channel(conversations.CHANNEL), Channel(conversations.LIST)
            search = gr.Textbox(
                placeholder="Tìm cuộc hỏi",
                label="Tìm cuộc hỏi",
                show_label=False,
                container=False,
                elem_id="search",
            )
            listed = gr.Markdown(elem_id="conversations", sanitize_html=False)
        with gr.Column(elem_id="talk", min_width=0):
            talk = gr.State(Talk(), time_to_live=_FORGET_AFTER_SECONDS)
            gr.Markdown(_OPEN_HISTORY, elem_id="open-history", sanitize_html=False)
            welcome = gr.Markdown(elem_id="welcome", sanitize_html=False)
            chatbot = _chatbot()
            filters, understood = _filters()
            box, send, stop = _question_row()
        build_source_panel(shared)
        chat, asked = Channel(render.CHANNEL), Channel(render.ASK)
    outputs = [talk, chatbot, box]
    wired = _Wiring(page, outputs, filters, listed, search)
    wired.asks(box.submit(page.typed, [box, talk], outputs, queue=False, **PRIVATE))
    wired.asks(send.click(page.typed, [box, talk], outputs, queue=False, **PRIVATE))
    wired.asks(asked.on(ROLE, page.pressed, [talk], outputs))
    wired.asks(chat.on(ROLE, page.acted, [talk], outputs))
    wired.ends(stop, talks)
    names.on(ROLE, page.arranged, [talk, search], [listed])
    box.change(
        page.understood, [box, *filters], [understood], queue=False, trigger_mode="always_last", **PRIVATE
    )
    blocks.load(page.opened, None, [talk, chatbot, box, listed, welcome, *filters], queue=False, **PRIVATE)


class _Page:
    """The handlers of the events."""

    def __init__(self, shared: Shared) -> None:
        self._archive = shared.archive
        self._assistant = shared.assistant
        self._journal = shared.office.journal
        settings = shared.settings
        self._chat = Chat(shared.assistant, shared.office.history, settings.concurrency + settings.queue)

    @_READER
    def opened(self, request: gr.Request) -> list[Any]:
        """What the page shows at first, from its address and the archive at hand."""
        visitor = visitor_of(request)
        talk = self._chat.opened(visitor, request.query_params.get("cuoc-hoi", ""))
        reports = self._archive.reports()
        examples = self._assistant.examples(EXAMPLES) if reports else []
        question = request.query_params.get("hoi", "")
        listed = self._listed(request, talk)
        return [talk, messages(talk), question, listed, welcome_html(reports, examples), *_choices(reports)]

    @_READER
    def typed(self, request: gr.Request, question: str, talk: Talk) -> list[Any]:
        return _taken(self._chat.take(visitor_of(request), question, talk), box="")

    def pressed(self, request: gr.Request, sent: Sent, talk: Talk) -> list[Any]:
        return _taken(self._chat.take(visitor_of(request), sent.value, talk))

    def acted(self, request: gr.Request, sent: Sent, talk: Talk) -> list[Any]:
        """What was pressed at a question or its answer: 'edit:2', 'again:2', 'good:2', 'bad:2'."""
        what, _, place = sent.value.partition(":")
        at = int(place) if place.isdecimal() and len(place) < 6 else -1
        if what == "again":
            return _taken(self._chat.again(visitor_of(request), talk, at))
        if not 0 <= at < len(talk.exchanges):
            return _taken(None)
        if what == "edit":
            return [gr.skip(), gr.skip(), talk.exchanges[at].question]
        self._judged(request, what, sent, talk, at)
        return _taken(None)

    @_READER
    def answered(self, request: gr.Request, talk: Talk, words: str, *filters: Any) -> Iterator[list[Any]]:
        waits = bool(talk.exchanges) and bool(talk.exchanges[-1].ticket)
        grown = talk
        for grown in self._chat.answer(visitor_of(request), talk, Filters(*filters)):
            yield [grown, messages(grown), gr.skip()]
        if waits:
            self._recorded(request, grown)
            yield [gr.skip(), gr.skip(), self._listed(request, grown, words)]

    def _recorded(self, request: gr.Request, talk: Talk) -> None:
        last = talk.exchanges[-1]
        if last.answer:
            detail = {"từ chối": last.answer.refused}
            self._journal.record(visitor_of(request), Action.ASK, last.question, detail, last.answer.figures)

    @_READER
    def stopped(self, talk: Talk) -> list[Any]:
        talk = self._chat.stopped(talk)
        return [talk, messages(talk)]

    @_READER
    def searched(self, request: gr.Request, words: str, talk: Talk) -> str:
        return self._listed(request, talk, words)

    def arranged(self, request: gr.Request, sent: Sent, talk: Talk, words: str) -> str:
        """The list itself: 'more:100' of it, or the form 'rename:ID'."""
        what, _, value = sent.value.partition(":")
        if what == "more" and value.isdecimal() and len(value) < 6:
            return self._listed(request, talk, words, limit=int(value))
        if what == "rename":
            try:
                self._chat.rename(visitor_of(request), value, sent.fields.get("title", ""))
            except HoiBaoCaoError as error:
                gr.Warning(str(error), title="")
        return self._listed(request, talk, words)

    def chosen(self, request: gr.Request, sent: Sent, talk: Talk, words: str) -> list[Any]:
        """What was pressed in the list of conversations: 'open:ID', 'delete:ID', 'recall:ID' or 'new'."""
        visitor = visitor_of(request)
        what, _, id = sent.value.partition(":")
        undo = ""
        try:
            if what == "delete":
                self._chat.forget(visitor, id)
                undo = id
            elif what == "recall":
                self._chat.recall(visitor, id)
        except HoiBaoCaoError as error:
            gr.Warning(str(error), title="")
        if what in ("open", "recall"):
            talk = self._chat.opened(visitor, id)
        elif what != "delete" or talk.id == id:
            talk = Talk()
        else:
            talk = self._chat.stopped(talk)  # its answer was given up with this event
        return [talk, messages(talk), gr.skip(), self._listed(request, talk, words, undo=undo)]

    @_READER
    def understood(self, question: str, place: str, period: str, reports: Sequence[str]) -> str:
        """What the question that is being typed sets by itself, and where a filter says otherwise."""
        known = (
            tuple({r.place for r in self._archive.reports() if r.place}) if (question or "").strip() else ()
        )
        parsed = parse_question(question, known) if known else None
        if parsed is None:
            return ""
        named = [("Nơi", p.label, place) for p in parsed.places]
        named += [("Kỳ", p.period.label, period) for p in parsed.periods]
        chips = "".join(
            f'<span class="set{" clash" if chosen not in (ANY, "", label) else ""}">{kind}: {escape(label)}</span>'
            for kind, label, chosen in named
        )
        return f'<span class="lead">Câu hỏi nêu:</span>{chips}' if chips else ""

    def _judged(self, request: gr.Request, what: str, sent: Sent, talk: Talk, at: int) -> None:
        reason = sent.fields.get("reason", "")
        asked = talk.exchanges[at]
        if asked.answer is None or (what, reason) not in [
            ("good", ""),
            *(("bad", r) for r in render.COMPLAINTS),
        ]:
            return
        detail = {
            "câu hỏi": asked.question,
            "trả lời": asked.answer.text.partition("\n")[0],
            "ghi chú": sent.fields.get("note", "")[:1000],
        }
        self._journal.record(
            visitor_of(request), Action.FEEDBACK, reason or "đúng", detail, asked.answer.figures
        )
        gr.Info("Đã ghi góp ý cho người quản trị. Cảm ơn.", title="", duration=4)

    def _listed(
        self,
        request: gr.Request,
        talk: Talk,
        words: str = "",
        undo: str = "",
        limit: int = conversations.SHOWN,
    ) -> str:
        # One more than is shown says whether there are further ones.
        found = self._chat.conversations(visitor_of(request), words or "", limit + 1)
        shown = conversations.Shown(talk.id, words or "", undo, limit)
        return conversations_html(found, shown)


class _Wiring:
    """Events that all ways of asking share."""

    def __init__(
        self,
        page: _Page,
        outputs: Sequence[Any],
        filters: Sequence[gr.Dropdown],
        listed: gr.Markdown,
        search: gr.Textbox,
    ) -> None:
        self._page = page
        self._outputs = list(outputs)
        self._filters = list(filters)
        self._listed = listed
        self._search = search
        self._answers: list[Any] = []

    def asks(self, taken: Any) -> None:
        """Two steps: the question is seen at once, even where its turn to be answered comes later."""
        talk, chatbot, _ = self._outputs
        inputs, outputs = [talk, self._search, *self._filters], [talk, chatbot, self._listed]
        self._answers.append(taken.then(self._page.answered, inputs, outputs, **PRIVATE))

    def ends(self, stop: gr.Button, talks: Channel) -> None:
        """Wired last: an answer that is still growing must not come back into another conversation."""
        talk, chatbot, box = self._outputs
        stop.click(self._page.stopped, [talk], [talk, chatbot], queue=False, cancels=self._answers, **PRIVATE)
        outputs = [talk, chatbot, box, self._listed]
        talks.on(ROLE, self._page.chosen, [talk, self._search], outputs, cancels=self._answers)
        self._search.change(
            self._page.searched,
            [self._search, talk],
            [self._listed],
            queue=False,
            trigger_mode="always_last",
            **PRIVATE,
        )


def _taken(talk: Talk | None, **box: str) -> list[Any]:
    """Outputs of a question that is taken, or of one that is not."""
    if talk is None:
        return [gr.skip()] * 3
    return [talk, messages(talk), box.get("box", gr.skip())]


def welcome_html(reports: Sequence[Report], examples: Sequence[str]) -> str:
    """What an empty conversation shows: what this is, what is held, questions that can be asked."""
    items = "".join(f"<li>{button(render.ASK, text, text, class_='suggested')}</li>" for text in examples)
    empty = "" if reports else f"{escape(render.archive_line(reports))} "
    offer = f"<p>Ví dụ:</p><ul>{items}</ul>" if items else ""
    return (
        "<h1>Hỏi số liệu trong báo cáo y tế</h1>"
        f"<p>{empty}Mỗi con số trả lời đều kèm nguồn; bấm vào số trong ô để xem đúng chỗ trong báo cáo.</p>{offer}"
    )


def _choices(reports: Sequence[Report]) -> list[Any]:
    places = sorted({report.place.label for report in reports if report.place}, key=fold)
    periods = sorted({report.period for report in reports if report.period}, reverse=True)
    named = [(f"{report.label}: {report.title}", report.key) for report in reports]
    return [
        gr.update(choices=[ANY, *places]),
        gr.update(choices=[ANY, *(period.label for period in periods)]),
        gr.update(choices=named),
    ]


def _filters() -> tuple[list[gr.Dropdown], gr.Markdown]:
    with gr.Row(elem_id="filters"):
        place = gr.Dropdown([ANY], value=ANY, label="Nơi", elem_id="place", scale=0, min_width=0)
        period = gr.Dropdown([ANY], value=ANY, label="Kỳ", elem_id="period", scale=0, min_width=0)
        reports = gr.Dropdown(
            [], value=[], multiselect=True, label="Báo cáo", elem_id="reports", scale=1, min_width=0
        )
        understood = gr.Markdown(elem_id="understood", sanitize_html=False)
    return [place, period, reports], understood


def _question_row() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    with gr.Row(elem_id="ask"):
        box = gr.Textbox(
            placeholder="Nhập câu hỏi",
            show_label=False,
            label="Câu hỏi",
            container=False,
            lines=1,
            max_lines=6,
            scale=1,
            autofocus=True,
            elem_id="question",
        )
        send = gr.Button("Hỏi", variant="primary", scale=0, min_width=88, elem_id="send")
        stop = gr.Button("Dừng", scale=0, min_width=88, elem_id="stop")
    return box, send, stop


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="conversation",
        label="Hội thoại",
        show_label=False,
        scale=1,
        height=None,
        min_height=0,
        buttons=[],
        latex_delimiters=[],
        layout="panel",
        feedback_options=None,
        group_consecutive_messages=False,
        sanitize_html=False,
        autoscroll=False,
        placeholder=" ",
    )
