"""Whose headers are believed."""

from __future__ import annotations

import pytest

from ui.people.proxy import Proxy, forwarded, is_loopback, local_host, proxy_of
from ui.settings import Settings
from vectorstore.errors import UsageError

PROXY = proxy_of(Settings(proxy_addresses="10.0.0.5, 192.168.4.0/24,fd00::/8", proxy_header="X-Remote-User"))
TOLD = {"x-remote-user": " lan ", "x-forwarded-for": "6.6.6.6, 10.9.9.9", "x-forwarded-proto": "https"}


@pytest.mark.parametrize(
    ("peer", "trusted"),
    [
        ("10.0.0.5", True),
        ("::ffff:10.0.0.5", True),
        ("192.168.4.77", True),
        ("fd00::1", True),
        ("10.0.0.6", False),
        ("127.0.0.1", False),
        ("", False),
        ("unix:", False),
    ],
)
def test_headers_are_believed_from_the_proxy_only(peer, trusted):
    assert PROXY.trusts(peer) is trusted
    assert PROXY.name(peer, TOLD) == ("lan" if trusted else "")
    assert PROXY.client(peer, TOLD) == ("10.9.9.9" if trusted else peer)
    assert PROXY.secure(peer, TOLD, "http") is trusted


def test_without_settings_nobody_is_believed():
    proxy = proxy_of(Settings())
    assert proxy == Proxy()
    assert proxy.name("127.0.0.1", {"": "lan", "x-remote-user": "lan"}) == ""


def test_host_that_the_browser_asked():
    headers = {"host": "noi-bo:7860", "x-forwarded-host": "Kho.SYT.vn"}
    assert PROXY.host("10.0.0.5", headers) == "kho.syt.vn"
    assert PROXY.host("10.0.0.6", headers) == "noi-bo:7860"


@pytest.mark.parametrize("addresses", ["kho.syt.vn", "10.0.0.5/33", "10.0.0", "*"])
def test_address_that_is_none_is_told(addresses):
    with pytest.raises(UsageError, match="PROXY_ADDRESSES"):
        proxy_of(Settings(proxy_addresses=addresses))


def test_header_without_addresses_is_told():
    with pytest.raises(UsageError, match="PROXY_ADDRESSES đi kèm"):
        proxy_of(Settings(proxy_header="X-Remote-User"))


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("localhost:7860", True),
        ("127.0.0.1:7860", True),
        ("[::1]:7860", True),
        ("[::1]", True),
        ("evil.example:7860", False),
        ("localhost.evil.example", False),
        ("127.0.0.1.evil.example:80", False),
        ("10.0.0.5", False),
        ("", False),
    ],
)
def test_names_of_this_machine(host, local):
    assert local_host(host) is local


@pytest.mark.parametrize(
    ("peer", "loopback"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("10.0.0.1", False), ("", False)],
)
def test_addresses_of_this_machine(peer, loopback):
    assert is_loopback(peer) is loopback


def test_forwarded_requests_are_known():
    assert forwarded({"x-forwarded-for": "1.2.3.4"}) and not forwarded({"host": "x"})
