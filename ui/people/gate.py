"""The gate before every page, file and endpoint: who asks is known, or nothing is answered.

Deny by default: what is not named here asks for a login, and of Gradio's own endpoints only those are
reachable that the pages and `gradio_client` use.
"""

from __future__ import annotations

import contextlib
import logging
import re
from urllib.parse import quote, urlsplit

import anyio
import anyio.to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from ui.pages.headers import App, Receive, Scope, Send
from ui.people.html import html_page
from ui.people.office import Office
from ui.people.ownership import PageOwners
from ui.people.proxy import Proxy, forwarded, is_loopback, local_host
from ui.people.rights import SCOPE_KEY
from ui.people.visitor import LOCAL, ForbiddenError, Visitor
from vectorstore.errors import ArchiveError

logger = logging.getLogger(__name__)

LOGIN = "/dang-nhap"
COOKIE = "hoibaocao"
_THREADS = 4
_PUBLIC = (LOGIN, "/favicon.ico", "/robots.txt")
_SAFE = ("GET", "HEAD")
_GRADIO = "/gradio_api/"
_GRADIO_USED = re.compile(
    r"/gradio_api/(info|queue/(join|data)|heartbeat/\w[\w-]*|call/.+|run/\w+|cancel|reset|upload|upload_progress|"
    r"file=.+|startup-events|theme\.css|app_id|login_check|user|component_server)/?"
)
_GRADIO_UNUSED = re.compile(r"/(login|logout|monitoring|pwa_icon|manifest\.json|openapi|svelte)\b.*")

_NO_LOGIN = "Bạn chưa đăng nhập hoặc phiên đã hết; hãy tải lại trang và đăng nhập."
_BAD_TOKEN = "Mã truy cập không đúng hoặc đã hết hạn; hãy xin người quản trị cấp mã mới."
_FOREIGN = "Yêu cầu đến từ một trang khác nên không được thực hiện; hãy mở lại trang này rồi làm lại."
_NO_ACCOUNTS = (
    "Trang này chưa có tài khoản nào nên chỉ dùng được trên chính máy đang chạy; người quản trị hãy tạo tài "
    "khoản bằng lệnh hoibaocao user add."
)
_NOT_HERE = "Không có trang này."
_NO_FILE = "Không mở được tệp tài khoản; hãy báo người quản trị."


class Refusal(Exception):
    """A request that goes no further: a status and one sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Gate:
    """ASGI middleware: lets requests in with their visitor in the scope, and refuses all others."""

    def __init__(self, app: App, office: Office, proxy: Proxy) -> None:
        self._app = app
        self._office = office
        self._proxy = proxy
        self._owners = PageOwners()
        # Threads of its own: while answers are worked out in all others, people still get in.
        self._threads = anyio.CapacityLimiter(_THREADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no page uses web sockets
        request = Request(scope, receive)
        try:
            visitor = await anyio.to_thread.run_sync(self._admitted, request, limiter=self._threads)
            if visitor is not None:
                scope[SCOPE_KEY] = visitor
                receive = await self._owners.checked(request, visitor)
        except Refusal as refusal:
            await _answered(request, refusal)(scope, receive, send)
        except ForbiddenError as error:
            await refused(request, error)(scope, receive, send)
        except ArchiveError:
            logger.exception("the file of accounts could not be used")
            await _answered(request, Refusal(503, _NO_FILE))(scope, receive, send)
        else:
            with contextlib.suppress(ClientDisconnect):  # the browser has gone on while it was sending
                await self._app(scope, receive, send)

    def _admitted(self, request: Request) -> Visitor | None:
        """The visitor; None for a page that all may see. Raises Refusal."""
        path = request.scope["path"]
        self._check_origin(request)
        unused = path.startswith(_GRADIO) and not _GRADIO_USED.fullmatch(path)
        if unused or _GRADIO_UNUSED.fullmatch(path):
            raise Refusal(404, _NOT_HERE)
        visitor = self._visitor(request)
        if visitor is None and path not in _PUBLIC:
            raise Refusal(401, _NO_LOGIN)
        return visitor

    def _visitor(self, request: Request) -> Visitor | None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            visitor = self._office.tokens.find(given.strip())
            if visitor is None:
                raise Refusal(401, _BAD_TOKEN)
            return visitor
        peer = peer_of(request)
        if name := self._proxy.name(peer, request.headers):
            return self._named_by_proxy(name)
        if secret := request.cookies.get(COOKIE):
            visitor = self._office.sessions.find(secret)
            if visitor is not None:
                return visitor
        if self._office.accounts.any():
            return None
        return self._local(request, peer)

    def _named_by_proxy(self, name: str) -> Visitor:
        account = self._office.accounts.find(name)
        if account is None:
            raise Refusal(
                403, f"Tài khoản “{name}” chưa được cấp quyền dùng trang này; hãy liên hệ người quản trị."
            )
        return account.visitor("proxy")

    def _local(self, request: Request, peer: str) -> Visitor:
        """Without accounts: whoever sits at this machine, and nobody through a proxy or under another name."""
        own = is_loopback(peer) and local_host(request.headers.get("host", ""))
        if not own or forwarded(request.headers):
            raise Refusal(403, _NO_ACCOUNTS)
        return LOCAL

    def _check_origin(self, request: Request) -> None:
        """Refuse what another site's page makes a browser send. Raises Refusal."""
        if request.method in _SAFE:
            return
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        if site is not None:
            fine = site in ("same-origin", "none")
        elif origin is not None:
            fine = urlsplit(origin).netloc.lower() == self._proxy.host(peer_of(request), request.headers)
        else:
            fine = True  # no browser: those say where a request comes from
        if not fine:
            raise Refusal(403, _FOREIGN)


def peer_of(request: Request) -> str:
    """The address at the other end of the connection."""
    return request.client.host if request.client else ""


def refused(request: Request, error: Exception) -> Response:
    """What a plain route answers to a person whose role is too low."""
    return _answered(request, Refusal(403, str(error)))


def _answered(request: Request, refusal: Refusal) -> Response:
    """The way to the login for a page, one sentence for the rest."""
    wants_page = request.method in _SAFE and "text/html" in request.headers.get("accept", "")
    if wants_page and refusal.status == 401:
        if request.headers.get("sec-fetch-site") == "cross-site":
            # A link in a letter: the browser keeps the strict cookie to itself until the page asks by itself.
            return html_page("again")
        query = request.scope["query_string"].decode("latin-1")
        wanted = quote(request.scope["path"]) + (f"?{query}" if query else "")
        return RedirectResponse(LOGIN + (f"?tiep={quote(wanted)}" if wanted != "/" else ""), 303)
    if wants_page:
        return html_page("sentence", refusal.status, message=str(refusal))
    # Gradio's own clients read "detail", programs "error".
    return JSONResponse({"error": str(refusal), "detail": str(refusal)}, refusal.status)
