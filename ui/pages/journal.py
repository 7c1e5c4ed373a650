"""Nhật ký: who did what and when; for administrators."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.journal import Action, Journal, as_csv
from ui.pages import journal_list
from ui.pages.bridge import PRIVATE, Channel, Sent
from ui.pages.journal_list import ANY, CHANNEL, FILE, Query, find, find_all, list_html
from ui.pages.markup import escape
from ui.pages.shared import Shared
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole, demand
from vectorstore.errors import UsageError

PATH = journal_list.PATH
NAME = "Nhật ký"
ROLE = PersonRole.ADMIN

_ADMIN = needs(PersonRole.ADMIN)


def build(shared: Shared, blocks: gr.Blocks) -> None:
    """The page; its state is in the address (see journal_list.Query)."""
    page = _Page(shared.office.journal)
    with gr.Column(elem_id="journal-page", elem_classes="room", min_width=0):
        listing = Channel(CHANNEL)
        query = gr.State(Query())
        controls = _controls()
        shown = gr.Markdown(elem_id="journal", sanitize_html=False)
    blocks.load(page.opened, None, [query, *controls, shown], queue=False, **PRIVATE)
    for control in controls:
        # .input alone: what the server sets must not ask again
        control.input(
            page.narrowed, controls, [query, shown], queue=False, trigger_mode="always_last", **PRIVATE
        )
    listing.on(ROLE, page.pressed, [query], [query, shown])


def routes(journal: Journal) -> list[Route]:
    """The journal as a file; to be put before the pages."""

    def file(request: Request) -> Response:
        visitor = visitor_of(request)
        demand(visitor, PersonRole.ADMIN)
        query = Query.of(request.query_params)
        entries = find_all(journal, query)
        journal.record(
            visitor, Action.EXPORT, "nhật ký", {"số dòng": len(entries), "lọc": query.parameters()}
        )
        headers = {"content-disposition": 'attachment; filename="nhat-ky.csv"', "cache-control": "no-store"}
        return Response(as_csv(entries), media_type="text/csv; charset=utf-8", headers=headers)

    return [Route(FILE, file)]


class _Page:
    """The handlers of the events."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @_ADMIN
    def opened(self, request: gr.Request) -> list[Any]:
        query = Query.of(request.query_params)
        people = journal_list.people(self._journal)
        return [
            query,
            query.words,
            gr.update(choices=people, value=query.person if query.person in people else ANY),
            query.action,
            query.first,
            query.last,
            self._shown(query),
        ]

    @_ADMIN
    def narrowed(self, words: str, person: str, action: str, first: str, last: str) -> list[Any]:
        # Read as from an address, where anything may stand.
        query = Query.of(
            {
                "tim": words or "",
                "nguoi": person or ANY,
                "viec": action or ANY,
                "tu": first or "",
                "den": last or "",
            }
        )
        return [query, self._shown(query)]

    def pressed(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """'before:NUMBER' or 'newest'."""
        what, _, value = sent.value.partition(":")
        before = int(value) if what == "before" and value.isdecimal() and len(value) < 18 else None
        query = replace(query, before=before)
        return [query, self._shown(query)]

    def _shown(self, query: Query) -> str:
        try:
            return list_html(find(self._journal, query), query)
        except UsageError as error:
            return f'<p class="notice">{escape(str(error))}</p>'


def _controls() -> list[Any]:
    with gr.Row(elem_id="controls"):
        words = gr.Textbox(
            placeholder="Tìm trong nhật ký", label="Tìm", elem_id="words", scale=2, min_width=0
        )
        person = gr.Dropdown([ANY], value=ANY, label="Người", elem_id="journal-person", min_width=0)
        action = gr.Dropdown([ANY, *Action], value=ANY, label="Việc", elem_id="journal-action", min_width=0)
        first = gr.Textbox(placeholder="01/11/2026", label="Từ ngày", elem_id="journal-first", min_width=0)
        last = gr.Textbox(placeholder="30/11/2026", label="Đến ngày", elem_id="journal-last", min_width=0)
    return [words, person, action, first, last]
