"""The server: headers that keep the page to itself, Gradio's words in Vietnamese, addresses that cannot be used."""

from __future__ import annotations

import re
import socket

import pytest
from fastapi.testclient import TestClient

from ui.pages import look
from ui.server import listen, make_app
from ui.settings import Settings
from vectorstore.errors import UsageError


@pytest.fixture
def client(archive, assistant) -> TestClient:
    return TestClient(
        make_app(archive, assistant, Settings()),
        base_url="http://127.0.0.1:7860",
        client=("127.0.0.1", 50000),
    )


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
