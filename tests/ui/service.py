"""The web app on a port of this machine, with a person of each role; over the four reports of tests/assistant."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from assistant.assistant import Assistant
from tests.assistant.four_reports import make_archive
from ui.composition import quieten_libraries
from ui.people.office import Office, open_office
from ui.people.visitor import PersonRole, role_slug
from ui.settings import Settings
from vectorstore.archive import Archive


@dataclass(frozen=True)
class Service:
    """A running app; without accounts `tokens` is empty."""

    address: str
    app: FastAPI
    office: Office
    tokens: dict[PersonRole, str]

    def headers(self, role: PersonRole | None) -> dict[str, str]:
        """What a program of a person of this role sends."""
        return {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}


@contextmanager
def serving(folder: Path, *, accounts: bool = True) -> Iterator[Service]:
    with make_archive(folder) as archive:
        people = folder / "archive"
        with serving_archive(archive, Assistant(archive), people, accounts=accounts) as service:
            yield service


@contextmanager
def serving_archive(
    archive: Archive, assistant: Assistant, folder: Path, *, accounts: bool = True
) -> Iterator[Service]:
    """The app over an open archive; `folder` is where its people are kept."""
    from ui.server import listen, make_app

    quieten_libraries()
    settings = Settings(archive=folder)
    office = open_office(settings)
    tokens = {}
    for role in PersonRole if accounts else ():
        office.accounts.add(role_slug(role), role, None)
        tokens[role] = office.tokens.make(role_slug(role), "", 1)
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    app = make_app(archive, assistant, settings.changed(port=port), office)
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, proxy_headers=False)
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield Service(f"http://127.0.0.1:{port}", app, office, tokens)
    finally:
        server.should_exit = True
        thread.join(10)
        app.state.close()
        office.close()
