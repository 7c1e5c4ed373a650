"""Kiểm tra dự thảo: a draft against itself and against the archive, before it is sent."""

from __future__ import annotations

import functools
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import anyio
import anyio.to_thread
import gradio as gr
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.audit.comments import write_comments
from ingest.files import PREFERENCE
from ui.intake.body import save_body
from ui.intake.unzip import safe_name
from ui.journal import Action
from ui.pages import check_view
from ui.pages.bridge import PRIVATE, Channel, Sent
from ui.pages.check_view import CHANNEL, UPLOAD, Query, checked_html, drop_html
from ui.pages.downloads import attachment
from ui.pages.drafts import AT_ONCE, Draft
from ui.pages.shared import Shared
from ui.pages.source_panel import tool_room
from ui.people.rights import needs, visitor_of
from ui.people.visitor import PersonRole
from vectorstore.errors import HoiBaoCaoError

PATH = check_view.PATH
NAME = "Kiểm tra dự thảo"
ROLE = PersonRole.READER

_READER = needs(PersonRole.READER)


def build(shared: Shared, blocks: gr.Blocks) -> None:
    """The page; its state is in the address (see check_view.Query)."""
    page = _Page(shared)
    with tool_room("check-page", shared):
        pressed = Channel(CHANNEL)
        query = gr.State(Query())
        gr.Markdown(drop_html(shared.drafts.limits.file_bytes), elem_id="drop", sanitize_html=False)
        shown = gr.Markdown(elem_id="tool-shown", sanitize_html=False)
    blocks.load(page.opened, None, [query, shown], queue=False, **PRIVATE)
    pressed.on(ROLE, page.pressed, [query], [query, shown])


def routes(shared: Shared) -> list[Route]:
    """Receiving a draft, and the draft with comments; to be put before the pages."""
    page = _Page(shared)
    return [
        Route(UPLOAD, page.receive, methods=["POST"]),
        Route("/kiem-tra/{id}/nhan-xet.docx", page.commented),
    ]


class _Page:
    """The handlers of the events and routes."""

    def __init__(self, shared: Shared) -> None:
        self._drafts = shared.drafts
        self._journal = shared.office.journal
        # Threads of its own: while long drafts are read, nobody else waits for one.
        self._threads = anyio.CapacityLimiter(AT_ONCE)

    @_READER
    def opened(self, request: gr.Request) -> list[Any]:
        return self._shown(request, Query.of(request.query_params))

    def pressed(self, request: gr.Request, sent: Sent, query: Query) -> list[Any]:
        """'open:ID' of a draft just checked, 'level:nghi-van', 'page:2'."""
        what, _, value = sent.value.partition(":")
        names = {"open": "du-thao", "level": "muc", "page": "trang"}
        asked = Query.of({names[what]: value}) if what in names else query
        if what == "level":
            asked = replace(query, level=asked.level, page=1)
        elif what == "page":
            asked = replace(query, page=asked.page)
        return self._shown(request, asked)

    async def receive(self, request: Request) -> Response:
        """One file as the body of a request, its name in `x-name`: read and checked at once, never kept long."""
        name = safe_name(unquote(request.headers.get("x-name", "")))
        if Path(name).suffix.lower() not in PREFERENCE:
            known = ", ".join(PREFERENCE)
            return JSONResponse({"error": f"Chỉ kiểm tra được tệp {known}; hãy lưu lại ở dạng đó."}, 415)
        folder = await run_in_threadpool(self._drafts.place)
        try:
            await save_body(request, folder / name, self._drafts.limits.file_bytes)
            check = functools.partial(self._checked, request, folder / name)
            draft = await anyio.to_thread.run_sync(check, limiter=self._threads)
        except (HoiBaoCaoError, ClientDisconnect, OSError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            told = str(error) if isinstance(error, HoiBaoCaoError) else "Không nhận trọn tệp; hãy gửi lại."
            return JSONResponse({"error": told[:1].upper() + told[1:]}, 400)
        return JSONResponse({"draft": draft.id})

    def commented(self, request: Request) -> Response:
        """The draft as sent, with the remarks of a level as comments of Word."""
        draft = self._drafts.find(visitor_of(request), request.path_params["id"])
        if draft is None:
            return PlainTextResponse("Không còn dự thảo này; hãy gửi lại tệp.", 404)
        told = Query.of(request.query_params).told(draft.remarks)
        target = self._drafts.place() / "nhan-xet.docx"
        try:
            write_comments(draft.path, target, told)
            content = target.read_bytes()
        except HoiBaoCaoError as error:
            return PlainTextResponse(str(error), 400)
        finally:
            shutil.rmtree(target.parent, ignore_errors=True)
        figures = list(dict.fromkeys(source.figure for remark in told for source in remark.sources))
        subject = f"nhận xét: {draft.path.name}"
        self._journal.record(visitor_of(request), Action.EXPORT, subject, {"dạng": "docx"}, figures)
        return attachment(content, "du-thao-co-nhan-xet.docx")

    def _checked(self, request: Request, path: Path) -> Draft:
        visitor = visitor_of(request)
        draft = self._drafts.check(visitor, path)
        detail = {"nhận xét": len(draft.remarks), "báo cáo đối chiếu": len(draft.others)}
        self._journal.record(visitor, Action.AUDIT, path.name, detail)
        return draft

    def _shown(self, request: gr.Request, query: Query) -> list[Any]:
        draft = self._drafts.find(visitor_of(request), query.draft) if query.draft else None
        return [query, checked_html(draft, query)]
