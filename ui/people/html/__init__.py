"""The few pages outside Gradio: login, logout, own password, one sentence. Plain HTML, no script."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources
from string import Template

from starlette.responses import HTMLResponse


def html_page(
    name: str, status: int = 200, message: str = "", kind: str = "error", **values: str
) -> HTMLResponse:
    """A page of this folder; `message` stands above a form and is read out at once.

    Every value is escaped. Never kept by the browser or a proxy.
    """
    escaped = {key: escape(value) for key, value in values.items()}
    notice = f'<p class="{kind}" role="alert">{escape(message)}</p>' if message else ""
    body = _template(name).substitute(escaped, notice=notice)
    refresh = '<meta http-equiv="refresh" content="0">' if name == "again" else ""
    page = _template("layout").substitute(body=body, refresh=refresh)
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})


@cache
def _template(name: str) -> Template:
    return Template(resources.files(__package__).joinpath(f"{name}.html").read_text("utf-8"))
