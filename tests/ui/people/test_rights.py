"""Roles on handlers of every kind, with and without a request of their own."""

from __future__ import annotations

import asyncio
import inspect

import gradio as gr
import pytest
from starlette.requests import Request

from ui.people.rights import SCOPE_KEY, needed_role, needs, visitor_of
from ui.people.visitor import ForbiddenError, PersonRole, Visitor

READER, EDITOR, ADMIN = PersonRole


def asked_by(role: PersonRole | None) -> gr.Request:
    scope = {"type": "http", "headers": []} | ({SCOPE_KEY: Visitor("lan", role)} if role else {})
    return gr.Request(request=Request(scope), username="lan")


class Handlers:
    @needs(EDITOR)
    def once(self, a: int, b: int = 2) -> int:
        return a + b

    @needs(EDITOR)
    def steps(self, *a: int):
        yield from a

    @needs(EDITOR)
    async def later(self, a: int, request: gr.Request) -> str:
        return f"{a} {request.username}"

    @needs(EDITOR)
    async def async_steps(self, a: int):
        yield a


@needs(EDITOR)
def plain(a: int) -> int:
    return a


def outcome(handler, *args):
    result = handler(*args)
    if inspect.iscoroutine(result):
        return asyncio.run(result)
    if inspect.isasyncgen(result):
        return asyncio.run(anext(result))
    return list(result) if inspect.isgenerator(result) else result


CASES = [
    pytest.param(Handlers().once, (1,), 3, id="method"),
    pytest.param(Handlers().steps, (1, 2), [1, 2], id="generator"),
    pytest.param(Handlers().later, (1, asked_by(EDITOR)), "1 lan", id="coroutine with a request"),
    pytest.param(Handlers().async_steps, (4,), 4, id="async generator"),
    pytest.param(plain, (5,), 5, id="function"),
]


@pytest.mark.parametrize(("handler", "args", "result"), CASES)
def test_role_is_asked_before_the_handler_runs(handler, args, result):
    for role in (EDITOR, ADMIN):
        assert outcome(handler, asked_by(role), *args) == result
    for role in (READER, None):
        with pytest.raises(gr.Error):
            outcome(handler, asked_by(role), *args)


@pytest.mark.parametrize(("handler", "args", "result"), CASES)
def test_gradio_sees_a_handler_of_the_same_kind_with_a_request_to_fill(handler, args, result):
    first = next(iter(inspect.signature(handler).parameters.values()))
    assert first.annotation is gr.Request
    kinds = (inspect.isgeneratorfunction, inspect.iscoroutinefunction, inspect.isasyncgenfunction)
    assert [kind(handler) for kind in kinds] == [kind(handler.__wrapped__) for kind in kinds]
    assert needed_role(handler) is EDITOR


def test_request_that_came_past_no_gate_is_nobodys():
    for request in (asked_by(None), Request({"type": "http"}), gr.Request(), None):
        with pytest.raises(ForbiddenError, match="không qua đăng nhập"):
            visitor_of(request)


def test_header_of_the_visitor_s_name_is_no_visitor():
    scope = {"type": "http", "headers": [(SCOPE_KEY.encode(), b"quy")]}
    with pytest.raises(ForbiddenError):
        visitor_of(Request(scope))
