"""Tra số liệu: one indicator through the whole archive, by place and period, with the source of every value."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import gradio as gr
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.export.paper import Paper
from assistant.indicators.correct import merge, split
from assistant.indicators.indicator import Indicator
from assistant.indicators.listing import Located, coverage, locate, scoped
from assistant.table import Table
from ui.journal import Action
from ui.pages import figures_query
from ui.pages.bridge import PRIVATE, Channel, Sent, button
from ui.pages.charts_view import charted
from ui.pages.downloads import chart_route, figures_of_lines, file_response
from ui.pages.figures_query import VIEWS, Query
from ui.pages.figures_view import CHANNEL, CORRECT, PER_PAGE, form_html, located_html, welcome_html
from ui.pages.markup import escape
from ui.pages.parts import notice
from ui.pages.shared import Shared
from ui.pages.source_panel import tool_room
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole
from vectorstore.errors import HoiBaoCaoError, UsageError

PATH = figures_query.PATH
NAME = "Tra số liệu"
ROLE = PersonRole.READER

_READER = needs(PersonRole.READER)


def build(shared: Shared, blocks: gr.Blocks) -> None:
    """The page; its state is in the address (see figures_query.Query)."""
    page = _Page(shared)
    with tool_room("figures-page", shared):
        asking, correcting = Channel(CHANNEL), Channel(CORRECT)
        query = gr.State(Query())
        form = gr.Markdown(elem_id="tool-form", sanitize_html=False)
        told = gr.Markdown(elem_id="told", sanitize_html=False)
        shown = gr.Markdown(elem_id="tool-shown", sanitize_html=False)
    blocks.load(page.opened, None, [query, form, told, shown], queue=False, **PRIVATE)
    asking.on(ROLE, page.pressed, [query], [query, form, told, shown])
    correcting.on(PersonRole.EDITOR, page.corrected, [query], [told, shown])


def routes(shared: Shared) -> list[Route]:
    """Suggestions, charts and files; to be put before the pages."""
    page = _Page(shared)
    return [
        Route("/so-lieu/goi-y", page.suggested),
        chart_route(PATH, lambda parameters: page.charted(Query.of(parameters))),
        Route("/so-lieu/so-lieu.{form}", page.file),
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
        query = Query.of(request.query_params)
        return [query, *self._drawn(request, query)]

    def pressed(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """The form, or what was pressed: 'ask:NAME', 'sort:…', 'page:2', 'view:phu'."""
        what, _, value = sent.value.partition(":")
        if what == "form":
            query = self._asked(query, sent)
            self._record(request, query)
            return [query, gr.skip(), "", self._shown(request, query)]
        if what == "ask":
            query = replace(query, indicator=value[:1000], page=1)
            self._record(request, query)
            return [query, *self._drawn(request, query)]
        if what == "sort":
            query = query.sorted_by(value)
        elif what == "page" and value[:6].isdecimal():
            query = replace(query, page=max(1, int(value[:6])))
        elif what == "view" and value in VIEWS:
            query = replace(query, view=value, page=1)
        return [query, gr.skip(), "", self._shown(request, query)]

    def corrected(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """What an editor pressed: ["merge", KEY, KEY], ["split", KEY, WORDING], or ["undo", [[KEY, KEY], …]]."""
        try:
            told = self._correct(request, *_message(sent.value))
        except HoiBaoCaoError as error:
            told = notice(str(error))
        return [told, self._shown(request, query)]

    def suggested(self, request: Request) -> Response:
        """Names of indicators that go on as typed."""
        return JSONResponse(self._names.like(request.query_params.get("q", "")[:300]))

    def file(self, request: Request) -> Response:
        query = Query.of(request.query_params)

        def paper() -> Paper:
            located = self._located(query, None)
            return Paper(located=located, tables=(self._grid(query),))

        def figures(paper: Paper) -> Any:
            return figures_of_lines(paper.located.lines) if paper.located else ()

        return file_response(request, self._journal, "so-lieu", paper, figures)

    def _asked(self, query: Query, sent: Sent) -> Query:
        """The form over what was asked before: an unchanged name keeps its key."""
        typed = Query.of(sent.fields)
        same = query.indicator and typed.indicator == self._label(query.indicator)
        indicator = query.indicator if same else typed.indicator
        return replace(
            typed, indicator=indicator, sort=query.sort, descending=query.descending, view=query.view
        )

    def _drawn(self, request: gr.Request, query: Query) -> list[Any]:
        form = form_html(query, self._archive.reports(), self._label(query.indicator))
        return [form, "", self._shown(request, query)]

    def _label(self, indicator: str) -> str:
        """A key as people read it."""
        found = self._indicators.by_key(indicator) if "|" in indicator else None
        return found.label if found else indicator

    def _shown(self, request: gr.Request, query: Query) -> str:
        if not query.indicator:
            return welcome_html(self._names.frequent())
        editor = visitor_of(request).role.may(PersonRole.EDITOR)
        try:
            located = self._located(query, PER_PAGE)
            grid = self._grid(query) if query.view != "bang" and located.indicator else None
            return located_html(located, query, editor, grid)
        except HoiBaoCaoError as error:
            return notice(str(error))

    def _located(self, query: Query, size: int | None) -> Located:
        """Raises UsageError for a filter that names nothing."""
        return locate(
            self._indicators,
            query.indicator,
            query.filters(self._indicators.places()),
            sort=query.order(),
            descending=query.descending,
            page=query.page,
            size=size,
        )

    def _grid(self, query: Query) -> Table:
        """Places × periods. Raises UsageError where no indicator is meant."""
        located = self._located(query, 1)
        if located.indicator is None:
            raise UsageError(f"Kho không có chỉ tiêu “{query.indicator}”; hãy chọn chỉ tiêu khác.")
        places = self._indicators.places()
        _, wanted = scoped(query.indicator, query.filters(places), places)
        return coverage(self._archive, located.indicator, wanted)

    def charted(self, query: Query) -> Table:
        """What the charts of a query are drawn of."""
        located = self._located(query, 1)
        return charted(self._grid(query), located.indicator) if located.indicator else Table("", (), ())

    def _record(self, request: gr.Request, query: Query) -> None:
        if query.indicator:
            self._journal.record(visitor_of(request), Action.LOOKUP, self._label(query.indicator))

    def _correct(self, request: gr.Request, what: str, one: Any, other: Any) -> str:
        """Carry a correction out and tell of it, with the way back. Raises ArchiveError where it cannot be kept."""
        corrections = self._archive.corrections
        if what == "undo" and isinstance(one, list):
            pairs = [pair for pair in one if isinstance(pair, list) and len(pair) == 2]
            undone = [corrections.remove(*map(str, pair)) for pair in pairs]
            self._journal.record(visitor_of(request), Action.CORRECT, "hoàn tác", {"số cặp": sum(undone)})
            return notice("Đã hoàn tác chỉnh sửa.")
        before = {c.pair for c in corrections.all()}
        indicator = self._known(one)
        if what == "merge":
            known = self._known(other)
            merge(self._archive, indicator, known)
            said = f"Đã gộp “{known.label}” vào “{indicator.label}”."
        elif what == "split":
            split(self._archive, indicator, str(other))
            said = f"Đã tách “{other}” khỏi “{indicator.label}”."
        else:
            return ""
        self._journal.record(
            visitor_of(request), Action.CORRECT, indicator.label, {"việc": what, "với": str(other)}
        )
        new = [[c.one, c.other] for c in corrections.all() if c.pair not in before]
        back = button(CORRECT, json.dumps(["undo", new, ""], ensure_ascii=False), "Hoàn tác") if new else ""
        return f'<p class="undo" role="status">{escape(said)} {back}</p>'

    def _known(self, key: Any) -> Indicator:
        found = self._indicators.by_key(str(key))
        if found is None:
            raise UsageError("Chỉ tiêu này không còn trong kho; hãy tra lại rồi chỉnh sửa.")
        return found


def _message(text: str) -> tuple[str, Any, Any]:
    """What a button of corrections sent; nothing where it is none of ours."""
    try:
        what, one, other = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return "", "", ""
    return str(what), one, other
