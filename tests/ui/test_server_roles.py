"""Every way into the app, tried with each role and without login: pages, events, endpoints, plain routes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount, Route

from tests.ui.service import Service, serving
from ui.people.rights import needed_role
from ui.people.visitor import PersonRole

READER, EDITOR, ADMIN = PersonRole
LOWER = {READER: (), EDITOR: (READER,), ADMIN: (READER, EDITOR)}
DENIED = "Không có quyền"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("roles")) as running:
        yield running


@pytest.fixture(scope="module")
def client(service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.address, timeout=60) as opened:
        yield opened


def events(app: FastAPI) -> dict[int, object]:
    """Gradio's events with a handler of ours, by their number."""
    [mount] = [route for route in app.router.routes if isinstance(route, Mount)]
    return {number: event for number, event in mount.app.get_blocks().fns.items() if event.fn}


def called(client: httpx.Client, service: Service, role: PersonRole | None, number: int, inputs: int) -> str:
    """What becomes of an event: the answer's text, or the error's."""
    headers = service.headers(role)
    page = f"{number}-{role}"
    join = {"fn_index": number, "session_hash": page, "data": [None] * inputs}
    joined = client.post("/gradio_api/queue/join", json=join, headers=headers)
    if joined.status_code != 200:
        return f"{joined.status_code} {joined.text}"
    with client.stream("GET", f"/gradio_api/queue/data?session_hash={page}", headers=headers) as stream:
        for line in stream.iter_lines():
            message = json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {}
            if message.get("msg") == "process_completed":
                return json.dumps(message, ensure_ascii=False)
    return ""


def test_every_handler_says_which_role_it_needs(service):
    undeclared = [
        event.api_name or getattr(event.fn, "__qualname__", event.fn)
        for event in events(service.app).values()
        if needed_role(event.fn) is None and event.api_visibility == "private"
    ]
    assert undeclared == []


def test_only_the_tools_are_public(service):
    public = {e.api_name for e in events(service.app).values() if e.api_visibility != "private"}
    assert public == {"ask", "figures", "compare", "reports", "audit"}


def test_no_event_is_answered_without_login(service, client):
    for number, event in events(service.app).items():
        assert called(client, service, None, number, len(event.inputs)).startswith("401"), event.fn


def test_no_event_is_answered_for_a_lower_role(service, client):
    tried = 0
    for number, event in events(service.app).items():
        for role in LOWER[needed_role(event.fn) or READER]:
            assert DENIED in called(client, service, role, number, len(event.inputs)), event.fn
            tried += 1
    assert tried, "no handler needs more than a reader's role"


def test_no_event_is_refused_to_a_role_that_may(service, client):
    harmless = {n: e for n, e in events(service.app).items() if (needed_role(e.fn) or READER) is READER}
    for number, event in harmless.items():
        for role in PersonRole:
            assert DENIED not in called(client, service, role, number, len(event.inputs)), event.fn


def plain_routes(app: FastAPI) -> list[tuple[str, str]]:
    """Method and address of each route beside Gradio's, parameters filled in."""
    found = []
    for route in app.router.routes:
        if isinstance(route, Route):
            path = "/".join("0" if part.startswith("{") else part for part in route.path.split("/"))
            found += [(method, path) for method in route.methods or ("POST",)]
    return sorted(set(found))


def test_no_plain_route_is_answered_without_login(service, client):
    open_to_all = {("GET", "/dang-nhap"), ("HEAD", "/dang-nhap"), ("POST", "/dang-nhap")}
    routes = set(plain_routes(service.app))
    assert open_to_all < routes and ("POST", "/mcp") in routes
    for method, path in routes - open_to_all:
        assert client.request(method, path).status_code == 401, (method, path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/config",
        "/theme.css",
        "/static/img/logo.svg",
        "/assets/index.js",
        "/gradio_api/info",
        "/gradio_api/user",
        "/gradio_api/startup-events",
        "/gradio_api/upload_progress?upload_id=x",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/queue/data?session_hash=x",
    ],
)
def test_nothing_of_gradio_is_answered_without_login(client, path):
    assert client.get(path).status_code == 401


@pytest.mark.parametrize("name", ["catalogue.sqlite", "people.sqlite", "originals/hoa-binh-6t-2023.txt"])
def test_files_of_the_archive_are_no_files_of_gradio(service, client, name):
    path = service.office.store.path.parent / name
    assert path.exists()
    answer = client.get(f"/gradio_api/file={path}", headers=service.headers(ADMIN))
    assert answer.status_code in (403, 404)


def test_headers_stand_on_every_answer(service, client):
    for path, role in (("/", READER), ("/dang-nhap", None), ("/config", None), ("/gradio_api/info", READER)):
        headers = client.get(path, headers=service.headers(role)).headers
        assert "default-src 'self'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [("GET", "/nhat-ky/nhat-ky.csv", ADMIN), ("POST", "/kho/tep", EDITOR)],
    ids=["journal", "upload"],
)
def test_plain_routes_ask_for_their_role(service, client, method, path, needed):
    for role in PersonRole:
        answer = client.request(method, path, headers=service.headers(role))
        assert (answer.status_code == 403) is not role.may(needed), role
        if not role.may(needed):
            assert f"cần quyền {needed}" in answer.json()["error"]
