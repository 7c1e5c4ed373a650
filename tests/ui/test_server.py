"""The server: headers that keep the page to itself, Gradio's words in Vietnamese, addresses that cannot be used."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from tests.assistant.four_reports import make_archive
from ui.pages import look
from ui.people.office import office_in
from ui.people.visitor import PersonRole
from ui.server import check_exposure, listen, make_app, serve
from ui.settings import Settings
from vectorstore.errors import UsageError


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[TestClient]:
    archive = make_archive(tmp_path_factory.mktemp("server"))
    app = make_app(archive, Assistant(archive), Settings())
    yield TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50000))
    app.state.close()
    archive.close()


def test_page_runs_only_its_own_scripts(client):
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    [nonce] = re.findall(r"'nonce-([^']+)'", policy)
    assert "default-src 'self'" in policy and "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    scripts = re.findall(r"<script\b[^>]*>", answer.text)
    assert scripts and all(f'nonce="{nonce}"' in script for script in scripts)
    assert client.get("/").headers["content-security-policy"] != policy


def test_page_says_that_it_is_vietnamese(client):
    assert '<body lang="vi"' in client.get("/").text


def test_page_links_no_font_script_or_style_of_another_host(client):
    page = client.get("/").text
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"(?:https?:)?//[^\"]+", page)
    css = client.get("/theme.css").text
    assert not re.search(r"url\((?!['\"]?data:)|@import", css)


def test_other_responses_stream_through_with_the_headers(client):
    answer = client.get("/config")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["title"]


def test_interface_documentation_is_off(client):
    assert client.get("/docs").status_code == 404


def test_favicon_is_ours(client):
    assert client.get("/favicon.ico").content == look.favicon().read_bytes()


def test_gradio_words_are_flat_keys_for_every_browser():
    words = look.labels().translations
    assert words["vi"] == words["en"]
    assert words["en"]["chatbot.retry"] == "Hỏi lại câu này"


def test_dark_mode_looks_as_light_mode():
    theme = look.theme()
    assert theme.body_background_fill_dark == theme.body_background_fill


def test_free_port_is_found():
    listener = listen("127.0.0.1", 0)
    assert listener.getsockname()[1] > 0
    listener.close()


def test_port_in_use_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            listen("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("host", ["không.có.địa.chỉ.invalid", "203.0.113.7"])
def test_address_of_another_machine_is_told(host):
    with pytest.raises(UsageError, match="địa chỉ"):
        listen(host, 0)


PROXY = Settings(proxy_addresses="10.0.0.5")


@pytest.mark.parametrize(
    ("host", "settings"),
    [
        pytest.param("0.0.0.0", Settings(), id="all addresses"),
        pytest.param("::", Settings(), id="all addresses, version 6"),
        pytest.param("10.1.2.3", Settings(), id="address in the office"),
        pytest.param("127.0.0.1", PROXY, id="behind a proxy"),
    ],
)
def test_without_accounts_the_app_is_for_this_machine_only(host, settings, capsys):
    office = office_in(None, settings)
    with pytest.raises(UsageError, match=r"chưa có tài khoản nào .*hoibaocao user add"):
        check_exposure(host, settings, office)
    office.accounts.add("lan", PersonRole.READER, None)
    check_exposure(host, settings, office)
    assert ("không mã hóa" in capsys.readouterr().err) is (settings is not PROXY)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "127.0.0.9"])
def test_this_machine_needs_no_accounts(host, capsys):
    check_exposure(host, Settings(), office_in(None, Settings()))
    assert capsys.readouterr().err == ""


def test_serve_refuses_other_hosts_before_it_answers_anything(archive, assistant):
    settings = Settings(host="0.0.0.0", port=0)
    with pytest.raises(UsageError, match=r"127\.0\.0\.1"):
        serve(archive, assistant, settings, office_in(None, settings))


def test_pages_say_where_a_form_of_theirs_comes_from(client):
    # With no-referrer a browser keeps the origin back, and logging out looked like another site's doing.
    assert client.get("/").headers["referrer-policy"] == "same-origin"


def test_first_look_up_waits_for_nothing(tmp_path, monkeypatch):
    with make_archive(tmp_path) as archive:
        app = make_app(archive, Assistant(archive), Settings())
        try:
            app.state.warm_up()
            monkeypatch.setattr(archive, "indicators", lambda: pytest.fail("read again"))
            visitor = TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 50000))
            assert visitor.get("/so-lieu/goi-y?q=tiem").json()
        finally:
            app.state.close()
