"""So sánh: indicators of several places, periods or reports beside each other, and a draft of the comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.drafting.compose import draft
from assistant.drafting.editing import from_text, to_text
from assistant.drafting.gather import gather
from assistant.export.paper import Letterhead, Paper
from assistant.indicators.compare import compare
from assistant.indicators.listing import parse_period, parse_place
from assistant.table import Table
from ui.filters import known_keys
from ui.journal import Action, read_day
from ui.pages import compare_view
from ui.pages.bridge import PRIVATE, Channel, Sent
from ui.pages.compare_view import (
    CHANNEL,
    DRAFT,
    EXPORT,
    LETTERHEAD,
    Query,
    chosen_html,
    compared_html,
    draft_html,
    failed_html,
    flags_html,
    form_html,
    welcome_html,
)
from ui.pages.downloads import chart_route, figures_of_tables, file_response
from ui.pages.parts import notice
from ui.pages.shared import Shared
from ui.pages.source_panel import tool_room
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole
from vectorstore.errors import HoiBaoCaoError

PATH = compare_view.PATH
NAME = "So sánh"
ROLE = PersonRole.READER

_READER = needs(PersonRole.READER)


def build(shared: Shared, blocks: gr.Blocks) -> None:
    """The page; its state is in the address (see compare_view.Query), but for what is typed into the draft."""
    page = _Page(shared)
    with tool_room("compare-page", shared):
        choosing, editing = Channel(CHANNEL), Channel(DRAFT)
        query = gr.State(Query())
        form = gr.Markdown(elem_id="tool-form", sanitize_html=False)
        chosen = gr.Markdown(elem_id="chosen", sanitize_html=False)
        shown = gr.Markdown(elem_id="tool-shown", sanitize_html=False)
        text = gr.Markdown(elem_id="draft", sanitize_html=False)
        flags = gr.Markdown(elem_id="draft-flags", sanitize_html=False)
    moving = [query, chosen, shown, text, flags]
    blocks.load(page.opened, None, [form, *moving], queue=False, **PRIVATE)
    choosing.on(ROLE, page.pressed, [query], moving)
    editing.on(ROLE, page.edited, [query], [flags])


def routes(shared: Shared) -> list[Route]:
    """Charts, files of the table, and the edited draft as a file; to be put before the pages."""
    page = _Page(shared)
    return [
        chart_route(PATH, lambda parameters: page.table(Query.of(parameters))),
        Route("/so-sanh/bang.{form}", page.file),
        Route(EXPORT, page.draft_file, methods=["POST"]),
    ]


class _Page:
    """The handlers of the events and routes."""

    def __init__(self, shared: Shared) -> None:
        self._archive = shared.archive
        self._journal = shared.office.journal
        self._indicators = shared.indicators
        self._names = shared.names

    @_READER
    def opened(self, request: gr.Request) -> list[Any]:
        return [form_html(self._archive.reports()), *self._moving(Query.of(request.query_params))]

    def pressed(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """The form, or what was pressed: 'take:NAME', 'drop:noi:NAME', 'clear', 'draft:1'."""
        what, _, value = sent.value.partition(":")
        if what == "add":
            query = query.with_more(Query.of(sent.fields))
        elif what == "take":
            query = query.with_more(Query.of({"chi-tieu": value}))
        elif what == "drop":
            query = query.without(*value.partition(":")[::2])
        elif what == "clear":
            query = Query()
        elif what == "draft":
            query = query.shown(value == "1")
        if what in ("add", "take", "drop") and query.indicators:
            self._journal.record(visitor_of(request), Action.COMPARE, "; ".join(query.indicators))
        return self._moving(query)

    def edited(self, request: gr.Request, sent: Sent, query: Query) -> str:
        """The text of the draft as it stands in the box: what of it no cited source holds."""
        try:
            return flags_html(from_text(sent.value, draft(self._told(query))))
        except HoiBaoCaoError as error:
            return notice(str(error))

    def file(self, request: Request) -> Response:
        query = Query.of(request.query_params)
        return file_response(
            request,
            self._journal,
            "so-sanh",
            lambda: Paper(tables=(self.table(query),)),
            lambda paper: figures_of_tables(paper.tables),
        )

    async def draft_file(self, request: Request) -> Response:
        """The draft as edited, with its table, as the form asks."""
        async with request.form() as form:
            fields = {name: value for name, value in form.items() if isinstance(value, str)}
        if not fields.get("dang"):
            return PlainTextResponse("Không có dạng tệp này.", 404)
        return await run_in_threadpool(self._draft_file, request, fields)

    def _draft_file(self, request: Request, fields: dict[str, str]) -> Response:
        query = Query.of(fields)

        def paper() -> Paper:
            tables = self._told(query)
            summary = from_text(fields.get("van-ban", ""), draft(tables))
            return Paper(tuple(tables[:1]), summary, letterhead=_letterhead(fields))

        return file_response(
            request,
            self._journal,
            "du-thao-so-sanh",
            paper,
            lambda paper: figures_of_tables(paper.tables),
            fields["dang"],
        )

    def _moving(self, query: Query) -> list[Any]:
        chosen = chosen_html(query, self._labels(query))
        if not query.indicators:
            return [query, chosen, welcome_html(self._names.frequent()), "", ""]
        try:
            shown = compared_html(self.table(query), query)
            if not query.draft:
                return [query, chosen, shown, "", ""]
            summary = draft(self._told(query))
            return [query, chosen, shown, draft_html(summary, to_text(summary), query), flags_html(summary)]
        except HoiBaoCaoError as error:
            return [query, chosen, failed_html(str(error), query), "", ""]

    def _labels(self, query: Query) -> dict[str, str]:
        """Keys of indicators as people read them."""
        known = {key: self._indicators.by_key(key) for key in query.indicators if "|" in key}
        return {key: indicator.label for key, indicator in known.items() if indicator}

    def table(self, query: Query) -> Table:
        """What is compared. Raises UsageError for a place, period or report that is none, and for too much."""
        return compare(self._indicators, self._archive, query.indicators, **self._scopes(query))

    def _told(self, query: Query) -> Sequence[Table]:
        return gather(self._indicators, self._archive, query.indicators, **self._scopes(query))

    def _scopes(self, query: Query) -> dict[str, Any]:
        known = self._indicators.places()
        return {
            "places": [parse_place(text, known) for text in query.places],
            "periods": [parse_period(text) for text in query.periods],
            "reports": known_keys(self._archive.reports(), query.reports),
        }


def _letterhead(fields: Mapping[str, str]) -> Letterhead:
    """The head and foot as the form says. Raises UsageError for a day that is none."""
    said = {name: " ".join(fields.get(name, "").split())[:300] for name in LETTERHEAD}
    day = read_day(said["ngay"])
    return Letterhead(
        agency=said["co-quan"],
        above=said["cap-tren"],
        number=said["so"],
        place_of_issue=said["noi-ky"],
        day=day.date() if day else None,
        signer_title=said["chuc-danh"],
        signer=said["nguoi-ky"],
        recipients=tuple(part.strip() for part in said["noi-nhan"].split(";") if part.strip()),
    )
