"""The gate: who gets in, by what, and what stays outside."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.ui.people.conftest import NAMES
from ui.people.gate import COOKIE, Gate
from ui.people.proxy import proxy_of
from ui.people.rights import visitor_of
from ui.people.visitor import PersonRole
from ui.settings import Settings

HERE = "http://127.0.0.1:7860"
PROXIED = Settings(proxy_addresses="10.0.0.5", proxy_header="X-Remote-User")
READER, EDITOR, ADMIN = PersonRole


async def who(request: Request) -> JSONResponse:
    visitor = visitor_of(request)
    return JSONResponse({"name": visitor.name, "role": str(visitor.role), "way": visitor.way})


def site(office, settings=None, peer="127.0.0.1", base=HERE) -> TestClient:
    routes = [Route("/{path:path}", who, methods=["GET", "POST"])]
    app = Gate(Starlette(routes=routes), office, proxy_of(settings or Settings()))
    return TestClient(app, base_url=base, client=(peer, 50_000), follow_redirects=False)


def logged_in(office, role: PersonRole, **more) -> TestClient:
    client = site(office, **more)
    client.cookies.set(COOKIE, office.sessions.begin(NAMES[role]))
    return client


@pytest.mark.parametrize("role", PersonRole)
def test_session_lets_in_with_its_role(office, role):
    assert logged_in(office, role).get("/").json() == {"name": NAMES[role], "role": role, "way": "session"}


def test_token_lets_in_with_its_owner_s_role(office):
    headers = {"Authorization": f"Bearer {office.tokens.make('bich', '', 1)}"}
    assert site(office).post("/mcp", headers=headers).json() == {
        "name": "bich",
        "role": EDITOR,
        "way": "token",
    }


@pytest.mark.parametrize("given", ["Bearer x", "bearer ", "Bearer hbc_" + "A" * 43])
def test_wrong_token_is_refused_even_with_a_session(office, given):
    answer = logged_in(office, ADMIN).get("/", headers={"Authorization": given})
    assert answer.status_code == 401 and "Mã truy cập" in answer.json()["error"]


@pytest.mark.parametrize(
    "path", ["/", "/config", "/gradio_api/info", "/gradio_api/file=/etc/passwd", "/mcp", "/x"]
)
def test_nothing_is_answered_without_login(office, path):
    for method in ("GET", "POST"):
        answer = site(office).request(method, path)
        assert answer.status_code == 401 and "chưa đăng nhập" in answer.json()["detail"]


def test_page_without_login_leads_to_the_login_and_back(office):
    answer = site(office).get("/kho?dia-ban=Cà Mau", headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/dang-nhap?tiep=/kho%3Fdia-ban%3DC%25C3%25A0%2520Mau"


def test_link_in_a_letter_lets_the_browser_show_its_cookie(office):
    answer = site(office).get("/kho", headers={"Accept": "text/html", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200 and 'http-equiv="refresh"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/deep_link",
        "/gradio_api/proxy=http://a.b/",
        "/gradio_api/token",
        "/gradio_api/vibe-edit/",
        "/gradio_api/runs",
        "/gradio_api/mcp/",
        "/gradio_api/dev/reload",
        "/monitoring",
        "/monitoring/summary",
        "/login",
        "/logout",
        "/svelte/x.js",
    ],
)
def test_what_gradio_offers_beside_the_pages_is_not_there(office, path):
    assert logged_in(office, ADMIN).get(path).status_code == 404


# ---- without accounts ----


def test_this_machine_is_let_in_without_accounts(empty_office):
    assert site(empty_office).get("/").json() == {"name": "", "role": ADMIN, "way": "local"}


@pytest.mark.parametrize(
    ("more", "headers"),
    [
        pytest.param({"peer": "10.0.0.7"}, {}, id="another machine"),
        pytest.param({"peer": "::ffff:10.0.0.7"}, {}, id="another machine, mapped"),
        pytest.param({"base": "http://evil.example:7860"}, {}, id="another name of this machine"),
        pytest.param({}, {"X-Forwarded-For": "10.0.0.7"}, id="behind a proxy"),
        pytest.param({}, {"Forwarded": "for=10.0.0.7"}, id="behind a proxy, standard header"),
    ],
)
def test_others_are_not_let_in_without_accounts(empty_office, more, headers):
    answer = site(empty_office, **more).get("/", headers=headers)
    assert answer.status_code == 403 and "user add" in answer.json()["error"]


def test_first_account_closes_the_door_at_once(empty_office):
    client = site(empty_office)
    assert client.get("/").status_code == 200
    empty_office.accounts.add("lan", READER, None)
    assert client.get("/").status_code == 401


# ---- other sites ----


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no browser"),
        pytest.param({"Origin": HERE}, 200, id="own page"),
        pytest.param(
            {"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200, id="own page, origin kept back"
        ),
        pytest.param({"Origin": "https://evil.example"}, 403, id="another site"),
        pytest.param({"Origin": "http://127.0.0.1:9999"}, 403, id="another port"),
        pytest.param({"Origin": "null"}, 403, id="a sandboxed frame"),
        pytest.param({"Origin": HERE, "Sec-Fetch-Site": "cross-site"}, 403, id="the browser says otherwise"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="a neighbour of the same domain"),
    ],
)
def test_another_site_makes_nobody_do_anything(office, headers, status):
    answer = logged_in(office, ADMIN).post("/gradio_api/upload", headers=headers)
    assert answer.status_code == status


def test_own_page_behind_a_proxy_is_known_by_the_host_that_the_proxy_names(office):
    client = logged_in(office, READER, settings=PROXIED, peer="10.0.0.5", base="http://noi-bo:7860")
    headers = {"Origin": "https://kho.example", "X-Forwarded-Host": "kho.example"}
    assert client.post("/x", headers=headers).status_code == 200
    assert client.post("/x", headers={"Origin": "https://kho.example"}).status_code == 403


# ---- single sign-on ----


def test_name_by_header_lets_in_from_the_proxy_only(office):
    told = {"X-Remote-User": "Bich"}
    assert site(office, PROXIED, "10.0.0.5").get("/", headers=told).json()["way"] == "proxy"
    assert site(office, PROXIED, "10.0.0.5").get("/", headers=told).json()["name"] == "bich"
    for settings, peer in ((PROXIED, "10.0.0.6"), (PROXIED, "127.0.0.1"), (Settings(), "10.0.0.5")):
        assert site(office, settings, peer).get("/", headers=told).status_code == 401


def test_name_without_an_account_is_told(office):
    answer = site(office, PROXIED, "10.0.0.5").get("/", headers={"X-Remote-User": "<b>x"})
    assert answer.status_code == 403 and "chưa được cấp quyền" in answer.json()["error"]
    page = site(office, PROXIED, "10.0.0.5").get(
        "/", headers={"X-Remote-User": "<b>x", "Accept": "text/html"}
    )
    assert "&lt;b&gt;x" in page.text and "<b>x" not in page.text


# ---- pages belong to who opened them ----


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/gradio_api/queue/join", {"session_hash": "abc", "fn_index": 1, "data": []}),
        ("POST", "/gradio_api/cancel", {"session_hash": "abc", "fn_index": 1, "event_id": "x"}),
        ("POST", "/gradio_api/run/predict", {"session_hash": "abc", "data": []}),
        ("POST", "/gradio_api/call/ask", {"session_hash": "abc", "data": []}),
        ("POST", "/gradio_api/component_server", {"session_hash": "abc"}),
        ("GET", "/gradio_api/queue/data?session_hash=abc", None),
        ("GET", "/gradio_api/heartbeat/abc", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_page_of_another_is_out_of_reach(office, method, path, body):
    client = logged_in(office, READER)
    opened = client.post("/gradio_api/queue/join", json={"session_hash": "abc"})
    assert opened.status_code == 200
    assert client.request(method, path, json=body).status_code == 200
    client.cookies.set(COOKIE, office.sessions.begin("quy"))
    assert client.request(method, path, json=body).status_code == 403


def test_application_receives_the_whole_body(office):
    async def echo(request: Request) -> JSONResponse:
        return JSONResponse(await request.json())

    app = Gate(Starlette(routes=[Route("/{p:path}", echo, methods=["POST"])]), office, proxy_of(Settings()))
    client = TestClient(app, base_url=HERE)
    client.cookies.set(COOKIE, office.sessions.begin("doan"))
    event = {"session_hash": "x", "data": ["dài " * 100_000]}
    assert client.post("/gradio_api/queue/join", json=event).json() == event


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000], ids=["cut off", "no text", "deep"])
def test_unreadable_event_is_refused(office, body):
    answer = logged_in(office, READER).post("/gradio_api/queue/join", content=body)
    assert answer.status_code == 403
