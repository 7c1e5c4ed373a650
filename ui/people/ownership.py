"""An open page belongs to the person who opened it: its state and answers are for no one else.

Gradio keys the state of a page, and the stream of its answers, by a string that the browser makes up. The first
person to use one owns it here.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict

from starlette.requests import Request

from ui.pages.headers import Message, Receive
from ui.people.visitor import ForbiddenError, Visitor

_JSON = ("queue/join", "call/", "run/", "cancel", "reset", "component_server")
_PREFIX = "/gradio_api/"
_HEARTBEAT = f"{_PREFIX}heartbeat/"
# The longest body of an event: files travel apart, so that these hold typed text and choices only.
_LONGEST_BODY = 16 * 2**20
# Pages remembered; the oldest are forgotten, long after their day.
_REMEMBERED = 20_000


class PageOwners:
    """Which page belongs to whom. Safe to use from several threads."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._remembered = remembered
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, page: str, name: str) -> None:
        """Raises ForbiddenError where the page is another person's."""
        with self._lock:
            owner = self._owners.setdefault(page, name)
            self._owners.move_to_end(page)
            while len(self._owners) > self._remembered:
                self._owners.popitem(last=False)
        if owner != name:
            raise ForbiddenError("Trang này do người khác mở; hãy tải lại trang.")

    async def checked(self, request: Request, visitor: Visitor) -> Receive:
        """What the application receives, once the page that it names is the visitor's. Raises ForbiddenError."""
        path, receive = request.scope["path"], request.receive
        if path.startswith(_HEARTBEAT):
            self.claim(path.removeprefix(_HEARTBEAT).strip("/"), visitor.name)
        elif page := request.query_params.get("session_hash"):
            self.claim(page, visitor.name)
        elif request.method == "POST" and path.removeprefix(_PREFIX).startswith(_JSON):
            body = await _body(request)
            for page in _pages(body):
                self.claim(page, visitor.name)
            return _replayed(body, receive)
        return receive


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise ForbiddenError("Nội dung gửi lên quá dài; hãy rút gọn, hoặc gửi dưới dạng tệp.")
    return body


def _pages(body: bytes) -> list[str]:
    """The pages that an event names; Raises ForbiddenError for a body that is not the object that Gradio takes."""
    if not body:
        return []
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ForbiddenError("Nội dung gửi lên không đọc được; hãy tải lại trang.") from error
    page = event.get("session_hash") if isinstance(event, dict) else None
    return [page] if isinstance(page, str) and page else []


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever the server sends (that the browser has gone)."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
