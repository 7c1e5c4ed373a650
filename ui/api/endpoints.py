"""The tools as named endpoints of the Gradio server, for `gradio_client`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from gradio.events import api

from ui.api.calling import Tool, allowed, described, for_caller
from ui.people.rights import visitor_of
from vectorstore.errors import HoiBaoCaoError


def add_endpoints(blocks: gr.Blocks, tools: Sequence[Tool], concurrency: int) -> None:
    """Give the page's server an endpoint for each tool; so many calls of all of them run at once."""
    with blocks:
        for tool in tools:
            api(
                _endpoint(tool),
                api_name=tool.__name__,
                api_description=described(tool),
                concurrency_limit=concurrency,
                concurrency_id="api",
            )


def _endpoint(tool: Tool) -> Callable[..., Any]:
    """A tool as Gradio calls it: the request first, errors as it shows them."""

    def call(request: gr.Request, *arguments: Any) -> dict[str, Any]:
        try:
            return allowed(tool, visitor_of(request), *arguments)
        except HoiBaoCaoError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return for_caller(tool, gr.Request, call, plain=True)
