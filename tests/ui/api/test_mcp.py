"""A session of the Model Context Protocol, as a desktop assistant opens it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from tests.ui.service import Service
from ui.journal import Action
from ui.people.visitor import PersonRole

TOOLS = ["ask", "audit", "compare", "figures", "reports"]


@asynccontextmanager
async def session(service: Service) -> AsyncIterator[ClientSession]:
    headers = service.headers(PersonRole.READER)
    async with (
        httpx.AsyncClient(headers=headers) as http,
        streamable_http_client(f"{service.address}/mcp", http_client=http) as (read, write, _),
        ClientSession(read, write) as opened,
    ):
        await opened.initialize()
        yield opened


async def test_tools_are_described_for_an_assistant(service):
    async with session(service) as opened:
        tools = {tool.name: tool for tool in (await opened.list_tools()).tools}
    assert sorted(tools) == TOOLS
    for tool in tools.values():
        assert "Dùng" in tool.description and "Trả về:" in tool.description
        assert all(schema.get("description") for schema in tool.inputSchema["properties"].values())
        assert "request" not in tool.inputSchema["properties"]
        assert tool.annotations.readOnlyHint
    assert tools["ask"].inputSchema["required"] == ["question"]
    assert "plan" in json.dumps(tools["figures"].inputSchema)


async def test_answer_is_given_as_text_and_as_structure(service):
    async with session(service) as opened:
        result = await opened.call_tool(
            "ask", {"question": "Tỷ lệ tham gia bảo hiểm y tế ở Yên Bái 6T/2023?"}
        )
    assert not result.isError and result.structuredContent["answer"].startswith("95,8%")
    assert json.loads(result.content[0].text) == result.structuredContent
    [entry] = service.office.journal.entries(action=Action.ASK, limit=1)
    assert (entry.person, entry.detail["qua"]) == ("doc", "mã truy cập")


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask", {"question": ""}, "Câu hỏi trống"),
        ("figures", {"indicator": "x", "first": "hôm nọ"}, "Không rõ kỳ"),
        ("audit", {"reports": ["khong-co"]}, "không có báo cáo mã"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_cannot_be_used_is_one_sentence(service, name, arguments, said):
    async with session(service) as opened:
        result = await opened.call_tool(name, arguments)
    assert result.isError and said in result.content[0].text


@pytest.mark.parametrize("tool", TOOLS)
async def test_all_tools_answer(service, tool):
    arguments = {
        "ask": {"question": "Có bao nhiêu ca tay chân miệng?"},
        "figures": {"indicator": "tay chân miệng"},
    }
    arguments["compare"] = {"indicators": ["tỷ lệ người dân tham gia bảo hiểm y tế"]}
    async with session(service) as opened:
        result = await opened.call_tool(tool, arguments.get(tool, {}))
    assert not result.isError, result.content


def test_without_a_token_nothing_is_said(service):
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    answer = httpx.post(f"{service.address}/mcp", json=call, headers={"Accept": "application/json"})
    assert answer.status_code == 401 and "chưa đăng nhập" in answer.json()["error"]


def test_another_site_cannot_reach_it_through_a_browser(service):
    headers = {**service.headers(PersonRole.READER), "Origin": "https://evil.example"}
    assert httpx.post(f"{service.address}/mcp", json={}, headers=headers).status_code == 403
