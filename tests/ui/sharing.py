"""What pages are given, over one archive; and requests of people of each role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import gradio as gr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.indicators.locate import Indicators
from ui.intake.desk import Desk
from ui.intake.limits import Limits
from ui.pages.drafts import Drafts
from ui.pages.shared import Shared
from ui.pages.suggest import Names
from ui.people.office import office_in
from ui.people.visitor import LOCAL, PersonRole, Visitor
from ui.settings import Settings


@contextmanager
def sharing(archive: Any, assistant: Any = None) -> Iterator[Shared]:
    """An office without accounts, and all that works in the background until the end."""
    settings = Settings()
    office = office_in(None, settings)
    desk, drafts = Desk(archive, office.journal, settings), Drafts(archive, Limits.of(settings))
    try:
        yield Shared(archive, assistant, office, settings, desk, Indicators(archive), Names(archive), drafts)
    finally:
        desk.close()
        drafts.close()


def asked_by(role: PersonRole, name: str = "lan", query: str = "") -> gr.Request:
    """A request of a page with this query in its address."""
    scope = {
        "type": "http",
        "headers": [],
        "query_string": query.encode(),
        "hoibaocao.visitor": Visitor(name, role),
    }
    return gr.Request(request=Request(scope))


def client_of(routes: Sequence[Route], visitor: Visitor = LOCAL) -> TestClient:
    """Plain routes as one who came through the gate reaches them."""
    app = Starlette(routes=routes)

    async def known(scope: Any, receive: Any, send: Any) -> None:
        scope["hoibaocao.visitor"] = visitor
        await app(scope, receive, send)

    return TestClient(known)
