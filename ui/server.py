"""The web server: Gradio's page behind headers that let the browser talk to this server only."""

from __future__ import annotations

import errno
import logging
import socket
import sys
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI

from ui.chat import build_chat
from ui.pages import look
from ui.pages.headers import SameOriginOnly
from ui.settings import Settings
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from vectorstore.archive import Archive


def make_app(archive: Archive, assistant: Assistant, settings: Settings) -> FastAPI:
    """The page as an ASGI application; the archive is shared by all visitors and only read."""
    blocks = build_chat(archive, assistant, settings.concurrency, settings.queue)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        server_name=settings.host,
        server_port=settings.port,
        footer_links=[],
        run_history=False,
        favicon_path=str(look.favicon()),
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        i18n=look.labels(),
        theme=look.theme(),
        css=look.css(),
    )
    app.add_middleware(SameOriginOnly)
    return app


def serve(archive: Archive, assistant: Assistant, settings: Settings) -> None:
    """Serve until stopped. Raises UsageError where the address cannot be used."""
    listener = listen(settings.host, settings.port)
    try:
        host, port = listener.getsockname()[:2]
        app = make_app(archive, assistant, settings.changed(port=port))
        shown = f"[{host}]" if ":" in host else host
        print(f"Trang hỏi đáp: http://{shown}:{port}/ (nhấn Ctrl+C để dừng)", file=sys.stderr, flush=True)
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        listener.close()


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
