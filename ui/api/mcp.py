"""The tools for desktop assistants, over the Model Context Protocol at `/mcp`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
from starlette.routing import BaseRoute

from ui.api.calling import Tool, allowed, for_caller
from ui.people.rights import visitor_of
from vectorstore.errors import HoiBaoCaoError

PATH = "/mcp"
_INSTRUCTIONS = (
    "Tra cứu kho báo cáo y tế của cơ quan. Mỗi số liệu trả về đều kèm nguồn; khi trả lời, hãy giữ nguyên con số, "
    "địa bàn, kỳ và dẫn nguồn. Kho không có thì nói là không có, không tự suy đoán."
)

Lifespan = Callable[[Any], AbstractAsyncContextManager[None]]


def mcp_routes(tools: Sequence[Tool], concurrency: int) -> tuple[list[BaseRoute], Lifespan]:
    """The routes of the protocol, and what must run while they serve; so many tools work at once."""
    from mcp.server.fastmcp import Context, FastMCP
    from mcp.server.fastmcp.exceptions import ToolError
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp.types import ToolAnnotations

    server = FastMCP(
        "hoibaocao",
        instructions=_INSTRUCTIONS,
        log_level="ERROR",
        stateless_http=True,  # each call says who asks
        json_response=True,
        streamable_http_path=PATH,
        # Hosts and origins are checked by the gate, which knows the proxy.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    limiter = anyio.CapacityLimiter(concurrency)

    def as_tool(tool: Tool) -> Callable[..., Any]:
        async def call(request: Context[Any, Any, Any], **named: Any) -> dict[str, Any]:
            visitor = visitor_of(request.request_context.request)
            try:
                work = partial(allowed, tool, visitor, **named)
                return await anyio.to_thread.run_sync(work, limiter=limiter)
            except HoiBaoCaoError as error:
                raise ToolError(str(error)) from error

        return for_caller(tool, Context, call)

    for tool in tools:
        server.add_tool(as_tool(tool), annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False))
    routes = server.streamable_http_app().routes

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        async with server.session_manager.run():
            yield

    return routes, lifespan
