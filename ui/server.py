"""The web server: pages and endpoints behind the gate, and headers that let the browser talk to this server only."""

from __future__ import annotations

import errno
import functools
import ipaddress
import logging
import socket
import sys
import threading
import warnings
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.requests import Request

from ui.api.endpoints import add_endpoints
from ui.api.mcp import mcp_routes
from ui.api.tools import Tools
from ui.pages import journal, look
from ui.pages.frame import Pages
from ui.pages.headers import SameOriginOnly
from ui.people.doors import Doors
from ui.people.gate import Gate, refused
from ui.people.office import Office, office_in
from ui.people.proxy import proxy_of
from ui.people.rights import visitor_of
from ui.people.visitor import ForbiddenError
from ui.settings import Settings
from vectorstore.errors import HoiBaoCaoError, UsageError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from vectorstore.archive import Archive


def make_app(
    archive: Archive, assistant: Assistant, settings: Settings, office: Office | None = None
) -> FastAPI:
    """The web app as an ASGI application; the archive is shared by all visitors.
    `app.state.close()` ends what it does in the background, `app.state.warm_up()` spares the first visitors waiting.

    Without an office there are no accounts, and journal and conversations last as long as the app.
    """
    office = office or office_in(None, settings)
    proxy = proxy_of(settings)
    tools = Tools(archive, assistant, office).all()
    pages = Pages(archive, assistant, office, settings)
    add_endpoints(pages.blocks, tools, settings.concurrency)
    routes, lifespan = mcp_routes(tools, settings.concurrency)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.close, app.state.warm_up = pages.close, functools.partial(_warm_up, assistant, pages)
    app.router.routes.extend(
        [*Doors(office, proxy).routes(), *routes, *pages.routes(), *journal.routes(office.journal)]
    )
    _mount(app, pages.blocks, settings)
    app.add_exception_handler(ForbiddenError, refused)
    app.add_middleware(Gate, office=office, proxy=proxy)
    app.add_middleware(SameOriginOnly)
    return app


def _mount(app: FastAPI, blocks: gr.Blocks, settings: Settings) -> None:
    """Gradio's page at the root, without anything that it would show, keep or offer of its own."""
    with warnings.catch_warnings():
        # Of several pages Gradio says that they are not rendered on the server, which nobody asked it to.
        warnings.filterwarnings("ignore", message="SSR mode")
        gr.mount_gradio_app(
            app,
            blocks,
            path="/",
            server_name=settings.host,
            server_port=settings.port,
            auth_dependency=_name_of,
            blocked_paths=[str(settings.archive.resolve())],
            max_file_size=f"{settings.upload_file_mb}mb",
            footer_links=[],
            run_history=False,
            favicon_path=str(look.favicon()),
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,  # its tools would answer in Python's notation; ours are in ui/api/mcp.py
            i18n=look.labels(),
            theme=look.theme(),
            css=look.css(),
            head=look.head(),
        )


def _name_of(request: Request) -> str:
    """The name for Gradio's `request.username`; who may come in is decided by the gate."""
    return visitor_of(request).name


def serve(archive: Archive, assistant: Assistant, settings: Settings, office: Office) -> None:
    """Serve until stopped. Raises UsageError where the address cannot be used."""
    listener = listen(settings.host, settings.port)
    try:
        host, port = listener.getsockname()[:2]
        check_exposure(host, settings, office)
        shown = f"[{host}]" if ":" in host else host
        print(f"Trang hỏi đáp: http://{shown}:{port}/ (nhấn Ctrl+C để dừng)", file=sys.stderr, flush=True)
        # First, since libraries below us configure logging where nobody has.
        logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        app = make_app(archive, assistant, settings.changed(port=port), office)
        threading.Thread(target=app.state.warm_up, daemon=True).start()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            proxy_headers=False,  # whom to believe is a setting of ours
            server_header=False,
        )
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            app.state.close()
    finally:
        listener.close()


def _warm_up(assistant: Assistant, pages: Pages) -> None:
    """Load what the first question, and the first look-up, would wait for."""
    try:
        for question in assistant.examples(1):
            assistant.ask(question)
        pages.warm_up()
    except HoiBaoCaoError as error:
        logging.getLogger(__name__).warning("no question could be asked yet: %s", error)


def check_exposure(host: str, settings: Settings, office: Office) -> None:
    """Raises UsageError where others could reach an app that has no accounts."""
    only_here = ipaddress.ip_address(host.partition("%")[0]).is_loopback
    behind_proxy = bool(proxy_of(settings).networks)
    if office.accounts.any():
        if not only_here and not behind_proxy:
            print(
                "Lưu ý: mật khẩu và câu trả lời đi qua mạng không mã hóa; nên đặt trang sau một máy chủ HTTPS.",
                file=sys.stderr,
            )
        return
    if not only_here or behind_proxy:
        raise UsageError(
            f"Kho chưa có tài khoản nào nên trang chỉ được mở trên máy này (127.0.0.1), không mở được ở {host}"
            f"{' sau máy chủ trung gian' if behind_proxy else ''}; hãy tạo tài khoản trước bằng “hoibaocao user "
            "add TÊN --role quan-tri”."
        )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises UsageError, saying what to do, where the address is taken or not of this machine."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"Không dùng được địa chỉ “{host}”; hãy chọn địa chỉ khác bằng --host.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            message = f"Cổng {port} đang có chương trình khác dùng; hãy chọn cổng khác bằng --port."
        else:
            message = f"Không mở được {host}:{port} ({error.strerror}); hãy chọn địa chỉ hoặc cổng khác."
        raise UsageError(message) from error
    return listener
