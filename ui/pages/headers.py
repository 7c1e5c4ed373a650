"""Response headers that keep the page to its own server, and the page's language."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Nothing may come from, or go to, another host. Gradio's inline scripts run by a nonce that each page gets anew,
# so that a script that came in with a report would not run even where it got past the escaping. Its styles are
# set by script, hence 'unsafe-inline' for them.
_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'nonce-{nonce}'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
# The browser's own viewer shows an original PDF, as a plug-in does.
_PDF_POLICY = (
    "default-src 'none'",
    "object-src 'self'",
    "style-src 'unsafe-inline'",
    "frame-ancestors 'none'",
)
_FIXED = {b"referrer-policy": b"same-origin", b"x-content-type-options": b"nosniff"}


class SameOriginOnly:
    """ASGI middleware: guards every response, and names the language of pages."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        guarded = _Guarded(send).send if scope["type"] == "http" else send
        await self._app(scope, receive, guarded)


class _Guarded:
    """One response: a page is held back until it is whole, everything else streams through."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = self._headers(message["headers"])
            if _is_page(message["headers"]):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_page(self._start)
            return
        await self._send(message)

    def _headers(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        rules = _PDF_POLICY if dict(headers).get(b"content-type") == b"application/pdf" else _POLICY
        policy = "; ".join(rules).format(nonce=self._nonce).encode("ascii")
        ours = {**_FIXED, b"content-security-policy": policy}
        return [*((name, value) for name, value in headers if name.lower() not in ours), *ours.items()]

    async def _send_page(self, start: Message) -> None:
        # On the body too: Gradio's script sets the root element back to a language that it knows.
        page = self._body.replace(b'lang="en"', b'lang="vi"', 1).replace(b"<body", b'<body lang="vi"', 1)
        page = page.replace(
            b'<link rel="manifest" href="/manifest.json" />', b""
        )  # of an installable app: none here
        page = page.replace(b"<script", b'<script nonce="' + self._nonce.encode("ascii") + b'"')
        kept = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        start["headers"] = [*kept, (b"content-length", str(len(page)).encode("ascii"))]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": page})


def _is_page(headers: list[tuple[bytes, bytes]]) -> bool:
    """True for HTML that is not compressed."""
    named = {name.lower(): value for name, value in headers}
    return named.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in named
