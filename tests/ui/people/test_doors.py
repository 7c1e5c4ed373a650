"""Logging in and out, and changing one's own password, as a browser does it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.ui.people.conftest import PASSWORD
from ui.people.doors import Doors, local_path
from ui.people.gate import COOKIE, Gate
from ui.people.lockout import PER_NAME
from ui.people.proxy import proxy_of
from ui.people.rights import visitor_of
from ui.settings import Settings

HERE = "http://127.0.0.1:7860"
WRONG = {"ten": "doan", "mat_khau": "sai rồi nhé bạn"}
RIGHT = {"ten": "Doan ", "mat_khau": PASSWORD}


async def who(request: Request) -> PlainTextResponse:
    return PlainTextResponse(visitor_of(request).name)


def site(office, settings=None, peer="127.0.0.1", base=HERE) -> TestClient:
    proxy = proxy_of(settings or Settings())
    routes = [*Doors(office, proxy).routes(), Route("/{path:path}", who)]
    return TestClient(
        Gate(Starlette(routes=routes), office, proxy),
        base_url=base,
        client=(peer, 50_000),
        follow_redirects=False,
    )


@pytest.fixture
def client(office) -> TestClient:
    return site(office)


def test_login_leads_to_the_page_that_was_wanted(client):
    answer = client.post("/dang-nhap", data={**RIGHT, "tiep": "/kho?x=1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/kho?x=1")
    assert client.get("/").text == "doan"


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(office, client):
    cookie = client.post("/dang-nhap", data=RIGHT).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
    assert "Max-Age=28800" in cookie and "Secure" not in cookie


def test_cookie_goes_over_https_only_where_the_browser_speaks_it(office):
    behind = site(office, Settings(proxy_addresses="10.0.0.5"), "10.0.0.5")
    headers = {"X-Forwarded-Proto": "https"}
    assert "Secure" in behind.post("/dang-nhap", data=RIGHT, headers=headers).headers["set-cookie"]
    assert (
        "Secure"
        in site(office, base="https://127.0.0.1").post("/dang-nhap", data=RIGHT).headers["set-cookie"]
    )


@pytest.mark.parametrize("name", ["doan", "khong-co", "quy"], ids=["known", "unknown", "without password"])
def test_wrong_login_tells_nothing_of_accounts(client, name):
    answer = client.post("/dang-nhap", data={"ten": name, "mat_khau": "sai rồi nhé bạn"})
    assert answer.status_code == 401 and COOKIE not in answer.cookies
    assert answer.text.replace(name, "") == client.post("/dang-nhap", data=WRONG).text.replace("doan", "")
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text


@pytest.mark.parametrize("name", ["doan", "khong-co"])
def test_name_is_locked_after_wrong_logins_even_for_the_right_password(client, clock, name):
    for _ in range(PER_NAME):
        assert client.post("/dang-nhap", data={"ten": name, "mat_khau": "x"}).status_code == 401
    locked = client.post("/dang-nhap", data={"ten": name, "mat_khau": PASSWORD})
    assert locked.status_code == 429 and "15 phút" in locked.text
    clock.now += 15 * 60 + 1
    assert client.post("/dang-nhap", data=RIGHT).status_code == 303


def test_each_login_has_a_session_of_its_own(office, client):
    first = client.post("/dang-nhap", data=RIGHT).cookies[COOKIE]
    second = client.post("/dang-nhap", data=RIGHT).cookies[COOKIE]
    assert first != second
    assert office.sessions.find(first) is None and office.sessions.find(second)


def test_session_of_the_browser_s_choice_is_not_taken(office, client):
    client.cookies.set(COOKIE, "cua-ke-khac")
    assert client.post("/dang-nhap", data=RIGHT).cookies[COOKIE] != "cua-ke-khac"


@pytest.mark.parametrize(
    ("path", "led"),
    [
        ("/kho?a=b#c", "/kho?a=b#c"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/\t/evil.example", "/"),
    ],
)
def test_login_leads_nowhere_else(client, path, led):
    assert local_path(path) == led
    assert client.post("/dang-nhap", data={**RIGHT, "tiep": path}).headers["location"] == led


def test_login_page_of_one_who_is_in_leads_on(client):
    client.post("/dang-nhap", data=RIGHT)
    assert client.get("/dang-nhap?tiep=/kho").headers["location"] == "/kho"


def test_what_was_typed_is_shown_as_text(client):
    page = client.post("/dang-nhap", data={"ten": '"><script>x', "mat_khau": "x", "tiep": '/"><script>'})
    assert "<script" not in page.text


@pytest.mark.parametrize(
    "data", [{}, {"ten": "doan"}, {"mat_khau": PASSWORD}], ids=["nothing", "name", "password"]
)
def test_form_with_fields_missing_is_a_wrong_login(client, data):
    assert client.post("/dang-nhap", data=data).status_code == 401


def test_file_in_the_form_is_refused(client):
    answer = client.post("/dang-nhap", data=RIGHT, files={"mat_khau": ("x.txt", b"x")})
    assert answer.status_code == 400


def test_logging_out_ends_the_session(office, client):
    secret = client.post("/dang-nhap", data=RIGHT).cookies[COOKIE]
    assert "Người đọc" in client.get("/dang-xuat").text
    answer = client.post("/dang-xuat")
    assert answer.headers["location"] == "/dang-nhap" and COOKIE not in client.cookies
    assert office.sessions.find(secret) is None


def change(client, old=PASSWORD, new="bốn con chó mực", again="bốn con chó mực"):
    return client.post("/mat-khau", data={"cu": old, "moi": new, "lai": again})


def test_own_password_is_changed(office, client):
    elsewhere = office.sessions.begin("doan")
    client.post("/dang-nhap", data=RIGHT)
    assert "Đã đổi mật khẩu" in change(client).text
    assert office.accounts.check("doan", "bốn con chó mực")
    assert client.get("/").text == "doan" and office.sessions.find(elsewhere) is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"old": "sai rồi nhé bạn"}, "hiện tại không đúng", id="wrong old one"),
        pytest.param({"again": "bốn con chó vện"}, "không giống nhau", id="typed unlike"),
        pytest.param({"new": "ngắn", "again": "ngắn"}, "10 đến 256 ký tự", id="too short"),
    ],
)
def test_password_stays_where_the_change_is_refused(office, client, fields, said):
    client.post("/dang-nhap", data=RIGHT)
    answer = change(client, **fields)
    assert answer.status_code == 400 and said in answer.text
    assert office.accounts.check("doan", PASSWORD)


def test_old_password_cannot_be_tried_for_ever(client):
    client.post("/dang-nhap", data=RIGHT)
    said = [change(client, old="sai rồi nhé bạn").text for _ in range(PER_NAME + 1)]
    assert "15 phút" in said[-1] and "15 phút" not in said[-2]


def test_person_of_the_proxy_has_no_password_here(office):
    settings = Settings(proxy_addresses="10.0.0.5", proxy_header="X-Remote-User")
    client = site(office, settings, "10.0.0.5")
    client.headers["X-Remote-User"] = "doan"
    assert change(client).status_code == 403
    assert office.accounts.check("doan", PASSWORD)


def test_logins_are_in_the_journal_without_passwords(office, client):
    client.post("/dang-nhap", data=WRONG)
    client.post("/dang-nhap", data=RIGHT)
    change(client)
    client.post("/dang-xuat")
    entries = office.journal.entries()
    assert [(entry.person, entry.action) for entry in entries] == [
        ("doan", "đăng xuất"),
        ("doan", "đổi mật khẩu"),
        ("doan", "đăng nhập"),
        ("doan", "đăng nhập sai"),
    ]
    assert not any(word in repr(entries) for word in (PASSWORD, WRONG["mat_khau"], "chó mực"))


class Form(HTMLParser):
    """The labels and fields of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.labelled: set[str] = set()
        self.fields: dict[str, dict[str, str | None]] = {}
        self.root: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "label":
            self.labelled.add(given["for"])
        if tag == "input" and given.get("type") != "hidden":
            self.fields[given["id"]] = given
        if tag == "html":
            self.root = given


@pytest.mark.parametrize("path", ["/dang-nhap", "/mat-khau"])
def test_forms_can_be_read_aloud_and_filled_by_a_password_keeper(office, client, path):
    if path == "/mat-khau":
        client.post("/dang-nhap", data=RIGHT)
    answer = client.get(path)
    form = Form(answer.text)
    assert form.root["lang"] == "vi" and answer.headers["cache-control"] == "no-store"
    assert form.fields and set(form.fields) == form.labelled
    assert all(field.get("autocomplete") for field in form.fields.values())
    assert sum("autofocus" in field for field in form.fields.values()) == 1


def test_errors_are_announced(client):
    assert 'role="alert"' in client.post("/dang-nhap", data=WRONG).text
    assert 'role="alert"' not in client.get("/dang-nhap").text
