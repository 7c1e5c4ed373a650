"""Routes of logging in, logging out and changing one's own password."""

from __future__ import annotations

import re

import anyio
import anyio.to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ui.journal import Action
from ui.people.accounts import SHORTEST_PASSWORD, Account
from ui.people.gate import COOKIE, LOGIN, peer_of
from ui.people.html import html_page
from ui.people.office import Office
from ui.people.proxy import Proxy
from ui.people.rights import visitor_of
from ui.people.secrets import digest
from ui.people.visitor import ForbiddenError, Visitor
from vectorstore.errors import UsageError

# One hash takes 64 MiB and a core for a moment: more at once would slow down everybody's answers.
_LOGINS_AT_ONCE = 2
_LOCAL_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")
_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng; hãy nhập lại."
_WAIT = "Đã nhập sai nhiều lần; hãy thử lại sau 15 phút."
_WRONG_OLD = "Mật khẩu hiện tại không đúng; hãy nhập lại."
_UNLIKE = "Hai lần nhập mật khẩu mới không giống nhau; hãy nhập lại."
_CHANGED = "Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc."
_NO_PASSWORD = "Tài khoản của bạn không dùng mật khẩu ở trang này."


class Doors:
    """The handlers behind `/dang-nhap`, `/dang-xuat` and `/mat-khau`."""

    def __init__(self, office: Office, proxy: Proxy) -> None:
        self._office = office
        self._proxy = proxy
        self._hashing = anyio.CapacityLimiter(_LOGINS_AT_ONCE)

    def routes(self) -> list[Route]:
        return [
            Route(LOGIN, self.login_page, methods=["GET"]),
            Route(LOGIN, self.login, methods=["POST"]),
            Route("/dang-xuat", self.logout_page, methods=["GET"]),
            Route("/dang-xuat", self.logout, methods=["POST"]),
            Route("/mat-khau", self.password_page, methods=["GET"]),
            Route("/mat-khau", self.password, methods=["POST"]),
        ]

    async def login_page(self, request: Request) -> Response:
        wanted = local_path(request.query_params.get("tiep", ""))
        if _visitor(request) is not None:
            return RedirectResponse(wanted, 303)
        return _login_form(wanted=wanted)

    async def login(self, request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=8)
        name, password = _field(form, "ten"), _field(form, "mat_khau")
        wanted = local_path(_field(form, "tiep"))
        address = self._proxy.client(peer_of(request), request.headers)
        if not await anyio.to_thread.run_sync(self._office.lockout.admits, name, address):
            return _login_form(_WAIT, name, wanted, 429)
        account = await self._checked(name, password)
        if account is None:
            self._office.journal.record(name[:64], Action.LOGIN_FAILED, address)
            return _login_form(_WRONG, name, wanted, 401)
        return await anyio.to_thread.run_sync(self._let_in, request, account, wanted, address)

    async def logout_page(self, request: Request) -> Response:
        return html_page("logout", shown=visitor_of(request).shown)

    async def logout(self, request: Request) -> Response:
        visitor = visitor_of(request)
        self._end_session(request)
        self._office.journal.record(visitor, Action.LOGOUT, "")
        answer = RedirectResponse(LOGIN, 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=self._secure(request))
        return answer

    async def password_page(self, request: Request) -> Response:
        return self._password_form(visitor_of(request))

    async def password(self, request: Request) -> Response:
        visitor = visitor_of(request)
        form = await request.form(max_files=0, max_fields=8)
        account = self._office.accounts.find(visitor.name)
        if visitor.way != "session" or account is None:
            return html_page("sentence", 403, message=_NO_PASSWORD)
        if _field(form, "moi") != _field(form, "lai"):
            return self._password_form(visitor, _UNLIKE)
        address = self._proxy.client(peer_of(request), request.headers)
        if not self._office.lockout.admits(visitor.name, address):
            return self._password_form(visitor, _WAIT)
        if await self._checked(visitor.name, _field(form, "cu")) is None:
            return self._password_form(visitor, _WRONG_OLD)
        self._office.lockout.passed(visitor.name)
        return await anyio.to_thread.run_sync(
            self._change, visitor, _field(form, "moi"), request.cookies.get(COOKIE, ""), limiter=self._hashing
        )

    async def _checked(self, name: str, password: str) -> Account | None:
        return await anyio.to_thread.run_sync(
            self._office.accounts.check, name, password, limiter=self._hashing
        )

    def _let_in(self, request: Request, account: Account, wanted: str, address: str) -> Response:
        self._end_session(request)
        self._office.lockout.passed(account.name)
        secret = self._office.sessions.begin(account.name)
        self._office.journal.record(account.visitor("session"), Action.LOGIN, address)
        answer = RedirectResponse(wanted, 303)
        answer.set_cookie(
            COOKIE,
            secret,
            max_age=self._office.sessions.lifetime_seconds,
            httponly=True,
            samesite="strict",
            secure=self._secure(request),
        )
        return answer

    def _change(self, visitor: Visitor, password: str, secret: str) -> Response:
        try:
            self._office.accounts.change_password(visitor.name, password, keep=digest(secret))
        except UsageError as error:
            return self._password_form(visitor, str(error))
        self._office.journal.record(visitor, Action.PASSWORD, visitor.name)
        return self._password_form(visitor, _CHANGED, "done")

    def _password_form(self, visitor: Visitor, message: str = "", kind: str = "error") -> Response:
        status = 400 if message and kind == "error" else 200
        return html_page(
            "password",
            status,
            message,
            kind,
            ten=visitor.name,
            shortest=str(SHORTEST_PASSWORD),
        )

    def _end_session(self, request: Request) -> None:
        if secret := request.cookies.get(COOKIE):
            self._office.sessions.end(secret)

    def _secure(self, request: Request) -> bool:
        return self._proxy.secure(peer_of(request), request.headers, request.url.scheme)


def local_path(path: str) -> str:
    """A path of this server to go on to; "/" for anything that may lead elsewhere."""
    return path if _LOCAL_PATH.fullmatch(path) else "/"


def _visitor(request: Request) -> Visitor | None:
    try:
        return visitor_of(request)
    except ForbiddenError:
        return None


def _login_form(message: str = "", name: str = "", wanted: str = "/", status: int = 200) -> Response:
    # The cursor stands where typing goes on.
    focus = {"focus_name": "" if name else "autofocus", "focus_password": "autofocus" if name else ""}
    return html_page("login", status, message, ten=name, tiep=wanted, **focus)


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
